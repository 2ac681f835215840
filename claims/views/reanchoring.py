"""Where does it stand now? One statement at a time that was not found in exactly one place of a newer version: the old
passage beside the best candidates of the new text, by key, by mouse, and without JavaScript."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.forms.editing import SpansForm
from claims.forms.reanchoring import DecisionForm, WordsForm
from claims.ingest import anchoring
from claims.ingest.carrying import page, spans_of
from claims.models import Article, Event, Reanchoring
from claims.rendering import Block, Mark, blocks
from claims.review import reanchoring
from claims.review import undo as history
from claims.review.errors import NotReady, OutOfDate, SpanMismatch
from claims.review.locating import locate_all
from claims.review.permissions import Right
from claims.views import workbench
from claims.views.access import Request, needs
from claims.views.bench import Bench
from claims.views.editing import read

LISTED = 40  # rows beside the open statement; the heading says how many wait
KEPT = "reanchoring_deeds"  # in the session: (newer version, event) of what was decided here, latest last
MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate as the page shows it: its places as they will be sent back, and what is missing in it."""

    candidate: anchoring.Candidate
    places: str
    percent: int
    missing: bool


class Opened:
    """One waiting statement: the old passage in its context, and where it may stand in the newer text."""

    def __init__(self, row: Reanchoring) -> None:
        self.row = row
        self.old = row.attribution.article
        self.new = row.article
        self.spans = spans_of(row.attribution)

    @cached_property
    def _old_page(self) -> anchoring.Page:
        return page(self.old)

    @cached_property
    def context(self) -> list[Block]:
        """The passage with a sentence before and behind it, marks drawn as in the article."""
        first, last = min(s for _r, s, _e in self.spans), max(e for _r, _s, e in self.spans)
        begin, stop = self._old_page.around_passage(first, last)
        state = self.row.attribution.review_state
        marks = [
            Mark(start - begin, end - begin, self.old.text[start:end], role, state=state)
            for role, start, end in self.spans
        ]
        return blocks(self.old.text[begin:stop], marks)

    @cached_property
    def offers(self) -> list[Offer]:
        """The candidates, best first."""
        found = anchoring.candidates(self._old_page, self.spans, page(self.new))
        return [self._offer(candidate) for candidate in found]

    def spans_by_hand(self, chosen: int | None) -> list[list[Any]]:
        """What the span editor starts from: the chosen candidate, else the best, else the first words of the text."""
        at = chosen if chosen is not None and chosen < len(self.offers) else 0
        if self.offers and self.offers[at].candidate.spans:
            return json.loads(self.offers[at].places)
        text = self.new.text
        start = len(text) - len(text.lstrip())
        end = start + len(text[start:].split(maxsplit=1)[0])
        return [["content", start, end, text[start:end]]]

    def _offer(self, candidate: anchoring.Candidate) -> Offer:
        text = self.new.text
        places = [[role, start, end, text[start:end]] for role, start, end in candidate.spans]
        had, has = {role for role, _s, _e in self.spans}, {role for role, _s, _e in candidate.spans}
        missing = bool((had & {"cue", "content"}) - has)
        return Offer(candidate, json.dumps(places), round(100 * candidate.alike), missing)


@needs(Right.ANNOTATE)
@require_GET
def queue(request: Request) -> HttpResponse:
    """What waits, and one statement of it (`open`)."""
    asked = request.GET.get("open", "")
    return _page(request, int(asked) if asked.isdecimal() and len(asked) < 19 else None)


@needs(Right.ANNOTATE)
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Take the chosen candidate, note that the statement is gone, leave it open, or go on to set spans by hand."""
    row = get_object_or_404(Reanchoring, pk=pk)
    form = DecisionForm(request.POST)
    data = read(form)
    if data["act"] == DecisionForm.EDIT:
        chosen = data["candidate"]
        address = reverse("claims:reanchoring_spans", args=[pk])
        return redirect(address if chosen is None else f"{address}?candidate={chosen}")
    if data["act"] == DecisionForm.TAKE:
        try:
            places = form.places()
        except ValidationError as error:
            raise NotReady(" ".join(error.messages)) from None
        return _placed(request, row, {role: found for role, found in places.items() if found}, data["version"])
    with transaction.atomic():
        if data["act"] == DecisionForm.GONE:
            reanchoring.gone(request.user, pk, version=data["version"])
            said = _("Noted: it is no longer in the newer version.")
        else:
            reanchoring.leave_open(request.user, pk, version=data["version"])
            said = _("Left open; others will see it.")
    return _on(request, row, said)


@needs(Right.ANNOTATE)
@require_POST
def words(request: Request, pk: int) -> HttpResponse:
    """Set the spans by typing their words; what does not stand in the newer text comes back with the form."""
    row = _waiting(pk)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, words_form=form)
    data = form.cleaned_data
    near = [span.start for span in row.attribution.spans.all()][:1]
    try:
        places = {role: locate_all(row.article.text, data[role], near) for role in ("source", "cue", "content")}
        return _placed(request, row, {role: found for role, found in places.items() if found}, data["version"])
    except (NotReady, SpanMismatch) as error:
        form.add_error(None, str(error))
        return _page(request, pk, words_form=form)


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def spans(request: Request, pk: int) -> HttpResponse:
    """Set the spans by hand in the newer text, on the article's own page."""
    row = _waiting(pk)
    if request.method == "POST":
        data = read(SpansForm(request.POST))
        return _placed(request, row, {role: found for role, found in data["spans"].items() if found}, data["version"])
    asked = request.GET.get("candidate", "")
    opened = Opened(row)
    places = opened.spans_by_hand(int(asked) if asked.isdecimal() and len(asked) < 3 else None)
    more: dict[str, Any] = {
        "mode": "reanchor",
        "waiting": row,
        "old_words": row.attribution.quote_of("content"),
        "spans_form": SpansForm(initial={"version": row.version, "spans": places}),
    }
    return workbench.page(request, Bench(row.article), None, **more)


@needs(Right.ANNOTATE)
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back what was decided here last."""
    deeds: list[list[int]] = request.session.get(KEPT, [])
    if not deeds:
        raise NotReady(_("There is nothing of yours to undo here."))
    article_id, event_id, row_id = deeds[-1]
    article = get_object_or_404(Article, pk=article_id)
    done, _undone = history.stacks(request.user, article)
    if not done or done[-1][0].pk != event_id:
        raise OutOfDate(_("You did more in that article since. Undo it there, step by step."))
    history.undo(request.user, article)
    request.session[KEPT] = deeds[:-1]
    messages.success(request, _("Taken back."))
    return redirect(f"{reverse('claims:reanchoring')}?open={row_id}")


def _page(request: Request, asked: int | None, *, words_form: Form | None = None) -> HttpResponse:
    waiting = Reanchoring.objects.waiting_for(request.user)
    rows = list(waiting.listed()[:LISTED])
    pk = asked if asked is not None and waiting.filter(pk=asked).exists() else (rows[0].pk if rows else None)
    context: dict[str, Any] = {
        "rows": rows,
        "total": waiting.count() if len(rows) == LISTED else len(rows),
        "can_undo": bool(request.session.get(KEPT)),
    }
    if pk is not None:
        opened = Opened(_waiting(pk))
        pks = [row.pk for row in rows]
        place = pks.index(pk) if pk in pks else 0
        context |= {
            "opened": opened,
            "row": opened.row,
            "first_offer": next((n for n, offer in enumerate(opened.offers) if not offer.missing), None),
            "words_form": words_form or _words_of(opened),
            "before": pks[place - 1] if place else None,
            "after": pks[place + 1] if place + 1 < len(pks) else None,
        }
    return render(request, "claims/reanchoring.html", context, status=422 if words_form else 200)


def _words_of(opened: Opened) -> WordsForm:
    """The form for the words, filled from the best candidate."""
    best = opened.offers[0].candidate.spans if opened.offers else []
    text = opened.new.text
    said = {role: " … ".join(text[s:e] for at, s, e in best if at == role) for role in ("source", "cue", "content")}
    return WordsForm(initial={"version": opened.row.version, **said})


def _waiting(pk: int) -> Reanchoring:
    rows = Reanchoring.objects.select_related(
        "attribution__claim__assigned_to",
        "attribution__source",
        "attribution__article",
        "article__outlet",
        "article__credit",
    )
    return get_object_or_404(rows.prefetch_related("attribution__spans"), pk=pk)


def _placed(request: Request, row: Reanchoring, places: dict[str, Any], version: int) -> HttpResponse:
    new = reanchoring.place(request.user, row.pk, spans=places, version=version)
    return _on(request, row, _("Placed in the newer version as claim %(n)d.") % {"n": new.number})


def _on(request: Request, row: Reanchoring, said: str) -> HttpResponse:
    """To the next statement, with a way back for this one."""
    acts = (Event.Act.PLACED, Event.Act.GONE, Event.Act.LEFT_OPEN)
    mine = Event.objects.filter(actor=request.user, article=row.article_id, act__in=acts)
    event = mine.order_by("-pk").values_list("pk", flat=True).first()
    kept = [*request.session.get(KEPT, []), [row.article_id, event, row.pk]]
    request.session[KEPT] = kept[-MOST_KEPT:]
    messages.success(request, said)
    return redirect("claims:reanchoring")
