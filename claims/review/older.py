"""An older version of an article is history: what is decided about it from now on is decided in the newer one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from claims.models import Article
from claims.review.errors import NotReady


def has_newer(article: str = "article") -> Exists:
    """For a query of rows of articles: whether theirs, named by the field, has a newer version."""
    return Exists(Article.objects.filter(supersedes=OuterRef(article)))


def refuse_older(article_id: int) -> None:
    """Raises NotReady when a newer version of the article is here."""
    if Article.objects.filter(supersedes=article_id).exists():
        raise is_older()


def is_older() -> NotReady:
    return NotReady(_("A newer version of this article is here, so this one stays as it was. Do it in the newer one."))
