"""The page on agreement: how alike people judge who do not know of each other, and what they differ on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from claims.dashboard import pairs
from claims.dashboard.agreement import Agreement, Interval
from claims.dashboard.scope import Scope
from claims.forms.dashboard import DashboardForm
from claims.models.claim import Finding, Status
from claims.review.permissions import Right
from claims.sources.portrait import Share
from claims.views import plots
from claims.views.access import Request, needs
from claims.views.figures import Figure, Row, as_file, number, of, percent
from claims.views.limits import EXPORT, costs

LABELS: dict[str, Callable[[str], str]] = {
    pairs.STATUS: lambda value: str(Status(value).label),
    pairs.FINDING: lambda value: capfirst(str(Finding(value).label)),
}


@needs(Right.REVIEW)
@require_GET
def agreement(request: Request) -> HttpResponse:
    """Three figures on each question, and one on spans."""
    form = DashboardForm(request.GET)
    scope = form.scope(timezone.now())
    answers = pairs.blind_answers(scope)
    context = {
        "form": form,
        "figures": _figures(scope, answers),
        "files": "claims:agreement_csv",
        "query": request.GET.urlencode(),
        "since": scope.mondays[0],
        "answers": len(answers),
    }
    return render(request, "claims/agreement.html", context)


@needs(Right.REVIEW)
@costs(EXPORT)
@require_GET
def agreement_csv(request: Request, key: str) -> HttpResponse:
    """The rows behind one figure of the page."""
    scope = DashboardForm(request.GET).scope(timezone.now())
    figure = next((one for one in _figures(scope, pairs.blind_answers(scope)) if one.key == key), None)
    if figure is None:
        raise Http404
    return as_file(figure)


def _figures(scope: Scope, answers: list[pairs.Answers]) -> list[Figure]:
    questions = (pairs.STATUS, pairs.FINDING)
    judged = [make(answers, question) for question in questions for make in (matrix, people, weekly)]
    return [*judged, spans(scope)]


def matrix(answers: list[pairs.Answers], question: str) -> Figure:
    """Which answers stood against which."""
    counted = pairs.differences(answers, question)
    same = sum(n for (one, other), n in counted.items() if one == other)
    order = Status if question == pairs.STATUS else Finding
    used = [str(value) for value in order.values if any(value in two for two in counted)]
    label = LABELS[question]
    words = {
        pairs.STATUS: ngettext(
            "Same status in %(same)s of %(n)s pair", "Same status in %(same)s of %(n)s pairs", len(answers)
        ),
        pairs.FINDING: ngettext(
            "Same finding in %(same)s of %(n)s pair", "Same finding in %(same)s of %(n)s pairs", len(answers)
        ),
    }
    rows = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return Figure(
        key=f"matrix-{question}",
        heading=words[question] % {"same": number(same), "n": number(len(answers))},
        sub=_("How often two answers stood beside each other; on the diagonal they are the same"),
        columns=(_("One"), _("The other"), _("Pairs")),
        rows=[Row(label(one), (label(other), number(n))) for (one, other), n in rows],
        plot="matrix",
        drawn=plots.matrix([(value, label(value)) for value in used], counted) if counted else None,
    )


def people(answers: list[pairs.Answers], question: str) -> Figure:
    """How well each two people agree beyond chance."""
    found = pairs.by_people(answers, question)
    names = pairs.names_of(found)
    labelled = [(_two(names, two), one) for two, one in found.items()]
    return _of_agreements(f"people-{question}", _by(question, _("people")), _("Two people"), labelled)


def weekly(answers: list[pairs.Answers], question: str) -> Figure:
    """How well all agreed, week by week."""
    labelled = [(date_format(monday, "j M Y"), one) for monday, one in pairs.by_week(answers, question).items()]
    return _of_agreements(f"weeks-{question}", _by(question, _("week")), _("Week from"), labelled)


def _by(question: str, what: str) -> str:
    if question == pairs.STATUS:
        return _("Agreement on the status, by %(what)s") % {"what": what}
    return _("Agreement on the finding, by %(what)s") % {"what": what}


def _of_agreements(key: str, heading: str, first: str, labelled: list[tuple[str, Agreement]]) -> Figure:
    dots = [
        (label, *(one.alpha_interval or (one.alpha, one.alpha)), one.alpha, of(one.n))
        for label, one in labelled
        if one.alpha is not None
    ]
    drawn = [(label, low, value, high, behind) for label, low, high, value, behind in dots]
    return Figure(
        key=key,
        heading=heading,
        sub=_("Krippendorff's alpha with 95% interval: 0 is chance, 1 is full agreement; below 0 is drawn at 0"),
        columns=(first, _("Pairs"), _("Same"), _("Cohen's kappa"), _("Krippendorff's alpha")),
        rows=[
            Row(
                label,
                (
                    number(one.n),
                    percent(Share(one.same, one.n)),
                    _figure(one.kappa, one.kappa_interval),
                    _figure(one.alpha, one.alpha_interval),
                ),
            )
            for label, one in labelled
        ],
        plot="dots",
        drawn=plots.dots(drawn) if drawn else None,
    )


def spans(scope: Scope) -> Figure:
    """How alike two people mark the content of the same statement."""
    found = pairs.spans_by_people(scope)
    names = pairs.names_of(found)
    rows = [
        (_two(names, two), *(one.interval or (one.mean, one.mean)), one.mean, of(one.n)) for two, one in found.items()
    ]
    return Figure(
        key="spans",
        heading=_("Agreement on where a statement begins and ends"),
        sub=_("What two people decided one after the other: letters of the content both marked, 95% interval"),
        columns=(_("Two people"), _("Statements"), _("Shared letters")),
        rows=[Row(_two(names, two), (number(one.n), _figure(one.mean, one.interval))) for two, one in found.items()],
        plot="dots",
        drawn=plots.dots([(label, low, at, high, behind) for label, low, high, at, behind in rows]) if rows else None,
    )


def _two(names: dict[int, str], two: pairs.People) -> str:
    return " · ".join(names.get(one, "?") for one in two)


def _figure(value: float | None, interval: Interval | None) -> str:
    """ "0.69 (0.40 to 0.93)"; "–" where it is not defined."""
    if value is None:
        return "–"
    if interval is None:
        return _short(value)
    return _("%(value)s (%(low)s to %(high)s)") % {
        "value": _short(value),
        "low": _short(interval[0]),
        "high": _short(interval[1]),
    }


def _short(value: float) -> str:
    return number_format(value, decimal_pos=2, use_l10n=True)
