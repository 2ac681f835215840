"""Evidence on the claim page: change, withdraw, archive again; its files and copies, for people who are logged in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from claims import jobs
from claims.forms.evidence import EvidenceChangeForm
from claims.ingest import changes, kept_files
from claims.models import Claim, Event, Evidence, EvidenceArchive, Job
from claims.models.evidence import Outcome
from claims.review import evidence_edit
from claims.review.errors import NotReady, OutOfDate
from claims.review.passages import find_passage
from claims.review.permissions import Right, may
from claims.views import conflicts
from claims.views.access import Request, asking_page, needs
from claims.views.conflicts import Conflict, Faster, Place
from claims.views.coverage import history_of
from claims.views.errors import STATUS_OF
from claims.views.limits import JOB, costs
from claims.views.versions_seen import version_seen

ARCHIVING = (Job.Kind.ARCHIVE_EVIDENCE, Job.Kind.CHECK_EVIDENCE)
SHOWN_AS_TEXT = 200_000  # letters of a copy that its page shows; the whole is in the file


def evidence_of(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """What the claim page shows: what stands, and what was withdrawn."""
    items = with_jobs(list(claim.evidence.listed()), request)
    return {
        "evidence": [item for item in items if not item.withdrawn_at],
        "withdrawn": [item for item in items if item.withdrawn_at],
    }


def with_jobs(items: list[Evidence], request: HttpRequest) -> list[Evidence]:
    """The evidence, each with its latest archiving job (`job`), and whether the person can undo a change (`undo`)."""
    ids = [item.pk for item in items]
    latest: dict[int | None, Job] = {}
    for job in Job.objects.filter(kind__in=ARCHIVING, evidence__in=ids).order_by("pk"):
        latest[job.evidence_id] = job
    undoable = evidence_edit.undoable(request.user, ids) if ids and may(request.user, Right.ANNOTATE) else {}  # type: ignore[arg-type]
    for item in items:
        item.job = latest.get(item.pk)
        item.undo = item.pk in undoable
    return items


@needs(Right.READ)
@require_GET
def item(request: Request, pk: int) -> HttpResponse:
    """One piece of evidence as it stands, for the claim page; the open page asks for it when a job has ended."""
    return _item(request, pk)


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Describe it otherwise. A stale save shows both versions to choose from; nothing is chosen where somebody withdrew
    it meanwhile."""
    found = get_object_or_404(Evidence, pk=pk)
    if request.method == "GET":
        return _item(request, pk, form=EvidenceChangeForm.of(found))
    names = f"evidence-{pk}-%s"
    if mine := conflicts.writing_on(request.POST):
        return _item(request, pk, form=EvidenceChangeForm(initial=mine, auto_id=names))
    form = EvidenceChangeForm(conflicts.picked(request.POST), auto_id=names)
    if not form.is_valid():
        return _item(request, pk, form=form, status=422)
    try:
        evidence_edit.change(request.user, pk, **form.cleaned_data)
    except (NotReady, OutOfDate) as error:
        fresh = Evidence.objects.get(pk=pk)
        if isinstance(error, OutOfDate) and not fresh.withdrawn_at:
            return _item(request, pk, conflict=_conflict(request, fresh, form), status=409)
        form.data = {**request.POST.dict(), "version": str(fresh.version)}
        form.add_error(None, str(error))
        return _item(request, pk, form=form, status=STATUS_OF[type(error)])
    return _done(request, pk, _("Evidence changed."))


def _conflict(request: Request, stands: Evidence, mine: EvidenceChangeForm) -> Conflict:
    """The description as it was sent against the one that stands there now."""
    event = Event.objects.history().filter(claim=stands.claim_id, new__evidence=stands.pk).first()
    fresh = EvidenceChangeForm.of(stands)
    place = Place(
        name=f"evidence-{stands.pk}",
        address=reverse("claims:evidence_edit", args=[stands.pk]),
        theirs=reverse("claims:evidence", args=[stands.pk]),
        target=f"#evidence-{stands.pk}",
        swap="outerHTML",
        draft=f"evidence-change-{stands.pk}",
    )
    faster = Faster(event, _("%(who)s changed this evidence at %(time)s"), _("Somebody else changed this evidence"))
    languages = {"quote": (mine["language"].value() or "", stands.language)}
    return conflicts.of_form(request.user, mine, fresh, place, faster, languages=languages)


@needs(Right.ANNOTATE)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Let it count no more."""
    evidence_edit.withdraw(request.user, pk, version=version_seen(request))
    return _done(request, pk, _("Evidence withdrawn."))


@needs(Right.ANNOTATE)
@require_POST
def put_back(request: Request, pk: int) -> HttpResponse:
    """Undo that."""
    evidence_edit.put_back(request.user, pk, version=version_seen(request))
    return _done(request, pk, _("Evidence put back."))


@needs(Right.ANNOTATE)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Undo the person's own latest change."""
    evidence_edit.take_back(request.user, pk, version=version_seen(request))
    return _done(request, pk, _("Change taken back."))


@needs(Right.ANNOTATE)
@costs(JOB)
@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    """Keep a copy of the page as it is now; what has been flagged is then looked at afresh."""
    found = get_object_or_404(Evidence.objects.standing().links(), pk=pk)
    jobs.enqueue(Job.Kind.ARCHIVE_EVIDENCE, evidence=found)
    return _item(request, pk)


@needs(Right.READ)
@require_GET
def upload(request: Request, pk: int) -> HttpResponseBase:
    """The uploaded file."""
    found = get_object_or_404(Evidence.objects.select_related("file").filter(file__isnull=False), pk=pk)
    assert found.file is not None
    return _download(found.file.stored, found.file_name)


@needs(Right.READ)
@require_GET
def copy(request: Request, pk: int) -> HttpResponse:
    """The words of a copy, with the quote marked, and what changed since the copy before a flag."""
    found = get_object_or_404(EvidenceArchive.objects.copies().select_related("evidence__claim"), pk=pk)
    context: dict[str, Any] = {"copy": found, "evidence": found.evidence, "claim": found.evidence.claim}
    earlier = found.evidence.archives.filter(outcome=Outcome.ARCHIVED, pk__lt=found.pk).last()
    if found.outcome == Outcome.CHANGED and earlier:
        context |= {"earlier": earlier, "hunks": changes.hunks(changes.diff(earlier.text, found.text))}
    text = found.text[:SHOWN_AS_TEXT]
    start, end = find_passage(text, found.evidence.quote) or (0, 0)
    context |= {
        "before": text[:start],
        "marked": text[start:end],
        "after": text[end:],
        "cut": len(found.text) > SHOWN_AS_TEXT,
    }
    return render(request, "claims/evidence_copy.html", context)


@needs(Right.READ)
@require_GET
def copy_file(request: Request, pk: int, part: str) -> HttpResponseBase:
    """The bytes of a copy as they were sent (`page`), or their WARC record (`warc`)."""
    found = get_object_or_404(EvidenceArchive.objects.copies(), pk=pk)
    name = {"page": found.page_file, "warc": found.warc_file}.get(part, "")
    ending = name.rpartition("/")[2].partition(".")[2]
    return _download(name, f"evidence-{found.evidence_id}-{found.fetched_at:%Y%m%d-%H%M%S}.{ending or 'bin'}")


def _download(stored: str, name: str) -> FileResponse:
    """A file as an attachment that no browser runs, whatever is in it."""
    try:
        file = kept_files.path_of(stored).open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _item(
    request: Request,
    pk: int,
    *,
    form: EvidenceChangeForm | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
    said: str = "",
) -> HttpResponse:
    """The evidence alone for htmx, with the log when something was done; else the way to its place, or its page."""
    found = get_object_or_404(Evidence.objects.listed().select_related("claim"), pk=pk)
    if not request.htmx and form is None and conflict is None:
        return redirect(found)
    context: dict[str, Any] = {"claim": found.claim, "change_form": form, "evidence_conflict": conflict, "said": said}
    context["item"] = with_jobs([found], request)[0]
    if not request.htmx:
        return render(request, "claims/evidence_edit.html", context, status=status)
    if said and asking_page(request).partition("?")[0] == found.claim.get_absolute_url():
        context["events"] = history_of(found.claim)
    response = render(request, "claims/_evidence_item.html", context, status=status)
    # Said to htmx in so many words, because it leaves answers of 400 and above alone otherwise.
    return retarget(reswap(response, "outerHTML"), f"#evidence-{pk}")


def _done(request: Request, pk: int, said: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
    return _item(request, pk, said=said)
