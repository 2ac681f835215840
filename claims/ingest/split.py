"""Split one article: save what the extractor suggests, in one transaction, without touching people's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from claims.extraction import extract
from claims.ingest import rescoring
from claims.ingest.carrying import Pages, carry_over
from claims.ingest.untouched import replaceable
from claims.models import Article, Attribution, AttributionSpan, Claim, Event, OwnVoice, RelayHop, search
from claims.sources import resolve

if TYPE_CHECKING:
    from claims.extraction.results import Attribution as Found
    from claims.extraction.results import Extraction

ROLES = ("source", "cue", "content")
ASIDE = 1_000_000  # added to numbers while they are given out anew, so that the unique constraint holds throughout


def split(article: Article) -> dict[str, int]:
    """Extract and save; returns {"found", "saved", "kept"}, for a newer version also {"moved", "waiting"}.

    Safe to repeat: replaces only untouched machine rows. What people decided in the version before comes along first.
    """
    extraction = rescoring.apply(extract(article.text, article.language))
    pages = Pages(article, article.supersedes) if article.supersedes else Pages()
    with transaction.atomic():
        Article.objects.lock(article.pk)
        article.refresh_from_db(fields=["supersedes"])
        _remove_untouched(article)
        carried = carry_over(article, extraction, pages) if article.supersedes_id else {}
        kept = list(article.attributions.prefetch_related("spans"))
        article.attributions.update(number=F("number") + ASIDE)
        saved = _save(article, extraction, _places(kept))
        if Article.objects.filter(supersedes=article).exclude(extractor_version="").exists():
            replaceable(article).update(superseded=True)  # a newer version has been split: that one speaks for it
        _number_in_text_order(article)
        _save_own_voice(article, extraction)
        Article.objects.filter(pk=article.pk).update(extractor_version=extraction.version)
        counts = {"found": len(extraction.attributions), "saved": saved, "kept": len(kept), **carried}
        Event.objects.append(Event.Act.SPLIT, article=article, new={**counts, "version": extraction.version})
    return counts


def _remove_untouched(article: Article) -> None:
    """Take away machine suggestions that no person has touched, and the claims that then have no appearance left."""
    ids = list(replaceable(article).values_list("pk", "claim_id"))
    Attribution.objects.filter(pk__in=[pk for pk, _claim in ids]).delete()
    Claim.objects.filter(pk__in={claim for _pk, claim in ids}, attributions__isnull=True).delete()
    search.refresh(claim for _pk, claim in ids)


Taken = set[tuple[str, int, int]]


def _places(kept: list[Attribution]) -> Taken:
    """Where the rows that stay are: a find at the same cue, or of the same content without one, is theirs."""
    taken: Taken = set()
    for row in kept:
        by = "cue" if row.spans_of("cue") else "content"
        taken.update((by, span.start, span.end) for span in row.spans_of(by))
    return taken


def _save(article: Article, extraction: Extraction, taken: Taken) -> int:
    kinds = resolve.kinds_of(extraction.attributions)
    rows: dict[int, Attribution] = {}
    for index, found in enumerate(extraction.attributions):
        if any((role, *span) in taken for role in ("cue", "content") for span in getattr(found, role)):
            continue
        earlier = rows.get(found.same_claim_as) if found.same_claim_as is not None else None
        claim = earlier.claim if earlier else _new_claim(article, found)
        rows[index] = _save_one(article, found, index, claim, kinds, extraction.version)
    for index, row in rows.items():
        outer = rows.get(extraction.attributions[index].inside)  # type: ignore[arg-type]
        if outer:
            Attribution.objects.filter(pk=row.pk).update(inside=outer)
    search.refresh(row.claim_id for row in rows.values())
    return len(rows)


def _new_claim(article: Article, found: Found) -> Claim:
    statement = found.statement or " ".join(span.of(article.text) for span in found.content)
    return Claim.objects.create(
        statement=" ".join(statement.split())[:400],
        language=article.language,
        check_score=found.check.score,
        check_kind=found.check.kind,
        check_reasons=list(found.check.reasons),
    )


def _save_one(
    article: Article, found: Found, index: int, claim: Claim, kinds: dict[str, str], version: str
) -> Attribution:
    resolution = resolve.resolve(found, kinds)
    row = Attribution.objects.create(
        article=article,
        claim=claim,
        number=index + 1,
        source=resolution.source,
        candidates=list(resolution.candidates),
        canonical=(found.canonical or "")[:200],
        source_type=found.source_type,
        role=(found.role or "")[:200],
        quote_kind=found.quote,
        hedged=found.hedged,
        hedged_by=found.hedged_by,
        negated=found.negated,
        rule=found.why.rule[:80],
        cue_entry=found.why.cue_entry[:80],
        frame=found.why.frame[:80],
        why_note=found.why.note[:300],
        confidence=found.confidence,
        extractor_version=version,
    )
    AttributionSpan.objects.bulk_create(
        AttributionSpan(attribution=row, role=role, start=span.start, end=span.end, quote=span.of(article.text))
        for role in ROLES
        for span in getattr(found, role)
    )
    hops = dict.fromkeys(resolve.relay(name) for name in found.chain)
    RelayHop.objects.bulk_create(
        RelayHop(attribution=row, position=position, source=source) for position, source in enumerate(hops)
    )
    return row


def _number_in_text_order(article: Article) -> None:
    """Number the attributions from 1 by the place of their cue; one without a cue by its content."""
    rows = list(article.attributions.prefetch_related("spans"))
    article.attributions.filter(number__lt=ASIDE).update(number=F("number") + 2 * ASIDE)

    def place(row: Attribution) -> tuple[int, int]:
        cues = [span.start for span in row.spans.all() if span.role == "cue"]
        return min(cues or [span.start for span in row.spans.all()], default=0), row.pk

    for number, row in enumerate(sorted(rows, key=place), 1):
        row.number = number
    Attribution.objects.bulk_update(rows, ["number"])


def _save_own_voice(article: Article, extraction: Extraction) -> None:
    article.own_voice.untouched().delete()
    decided = set(article.own_voice.values_list("start", "end"))
    OwnVoice.objects.bulk_create(
        OwnVoice(
            article=article,
            start=own.span.start,
            end=own.span.end,
            quote=own.span.of(article.text),
            statement=own.statement,
            score=own.check.score,
            kind=own.check.kind,
            reasons=list(own.check.reasons),
        )
        for own in extraction.own_voice
        if tuple(own.span) not in decided
    )
