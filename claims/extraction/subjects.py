"""Finds the noun phrase that ends before a cue: its subject, with titles and appositions."""

from __future__ import annotations

from typing import NamedTuple

from claims.extraction.classes import (
    ADV,
    AGENT,
    APPOSED,
    ARTICLE,
    BELONGING,
    COMP,
    COORD,
    DEMONSTRATIVE,
    DET,
    HEAD,
    INDEFINITE,
    INF,
    JOINT,
    LINK,
    NOUNISH,
    PERSON,
    PLACE_HEAD,
    PREP,
    PRON,
    QUESTION,
    REL,
    TIME,
    TITLE,
    VERBAL,
)
from claims.extraction.document import Document, bits
from claims.extraction.phrases import HARD, QUOTES, REACH, Range, is_verb, names_outlet, opening_bracket

_LEAD = bits("opener", "adverb", "coordinator", "time", "subordinator", "contrast", "complementiser")
_MOMENT = bits("moment")
_DESCRIBED = bits("document_word", "person_noun", "group_word")
_CIRCUMSTANCE = bits("circumstance")
_CLAUSE = bits("complementiser", "contrast")
_GOVERNED = 14  # tokens that a relative clause or adverbial between a subject and its verb may hold


class _Cut(NamedTuple):
    """Where a phrase begins; `modifier` is where that begins which tells more of the subject before it, or None."""

    start: int
    modifier: int | None = None


def before(doc: Document, end: int, first: int) -> Range | None:
    """The noun phrase that ends before token `end` (a subject), not reaching back beyond `first`."""
    if end <= first:
        return None
    if end - 3 > first and doc.words[end - 1] == doc.words[end - 3] == "," and doc.tags[end - 2] & ADV:
        end -= 2  # "Rina, |misalnya,| mengatakan"
        return _with_apposition(doc, end, first) or before(doc, end - 1, first)
    word = doc.words[end - 1]
    if word == "," or word == "–":
        return _with_apposition(doc, end, first)
    if word == "%" and end - 2 >= first and doc.words[end - 2][0].isdigit():
        return end - 2, end  # "|47 %| say"
    if word == ")":
        opening = opening_bracket(doc, end - 1, first)
        if opening is None:
            return None
        phrase = before(doc, opening, first)
        digits = doc.words[opening + 1].isdigit()
        return phrase if phrase is None or digits else (phrase[0], end)
    start, modifier = _walk_back(doc, end, first)
    if modifier is not None:
        pause = modifier > first and doc.words[modifier - 1] == ","
        return before(doc, modifier - pause, first)
    found = _trim(doc, start, end)
    head = _governing(doc, start, first)
    if head is not None:
        return before(doc, head, first)
    if (
        found is None
        and start - 1 > first
        and doc.words[start - 1] == ","
        and all(_tells_time(doc, i) for i in range(start, end))
    ):
        return _with_apposition(doc, start, first) or before(
            doc, start - 1, first
        )  # "X, ketua Y, Senin (…) |menjelaskan"
    return found


def _governing(doc: Document, start: int, first: int) -> int | None:
    """Where the subject ends to whose relative clause or adverbial the phrase from `start` belongs: "seorang
    warga |yang enggan disebut namanya| mengatakan", "Rina, |saat dihubungi Kompas| mengatakan"."""
    if start <= first + 1 or doc.caps[start - 1] or not (is_verb(doc, start - 1) or doc.tags[start - 1] & PREP):
        return None
    for k in range(start - 1, max(first, start - _GOVERNED), -1):
        tag = doc.tags[k]
        if doc.words[k] in HARD or doc.words[k] in QUOTES or doc.words[k] == "," or tag & _CLAUSE:
            return None
        if tag & (REL | _MOMENT | _CIRCUMSTANCE) and not doc.caps[k]:
            if tag & _MOMENT and (doc.tags[k - 1] & TIME or (tag & PREP and _verb_between(doc, first, k))):
                return None  # "two days after X said", "shares fell after X said"
            end = k - 1 if doc.words[k - 1] == "," else k
            return end if end > first and not doc.tags[end - 1] & PREP else None
    return None


def _tells_time(doc: Document, i: int) -> bool:
    return bool(doc.tags[i] & (TIME | PREP)) or not doc.words[i].isalpha()


def _with_apposition(doc: Document, end: int, first: int) -> Range | None:
    """ "X, a minister of Y, |said": the phrase before the apposition, with it; a relative clause is left out."""
    mark = doc.words[end - 1]
    for j in range(end - 2, max(first, end - REACH) - 1, -1):
        word = doc.words[j]
        if word == mark and not _decimal(doc, j):
            phrase = _before_apposition(doc, j, first) if j + 1 < end - 1 else None
            return _joined(doc, phrase, j, end, first) if phrase is not None else None
        if word in HARD or word in QUOTES:
            return None
    return None


def _before_apposition(doc: Document, comma: int, first: int) -> Range | None:
    """The phrase before the comma that opens an apposition."""
    words = doc.words
    phrase = before(doc, comma, first) if words[comma - 1] not in (",", "–") else None
    if phrase is not None:
        return _without_place(doc, phrase) if doc.tags[comma + 1] & TIME else phrase
    aged = comma - 2 > first and words[comma - 1].isdigit() and words[comma - 2] == ","
    return before(doc, comma - 2, first) if aged else None  # "Budi, 56, who …, said"


def _joined(doc: Document, phrase: Range, comma: int, end: int, first: int) -> Range | None:
    """The phrase with its apposition, from `comma` to the pause before `end`; alone when only a modifier stands there;
    None when a clause does."""
    tags, words, inner = doc.tags, doc.words, comma + 1
    if tags[inner] & (REL | PREP | TIME | _MOMENT) or is_verb(doc, inner):
        return phrase
    aged = words[inner].isdigit() or words[inner].endswith(doc.lexicon.age_endings)
    if not (tags[inner] & NOUNISH or doc.caps[inner] or aged):
        return phrase
    apposition = range(inner, end - 1)
    relative = next((k for k in apposition if tags[k] & REL), None)
    if relative is None and any(is_verb(doc, k) and not tags[k] & APPOSED for k in apposition):
        return None
    cut = end - 1 if relative is None else relative
    while cut > inner and (words[cut - 1] == "," or tags[cut - 1] & PREP):
        cut -= 1
    if words[inner].isdigit() or any(tags[k] & REL for k in range(phrase[1], comma)):
        return phrase
    return _with_name(doc, (phrase[0], cut), first)


def _decimal(doc: Document, i: int) -> bool:
    """Whether the comma at `i` stands inside a number ("10,5")."""
    return (
        doc.words[i - 1].isdigit() and i + 1 < len(doc.words) and doc.tokens.ends[i - 1] + 1 == doc.tokens.starts[i + 1]
    )


def _with_name(doc: Document, phrase: Range, first: int) -> Range:
    """ "Rina Wati (25), |warga Kota Lama, Jawa|, khawatir": the name before what is told of it."""
    start, end = phrase
    told = start - 2 > first and doc.words[start - 1] == "," and not doc.caps[start] and doc.tags[start] & HEAD
    if not told or not (doc.caps[start - 2] or doc.words[start - 2] == ")"):
        return phrase
    name = before(doc, start - 1, max(first, start - REACH))
    return phrase if name is None or not doc.caps[name[0]] else (name[0], end)


def _without_place(doc: Document, phrase: Range) -> Range:
    """ "Rina Wati |di Kota Lama|, Rabu (1/7), mengatakan": where it was said is no part of who said it."""
    start, end = phrase
    begin = end
    while begin > start and doc.caps[begin - 1]:
        begin -= 1
    mark = begin - 1
    placed = start + 1 < mark < end - 1 and doc.tags[mark] & PLACE_HEAD and doc.caps[mark - 1]
    return (start, mark) if placed else phrase


def _walk_back(doc: Document, end: int, first: int) -> _Cut:
    """Where the phrase that ends at `end` begins."""
    tags, caps = doc.tags, doc.caps
    low = max(first, end - REACH)
    j = end - 1
    if tags[j] & PRON:
        joined = j - 2 >= low and tags[j - 1] & COORD and (caps[j - 2] or tags[j - 2] & PRON)
        among = j - 2 >= low and tags[j - 1] & BELONGING and tags[j - 2] & NOUNISH  # "|one of| them"
        governed = j - 1 > low and tags[j - 1] & PREP and not tags[j - 1] & BELONGING and not doc.lexicon.pack.VOICES
        if not joined and not among and not governed:
            return _Cut(j)
        j -= 1 if joined or governed else 2  # "a person close |to her|"
    coordinated = False
    while j >= low:
        if doc.words[j] == "," and not _decimal(doc, j):
            listed = coordinated and _list_item_before(doc, j, low)
            if not listed and not _title_phrase_before(doc, j, low):
                return _Cut(j + 1)
        else:
            cut = _modifier_at(doc, j, end, low) or _clause_at(doc, j, end, low, first)
            cut = cut or (None if caps[j] else _adverbial_at(doc, j, end, low))
            if cut is not None:
                return cut
        coordinated = coordinated or bool(tags[j] & COORD)
        j -= 1
    return _Cut(j + 1)


def _modifier_at(doc: Document, j: int, end: int, low: int) -> _Cut | None:
    """The cut at a word that opens a relative clause or a clause of time, or at a mark."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    if words[j] in HARD or words[j] in QUOTES:
        return _Cut(j + 1)
    tag = tags[j]
    if caps[j] or not tag & (REL | PREP | _MOMENT):
        return None
    holds_verb = _about_people(doc, j, low) or any(is_verb(doc, k) for k in range(j + 1, end))
    if tag & REL and j < end - 1 and holds_verb:
        return _Cut(j, j)
    if tag & PREP and tag & JOINT and j > low and tags[j - 1] & TIME:
        return _Cut(j + 1)  # "two days after |X| said"
    if tag & _MOMENT and low < j < end - 1 and holds_verb:
        earlier = j - 1 if words[j - 1] == "," else j
        if caps[earlier - 1] or tags[earlier - 1] & HEAD:
            return _Cut(j, earlier)  # "X, saat dihubungi |mengatakan"
    return None


def _about_people(doc: Document, j: int, low: int) -> bool:
    """ "a woman |who| lives nearby": whatever the verb is, it is what the people before do."""
    tags, tag = doc.tags, doc.tags[j]
    asks = tag & REL and not doc.lexicon.pack.VOICES and j > low and j + 1 < len(tags)
    told = tags[j - 1] & PERSON if tag & QUESTION else tag & COMP and tags[j - 1] & _DESCRIBED and tags[j - 2] & ARTICLE
    return bool(asks and told) and not doc.caps[j + 1] and not tags[j + 1] & (NOUNISH | ADV)


def _clause_at(doc: Document, j: int, end: int, low: int, first: int) -> _Cut | None:
    """The cut at a word of another clause: its conjunction or its verb."""
    tags, tag, voices = doc.tags, doc.tags[j], doc.lexicon.pack.VOICES
    if tag & COORD and doc.caps[j] and not _coordinates(doc, j, low):
        return _Cut(j + 1)
    if doc.caps[j]:
        return None
    if tag & JOINT and not tag & PREP:
        return _Cut(j + 1)
    if tag & LINK and tag & PREP and not voices and _verb_between(doc, first, j):
        return _Cut(j + 1)  # "Shares fell after |the company| warned"
    if tag & COORD and not _coordinates(doc, j, low):
        return _Cut(j + 1)
    if tag & VERBAL and not tag & TITLE:
        return _Cut(j + 1)
    if tag or j == end - 1 or not doc.lexicon.verb_like(doc.words[j]):
        return None
    if (j and tags[j - 1] & (DET | REL)) or (tags[j + 1] & PERSON and not doc.caps[j + 1]):
        return None  # "|registered| voters"
    if j > low and doc.words[j] in doc.lexicon.insiders and tags[j - 1] & PERSON:
        return None  # "people |briefed| on the talks"
    described = j > low and not voices and (tags[j - 1] & _DESCRIBED or _done_by(doc, j, low))
    return _Cut(j, j) if described else _Cut(j + 1)  # "a study |published last week| found"


def _done_by(doc: Document, j: int, low: int) -> bool:
    """ "a log |reviewed| by the Tribune": a participle with its agent, behind a noun and its article."""
    articled = any(doc.tags[k] & ARTICLE for k in range(max(low, j - 3), j - 1))
    return articled and bool(doc.tags[j + 1] & AGENT) and not doc.tags[j - 1] & (COORD | PREP | VERBAL)


def _adverbial_at(doc: Document, j: int, end: int, low: int) -> _Cut | None:
    """The cut at a preposition or infinitive that opens an adverbial of the clause."""
    words, tags, caps, tag = doc.words, doc.tags, doc.caps, doc.tags[j]
    if tag & _CIRCUMSTANCE and low < j < end - 1 and (caps[j - 1] or words[j - 1] == ")"):
        return _Cut(j, j)  # "Kementerian X |dalam laporannya| menyatakan"
    if tag & PREP:
        named = j - 2 >= low and words[j - 1] == "," and (caps[j - 2] or words[j - 2] == ")")
        if named and j < end - 1 and not _placed(doc, j - 1, low):
            return _Cut(j, j - 1)  # "X, di Kupang |mengatakan"
        if j == low or words[j - 1] in ",\n" or tags[j - 1] & (COORD | JOINT):
            return _Cut(j + 1)
    if tag & INF and j + 1 < end and not caps[j + 1] and not tags[j + 1]:
        return _Cut(j + 1)
    return None


def _placed(doc: Document, comma: int, low: int) -> bool:
    """ "|In Kota Lama|, about half …": the name before the comma says where, not who."""
    begin = comma
    while begin > low and doc.caps[begin - 1] and not doc.tags[begin - 1] & PREP:
        begin -= 1
    return begin > low and bool(doc.tags[begin - 1] & PREP)


def _verb_between(doc: Document, first: int, end: int) -> bool:
    return any(is_verb(doc, k) and not doc.tags[k - 1] & REL for k in range(max(first + 1, end - REACH), end))


def _title_phrase_before(doc: Document, comma: int, low: int) -> bool:
    """ "Ketua RT 003, |Safii": what stands before the comma is a title, what follows is the bare name."""
    if not doc.caps[comma + 1] or doc.tags[comma + 1] & TIME:
        return False
    if not doc.lexicon.pack.VOICES and not doc.tags[comma - 1] & TITLE:
        return False  # "Mayor Dana Poe, |Vale|": two people
    for j in range(comma - 1, max(low, comma - 12) - 1, -1):
        if doc.words[j] in HARD or (doc.words[j] == "," and j < comma - 8):
            return False
        if doc.tags[j] & TITLE and (
            j == low or doc.words[j - 1] in HARD or doc.words[j - 1] == "," or doc.caps[j] or doc.tags[j - 1] & DET
        ):
            return not any(is_verb(doc, k) for k in range(j + 1, comma))
    return False


def _list_item_before(doc: Document, comma: int, low: int) -> bool:
    j = comma - 1
    return j >= low and (doc.caps[j] or bool(doc.tags[j] & HEAD))


def _coordinates(doc: Document, j: int, low: int) -> bool:
    """Whether the "and" at `j` joins two noun phrases: no verb between it and the start of the clause."""
    if j <= low or doc.words[j - 1][0].isdigit() or doc.tags[j - 1] & TIME:
        return False
    if doc.words[j - 1] == "," and j - 2 >= low and doc.caps[j - 2] and doc.caps[j + 1]:
        item = j - 2
        while item > low and doc.caps[item]:
            item -= 1
        return doc.words[item] == ","  # "Meteorologi, Klimatologi, |dan| Geofisika"
    k, steps = j - 1, 0
    while k >= low and steps < 14:
        word = doc.words[k]
        if word in HARD or word in QUOTES or doc.tags[k] & JOINT & ~PREP:
            break
        if word == ",":
            break
        if is_verb(doc, k) and not doc.tags[k] & TITLE:
            return False
        k -= 1
        steps += 1
    first = k + 1
    if first >= j or (doc.tags[first] & PREP and not doc.caps[first]):
        return False
    return doc.caps[j - 1] or bool(doc.tags[j - 1] & NOUNISH) or any(doc.tags[x] & NOUNISH for x in range(first, j))


def _trim(doc: Document, start: int, end: int) -> Range | None:
    """Leaves leading openers and times out; None if no noun is left."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    while (
        start < end
        and not names_outlet(doc, start)
        and (
            words[start] in ",'\"()" or (tags[start] & _LEAD and (not tags[start] & (HEAD | DET) or tags[start] & COMP))
        )
    ):
        start += 1
    timed = end
    named = caps[end - 1] and caps[end - 2] and words[end - 1] in doc.lexicon.outlet_parts  # "Harbour |Week|"
    while start < end and not named and ((tags[end - 1] & TIME and not tags[end - 1] & HEAD) or words[end - 1] == ","):
        end -= 1
    if end < timed and start < end and tags[end - 1] & PREP and not caps[end - 1]:
        end -= 1  # "a statement |on Wednesday| said"
    if start >= end:
        return None
    while start < end and tags[end - 1] & REL and not tags[end - 1] & PRON and not caps[end - 1]:
        end -= 1
    if start >= end or (tags[end - 1] & (PREP | COORD | INF) and not caps[end - 1]):
        return None
    if tags[end - 1] & DET and end - start == 1 and not tags[end - 1] & (PRON | HEAD | DEMONSTRATIVE | INDEFINITE):
        return None
    if not any(words[i][0].isalpha() for i in range(start, end)) or (end - start == 1 and tags[start] & ARTICLE):
        return None
    return start, end
