"""The list of articles, and taking a new one in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from claims import jobs
from claims.forms.articles import ArticleForm
from claims.ingest.errors import IngestError
from claims.ingest.files import read_text
from claims.ingest.store import save_article
from claims.models import Article, Job
from claims.review.permissions import Right, may
from claims.views.access import Request, needs

PER_PAGE = 25


@needs(Right.READ)
@require_GET
def articles(request: Request) -> HttpResponse:
    """All articles, newest first, with how far each is split and reviewed."""
    rows = Article.objects.listed().with_progress().with_split_state()
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = Article.objects.count()  # without the sums of each row, which nobody needs for counting
    page = paginator.get_page(request.GET.get("page"))
    return render(request, "claims/articles.html", {"page": page, "may_annotate": may(request.user, Right.ANNOTATE)})


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Take an article in and follow its split on its own page; the same text again leads to the one that is there."""
    form = ArticleForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _ask(request, form)
    try:
        with transaction.atomic():
            article, created = _take_in(request, form)
            if created:
                jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=article)
    except IngestError as error:
        form.add_error("file" if form.cleaned_data["file"] else None, str(error))
        return _ask(request, form)
    if not created:
        messages.warning(request, _("This text is here already, so no second article was made. This is the first."))
    return redirect(article)


def _take_in(request: Request, form: ArticleForm) -> tuple[Article, bool]:
    file = form.cleaned_data["file"]
    text = read_text(file.read(), file.name) if file else form.cleaned_data["text"]
    intake = Article.Intake.UPLOAD if file else Article.Intake.PASTE
    return save_article(text, user=request.user, intake=intake, url=form.cleaned_data["url"])


def _ask(request: Request, form: ArticleForm) -> HttpResponse:
    return render(request, "claims/article_new.html", {"form": form}, status=422 if form.is_bound else 200)
