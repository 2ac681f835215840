"""My queue: the landing page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.review.permissions import Right
from claims.views.access import needs


@needs(Right.READ)
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this person."""
    return render(request, "claims/queue.html")
