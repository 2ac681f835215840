"""The claim list's filters: what may be asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property, lru_cache, partial, reduce
from operator import or_
from typing import Any

import django_filters as filters
from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.filters.base import MOST_LISTED, UNKNOWN, Field, ListFilter, SourcesFilter, asks, languages
from claims.filters.keyset import Order
from claims.models import Attribution, Claim, Source, search
from claims.models.claim import OPEN, Finding, Stage, Status
from claims.models.numbers import among
from claims.models.prepared import Prepared
from claims.models.wording import ordered

SOON = dt.timedelta(days=7)  # due within


def people() -> list[tuple[str, str]]:
    """Everybody to whom claims may be assigned, whoever left included."""
    rows = User.objects.order_by("username")
    return [(str(one.pk), one.get_full_name() or one.get_username()) for one in rows]


def due_of(due: dt.date, stage: str, today: dt.date) -> list[str]:
    """The values of the filter `due` that find a claim with a due date."""
    if due < today:
        return ["any", "over"] if stage in OPEN else ["any"]
    return ["any", "week"] if due <= today + SOON else ["any"]


class ClaimFilter(ListFilter):
    """Claims by what they are and by where they appear.

    Conditions on appearances (source, outlet, dates) hold for one and the same appearance, which nobody rejected: a
    claim said by A in one article and by B in another is not a claim said by A in the other article.
    """

    usual_sort = "-changed"

    q = filters.CharFilter(
        label=_("Words"), help_text=_("Words of the statement or the quote"), method="contain", max_length=200
    )
    status = filters.MultipleChoiceFilter(
        label=_("Verification status"), choices=partial(ordered, Status), distinct=False
    )
    finding = filters.MultipleChoiceFilter(
        label=_("Attribution finding"), choices=partial(ordered, Finding), distinct=False
    )
    stage = filters.MultipleChoiceFilter(label=_("Stage"), choices=partial(ordered, Stage), distinct=False)
    language = filters.MultipleChoiceFilter(label=_("Language"), choices=languages, distinct=False)
    assigned = filters.MultipleChoiceFilter(
        label=_("In hand"),
        choices=[("me", _("assigned to me")), (UNKNOWN, _("assigned to nobody"))],
        method="be_assigned",
    )
    due = filters.MultipleChoiceFilter(
        label=_("Due"),
        choices=[
            ("over", _("overdue")),
            ("week", _("within 7 days")),
            ("any", _("some day")),
            (UNKNOWN, _("no due date")),
        ],
        method="be_due",
    )
    hand = filters.MultipleChoiceFilter(label=_("Assigned to"), choices=people, method="be_in_hand")
    source = SourcesFilter(
        label=_("Source"),
        queryset=Source.objects.all(),
        null_label=_("no source named"),
        null_value=UNKNOWN,
        method="pass_by",
    )
    said_by = filters.CharFilter(label=_("Another source"), max_length=200, method="pass_by")
    outlet = SourcesFilter(
        label=_("Outlet"),
        queryset=Source.objects.filter(kind=Source.Kind.OUTLET),
        null_label=_("outlet not known"),
        null_value=UNKNOWN,
        method="pass_by",
    )
    since = filters.DateFilter(
        label=_("Published since"), method="pass_by", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = filters.DateFilter(
        label=_("Published until"), method="pass_by", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sort = filters.OrderingFilter(
        label=_("Sort by"),
        fields=[("updated_at", "changed"), ("check_score", "worth"), ("statement", "statement")],
        choices=[
            ("-changed", _("changed lately")),
            ("changed", _("changed long ago")),
            ("-worth", _("most worth checking")),
            ("worth", _("least worth checking")),
            ("statement", _("statement, A to Z")),
            ("-statement", _("statement, Z to A")),
        ],
        empty_label=None,
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], *, user: User, whole: bool = False) -> None:
        """`whole`: look at every claim that holds the words, however many; a list looks at the newest."""
        super().__init__(data, user=user, queryset=Claim.objects.all())
        self.whole = whole

    # --- what is asked for --------------------------------------------------------------------------------------------

    def contain(self, claims: Any, _name: str, words: str) -> Any:
        return claims.containing(words) if self.whole else claims.filter(pk__in=among(self.matching.claims))

    @cached_property
    def matching(self) -> search.Newest:
        """The newest claims with the words asked for; the index is asked once, for the list and all its facets."""
        return search.newest(self.asked_but().get("q") or "")

    def first_rows(self, fields: tuple[Field, ...]) -> list[tuple[Any, ...]]:
        if self.whole or not self.matching.claims or any(map(asks, self.asked_but("q", "sort").values())):
            return super().first_rows(fields)
        if fields:
            return with_words(self.order, fields)(self.matching.claims)
        order = self.order
        return [(pk,) for pk in search.standing(self.matching.claims, order.field, descending=order.descending)]

    def be_assigned(self, claims: Any, _name: str, whom: list[str]) -> Any:
        mine = Q(assigned_to=self.user.pk) if "me" in whom else Q(pk__in=[])
        return claims.filter(mine | Q(assigned_to__isnull=True) if UNKNOWN in whom else mine)

    def be_due(self, claims: Any, _name: str, when: list[str]) -> Any:
        today = timezone.localdate()
        asked = {
            "over": Q(due__lt=today, stage__in=OPEN),
            "week": Q(due__gte=today, due__lte=today + SOON),
            "any": Q(due__isnull=False),
            UNKNOWN: Q(due__isnull=True),
        }
        return claims.filter(reduce(or_, (asked[one] for one in when))) if when else claims

    def be_in_hand(self, claims: Any, _name: str, whose: list[str]) -> Any:
        return claims.filter(assigned_to__in=[int(one) for one in whose]) if whose else claims

    def pass_by(self, claims: Any, _name: str, _value: object) -> Any:
        """Conditions on appearances are put together in `filter_queryset`."""
        return claims

    def filter_queryset(self, queryset: Any) -> Any:
        return self._by_appearance(super().filter_queryset(queryset), self.form.cleaned_data)

    def without(self, *names: str) -> Any:
        """The claims that fit everything asked for but these filters: the ground on which their own values count."""
        return self._by_appearance(super().without(*names), self.asked_but(*names))

    def appearances(self, asked: Mapping[str, Any]) -> Any:
        """The appearances that stand and fulfil what is asked of one; None when nothing is."""
        conditions = self._conditions(asked)
        return None if conditions is None else Attribution.objects.standing().filter(conditions)

    def _by_appearance(self, claims: Any, asked: Mapping[str, Any]) -> Any:
        appearances = self.appearances(asked)
        return claims.standing() if appearances is None else claims.filter(pk__in=appearances.values("claim"))

    def _conditions(self, asked: Mapping[str, Any]) -> Q | None:
        found = Q()
        if asked.get("source"):
            found &= _one_of(self._sources_and_speakers, "source")
        if asked.get("said_by"):
            named = Source.objects.matching(asked["said_by"]).order_by().values("pk")
            found &= Q(source__in=named) | Q(source__speaks_for__in=named)
        if asked.get("outlet"):
            found &= _one_of(asked["outlet"], "article__outlet")
        if asked.get("since"):
            found &= Q(article__published__gte=asked["since"])
        if asked.get("until"):
            found &= Q(article__published__lte=asked["until"])
        return found or None

    @cached_property
    def _sources_and_speakers(self) -> list[Source | str]:
        """The sources asked for and those who speak for them. Asked apart: an "or" over two tables would look at every
        appearance."""
        chosen = self.asked_but()["source"]
        return [*chosen, *Source.objects.filter(speaks_for__in=[one for one in chosen if one != UNKNOWN]).only("pk")]


@lru_cache(maxsize=64)
def with_words(order: Order, fields: tuple[Field, ...]) -> Prepared[tuple[Any, ...]]:
    """Those of the claims that hold some words which are listed, when nothing but words is asked for, as in most
    searches: who asks makes no difference then."""
    rows = Claim.objects.standing().order_by(*order.terms())
    return Prepared(lambda claims: rows.filter(pk__in=among(claims)).values_list("pk", *fields)[: MOST_LISTED + 1])


def _one_of(chosen: list[Source | str], field: str) -> Q:
    """One of the sources in the field; UNKNOWN stands for an empty one."""
    sources = [one.pk for one in chosen if isinstance(one, Source)]
    found = Q(**{f"{field}__in": sources})
    return found | Q(**{f"{field}__isnull": True}) if UNKNOWN in chosen else found
