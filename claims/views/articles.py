"""The list of articles, and taking a new one in."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from claims import jobs
from claims.filters.articles import ArticleFilter, FoundArticles
from claims.forms.articles import ArticleForm
from claims.ingest.errors import IngestError
from claims.ingest.files import Content, read_file
from claims.ingest.store import find_same, save_article
from claims.ingest.versions import newest_at
from claims.models import Article, Job, SavedView
from claims.review import bulk
from claims.review.permissions import Right, may
from claims.views.access import Request, needs
from claims.views.column_sets import OF, chosen_by, named_in
from claims.views.limits import COUNTS, SEARCH, UPLOAD, costs
from claims.views.list_page import answer, answer_counts, context_of, is_part, shown
from claims.views.lists import Facet, facet_of_choices, facet_of_sources

PER_PAGE = 25
MOST_OUTLETS = 8  # in a facet


@needs(Right.READ)
@costs(SEARCH)
@require_GET
def articles(request: Request) -> HttpResponse:
    """The list, with how far each article is split and reviewed."""
    filterset = ArticleFilter(request.GET, user=request.user)
    found = FoundArticles(filterset, counted=not is_part(request))
    page = shown(filterset, found, PER_PAGE)
    facets = partial(_facets, filterset, found)
    kind = SavedView.Kind.ARTICLES
    named = named_in(request.GET, kind)
    columns = named or chosen_by(request.user, kind)
    context = context_of(request, kind, filterset, found, page, facets, columns=named) | {
        "columns": [OF[kind][name] for name in columns],
        "rows": Article.objects.rows_of(page.ids),
        "may_annotate": may(request.user, Right.ANNOTATE),
        "most": bulk.MOST,
        "any_rows": page.count > 0 or Article.objects.on_desk().exists(),
    }
    return answer(request, "claims/articles.html", "claims/_article_results.html", context)


@needs(Right.READ)
@costs(COUNTS)
@require_GET
def counts(request: Request) -> HttpResponse:
    """How many of the articles asked for each value of each filter has."""
    filterset = ArticleFilter(request.GET, user=request.user)
    return answer_counts(request, _facets(filterset, FoundArticles(filterset)))


def _facets(filterset: ArticleFilter, found: FoundArticles) -> list[Facet]:
    return [
        facet_of_choices(filterset, "review", found.counts_of("review")),
        facet_of_choices(filterset, "language", found.counts_of("language")),
        facet_of_sources(filterset, "outlet", found.counts_of_sources("outlet", "outlet_id", most=MOST_OUTLETS)),
        facet_of_choices(filterset, "intake", found.counts_of("intake")),
    ]


@needs(Right.ANNOTATE)
@costs(UPLOAD)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Take an article in and follow its split on its own page; the same text again leads to the one that is there.

    When another text is kept under the address, the page asks whether this is a newer version of it. What only a search
    or a feed has found there is no question: nobody works on it, and this is what came after it.
    """
    form = ArticleForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _ask(request, form)
    try:
        content = _content_of(form)
        same_page = newest_at(form.cleaned_data["url"])
        if same_page and not find_same(content.text, form.cleaned_data["url"]):
            if not same_page.on_desk:
                return _take_in(request, form, content, same_page)
            answer = form.cleaned_data["follows"]
            if answer not in (0, same_page.pk):
                return _ask(request, _with_text_typed(request, form, content), same_page=same_page)
            return _take_in(request, form, content, same_page if answer else None)
        return _take_in(request, form, content, None)
    except IngestError as error:
        form.add_error("file" if form.cleaned_data["file"] else None, str(error))
        return _ask(request, form)


@needs(Right.ANNOTATE)
@costs(UPLOAD)
@require_http_methods(["GET", "POST"])
def newer(request: Request, pk: int) -> HttpResponse:
    """Take in a newer version of an article: the same form, with what is known of the page filled in."""
    older = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    known = {"url": older.url, "outlet": older.outlet.name if older.outlet else "", "published": older.published}
    form = ArticleForm(request.POST or None, request.FILES or None, initial=known)
    if request.method == "GET" or not form.is_valid():
        return _ask(request, form, older=older)
    try:
        return _take_in(request, form, _content_of(form), older)
    except IngestError as error:
        form.add_error("file" if form.cleaned_data["file"] else None, str(error))
        return _ask(request, form, older=older)


def _content_of(form: ArticleForm) -> Content:
    data = form.cleaned_data
    if data["file"]:
        return read_file(data["file"].read(), data["file"].name, data["url"].strip())
    return Content(data["text"], data["page"])


def _with_text_typed(request: Request, form: ArticleForm, content: Content) -> ArticleForm:
    """The form again, with the text of a file in the field for the text, and what its page says beside it: a browser
    cannot choose the file again."""
    if not form.cleaned_data["file"]:
        return form
    again = ArticleForm({**request.POST.dict(), "text": content.text, "page": ArticleForm.packed(content.stated)})
    again.is_valid()
    return again


def _take_in(request: Request, form: ArticleForm, content: Content, older: Article | None) -> HttpResponse:
    data = form.cleaned_data
    with transaction.atomic():
        article, created = save_article(
            content.text,
            user=request.user,
            intake=Article.Intake.UPLOAD if data["file"] else Article.Intake.PASTE,
            url=data["url"],
            outlet=" ".join(data["outlet"].split()) or None,
            published=data["published"],
            supersedes=older,
            stated=content.stated,
        )
        follows = older is not None and older.pk != article.pk
        if created or follows:
            jobs.enqueue(Job.Kind.SPLIT_ARTICLE, article=article)
    if follows and not created:
        messages.success(request, _("This text was here already; it is the newer version now."))
    elif older is not None and not created:
        messages.warning(request, _("The text is the same as that of this version, so nothing was saved."))
    elif not created:
        messages.warning(request, _("This text is here already, so no second article was made. This is the first."))
    return redirect(article)


def _ask(
    request: Request, form: ArticleForm, *, older: Article | None = None, same_page: Article | None = None
) -> HttpResponse:
    context = {"form": form, "older": older, "same_page": same_page}
    return render(request, "claims/article_new.html", context, status=422 if form.is_bound else 200)
