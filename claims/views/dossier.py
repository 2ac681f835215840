"""The claim page, its dossier, and the acts on it.

Every act says which version the person saw. A refused one answers with the page as it stands now, what the others did
meanwhile, and everything that was typed still in its form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget

from claims import jobs
from claims.forms.claims import AssignForm, DueForm, MoveForm, SeenForm, StatementForm
from claims.forms.evidence import EvidenceForm
from claims.forms.review import VerdictForm, gloss_language_of
from claims.models import Article, Claim, Comment, Event, Following, Job, Publication, Reanchoring
from claims.models.claim import Stage
from claims.review import workflow
from claims.review.checks import house_rules
from claims.review.errors import OutOfDate, Refused
from claims.review.evidence import add_evidence
from claims.review.moves import TO_READERS, Say, moves_from_here
from claims.review.permissions import Right
from claims.review.seconds import needs_second, round_of
from claims.review.verdicts import ask_for_second, sign_verdict
from claims.views import claim_conflicts, conflicts, meanwhile
from claims.views.access import needs
from claims.views.checklists import checklist_of
from claims.views.conflicts import Conflict
from claims.views.coverage import coverage_of, history_of
from claims.views.errors import STATUS_OF
from claims.views.evidence import evidence_of
from claims.views.leases import lease_of
from claims.views.limits import JOB, costs
from claims.views.looking_again import looks_of
from claims.views.meanwhile import Problem
from claims.views.quoted import appearances_of
from claims.views.relations import draft_from, relations_of
from claims.views.searches import searches_of
from claims.views.verdicts import verdicts_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Where the house rules are next: what is unmet of them is shown before somebody tries to publish.
RULES_SHOWN = (Stage.IN_REVIEW, Stage.APPROVED, Stage.CORRECTING)
# Which move stands first, and so is the page's primary act.
FORWARD = (Stage.PUBLISHED, Stage.APPROVED, Stage.IN_REVIEW, Stage.IN_PROGRESS)
WAY = [*FORWARD, *(stage for stage in Stage if stage not in FORWARD)]


@needs(Right.READ)
@require_GET
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one claim. `?evidence=<article>` opens the form for evidence with that article in it,
    `?from=<claim>` the form for a verdict with the earlier check of a related claim."""
    found = _claim(pk)
    forms: dict[str, Form] = {}
    if chosen := _number(request.GET.get("evidence", "")):
        article = get_object_or_404(Article.objects.defer("text"), pk=chosen)
        forms["evidence_form"] = EvidenceForm(initial={"article": article.pk})
    if earlier := _number(request.GET.get("from", "")):
        forms["verdict_form"] = draft_from(found, earlier)
    return _page(request, found, forms=forms)


@needs(Right.ANNOTATE)
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a verdict."""

    def act(data: dict[str, Any]) -> str:
        version, blind = data["claim_version"], data["blind"]
        sign_verdict(request.user, pk, version=version, blind=blind, **form.judgement())  # type: ignore[arg-type]
        return _("Verdict signed.")

    form = VerdictForm(conflicts.picked(request.POST))
    return _act(request, pk, "verdict", form, act, claim_conflicts.of_verdict)


@needs(Right.ANNOTATE)
@require_POST
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a blind second verdict."""

    def act(data: dict[str, Any]) -> str:
        ask_for_second(request.user, pk, version=data["claim_version"])  # type: ignore[arg-type]
        return _("The next verdict is sealed until somebody else has judged the claim without reading it.")

    return _act(request, pk, "second", SeenForm(request.POST), act)


@needs(Right.READ)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the claim to another stage; who may, and when, the workflow knows."""

    def act(data: dict[str, Any]) -> str:
        to = Stage(data["to"])
        said = {"note": data["note"], "kind": data["kind"]}
        workflow.move(request.user, pk, to, version=data["claim_version"], **said)  # type: ignore[arg-type]
        return _("Moved: %(stage)s.") % {"stage": to.label}

    return _act(request, pk, "move", MoveForm(request.POST), act)


@needs(Right.ANNOTATE)
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the claim into hand, or put it back."""

    def act(data: dict[str, Any]) -> str:
        to = request.user if data["take"] else None
        workflow.assign(request.user, pk, to, version=data["claim_version"])  # type: ignore[arg-type]
        return _("The claim is yours.") if to else _("The claim is back in the pile.")

    return _act(request, pk, "assign", AssignForm(request.POST), act)


@needs(Right.ANNOTATE)
@require_POST
def due(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the due date, or take it away."""

    def act(data: dict[str, Any]) -> str:
        workflow.set_due(request.user, pk, data["due"], version=data["claim_version"])  # type: ignore[arg-type]
        return _("Due date set.") if data["due"] else _("No due date any more.")

    return _act(request, pk, "due", DueForm(conflicts.picked(request.POST)), act, claim_conflicts.of_due)


@needs(Right.ANNOTATE)
@require_POST
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Change statement and gloss. When somebody else was faster, both versions are shown to choose from."""

    def act(data: dict[str, Any]) -> str:
        workflow.set_statement(
            request.user,  # type: ignore[arg-type]
            pk,
            statement=data["statement"],
            gloss=data["gloss"],
            gloss_language=data["gloss_language"] or gloss_language_of(get_object_or_404(Claim, pk=pk)),
            version=data["claim_version"],
        )
        return _("Words changed.")

    return _act(request, pk, "statement", StatementForm(conflicts.picked(request.POST)), act, claim_conflicts.of_claim)


@needs(Right.ANNOTATE)
@costs(JOB)
@require_POST
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a link, a file or an article beside the claim; what a link leads to is archived."""

    def act(data: dict[str, Any]) -> str:
        with transaction.atomic():
            added = add_evidence(request.user, pk, **data)  # type: ignore[arg-type]
            if added.url:
                jobs.enqueue(Job.Kind.ARCHIVE_EVIDENCE, evidence=added)
        return _("Evidence added.")

    return _act(request, pk, "evidence", EvidenceForm(request.POST, request.FILES), act)


def _act(
    request: HttpRequest,
    pk: int,
    where: str,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    conflict: Callable[[User, Claim, Form], Conflict | None] | None = None,
) -> HttpResponse:
    """Check the form, do the act, show the page: with what was done, or with what was refused and typed. `conflict`
    makes the choice between both versions where somebody else was faster, if theirs is another version of the same."""
    found = _claim(pk)
    if conflict and (mine := conflicts.writing_on(request.POST)):
        return _page(request, found, forms={f"{where}_form": type(form)(mine)})
    forms: dict[str, Form] = {f"{where}_form": form}
    if not form.is_valid():
        return _page(request, found, status=422, forms=forms)
    try:
        said = act(form.cleaned_data)
    except Refused as error:
        status = next(code for kind, code in STATUS_OF.items() if isinstance(error, kind))
        if conflict and isinstance(error, OutOfDate):
            stands = _claim(pk)
            if choice := conflict(request.user, stands, form):  # type: ignore[arg-type]
                return _page(request, stands, status=status, conflict=choice)
        late = meanwhile.of(request, error) if conflict is None else None
        since = _done_since(form, found) if isinstance(error, OutOfDate) else []
        problem = Problem(where, str(error), since or (late.events if late else []), late)
        return _page(request, _claim(pk), status=status, problem=problem, forms=forms)
    if getattr(request, "htmx", False):
        return _page(request, _claim(pk), said=said)
    messages.success(request, said)
    return redirect(f"{found.get_absolute_url()}#{where}")


def _done_since(form: Form, claim: Claim) -> list[Event]:
    """What happened to the claim after the person had loaded the page."""
    seen = form.data.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 19):
        return []
    return list(Event.objects.history().filter(claim=claim, pk__gt=int(seen))[:10])


def _page(
    request: HttpRequest,
    claim: Claim,
    *,
    status: int = 200,
    problem: Problem | None = None,
    said: str = "",
    conflict: Conflict | None = None,
    forms: dict[str, Form] | None = None,
) -> HttpResponse:
    """The whole page; for htmx only the dossier. `forms` stand in for the fresh ones, with what was typed."""
    events = history_of(claim)
    appearances = appearances_of(claim)
    context: dict[str, Any] = {
        "claim": claim,
        "appearances": appearances,
        "newer_version": Reanchoring.objects.flags().filter(attribution__claim=claim).first(),
        "first": appearances[0].attribution if appearances else None,
        "article_count": len({appearance.attribution.article_id for appearance in appearances}),
        **_moves(request, claim),
        **verdicts_of(request, claim),
        "needs_second": needs_second(claim),
        **evidence_of(request, claim),
        "kinds": [(kind.value, kind.label) for kind in Publication.CHANGES],
        "house_rules": house_rules(claim, round_of(claim)) if claim.stage in RULES_SHOWN else [],
        "publication": claim.publications.first(),
        **searches_of(claim),
        **looks_of(claim),
        **relations_of(request, claim),
        **checklist_of(claim),
        "following": Following.objects.is_followed(request.user, "claim", claim.pk),  # type: ignore[arg-type]
        "comments_count": Comment.objects.about(claim).standing().count(),
        "events": events,
        "seen": events[0].pk if events else 0,
        "problem": problem,
        "conflict_form": conflict,
        "said": said,
        "due_form": DueForm(initial={"due": claim.due}),
        "statement_form": StatementForm(
            initial={
                "statement": claim.statement,
                "gloss": claim.gloss,
                "gloss_language": gloss_language_of(claim),
            }
        ),
        "evidence_form": EvidenceForm(),
        **coverage_of(claim),
        **lease_of(request, claim),
        **(forms or {}),
    }
    context["evidence_article"] = _article_in(context["evidence_form"])
    if not getattr(request, "htmx", False):
        return render(request, "claims/claim.html", context, status=status)
    response = render(request, "claims/_dossier.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "outerHTML"), "#dossier")


def _moves(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """`moves`: the stages the person may move the claim to now, the way forward first, with the words on each button;
    `told_moves`: those that readers are told of; `blocked`: those they could make if all rules were met, with the ones
    that are not."""
    here = moves_from_here(request.user, claim)  # type: ignore[arg-type]
    here.sort(key=lambda row: WAY.index(row[0].after))
    ready = [(move, _verb(move.before, move.after)) for move, unmet in here if not unmet]
    return {
        "moves": [(move.after, words) for move, words in ready if move.say not in TO_READERS],
        "told_moves": [(move.after, words, move.say is Say.KIND) for move, words in ready if move.say in TO_READERS],
        "blocked": [(move.after, unmet) for move, unmet in here if unmet],
    }


def _verb(before: Stage, to: Stage) -> str:
    if to == Stage.IN_PROGRESS:
        again = {Stage.NEW: _("Start work"), Stage.APPROVED: _("Reopen"), Stage.ARCHIVED: _("Take from the archive")}
        return again.get(before, _("Go on working"))
    verbs = {
        Stage.IN_REVIEW: _("Send to review"),
        Stage.CHANGES_REQUESTED: _("Return with the note"),
        Stage.APPROVED: _("Approve"),
        Stage.NOT_CHECKWORTHY: _("Not check-worthy"),
        Stage.DUPLICATE: _("Duplicate"),
        Stage.ARCHIVED: _("Archive"),
        Stage.PUBLISHED: _("Publish the correction") if before == Stage.CORRECTING else _("Publish"),
        Stage.CORRECTING: _("Correct"),
        Stage.RETRACTED: _("Retract"),
    }
    return verbs.get(to, str(to.label))


def _number(typed: str) -> int | None:
    """The number of a row, as an address may name it."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


def _article_in(form: Form) -> Article | None:
    """The article that an evidence form is about, if it is about one."""
    pk = _number(str(form["article"].value() or ""))
    return Article.objects.defer("text").filter(pk=pk).first() if pk else None


def _claim(pk: int) -> Claim:
    return get_object_or_404(Claim.objects.select_related("assigned_to", "lease__person", "lease__taken_from"), pk=pk)
