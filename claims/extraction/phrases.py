"""Finds the noun phrase after a cue, by word classes, without a parser. `subjects` finds the one before."""

from __future__ import annotations

from claims.extraction.classes import (
    ADV,
    ARTICLE,
    ATTACHING,
    AUX,
    BELONGING,
    COORD,
    DEMONSTRATIVE,
    DET,
    GIVES,
    GROUP,
    HEAD,
    INDEFINITE,
    JOINT,
    NOUNISH,
    PERSON,
    POSSESSIVE,
    PREP,
    PRON,
    REL,
    TIME,
    TITLE,
    VERB,
    VERBAL,
)
from claims.extraction.document import Document, bits
from claims.extraction.tokens import SOFT_STOP

Range = tuple[int, int]

REACH = 40  # tokens; no source phrase is longer, and it keeps the work per cue bounded

HARD = frozenset("\n;:–-.?!…")
QUOTES = frozenset('"“”„‟«»″＂')
_INSIDE_NAMES = frozenset("'/&-")
_SKIP = bits("adverb", "auxiliary", "negator")
_BEFORE_DET = bits("preposition", "coordinator", "determiner", "indefinite", "quantity", "adverb")


def is_verb(doc: Document, i: int) -> bool:
    """Whether token `i` is a finite verb as far as a list and the word's shape can tell."""
    tag = doc.tags[i]
    if tag & VERBAL:
        return not (tag & DET and not tag & (AUX | VERB))  # "no injuries" is a noun phrase
    return not doc.caps[i] and not doc.tags[i] and doc.lexicon.verb_like(doc.words[i])


def opening_bracket(doc: Document, i: int, first: int) -> int | None:
    for j in range(i, max(first, i - 14) - 1, -1):
        if doc.words[j] == "(":
            return j
    return None


def skip_back(doc: Document, i: int, first: int) -> int:
    """From a verb back over its auxiliaries, adverbs and negators ("has also said"): where its subject ends."""
    evidentials = doc.lexicon.evidentials
    while i > first and (
        (doc.tags[i - 1] & _SKIP and not doc.tags[i - 1] & (PRON | PERSON)) or doc.words[i - 1] in evidentials
    ):
        if names_outlet(doc, i - 1):
            break
        i -= 1
    return i


def names_outlet(doc: Document, i: int) -> bool:
    """ "|Antara| mengabarkan": a small word with a capital that is an outlet as well."""
    return doc.caps[i] and doc.words[i] in doc.lexicon.outlets


def _possesses(doc: Document, i: int, last: int) -> bool:
    """ "|her| publicist": a word that is a pronoun as well, before a noun."""
    following = i + 1 < last and doc.words[i + 1].isalpha() and not doc.caps[i + 1]
    return bool(
        doc.tags[i] & POSSESSIVE
        and following
        and not doc.tags[i + 1] & (PREP | ADV | COORD | JOINT | TIME)
        and not is_verb(doc, i + 1)
    )


def after(doc: Document, start: int, last: int) -> Range | None:
    """The noun phrase that begins at token `start` (a postposed source), with appositions; it ends by `last`."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    last = min(last, start + REACH)
    i, named, title_first, grew = start, False, False, False
    while i < last and tags[i] & ADV and not caps[i] and not tags[i] & HEAD:
        i += 1
    begin = i
    while i < last:
        word, tag = words[i], tags[i]
        if word in HARD or word in QUOTES:
            if word == "." and i > begin and len(words[i - 1]) == 1 and i + 1 < last and caps[i + 1]:
                i += 1  # an initial
                continue
            break
        if word == SOFT_STOP:
            i += 1
            continue
        if word == ",":
            if title_first and i + 2 < last and tags[i + 1] & COORD and caps[i + 2]:
                i += 2  # "Menteri Koordinator Politik, Hukum, dan Keamanan X"
                continue
            grown = None if grew and not title_first else _apposition_after(doc, begin, i, last, named, title_first)
            if grown is None:
                break
            i, named, grew = grown, True, True
            continue
        if word == "(":
            closing = doc.next_mark(")", i + 1, min(last, i + 10))
            if closing is None or (words[i + 1].isdigit()):
                break
            i = closing + 1
            continue
        if tag & TIME and not tag & HEAD and i > begin:
            if _dates_a_noun(doc, begin, i, last):
                i += 1  # "a |January 2016| study"
                continue
            if words[i - 1].isdigit() and i + 1 < last and tags[i + 1] & DEMONSTRATIVE:
                i += 2  # "pria 32 |tahun itu|"
                continue
            break
        if tag & PRON and i == begin and not _possesses(doc, i, last):
            i += 1
            break
        if tag & PRON and not caps[i] and not tag & DET and not tags[i - 1] & COORD:
            break  # "told The Washington Post |he| …"
        if tag & DET and i > begin and not doc.lexicon.pack.VOICES and not tags[i - 1] & _BEFORE_DET and not caps[i]:
            break  # "told traders |the| market …"
        if caps[i]:
            named = named or not tag & (TITLE | NOUNISH)
            title_first = title_first or (not grew and bool(tag & TITLE))
            i += 1
            continue
        if tag & (JOINT | REL) and not tag & PREP:
            break
        if tag & COORD:
            if i + 1 < last and (caps[i + 1] or tags[i + 1] & NOUNISH) and not _starts_clause(doc, i + 1, last):
                i += 1
                continue
            break
        if tag & PREP:
            if _inner_preposition(doc, i, begin, last, named):
                i += 1
                continue
            break
        if (tag & VERBAL or tag & ADV or (tag & GIVES and i > begin)) and not tag & HEAD:
            break
        if not tag and i > begin and doc.lexicon.verb_like(word) and not _describes_a_noun(doc, i, last):
            break
        if (
            named
            and not tag & NOUNISH
            and word not in doc.lexicon.name_parts
            and not word[0].isdigit()
            and word not in _INSIDE_NAMES
            and word not in doc.lexicon.owner_marks
            and not (tags[i - 1] & TITLE and not caps[i - 1] and i + 1 < last and caps[i + 1])  # "dokter |gigi| Rina"
        ):
            break
        title_first = title_first or (not grew and bool(tag & TITLE))
        i += 1
    return _trim_after(doc, begin, i)


def _dates_a_noun(doc: Document, begin: int, i: int, last: int) -> bool:
    """ "a |January| 2016 study", "the |Tuesday| report": an article stands before the time, a noun behind it."""
    if doc.lexicon.pack.VOICES or not doc.tags[begin] & DET:
        return False
    if not all(doc.tags[k] & (DET | TIME) or doc.words[k].isdigit() for k in range(begin, i)):
        return False
    k = i + 1
    while k < last and (doc.tags[k] & TIME or doc.words[k].isdigit()):
        k += 1
    return k < last and doc.words[k].isalpha() and not doc.tags[k] & ~NOUNISH


def _describes_a_noun(doc: Document, i: int, last: int) -> bool:
    """ "an |archived| version": a participle between an article and its noun."""
    article = doc.tags[i - 1] & DET and not doc.tags[i - 1] & PRON and not doc.lexicon.pack.VOICES
    return bool(article) and i + 1 < last and doc.words[i + 1].isalpha() and not doc.tags[i + 1] & ~NOUNISH


def _inner_preposition(doc: Document, i: int, begin: int, last: int, named: bool) -> bool:
    """ "director of X", "Direktur dari X" belong to the phrase; "said X in a statement" does not."""
    if i == begin or i + 1 >= last:
        return False
    if not named and doc.caps[i + 1] and doc.tags[i - 1] & HEAD and not doc.caps[i - 1]:
        k = i + 1
        while k < last and (doc.caps[k] or doc.words[k] in "()" or doc.words[k] in doc.lexicon.name_parts):
            k += 1
        if k < last and doc.tags[k] & DEMONSTRATIVE and not doc.caps[k]:
            return True  # "peneliti |di| Pusat X ini"
    following = doc.caps[i + 1] or doc.tags[i + 1] & DET
    if doc.tags[i] & BELONGING:
        alone = doc.caps[i - 1] and doc.tags[i - 1] & TITLE and not named and i - 1 == begin
        if alone and doc.lexicon.pack.VOICES:
            return False  # "Presiden |dari Istana …" says where
        return bool(following) or not named
    if doc.caps[i - 1] and _named_in_brackets(doc, i + 1, last):
        return True  # "Jaringan Pemilih |untuk| Rakyat (JPR)"
    if doc.tags[i] & ATTACHING:
        return bool(following) and not doc.tags[i + 1] & TIME
    return False


def _named_in_brackets(doc: Document, i: int, last: int) -> bool:
    """Whether capitalised words from `i` end in an acronym that stands for words before them too: one name."""
    begin = i
    while i < last and doc.caps[i] and doc.words[i] != "(":
        i += 1
    if i == begin or i + 2 >= last or doc.words[i] != "(":
        return False
    acronym = doc.tokens.surface(i + 1, i + 2)
    return acronym.isupper() and len(acronym) > i - begin


def _starts_clause(doc: Document, i: int, last: int) -> bool:
    """Whether a verb follows soon after `i`, before any comma."""
    for k in range(i + 1, min(last, i + 7)):
        if doc.words[k] == "," or doc.words[k] in HARD or doc.tags[k] & (JOINT | REL | TIME | PREP):
            return False
        if is_verb(doc, k):
            return True
    return False


def _apposition_after(doc: Document, begin: int, comma: int, last: int, named: bool, title_first: bool) -> int | None:
    """Where an apposition after `comma` ends, or None if none begins there."""
    words, tags, caps = doc.words, doc.tags, doc.caps
    i = comma + 1
    if i >= last or tags[i] & TIME or words[i] in HARD or words[i] in QUOTES:
        return None
    if title_first and tags[i] & TITLE and i + 1 < last and caps[i + 1] and not caps[i]:
        i += 1  # "Kepala Dinas X, dr |Wening Astuti|"
    if caps[i] and not words[i].endswith(doc.lexicon.owner_marks):
        if tags[i] & PREP:
            return None
        k = i
        while k < last and (caps[k] or words[k] in doc.lexicon.name_parts) and not tags[k] & TIME:
            k += 1
        agency = tags[begin] & GROUP and not caps[begin] and (k >= last or words[k] in ",.")  # "kantor berita X, |Y|"
        if not title_first and not agency and not any(tags[x] & TITLE for x in range(i, k)):
            return None
        if doc.lexicon.pack.VOICES and tags[i] & TITLE and k < last and is_verb(doc, k):
            return None  # "Menurut Rina, |Presiden| meminta …": the subject of what is said
        return k if k > i else None
    told = tags[i] & DET and not tags[i] & PRON and not (tags[i] & INDEFINITE and not tags[i] & ARTICLE)
    if (told or words[i].endswith(doc.lexicon.owner_marks)) and named:
        k = i
        while k < last and words[k] not in HARD and words[k] != "," and words[k] not in QUOTES:
            if tags[k] & (REL | JOINT) and not tags[k] & PREP:
                break
            if is_verb(doc, k) or tags[k] & VERBAL or (tags[k] & TIME and not tags[k] & HEAD):
                return None
            k += 1
        while k > i and tags[k - 1] & PREP:
            k -= 1
        return k if k > i + 1 else None
    if tags[i] & TITLE and named and not title_first:
        k = i
        while (
            k < last
            and words[k] not in HARD
            and words[k] != ","
            and words[k] not in QUOTES
            and not tags[k] & (REL | JOINT | TIME | VERBAL)
        ):
            k += 1
        return k
    return None


def _trim_after(doc: Document, begin: int, end: int) -> Range | None:
    words, tags, caps = doc.words, doc.tags, doc.caps
    if (
        end > begin and words[end - 1] == ")" and words[end - 3 : end - 2] != ["("]
    ):  # a place of printing, not an acronym
        opening = opening_bracket(doc, end - 1, begin)
        end = opening if opening is not None and opening > begin else end
    if end - 1 > begin and tags[end - 1] & DEMONSTRATIVE and any(caps[i] for i in range(begin + 1, end)):
        end -= 1  # "politisi Partai X |ini|"
    while end > begin and (words[end - 1] in ",(" or (tags[end - 1] & (PREP | COORD) and not caps[end - 1])):
        end -= 1
    if end <= begin or not any(words[i][0].isalpha() for i in range(begin, end)):
        return None
    if all(tags[i] & (DET | ADV) and not tags[i] & (PRON | HEAD) and not caps[i] for i in range(begin, end)):
        return None
    return begin, end
