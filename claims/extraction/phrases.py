"""Finds where a noun phrase begins and ends around a cue, by word classes, without a parser."""

from __future__ import annotations

from claims.extraction.document import Document, bits
from claims.extraction.tokens import SOFT_STOP

Range = tuple[int, int]

REACH = 40  # tokens; no source phrase is longer, and it keeps the work per cue bounded

HARD = frozenset("\n;:–.?!…")
_QUOTES = frozenset('"“”„‟«»″＂')
_LINK = bits("complementiser", "subordinator", "contrast", "question")
_VERBAL = bits("auxiliary", "verb", "negator")
_SKIP = bits("adverb", "auxiliary", "negator")
_LEAD = bits("opener", "adverb", "coordinator", "time", "subordinator", "contrast", "complementiser")
_HEAD = bits("pronoun", "first_person", "person_noun", "group_word", "title", "document_word", "outlet_word", "place")
_NOUNISH = bits("determiner", "indefinite", "demonstrative", "possessive", "quantity") | _HEAD
_TIME = bits("time")
_REL = bits("relative")
_COORD = bits("coordinator")
_PREP = bits("preposition")
_DET = bits("determiner", "indefinite", "demonstrative", "possessive")
_PRON = bits("pronoun", "first_person")
_TITLE = bits("title")
_GROUP = bits("group_word")
_ADV = bits("adverb")
_INF = bits("infinitive")
_COMP = bits("complementiser")
_MOMENT = bits("moment")
_PERSON = bits("person_noun")


def is_verb(doc: Document, i: int) -> bool:
    """Whether token `i` is a finite verb as far as a list and the word's shape can tell."""
    tag = doc.tags[i]
    if tag & _VERBAL:
        return not (tag & _DET and not tag & bits("auxiliary", "verb"))  # "no injuries" is a noun phrase
    return not doc.caps[i] and not doc.tags[i] and doc.lexicon.verb_like(doc.words[i])


def skip_back(doc: Document, i: int, first: int) -> int:
    """From a verb back over its auxiliaries, adverbs and negators ("has also said"): where its subject ends."""
    evidentials = doc.lexicon.evidentials
    while i > first and (
        (doc.tags[i - 1] & _SKIP and not doc.tags[i - 1] & (_PRON | _PERSON)) or doc.words[i - 1] in evidentials
    ):
        i -= 1
    return i


def before(doc: Document, end: int, first: int) -> Range | None:
    """The noun phrase that ends before token `end` (a subject), not reaching back beyond `first`."""
    if end <= first:
        return None
    word = doc.words[end - 1]
    if word == "," or word == "–":
        return _with_apposition(doc, end, first)
    if word == ")":
        opening = _opening_bracket(doc, end - 1, first)
        if opening is None:
            return None
        phrase = before(doc, opening, first)
        digits = doc.words[opening + 1].isdigit()
        return phrase if phrase is None or digits else (phrase[0], end)
    start, rel = _walk_back(doc, end, first)
    if rel is not None:
        return before(doc, rel, first)
    found = _trim(doc, start, end)
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


def _tells_time(doc: Document, i: int) -> bool:
    return bool(doc.tags[i] & (_TIME | _PREP)) or not doc.words[i].isalpha()


def _opening_bracket(doc: Document, i: int, first: int) -> int | None:
    for j in range(i, max(first, i - 14) - 1, -1):
        if doc.words[j] == "(":
            return j
    return None


def _with_apposition(doc: Document, end: int, first: int) -> Range | None:
    """ "X, a minister of Y, |said": the phrase before the apposition, with it; a relative clause is left out."""
    mark = doc.words[end - 1]
    j = end - 2
    low = max(first, end - REACH)
    while j >= low:
        word = doc.words[j]
        if word == mark:
            inner = j + 1
            if inner >= end - 1:
                return None
            phrase = before(doc, j, first) if doc.words[j - 1] not in (",", "–") else None
            if phrase is None and j - 2 > first and doc.words[j - 1].isdigit() and doc.words[j - 2] == ",":
                phrase = before(doc, j - 2, first)  # "Budi, 56, who …, said"
            tag = doc.tags[inner]
            if phrase is None:
                return None
            if tag & (_REL | _PREP | _TIME | _MOMENT) or is_verb(doc, inner):
                return phrase
            if tag & _NOUNISH or doc.caps[inner] or doc.words[inner].isdigit():
                if any(is_verb(doc, k) for k in range(inner, end - 1)) and not any(
                    doc.tags[k] & _REL for k in range(inner, end - 1)
                ):
                    return None
                cut = next((k for k in range(inner, end - 1) if doc.tags[k] & _REL), end - 1)
                while cut > inner and (doc.words[cut - 1] == "," or doc.tags[cut - 1] & _PREP):
                    cut -= 1
                if doc.words[inner].isdigit():
                    return phrase
                return phrase[0], cut
            return phrase if not doc.caps[inner] else None
        if word in HARD or word in _QUOTES:
            return None
        j -= 1
    return None


def _walk_back(doc: Document, end: int, first: int) -> tuple[int, int | None]:
    """(where the phrase begins, the relative pronoun it was cut at or None)."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    j = end - 1
    low = max(first, end - REACH)
    coordinated = False
    while j >= low:
        word, tag = words[j], tags[j]
        if word in HARD or word in _QUOTES:
            return j + 1, None
        if tag & _PRON and j == end - 1:
            if j - 1 >= low and tags[j - 1] & _COORD and j - 2 >= low and (caps[j - 2] or tags[j - 2] & _PRON):
                j -= 1
                continue
            return j, None
        if word == ",":
            if _title_phrase_before(doc, j, low) or (coordinated and _list_item_before(doc, j, low)):
                j -= 1
                continue
            return j + 1, None
        if tag & _REL and not caps[j] and j < end - 1 and any(is_verb(doc, k) for k in range(j + 1, end)):
            return j, j
        if tag & _MOMENT and not caps[j] and j - 1 >= low:
            earlier = j - 1 if words[j - 1] == "," else j
            if (
                j < end - 1
                and (caps[earlier - 1] or tags[earlier - 1] & _HEAD)
                and any(is_verb(doc, k) for k in range(j + 1, end))
            ):
                return j, earlier  # "X, saat dihubungi |mengatakan"
        if tag & _LINK and not caps[j] and not tag & _PREP:
            return j + 1, None
        if tag & _COORD and not _coordinates(doc, j, low):
            return j + 1, None
        if tag & _COORD:
            coordinated = True
        if not caps[j] and tag & _VERBAL and not tag & _TITLE:
            return j + 1, None
        if (
            not tag
            and not caps[j]
            and doc.lexicon.verb_like(word)
            and j < end - 1
            and not (j and tags[j - 1] & (_DET | _REL))
        ):
            return j + 1, None
        if tag & _PREP and not caps[j] and j - 2 >= low and words[j - 1] == "," and caps[j - 2] and j < end - 1:
            return j, j - 1  # "X, di Kupang |mengatakan"
        if tag & _PREP and not caps[j] and (j == low or words[j - 1] in ",\n" or tags[j - 1] & (_COORD | _LINK)):
            return j + 1, None
        if tag & _INF and not caps[j] and j + 1 < end and not caps[j + 1] and not tags[j + 1]:
            return j + 1, None
        j -= 1
    return j + 1, None


def _title_phrase_before(doc: Document, comma: int, low: int) -> bool:
    """ "Ketua RT 003, |Safii": what stands before the comma is a title, what follows is the bare name."""
    if not doc.caps[comma + 1] or doc.tags[comma + 1] & _TIME:
        return False
    for j in range(comma - 1, max(low, comma - 12) - 1, -1):
        if doc.words[j] in HARD or (doc.words[j] == "," and j < comma - 8):
            return False
        if doc.tags[j] & _TITLE and (
            j == low or doc.words[j - 1] in HARD or doc.words[j - 1] == "," or doc.caps[j] or doc.tags[j - 1] & _DET
        ):
            return not any(is_verb(doc, k) for k in range(j + 1, comma))
    return False


def _list_item_before(doc: Document, comma: int, low: int) -> bool:
    j = comma - 1
    return j >= low and (doc.caps[j] or bool(doc.tags[j] & _HEAD))


def _coordinates(doc: Document, j: int, low: int) -> bool:
    """Whether the "and" at `j` joins two noun phrases: no verb between it and the start of the clause."""
    if j <= low or doc.words[j - 1][0].isdigit() or doc.tags[j - 1] & _TIME:
        return False
    k, steps = j - 1, 0
    while k >= low and steps < 14:
        word = doc.words[k]
        if word in HARD or word in _QUOTES or doc.tags[k] & _LINK & ~_PREP:
            break
        if word == ",":
            break
        if is_verb(doc, k) and not doc.tags[k] & _TITLE:
            return False
        k -= 1
        steps += 1
    first = k + 1
    if first >= j or (doc.tags[first] & _PREP and not doc.caps[first]):
        return False
    return doc.caps[j - 1] or bool(doc.tags[j - 1] & _NOUNISH) or any(doc.tags[x] & _NOUNISH for x in range(first, j))


def _trim(doc: Document, start: int, end: int) -> Range | None:
    """Leaves leading openers and times out; None if no noun is left."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    while start < end and (
        words[start] in ",'\"()" or (tags[start] & _LEAD and (not tags[start] & (_HEAD | _DET) or tags[start] & _COMP))
    ):
        start += 1
    timed = end
    while start < end and ((tags[end - 1] & _TIME and not tags[end - 1] & _HEAD) or words[end - 1] == ","):
        end -= 1
    if end < timed and start < end and tags[end - 1] & _PREP and not caps[end - 1]:
        end -= 1  # "a statement |on Wednesday| said"
    if start >= end:
        return None
    while start < end and tags[end - 1] & _REL and not tags[end - 1] & _PRON and not caps[end - 1]:
        end -= 1
    if start >= end or (tags[end - 1] & (_PREP | _COORD | _INF) and not caps[end - 1]):
        return None
    if (
        tags[end - 1] & _DET
        and end - start == 1
        and not tags[end - 1] & (_PRON | _HEAD | bits("demonstrative", "indefinite"))
    ):
        return None
    if not any(words[i][0].isalpha() for i in range(start, end)):
        return None
    return start, end


def after(doc: Document, start: int, last: int) -> Range | None:
    """The noun phrase that begins at token `start` (a postposed source), with appositions; it ends by `last`."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    last = min(last, start + REACH)
    i, named, title_first, grew = start, False, False, False
    while i < last and tags[i] & _ADV and not caps[i] and not tags[i] & _HEAD:
        i += 1
    begin = i
    while i < last:
        word, tag = words[i], tags[i]
        if word in HARD or word in _QUOTES:
            if word == "." and i > begin and len(words[i - 1]) == 1 and i + 1 < last and caps[i + 1]:
                i += 1  # an initial
                continue
            break
        if word == SOFT_STOP:
            i += 1
            continue
        if word == ",":
            if title_first and i + 2 < last and tags[i + 1] & _COORD and caps[i + 2]:
                i += 2  # "Menteri Koordinator Politik, Hukum, dan Keamanan X"
                continue
            grown = None if grew and not title_first else _apposition_after(doc, begin, i, last, named, title_first)
            if grown is None:
                break
            i, named, grew = grown, True, True
            continue
        if word == "(":
            closing = next((k for k in range(i + 1, min(last, i + 10)) if words[k] == ")"), None)
            if closing is None or (words[i + 1].isdigit()):
                break
            i = closing + 1
            continue
        if tag & _TIME and not tag & _HEAD and i > begin:
            break
        if tag & _PRON and i == begin:
            i += 1
            break
        if caps[i]:
            named = named or not tag & (_TITLE | _NOUNISH)
            title_first = title_first or (not grew and bool(tag & _TITLE))
            i += 1
            continue
        if tag & (_LINK | _REL) and not tag & _PREP:
            break
        if tag & _COORD:
            if i + 1 < last and (caps[i + 1] or tags[i + 1] & _NOUNISH) and not _starts_clause(doc, i + 1, last):
                i += 1
                continue
            break
        if tag & _PREP:
            if _inner_preposition(doc, i, begin, last, named):
                i += 1
                continue
            break
        if (tag & _VERBAL or tag & _ADV) and not tag & _HEAD:
            break
        if not tag and i > begin and doc.lexicon.verb_like(word):
            break
        if (
            named
            and not tag & _NOUNISH
            and word not in doc.lexicon.name_parts
            and not word[0].isdigit()
            and word not in ("'s", "'", "/", "&", "-")
        ):
            break
        title_first = title_first or (not grew and bool(tag & _TITLE))
        i += 1
    return _trim_after(doc, begin, i)


def _inner_preposition(doc: Document, i: int, begin: int, last: int, named: bool) -> bool:
    """ "director of X", "Direktur dari X" belong to the phrase; "said X in a statement" does not."""
    if i == begin or i + 1 >= last:
        return False
    word = doc.words[i]
    if not named and doc.caps[i + 1] and doc.tags[i - 1] & _HEAD and not doc.caps[i - 1]:
        k = i + 1
        while k < last and (doc.caps[k] or doc.words[k] in "()" or doc.words[k] in doc.lexicon.name_parts):
            k += 1
        if k < last and doc.tags[k] & bits("demonstrative") and not doc.caps[k]:
            return True  # "peneliti |di| Pusat X ini"
    following = doc.caps[i + 1] or doc.tags[i + 1] & _DET
    if word in ("of", "dari"):
        if doc.caps[i - 1] and doc.tags[i - 1] & _TITLE and not named and i - 1 == begin and word != "of":
            return False  # "Presiden |dari Istana …" says where
        return bool(following) or not named
    if word in ("for", "at", "from", "with"):
        return bool(following) and not doc.tags[i + 1] & _TIME
    return False


def _starts_clause(doc: Document, i: int, last: int) -> bool:
    """Whether a verb follows soon after `i`, before any comma."""
    for k in range(i + 1, min(last, i + 7)):
        if doc.words[k] == "," or doc.words[k] in HARD or doc.tags[k] & (_LINK | _REL | _TIME | _PREP):
            return False
        if is_verb(doc, k):
            return True
    return False


def _apposition_after(doc: Document, begin: int, comma: int, last: int, named: bool, title_first: bool) -> int | None:
    """Where an apposition after `comma` ends, or None if none begins there."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    i = comma + 1
    if i >= last or tags[i] & _TIME or words[i] in HARD or words[i] in _QUOTES:
        return None
    if title_first and tags[i] & _TITLE and i + 1 < last and caps[i + 1] and not caps[i]:
        i += 1  # "Kepala Dinas X, dr |Wening Astuti|"
    if caps[i]:
        if tags[i] & _PREP:
            return None
        k = i
        while k < last and (caps[k] or words[k] in doc.lexicon.name_parts) and not tags[k] & _TIME:
            k += 1
        agency = tags[begin] & _GROUP and not caps[begin] and (k >= last or words[k] in ",.")  # "kantor berita X, |Y|"
        if not title_first and not agency and not any(tags[x] & _TITLE for x in range(i, k)):
            return None
        return k if k > i else None
    if tags[i] & _DET and not tags[i] & _PRON and named:
        k = i
        while k < last and words[k] not in HARD and words[k] != "," and words[k] not in _QUOTES:
            if tags[k] & (_REL | _LINK) and not tags[k] & _PREP:
                break
            if tags[k] & _VERBAL or (tags[k] & _TIME and not tags[k] & _HEAD):
                return None
            k += 1
        while k > i and tags[k - 1] & _PREP:
            k -= 1
        return k if k > i + 1 else None
    if tags[i] & _TITLE and named and not title_first:
        k = i
        while (
            k < last
            and words[k] not in HARD
            and words[k] != ","
            and words[k] not in _QUOTES
            and not tags[k] & (_REL | _LINK | _TIME | _VERBAL)
        ):
            k += 1
        return k
    return None


def _trim_after(doc: Document, begin: int, end: int) -> Range | None:
    words, tags, caps = doc.words, doc.tags, doc.caps
    if (
        end > begin and words[end - 1] == ")" and words[end - 3 : end - 2] != ["("]
    ):  # a place of printing, not an acronym
        opening = _opening_bracket(doc, end - 1, begin)
        end = opening if opening is not None and opening > begin else end
    if end - 1 > begin and tags[end - 1] & bits("demonstrative") and any(caps[i] for i in range(begin + 1, end)):
        end -= 1  # "politisi Partai X |ini|"
    while end > begin and (words[end - 1] in ",(" or (tags[end - 1] & (_PREP | _COORD) and not caps[end - 1])):
        end -= 1
    if end <= begin or not any(words[i][0].isalpha() for i in range(begin, end)):
        return None
    if all(tags[i] & (_DET | _ADV) and not tags[i] & (_PRON | _HEAD) and not caps[i] for i in range(begin, end)):
        return None
    return begin, end
