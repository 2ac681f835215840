"""Background work as rows: write, send, claim, finish, and find what was lost.

The row is the truth. It is written in the same transaction as its cause; a message with its number goes to the broker
after commit. A worker *claims* the row by a conditional update and holds a lease that it renews; whoever finds the row
taken or finished does nothing. `sweep` sends again what was never picked up or whose worker died, so Redis may lose
everything and no work is lost.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Article, BulkAct, Claim, Evidence, Feed, Job
from claims.models.job import JobQuerySet
from claims.models.written import insert
from factcheck.celery import app

log = structlog.get_logger(__name__)

RENEWALS = 4  # chances to renew a lease before it runs out
MOST_ATTEMPTS = 3
MOST_LOST = 5  # attempts whose worker was killed: mostly that was not the job's doing
SEND_AGAIN_AFTER = dt.timedelta(seconds=30)  # a waiting row whose message nobody has picked up
QUIET = 2.0  # seconds after the broker did not answer in which clicks do without it

INTERACTIVE: str = Job.Queue.INTERACTIVE  # an analyst is waiting for it
BACKGROUND: str = Job.Queue.BACKGROUND

_ask_again_at = 0.0


class JobError(Exception):
    """The job cannot succeed, however often it is tried; `str(error)` is shown to people."""


def look_again_after(act: BulkAct) -> None:
    """Have looked who carries a claim that claims of other articles were joined to, or parted from."""
    if act.kind == BulkAct.Kind.JOIN and (claim := Claim.objects.filter(pk=int(act.value)).first()):
        enqueue(Job.Kind.FIND_COVERAGE, claim=claim)


def enqueue(
    kind: str,
    *,
    article: Article | None = None,
    claim: Claim | None = None,
    bulk: BulkAct | None = None,
    evidence: Evidence | None = None,
    feed: Feed | None = None,
    provider: str = "",
    priority: str = INTERACTIVE,
) -> Job:
    """The unfinished Job of this kind for this thing, made and (after commit) sent when there is none.

    One that waits behind the sweeps goes before them when somebody now waits for it.
    """
    about = {
        "article": article, "claim": claim, "bulk": bulk, "evidence": evidence, "feed": feed, "provider": provider,
    }  # fmt: skip
    job = Job(kind=kind, queue=priority, **about)
    if not insert(job, unless_there=True):
        existing = Job.objects.unfinished().filter(kind=kind, **about).first()
        if existing is None:  # it finished in the same moment
            return enqueue(kind, **about, priority=priority)  # type: ignore[arg-type]
        behind = Job.objects.filter(pk=existing.pk, state=Job.State.WAITING, queue=BACKGROUND)
        if priority == INTERACTIVE and behind.update(queue=INTERACTIVE):
            transaction.on_commit(lambda: send(existing, priority))
        return existing
    transaction.on_commit(lambda: send(job, priority))
    return job


def retry(job: Job) -> Job:
    """Run a failed job again: a new row, so that the failed one stays as it was."""
    return enqueue(
        job.kind, article=job.article, claim=job.claim, bulk=job.bulk, evidence=job.evidence, feed=job.feed,
        provider=job.provider,
    )  # fmt: skip


@transaction.atomic
def cancel(rows: JobQuerySet) -> int:
    """End those that wait, and ask those that run to end as soon as they have saved what they have; returns how many.

    Only jobs that look at `Job.is_stopped` end early; the others do what they do, and are then called cancelled.
    """
    now = timezone.now()
    found = list(rows.unfinished().select_for_update().values_list("pk", "state"))
    waiting = [pk for pk, state in found if state == Job.State.WAITING]
    running = [pk for pk, state in found if state == Job.State.RUNNING]
    Job.objects.filter(pk__in=waiting).update(state=Job.State.CANCELLED, reason="", finished_at=now)
    Job.objects.filter(pk__in=running, stop_asked_at__isnull=True).update(stop_asked_at=now)
    return len(found)


def send(job: Job, priority: str = INTERACTIVE, *, patient: bool = False) -> None:
    """Hand the number to the broker. When it is away the row stays `waiting` and the sweep sends it later; no other
    click waits for it for QUIET seconds. Who is `patient` asks all the same."""
    global _ask_again_at
    if priority == INTERACTIVE and not patient and time.monotonic() < _ask_again_at:
        return
    try:
        app.send_task(f"claims.tasks.{job.kind}", args=[job.pk], queue=priority)
    except Exception as error:  # whatever the transport's error: later
        _ask_again_at = time.monotonic() + QUIET
        log.warning("job_not_sent", job=job.pk, kind=job.kind, reason=type(error).__name__)


def run(job_id: int, work: Callable[[Job], dict[str, Any]]) -> str:
    """Claim the job, do its work, write down how it ended; returns the state, or "skipped".

    A JobError ends it `failed` with its words; any other error leaves it to be tried again until MOST_ATTEMPTS.
    """
    job = _claim(job_id)
    if job is None:
        return "skipped"
    try:
        with _lease(job):
            result = work(job)
    except JobError as error:
        return _finish(job, Job.State.FAILED, reason=str(error))
    except Exception as error:
        log.exception("job_broke", job=job.pk, kind=job.kind, attempt=job.attempts)
        if job.attempts < MOST_ATTEMPTS:
            _release(job, reason=_("Attempt %(n)d broke off; trying again.") % {"n": job.attempts})
            raise
        kind = type(error).__name__
        return _finish(
            job, Job.State.FAILED, reason=_("Broke off %(n)d times (%(kind)s).") % {"n": job.attempts, "kind": kind}
        )
    return _finish(job, Job.State.DONE, result=result)


def sweep() -> dict[str, int]:
    """Send again what was lost on the way or in a killed worker; fail what killed its worker too often."""
    failed = 0
    for job in Job.objects.abandoned().filter(attempts__gte=MOST_LOST):
        reason = _("The worker was lost %(n)d times during this job.") % {"n": job.attempts}
        failed += _finish(job, Job.State.FAILED, reason=reason) == Job.State.FAILED
    cancelled = {"state": Job.State.CANCELLED, "finished_at": timezone.now(), "lease_until": None}
    Job.objects.abandoned().filter(stop_asked_at__isnull=False).update(**cancelled)
    Job.objects.abandoned().update(
        state=Job.State.WAITING,
        lease_until=None,
        sent_at=timezone.now() - 2 * SEND_AGAIN_AFTER,
        reason=_("The worker was lost; trying again."),
    )
    lost = list(Job.objects.never_picked_up(older_than=SEND_AGAIN_AFTER).order_by("pk")[:500])
    for job in lost:
        Job.objects.filter(pk=job.pk).update(sent_at=timezone.now())
        send(job, job.queue, patient=True)
    return {"sent": len(lost), "failed": failed}


def _claim(job_id: int) -> Job | None:
    """The job, taken for this worker, or None when it is finished, taken by another, or gone."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=Job.State.WAITING)
    abandoned = Job.objects.abandoned().filter(pk=job_id, attempts__lt=MOST_LOST)
    for free in (waiting, abandoned):
        taken = free.update(
            state=Job.State.RUNNING,
            attempts=F("attempts") + 1,
            started_at=now,
            lease_until=now + lease_time(),
            reason="",
        )
        if taken:
            return Job.objects.select_related("article", "claim", "bulk", "evidence", "feed__outlet").get(pk=job_id)
    return None


@contextmanager
def _lease(job: Job) -> Iterator[None]:
    """Renew the lease from a thread for as long as the work goes on."""
    done = threading.Event()

    def renew() -> None:
        while not done.wait(settings.JOB_LEASE / RENEWALS):
            try:
                _mine(job).update(lease_until=timezone.now() + lease_time())
            except DatabaseError as error:  # locked, or away for a moment: there are chances left
                log.warning("lease_not_renewed", job=job.pk, reason=type(error).__name__)
                connection.close()
        connection.close()

    thread = threading.Thread(target=renew, name=f"lease-of-job-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def lease_time() -> dt.timedelta:
    """How long a worker keeps a job without a sign of life."""
    return dt.timedelta(seconds=settings.JOB_LEASE)


def _mine(job: Job) -> Any:
    """The row, as long as no other worker has taken it over: the attempt's number is the fencing token."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _release(job: Job, *, reason: str) -> None:
    if job.is_stopped:
        _finish(job, Job.State.CANCELLED, reason=reason)
    _mine(job).update(state=Job.State.WAITING, lease_until=None, sent_at=timezone.now(), reason=reason)


def _finish(job: Job, state: str, *, reason: str = "", result: dict[str, Any] | None = None) -> str:
    ended: dict[str, Any] = {"reason": reason[:500], "finished_at": timezone.now(), "lease_until": None}
    if result is not None:  # else what it noted on its way stays
        ended["result"] = result
    if state == Job.State.DONE and _mine(job).filter(stop_asked_at__isnull=False).update(
        state=Job.State.CANCELLED, **ended
    ):
        return Job.State.CANCELLED
    return state if _mine(job).update(state=state, **ended) else "skipped"
