"""Evidence: a link, a file or an Article that supports, refutes or explains a Claim."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.comment import exactly_one_of
from claims.models.evidence_archive import EvidenceArchive

if TYPE_CHECKING:
    from claims.models.job import Job

Outcome = EvidenceArchive.Outcome
FLAGS = (Outcome.GONE, Outcome.CHANGED)
LONGEST_FRAGMENT = 200  # letters; a longer passage is named by its first and last words
FRAGMENT_WORDS = 5
NAMES_A_PASSAGE = "#:~:text="


class EvidenceFile(models.Model):
    """A file that somebody uploaded: kept once under its hash, whatever it is called beside which claim."""

    sha256 = models.CharField(max_length=64, unique=True)
    stored = models.CharField(max_length=200, help_text="name below the media folder")
    content_type = models.CharField(max_length=100, help_text="as its bytes tell, not as its sender says")
    size = models.PositiveBigIntegerField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.sha256[:12]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """What nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def primary(self) -> Self:
        return self.filter(kind=Evidence.Kind.PRIMARY)

    def links(self) -> Self:
        return self.exclude(url="")

    def unarchived(self) -> Self:
        """Links of which there is no copy. Files and articles are copies themselves."""
        return self.links().filter(~Exists(EvidenceArchive.objects.copies().filter(evidence=OuterRef("pk"))))

    def flagged(self) -> Self:
        """Links that were gone, or had changed since they were archived, when they were looked at last."""
        latest = EvidenceArchive.objects.filter(evidence=OuterRef("pk")).order_by("-pk").values("outcome")[:1]
        return self.alias(latest=Subquery(latest)).filter(latest__in=FLAGS)

    def due(self, *, after: dt.timedelta) -> Self:
        """Standing links that nobody has looked at for so long."""
        since = timezone.now() - after
        looked = EvidenceArchive.objects.filter(evidence=OuterRef("pk"), fetched_at__gt=since)
        return self.standing().links().filter(~Exists(looked), created_at__lt=since)

    def listed(self) -> Self:
        """With all that a list shows: articles and copies without their texts, newest copy first."""
        looks = EvidenceArchive.objects.defer("text").order_by("-pk")
        return (
            self.select_related("article__outlet", "file", "created_by", "withdrawn_by", "anchored_in")
            .defer("article__text", "article__clutter", "anchored_in__text")
            .prefetch_related(Prefetch("archives", queryset=looks, to_attr="looks"))
        )


class Evidence(models.Model):
    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        REFUTES = "refutes", _("refutes")
        CONTEXT = "context", _("context")

    class Kind(models.TextChoices):
        PRIMARY = "primary", _("primary")
        OFFICIAL = "official", _("official")
        AGENCY = "agency", _("news agency")
        DATASET = "dataset", _("dataset")
        EXPERT = "expert", _("expert")
        MEDIA = "media", _("other media")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="evidence")
    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="evidence_for")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=2048, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    access = models.CharField(_("access"), max_length=200, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    anchored_in = models.ForeignKey(
        EvidenceArchive,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the copy whose text the place of the quote counts in; none for an article, which counts in itself",
    )
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()
    looks: list[EvidenceArchive]  # by `listed`: every look at the address, latest first
    job: Job | None  # given by the page: the latest job that archives it,
    undo: bool  # and whether whoever looks can take their own change back

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(exactly_one_of("article", "file") & Q(url=""))
                | (Q(article__isnull=True, file__isnull=True) & ~Q(url="")),
                name="evidence_is_a_link_a_file_or_an_article",
            ),
            models.CheckConstraint(
                condition=Q(quote_start__isnull=True, quote_end__isnull=True)
                | Q(quote_start__isnull=False, quote_end__gt=models.F("quote_start")),
                name="evidence_quote_has_a_place_or_none",
            ),
            models.UniqueConstraint(
                fields=["claim", "url"],
                condition=~Q(url="") & Q(withdrawn_at__isnull=True),
                name="evidence_unique_link_per_claim",
            ),
            models.UniqueConstraint(
                fields=["claim", "article"],
                condition=Q(article__isnull=False, withdrawn_at__isnull=True),
                name="evidence_unique_article_per_claim",
            ),
            models.UniqueConstraint(
                fields=["claim", "file"],
                condition=Q(file__isnull=False, withdrawn_at__isnull=True),
                name="evidence_unique_file_per_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.file_name or str(self.article)

    def get_absolute_url(self) -> str:
        """Its place on the page of the claim."""
        return f"{reverse('claims:claim', args=[self.claim_id])}#evidence-{self.pk}"

    @property
    def latest_look(self) -> EvidenceArchive | None:
        return self.looks[0] if self.looks else None

    @property
    def copy(self) -> EvidenceArchive | None:
        """The latest copy that people asked for: what the verdicts rest on."""
        return next((look for look in self.looks if look.outcome == Outcome.ARCHIVED), None)

    @property
    def flag(self) -> str:
        """`gone` or `changed` when the last look at the address said so, else ""."""
        latest = self.latest_look
        return latest.outcome if latest and latest.outcome in FLAGS else ""

    @property
    def passage_url(self) -> str:
        """The address that opens the page at the quoted words (a text fragment), when there are any."""
        words = self.quote.split()
        if not (self.url and words):
            return self.url
        joined = " ".join(words)
        if len(joined) <= LONGEST_FRAGMENT:
            named = _escaped(joined)
        else:
            named = ",".join(_escaped(" ".join(part)) for part in (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]))
        return f"{self.url}{NAMES_A_PASSAGE if '#' not in self.url else NAMES_A_PASSAGE.removeprefix('#')}{named}"


def _escaped(words: str) -> str:
    """Hyphens, commas and ampersands mean something in a text fragment, so they are escaped like everything else."""
    return quote(words, safe="").replace("-", "%2D")
