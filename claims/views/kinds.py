"""The lists there are: which filters each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict

from claims.filters import ClaimFilter
from claims.list_filter import ListFilter
from claims.models import SavedView

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FILTERS: dict[str, type[ListFilter]] = {SavedView.Kind.CLAIMS: ClaimFilter}


def filter_of(kind: str, asked: QueryDict, user: User) -> ListFilter:
    """The filters of a list as an address asks for them."""
    return FILTERS[kind](asked, user=user)
