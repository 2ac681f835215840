"""Whether a content is weakened, left open or negated, and by whom."""

from __future__ import annotations

from claims.extraction.classes import CLAUSE_END, COMP, NEG, PREP, REL
from claims.extraction.document import Document
from claims.extraction.drafts import Draft
from claims.extraction.negation import Negation, Phrases, by_first_word

_READ = 300  # tokens of a content in which a hedge is looked for


class Hedges:
    """The pack's hedges, ready for look-up."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.negation = Negation(doc)
        pack = doc.lexicon.pack
        self.weak = frozenset(pack.HEDGES.get("weak", "").split())
        self.modal = frozenset(pack.HEDGES.get("modal", "").split())  # weaken only the main clause's own verb
        self.refutable = frozenset(pack.HEDGES.get("refutable", "").split())  # "rejected the |claims|" denies them
        self.refuting = frozenset(pack.HEDGES.get("refuting", "").split())
        self.open = by_first_word(pack.HEDGES.get("open", ()))
        self.firm = by_first_word(pack.HEDGES.get("firm", ()))

    def hedged_by(self, draft: Draft) -> str:
        """ "", "reporter", "speaker" or "both"."""
        family = draft.hit.form.takes[draft.take]
        reporter = family.hedges
        speaker = any(self._weakened(first, last) for first, last in draft.content) or self._unsure(draft)
        if draft.source is not None and draft.take == "evidential":
            reporter = reporter and draft.hit.form.voice == "passive"
        return "both" if reporter and speaker else "reporter" if reporter else "speaker" if speaker else ""

    def _unsure(self, draft: Draft) -> bool:
        """Whether the cue itself leaves it open: "tidak dapat |memastikan| apakah C"."""
        words, cue = self.doc.words, draft.hit
        return any(
            words[i : i + len(phrase)] == phrase and i + len(phrase) >= cue.last
            for i in range(max(0, cue.first - 3), cue.first)
            for phrase in self.open.get(words[i], ())
        )

    def _stands(self, phrases: Phrases, i: int) -> bool:
        """Whether one of `phrases` stands at token `i`."""
        words = self.doc.words
        return any(words[i : i + len(phrase)] == phrase for phrase in phrases.get(words[i], ()))

    def _weakened(self, first: int, last: int) -> bool:
        doc = self.doc
        depth = doc.inside[first]
        main = True
        for i in range(first, min(last, first + _READ)):
            word = doc.words[i]
            if i > first and doc.tags[i] & CLAUSE_END and not doc.tags[i] & PREP:
                main = False
            if main and word in self.modal and not self._stands(self.firm, i) and not doc.tokens.own_capital(i):
                return True  # "may", and not "in |May|"
            denied = i > first and doc.tags[i - 1] & NEG  # "tidak berpotensi" is no hedge
            if word in self.weak and not denied and self._in_main_clause(first, i):
                return True
            if self._stands(self.open, i):
                return True
            if word in ".?!" and i > first + 2 and depth != -1:
                break
        return False

    def _in_main_clause(self, first: int, i: int) -> bool:
        tags, words = self.doc.tags, self.doc.words
        return not any(
            tags[k] & REL and not tags[k] & COMP and (i - first > 14 or words[k - 1] == ",")
            for k in range(max(first + 1, i - 12), i)
        )

    def _refutable(self, first: int, last: int) -> bool:
        """Whether a noun phrase is something said ("the claims")."""
        return any(self.doc.words[k] in self.refutable for k in range(first, min(last, first + 5)))

    def negated(self, draft: Draft) -> bool:
        """Whether the main proposition is negated, or the cue denies it."""
        doc = self.doc
        if draft.hit.form.takes[draft.take].negates:
            return True
        i = draft.hit.first - 1
        if (
            draft.content
            and not draft.clitic
            and i >= 0
            and (doc.tags[i] & NEG or self._unsure(draft))
            and draft.content[0][0] > draft.hit.first
        ):
            return True
        if draft.hit.form.entry in self.refuting and self._refutable(*draft.content[0]):
            return True
        quoted = draft.content[0][0] in doc.opens  # what goes on after a quotation is another sentence
        return any(
            self.negation.in_main_clause(first, last, asked=draft.kind == "order")
            for first, last in draft.content[: 1 if quoted else 2]
        )
