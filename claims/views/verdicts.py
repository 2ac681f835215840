"""The verdicts on a claim as a person may read them, the form for another, and the page that decides between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.forms.review import VerdictForm
from claims.models import Claim, Verdict
from claims.models.prepared import Prepared
from claims.review.errors import NotReady, OutOfDate, Refused
from claims.review.permissions import Right, require
from claims.review.seconds import Second, round_of
from claims.review.verdicts import OPEN_FOR_SECONDS, OPEN_FOR_VERDICTS, decide
from claims.views.access import needs
from claims.views.errors import STATUS_OF

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VERDICTS: Prepared[Verdict] = Prepared(
    lambda claim: Verdict.objects.filter(claim=claim).with_seal().select_related("author")
)


def verdict_form(claim: Claim) -> VerdictForm:
    """An empty verdict that starts from what the claim has."""
    return VerdictForm(initial={"claim_version": claim.version, "status": claim.status, "finding": claim.finding})


def verdicts_of(request: HttpRequest, claim: Claim, *, most: int | None = None) -> dict[str, Any]:
    """`verdicts`: those that the person may read, newest first; `sealed_for_them`: whether another's waits unread for
    theirs; `clash`: the two that differ, first one first; `open_for_verdicts`; and the form."""
    rows = VERDICTS(claim.pk)[:most]
    readable = [row for row in rows if not row.sealed or row.author_id == request.user.pk]
    clash = _clash(rows)
    sealed_for_them = bool(rows) and rows[0] not in readable
    stages = OPEN_FOR_SECONDS if sealed_for_them else OPEN_FOR_VERDICTS
    return {
        "verdicts": readable,
        "sealed_for_them": sealed_for_them,
        "clash": clash,
        "open_for_verdicts": claim.stage in stages and not clash,
        "verdict_form": SimpleLazyObject(lambda: verdict_form(claim)),  # most pages show it as it was last drawn
    }


def latest_open_to(user: User, claim: Claim) -> Verdict | None:
    """The verdict that holds, if there is one that the person may read and no two wait to be decided between."""
    rows = VERDICTS(claim.pk)
    if not rows or _clash(rows) or (rows[0].sealed and rows[0].author_id != user.pk):
        return None
    return rows[0]


def _clash(rows: list[Verdict]) -> list[Verdict]:
    """The pair on top of the list, if its two differ and nobody has decided."""
    if not rows or rows[0].blind_to_id is None:
        return []
    pair = [next(row for row in rows if row.pk == rows[0].blind_to_id), rows[0]]
    return [] if pair[0].agrees_with(pair[1]) else pair


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def adjudicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Two verdicts that differ side by side, with the evidence; POST signs the one that decides."""
    claim = get_object_or_404(Claim, pk=pk)
    require(request.user, Right.REVIEW)
    if request.method == "GET":
        return _side_by_side(request, claim, verdict_form(claim))
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _side_by_side(request, claim, form, status=422)
    try:
        decide(request.user, pk, version=form.cleaned_data["claim_version"], **form.judgement())  # type: ignore[arg-type]
    except (NotReady, OutOfDate) as error:
        return _side_by_side(request, claim, form, status=STATUS_OF[type(error)], refused=error)
    messages.success(request, _("Decided. The claim has your verdict now."))
    return redirect(claim)


def _side_by_side(
    request: HttpRequest, claim: Claim, form: VerdictForm, *, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    stands = round_of(claim)
    if stands.state is not Second.CLASH and refused is None:
        messages.warning(request, _("There are no two verdicts that differ."))
        return redirect(claim)
    context = {
        "claim": claim,
        "pair": [verdict for verdict in (stands.first, stands.second) if verdict],
        "is_third": request.user.pk not in stands.authors,
        "evidence": list(claim.evidence.standing().listed()),
        "verdict_form": form,
        "refused": refused,
    }
    return render(request, "claims/adjudicate.html", context, status=status)
