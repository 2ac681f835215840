"""The article page: text, claims, the open claim. Reading only; the acts are in `views.attributions`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims import jobs
from claims.forms.review import CorrectionForm
from claims.ingest.store import take_up
from claims.models import Article, Attribution, Comment, Job
from claims.review.drift import hints_for
from claims.review.permissions import Right, may
from claims.templatetags.texts import clock
from claims.views.access import Request, asking_page, needs
from claims.views.bench import ARTICLE, FOLLOWED, Bench, Card, history_of, opened
from claims.views.coverage import coverage_of
from claims.views.leases import lease_of
from claims.views.limits import JOB, costs
from claims.views.verdicts import verdicts_of
from claims.views.versions import Versions


@needs(Right.READ)
@require_GET
def article(request: Request, pk: int) -> HttpResponse:
    """The whole page; for htmx only the open claim (`?claim=7`), or how the split goes on (target `split`)."""
    found = ARTICLE.only(pk)
    number = _number(request.GET.get("claim"))
    target = request.htmx.target if request.htmx else None
    if target == "split":
        return follow_split(request, found)
    if target == "detail" and number is not None:
        bench = Bench(found, only_claims=(_claim_of(found, number),))
        return render(request, "claims/workbench/opened.html", page_context(request, bench, number))
    return page(request, Bench(found), number)


def page(request: Request, bench: Bench, number: int | None, *, status: int = 200, **more: Any) -> HttpResponse:
    """The article page with claim `number` open; `more` may put a form in place of its detail."""
    article = bench.article
    whole = {
        "comments_count": _comments_on(article),
        "following": FOLLOWED.first(request.user.pk, article.pk) is not None,
    }
    context = page_context(request, bench, number) | whole | more
    return render(request, "claims/article.html", context, status=status)


def _comments_on(article: Article) -> int:
    """How many comments stand on the article itself, from `with_comments` where it was read so."""
    counted: int | None = getattr(article, "comments_count", None)
    return Comment.objects.about(article).standing().count() if counted is None else counted


def page_context(
    request: Request, bench: Bench, number: int | None, known: Attribution | None = None
) -> dict[str, Any]:
    """What the page and its parts need. `known` is an attribution that was just read for the workbench."""
    card = bench.card(number)
    context: dict[str, Any] = {
        "article": bench.article,
        "bench": bench,
        "card": card,
        "selected": card.number if card else None,
        # An older version is history: whatever is done there is refused, so nothing is offered.
        "may_annotate": may(request.user, Right.ANNOTATE) and getattr(bench.article, "newer_id", None) is None,
        "versions": Versions(bench.article),
        "now": timezone.localtime(),
    }
    return context | (_detail(request, bench, card, known) if card else {})


def said_saved(what: str) -> str:
    """What was done and when it was saved, in the interface's own way of writing times."""
    return _("%(what)s, saved %(time)s.") % {"what": what, "time": clock(timezone.localtime())}


def all_anew(request: Request, article: Article, number: int | None, what: str) -> HttpResponse:
    """Show an act that was saved: every zone of the open page, or the page with a message; claim `number` is open."""
    said = said_saved(what)
    if not request.htmx:
        messages.success(request, said)
        address = article.get_absolute_url()
        return redirect(f"{address}?claim={number}" if number else address)
    context = page_context(request, Bench(article), number) | {"said": said, "saved": True}
    return render(request, "claims/workbench/arrived.html", context)


def _detail(request: Request, bench: Bench, card: Card, known: Attribution | None) -> dict[str, Any]:
    attribution = known if known and known.pk == card.pk else opened(card.pk)
    claim = attribution.claim
    before, after = bench.neighbours(card.number)
    return {
        "attribution": attribution,
        "claim": claim,
        "before": before,
        "after": after,
        **verdicts_of(request, claim, most=5),
        "events": history_of(attribution),
        "drift_hints": hints_for(attribution, _same_claim_here(attribution, card), bench.article.language),
        **coverage_of(claim),
        **lease_of(request, claim),
    }


def _same_claim_here(attribution: Attribution, card: Card) -> list[Attribution]:
    """The other appearances of its claim in this article; asked for only where there are any."""
    if not card.same_as:
        return []
    return list(
        Attribution.objects.standing().for_workbench().filter(article=attribution.article_id, number__in=card.same_as)
    )


def correction_form(attribution: Attribution) -> CorrectionForm:
    """The words as they stand now."""
    quotes = {role: attribution.quote_of(role) for role in ("source", "cue", "content")}
    versions = {"version": attribution.version, "claim_version": attribution.claim.version}
    return CorrectionForm(initial={"statement": attribution.claim.statement, **quotes, **versions})


@needs(Right.ANNOTATE)
@costs(JOB)
@require_POST
def split_again(request: Request, pk: int) -> HttpResponse:
    """Try a failed split again, or split an article that never was: one that was found outside is on the desk then.
    Where its text is on the desk already, that article is opened."""
    asked = get_object_or_404(Article, pk=pk)
    with transaction.atomic():
        found = take_up(asked, request.user)
        if found.pk != asked.pk:
            messages.info(request, _("This text is on the desk already; this is the article. Its claims are below."))
            return redirect(found)
        jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=found)
    if request.htmx:
        return follow_split(request, found)
    return redirect(found)


def follow_split(request: Request, found: Article) -> HttpResponse:
    """The state of the job; once it is done, the text with its claims comes along."""
    bench = Bench(found)
    if bench.split_job is None or bench.split_job.state != Job.State.DONE:
        return render(request, "claims/workbench/split.html", {"article": found, "bench": bench, **_may(request)})
    return render(request, "claims/workbench/arrived.html", page_context(request, bench, None))


def _may(request: Request) -> dict[str, bool]:
    return {"may_annotate": may(request.user, Right.ANNOTATE)}


def open_number(request: Request) -> int | None:
    """The claim that is open on the page a request comes from."""
    address = asking_page(request).partition("?")[2] if request.htmx else request.GET.urlencode()
    return _number(QueryDict(address).get("claim"))


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 7 else None


def _claim_of(found: Article, number: int) -> int:
    claim = found.attributions.filter(number=number).values_list("claim_id", flat=True).first()
    if claim is None:
        raise Http404
    return claim
