"""Coverage of a claim day by day, split by origin: when each story ran, and which one it was."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim
from claims.views import plots
from claims.views.figures import Figure, Row, number
from claims.views.outline import Group, branches_of

MOST_TOLD_APART = 3  # origins with a shade of their own; the rest share one


def days(claim: Claim, groups: Sequence[Group]) -> Figure:
    """The figure, from the groups of the outline."""
    counted = [_by_day(group) for group in groups]
    shown, rest = counted[:MOST_TOLD_APART], counted[MOST_TOLD_APART:]
    words = [f"{group.number}: {group.root.name}" for group in groups[:MOST_TOLD_APART]]
    if rest:
        shown, words = [*shown, sum(rest, Counter())], [*words, _("other origins")]
    every = sorted(set().union(*shown))
    looks = [f"org-{place + 1}" for place in range(len(shown))]
    table = [(day, [one[day] for one in shown]) for day in every]
    return Figure(
        key="days",
        heading=_heading(table),
        sub=_("Articles that carry the claim, day by day, by origin"),
        columns=(_("Day"), *words, _("All")),
        rows=[Row(date_format(day, "j M Y"), tuple(number(n) for n in (*ns, sum(ns)))) for day, ns in table],
        plot="bars",
        drawn=plots.stacked(
            [(date_format(day, "j M Y"), list(zip(looks, ns, strict=True)), number(sum(ns))) for day, ns in table]
        )
        if table
        else None,
        swatches=list(zip(looks, words, strict=True)),
        file=reverse("claims:origins_csv", args=[claim.pk]),
    )


def _by_day(group: Group) -> Counter[dt.date]:
    return Counter(
        branch.article.version_date
        for top in group.loop or [group.root]
        for branch in branches_of(top)
        if branch.article
    )


def _heading(table: Sequence[tuple[dt.date, list[int]]]) -> str:
    if not table:
        return _("No day to show")
    day, most = max(((day, sum(ns)) for day, ns in table), key=lambda pair: pair[1])
    total = sum(sum(ns) for _day, ns in table)
    words = ngettext("%(n)s of %(total)s article on %(day)s", "%(n)s of %(total)s articles on %(day)s", total)
    return words % {"n": number(most), "total": number(total), "day": date_format(day, "j M Y")}
