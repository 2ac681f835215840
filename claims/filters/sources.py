"""The source list's filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import django_filters as filters
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from claims.filters.base import MOST_LISTED, UNKNOWN, ListFilter, SourcesFilter
from claims.filters.found import Found
from claims.models import Source, SourceAlias, SourceGrade, SourceStake
from claims.models.numbers import among

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Choices = list[tuple[str, str]]


def countries() -> Choices:
    """The countries that Sources are of, and that none is known."""
    codes = Source.objects.standing().exclude(country="").order_by("country").values_list("country", flat=True)
    return [*((code, code) for code in codes.distinct()), (UNKNOWN, str(_("country not known")))]


def topics() -> Choices:
    """What Sources have a stake in, each topic as it was written first."""
    rows = SourceStake.objects.order_by("key", "-pk").values_list("key", "topic")
    return list(dict(rows).items())


def alias_languages() -> Choices:
    """The languages in which Sources have a name of their own."""
    rows = SourceAlias.objects.exclude(language="").order_by("language").values_list("language", flat=True)
    return [(code, _language(code)) for code in rows.distinct()]


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


class Known(models.TextChoices):
    """What a Source is known from."""

    DESK = "desk", _("the desk's work (usual)")
    FOUND = "found", _("only articles found outside")


class KnownFilter(filters.MultipleChoiceFilter):
    """Where nothing is asked for, what nobody has worked with is left out: of that there may be very much."""

    def filter(self, qs: Any, value: list[str]) -> Any:
        if set(value or [Known.DESK]) == {Known.DESK}:
            return qs.worked_with()
        return qs.only_found() if set(value) == {Known.FOUND} else qs


class SourceFilter(ListFilter):
    """Sources by what they are, what is said of them and how far people are with them. Merged ones are left out, and,
    unless they are asked for, outlets that only stand for found articles."""

    usual_sort = "name"

    q = filters.CharFilter(
        label=_("Name"), help_text=_("Name or alias, in any language"), method="be_named", max_length=200
    )
    kind = filters.MultipleChoiceFilter(label=_("Kind"), choices=Source.Kind, distinct=False)
    mentions = filters.MultipleChoiceFilter(label=_("Mentions"), choices=Source.Mentions, distinct=False)
    speaks_for = SourcesFilter(
        label=_("Speaks for"),
        queryset=Source.objects.all(),
        null_label=_("nobody else"),
        null_value=UNKNOWN,
        distinct=False,
    )
    country = filters.MultipleChoiceFilter(label=_("Country"), choices=countries, method="be_of")
    grade = filters.MultipleChoiceFilter(label=_("Grade"), choices=SourceGrade.Grade, method="be_graded")
    stake = filters.MultipleChoiceFilter(label=_("Interested party in"), choices=topics, method="have_a_stake")
    alias = filters.MultipleChoiceFilter(label=_("Alias in"), choices=alias_languages, method="have_an_alias")
    known = KnownFilter(label=_("Known from"), choices=Known)
    sort = filters.OrderingFilter(
        label=_("Sort by"),
        fields=[("key", "name"), ("claims", "claims"), ("last", "last")],
        choices=[
            ("name", _("name, A to Z")),
            ("-name", _("name, Z to A")),
            ("-claims", _("most claims")),
            ("claims", _("fewest claims")),
            ("-last", _("claim lately")),
            ("last", _("claim long ago")),
        ],
        empty_label=None,
    )

    class Meta:
        model = Source
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__(data, user=user, queryset=Source.objects.standing().with_claims().with_mentions())

    def with_found(self) -> str:
        """The address of the same question that does not leave found outlets out; "" where it does not."""
        asked = self.address()
        if asked.get("known"):
            return ""
        asked.setlist("known", Known.values)
        return f"?{asked.urlencode()}"

    def be_named(self, sources: Any, _name: str, words: str) -> Any:
        return sources.with_word(words)

    def be_of(self, sources: Any, _name: str, codes: list[str]) -> Any:
        return sources.filter(country__in=["" if code == UNKNOWN else code for code in codes]) if codes else sources

    def be_graded(self, sources: Any, _name: str, grades: list[str]) -> Any:
        return sources.with_grade(grades) if grades else sources

    def have_a_stake(self, sources: Any, _name: str, keys: list[str]) -> Any:
        return sources.filter(pk__in=SourceStake.objects.filter(key__in=keys).values("source")) if keys else sources

    def have_an_alias(self, sources: Any, _name: str, codes: list[str]) -> Any:
        named = SourceAlias.objects.filter(language__in=codes)
        return sources.filter(pk__in=named.values("source")) if codes else sources


class FoundSources(Found[SourceFilter]):
    OWN = ("kind", "mentions", "speaks_for_id", "country")

    def counts_of_countries(self) -> Counter[str]:
        """How many are of each country; those of none that is known under UNKNOWN."""
        return Counter(code or UNKNOWN for code in self.values("country", "country"))

    def counts_of_grades(self) -> Counter[str]:
        return self._counts("grade", SourceGrade.objects.in_force(), "grade")

    def counts_of_stakes(self) -> Counter[str]:
        return self._counts("stake", SourceStake.objects.order_by(), "key")

    def counts_of_aliases(self) -> Counter[str]:
        return self._counts("alias", SourceAlias.objects.exclude(language=""), "language")

    def counts_of_known(self) -> Counter[str]:
        """How many are known from the desk's work and from found articles only, counted apart: of those that are found
        there may be so many that no other would be among the first ones."""
        fits = self.filterset.without("known").order_by()
        asked = self.filterset.asked_but().get("known") or [Known.DESK]
        counts: Counter[str] = Counter()
        for known, rows in ((Known.DESK, fits.worked_with()), (Known.FOUND, fits.only_found())):
            listed = asked == [known]
            counts[known] = len(self.ids) if listed else len(rows.values_list("pk")[:MOST_LISTED])
        return counts

    def _counts(self, name: str, rows: Any, field: str) -> Counter[str]:
        """How many Sources have each value in rows about them, everything else as asked."""
        ids = self.ids
        if self.filterset.asked_but().get(name):
            ids = list(self.without(name).values_list("pk", flat=True)[:MOST_LISTED])
        about = rows.filter(source__in=among(ids)).order_by().values_list("source", field).distinct()
        return Counter(value for _source, value in about)
