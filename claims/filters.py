"""The claim list's filters, shared by pages and API: what may be asked for, and how many claims each answer has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from claims.list_filter import MOST_LISTED, UNKNOWN, ListFilter, SourcesFilter, languages
from claims.models import Attribution, Claim, Source, search
from claims.models.claim import Finding, Stage, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# (claim, source, whom the source speaks for, outlet) of one appearance
Appearance = tuple[int, int | None, int | None, int | None]


class ClaimFilter(ListFilter):
    """Claims by what they are and by where they appear.

    Conditions on appearances (source, outlet, dates) hold for one and the same appearance, which nobody rejected: a
    claim said by A in one article and by B in another is not a claim said by A in the other article.
    """

    usual_sort = "-changed"

    q = filters.CharFilter(
        label=_("Words"), method="contain", max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    status = filters.MultipleChoiceFilter(label=_("Verification status"), choices=Status, distinct=False)
    finding = filters.MultipleChoiceFilter(label=_("Attribution finding"), choices=Finding, distinct=False)
    stage = filters.MultipleChoiceFilter(label=_("Stage"), choices=Stage, distinct=False)
    language = filters.MultipleChoiceFilter(label=_("Language"), choices=languages, distinct=False)
    assigned = filters.MultipleChoiceFilter(
        label=_("In hand"),
        choices=[("me", _("assigned to me")), (UNKNOWN, _("assigned to nobody"))],
        method="be_assigned",
    )
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

    def __init__(
        self, data: Mapping[str, Any], *, user: User, queryset: QuerySet[Claim] | None = None, whole: bool = False
    ) -> None:
        """`whole`: look at every claim that holds the words, however many; a list looks at the newest."""
        super().__init__(data, user=user, queryset=Claim.objects.standing() if queryset is None else queryset)
        self.whole = whole

    # --- what is asked for --------------------------------------------------------------------------------------------

    def contain(self, claims: Any, _name: str, words: str) -> Any:
        return claims.containing(words, most=None if self.whole else search.MOST_MATCHING)

    def be_assigned(self, claims: Any, _name: str, whom: list[str]) -> Any:
        mine = Q(assigned_to=self.user.pk) if "me" in whom else Q(pk__in=[])
        return claims.filter(mine | Q(assigned_to__isnull=True) if UNKNOWN in whom else mine)

    def pass_by(self, claims: Any, _name: str, _value: object) -> Any:
        """Conditions on appearances are put together in `filter_queryset`."""
        return claims

    def filter_queryset(self, queryset: Any) -> Any:
        found = self._by_appearance(super().filter_queryset(queryset), self.form.cleaned_data)
        # The number settles ties, so that no claim stands on two pages or on none.
        return found.order_by(*(found.query.order_by or ("-updated_at",)), "-pk")

    def without(self, *names: str) -> Any:
        """The claims that fit everything asked for but these filters: the ground on which their own values count."""
        return self._by_appearance(super().without(*names), self.asked_but(*names))

    def _by_appearance(self, claims: Any, asked: Mapping[str, Any]) -> Any:
        conditions = _conditions(asked)
        if conditions is None:
            return claims
        return claims.filter(pk__in=Attribution.objects.standing().filter(conditions).values("claim"))


def _conditions(asked: Mapping[str, Any]) -> Q | None:
    """What one appearance has to fulfil; None when nothing is asked of it."""
    found = Q()
    if asked.get("source"):
        found &= _one_of(_with_speakers(asked["source"]), "source")
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


def _with_speakers(chosen: list[Source | str]) -> list[Source | str]:
    """The sources and those who speak for them. Asked apart: an "or" over two tables would look at every appearance."""
    return [*chosen, *Source.objects.filter(speaks_for__in=[one for one in chosen if one != UNKNOWN]).only("pk")]


def _one_of(chosen: list[Source | str], field: str) -> Q:
    """One of the sources in the field; UNKNOWN stands for an empty one."""
    sources = [one.pk for one in chosen if isinstance(one, Source)]
    found = Q(**{f"{field}__in": sources})
    return found | Q(**{f"{field}__isnull": True}) if UNKNOWN in chosen else found


# --- what is found, and the counts beside the values -----------------------------------------------------------------


class Found:
    """The first `MOST_LISTED` claims that fit, and how many of them each value of each filter has.

    Nothing is counted that is not looked at: on a desk with 400,000 claims a list costs what it costs on one with
    1,000. While fewer than that fit, every number is exact; beyond, it speaks of the first ones in the order asked for.
    `newest` is None, or how many of the claims with the words were looked at when there are more of those.
    """

    OWN = ("status", "stage", "finding", "language", "assigned_to_id")  # read of each claim

    def __init__(self, filterset: ClaimFilter) -> None:
        self.filterset = filterset
        rows = list(filterset.qs.values_list("pk", *self.OWN)[: MOST_LISTED + 1])
        self.more = len(rows) > MOST_LISTED
        self.rows = rows[:MOST_LISTED]
        self.newest = search.MOST_MATCHING if self._more_have_the_words() else None

    @cached_property
    def ids(self) -> list[int]:
        return [row[0] for row in self.rows]

    def _more_have_the_words(self) -> bool:
        """Whether more claims hold the words than were looked at; not asked where the list itself says no."""
        asked = self.filterset.asked_but("sort")
        words = asked.pop("q", None)
        if not words or not (self.more or any(asked.values())):
            return False
        return search.are_more_than_looked_at(words)

    def counts_of(self, name: str) -> Counter[str]:
        """How many claims each value of an own field of the claim has, everything else as asked."""
        return Counter(self._values(name, name))

    def counts_of_hands(self) -> dict[str, int]:
        """How many are mine, and how many nobody's."""
        hands = Counter(self._values("assigned", "assigned_to_id"))
        return {"me": hands[self.filterset.user.pk], UNKNOWN: hands[None]}

    def counts_of_sources(self, *, most: int) -> list[tuple[Source | None, int]]:
        """The sources with most claims, what others say for them included; None stands for claims that name nobody."""
        claims: dict[int | None, set[int]] = defaultdict(set)
        for claim, source, spoken_for, _outlet in self._appearances_without("source", "said_by"):
            claims[source].add(claim)
            if spoken_for:
                claims[spoken_for].add(claim)
        return self._most_frequent("source", claims, most)

    def counts_of_outlets(self, *, most: int) -> list[tuple[Source | None, int]]:
        """The outlets with most claims; None stands for articles whose outlet nobody knows."""
        claims: dict[int | None, set[int]] = defaultdict(set)
        for claim, _source, _spoken_for, outlet in self._appearances_without("outlet"):
            claims[outlet].add(claim)
        return self._most_frequent("outlet", claims, most)

    def _values(self, filter_name: str, field: str) -> list[Any]:
        if not self.filterset.asked_but().get(filter_name):
            at = self.OWN.index(field) + 1
            return [row[at] for row in self.rows]
        return list(self._without(filter_name).values_list(field, flat=True)[:MOST_LISTED])

    def _without(self, *names: str) -> Any:
        """What fits everything asked for but these filters, in the order asked for."""
        found = self.filterset.without(*names)
        return found.order_by(*self.filterset.qs.query.order_by)

    def _appearances_without(self, *names: str) -> list[Appearance]:
        """The appearances that fit everything asked for but these filters, of the first claims that do."""
        if not any(self.filterset.asked_but().get(name) for name in names):
            return self._appearances  # the claims are those of the list: one question for all facets
        claims = self._without(*names).values("pk")[:MOST_LISTED]
        return self._read(claims, self.filterset.asked_but(*names))

    @cached_property
    def _appearances(self) -> list[Appearance]:
        return self._read(self.ids, self.filterset.asked_but())

    def _read(self, claims: Any, asked: Mapping[str, Any]) -> list[Appearance]:
        found = Attribution.objects.standing().filter(_conditions(asked) or Q(), claim__in=claims).order_by()
        return list(found.values_list("claim", "source", "source__speaks_for", "article__outlet"))

    def _most_frequent(
        self, name: str, claims: Mapping[int | None, set[int]], most: int
    ) -> list[tuple[Source | None, int]]:
        """The `most` frequent sources and those that are chosen, with how many claims each has."""
        keys = sorted(claims, key=lambda key: (-len(claims[key]), key or 0))[:most]
        chosen = self.filterset.asked_but().get(name) or ()
        keys += [key for one in chosen if (key := None if one == UNKNOWN else one.pk) not in keys]
        named = Source.objects.only("name").in_bulk([key for key in keys if key is not None])
        counted = [(named[key] if key is not None else None, len(claims.get(key, ()))) for key in keys]
        return sorted(counted, key=lambda pair: -pair[1])
