"""Comments on an article, a claim or a source: a zone of their page, and a page of their own without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from claims.forms.review import VersionForm
from claims.forms.talk import CommentForm, EditCommentForm
from claims.models import Comment, Event, Following
from claims.review import comments as review
from claims.review import mentions
from claims.review.comments import Subject, Written, subject_of
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, may
from claims.views import conflicts
from claims.views.access import Request, asking_page, needs
from claims.views.conflicts import Faster, Place
from claims.views.limits import SEARCH, costs

SHOWN = 50  # comments at a time, the latest ones
MOST_EVENTS = 50


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def comments(request: Request, kind: str, pk: int) -> HttpResponse:
    """The latest comments, or those up to `before`; `fold` shows only how many. POST adds one."""
    subject = subject_of(kind, pk)
    if request.method == "GET":
        if "fold" in request.GET and request.htmx:
            context = {"kind": kind, "about": subject, "count": _count(subject), "may_comment": _may(request)}
            return render(request, "claims/components/comments_fold.html", context)
        return _show(request, kind, subject)
    form = CommentForm(request.POST, auto_id=f"comments-{kind}-{subject.pk}-%s")
    if not form.is_valid():
        return _show(request, kind, subject, form=form, status=422)
    try:
        written = review.comment(request.user, kind, pk, form.cleaned_data["body"])
    except NotReady as error:
        form.add_error("body", str(error))
        return _show(request, kind, subject, form=form, status=422)
    return _done(request, written.comment, _said(_("Comment saved."), written))


@needs(Right.READ)
@require_GET
def comment(request: Request, pk: int) -> HttpResponse:
    """The stable address of a comment: the page of comments with it in sight."""
    found = Comment.objects.get(pk=pk)
    later = Comment.objects.about(found.subject).filter(pk__gt=pk)[: SHOWN + 1].count()
    address = reverse(f"claims:{found.kind}_comments", args=[found.subject_id])
    return redirect(f"{address}{f'?before={pk + 1}' if later >= SHOWN else ''}#comment-{pk}")


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Say it in other words: the form in the place of the comment, and after a stale save both wordings."""
    found = Comment.objects.listed().get(pk=pk)
    if request.method == "GET":
        return _show(request, found.kind, found.subject, editing=(found, _form_of(found)))
    names = f"comment-{pk}-%s"
    if mine := conflicts.writing_on(request.POST):
        form = EditCommentForm(initial=mine, auto_id=names)
        return _show(request, found.kind, found.subject, editing=(found, form))
    form = EditCommentForm(conflicts.picked(request.POST), auto_id=names)
    if not form.is_valid():
        return _show(request, found.kind, found.subject, editing=(found, form), status=422)
    try:
        written = review.edit(request.user, pk, form.cleaned_data["body"], version=form.cleaned_data["version"])
    except OutOfDate as error:
        return _stale(request, pk, form, error)
    return _done(request, written.comment, _said(_("Comment changed."), written))


@needs(Right.ANNOTATE)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Show it no more."""
    return _done(request, review.withdraw(request.user, pk, version=_version(request)), _("Comment withdrawn."))


@needs(Right.ANNOTATE)
@require_POST
def put_back(request: Request, pk: int) -> HttpResponse:
    """Undo that."""
    return _done(request, review.put_back(request.user, pk, version=_version(request)), _("Comment put back."))


@needs(Right.ANNOTATE)
@costs(SEARCH)
@require_GET
def people(request: Request) -> HttpResponse:
    """Whom the letters behind an @ may mean, as options of the list under the text."""
    return render(
        request, "claims/components/people_offered.html", {"people": mentions.offered(request.GET.get("q", ""))}
    )


def _show(request: Request, kind: str, subject: Subject, *, status: int = 200, **more: Any) -> HttpResponse:
    """The zone for htmx, else the page; `more` may hold the refused form, or the comment being edited with its form."""
    rows = Comment.objects.about(subject).listed()
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    found = list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[: SHOWN + 1])
    context = {
        "kind": kind,
        "about": subject,
        "count": _count(subject),
        "comments": found[:SHOWN][::-1],
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "later": before is not None,
        "form": CommentForm(auto_id=f"comments-{kind}-{subject.pk}-%s"),
        "may_comment": _may(request),
        "following": Following.objects.is_followed(request.user, kind, subject.pk),
        **more,
    }
    if not request.htmx:
        return render(request, "claims/comments.html", context, status=status)
    # The head of the subject's own page has the button to follow it already.
    context["on_own_page"] = asking_page(request).partition("?")[0] == subject.get_absolute_url()
    response = render(request, "claims/components/comments.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "innerHTML"), f"#comments-{kind}-{subject.pk}")


def _form_of(comment: Comment) -> EditCommentForm:
    initial = {"body": comment.body, "version": comment.version}
    return EditCommentForm(initial=initial, auto_id=f"comment-{comment.pk}-%s")


def _stale(request: Request, pk: int, form: EditCommentForm, error: OutOfDate) -> HttpResponse:
    """The person was faster in another window: both wordings to choose from, or (withdrawn there) what was typed."""
    fresh = Comment.objects.listed().get(pk=pk)
    if fresh.withdrawn_at:
        form.data = {**request.POST.dict(), "version": str(fresh.version)}
        form.add_error(None, str(error))
        return _show(request, fresh.kind, fresh.subject, editing=(fresh, form), status=409)
    place = Place(
        name=f"comment-{pk}",
        address=reverse("claims:comment_edit", args=[pk]),
        theirs=reverse(f"claims:{fresh.kind}_comments", args=[fresh.subject_id]),
        target=f"#comments-{fresh.kind}-{fresh.subject_id}",
        draft=f"comment-edit-{pk}",
    )
    about = {fresh.kind: fresh.subject_id}
    event = Event.objects.history().filter(act=Event.Act.COMMENT_EDITED, new__comment=pk, **about).first()
    faster = Faster(event, _("%(who)s changed this comment at %(time)s"), _("This comment was changed meanwhile"))
    older = fresh.wordings.last()
    choice = conflicts.of_form(
        request.user,
        form,
        _form_of(fresh),
        place,
        faster,
        languages={"body": ("", "")},
        before={"body": older.body} if older else {},
    )
    # Comments are a zone of a page, under a heading of its own, or the page.
    asked = asking_page(request).partition("?")[0]
    level = 3 if request.htmx and asked not in (place.theirs, place.address) else 2
    more = {"conflict_form": choice, "conflict_level": level}
    return _show(request, fresh.kind, fresh.subject, editing=(fresh, form), status=409, **more)


def _done(request: Request, about: Comment, said: str) -> HttpResponse:
    """Show what was done: the zone with a toast, and on the claim's own page its log; or the page with a message."""
    if not request.htmx:
        messages.success(request, said)
        return redirect(f"{reverse(f'claims:{about.kind}_comments', args=[about.subject_id])}#comment-{about.pk}")
    more: dict[str, Any] = {"said": said, "saved": about.pk}
    if about.claim_id and asking_page(request).partition("?")[0] == about.subject.get_absolute_url():
        more["events"] = list(Event.objects.history().filter(claim=about.claim_id)[:MOST_EVENTS])
    return _show(request, about.kind, about.subject, **more)


def _said(words: str, written: Written) -> str:
    """What was done, and which names behind an @ reached nobody."""
    if not written.unknown:
        return words
    names = ", ".join(f"@{name}" for name in written.unknown)
    nobody = _("Nobody here is called %(names)s, so nobody is told.") % {"names": names}
    return f"{words} {nobody}"


def _count(subject: Subject) -> int:
    return Comment.objects.about(subject).standing().count()


def _may(request: Request) -> bool:
    return may(request.user, Right.ANNOTATE)


def _version(request: Request) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    version: int = form.cleaned_data["version"]
    return version
