"""The admin site: for looking into the tables. What people do to claims goes through the pages, which keep the log.

Nothing is added or deleted here; only names of sources may be mended. Signed, logged and frozen things are read-only.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.models import (
    Article,
    Attribution,
    AttributionSpan,
    AxisLabel,
    BulkAct,
    ChecklistItem,
    Claim,
    Comment,
    CoverageEdge,
    CoverageMatch,
    Event,
    Evidence,
    EvidenceArchive,
    EvidenceFile,
    HouseRule,
    Job,
    OwnVoice,
    ProviderCall,
    Publication,
    Reanchoring,
    RelayHop,
    Source,
    SourceAlias,
    Verdict,
)
from claims.templatetags.checks import KINDS
from claims.views.labels import take_over


class ReadOnly:
    """Mixed into an admin class: shown, never added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SpanInline(ReadOnly, admin.TabularInline):
    model = AttributionSpan


class RelayInline(ReadOnly, admin.TabularInline):
    model = RelayHop


class Sealed:
    """Mixed into an admin class of verdicts: one that is sealed is shown to its author alone, here as everywhere."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return Verdict.objects.readable_by(request.user)


class VerdictInline(Sealed, ReadOnly, admin.TabularInline):
    model = Verdict
    fk_name = "claim"


class EvidenceInline(ReadOnly, admin.TabularInline):
    model = Evidence


class AliasInline(admin.TabularInline):
    model = SourceAlias
    extra = 1


@admin.register(Article)
class ArticleAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("__str__", "outlet", "language", "published", "intake", "created_at")
    list_filter = ("language", "intake")
    search_fields = ("title",)
    list_select_related = ("outlet",)
    date_hierarchy = "created_at"


@admin.register(Attribution)
class AttributionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("number", "article", "claim", "source", "rule", "confidence", "review_state")
    list_filter = ("review_state", "quote_kind", "source_type")
    search_fields = ("claim__statement", "rule")
    list_select_related = ("article", "claim", "source")
    inlines = (SpanInline, RelayInline)


@admin.register(Claim)
class ClaimAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("statement", "language", "stage", "finding", "status", "assigned_to", "updated_at")
    list_filter = ("stage", "status", "finding", "language")
    search_fields = ("statement", "gloss")
    list_select_related = ("assigned_to",)
    inlines = (VerdictInline, EvidenceInline)


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "speaks_for", "role")
    list_filter = ("kind",)
    search_fields = ("name", "aliases__name")
    list_select_related = ("speaks_for",)
    autocomplete_fields = ("speaks_for",)
    exclude = ("version", "merged_into")  # sources are merged on their own page, which can take it back
    inlines = (AliasInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False  # attributions and the log name it


@admin.register(CoverageMatch)
class CoverageMatchAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("claim", "article", "relation", "score", "decision", "found_at")
    list_filter = ("relation", "decision")
    list_select_related = ("claim", "article")


@admin.register(CoverageEdge)
class CoverageEdgeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("claim", "copy", "copy_name", "origin", "origin_name", "kind", "score", "state", "decided_by")
    list_filter = ("kind", "state")
    list_select_related = ("claim", "copy", "origin", "decided_by")


@admin.register(Verdict)
class VerdictAdmin(Sealed, ReadOnly, admin.ModelAdmin):
    list_display = ("claim", "author", "status", "finding", "confidence", "as_of")
    list_filter = ("status", "finding")
    list_select_related = ("claim", "author")


@admin.register(ChecklistItem)
class ChecklistItemAdmin(admin.ModelAdmin):
    """The questions of the checklists are the desk's own; one that was ticked is taken out by `active`."""

    list_display = ("text", "kind", "position", "active")
    list_editable = ("position", "active")
    list_filter = ("kind", "active")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":  # those that the extraction tells apart
            kinds = [("", _("every kind")), *((kind, _(words)) for kind, words in KINDS.items())]
            kwargs["widget"] = forms.Select(choices=kinds)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: ChecklistItem | None = None) -> bool:
        return False  # ticks name it


@admin.register(HouseRule)
class HouseRuleAdmin(admin.ModelAdmin):
    list_display = ("key", "enabled", "parameters")
    readonly_fields = ("key",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: HouseRule | None = None) -> bool:
        return False


class AxisLabelForm(forms.ModelForm):
    """A field for each language in place of the JSON that keeps them."""

    class Meta:
        model = AxisLabel
        fields = ("colour", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            self.fields[f"label_{code}"].initial = self.instance.labels.get(code, "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.labels = {code: cleaned.get(f"label_{code}", "").strip() for code, _name in settings.LANGUAGES}
        return cleaned


LABEL_FIELDS = {
    f"label_{code}": forms.CharField(label=name, max_length=40, required=False) for code, name in settings.LANGUAGES
}


@admin.register(AxisLabel)
class AxisLabelAdmin(admin.ModelAdmin):
    form = type("AxisLabelForm", (AxisLabelForm,), dict(LABEL_FIELDS))
    list_display = ("axis", "key", "labels", "colour", "position")
    list_filter = ("axis",)
    readonly_fields = ("axis", "key")
    fields = ("axis", "key", *LABEL_FIELDS, "colour", "position")

    def save_model(self, request: HttpRequest, obj: AxisLabel, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        take_over()  # the other processes follow within AXIS_LABEL_SECONDS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AxisLabel | None = None) -> bool:
        return False


@admin.register(Publication)
class PublicationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("claim", "version", "kind", "published_by", "published_at")
    list_filter = ("kind",)
    list_select_related = ("claim", "published_by")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("claim", "stance", "title", "url", "created_by", "created_at")
    list_filter = ("stance",)
    list_select_related = ("claim", "article", "created_by")


@admin.register(Comment)
class CommentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("created_at", "author", "article", "claim", "source", "edited_at", "withdrawn_at")
    list_select_related = ("author", "article", "claim", "source")
    exclude = ("body",)  # what was withdrawn is shown nowhere
    date_hierarchy = "created_at"


@admin.register(OwnVoice)
class OwnVoiceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("statement", "article", "kind", "score")
    list_select_related = ("article",)


@admin.register(EvidenceArchive)
class EvidenceArchiveAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("evidence", "outcome", "http_status", "fetched_at", "size", "reason")
    list_filter = ("outcome",)
    list_select_related = ("evidence__article",)


@admin.register(EvidenceFile)
class EvidenceFileAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("sha256", "content_type", "size", "created_by", "created_at")
    list_filter = ("content_type",)
    list_select_related = ("created_by",)


@admin.register(Reanchoring)
class ReanchoringAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("attribution", "article", "state", "moved_as", "decided_by", "decided_at")
    list_filter = ("state",)
    list_select_related = ("attribution__claim", "article", "moved_as__claim", "decided_by")


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "kind",
        "article",
        "claim",
        "provider",
        "bulk",
        "state",
        "attempts",
        "queued_at",
        "finished_at",
        "reason",
    )
    list_filter = ("kind", "state")
    list_select_related = ("article", "claim", "bulk")


@admin.register(ProviderCall)
class ProviderCallAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("finished_at", "provider", "claim", "outcome", "found", "carrying", "retry_after", "reason")
    list_filter = ("outcome", "provider")
    list_select_related = ("claim",)


@admin.register(BulkAct)
class BulkActAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("created_at", "actor", "kind", "stage", "settled", "done", "taking_back", "undone")
    list_filter = ("kind",)
    list_select_related = ("actor",)


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("at", "actor", "act", "article", "claim", "source", "implied")
    list_filter = ("act",)
    list_select_related = ("actor", "article", "claim", "source")
    date_hierarchy = "at"
