"""The workload: who has how much, as a plot and a table in which every number leads to the claims that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from claims.dashboard.workload import Load, loads
from claims.filters.base import UNKNOWN
from claims.models.claim import OPEN, Stage
from claims.review.permissions import Right
from claims.templatetags.people import person
from claims.views import plots
from claims.views.access import Request, needs
from claims.views.figures import Figure, Row, as_file, claims_list, number
from claims.views.limits import EXPORT, costs

FIGURE = "workload"
OPEN_STAGES = [stage.value for stage in OPEN]
NOT_IN_REVIEW = [stage.value for stage in OPEN if stage != Stage.IN_REVIEW]


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the table: each number with the address of its claims."""

    name: str
    load: Load
    numbers: list[tuple[int, str]]


@needs(Right.REVIEW)
@require_GET
def workload(request: Request) -> HttpResponse:
    """Who has how much now."""
    found = loads()
    lines = [Line(_name(load), load, _numbers(load)) for load in found]
    return render(
        request, "claims/workload.html", {"figure": _figure(found), "lines": lines, "files": "claims:workload_csv"}
    )


@needs(Right.REVIEW)
@costs(EXPORT)
@require_GET
def workload_csv(request: Request, key: str) -> HttpResponse:
    """The same as a file."""
    if key != FIGURE:
        raise Http404
    return as_file(_figure(loads()))


def _name(load: Load) -> str:
    return person(load.person) if load.person else _("nobody")


def _whose(load: Load) -> dict[str, str | list[str]]:
    """The filter that finds this person's claims."""
    return {"hand": str(load.person.pk)} if load.person else {"assigned": UNKNOWN}


def _numbers(load: Load) -> list[tuple[int, str]]:
    whose = _whose(load)
    return [
        (load.open, claims_list(stage=OPEN_STAGES, **whose)),
        (load.due, claims_list(stage=OPEN_STAGES, due="any", **whose)),
        (load.overdue, claims_list(stage=NOT_IN_REVIEW, due="over", **whose)),
        (load.in_review, claims_list(stage=Stage.IN_REVIEW.value, **whose)),
    ]


def _figure(found: list[Load]) -> Figure:
    """Bars of what is overdue, otherwise open, and in review."""
    late = sum(load.overdue for load in found)
    words = (_("overdue"), _("open"), _("in review"))
    looks = ("age-4", "age-3", "age-1")
    bars = [
        (_name(load), list(zip(looks, (load.overdue, load.other, load.in_review), strict=True)), number(load.open))
        for load in found
    ]
    return Figure(
        key=FIGURE,
        heading=ngettext("%(n)s claim is overdue", "%(n)s claims are overdue", late) % {"n": number(late)}
        if late
        else _("Nothing is overdue"),
        sub=_("Open claims by who has them"),
        columns=(_("Person"), *(word.capitalize() for word in words), _("All")),
        rows=[
            Row(_name(load), tuple(number(n) for n in (load.overdue, load.other, load.in_review, load.open)))
            for load in found
        ],
        plot="bars",
        drawn=plots.stacked(bars) if any(load.open for load in found) else None,
        swatches=list(zip(looks, words, strict=True)),
        links=[(_("What is overdue"), claims_list(stage=NOT_IN_REVIEW, due="over"))] if late else [],
    )
