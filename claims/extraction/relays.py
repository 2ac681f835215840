"""Through whom a statement reaches us: the relays that its own sentence names."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from claims.extraction import phrases, subjects
from claims.extraction.classes import (
    ACCOMPANYING,
    ADDRESSEE,
    ADV,
    AGENT,
    CHANNEL,
    DOCUMENT,
    PREP,
    TIME,
)
from claims.extraction.document import Document, bits
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.names import Names
from claims.extraction.phrases import Range

_OCCASION = bits("occasion")
_HEARER = 6  # tokens of a hearer that closes a content
_NEW = bits("indefinite", "possessive")
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
            outlet = names.relay_in(phrase)
            if outlet:
                found[index].append(outlet)
    starts = [hit.first for hit in doc.hits]
    for number, indices in by_sentence.items():
        sentence = doc.sentences[number]
        for at, outlet in _carriers(doc, names, sentence.first, sentence.last):
            nearest = _nearest(drafts, indices, at)
            if nearest is not None and outlet not in found[nearest]:
                found[nearest].append(outlet)
        for hit in doc.hits[bisect_left(starts, sentence.first) : bisect_left(starts, sentence.last)]:
            if "relay" in hit.form.takes and doc.inside[hit.first] == sentence.quote:
                relayed = _relayed_by(doc, names, drafts, indices, hit)
                if relayed is not None:
                    found[relayed[0]].append(relayed[1])
    _without_own_outlet(names, found, drafts)
    return found


def _hearer_behind(doc: Document, names: Names, draft: Draft) -> None:
    """ "denied the report |to Reuters|": an outlet that closes the content is who heard it, and no part of it."""
    if not draft.content or draft.level != -1 or draft.content[-1][0] < draft.hit.last:
        return
    first, last = draft.content[-1]
    for k in range(last - 1, max(first + 1, last - _HEARER), -1):
        if doc.tags[k] & ADDRESSEE and not doc.caps[k]:
            phrase = phrases.after(doc, k + 1, last)
            if phrase is not None and phrase[1] == last and names.relay_in(phrase):
                draft.addressee, draft.content[-1] = phrase, (first, k)
            return


def _without_own_outlet(names: Names, found: dict[int, list[str]], drafts: list[Draft]) -> None:
    """Leaves out the outlet that the article is from: one that nobody knows, named twice as the one spoken to,
    also by a short name ("told the Harbour Gazette", "seen by the Gazette"), and never as one that reports."""
    told: defaultdict[str, set[int]] = defaultdict(set)
    for index, outlets in found.items():
        for name in outlets:
            told[name].add(drafts[index].sentence)
    speaking = {names.medium_named(draft.source) for draft in drafts if draft.source is not None}
    own = {
        name
        for name, sentences in told.items()
        if len(sentences) > 1
        and name not in speaking
        and not names.knows_outlet(name)
        and name.lower().split()[-1] in names.shortened
    }
    for index in [index for index, outlets in found.items() if own & set(outlets)]:
        found[index] = [name for name in found[index] if name not in own]


def said_elsewhere(doc: Document, draft: Draft) -> bool:
    """Whether a find tells of an occasion of its own ("told lawmakers", "in a statement"): then no
    relay of what the speaker said before holds for it."""
    if doc.lexicon.pack.VOICES:
        return False
    if draft.addressee is not None:
        return True
    sentence = doc.sentences[draft.sentence]
    own = [*draft.content, *([draft.source] if draft.source is not None else [])]
    return any(
        doc.tags[i] & (_OCCASION | DOCUMENT)
        and doc.tags[i - 1] & _NEW
        and doc.tags[i - 2] & PREP
        and not any(first <= i < last for first, last in own)
        for i in range(sentence.first + 2, sentence.last)
    )


def _relayed_by(
    doc: Document, names: Names, drafts: list[Draft], indices: list[int], hit: Hit
) -> tuple[int, str] | None:
    """(draft, outlet) for a cue that relays: of the drafts of its sentence, what it hands on and who does."""
    if any(drafts[i].hit is hit for i in indices):
        return None  # it is a find of its own: whom the outlet cites
    sentence = doc.sentences[drafts[indices[0]].sentence]
    phrase = phrases.after(doc, hit.last, sentence.last)
    outlet = names.relay_in(phrase) if phrase else None
    before = [i for i in indices if drafts[i].hit.first < hit.first]
    if outlet and before:
        return before[-1], outlet
    after = next((i for i in indices if drafts[i].hit.first >= hit.last), None)
    if after is None:
        return None
    if outlet is None:  # "Kantor berita X, |mengutip| S yang menyebut C"
        quoting = subjects.before(doc, phrases.skip_back(doc, hit.first, sentence.first), sentence.first)
        outlet = names.relay_in(quoting) if quoting else None
    return (after, outlet) if outlet and drafts[after].source else None


def _carriers(doc: Document, names: Names, first: int, last: int) -> list[tuple[int, str]]:
    """(token, outlet) where a sentence says through whom something came: "in an interview with X", "carried by X",
    "on X"."""
    found: list[tuple[int, str]] = []
    past = first  # what is read as an outlet is not read again
    for k in range(first, last - 1):
        if k < past:
            continue
        preposition = _leads_to_a_carrier(doc, k, last)
        if preposition is not None:
            phrase = phrases.after(doc, preposition + 1, last)
            outlet = names.relay_in(phrase) if phrase is not None else None
        else:
            phrase = _channel(doc, k, last)
            outlet = names.aired_on(phrase) if phrase is not None else None
        if outlet is not None and phrase is not None:
            found.append((k, outlet))
            past = phrase[1]
    return found


def _leads_to_a_carrier(doc: Document, k: int, last: int) -> int | None:
    """The preposition before the outlet that an interview was given to or that carried what was said."""
    tags, lexicon = doc.tags, doc.lexicon
    if tags[k] & _OCCASION:
        marks = range(k + 1, min(last - 1, k + 1 + _REACH))
        return next((i for i in marks if tags[i] & PREP and not doc.caps[i]), None)
    if k + 1 >= last:
        return None
    if doc.words[k] in lexicon.given and tags[k + 1] & (ADDRESSEE | ACCOMPANYING):
        return k + 1  # "in an email |to| the Courier"
    if doc.words[k] in lexicon.written and tags[k + 1] & PREP:
        return k + 1  # "in an article |for| the Courier"
    if doc.words[k] not in lexicon.carrying:
        return None
    for i in range(k + 1, min(last - 1, k + 1 + _REACH)):  # "carried |by| TASS", "carried live |on| state television"
        if tags[i] & (AGENT | ADDRESSEE | ACCOMPANYING) or (tags[i] & CHANNEL and not tags[i + 1] & TIME):
            return i  # not "published in"
        if not tags[i] & (TIME | ADV) and not (tags[i] & CHANNEL and tags[i + 1] & TIME):
            return None
    return None


def _channel(doc: Document, k: int, last: int) -> Range | None:
    """ "said |on| CNN", "writing |in| the Courier": the phrase behind the preposition."""
    tags = doc.tags
    if doc.caps[k] or doc.lexicon.pack.VOICES or not tags[k] & PREP:
        return None
    written = k > 0 and doc.words[k - 1] in doc.lexicon.writing
    if not (tags[k] & CHANNEL or written) or not (doc.caps[k + 1] or tags[k + 1] or written):
        return None
    return phrases.after(doc, k + 1, last)


def _nearest(drafts: list[Draft], indices: list[int], at: int) -> int | None:
    """The draft of the sentence whose cue stands nearest to token `at`, which is none of its own words."""
    outside = [
        index
        for index in indices
        if not any(first <= at < last for first, last in drafts[index].content) and drafts[index].hit.first != at
    ]
    return min(outside, key=lambda index: abs(drafts[index].hit.first - at), default=None)
