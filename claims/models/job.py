"""Job: a piece of background work, visible to people. The row is the truth; the broker only carries its number."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.comment import exactly_one_of

SUBJECTS = ("article", "claim", "bulk", "evidence", "feed")  # what a job may be about, by the name of its field


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])

    def never_picked_up(self, *, older_than: dt.timedelta) -> Self:
        return self.filter(state=Job.State.WAITING, sent_at__lt=timezone.now() - older_than)

    def failed_last(self) -> Self:
        """Failed, and no later job of the same kind for the same thing: what somebody may want to try again."""
        same = Q()
        for subject in SUBJECTS:
            same |= Q(**{subject: OuterRef(subject)})
        later = Job.objects.filter(same, kind=OuterRef("kind"), provider=OuterRef("provider"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later), state=Job.State.FAILED).order_by("-pk")

    def of_coverage(self, claim: int) -> Self:
        """The last search of each kind for a claim: in the archive, and with each provider."""
        searches = self.filter(claim=claim, kind__in=Job.COVERAGE)
        later = Job.objects.filter(
            claim=claim, kind=OuterRef("kind"), provider=OuterRef("provider"), pk__gt=OuterRef("pk")
        )
        return searches.filter(~Exists(later)).order_by("pk")

    def readings_of_long_ago(self) -> Self:
        """Readings of feeds that ended a day ago: a hundred feeds make ten thousand of them a day."""
        return self.filter(kind=Job.Kind.POLL_FEED, finished_at__lt=timezone.now() - dt.timedelta(days=1))

    def searches_of_long_ago(self) -> Self:
        """Searches for coverage that nobody waited for, ended a day ago and were done again since: what they found
        stands in their answers."""
        since = Job.objects.filter(
            claim=OuterRef("claim"),
            kind=OuterRef("kind"),
            provider=OuterRef("provider"),
            state=Job.State.DONE,
            pk__gt=OuterRef("pk"),
        )
        ended = self.filter(kind__in=Job.COVERAGE, queue=Job.Queue.BACKGROUND)
        return ended.filter(Exists(since), finished_at__lt=timezone.now() - dt.timedelta(days=1))

    def abandoned(self) -> Self:
        """Running, but the worker's lease ran out: it was killed, or its machine went away."""
        return self.filter(state=Job.State.RUNNING, lease_until__lt=timezone.now())


class Job(models.Model):
    class Kind(models.TextChoices):
        SPLIT_ARTICLE = "split_article", _("split into claims")
        FIND_COVERAGE = "find_coverage", _("look for coverage")
        ASK_PROVIDER = "ask_provider", _("ask a provider for coverage")
        BULK = "bulk", _("change many claims")
        UNDO_BULK = "undo_bulk", _("take back a change of many claims")
        ARCHIVE_EVIDENCE = "archive_evidence", _("archive evidence")
        CHECK_EVIDENCE = "check_evidence", _("look whether evidence changed")
        POLL_FEED = "poll_feed", _("read a feed")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Queue(models.TextChoices):
        INTERACTIVE = "interactive", _("somebody waits for it")
        BACKGROUND = "background", _("nobody waits for it")

    COVERAGE = (Kind.FIND_COVERAGE, Kind.ASK_PROVIDER)

    kind = models.CharField(max_length=20, choices=Kind)
    article = models.ForeignKey("claims.Article", models.CASCADE, null=True, blank=True, related_name="jobs")
    claim = models.ForeignKey("claims.Claim", models.CASCADE, null=True, blank=True, related_name="jobs")
    bulk = models.ForeignKey("claims.BulkAct", models.CASCADE, null=True, blank=True, related_name="jobs")
    evidence = models.ForeignKey("claims.Evidence", models.CASCADE, null=True, blank=True, related_name="jobs")
    feed = models.ForeignKey("claims.Feed", models.CASCADE, null=True, blank=True, related_name="jobs")
    provider = models.CharField(max_length=120, blank=True, default="", help_text="whom to ask, by name")
    queue = models.CharField(max_length=11, choices=Queue, default=Queue.INTERACTIVE)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stop_asked_at = models.DateTimeField(null=True, blank=True, help_text="somebody wants a running job to end")
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    result = models.JSONField(default=dict, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            # The sweep for lost jobs and /readyz ask for unfinished rows only; finished ones pile up.
            models.Index(fields=["state", "queued_at"], name="job_unfinished", condition=Q(finished_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(*SUBJECTS), name="job_is_about_one_thing"),
            models.UniqueConstraint(
                fields=["kind", "article"],
                condition=Q(finished_at__isnull=True, article__isnull=False),
                name="job_one_unfinished_per_article",
            ),
            models.UniqueConstraint(
                fields=["kind", "claim", "provider"],
                condition=Q(finished_at__isnull=True, claim__isnull=False),
                name="job_one_unfinished_per_claim",
            ),
            models.UniqueConstraint(
                fields=["kind", "bulk"],
                condition=Q(finished_at__isnull=True, bulk__isnull=False),
                name="job_one_unfinished_per_bulk_act",
            ),
            models.UniqueConstraint(
                fields=["kind", "evidence"],
                condition=Q(finished_at__isnull=True, evidence__isnull=False),
                name="job_one_unfinished_per_evidence",
            ),
            models.UniqueConstraint(
                fields=["kind", "feed"],
                condition=Q(finished_at__isnull=True, feed__isnull=False),
                name="job_one_unfinished_per_feed",
            ),
        ]

    def __str__(self) -> str:
        about = next(number for subject in SUBJECTS if (number := getattr(self, f"{subject}_id")) is not None)
        return f"{self.kind} {about}: {self.state}"

    @property
    def is_stopped(self) -> bool:
        """Whether somebody wants it to end now; asks the database each time."""
        return Job.objects.filter(pk=self.pk, stop_asked_at__isnull=False).exists()

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
