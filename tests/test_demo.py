"""What a first start shows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from claims.coverage import provenance
from claims.coverage.sweep import find_coverage
from claims.demo.catalogue import ARTICLES
from claims.demo.seed import seed
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Job, Reanchoring
from tests.articles import demo_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder_of_its_own(settings, tmp_path):
    """The log-ins of a demo are kept in var/; those of a workbench in this checkout stay as they are."""
    settings.VAR_DIR = tmp_path


def test_a_newer_version_waits_to_be_looked_at_and_has_moved_the_rest():
    assert seed() == len(ARTICLES)
    newer = Article.objects.get(supersedes__isnull=False)
    states = list(Reanchoring.objects.filter(article=newer).order_by("state").values_list("state", flat=True))
    assert states.count("waiting") == 2
    assert states.count("moved") >= 2
    rated = Reanchoring.objects.get(state="waiting", attribution__claim__status="true").attribution.claim
    assert rated.assigned_to == User.objects.get(username="rini")


def looked_for(words: str) -> Claim:
    """The claim with these words in the reference article, once the worker has done the demo's search for it."""
    claim = Job.objects.get(
        kind=Job.Kind.FIND_COVERAGE,
        claim__attributions__spans__quote__contains=words,
        claim__attributions__article__title__startswith="Korea Utara",
    ).claim
    find_coverage(claim)
    return claim


def test_fifteen_articles_about_the_missile_have_one_origin_that_nobody_has_seen():
    seed()
    found = provenance.origins_of(looked_for("sistem rudal Kinzhal")).counts
    assert (found.articles, found.independent, found.roots) == (15, 1, ("name:tass",))


def test_an_article_of_own_reporting_adds_one_origin_to_them():
    seed()
    own, _created = save_article(demo_text("own-kinzhal"), outlet="Straits Gazette")
    split(own)
    claim = looked_for("sistem rudal Kinzhal")
    found = provenance.origins_of(claim)
    assert set(found.counts.roots) == {"name:tass", f"article:{own.pk}"}
    assert not claim.coverage_edges.filter(copy=own).exists()  # which is the reason that the page gives


@pytest.mark.parametrize("words", ["tidak ada perjanjian yang ditandatangani", "belum ada perjanjian"])
def test_the_denial_goes_back_to_the_kremlin(words):
    seed()
    found = provenance.origins_of(looked_for(words)).counts
    assert (found.independent, found.roots) == (1, ("name:kremlin",))


def test_a_second_start_adds_nothing():
    seed()
    before = Article.objects.count(), Claim.objects.count(), Reanchoring.objects.count()
    assert seed() == 0
    assert (Article.objects.count(), Claim.objects.count(), Reanchoring.objects.count()) == before
