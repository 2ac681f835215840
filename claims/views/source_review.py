"""Who is meant here? One mention without a certain Source at a time: by key, by mouse, and without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import BigIntegerField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from claims.forms.review import MentionForm
from claims.models import Article, Attribution, Event, Source
from claims.review import undo as history
from claims.review.attributions import create_source
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right
from claims.sources import mentions, pairs
from claims.sources.resolve import KIND_OF_TYPE
from claims.views.access import needs
from claims.views.quoted import appearances_of

LISTED = 40  # rows beside the open mention; the heading says how many wait
KEPT = "source_review_deeds"  # in the session: what was decided here, latest last, each a list of Events
MOST_KEPT = 50


@needs(Right.ANNOTATE)
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """The queue, and one mention of it (`mention`) with one candidate chosen (`candidate`, from 1)."""
    user: Any = request.user
    waiting = mentions.waiting_for(user)
    rows = list(waiting[:LISTED])
    asked = request.GET.get("mention", "")
    mention = waiting.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 19 else None
    mention = mention or (rows[0] if rows else None)
    context: dict[str, Any] = {
        "rows": rows,
        "mention": mention,
        "total": waiting.count() if len(rows) == LISTED else len(rows),
        "pairs": len(pairs.numbers()),
        "can_undo": bool(request.session.get(KEPT)),
    }
    if mention:
        context |= _opened(request, mention, rows) | {"alike": mentions.alike(mention, waiting)}
    return render(request, "claims/source_review.html", context)


@needs(Right.ANNOTATE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Same (`source`), a new one (`name`, `kind`), or not sure (`unsure`); `also` gives it to more mentions, and
    `everyone` to all in the same words."""
    form = MentionForm(request.POST)
    if not form.is_valid():
        raise NotReady(" ".join(str(message) for errors in form.errors.values() for message in errors))
    user: Any = request.user
    data = form.cleaned_data
    mention = get_object_or_404(Attribution, pk=pk)
    with transaction.atomic():
        if data["unsure"]:
            events, said = [mentions.leave_open(user, pk, version=data["version"])], _("Left open; others will see it.")
        else:
            source = data["source"] or create_source(user, name=data["name"], kind=data["kind"])
            versions = {**_also(request, "alike" if data["everyone"] else "also"), mention.pk: data["version"]}
            events = mentions.give(user, versions, source)
            said = ngettext(
                "%(n)d mention given to %(source)s.", "%(n)d mentions given to %(source)s.", len(versions)
            ) % {"n": len(versions), "source": source}
    request.session[KEPT] = [*request.session.get(KEPT, []), events][-MOST_KEPT:]
    messages.success(request, said)
    then = f"?mention={data['then']}" if data["then"] else ""  # on from here, not from the top of the list again
    return redirect(reverse("claims:source_review") + then)


@needs(Right.ANNOTATE)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was decided here last, in all its articles or in none."""
    user: Any = request.user
    deeds: list[list[int]] = request.session.get(KEPT, [])
    if not deeds:
        raise NotReady(_("There is nothing of yours to undo here."))
    events = list(Event.objects.filter(pk__in=deeds[-1], actor=user))
    articles = Article.objects.in_bulk({event.article_id for event in events})
    with transaction.atomic():
        Article.objects.lock(*articles)
        for article in articles.values():
            done, _undone = history.stacks(user, article)
            if not done or done[-1][0].pk not in deeds[-1]:
                raise OutOfDate(_("You did more in that article since. Undo it there, step by step."))
            history.undo(user, article)
    request.session[KEPT] = deeds[:-1]
    messages.success(request, _("Taken back."))
    opened = f"?mention={events[0].attribution_id}" if events else ""
    return redirect(f"{request.path.removesuffix('undo/')}{opened}")


def _opened(request: HttpRequest, mention: Attribution, rows: list[Attribution]) -> dict[str, Any]:
    """The open mention: its sentence, its candidates and the chosen one, and its neighbours in the queue."""
    candidates = mentions.candidates_for(mention)
    asked = request.GET.get("candidate", "1")
    at = min(int(asked), len(candidates)) if asked in ("1", "2", "3", "4") else 1
    pks = [row.pk for row in rows]
    place = pks.index(mention.pk) if mention.pk in pks else 0
    sentence = next(one for one in appearances_of(mention.claim) if one.attribution.pk == mention.pk)
    return {
        "words": mention.quote_of("source"),
        "sentence": sentence,
        "candidates": candidates,
        "chosen": candidates[at - 1].source if candidates else None,
        "chosen_at": at,
        "another": at % len(candidates) + 1 if len(candidates) > 1 else None,
        "kinds": Source.Kind.choices,
        "likely_kind": KIND_OF_TYPE.get(mention.source_type),
        "before": pks[place - 1] if place else None,
        "after": pks[place + 1] if place + 1 < len(pks) else None,
    }


def _also(request: HttpRequest, ticked: str) -> dict[int, int]:
    """The further mentions: those that were ticked ("also") or all that the page showed ("alike"), each as
    "attribution:version"."""
    try:
        found = {int(pk): int(version) for pk, version in (one.split(":") for one in request.POST.getlist(ticked))}
        if not all(0 < pk <= BigIntegerField.MAX_BIGINT for pk in found):
            raise ValueError("no row has such a number")
    except ValueError:
        raise NotReady(_("The page sent a list that cannot be read. Load it again; nothing was changed.")) from None
    return found
