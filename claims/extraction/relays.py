"""Through whom a statement reaches us: the relays that its own sentence names."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from claims.extraction import phrases, subjects
from claims.extraction.classes import ADDRESSEE, AGENT, PREP
from claims.extraction.document import Document, bits
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.names import Names

_OCCASION = bits("occasion")
_HEARER = 6  # tokens of a hearer that closes a content
_REACH = 3  # tokens from "interview" or "carried" to the preposition before the outlet


def named_relays(doc: Document, names: Names, drafts: list[Draft]) -> dict[int, list[str]]:
    """For the index of each draft the outlets its own sentence names as relays, nearest first."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    by_sentence: defaultdict[int, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        by_sentence[draft.sentence].append(index)
        if draft.addressee is None:
            _hearer_behind(doc, names, draft)
        told = [draft.addressee] if draft.addressee is not None else []
        for phrase in (*told, *draft.relays):
            outlet = names.outlet_in(phrase)
            if outlet:
                found[index].append(outlet)
    starts = [hit.first for hit in doc.hits]
    for number, indices in by_sentence.items():
        sentence = doc.sentences[number]
        for at, outlet in _carriers(doc, names, sentence.first, sentence.last):
            nearest = _nearest(drafts, indices, at)
            if nearest is not None:
                found[nearest].append(outlet)
        for hit in doc.hits[bisect_left(starts, sentence.first) : bisect_left(starts, sentence.last)]:
            if "relay" in hit.form.takes and doc.inside[hit.first] == sentence.quote:
                relayed = _relayed_by(doc, names, drafts, indices, hit)
                if relayed is not None:
                    found[relayed[0]].append(relayed[1])
    return found


def _hearer_behind(doc: Document, names: Names, draft: Draft) -> None:
    """ "denied the report |to Reuters|": an outlet that closes the content is who heard it, and no part of it."""
    if not draft.content or draft.level != -1 or draft.content[-1][0] < draft.hit.last:
        return
    first, last = draft.content[-1]
    for k in range(last - 1, max(first + 1, last - _HEARER), -1):
        if doc.tags[k] & ADDRESSEE and not doc.caps[k]:
            phrase = phrases.after(doc, k + 1, last)
            if phrase is not None and phrase[1] == last and names.outlet_in(phrase):
                draft.addressee, draft.content[-1] = phrase, (first, k)
            return


def _relayed_by(
    doc: Document, names: Names, drafts: list[Draft], indices: list[int], hit: Hit
) -> tuple[int, str] | None:
    """(draft, outlet) for a cue that relays: of the drafts of its sentence, what it hands on and who does."""
    sentence = doc.sentences[drafts[indices[0]].sentence]
    phrase = phrases.after(doc, hit.last, sentence.last)
    outlet = names.outlet_in(phrase) if phrase else None
    before = [i for i in indices if drafts[i].hit.first < hit.first]
    if outlet and before:
        return before[-1], outlet
    after = next((i for i in indices if drafts[i].hit.first >= hit.last), None)
    if after is None:
        return None
    if outlet is None:  # "Kantor berita X, |mengutip| S yang menyebut C"
        quoting = subjects.before(doc, phrases.skip_back(doc, hit.first, sentence.first), sentence.first)
        outlet = names.outlet_in(quoting) if quoting else None
    return (after, outlet) if outlet and drafts[after].source else None


def _carriers(doc: Document, names: Names, first: int, last: int) -> list[tuple[int, str]]:
    """(token, outlet) where a sentence says through whom something came: "in an interview with X", "carried by X"."""
    found: list[tuple[int, str]] = []
    for k in range(first, last - 2):
        preposition = _leads_to_a_carrier(doc, k, last)
        phrase = phrases.after(doc, preposition + 1, last) if preposition is not None else None
        outlet = names.outlet_in(phrase) if phrase is not None else None
        if outlet is not None:
            found.append((k, outlet))
    return found


def _leads_to_a_carrier(doc: Document, k: int, last: int) -> int | None:
    """The preposition before the outlet that an interview was given to or that carried what was said."""
    if doc.tags[k] & _OCCASION:
        marks = range(k + 1, min(last - 1, k + 1 + _REACH))
        return next((i for i in marks if doc.tags[i] & PREP and not doc.caps[i]), None)
    carried = doc.words[k] in doc.lexicon.carrying and doc.tags[k + 1] & (AGENT | ADDRESSEE)
    return k + 1 if carried else None  # "carried |by| TASS", "speaking |to| the BBC"; not "published in"


def _nearest(drafts: list[Draft], indices: list[int], at: int) -> int | None:
    """The draft of the sentence whose cue stands nearest to token `at`, which is none of its own words."""
    outside = [
        index
        for index in indices
        if not any(first <= at < last for first, last in drafts[index].content) and drafts[index].hit.first != at
    ]
    return min(outside, key=lambda index: abs(drafts[index].hit.first - at), default=None)
