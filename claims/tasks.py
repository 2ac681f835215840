"""Celery tasks: a number in, load, call, return. The work is in the stages, the state in `claims.jobs`."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from claims import jobs
from claims.coverage import arrival, fanout, folding, mirror, schedule, sweep
from claims.coverage.providers import registry
from claims.ingest import polling, watchlist
from claims.ingest.split import split
from claims.models import DeedReceipt, Digest, EvidenceArchive, Job, Lease, Notice, Presence
from claims.review import abandoned, archives, bulk, bulk_undo, digests, event_log, notices, reopenings, watching

MOST_SWEPT = 100  # unfinished searches that nobody waits for, from which on the sweep starts no more

# A temporary error (database away, lock) is tried again soon; after MOST_ATTEMPTS the job row says why it failed.
RETRIES = {
    "autoretry_for": (Exception,),
    "retry_backoff": 2,
    "retry_backoff_max": 30,
    "retry_jitter": True,
    "max_retries": jobs.MOST_ATTEMPTS,
}


@shared_task(**RETRIES)
def split_article(job_id: int) -> str:
    """Split an article into suggested attributions and claims."""
    return jobs.run(job_id, _split)


@shared_task(**RETRIES)
def find_coverage(job_id: int) -> str:
    """Look for coverage of a claim in the local archive, and have every provider asked that is switched on."""
    return jobs.run(job_id, _find_coverage)


@shared_task(**RETRIES)
def ask_provider(job_id: int) -> str:
    """Ask one provider for coverage of a claim."""
    return jobs.run(job_id, _ask_provider)


@shared_task(name="claims.tasks.bulk", **RETRIES)
def change_many(job_id: int) -> str:
    """Carry out an act on many claims."""
    return jobs.run(job_id, _bulk)


@shared_task(**RETRIES)
def undo_bulk(job_id: int) -> str:
    """Take back an act on many claims."""
    return jobs.run(job_id, _undo_bulk)


@shared_task(**RETRIES)
def archive_evidence(job_id: int) -> str:
    """Keep a copy of the page that evidence links to."""
    return jobs.run(job_id, _look_at_evidence)


@shared_task(**RETRIES)
def check_evidence(job_id: int) -> str:
    """Look whether that page still says what the copy says."""
    return jobs.run(job_id, _look_at_evidence)


@shared_task(**RETRIES)
def poll_feed(job_id: int) -> str:
    """Read a feed of the watch list."""
    return jobs.run(job_id, _poll_feed)


@shared_task(ignore_result=True)
def poll_feeds() -> int:
    """Every minute: have the feeds read that are due; returns how many."""
    with transaction.atomic():  # a feed that is taken and has no job would be left out until it is due again
        due = watchlist.take_due()
        for feed in due:
            jobs.enqueue(Job.Kind.POLL_FEED, feed=feed, priority=jobs.BACKGROUND)
    return len(due)


@shared_task(ignore_result=True)
def check_links() -> int:
    """Every hour: have the links looked at that nobody has looked at for a week; returns how many."""
    due = archives.is_due()
    for evidence in due:
        jobs.enqueue(Job.Kind.CHECK_EVIDENCE, evidence=evidence, priority=jobs.BACKGROUND)
    return len(due)


@shared_task(ignore_result=True)
def sweep_coverage() -> dict[str, int]:
    """Every minute: look for coverage of the claims that are due, and ask providers again that were busy."""
    room = MOST_SWEPT - Job.objects.unfinished().filter(kind__in=Job.COVERAGE, queue=jobs.BACKGROUND).count()
    if room <= 0:
        return {"looked": 0, "asked": 0}
    with transaction.atomic():
        due = schedule.take_due(max(1, room // (1 + len(registry.configured()))))
        for claim in due:
            jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim, priority=jobs.BACKGROUND)
    calls = fanout.due_again(room - len(due))
    for call in calls:
        jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=call.claim, provider=call.provider, priority=jobs.BACKGROUND)
    return {"looked": len(due), "asked": len(calls)}


@shared_task(ignore_result=True)
def fold_archive() -> int:
    """Every minute, on PostgreSQL: a piece of what came into the archive joins its segments; returns how many."""
    return folding.fold()


@shared_task(ignore_result=True)
def look_for_reasons() -> int:
    """Every few minutes: notice why a checked claim should be looked at again."""
    return reopenings.look_for_reasons()


@shared_task(ignore_result=True)
def sweep_jobs() -> dict[str, int]:
    """Every few seconds: send again what was lost."""
    return jobs.sweep()


@shared_task(ignore_result=True)
def seal_event_log() -> int:
    """Every few seconds: add what happened to the chain of hashes."""
    return event_log.seal()


@shared_task(ignore_result=True)
def tell_followers() -> int:
    """Every few seconds: tell people what happened to what they follow."""
    event_log.seal()  # what is told is read from the chain
    return notices.tell()


@shared_task(ignore_result=True)
def look_at_views() -> int:
    """Every two minutes: tell people which claims newly fit the saved views they follow."""
    return watching.look()


@shared_task(ignore_result=True)
def send_digests() -> int:
    """Every five minutes: mail what is due, and what a mail server refused before."""
    return digests.run().sent


@shared_task(ignore_result=True)
def put_back_abandoned() -> int:
    """Every hour: claims that nobody gives a sign of go back to the pile."""
    return abandoned.put_back_abandoned(settings.ABANDONED_DAYS)


@shared_task(ignore_result=True)
def forget_receipts() -> int:
    """Every hour: after a day nobody sends an act again. Who left an article long ago is forgotten with it."""
    Presence.objects.expired().delete()
    Lease.objects.expired().delete()
    Job.objects.readings_of_long_ago().delete()
    Job.objects.searches_of_long_ago().delete()
    return DeedReceipt.objects.expired().delete()[0]


@shared_task(ignore_result=True)
def forget_notices() -> int:
    """Every hour: what people were told and read long ago, then the letters that held nothing else."""
    forgotten, _rows = Notice.objects.expired().delete()
    Digest.objects.expired().delete()
    return forgotten


def _split(job: Job) -> dict[str, Any]:
    if job.article is None:
        raise jobs.JobError(_("The article is gone."))
    counts = split(job.article)
    claims = arrival.Claims()
    arrival.match(job.article, claims)
    claims.refresh()
    return counts


def _find_coverage(job: Job) -> dict[str, Any]:
    if job.claim is None:
        raise jobs.JobError(_("The claim is gone."))
    return sweep.find_coverage(job.claim, job=job, then=lambda: _fan_out(job))


def _fan_out(job: Job) -> None:
    if not job.is_stopped:
        for provider in registry.configured():
            jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=job.claim, provider=provider.name, priority=job.queue)


def _ask_provider(job: Job) -> dict[str, Any]:
    if job.claim is None:
        raise jobs.JobError(_("The claim is gone."))
    return fanout.ask(job)


def _bulk(job: Job) -> dict[str, Any]:
    if job.bulk is None:
        raise jobs.JobError(_("The act is gone."))
    done = bulk.carry_out(job.bulk)
    jobs.look_again_after(done)
    return {"done": done.done, "refused": len(done.refused)}


def _undo_bulk(job: Job) -> dict[str, Any]:
    if job.bulk is None:
        raise jobs.JobError(_("The act is gone."))
    undone = bulk_undo.carry_back(job.bulk)
    jobs.look_again_after(undone)
    return {"done": undone.undone, "refused": len(undone.kept)}


def _poll_feed(job: Job) -> dict[str, Any]:
    if job.feed is None:
        raise jobs.JobError(_("The feed is gone."))
    if not job.feed.is_watched:  # paused while the job waited
        return {}
    return polling.poll(job.feed)


def _look_at_evidence(job: Job) -> dict[str, Any]:
    if job.evidence is None:
        raise jobs.JobError(_("The evidence is gone."))
    seen = archives.look(job, last_try=job.attempts >= jobs.MOST_ATTEMPTS)
    if seen.outcome in (EvidenceArchive.Outcome.FAILED, EvidenceArchive.Outcome.GONE):
        raise jobs.JobError(seen.reason)
    return {"outcome": seen.outcome, "archive": seen.pk}


@shared_task
def mirror_archive() -> int:
    """Every ten seconds, where a search server is set: send it what was indexed since."""
    return mirror.flush()
