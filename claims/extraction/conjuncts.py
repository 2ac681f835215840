"""Parts a content into conjuncts that can each be true or false alone: "met X | and inspected Y".

Only offered, never done: a machine that cuts wrongly makes two half-true claims of one. Where the parts would not each
stand for what the speaker said (a condition, a denial of the whole, an unfinished plan), nothing is offered.

    parts(doc, found)                        for an attribution just read
    propose(text, content, "id")             for the words a person has marked
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.extraction import phrases, subjects
from claims.extraction.classes import (
    ADV,
    APPOSED,
    AUX,
    COMP,
    CONTRAST,
    COORD,
    INF,
    LINK,
    NEG,
    PREP,
    PRON,
    QUESTION,
    REL,
    SHARING,
    TIME,
)
from claims.extraction.document import Document
from claims.extraction.lexicon import get_lexicon
from claims.extraction.phrases import Range
from claims.extraction.results import Attribution
from claims.extraction.spans import Span

Parts = tuple[tuple[Span, ...], ...]


class _Cut(NamedTuple):
    """Between two parts, in tokens: where one ends, where the next begins, and whether that lacks a subject."""

    end: int
    start: int
    shared: bool


_STOPS = frozenset(".?!…\n")
_MOST = 80  # tokens; a longer stretch without a full stop is no clause that these rules can part
_LEAST = 2  # tokens of a part
_REACH = 8  # tokens between a conjunction and the verb of its own clause
_LIST_ITEM = 4  # tokens of an item in a list of nouns
_BEFORE_VERB = ADV | AUX | NEG | TIME
_NEVER = frozenset(("denial", "fear", "order"))  # "denied that A and B" denies both at once; neither is said alone


def parts(doc: Document, found: Attribution) -> Parts:
    """The conjuncts of what `found` says, each as the spans of a content of its own; empty when it is one proposition.

    A conjunct without a subject of its own begins with the span of the subject that it shares.
    """
    if found.negated or found.why.kind in _NEVER or len(found.content) != 1:
        return ()
    return _of_range(doc, found.content[0])


def propose(text: str, content: Sequence[Span], language: str) -> Parts:
    """The conjuncts of a content that a person has marked, as `parts` gives them; empty when nothing can be offered.

    text: the frozen text; content: its spans; language: a code that has a pack.
    """
    if len(content) != 1:
        return ()
    start, end = content[0]
    found = _of_range(Document(text[start:end], get_lexicon(language)), Span(0, end - start))
    return tuple(tuple(Span(a + start, b + start) for a, b in part) for part in found)


def _of_range(doc: Document, content: Span) -> Parts:
    first, last = doc.tokens.at(content.start), doc.tokens.at(content.end)
    if not 2 * _LEAST <= last - first <= _MOST or any(doc.words[i] in _STOPS for i in range(first, last)):
        return ()
    subject: Range | None = None
    cuts: list[_Cut] = []
    begin = first
    for k in range(first + _LEAST, last - _LEAST + 1):
        start = _conjunct_at(doc, k, last)
        if start is None or k < begin + _LEAST:
            continue
        verb = _main_verb(doc, begin, k)
        if verb is None:
            continue
        shared = _verb_at(doc, start, last) is not None
        if shared:
            subject = subject or _subject(doc, first, verb)
            shares = subject is not None and not _negated(doc, begin, verb)
            stands = shares and _same_shape(doc, begin, verb, start, last)
        else:
            stands = _own_clause(doc, first, k, start, last)
        if stands:
            cuts.append(_Cut(k, start, shared))
            begin = start
            subject = subject if shared else None
    while cuts and not _joined(doc, cuts[-1]):
        cuts.pop()  # "…, led by X" goes on with the clause; only a list that ends in "and" is one
    return _spans(doc, first, last, cuts)


def _joined(doc: Document, cut: _Cut) -> bool:
    """Whether a conjunction or a semicolon stands at the cut, and not only a comma."""
    return doc.words[cut.end] == ";" or any(
        doc.tags[i] & (COORD | CONTRAST | SHARING) for i in range(cut.end, cut.start)
    )


def _subject(doc: Document, first: int, verb: int) -> Range | None:
    """The noun phrase before the first verb that later parts share; None when what stands there is more than that."""
    found = subjects.before(doc, phrases.skip_back(doc, verb, first), first)
    if found is None or any(doc.tags[i] & (TIME | LINK) for i in range(*found)):
        return None
    return None if any(doc.lexicon.verb_like(doc.words[i]) and i == first for i in range(*found)) else found


def _same_shape(doc: Document, begin: int, verb: int, start: int, last: int) -> bool:
    """Whether the verb of the next part can go on with the subject of this one.

    A form that is as well an adjective ("a longtime and dedicated advocate") does so only after a verb like itself.
    """
    following = _verb_at(doc, start, last)
    if following is None or any(doc.tags[i] & APPOSED for i in range(start, following + 1)):
        return False
    if (
        not doc.lexicon.verb_suffixes
        or doc.tags[following] & AUX
        or any(doc.tags[i] & AUX for i in range(start, following))
    ):
        return True
    return not any(doc.tags[i] & AUX for i in range(begin, verb + 1)) and not doc.tags[verb + 1] & COORD


def _spans(doc: Document, first: int, last: int, cuts: Sequence[_Cut]) -> Parts:
    """The parts as spans: each from a cut to the next, with the subject it shares in front."""
    if not cuts:
        return ()
    begins = [first, *(cut.start for cut in cuts)]
    ends = [*(cut.end for cut in cuts), last]
    lacks = [False, *(cut.shared for cut in cuts)]
    found: list[tuple[Span, ...]] = []
    subject: Range | None = None
    for begin, end, shared in zip(begins, ends, lacks, strict=True):
        if not shared:
            verb = _main_verb(doc, begin, end)
            subject = None if verb is None else _subject(doc, begin, verb)
        part = _span(doc, begin, end)
        found.append((_span(doc, *subject), part) if shared and subject else (part,))
    return tuple(found)


def _span(doc: Document, first: int, last: int) -> Span:
    while last > first + 1 and doc.words[last - 1] in ",;":
        last -= 1
    return Span(doc.tokens.starts[first], doc.tokens.ends[last - 1])


def _conjunct_at(doc: Document, k: int, last: int) -> int | None:
    """Where the next part would begin if one ends before token `k`: past the comma and the conjunction."""
    words, tags = doc.words, doc.tags
    if doc.inside[k] != doc.inside[k - 1]:
        return None
    if words[k] == ";":
        return k + 1
    if words[k] == ",":
        if tags[k + 1] & (COORD | CONTRAST) and not tags[k + 1] & REL:
            return min(k + 2, last)
        return k + 1 if _verb_at(doc, k + 1, last) is not None else None
    if tags[k] & COORD and words[k - 1] != "," and not doc.caps[k]:
        return k + 1
    return None


def _verb_at(doc: Document, i: int, last: int) -> int | None:
    """The verb at `i` behind its adverbs, auxiliaries and negators; None when something else stands there."""
    k = i
    while k < last and doc.tags[k] & _BEFORE_VERB and not doc.caps[k]:
        k += 1
    if k < last and phrases.is_verb(doc, k) and not doc.tags[k] & (COORD | REL | PREP):
        return k
    return k - 1 if k > i and doc.tags[k - 1] & AUX and k < last and doc.words[k].isalpha() else None


def _main_verb(doc: Document, begin: int, end: int) -> int | None:
    """The last verb before `end` when it is the finite verb of a main clause that begins at `begin`, else None.

    A verb after "who", "to", "if" or "that" belongs to a clause inside, and so does what is joined to it.
    """
    verbs = [i for i in range(begin, end) if phrases.is_verb(doc, i) and not doc.tags[i] & (INF | REL)]
    if not verbs:
        return None
    if any(doc.tags[i] & (LINK | QUESTION | COMP) and not doc.tags[i] & (PREP | PRON) for i in range(begin, end)):
        return None
    last = verbs[-1]
    before = phrases.skip_back(doc, last, begin)
    if before > begin and doc.tags[before - 1] & (REL | INF):
        return None
    if any(doc.tags[i] & REL and not doc.caps[i] for i in range(begin, end)):
        return None
    return verbs[0]


def _negated(doc: Document, begin: int, verb: int) -> bool:
    """Whether the verb before is negated: "did not meet X and inspect Y" leaves open what the negation covers."""
    return any(doc.tags[i] & NEG for i in range(begin, verb + 1))


def _own_clause(doc: Document, first: int, k: int, start: int, last: int) -> bool:
    """Whether a clause with a subject of its own follows; only behind a comma, for "X and Y rose" joins two nouns, and
    not behind a second comma ("in A, B, and C the shops closed")."""
    if doc.words[k] not in (",", ";") or any(doc.words[i] == "," for i in range(max(first, k - _LIST_ITEM), k)):
        return False
    for i in range(start, min(last, start + _REACH)):
        if phrases.is_verb(doc, i):
            subject = subjects.before(doc, phrases.skip_back(doc, i, start), start)
            return subject is not None and subject[0] == start
        if doc.words[i] in ",;:" or doc.tags[i] & (REL | COMP | LINK) & ~PREP:
            return False
    return False
