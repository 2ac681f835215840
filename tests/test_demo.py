"""What a first start shows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from claims.demo.catalogue import ARTICLES
from claims.demo.seed import seed
from claims.models import Article, Claim, Reanchoring

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


def test_a_second_start_adds_nothing():
    seed()
    before = Article.objects.count(), Claim.objects.count(), Reanchoring.objects.count()
    assert seed() == 0
    assert (Article.objects.count(), Claim.objects.count(), Reanchoring.objects.count()) == before
