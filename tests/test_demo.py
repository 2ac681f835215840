"""What a first start shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from claims.coverage import provenance
from claims.coverage.sweep import find_coverage
from claims.coverage.watch import watched
from claims.demo import profiles, work
from claims.demo.catalogue import ARTICLES
from claims.demo.seed import seed
from claims.ingest.split import split
from claims.ingest.store import content_hash, save_article
from claims.models import (
    Article,
    Claim,
    Comment,
    CoverageMatch,
    Event,
    Feed,
    Job,
    ProviderCall,
    Reanchoring,
    SavedView,
    Source,
    Verdict,
)
from claims.models.claim import Stage
from claims.review.seconds import Second, round_of
from claims.sources.profile import grades_in_force, profile_of, proposals, set_profile
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


def by_file() -> dict[str, Article]:
    return {demo.file: Article.objects.get(content_hash=content_hash(demo_text(demo.file[:-4]))) for demo in ARTICLES}


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


def test_a_check_is_published_and_corrected_with_an_archived_primary_source():
    seed()
    published = Claim.objects.get(stage=Stage.PUBLISHED)
    assert [row.kind for row in published.publications.order_by("version")] == ["first", "correction"]
    page = published.evidence.primary().get()
    assert page.quote in page.anchored_in.text
    assert (settings.MEDIA_ROOT / page.anchored_in.page_file).is_file()


def test_providers_have_answered_in_all_four_ways_without_a_network():
    seed()
    calls = ProviderCall.objects.exclude(provider=ProviderCall.ARCHIVE)
    assert sorted(calls.values_list("outcome", flat=True)) == ["failed", "found", "none_found", "not_asked"]
    assert CoverageMatch.objects.get(rating="Benar").claim.stage == Stage.PUBLISHED


def test_two_blind_verdicts_differ_and_a_third_person_may_decide():
    seed()
    clash = Claim.objects.get(statement__contains="2.700 ton", stage=Stage.IN_PROGRESS)
    stands = round_of(clash)
    assert stands.state is Second.CLASH
    assert User.objects.get(username="admin").pk not in stands.authors


def test_a_copy_still_says_what_its_origin_has_corrected():
    seed()
    claim = Claim.objects.get(statement__contains="41 penumpang selamat", assigned_to__isnull=False)
    find_coverage(claim)
    (changed,) = [one for one in watched(claim) if one.stale]
    copies = {Article.objects.get(pk=pk).outlet.name for change in changed.changes for pk in change.copies}
    assert copies == {"Warta Pesisir"}


def test_sources_have_countries_stakes_grades_and_one_proposal_waits():
    seed()
    tass = Source.objects.get(name="TASS")
    assert (tass.country, tass.owner, [stake.topic for stake in tass.stakes.all()]) == (
        "RU", "Federasi Rusia", ["perang di Ukraina"],
    )  # fmt: skip
    (granted,) = grades_in_force(list(Source.objects.get(name="Dinas Perdagangan").grades.newest_first()))
    assert granted.author == User.objects.get(username="dewi")
    assert proposals(list(Source.objects.get(name="Lintas Rahasia").grades.newest_first()))


def test_a_profile_that_somebody_has_written_is_left_to_them():
    seed()
    tass = Source.objects.get(name="TASS")
    people = {user.username: user for user in User.objects.all()}
    set_profile(people["dewi"], tass.pk, replace(profile_of(tass), owner=""), version=tass.version)
    profiles.write_down(people)
    tass.refresh_from_db()
    assert tass.owner == ""


def test_a_second_start_adds_nothing():
    def counts():
        return [model.objects.count() for model in (Article, Claim, Reanchoring, Event, Job, Verdict, Feed, SavedView)]

    seed()
    before = counts()
    assert seed() == 0
    assert counts() == before


def test_what_the_demo_people_did_is_not_done_again_when_articles_are_added_to_an_older_demo():
    seed()
    before = Verdict.objects.count(), Comment.objects.count(), ProviderCall.objects.count()
    work.do({user.username: user for user in User.objects.all()}, by_file())
    assert (Verdict.objects.count(), Comment.objects.count(), ProviderCall.objects.count()) == before
