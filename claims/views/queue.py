"""My queue: the landing page. What waits for this person, most urgent first, and what nobody has taken yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.forms.review import VersionForm
from claims.models import Article, Claim, Job, Preferences, Reanchoring, Reopening, Verdict
from claims.models.claim import Stage
from claims.review import saved_views, workflow
from claims.review.errors import OutOfDate
from claims.review.permissions import Right, may
from claims.sources.mentions import waiting_for
from claims.views.access import Request, needs

SHOWN = 10  # of each list; the heading says how many there are
REANCHORING_SHOWN = 3
MENTIONS_SHOWN = 3  # they are gone through on a page of their own


@dataclass(frozen=True, slots=True)
class Pile:
    """One list of the queue: its rows, as many as are shown, and how many there are in all."""

    rows: list[Any]
    total: int
    articles: int = 0  # in how many articles the rows stand; for mentions only

    @property
    def oldest(self) -> Any:
        """Since when the one of these rows that waits for longest waits; for claims."""
        return min((row.updated_at for row in self.rows), default=None)


@needs(Right.READ)
@require_GET
def home(request: Request) -> HttpResponse:
    """Where a person starts: the view that they chose, or the queue."""
    start = Preferences.objects.of(request.user).start
    if start is None:
        return _page(request)
    if start.removed_at or not (start.shared or start.owner_id == request.user.pk):
        messages.warning(request, _("The view you start with is not shared any more. This is your queue instead."))
        saved_views.start_with(request.user, None)
        return redirect("claims:queue")
    return redirect(start.list_address)


@needs(Right.READ)
@require_GET
def queue(request: Request) -> HttpResponse:
    """Everything that waits for this person."""
    return _page(request)


def _page(request: Request) -> HttpResponse:
    user = request.user
    returned, assigned = _own_work(user)
    articles = _own_articles(user).with_split_state().listed()
    piles: dict[str, Pile | None] = {
        "returned": _pile(returned),
        "assigned": _pile(assigned),
        "to_review": _pile(_reviews(user)) if may(user, Right.REVIEW) else None,
        "seconds": _pile(_seconds(user)) if may(user, Right.ANNOTATE) else None,
        "reasons": _pile(Reopening.objects.waiting_for(user)),
        "changed": _pile(
            Claim.objects.assigned_to_user(user).standing().changed_in_newer_version().order_by("updated_at", "pk")
        ),
        "articles": _pile(articles),
        "mentions": _mentions(user) if may(user, Right.ANNOTATE) else None,
        "reanchoring": _reanchoring(user) if may(user, Right.ANNOTATE) else None,
    }
    context = {
        **piles,
        "failed_jobs": list(
            Job.objects.failed_last()
            .exclude(evidence__withdrawn_at__isnull=False)
            .select_related("article", "claim", "evidence", "feed__outlet")
            .defer("article__text")[:SHOWN]
        ),
        "unassigned": _pile(Claim.objects.unassigned().standing()),
        "queue_total": sum(pile.total for pile in piles.values() if pile),
        "may_annotate": may(user, Right.ANNOTATE),
    }
    return render(request, "claims/queue.html", context)


def _own_articles(user: Any) -> Any:
    """What this person added that has something undecided or was not split yet."""
    return Article.objects.on_desk().current().filter(created_by=user).unfinished()


def _seconds(user: Any) -> QuerySet[Claim]:
    """Claims that wait for a blind second verdict, by anybody but who signed the first; the longest waiting first."""
    return (
        Claim.objects.filter(pk__in=Verdict.objects.sealed_for(user).values("claim")).standing().order_by("updated_at")
    )


@needs(Right.READ)
@require_GET
def next_for_me(request: Request) -> HttpResponse:
    """Straight to the most urgent thing: a return, own work (overdue, then longest waiting), a review, a blind second
    verdict, a reason to look again; then an own article with something undecided, newest first; a mention; a statement
    to find again in a newer version; and last the most check-worthy claim that nobody has."""
    user = request.user
    choices = [*_own_work(user), *([_reviews(user)] if may(user, Right.REVIEW) else [])]
    found = next((claim for claim in (choice.first() for choice in choices) if claim), None)
    if found:
        return redirect(place_of(found))
    if may(user, Right.ANNOTATE) and (second := _seconds(user).first()):
        return redirect(second)
    if reason := Reopening.objects.waiting_for(user).select_related("claim").first():
        return redirect(f"{reason.claim.get_absolute_url()}#look-again")
    if may(user, Right.ANNOTATE):
        article = _own_articles(user).filter(Q(total__gt=0)).listed().first()
        if article:
            return redirect(article)
        if waiting_for(user).exists():
            return redirect("claims:source_review")
        if Reanchoring.objects.waiting_for(user).exists():
            return redirect("claims:reanchoring")
    found = Claim.objects.unassigned().standing().first()
    if found is None:
        messages.info(request, _("Nothing waits for you. Add an article, or look at what others have found."))
        return redirect("claims:queue")
    return redirect(place_of(found))


@needs(Right.ANNOTATE)
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Take a claim that nobody has."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    user = request.user
    claim = workflow.assign(user, pk, user, version=form.cleaned_data["version"])
    messages.success(request, _("Taken: %(claim)s") % {"claim": claim.statement})
    return redirect("claims:queue")


def _own_work(user: Any) -> tuple[Any, Any]:
    """(what reviewers returned to this person, what else is theirs to check), each the most urgent first."""
    mine = Claim.objects.assigned_to_user(user).standing().most_urgent_first()
    return mine.filter(stage=Stage.CHANGES_REQUESTED), mine.filter(stage__in=[Stage.NEW, Stage.IN_PROGRESS])


def _reviews(user: Any) -> Any:
    return Claim.objects.waiting_for_review_by(user).standing().most_urgent_first()


def place_of(claim: Claim) -> str:
    """Where a claim is worked on: its first standing appearance, in its article."""
    appearance = claim.attributions.standing().select_related("article").defer("article__text").order_by("pk").first()
    if appearance is None:
        return claim.get_absolute_url()
    return f"{appearance.article.get_absolute_url()}?claim={appearance.number}"


def _mentions(user: Any) -> Pile:
    """The first mentions without a certain Source, and how many there are in how many articles."""
    waiting = waiting_for(user)
    counts = waiting.order_by().aggregate(total=Count("pk"), articles=Count("article", distinct=True))
    return Pile(list(waiting[:MENTIONS_SHOWN]), counts["total"], counts["articles"])


def _reanchoring(user: Any) -> Pile:
    """The first statements that a newer version did not hold in exactly one place, and how many there are."""
    waiting = Reanchoring.objects.waiting_for(user)
    rows = list(waiting.listed()[:REANCHORING_SHOWN])
    return Pile(rows, len(rows) if len(rows) < REANCHORING_SHOWN else waiting.count())


def _pile(waiting: Any) -> Pile:
    """The first rows of a queryset, ready for a list; the rest is counted only when there is a rest."""
    rows = list(waiting.listed()[:SHOWN])
    return Pile(rows, len(rows) if len(rows) < SHOWN else waiting.count())
