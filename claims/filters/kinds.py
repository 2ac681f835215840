"""The lists there are: which filters each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict

from claims.filters.articles import ArticleFilter
from claims.filters.base import ListFilter
from claims.filters.claims import ClaimFilter
from claims.filters.sources import SourceFilter
from claims.models import SavedView

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FILTERS: dict[str, type[ListFilter]] = {
    SavedView.Kind.CLAIMS: ClaimFilter,
    SavedView.Kind.ARTICLES: ArticleFilter,
    SavedView.Kind.SOURCES: SourceFilter,
}


def filter_of(kind: str, asked: QueryDict, user: User) -> ListFilter:
    """The filters of a list as an address asks for them."""
    return FILTERS[kind](asked, user=user)


def whole_filter_of(kind: str, asked: QueryDict, user: User) -> ListFilter:
    """The same for all rows: a list of claims looks at the newest only of those that hold the words of a search."""
    return ClaimFilter(asked, user=user, whole=True) if kind == SavedView.Kind.CLAIMS else filter_of(kind, asked, user)
