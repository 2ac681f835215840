"""What the dashboard's tests start from: claims whose past is written down moment by moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from claims.dashboard.scope import Scope
from claims.models import Article, Attribution, Claim, Event, Source
from claims.models.claim import Stage

# A Wednesday afternoon.
NOW = timezone.make_aware(dt.datetime(2026, 3, 18, 15))


def days_ago(days: float) -> dt.datetime:
    return NOW - dt.timedelta(days=days)


@pytest.fixture
def scope() -> Scope:
    """The last four weeks, all kinds and languages."""
    return Scope(NOW, weeks=4)


@pytest.fixture
def article(db: None) -> Article:
    return Article.objects.create(text="x" * 400, content_hash="a" * 64, language="id")


@pytest.fixture
def make_claim(article: Article) -> Callable[..., Claim]:
    """A function that makes a claim with one appearance: when it came, which moves it made, and what it is."""

    def make(came: float, *moves: tuple[float, Stage], source: Source | None = None, **fields: object) -> Claim:
        row = {name: fields.pop(name) for name in ("hedged", "source_type", "rule", "review_state") if name in fields}
        claim = Claim.objects.create(**{"statement": "S", "language": "id", **fields})
        row = {"source_type": "named_person", "quote_kind": "indirect", **row}
        if row.get("review_state", "suggested") != "suggested":
            row |= {"reviewed_by": someone(), "reviewed_at": days_ago(1)}
        Attribution.objects.create(
            article=article, claim=claim, number=article.attributions.count() + 1, source=source, **row
        )
        stage = Stage.NEW
        for days, to in moves:
            event = Event.objects.append(
                Event.Act.STAGE, claim=claim, old={"stage": stage.value}, new={"stage": to.value}
            )
            Event.objects.filter(pk=event.pk).update(at=days_ago(days))
            stage = to
        Claim.objects.filter(pk=claim.pk).update(created_at=days_ago(came), stage=stage)
        return claim

    return make


def someone():
    from django.contrib.auth.models import User

    return User.objects.get_or_create(username="someone")[0]
