"""Where the words of a search stand when they are not in a claim's statement: short passages, each with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from claims.models import AttributionSpan, Comment, Evidence, Verdict
from claims.models.attribution import Attribution
from claims.models.numbers import among
from claims.models.prepared import Prepared
from claims.models.words import Words

BEFORE, AFTER = 50, 110  # letters around the first word that is found


class Place(TextChoices):
    QUOTE = "quote", _("in the quote")
    RATIONALE = "rationale", _("in the rationale")
    EVIDENCE = "evidence", _("in evidence")
    COMMENT = "comment", _("in a comment")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some of a text, cut at words, and where the text stands."""

    place: Place
    text: str


def passages_of(claims: Iterable[Any], words: Words) -> dict[int, list[Passage]]:
    """{claim: passages} for those rows (with `pk`, `statement`, `gloss`) that do not hold every word themselves: as few
    passages as hold the others, from the first places that do."""
    missing = {claim.pk: set(words.asked) - words.in_text(f"{claim.statement} {claim.gloss}") for claim in claims}
    found: dict[int, list[Passage]] = defaultdict(list)
    for place, read in TEXTS.items():
        waiting = [pk for pk, asked in missing.items() if asked]
        if not waiting:
            break
        for pk, texts in _by_claim(read(waiting)).items():
            for text, held in _holding(texts, missing[pk]):
                found[pk].append(Passage(place, excerpt(text, Words(tuple(held)))))
    return found


def _holding(texts: Iterable[str], missing: set[str]) -> Iterator[tuple[str, set[str]]]:
    """The texts that hold most of the missing words, with the words; what is found is missing no longer."""
    holding = [(Words(tuple(missing)).in_text(text), text) for text in texts]
    while missing:
        held, text = max(((held & missing, text) for held, text in holding), key=lambda pair: len(pair[0]))
        if not held:
            return
        missing -= held
        yield text, held


def excerpt(text: str, words: Words) -> str:
    """What stands around the first of these words, with "…" where something is left out."""
    first = next((start for start, _end, _word in words.hits(text)), 0)
    start, end = max(0, first - BEFORE), min(len(text), first + AFTER)
    start = text.find(" ", start, first) + 1 or first if start else 0
    end = text.rfind(" ", first, end) if end < len(text) and " " in text[first:end] else end
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def _by_claim(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    for claim, *parts in rows:
        texts[claim] += [part for part in parts if part]
    return {claim: found for claim, found in texts.items() if found}


def _quotes(claims: Any) -> Any:
    spans = AttributionSpan.objects.filter(attribution__claim__in=claims)
    spans = spans.exclude(attribution__review_state=Attribution.ReviewState.REJECTED).order_by("pk")
    return spans.values_list("attribution__claim", "quote")


def _rationales(claims: Any) -> Any:
    verdicts = Verdict.objects.unsealed().filter(claim__in=claims).order_by("-pk")
    return verdicts.values_list("claim", "rationale", "summary")


def _evidence(claims: Any) -> Any:
    return Evidence.objects.standing().filter(claim__in=claims).values_list("claim", "title", "quote", "note")


def _comments(claims: Any) -> Any:
    return Comment.objects.standing().filter(claim__in=claims).order_by("-pk").values_list("claim", "body")


# In the order in which a reader wants to know of them.
TEXTS: dict[Place, Prepared[tuple[Any, ...]]] = {
    place: Prepared(lambda claims, texts=texts: texts(among(claims)))
    for place, texts in (
        (Place.QUOTE, _quotes),
        (Place.RATIONALE, _rationales),
        (Place.EVIDENCE, _evidence),
        (Place.COMMENT, _comments),
    )
}
