"""The sign of life of an open article page, answered with who else is there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from claims.models import Article
from claims.review.permissions import Right
from claims.review.presence import sign_of_life
from claims.views.access import Request, needs

HIGHEST = 32_767  # of the column, on PostgreSQL


@needs(Right.READ)
@require_POST
def presence(request: Request, pk: int) -> HttpResponse:
    """Renew the person's row; `claim` is the number that is open. A malformed number counts as none."""
    article = get_object_or_404(Article.objects.only("pk"), pk=pk)
    typed = request.POST.get("claim", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
    number = number if number and number <= HIGHEST else None
    writing = number is not None and request.POST.get("writing") == "1"
    others = sign_of_life(request.user, article, number, writing=writing)
    return render(request, "claims/workbench/presence.html", {"article": article, "others": others})
