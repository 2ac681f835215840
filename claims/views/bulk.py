"""An act on many rows of a list: its preview, doing it, how it ended, and taking it back. Works without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import jobs
from claims.filters.kinds import filter_of
from claims.forms.bulk import ARTICLE, OF_ARTICLES, PAGE, TICKED, ChoiceForm, DoForm
from claims.models import Article, BulkAct, Claim, Job, SavedView, Source
from claims.models.claim import Stage
from claims.review import bulk, bulk_undo
from claims.review.bulk import Planned, Wanted
from claims.review.errors import NotReady, Refused
from claims.review.following import State
from claims.review.permissions import Right
from claims.templatetags.people import person
from claims.views import articles, claims, source_list
from claims.views.access import Request, needs
from claims.views.errors import title_of

Kind = BulkAct.Kind
WORTH = ("-check_score", "pk")
PER_PAGE = {
    SavedView.Kind.CLAIMS: claims.PER_PAGE,
    SavedView.Kind.ARTICLES: articles.PER_PAGE,
    SavedView.Kind.SOURCES: source_list.PER_PAGE,
}
HEADINGS = {
    "claim": gettext_lazy("Several claims at once"),
    "article": gettext_lazy("Several articles at once"),
    "source": gettext_lazy("Several sources at once"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the preview: how it is now, how it would be, or the kind of refusal and its words."""

    subject: Any
    now: str
    then: str = ""
    refusal: str = ""
    why: str = ""


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def many(request: Request) -> HttpResponse:
    """GET: what an act would do to the chosen rows. POST: do it to the rows that the preview showed."""
    if request.method == "POST":
        return _do(request)
    form = ChoiceForm(request.GET, user=request.user)
    form.is_valid()
    if "act" not in request.GET:  # nobody was asked yet what to do
        form.errors.pop("act", None)
    chosen, more = _chosen(request, form)
    if form.kind == Kind.JOIN and form.is_valid():
        form.offer(list(Claim.objects.filter(pk__in=chosen)))
    noun = form.wanted().noun if form.kind and form.is_valid() else form.of.removesuffix("s")
    context: dict[str, Any] = {
        "form": form,
        "kind": form.kind,
        "noun": noun,
        "heading": HEADINGS[noun],
        "needed": form[form.field] if form.field else None,
        "chosen": chosen,
        "more": more,
        "most": bulk.MOST,
        "article": form.cleaned_data.get("article"),
        "back": _list_address(form.of, form.cleaned_data.get("query", "")),
        "missing": form.missing() if form.kind else "",
    }
    if form.kind and form.is_valid() and not context["missing"]:
        context |= _preview(request, form.wanted(), chosen)
    return render(request, "claims/bulk.html", context)


@needs(Right.READ)
@require_GET
def bulk_act(request: Request, pk: int) -> HttpResponse:
    """How an act went, or how far it has come."""
    act = get_object_or_404(BulkAct.objects.select_related("actor"), pk=pk)
    if act.is_private and act.actor_id != request.user.pk:
        raise Http404
    unfinished = not act.is_done or (act.taking_back and not act.is_undone)
    found = _subjects(act.noun, [row[0] for row in act.rows])
    refused = {row[0] for row in act.refused}
    kept = {row[0] for row in act.kept}
    tried = [row[0] for row in act.rows[: act.settled]]
    context = {
        "act": act,
        "words": _told(act),
        "job": act.jobs.select_related("bulk").order_by("-pk").first() if unfinished else None,
        "done": [found[one] for one in tried if one in found and one not in refused and one not in kept],
        "refused": _named(found, act.refused),
        "kept": _named(found, act.kept),
        "may_undo": act.actor_id == request.user.pk and act.is_done and act.done and not act.taking_back,
        "back": _list_address(act.listing, act.query),
    }
    return render(request, "claims/bulk_act.html", context)


@needs(Right.ANNOTATE)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take an own act back; a long one in the background."""
    act = bulk_undo.begin(request.user, pk)
    if act.done > bulk.DIRECTLY:
        jobs.enqueue(Job.Kind.UNDO_BULK, bulk=act)
    else:
        bulk_undo.carry_back(act)
        jobs.look_again_after(act)
    return redirect(act)


def _do(request: Request) -> HttpResponse:
    form = DoForm(request.POST, user=request.user)
    if not form.is_valid():
        raise NotReady(" ".join(str(words) for errors in form.errors.values() for words in errors))
    data = form.cleaned_data
    act = bulk.begin(request.user, form.wanted(), data["rows"], query=data["query"])
    if act.total > bulk.DIRECTLY:
        jobs.enqueue(Job.Kind.BULK, bulk=act)
    else:
        bulk.carry_out(act)
        jobs.look_again_after(act)
    return redirect(act)


def _chosen(request: Request, form: ChoiceForm) -> tuple[list[int], bool]:
    """(the chosen rows in the order of the list, whether there are more than are changed at once); of articles their
    open claims, the most check-worthy first, where the act is about these."""
    scope = form.cleaned_data.get("scope") or TICKED
    if scope == ARTICLE:
        article = form.cleaned_data.get("article")
        return _at_most(Claim.objects.in_articles([article.pk] if article else []).order_by(*WORTH))
    chosen, more = _of_the_list(request, form, scope)
    if form.of == SavedView.Kind.ARTICLES and form.cleaned_data.get("act", "").startswith(OF_ARTICLES):
        open_ones, more_claims = _at_most(Claim.objects.in_articles(chosen).open().order_by(*WORTH))
        return open_ones, more or more_claims
    return chosen, more


def _of_the_list(request: Request, form: ChoiceForm, scope: str) -> tuple[list[int], bool]:
    if scope == TICKED:
        ticked = form.ticked()
        return ticked[: bulk.MOST], len(ticked) > bulk.MOST
    query, place = (form.cleaned_data.get(name, "") for name in ("query", "place"))
    asked = QueryDict(f"{query.removeprefix('?')}&{place if scope == PAGE else ''}")
    filterset = filter_of(form.of, asked, request.user)
    return (filterset.page(PER_PAGE[form.of]).ids, False) if scope == PAGE else _at_most(filterset.qs)


def _at_most(rows: QuerySet[Any]) -> tuple[list[int], bool]:
    found = list(rows.values_list("pk", flat=True)[: bulk.MOST + 1])
    return found[: bulk.MOST], len(found) > bulk.MOST


def _subjects(noun: str, numbers: list[int]) -> dict[int, Any]:
    """{number: what an act is done to}, with what a line shows of it."""
    if noun == "article":
        return Article.objects.only("title", "language").in_bulk(numbers)
    if noun == "source":
        return Source.objects.prefetch_related("stakes").in_bulk(numbers)
    return Claim.objects.select_related("assigned_to").in_bulk(numbers)


def _preview(request: Request, wanted: Wanted, chosen: list[int]) -> dict[str, Any]:
    """What would happen to each row, and the rows that will be sent back."""
    found = _subjects(wanted.noun, chosen)
    plans = bulk.plan(request.user, wanted, [found[pk] for pk in chosen if pk in found])
    change = [one for one in plans if not (one.already or one.refused)]
    return {
        "change": [Line(one.subject, _now(wanted, one), _then(wanted, one)) for one in change],
        "already": [Line(one.subject, _now(wanted, one)) for one in plans if one.already and not one.refused],
        "refused": [
            Line(one.subject, _now(wanted, one), refusal=title_of(one.refused), why=str(one.refused))
            for one in plans
            if one.refused
        ],
        "shares": _shares(change) if wanted.kind == Kind.SHARE else [],
        "rows": " ".join(_row(one) for one in change),
    }


def _row(one: Planned) -> str:
    who = f".{one.person.pk}" if one.person else ""
    return f"{one.subject.pk}.{one.version}{who}"


def _shares(change: list[Planned]) -> list[tuple[User, int]]:
    """How many claims each person gets."""
    shares: dict[User, int] = {}
    for one in change:
        if one.person:
            shares[one.person] = shares.get(one.person, 0) + 1
    return list(shares.items())


def _now(wanted: Wanted, one: Planned) -> str:
    claim = source = one.subject
    if wanted.kind in BulkAct.FOLLOWS:
        return _("followed") if one.version == State.FOLLOWED else _("not followed")
    if wanted.kind == Kind.COUNTRY:
        return source.country or _("country not known")
    if wanted.kind == Kind.SOURCE_KIND:
        return str(source.get_kind_display())
    if wanted.kind == Kind.STAKE:
        return ", ".join(stake.topic for stake in source.stakes.all()) or _("no stake noted")
    if wanted.kind == Kind.MOVE:
        return str(claim.get_stage_display())
    if wanted.kind == Kind.DUE:
        return date_format(claim.due, "j M Y") if claim.due else _("no due date")
    if wanted.kind == Kind.JOIN:
        return f"C-{claim.pk}"
    return person(claim.assigned_to) if claim.assigned_to else _("nobody")


def _then(wanted: Wanted, one: Planned) -> str:
    if wanted.kind in BulkAct.FOLLOWS:
        return _("followed") if wanted.kind == Kind.FOLLOW else _("not followed")
    if wanted.kind == Kind.STAKE:
        return ", ".join([*(stake.topic for stake in one.subject.stakes.all()), wanted.value])
    if wanted.kind in BulkAct.OF_SOURCES:
        return _in_words(wanted.kind, wanted.value)
    if wanted.kind == Kind.MOVE:
        return str(Stage(wanted.stage).label)
    if wanted.kind == Kind.DUE:
        return date_format(wanted.due, "j M Y") if wanted.due else _("no due date")
    if wanted.kind == Kind.JOIN:
        return f"C-{wanted.value}"
    return person(one.person) if one.person else _("nobody")


def _told(act: BulkAct) -> str:
    """The act in words, for its heading."""
    if act.kind == Kind.MOVE:
        return _("Move to “%(stage)s”") % {"stage": Stage(act.stage).label}
    if act.kind == Kind.DUE:
        return _("Due %(day)s") % {"day": date_format(act.due, "j M Y")} if act.due else _("No due date")
    if act.kind == Kind.JOIN:
        return _("Make one claim: C-%(number)s") % {"number": act.value}
    if act.kind == Kind.ASSIGN:
        who = User.objects.filter(pk=act.rows[0][2]).first()
        return _("Assign to %(person)s") % {"person": person(who) if who else "?"}
    if act.kind in BulkAct.OF_SOURCES:
        words = {
            Kind.COUNTRY: _("Set the country to %(value)s"),
            Kind.SOURCE_KIND: _("Set the kind to “%(value)s”"),
            Kind.STAKE: _("Note a stake in “%(value)s”"),
        }
        return words[Kind(act.kind)] % {"value": _in_words(act.kind, act.value)}
    words = {
        Kind.TAKE: _("Take"),
        Kind.PUT_BACK: _("Put back"),
        Kind.SHARE: _("Share out"),
        Kind.FOLLOW: _("Follow"),
        Kind.UNFOLLOW: _("Follow no more"),
    }
    return words[Kind(act.kind)]


def _in_words(kind: str, value: str) -> str:
    return str(Source.Kind(value).label) if kind == Kind.SOURCE_KIND else value


def _named(found: dict[int, Any], rows: list[list[Any]]) -> list[tuple[Any, str, str]]:
    """(the row, kind of refusal, words) of what was not done."""
    kinds = {kind.__name__: kind for kind in Refused.__subclasses__()}
    return [(found.get(number), title_of(kinds[kind]("")), words) for number, kind, words in rows if kind in kinds]


def _list_address(of: str, query: str) -> str:
    address, query = reverse(f"claims:{of}"), query.removeprefix("?").rstrip("&")
    return f"{address}?{query}" if query else address
