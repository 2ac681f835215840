"""Whether the main clause of a content is negated: "there was no evidence", and not "if taxes did not rise, …"."""

from __future__ import annotations

from collections.abc import Iterable

from claims.extraction.classes import AUX, CLAUSE_END, COMP, COORD, DET, INF, NEG, PREP, PRON
from claims.extraction.document import Document, bits
from claims.extraction.phrases import is_verb

_SUBORDINATOR = bits("subordinator")
_ADVERBIAL = bits("preposition", "adverb", "time", "opener")
_SCOPE = 14  # tokens of the main clause in which a negator counts
_ASIDE = 25  # tokens of a clause in front of the main one
_SHORT = 6  # tokens of a contrast between two commas


Phrases = dict[str, list[list[str]]]


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """Phrases of a pack, split into words and found by the first of them."""
    found: Phrases = {}
    for phrase in phrases:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


class Negation:
    """The pack's phrases that only look negative, ready for look-up."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        hedges = doc.lexicon.pack.HEDGES
        self.affirming = by_first_word(hedges.get("affirming", ()))
        self.gerund: tuple[str, str] = hedges.get(
            "gerund", ("", "")
        )  # "|not| act|ing|": the negator, the verb's ending
        self.negating: tuple[str, ...] = hedges.get("negating", ())  # the ends of words that hold a negator
        self.contracted: tuple[str, ...] = hedges.get("contracted", ())  # the ends of words that hold an auxiliary

    def in_main_clause(self, first: int, last: int, *, asked: bool = False) -> bool:
        """Whether tokens `first` to `last` hold a negator of their main clause.

        asked: the content is what somebody is told to do, which stands behind "agar" or "that".
        """
        doc = self.doc
        first = self._main_clause(first, last)
        k = first
        while k < min(last, first + _SCOPE):
            size = self._only_looks_so(k)
            if size:
                k += size
                if k < last and doc.tags[k] & NEG:
                    k += 1  # "bukan hanya |tidak| adil"
                continue
            if (doc.tags[k] & NEG or doc.words[k].endswith(self.negating)) and self._negates(k, first):
                return asked or not (self._told_not_to(k, first) or self._of_inner_clause(k, first))
            if self._second_predicate(k, first, last):
                return False  # "was counting the coins |and| had not found a buyer"
            if k > first and self._clause_ends(k, asked):
                return bool(doc.tags[k] & INF and k + 1 < last and doc.tags[k + 1] & NEG)  # "warga |agar tidak| keluar"
            if doc.words[k] in ".;?!" and k > first + 1:
                return False
            k += 1
        return False

    def _told_not_to(self, k: int, first: int) -> bool:
        """ "her neighbour told her |not to| use the water": what somebody is told, behind the verb of the clause."""
        tags = self.doc.tags
        goes_on = k + 1 < len(tags) and tags[k + 1] & INF
        return (
            bool(goes_on) and tags[k] & PREP == 0 and k > first and any(is_verb(self.doc, i) for i in range(first, k))
        )

    def _of_inner_clause(self, k: int, first: int) -> bool:
        """ "he knew the road was |not| safe": the verb negated has a subject of its own behind the first verb."""
        doc, tags = self.doc, self.doc.tags
        verb = next((i for i in range(first, k) if is_verb(doc, i) and not tags[i] & NEG), k)
        own = k if doc.words[k].endswith(self.negating) else k - 1  # the auxiliary that it negates
        begin = verb + 1
        if doc.lexicon.pack.VOICES or own <= begin or not tags[own] & AUX:
            return False
        if tags[verb] & AUX and not tags[begin]:
            begin += 1  # "they were |sure| the bus would not stop"
        return begin < own and bool(tags[begin] & (DET | PRON)) and not tags[begin] & PREP

    def _second_predicate(self, k: int, first: int, last: int) -> bool:
        """Whether a conjunction at `k` opens a further predicate after the first one has its verb."""
        tags = self.doc.tags
        if not tags[k] & COORD or k + 1 >= last or not tags[k + 1] & (AUX | NEG):
            return False
        return any(is_verb(self.doc, i) for i in range(first, k))

    def _main_clause(self, first: int, last: int) -> int:
        """Behind an interjection ("No, it was fine") and behind a clause in front ("if taxes did not rise, …")."""
        doc = self.doc
        if first in doc.opens:
            first += 1
        if first + 1 < last and doc.tags[first] & NEG and doc.words[first + 1] == ",":
            first += 2
        if first < last and doc.tags[first] & _SUBORDINATOR and not doc.tags[first] & PREP:
            comma = doc.next_mark(",", first, min(last, first + _ASIDE))
            return last if comma is None else comma + 1
        return first

    def _only_looks_so(self, k: int) -> int:
        """The length of "not only", "tidak kurang dari" … at `k`, or 0."""
        words = self.doc.words
        return max(
            (len(p) for p in self.affirming.get(words[k], ()) if words[k : k + len(p)] == p),
            default=0,
        )

    def _negates(self, k: int, first: int) -> bool:
        doc = self.doc
        before = doc.tags[k - 1] if k > first else 0
        if (before & PREP and not before & INF) or doc.tags[k] & PREP:
            return False  # "a bus with |no| heat", "|without| a word"
        if k > first and doc.words[k - 1] == "," and not self._opens_clause(k, first):
            return False  # "prices rose, |not| fell"
        following = doc.words[k + 1] if k + 1 < len(doc.words) else ""
        negator, ending = self.gerund
        gerund = doc.words[k] == negator and following.endswith(ending)
        return (
            not gerund or bool(before & AUX) or doc.words[k - 1].endswith(self.contracted)
        )  # "regretted |not| acting"

    def _opens_clause(self, k: int, first: int) -> bool:
        """Whether only adverbials stand before the negator behind a comma at `k` ("so far, |no one| has died"), and it
        is no aside of two commas ("in Ohio, |not Iowa|, prices rose")."""
        doc = self.doc
        begins = [first, *(i + 1 for i in range(first, k - 1) if doc.words[i] == ",")]
        if not all(doc.tags[i] & _ADVERBIAL for i in begins) or any(is_verb(doc, i) for i in range(first, k)):
            return False
        close = next((i for i in range(k, min(len(doc.words), k + _SHORT)) if doc.words[i] == ","), k)
        return close == k or any(is_verb(doc, i) for i in range(k + 1, close))

    def _clause_ends(self, k: int, asked: bool) -> bool:
        tag = self.doc.tags[k]
        return bool(tag & CLAUSE_END) and not tag & PREP and not (asked and tag & COMP)
