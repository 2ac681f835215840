"""The figures of the dashboard: what each says in a sentence, its plot, the same as rows, and the lists behind it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.dashboard import precision, shares, stages
from claims.dashboard.scope import Scope
from claims.sources.portrait import ORDER, Share
from claims.templatetags.checks import kind_words
from claims.templatetags.texts import language_label
from claims.templatetags.why import rule_words
from claims.views import plots
from claims.views.files import harmless


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table behind a plot; `address` is the list that it counts, if there is one."""

    label: str
    cells: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One plot with its sentence. `drawn` is what the template of `plot` draws, or None when there is nothing yet."""

    key: str
    heading: str
    sub: str
    columns: tuple[str, ...]
    rows: list[Row]
    plot: str
    drawn: Any = None
    swatches: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    file: str = ""  # the address of its CSV, where that is not one of the page's `files`

    @property
    def template(self) -> str:
        return f"claims/dashboard/{self.plot}.html"

    @property
    def told(self) -> str:
        """The plot in words, for those who cannot see it."""
        return "; ".join(f"{row.label}: {', '.join(row.cells)}" for row in self.rows)


def claims_list(**asked: str | list[str]) -> str:
    """The address of the claim list with these filters."""
    return f"{reverse('claims:claims')}?{urlencode(asked, doseq=True)}"


def ages(scope: Scope) -> Figure:
    """Open claims by stage, and how long they have been there."""
    found = stages.ageing(scope)
    looks = [f"age-{place + 1}" for place in range(len(stages.AGES) + 1)]
    words = [
        _("up to 1 day"),
        _("2–3 days"),
        _("4–7 days"),
        _("over a week"),
    ]
    old = sum(one.by_age[-1] for one in found)
    bars = [(one.stage.label.capitalize(), list(zip(looks, one.by_age, strict=True)), number(one.n)) for one in found]
    total = sum(one.n for one in found)
    about = {name: value for name, value in (("language", scope.language),) if value}
    return Figure(
        key="ages",
        heading=_waited(old, total),
        sub=_("Open claims by stage, by how long they have been in it"),
        columns=(_("Stage"), *words, _("All")),
        rows=[
            Row(
                one.stage.label.capitalize(),
                tuple(number(n) for n in (*one.by_age, one.n)),
                claims_list(stage=one.stage.value, sort="changed", **about),
            )
            for one in found
        ],
        plot="bars",
        drawn=plots.stacked(bars) if total else None,
        swatches=list(zip(looks, words, strict=True)),
        links=[(_the_claims(total), claims_list(stage=[s.value for s in stages.WAITING], sort="changed", **about))],
    )


def _waited(old: int, total: int) -> str:
    if not total:
        return _("No claim waits")
    if not old:
        return _("No claim has waited longer than a week")
    words = ngettext("%(n)s claim has waited longer than a week", "%(n)s claims have waited longer than a week", old)
    return words % {"n": number(old)}


def flow(scope: Scope) -> Figure:
    """What comes in and what is concluded, week by week."""
    found = stages.weeks(scope)
    last, any_at_all = found[-1], any(week.arrived or week.concluded for week in found)
    drawn = plots.weekly([(week.monday, week.arrived, week.concluded) for week in found]) if any_at_all else None
    more = sum(week.arrived for week in found) - sum(week.concluded for week in found)
    return Figure(
        key="flow",
        heading=_("More arrives than is concluded") if more > 0 else _("As much is concluded as arrives, or more"),
        sub=_("Claims per week; the grey area is the difference"),
        columns=(_("Week from"), _("Arrived"), _("Concluded")),
        rows=[Row(date_format(w.monday, "j M Y"), (number(w.arrived), number(w.concluded))) for w in found],
        plot="weekly",
        drawn=drawn
        and {
            "plot": drawn,
            "first": _("%(n)s arrived") % {"n": number(last.arrived)},
            "second": _("%(n)s concluded") % {"n": number(last.concluded)},
        },
        links=[(_("The claims, latest first"), claims_list(sort="-changed"))],
    )


def durations(scope: Scope) -> Figure:
    """How long claims stay in each stage."""
    found = stages.stays(scope)
    longest = max(found, key=lambda stay: stay.median, default=None)
    rows = [(s.stage.label.capitalize(), s.first, s.median, s.third, of(s.n)) for s in found]
    heading = _("No claim has left a stage yet")
    if longest:
        heading = _("“%(stage)s” takes longest: half of the claims leave it within %(time)s") % {
            "stage": longest.stage.label,
            "time": _time(longest.median),
        }
    return Figure(
        key="durations",
        heading=heading,
        sub=_("Days in a stage until it was left; dot: median, line: the middle half"),
        columns=(_("Stage"), _("First quarter"), _("Median"), _("Third quarter"), _("Stays")),
        rows=[
            Row(
                s.stage.label.capitalize(),
                (*(_days(value) for value in (s.first, s.median, s.third)), number(s.n)),
                claims_list(stage=s.stage.value),
            )
            for s in found
        ],
        plot="dots",
        drawn=plots.dots(rows, max(stay.third for stay in found)) if found else None,
    )


def statuses(scope: Scope, by: str) -> Figure:
    """What became of claims, by source, outlet, kind or language."""
    found = shares.statuses_by(scope, by)
    named = [(_name(by, one), [(f"pl-{s.value}", one.by_status.get(s, 0)) for s in ORDER]) for one in found]
    present = [status for status in ORDER if any(one.by_status.get(status) for one in found)]
    drawn = plots.stacked([(*row, of(one.n)) for row, one in zip(named, found, strict=True)], whole=True)
    headings = {
        shares.BY_SOURCE: _("What became of claims, by source"),
        shares.BY_OUTLET: _("What became of claims, by outlet"),
        shares.BY_KIND: _("What became of claims, by kind"),
        shares.BY_LANGUAGE: _("What became of claims, by language"),
    }
    return Figure(
        key="statuses",
        heading=headings[by],
        sub=_("Verification status, share of all its claims; no score, for the desk chooses what it checks"),
        columns=(_("Name"), *(str(status.label) for status in present), _("All")),
        rows=[
            Row(
                label,
                tuple(number(n) for n in (*(one.by_status.get(s, 0) for s in present), one.n)),
                _list_of(by, one),
            )
            for (label, _pieces), one in zip(named, found, strict=True)
        ],
        plot="bars",
        drawn=drawn if found else None,
        swatches=[(f"pl-{status.value}", str(status.label)) for status in present],
    )


def _name(by: str, one: shares.Statuses) -> str:
    if one.key in (None, ""):
        return {
            shares.BY_SOURCE: _("no source named"),
            shares.BY_OUTLET: _("outlet not known"),
        }.get(by, _("not known"))
    naming: dict[str, Callable[[str], str]] = {shares.BY_KIND: kind_words, shares.BY_LANGUAGE: language_label}
    return str(naming.get(by, str)(one.name))


def _list_of(by: str, one: shares.Statuses) -> str:
    if by == shares.BY_KIND or (by == shares.BY_LANGUAGE and not one.key):
        return ""
    return claims_list(**{by: str(one.key or "unknown")})


def told(scope: Scope) -> Figure:
    """How claims are told: unnamed speakers, hedges, one origin."""
    found = shares.telling(scope)
    rows: list[tuple[str, Share]] = [
        (_("Unnamed speaker"), found.unnamed),
        (_("Hedged"), found.hedged),
        (_("Single origin"), found.single_origin),
    ]
    drawn = [(label, [("bar", one.n), ("bar b", one.of - one.n)], n_of(one)) for label, one in rows if one.of]
    return Figure(
        key="told",
        heading=_("What claims rest on"),
        sub=_("Share of the claims; of single origin, those whose coverage was looked for"),
        columns=(_("How"), _("Claims"), _("Of"), _("Share")),
        rows=[Row(label, (number(one.n), number(one.of), percent(one))) for label, one in rows],
        plot="bars",
        drawn=plots.stacked(drawn, whole=True) if drawn else None,
    )


def rules(scope: Scope) -> Figure:
    """How often people kept what a rule suggested."""
    found = precision.kept_by_rule(scope)
    below = sum(one.interval[1] < precision.GOAL for one in found)
    words = ngettext(
        "%(n)s rule is surely kept less often than the goal",
        "%(n)s rules are surely kept less often than the goal",
        below,
    )
    heading = words % {"n": number(below)} if below else _("No rule is surely below the goal")
    rows = [(rule_words(one.rule) or one.rule, one.interval[0], one.share, one.interval[1], of(one.n)) for one in found]
    return Figure(
        key="rules",
        heading=heading if found else _("Nobody has decided a suggestion yet"),
        sub=_("Suggestions that people kept as they were, by rule, with 95% interval; the goal is 90%"),
        columns=(_("Rule"), _("Kept"), _("Corrected"), _("Rejected"), _("Decided"), _("Share kept")),
        rows=[
            Row(
                _rule(one.rule),
                (
                    *(number(n) for n in (one.confirmed, one.corrected, one.rejected, one.n)),
                    percent(Share(one.confirmed, one.n)),
                ),
            )
            for one in found
        ],
        plot="dots",
        drawn=plots.dots(rows, percent=True, goal=precision.GOAL) if found else None,
    )


def _rule(rule: str) -> str:
    """What it looks for, as in the plot, with its own name for whoever mends it."""
    return f"{words} ({rule})" if (words := rule_words(rule)) else rule


def as_file(figure: Figure) -> HttpResponse:
    """The rows of a figure as CSV."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # without the mark, Excel guesses wrongly
    answer["Content-Disposition"] = f'attachment; filename="{figure.key}-{timezone.localdate().isoformat()}.csv"'
    rows = csv.writer(answer)
    rows.writerow(figure.columns)
    rows.writerows([harmless(row.label), *(harmless(cell) for cell in row.cells)] for row in figure.rows)
    return answer


def number(n: int) -> str:
    return number_format(n, use_l10n=True, force_grouping=True)


def _days(days: float) -> str:
    return number_format(days, decimal_pos=1, use_l10n=True)


def _time(days: float) -> str:
    """Hours below a day, else days."""
    if days < 1:
        hours = max(1, round(24 * days))
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": number(hours)}
    return _("%(n)s days") % {"n": _days(days)}


def n_of(share: Share) -> str:
    return _("%(n)s of %(all)s") % {"n": number(share.n), "all": number(share.of)}


def percent(share: Share) -> str:
    return "–" if share.percent is None else f"{share.percent}%"


def of(n: int) -> str:
    return _("of %(n)s") % {"n": number(n)}


def _the_claims(n: int) -> str:
    return ngettext("The %(n)s claim", "The %(n)s claims", n) % {"n": number(n)}
