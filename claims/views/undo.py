"""Undo and redo on the article page: one press takes back one deed, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Article, Event
from claims.review import undo as review
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.workbench import all_anew, open_number


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
    number = _number_of(article, event) or open_number(request)
    return all_anew(request, article, number, words % {"act": event.get_act_display()})


def _number_of(article: Article, event: Event) -> int | None:
    """The claim to show afterwards: the one the deed was about, if it was about one."""
    if not (event.attribution_id or event.claim_id):
        return None
    about = {"pk": event.attribution_id} if event.attribution_id else {"claim": event.claim_id}
    return article.attributions.listed().filter(**about).values_list("number", flat=True).first()
