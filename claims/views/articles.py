"""The list of articles, and taking a new one in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.review.permissions import Right
from claims.views.access import needs


@needs(Right.READ)
def articles(request: HttpRequest) -> HttpResponse:
    """All articles, newest first."""
    return render(request, "claims/articles.html")
