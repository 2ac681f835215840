"""Acts without words that somebody sends after somebody else was faster: what the tests of late acts walk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from claims.coverage.decisions import decide_edge
from claims.models import (
    Attribution,
    ChecklistItem,
    ChecklistTick,
    Claim,
    Comment,
    CoverageEdge,
    Evidence,
    RelayHop,
    ReplyRequest,
    SearchEntry,
    Source,
)
from claims.models.claim import Stage
from claims.review import attributions as review
from claims.review import checklists, comments, evidence_edit, relations, replies, searches, workflow
from claims.review.evidence import add_evidence
from claims.sources import profile
from tests.cast import Cast

IN_30_DAYS = dt.timedelta(days=30)


@dataclass
class Late:
    """An act that Bram makes on a page which he opened before the other one acted (`change`): where it is sent, and
    what is `sent`; how the answer tells what the other one did (`told`) and how the thing stands now (`stands`); and
    whether Bram's act is `done`."""

    address: str
    sent: dict[str, Any]
    change: Callable[[], object]
    told: str
    stands: str
    done: Callable[[], bool]


def of_confirming(cast: Cast, kremlin: Attribution) -> Late:
    return Late(
        address=reverse("claims:confirm", args=[kremlin.pk]),
        sent={"version": kremlin.version},
        change=lambda: review.reject(cast.colleague, kremlin.pk, version=kremlin.version),
        told="rejected the attribution",
        stands="rejected",
        done=lambda: _state(kremlin) == "confirmed",
    )


def of_rejecting(cast: Cast, kremlin: Attribution) -> Late:
    return Late(
        address=reverse("claims:reject", args=[kremlin.pk]),
        sent={"version": kremlin.version, "then": "next"},
        change=lambda: review.confirm(cast.colleague, kremlin.pk, version=kremlin.version),
        told="confirmed the attribution",
        stands="confirmed",
        done=lambda: _state(kremlin) == "rejected",
    )


def of_a_source(cast: Cast, kremlin: Attribution) -> Late:
    tass, cna = Source.objects.get(name="TASS"), Source.objects.get(name="CNA")
    return Late(
        address=reverse("claims:set_source", args=[kremlin.pk]),
        sent={"version": kremlin.version, "source": tass.pk, "kind": "person"},
        change=lambda: review.set_source(cast.colleague, kremlin.pk, cna, version=kremlin.version),
        told="set the source",
        stands="CNA",
        done=lambda: Attribution.objects.get(pk=kremlin.pk).source == tass,
    )


def of_a_relay(cast: Cast, kremlin: Attribution) -> Late:
    relay = kremlin.chain[0].source_id
    return Late(
        address=reverse("claims:chain_remove", args=[kremlin.pk, relay]),
        sent={"version": kremlin.version},
        change=lambda: review.confirm(cast.colleague, kremlin.pk, version=kremlin.version),
        told="confirmed the attribution",
        stands="confirmed",
        done=lambda: not RelayHop.objects.filter(attribution=kremlin.pk, source=relay).exists(),
    )


def of_withdrawing_evidence(cast: Cast, kremlin: Attribution) -> Late:
    row = add_evidence(cast.analyst, kremlin.claim_id, stance="supports", url="https://example.org/record")
    theirs = dict.fromkeys(("kind", "language", "access", "quote", "note"), "")

    def change():
        evidence_edit.change(cast.colleague, row.pk, version=1, stance="refutes", title="Minutes of the day", **theirs)

    return Late(
        address=reverse("claims:evidence_withdraw", args=[row.pk]),
        sent={"version": row.version},
        change=change,
        told="changed evidence",
        stands="Minutes of the day",
        done=lambda: Evidence.objects.get(pk=row.pk).withdrawn_at is not None,
    )


def of_withdrawing_a_request(cast: Cast, kremlin: Attribution) -> Late:
    row = replies.ask(cast.analyst, kremlin.claim_id, whom="Press office", how="email", question="Is there a plan?")
    return Late(
        address=reverse("claims:reply_withdraw", args=[row.pk]),
        sent={"version": row.version},
        change=lambda: replies.answered(cast.colleague, row.pk, version=row.version, answer="No plan.", corrected="no"),
        told="noted an answer",
        stands="No plan.",
        done=lambda: ReplyRequest.objects.get(pk=row.pk).withdrawn_at is not None,
    )


def of_withdrawing_a_search(cast: Cast, kremlin: Attribution) -> Late:
    row = searches.note_search(cast.analyst, kremlin.claim_id, place="Hansard", words="no agreement", outcome="nothing")

    def change():
        searches.withdraw(cast.colleague, row.pk, version=1)
        searches.put_back(cast.colleague, row.pk, version=2)

    return Late(
        address=reverse("claims:search_withdraw", args=[row.pk]),
        sent={"version": row.version},
        change=change,
        told="put a search back",
        stands="Hansard",
        done=lambda: SearchEntry.objects.get(pk=row.pk).withdrawn_at is not None,
    )


def of_withdrawing_a_relation(cast: Cast, kremlin: Attribution) -> Late:
    other = Claim.objects.exclude(pk=kremlin.claim_id).first()
    row = relations.relate(cast.analyst, kremlin.claim_id, other.pk, kind="narrows")

    def change():
        relations.withdraw(cast.colleague, row.pk, version=1)
        relations.put_back(cast.colleague, row.pk, version=2)

    return Late(
        address=reverse("claims:relation_withdraw", args=[row.pk]),
        sent={"version": row.version},
        change=change,
        told="put a relation to another claim back",
        stands=other.statement[:20],
        done=lambda: type(row).objects.get(pk=row.pk).withdrawn_at is not None,
    )


def of_withdrawing_a_comment(cast: Cast, kremlin: Attribution) -> Late:
    """Only its author does that: here from another window."""
    row = comments.comment(cast.analyst, "claim", kremlin.claim_id, "What is this?").comment
    return Late(
        address=reverse("claims:comment_withdraw", args=[row.pk]),
        sent={"version": row.version},
        change=lambda: comments.edit(cast.analyst, row.pk, "Which of the two signs?", version=row.version),
        told="edited a comment",
        stands="Which of the two signs?",
        done=lambda: Comment.objects.get(pk=row.pk).withdrawn_at is not None,
    )


def of_a_tick(cast: Cast, kremlin: Attribution) -> Late:
    claim = kremlin.claim
    item = ChecklistItem.objects.for_claim(claim).first()

    def change():
        first = checklists.tick(cast.colleague, claim.pk, item.pk, ticked=True, seen=0)
        checklists.tick(cast.colleague, claim.pk, item.pk, ticked=False, seen=first.pk)

    return Late(
        address=reverse("claims:tick", args=[claim.pk]),
        sent={"item": item.pk, "ticked": "on", "seen": 0},
        change=change,
        told="took a tick away",
        stands=str(item),
        done=lambda: ChecklistTick.objects.filter(claim=claim).order_by("-pk").first().ticked,
    )


def of_assigning(cast: Cast, kremlin: Attribution) -> Late:
    """On the claim's page, which has the way it stands all around."""
    claim = kremlin.claim
    return Late(
        address=reverse("claims:claim_assign", args=[claim.pk]),
        sent={"claim_version": claim.version, "take": "1"},
        change=lambda: workflow.set_due(
            cast.colleague, claim.pk, timezone.localdate() + IN_30_DAYS, version=claim.version
        ),
        told="set the due date",
        stands=claim.statement[:20],
        done=lambda: Claim.objects.get(pk=claim.pk).assigned_to == cast.analyst,
    )


def of_taking(cast: Cast, kremlin: Attribution) -> Late:
    """In the queue."""
    claim = kremlin.claim
    return Late(
        address=reverse("claims:take", args=[claim.pk]),
        sent={"version": claim.version},
        change=lambda: workflow.assign(cast.colleague, claim.pk, cast.colleague, version=claim.version),
        told="assigned the claim",
        stands="Citra",
        done=lambda: Claim.objects.get(pk=claim.pk).assigned_to == cast.analyst,
    )


def of_moving(cast: Cast, kremlin: Attribution) -> Late:
    claim = kremlin.claim
    return Late(
        address=reverse("claims:claim_move", args=[claim.pk]),
        sent={"claim_version": claim.version, "to": "in_progress", "note": "", "kind": ""},
        change=lambda: workflow.assign(cast.colleague, claim.pk, cast.colleague, version=claim.version),
        told="assigned the claim",
        stands="Citra",
        done=lambda: Claim.objects.get(pk=claim.pk).stage == Stage.IN_PROGRESS,
    )


def of_a_name(cast: Cast, kremlin: Attribution) -> Late:
    tass = Source.objects.get(name="TASS")

    def change():
        theirs = profile.Profile(name="TASS", kind=tass.kind, role="agency of the state")
        profile.set_profile(cast.colleague, tass.pk, theirs, version=tass.version)

    return Late(
        address=reverse("claims:source_act", args=[tass.pk, "alias"]),
        sent={"version": tass.version, "name": "ITAR-TASS", "language": ""},
        change=change,
        told="changed the source&#x27;s profile",
        stands="agency of the state",
        done=lambda: tass.aliases.filter(name="ITAR-TASS").exists(),
    )


def of_a_step(cast: Cast, kremlin: Attribution) -> Late:
    edge = CoverageEdge.objects.create(
        claim=kremlin.claim, copy=kremlin.article, copy_node=f"article:{kremlin.article_id}", origin_name="Interfax",
        origin_node="name:interfax", kind=CoverageEdge.Kind.CREDIT, method="by hand", score=1,
    )  # fmt: skip
    return Late(
        address=reverse("claims:edge_decide", args=[edge.pk]),
        sent={"version": edge.version, "decision": "confirmed"},
        change=lambda: decide_edge(cast.colleague, edge.pk, "cut", version=edge.version),
        told="decided where coverage comes from",
        stands="Interfax",
        done=lambda: CoverageEdge.objects.get(pk=edge.pk).state == "confirmed",
    )


def _state(attribution: Attribution) -> str:
    return str(Attribution.objects.get(pk=attribution.pk).review_state)
