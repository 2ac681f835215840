"""ClaimReview: what a fact-checker elsewhere has published about a claim, as its markup says it (schema.org's word)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.numbers import among


class ClaimReviewQuerySet(models.QuerySet["ClaimReview"]):
    def about(self, url_keys: Iterable[str]) -> Self:
        """Those that name one of these addresses as a place where the claim was made."""
        named = ClaimReviewAppearance.objects.filter(url_key__in={key for key in url_keys if key})
        return self.filter(pk__in=named.values("review"))

    def rows_of(self, ids: Iterable[int]) -> dict[int, ClaimReview]:
        return {row.pk: row for row in self.filter(pk__in=among(list(ids)))}


class ClaimReview(models.Model):
    """One review of one claim. Nobody edits it: a new import brings it up to date."""

    key = models.CharField(max_length=64, unique=True, help_text="hash of the review's address and the claim's words")
    url = models.URLField(_("address"), max_length=2048)
    claim = models.TextField(_("claim"), help_text="as its publisher words it")
    claimant = models.CharField(_("who said it"), max_length=500, blank=True)
    rating = models.CharField(_("rating"), max_length=500, blank=True, help_text="as its publisher words it")
    title = models.CharField(_("title"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True, help_text="as stated, else as it reads")
    published = models.DateTimeField(_("published"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=500, blank=True, help_text="of this markup (sdLicense)")
    imported_at = models.DateTimeField(auto_now=True)

    objects = ClaimReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review elsewhere")
        verbose_name_plural = _("reviews elsewhere")

    def __str__(self) -> str:
        return f"{self.publisher or self.url}: {self.claim[:80]}"


class ClaimReviewAppearance(models.Model):
    """A place where the claim was made, by the hash under which articles are found too."""

    review = models.ForeignKey(ClaimReview, models.CASCADE, related_name="appearances")
    url = models.URLField(max_length=2048)
    url_key = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.url


class ClaimReviewTerm(models.Model):
    """A term that a review holds: an inverted index in the plainest form, the same on both databases."""

    term = models.CharField(max_length=64)
    review = models.ForeignKey(ClaimReview, models.CASCADE, related_name="terms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "review"], name="claim_review_term_once")]

    def __str__(self) -> str:
        return self.term
