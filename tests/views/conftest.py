"""What page tests start from: the reference article, split for real, and people at their browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution
from tests.articles import REFERENCE
from tests.cast import Cast

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser_of(cast: Cast) -> Callable[..., Client]:
    """A function from the name of a role in the cast to a logged-in client."""

    def log_in(role: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, role))
        return client

    return log_in


@pytest.fixture
def analyst(browser_of) -> Client:
    return browser_of("analyst")


@pytest.fixture
def reference(cast: Cast) -> Article:
    """The reference article, brought in by the analyst and split."""
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def kremlin(reference: Article) -> Attribution:
    """The attribution of “Kremlin mengataka,n belum ada perjanjian …”."""
    return reference.attributions.for_workbench().get(spans__quote="mengataka,n")
