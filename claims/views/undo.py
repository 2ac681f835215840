"""Undo and redo on the article page: one press takes back one deed, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Article, Event
from claims.review import undo as review
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.bench import Bench
from claims.views.workbench import page_context


@needs(Right.ANNOTATE)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back the person's latest deed on this article."""
    return _step(request, pk, review.undo, _("Undone: %(act)s"))


@needs(Right.ANNOTATE)
@require_POST
def redo(request: Request, pk: int) -> HttpResponse:
    """Do again what was taken back last."""
    return _step(request, pk, review.redo, _("Done again: %(act)s"))


def _step(request: Request, pk: int, step: Callable[..., Event], words: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("outlet", "credit"), pk=pk)
    event = step(request.user, article)
    said = _("%(what)s, saved %(time)s.") % {
        "what": words % {"act": event.get_act_display()},
        "time": timezone.localtime().strftime("%H:%M:%S"),
    }
    number = _number_of(article, event)
    if not request.htmx:
        messages.success(request, said)
        address = article.get_absolute_url()
        return redirect(f"{address}?claim={number}" if number else address)
    context = page_context(request, Bench(article), number) | {"said": said, "saved": True}
    return render(request, "claims/workbench/arrived.html", context)


def _number_of(article: Article, event: Event) -> int | None:
    """The claim to show afterwards: the one the deed was about."""
    about = {"pk": event.attribution_id} if event.attribution_id else {"claim": event.claim_id}
    return article.attributions.listed().filter(**about).values_list("number", flat=True).first()
