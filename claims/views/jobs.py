"""A job as a part of a page: follows itself while it is unfinished, says how it ended, can be tried again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from claims import jobs
from claims.models import Article, BulkAct, Claim, Evidence, Feed, Job
from claims.review.permissions import Right, require
from claims.views.access import needs
from claims.views.limits import JOB, costs


@needs(Right.READ)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The job as it stands. Once it has ended, the page hears `<kind>-<number of its subject>`."""
    return _fragment(request, _job(pk))


@needs(Right.ANNOTATE)
@costs(JOB)
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Run a failed job again; the answer follows the new one. A feed is read by whoever may change the watch list."""
    failed = _job(pk)
    if failed.feed_id:
        require(request.user, Right.REVIEW)
    if failed.state != Job.State.FAILED:
        return _fragment(request, failed)
    return _fragment(request, jobs.retry(failed))


def _job(pk: int) -> Job:
    rows = Job.objects.select_related("article", "claim", "bulk", "evidence", "feed__outlet").defer("article__text")
    return get_object_or_404(rows, pk=pk)


def _fragment(request: HttpRequest, job: Job) -> HttpResponse:
    about: Article | BulkAct | Claim | Evidence | Feed | None = (
        job.claim or job.article or job.bulk or job.evidence or job.feed
    )
    if not getattr(request, "htmx", False):
        return redirect(about or "/")
    response = render(request, "claims/components/job.html", {"job": job})
    if job.is_finished and about:
        trigger_client_event(response, f"{job.kind}-{about.pk}")
    return response
