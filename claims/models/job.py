"""Job: a piece of background work, visible to people. The row is the truth; the broker only carries its number."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])

    def never_picked_up(self, *, older_than: dt.timedelta) -> Self:
        return self.filter(state=Job.State.WAITING, sent_at__lt=timezone.now() - older_than)

    def failed_last(self) -> Self:
        """Failed, and no later job of the same kind for the same thing: what somebody may want to try again."""
        later = Job.objects.filter(
            Q(article=OuterRef("article")) | Q(claim=OuterRef("claim")) | Q(bulk=OuterRef("bulk")),
            kind=OuterRef("kind"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(~Exists(later), state=Job.State.FAILED).order_by("-pk")

    def abandoned(self) -> Self:
        """Running, but the worker's lease ran out: it was killed, or its machine went away."""
        return self.filter(state=Job.State.RUNNING, lease_until__lt=timezone.now())


class Job(models.Model):
    class Kind(models.TextChoices):
        SPLIT_ARTICLE = "split_article", _("split into claims")
        FIND_COVERAGE = "find_coverage", _("look for coverage")
        BULK = "bulk", _("change many claims")
        UNDO_BULK = "undo_bulk", _("take back a change of many claims")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=20, choices=Kind)
    article = models.ForeignKey("claims.Article", models.CASCADE, null=True, blank=True, related_name="jobs")
    claim = models.ForeignKey("claims.Claim", models.CASCADE, null=True, blank=True, related_name="jobs")
    bulk = models.ForeignKey("claims.BulkAct", models.CASCADE, null=True, blank=True, related_name="jobs")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
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
            models.CheckConstraint(
                condition=Q(article__isnull=False, claim__isnull=True, bulk__isnull=True)
                | Q(article__isnull=True, claim__isnull=False, bulk__isnull=True)
                | Q(article__isnull=True, claim__isnull=True, bulk__isnull=False),
                name="job_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["kind", "article"],
                condition=Q(finished_at__isnull=True, article__isnull=False),
                name="job_one_unfinished_per_article",
            ),
            models.UniqueConstraint(
                fields=["kind", "claim"],
                condition=Q(finished_at__isnull=True, claim__isnull=False),
                name="job_one_unfinished_per_claim",
            ),
            models.UniqueConstraint(
                fields=["kind", "bulk"],
                condition=Q(finished_at__isnull=True, bulk__isnull=False),
                name="job_one_unfinished_per_bulk_act",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.article_id or self.claim_id or self.bulk_id}: {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
