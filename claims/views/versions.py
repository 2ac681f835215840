"""Versions of an article: what stands at the top of its page, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.ingest.changes import diff, hunks
from claims.models import Article, Reanchoring
from claims.review import parting
from claims.review.permissions import Right
from claims.views.access import Request, needs


@dataclass
class Versions:
    """The versions beside one article; asked for only when a page shows them."""

    article: Article

    @cached_property
    def _beside(self) -> list[Article]:
        if self.article.supersedes_id is None and getattr(self.article, "newer_id", self) is None:
            return []  # already read with the article, as `with_newer` does
        rows = Article.objects.filter(Q(superseded_by=self.article) | Q(supersedes=self.article))
        return list(rows.defer("text", "clutter"))

    @property
    def older(self) -> Article | None:
        return next((one for one in self._beside if one.pk == self.article.supersedes_id), None)

    @property
    def newer(self) -> Article | None:
        return next((one for one in self._beside if one.supersedes_id == self.article.pk), None)

    @cached_property
    def moved(self) -> int:
        """How many statements stand here in the words of the version before."""
        return Reanchoring.objects.filter(article=self.article, state=Reanchoring.State.MOVED).count()

    @cached_property
    def waiting(self) -> int:
        """How many wait to be found here."""
        return Reanchoring.objects.waiting().filter(article=self.article).count()


@needs(Right.ANNOTATE)
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    """Take back that the article is a newer version of another."""
    article = get_object_or_404(Article.objects.defer("text"), pk=pk)
    older = parting.part(request.user, pk)
    messages.success(
        request, _("This article stands on its own again, and so does “%(older)s”.") % {"older": str(older)[:80]}
    )
    return redirect(article)


@needs(Right.READ)
@require_GET
def changes(request: Request, pk: int) -> HttpResponse:
    """What changed from the version before to this one, and the claims that it touches."""
    article = get_object_or_404(Article.objects.select_related("supersedes", "outlet"), pk=pk)
    if article.supersedes is None:
        raise Http404
    context = {
        "article": article,
        "older": article.supersedes,
        "hunks": hunks(diff(article.supersedes.text, article.text)),
        "touched": Reanchoring.objects.touched_by(article).listed(),
        "versions": Versions(article),
    }
    return render(request, "claims/changes.html", context)
