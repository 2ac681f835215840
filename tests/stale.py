"""Forms that somebody sends after somebody else was faster: what the tests of stale saves walk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from claims.ingest import watchlist
from claims.models import Attribution, Claim, Comment, Evidence, Feed, ReplyRequest, SavedView, Source, Verdict
from claims.models.claim import Status
from claims.review import attributions as review
from claims.review import chains, comments, evidence_edit, reopenings, replies, saved_views, workflow
from claims.review.chains import HopFacts
from claims.review.evidence import add_evidence
from claims.review.verdicts import sign_verdict
from claims.sources import profile
from tests.cast import Cast

IN_30_DAYS = dt.timedelta(days=30)


@dataclass
class Stale:
    """A form that Bram opened before the other one saved: where it is sent and what he wrote (`sent`); some of its
    fields, what the other one wrote there, and what is saved there (`held`); how the page names who was faster
    (`head`), and what shows it as it stands (`page`). `role`: whose form it is, if not an analyst's."""

    address: str
    sent: dict[str, Any]
    fields: tuple[str, ...]
    theirs: tuple[str, ...]
    head: str
    page: str
    change: Callable[[], object]
    held: Callable[[], tuple[str, ...]]
    role: str = "analyst"

    @property
    def mine(self) -> tuple[str, ...]:
        return tuple(self.sent[name] for name in self.fields)


def of_profile(cast: Cast, kremlin: Attribution) -> Stale:
    tass = Source.objects.get(name="TASS")

    def change():
        theirs = profile.Profile(name="TASS", kind=tass.kind, role="agency of the state", country="RU")
        profile.set_profile(cast.colleague, tass.pk, theirs, version=tass.version)

    def held():
        found = Source.objects.get(pk=tass.pk)
        return found.role, found.country

    return Stale(
        address=reverse("claims:source_act", args=[tass.pk, "profile"]),
        sent={"version": tass.version, "name": "TASS", "kind": tass.kind, "role": "news agency", "country": "SU"},
        fields=("role", "country"),
        theirs=("agency of the state", "RU"),
        head="Citra changed this source at",
        page=reverse("claims:source_edit", args=[tass.pk]),
        change=change,
        held=held,
    )


def of_evidence(cast: Cast, kremlin: Attribution) -> Stale:
    row = add_evidence(cast.analyst, kremlin.claim_id, stance="supports", url="https://example.org/record")
    described = {"stance": "supports", "kind": "", "language": "", "access": "", "quote": ""}

    def change():
        theirs = {**described, "title": "Minutes of the day", "note": "What Citra noted"}
        evidence_edit.change(cast.colleague, row.pk, version=row.version, **theirs)

    def held():
        found = Evidence.objects.get(pk=row.pk)
        return found.title, found.note

    return Stale(
        address=reverse("claims:evidence_edit", args=[row.pk]),
        sent={"version": row.version, **described, "title": "The record itself", "note": "What Bram noted"},
        fields=("title", "note"),
        theirs=("Minutes of the day", "What Citra noted"),
        head="Citra changed this evidence at",
        page=reverse("claims:evidence", args=[row.pk]),
        change=change,
        held=held,
    )


def of_gloss(cast: Cast, kremlin: Attribution) -> Stale:
    claim = kremlin.claim

    def change():
        workflow.set_gloss(cast.colleague, claim.pk, gloss="Kein Abkommen", language="de", version=claim.version)

    def held():
        found = Claim.objects.get(pk=claim.pk)
        return found.gloss, found.gloss_language

    return Stale(
        address=reverse("claims:gloss", args=[kremlin.pk]),
        sent={"claim_version": claim.version, "gloss": "No agreement signed", "gloss_language": "en"},
        fields=("gloss", "gloss_language"),
        theirs=("Kein Abkommen", "de"),
        head="Citra changed this claim at",
        page=_open(kremlin),
        change=change,
        held=held,
    )


def of_comment(cast: Cast, kremlin: Attribution) -> Stale:
    """Only its author edits a comment: here from another window."""
    row = comments.comment(cast.analyst, "claim", kremlin.claim_id, "What is this?").comment
    return Stale(
        address=reverse("claims:comment_edit", args=[row.pk]),
        sent={"version": row.version, "body": "Who is it that signs this?"},
        fields=("body",),
        theirs=("Which of the two signs?",),
        head="You changed this at",
        page=reverse("claims:claim_comments", args=[kremlin.claim_id]),
        change=lambda: comments.edit(cast.analyst, row.pk, "Which of the two signs?", version=row.version),
        held=lambda: (Comment.objects.get(pk=row.pk).body,),
    )


def of_answer(cast: Cast, kremlin: Attribution) -> Stale:
    row = replies.ask(cast.analyst, kremlin.claim_id, whom="Press office", how="email", question="Is there a plan?")

    def change():
        replies.answered(cast.colleague, row.pk, version=row.version, answer="No plan at all.", corrected="no")

    def held():
        found = ReplyRequest.objects.get(pk=row.pk)
        return found.answer, found.corrected

    return Stale(
        address=reverse("claims:reply_answered", args=[row.pk]),
        sent={"version": row.version, "answer": "They say there is none.", "corrected": "partly", "answered_on": ""},
        fields=("answer", "corrected"),
        theirs=("No plan at all.", "no"),
        head="Citra changed this answer at",
        page=f"{kremlin.claim.get_absolute_url()}#look-again",
        change=change,
        held=held,
    )


def of_day(cast: Cast, kremlin: Attribution) -> Stale:
    claim = kremlin.claim
    mine, theirs = (timezone.localdate() + n * IN_30_DAYS for n in (1, 2))

    def held():
        day = Claim.objects.get(pk=claim.pk).recheck_on
        return (day.isoformat() if day else "",)

    return Stale(
        address=reverse("claims:claim_recheck", args=[claim.pk]),
        sent={"seen_day": "", "recheck_on": mine.isoformat()},
        fields=("recheck_on",),
        theirs=(theirs.isoformat(),),
        head="Citra set another day at",
        page=f"{claim.get_absolute_url()}#look-again",
        change=lambda: reopenings.set_recheck(cast.colleague, claim.pk, theirs, seen=None),
        held=held,
    )


def of_due(cast: Cast, kremlin: Attribution) -> Stale:
    claim = kremlin.claim
    mine, theirs = (timezone.localdate() + n * IN_30_DAYS for n in (1, 2))

    def held():
        day = Claim.objects.get(pk=claim.pk).due
        return (day.isoformat() if day else "",)

    return Stale(
        address=reverse("claims:claim_due", args=[claim.pk]),
        sent={"claim_version": claim.version, "seen": 0, "due": mine.isoformat()},
        fields=("due",),
        theirs=(theirs.isoformat(),),
        head="Citra changed this claim at",
        page=claim.get_absolute_url(),
        change=lambda: workflow.set_due(cast.colleague, claim.pk, theirs, version=claim.version),
        held=held,
    )


def of_relay(cast: Cast, kremlin: Attribution) -> Stale:
    relay = kremlin.chain[0].source_id

    def change():
        facts = HopFacts(mode="direct", link="https://example.org/citra", excuse="behind a paywall")
        chains.describe_hop(cast.colleague, kremlin.pk, relay, facts, version=kremlin.version)

    def held():
        found = kremlin.relays.get(source=relay)
        return found.link, found.excuse

    return Stale(
        address=reverse("claims:chain_describe", args=[kremlin.pk, relay]),
        sent={"version": kremlin.version, "mode": "direct", "link": "https://example.org/bram", "excuse": "gone"},
        fields=("link", "excuse"),
        theirs=("https://example.org/citra", "behind a paywall"),
        head="Citra changed this claim at",
        page=f"{reverse('claims:chain', args=[kremlin.pk])}?hop={relay}",
        change=change,
        held=held,
    )


def of_anonymity(cast: Cast, kremlin: Attribution) -> Stale:
    def change():
        review.set_anonymity(cast.colleague, kremlin.pk, "rank", "not authorised to speak", version=kremlin.version)

    def held():
        found = Attribution.objects.get(pk=kremlin.pk)
        return found.anonymity_reason, found.anonymity

    return Stale(
        address=reverse("claims:anonymity", args=[kremlin.pk]),
        sent={"version": kremlin.version, "anonymity": "office", "reason": "fears for the post"},
        fields=("reason", "anonymity"),
        theirs=("not authorised to speak", "rank"),
        head="Citra changed this claim at",
        page=reverse("claims:set_source", args=[kremlin.pk]),
        change=change,
        held=held,
    )


def of_view(cast: Cast, kremlin: Attribution) -> Stale:
    """Only its owner changes a view: here from another window."""
    row = saved_views.save(cast.analyst, kind="claims", name="All of it", query="", shared=True)
    theirs = {"name": "All claims", "shared": True}

    return Stale(
        address=reverse("claims:view_edit", args=[row.pk]),
        sent={"version": row.version, "name": "Everything here", "shared": "on"},
        fields=("name",),
        theirs=("All claims",),
        head="You changed this at",
        page=reverse("claims:views"),
        change=lambda: saved_views.change(cast.analyst, row.pk, version=row.version, **theirs),
        held=lambda: (SavedView.objects.get(pk=row.pk).name,),
    )


def of_feed(cast: Cast, kremlin: Attribution) -> Stale:
    """Reviewers change feeds: Dina, and Edo before her."""
    row = watchlist.add(cast.reviewer, "https://orel.example/rss")
    told = {"address": row.address, "every": 900, "active": True}

    def change():
        theirs = watchlist.Facts(**told, outlet="Orel Herald", language="id")
        watchlist.change(cast.administrator, row.pk, theirs, version=row.version)

    def held():
        found = watchlist.facts_of(Feed.objects.get(pk=row.pk))
        return found.outlet, found.language

    return Stale(
        address=reverse("claims:feed_edit", args=[row.pk]),
        sent={"version": row.version, **told, "active": "on", "outlet": "The Orel Herald", "language": "en"},
        fields=("outlet", "language"),
        theirs=("Orel Herald", "id"),
        head="Edo changed this feed at",
        page=reverse("claims:feed_edit", args=[row.pk]),
        change=change,
        held=held,
        role="reviewer",
    )


def of_verdict(cast: Cast, kremlin: Attribution) -> Stale:
    """On the claim's own page."""
    return _of_verdict(cast, kremlin, reverse("claims:claim_verdict", args=[kremlin.claim_id]),
                       kremlin.claim.get_absolute_url())  # fmt: skip


def of_verdict_on_bench(cast: Cast, kremlin: Attribution) -> Stale:
    """Beside the text of the article."""
    return _of_verdict(cast, kremlin, reverse("claims:verdict", args=[kremlin.pk]), _open(kremlin))


def _of_verdict(cast: Cast, kremlin: Attribution, address: str, page: str) -> Stale:
    claim = kremlin.claim
    said = {"status": Status.UNPROVEN, "rationale": "Nobody has seen the paper."}

    def held():
        latest = Verdict.objects.filter(claim=claim).first()
        return latest.rationale, latest.status

    return Stale(
        address=address,
        sent={"claim_version": claim.version, "seen": 0, "status": "false", "rationale": "The paper says otherwise."},
        fields=("rationale", "status"),
        theirs=("Nobody has seen the paper.", "unproven"),
        head="Citra signed a verdict at",
        page=page,
        change=lambda: sign_verdict(cast.colleague, claim.pk, version=claim.version, **said),
        held=held,
    )


def _open(attribution: Attribution) -> str:
    return f"{attribution.article.get_absolute_url()}?claim={attribution.number}"
