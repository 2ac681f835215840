"""Archive what the address of evidence shows, and look weekly whether it still does. Called by jobs, never by a page.

Every look is one `EvidenceArchive` row, and one job makes one row, however often it runs. A look never changes what
people wrote; a page that is gone or says something else is flagged beside the claim, and no status moves by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.coverage import claim_reviews
from claims.ingest import archiving
from claims.ingest.errors import FetchError
from claims.ingest.fetch import HTML, Fetched, fetch
from claims.models import Event, Evidence, EvidenceArchive, Job
from claims.review.evidence import anchor
from claims.review.passages import find_passage

CHECK_EVERY = dt.timedelta(days=7)
TOLERATED = 0.02  # share of a page's words that counters, dates and teasers may change without a flag
Outcome = EvidenceArchive.Outcome
_NOTHING_THERE = (404, 410)


def look(job: Job, *, last_try: bool) -> EvidenceArchive:
    """Archive the page, or (a job of the kind `check_evidence`) compare it with its copy; returns the row.

    Raises FetchError when nothing came back and another try may help; at the `last_try` that is a row instead.
    """
    evidence = job.evidence
    assert evidence is not None
    done = EvidenceArchive.objects.filter(job=job).first()
    if done:
        return done
    try:
        page = fetch(evidence.url, types=archiving.TYPES)
    except FetchError as error:
        if not (error.permanent or last_try):
            raise
        outcome = Outcome.GONE if error.status in _NOTHING_THERE else Outcome.FAILED
        return _save(job, evidence, outcome=outcome, reason=str(error)[:500], http_status=error.status)
    return take_in(job, page)


def take_in(job: Job, page: Fetched) -> EvidenceArchive:
    """Keep the page that came back for the job's evidence, or how it compares with its copy; returns the row."""
    evidence = job.evidence
    assert evidence is not None
    seen = _seen(job, evidence, page)
    if page.content_type in HTML:  # a fact-check that somebody names is worth finding for other claims too
        claim_reviews.note_page(page.text().text, page.url)
    return _save(job, evidence, **seen)


def is_due() -> list[Evidence]:
    """The links that have not been looked at for a week, those waiting longest first."""
    return list(Evidence.objects.due(after=CHECK_EVERY).order_by("pk")[:200])


def _seen(job: Job, evidence: Evidence, page: Fetched) -> dict[str, Any]:
    """The columns of the row for a page that came back."""
    read = archiving.read(page)
    about = {
        "http_status": page.status,
        "url": page.url[:2048],
        "fetched_at": page.at,
        "content_type": page.content_type[:100],
        "title": read.title,
        "sha256": page.sha256,
        "size": len(page.body),
    }
    copy = evidence.archives.filter(outcome=Outcome.ARCHIVED).last() if job.kind == Job.Kind.CHECK_EVIDENCE else None
    if copy is None:
        return {**about, **_kept(page), "outcome": Outcome.ARCHIVED, "text": read.text}
    if page.sha256 == copy.sha256:
        return {**about, "outcome": Outcome.UNCHANGED}
    differ = words_changed(copy.text, read.text)
    if not _matters(evidence, copy, read.text, differ):
        return {**about, "outcome": Outcome.UNCHANGED, "words_changed": differ}
    return {**about, **_kept(page), "outcome": Outcome.CHANGED, "text": read.text, "words_changed": differ}


def _kept(page: Fetched) -> dict[str, str]:
    kept = archiving.keep(page)
    return {"page_file": kept.page_file, "warc_file": kept.warc_file}


def words_changed(old: str, new: str) -> int:
    """How many words one of the two has and the other has not, whatever their order."""
    before, after = Counter(old.split()), Counter(new.split())
    return max((before - after).total(), (after - before).total())


def _matters(evidence: Evidence, copy: EvidenceArchive, text: str, differ: int) -> bool:
    """Whether a change is one: the quoted words are gone, a document has other bytes, or many words differ."""
    if not copy.text:
        return True
    had_quote = evidence.quote and find_passage(copy.text, evidence.quote)
    if had_quote and not find_passage(text, evidence.quote):
        return True
    return differ > TOLERATED * len(copy.text.split())


@transaction.atomic
def _save(job: Job, evidence: Evidence, **columns: Any) -> EvidenceArchive:
    """Write the row, find the quote in a new copy, and log what people should know."""
    before = evidence.archives.last()
    try:
        with transaction.atomic():
            made = EvidenceArchive.objects.create(
                evidence=evidence, job=job, **{"fetched_at": timezone.now(), **columns}
            )
    except IntegrityError:  # the job ran twice at the same moment: the other's row is the one
        return EvidenceArchive.objects.get(job=job)
    if made.outcome == Outcome.ARCHIVED:
        _anchor_again(evidence)
        _log(Event.Act.EVIDENCE_ARCHIVED, evidence, made)
    elif made.outcome in (Outcome.CHANGED, Outcome.GONE) and (before is None or before.outcome != made.outcome):
        _log(Event.Act.EVIDENCE_FLAGGED, evidence, made)
    return made


def _anchor_again(evidence: Evidence) -> None:
    """The place of the quote, in the newest copy. No version changes: nobody's words did."""
    fresh = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    anchor(fresh)
    fresh.save(update_fields=["quote_start", "quote_end", "anchored_in"])


def _log(act: Event.Act, evidence: Evidence, made: EvidenceArchive) -> None:
    new = {"evidence": evidence.pk, "what": str(evidence), "outcome": made.outcome, "sha256": made.sha256}
    Event.objects.append(act, claim_id=evidence.claim_id, new=new)
