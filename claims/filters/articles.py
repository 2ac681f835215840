"""The article list's filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from claims.coverage.words import articles_with
from claims.filters.base import UNKNOWN, ListFilter, SourcesFilter, languages
from claims.filters.found import Found
from claims.models import Article, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ArticleFilter(ListFilter):
    """Articles by what they are and how far people are with them."""

    usual_sort = "-added"

    q = filters.CharFilter(label=_("Words"), help_text=_("Words of the text"), method="contain", max_length=200)
    review = filters.MultipleChoiceFilter(label=_("Review"), choices=Article.Review, distinct=False)
    language = filters.MultipleChoiceFilter(label=_("Language"), choices=languages, distinct=False)
    outlet = SourcesFilter(
        label=_("Outlet"),
        queryset=Source.objects.filter(kind=Source.Kind.OUTLET),
        null_label=_("outlet not known"),
        null_value=UNKNOWN,
        distinct=False,
    )
    intake = filters.MultipleChoiceFilter(label=_("Came in"), choices=Article.Intake, distinct=False)
    since = filters.DateFilter(
        label=_("Published since"),
        field_name="published",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = filters.DateFilter(
        label=_("Published until"),
        field_name="published",
        lookup_expr="lte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sort = filters.OrderingFilter(
        label=_("Sort by"),
        fields=[("created_at", "added"), ("published", "published"), ("title", "title")],
        choices=[
            ("-added", _("added lately")),
            ("added", _("added long ago")),
            ("-published", _("published lately")),
            ("published", _("published long ago")),
            ("title", _("title, A to Z")),
            ("-title", _("title, Z to A")),
        ],
        empty_label=None,
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__(data, user=user, queryset=Article.objects.on_desk().with_review())

    def contain(self, articles: Any, _name: str, words: str) -> Any:
        found = articles_with(words)
        return articles.none() if found is None else articles.filter(pk__in=found)


class FoundArticles(Found[ArticleFilter]):
    OWN = ("review", "language", "outlet_id", "intake")
