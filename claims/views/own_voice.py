"""The article's own voice: take a statement up, dismiss it, put it back."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Article, OwnVoice
from claims.review import own_voice as review
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.attributions import changed, look_for_coverage
from claims.views.workbench import all_anew, open_number


@needs(Right.ANNOTATE)
@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    """Make a claim of the statement."""
    own = get_object_or_404(OwnVoice, pk=pk)
    with transaction.atomic():
        attribution = review.take_up(request.user, own.pk)
        look_for_coverage(attribution, again=False)
    return changed(request, attribution, _("Taken up as claim %(n)d"), whole=True)


@needs(Right.ANNOTATE)
@require_POST
def dismiss(request: Request, pk: int) -> HttpResponse:
    """Out of the list."""
    return _decide(request, pk, review.dismiss, _("Statement of the own voice dismissed"))


@needs(Right.ANNOTATE)
@require_POST
def recall(request: Request, pk: int) -> HttpResponse:
    """Back into the list."""
    return _decide(request, pk, review.recall, _("Statement of the own voice put back"))


def _decide(request: Request, pk: int, act: Callable[..., OwnVoice], words: str) -> HttpResponse:
    own = get_object_or_404(OwnVoice, pk=pk)
    act(request.user, own.pk)
    article = Article.objects.select_related("outlet", "credit").get(pk=own.article_id)
    return all_anew(request, article, open_number(request), words)
