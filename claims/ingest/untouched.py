"""Which attributions a second run of the machine may replace: promise 4, people win."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Article, Attribution
from claims.models.claim import Stage, Status


def replaceable(article: Article) -> QuerySet[Attribution]:
    """The suggestions of an article that no person has touched, nor the claims that they appear in."""
    return article.attributions.untouched().filter(
        events__isnull=True,
        own_voice__isnull=True,
        claim__stage=Stage.NEW,
        claim__status=Status.UNVERIFIED,
        claim__assigned_to__isnull=True,
        claim__events__isnull=True,
        claim__evidence__isnull=True,
        claim__followings__isnull=True,
    )
