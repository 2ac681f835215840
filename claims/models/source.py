"""Source: who speaks or publishes."""

from __future__ import annotations

import unicodedata
from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def name_key(name: str) -> str:
    """How two spellings of one name are compared: without case, accents, dots and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


class SourceQuerySet(models.QuerySet["Source"]):
    def known_as(self, name: str) -> Self:
        """Every Source that has this name or alias, in any language."""
        return self.filter(Q(key=name_key(name)) | Q(aliases__key=name_key(name))).distinct()

    def matching(self, typed: str) -> Self:
        """For the typeahead: names, aliases and titles in which a word begins with what was typed; most used first."""
        key = name_key(typed)
        if not key:
            return self.none()
        begins = Q(key__startswith=key) | Q(key__contains=f" {key}")
        alias = Q(aliases__key__startswith=key) | Q(aliases__key__contains=f" {key}")
        title = Q(role__istartswith=typed.strip()) | Q(role__icontains=f" {typed.strip()}")
        found = self.filter(begins | alias | title).values("pk")
        return self.filter(pk__in=found).annotate(uses=Count("attributions")).order_by("-uses", "name")


class Source(models.Model):
    """A person, body, outlet, document or unnamed speaker. May speak for another (Dmitry Peskov → Kremlin)."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        OUTLET = "outlet", _("outlet")
        DOCUMENT = "document", _("document")
        UNNAMED = "unnamed", _("unnamed")

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    speaks_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="speakers", verbose_name=_("speaks for")
    )
    role = models.CharField(_("role"), max_length=200, blank=True, help_text="title as last written")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["key", "kind"], name="source_unique_name_and_kind"),
            models.CheckConstraint(condition=~Q(key=""), name="source_name_not_empty"),
            models.CheckConstraint(condition=~Q(speaks_for=F("pk")), name="source_does_not_speak_for_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        # The key is the name in another form; kept here so that no writer can forget it.
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("claims:source", args=[self.pk])


class SourceAlias(models.Model):
    """Another name of a Source, in one language or (empty) in any."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    language = models.CharField(_("language"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["source", "key", "language"], name="alias_unique_per_source_and_language")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = name_key(self.name)
        super().save(*args, **kwargs)
