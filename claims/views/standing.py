"""How the things that acts are about stand, in a few words each, and which events tell what was done to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.models import (
    Attribution,
    ChecklistTick,
    Claim,
    ClaimRelation,
    Comment,
    CoverageEdge,
    CoverageMatch,
    CoverageThreshold,
    Event,
    Evidence,
    Feed,
    OwnVoice,
    Reanchoring,
    ReplyRequest,
    SavedView,
    SearchEntry,
    Source,
)
from claims.templatetags.people import person

Act = Event.Act
TAKEN_BACK = (Act.UNDONE, Act.REDONE)
# What changes a claim itself, and so its version; all else on its log is done to what hangs on it.
OF_CLAIMS = (
    Act.STATEMENT_CHANGED, Act.STAGE, Act.ASSIGNED, Act.DUE_SET, Act.VERDICT, Act.SECOND_ASKED, Act.COMPARED,
    *TAKEN_BACK,
)  # fmt: skip
OF_SOURCES = (
    Act.SOURCE_CHANGED, Act.SOURCE_MERGED, Act.SOURCE_PARTED, Act.SOURCE_TOLD_APART, Act.SOURCE_APART_BACK,
    Act.SOURCE_GRADED, *TAKEN_BACK,
)  # fmt: skip
OF_MATCHES = (Act.COVERAGE_DECIDED, *TAKEN_BACK)
OF_OWN_VOICE = (Act.DISMISSED, Act.RECALLED, *TAKEN_BACK)
OF_REANCHORING = (Act.PLACED, Act.GONE, Act.LEFT_OPEN, *TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about a row: what it is called, the words, and their language ("" for words of some other language,
    None for the interface's)."""

    label: str
    words: str
    language: str | None = None


def how(row: Model) -> list[Line]:
    """How a row stands; nothing for a kind that nobody acts on."""
    kind = type(row)
    return [line for line in LINES[kind](row) if line.words] if kind in LINES else []


def told_by(row: Model) -> Q | None:
    """Which events tell what was done to a row; None for a kind that none tell of."""
    kind = type(row)
    return EVENTS[kind](row) if kind in EVENTS else None


def _state(words: object) -> Line:
    return Line(_("State"), str(words))


def _stands_or_not(row: Any) -> Line:
    return _state(_("withdrawn") if row.withdrawn_at else _("in force"))


def _attribution(row: Attribution) -> list[Line]:
    language = row.article.language
    return [
        Line(_("Statement"), row.claim.statement, row.claim.language),
        Line(_("Source"), str(row.source or _("no certain source"))),
        Line(_("Words"), row.quote_of("content")[:300], language),
        _state(row.get_review_state_display()),
    ]


def _claim(row: Claim) -> list[Line]:
    return [
        Line(_("Statement"), row.statement, row.language),
        Line(_("Stage"), str(row.get_stage_display())),
        Line(_("Assigned to"), person(row.assigned_to) if row.assigned_to else _("nobody")),
        Line(_("due"), date_format(row.due, "j M Y") if row.due else ""),
    ]


def _source(row: Source) -> list[Line]:
    others = [str(alias.name) for alias in row.aliases.all()[:20]]
    return [
        Line(_("Name"), row.name, ""),
        Line(_("Other names"), ", ".join(others), ""),
        Line(_("Kind"), str(row.get_kind_display())),
        _state(_("merged into “%(source)s”") % {"source": row.merged_into} if row.merged_into else ""),
    ]


def _edge(row: CoverageEdge) -> list[Line]:
    ends = f"{row.origin or row.origin_name} → {row.copy or row.copy_name}"
    return [Line(_("Step"), ends, ""), _state(row.get_state_display())]


def _tick(row: ChecklistTick) -> list[Line]:
    return [Line(_("Question"), str(row.item), ""), _state(_("ticked") if row.ticked else _("not ticked"))]


def _reanchoring(row: Reanchoring) -> list[Line]:
    claim = row.attribution.claim
    return [Line(_("Statement"), claim.statement, claim.language), _state(row.get_state_display())]


def _own_voice(row: OwnVoice) -> list[Line]:
    state = _("taken up as a claim") if row.taken_up_as_id else _("dismissed") if row.dismissed else _("in the list")
    return [Line(_("Statement"), row.statement, row.article.language), _state(state)]


def _events_of_own_voice(row: OwnVoice) -> Q:
    if row.taken_up_as_id:
        return Q(attribution=row.taken_up_as_id, act=Act.TAKEN_UP)
    return Q(article=row.article_id, act__in=OF_OWN_VOICE, new__place=[row.start, row.end])


LINES: dict[type[Model], Callable[[Any], list[Line]]] = {
    Attribution: _attribution,
    Claim: _claim,
    Source: _source,
    Evidence: lambda row: [Line(_("Evidence"), str(row), row.language), _stands_or_not(row)],
    ReplyRequest: lambda row: [
        Line(_("Whom"), row.whom, ""),
        Line(_("Answer"), row.answer[:300], ""),
        _stands_or_not(row),
    ],
    SearchEntry: lambda row: [Line(_("Where"), row.place), Line(_("Words"), row.words[:300], ""), _stands_or_not(row)],
    ClaimRelation: lambda row: [
        Line(_("Relation"), str(row.get_kind_display())),
        Line(_("Claim"), row.other.statement, row.other.language),
        _stands_or_not(row),
    ],
    Comment: lambda row: [
        _stands_or_not(row) if row.withdrawn_at else Line(_("Comment"), row.body[:300], ""),
    ],
    CoverageEdge: _edge,
    CoverageMatch: lambda row: [Line(_("Article"), str(row.article), ""), _state(row.get_decision_display())],
    CoverageThreshold: lambda row: [Line(_("Threshold"), f"{row.value:.2f}")],
    ChecklistTick: _tick,
    Reanchoring: _reanchoring,
    OwnVoice: _own_voice,
    Feed: lambda row: [Line(_("Feed"), row.address), _state(_("is read") if row.active else _("paused"))],
    SavedView: lambda row: [Line(_("Name"), row.name, "")],
}

EVENTS: dict[type[Model], Callable[[Any], Q]] = {
    Attribution: lambda row: Q(attribution=row.pk),
    Claim: lambda row: Q(claim=row.pk, act__in=OF_CLAIMS, implied=False),
    Source: lambda row: Q(source=row.pk, act__in=OF_SOURCES),
    Evidence: lambda row: Q(claim=row.claim_id, new__evidence=row.pk),
    ReplyRequest: lambda row: Q(claim=row.claim_id, new__reply=row.pk),
    SearchEntry: lambda row: Q(claim=row.claim_id, new__search=row.pk),
    ClaimRelation: lambda row: Q(claim=row.claim_id, new__relation=row.pk),
    Comment: lambda row: Q(**{row.kind: row.subject_id}, new__comment=row.pk),
    CoverageMatch: lambda row: Q(claim=row.claim_id, article=row.article_id, act__in=OF_MATCHES),
    CoverageEdge: lambda row: Q(claim=row.claim_id, new__edge=row.pk),
    CoverageThreshold: lambda row: Q(act=Act.THRESHOLD_SET, new__group=row.group),
    ChecklistTick: lambda row: Q(claim=row.claim_id, new__item=row.item_id),
    Reanchoring: lambda row: Q(attribution=row.attribution_id, act__in=OF_REANCHORING),
    OwnVoice: _events_of_own_voice,
    Feed: lambda row: Q(new__feed=row.pk),
    SavedView: lambda row: Q(act__startswith="view_", new__view=row.pk),
}
