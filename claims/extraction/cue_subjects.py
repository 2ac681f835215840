"""Whose words a cue gives that stands before them: its subject, its clause's, or its relative pronoun's."""

from __future__ import annotations

from claims.extraction import phrases, subjects
from claims.extraction.classes import (
    ACCOMPANYING,
    AGENT,
    ARTICLE,
    COMP,
    COORD,
    DOC,
    GROUP,
    LINK,
    MANNER,
    PASSIVE,
    PERSON,
    PREP,
    QUESTION,
    REL,
    SHARING,
    TIME,
    TITLE,
)
from claims.extraction.drafts import Draft
from claims.extraction.phrases import HARD, Range
from claims.extraction.quoting import Quoting

_ASIDE = 6  # tokens
_RELATIVE = 20  # tokens of a relative clause between two commas


class CueSubjects(Quoting):
    """Finds the source of a leading cue."""

    def _subject(self, draft: Draft) -> None:
        """Sets the source of a cue that its content follows."""
        doc, hit = self.doc, draft.hit
        i = phrases.skip_back(doc, hit.first, self.first)
        if self._quoted(draft):
            return
        outer = next((d for d in reversed(self.drafts[-3:]) if d.hit.last == i), None)
        if doc.lexicon.pack.VOICES and outer is not None and (outer.source is not None or outer.clitic):
            self._share(draft, outer)  # "Rina mengatakan |sudah meminta| C": he who says it asked
            return
        i = self._before_time(i)
        joined = i > self.first and bool(doc.tags[i - 1] & (SHARING | COORD))
        participle = hit.form.voice == "participle"
        if participle and not joined:
            own = subjects.before(doc, i, self.first)
            progressive = any(doc.tags[k] & PASSIVE for k in range(i, hit.first))  # "is promising"
            accompanying = own is not None and own[0] > self.first and doc.tags[own[0] - 1] & ACCOMPANYING
            if progressive or accompanying:  # "…, with |spokesman X| saying C"
                draft.source = own
                return
        if joined or participle or (i > self.first and doc.words[i - 1] == ","):
            self._subject_before_pause(draft, i, joined)
        else:
            draft.source = self._antecedent(i) if self._relative(i - 1) else subjects.before(doc, i, self.first)

    def _share(self, draft: Draft, earlier: Draft) -> None:
        """Takes over the source of an earlier find of the sentence."""
        draft.source, draft.clitic, draft.shared = earlier.source, earlier.clitic, True

    def _subject_before_pause(self, draft: Draft, i: int, joined: bool) -> None:
        """The source of a cue behind a comma or conjunction, or of a participle: its own, an earlier cue's, or the
        subject of the main clause."""
        earlier = next((d for d in reversed(self.drafts) if d.source is not None or d.clitic), None)
        source = None
        if joined:
            nearer = self._main_subject(i - 1)
            if nearer is not None and (earlier is None or earlier.hit.first < nearer[0]):
                source = nearer
        elif draft.hit.form.voice != "participle":
            source = subjects.before(self.doc, i, self.first)
        if source is not None:
            draft.source = source
        elif earlier is not None:
            self._share(draft, earlier)
        else:
            draft.source = self._main_subject(i)

    def _quoted(self, draft: Draft) -> bool:
        """ "R quoted |S| as saying C", "|S| was quoted by R as saying C": sets source and relay."""
        doc, hit = self.doc, draft.hit
        manner = hit.first - 1
        if hit.form.voice != "participle" or manner <= self.first or not doc.tags[manner] & MANNER:
            return False
        verb = self._quoting_before(manner, self.first - 1)
        if verb is None:
            return False
        subject_end = phrases.skip_back(doc, verb, self.first)
        subject = subjects.before(doc, subject_end, self.first)
        passive = any(doc.tags[k] & PASSIVE for k in range(subject_end, verb))
        if passive:
            draft.source = subject
            if doc.tags[verb + 1] & AGENT and (by := phrases.after(doc, verb + 2, manner)) is not None:
                draft.relays.append(by)
        else:
            draft.source = phrases.after(doc, verb + 1, manner)
            if subject is not None:
                draft.relays.append(subject)
        return draft.source is not None

    def _before_time(self, i: int) -> int:
        """ "was critical but |on Tuesday| wrote that": the conjunction stands before the time."""
        doc, k = self.doc, i
        while k > self.first + 1 and doc.tags[k - 1] & (TIME | PREP) and not doc.tags[k - 1] & (COORD | SHARING):
            k -= 1
        return k if k < i and doc.tags[k - 1] & SHARING else i

    def _relative(self, i: int) -> bool:
        """Whether "who", "which" or "that" at `i` opens a relative clause after a noun."""
        doc = self.doc
        return (
            not doc.lexicon.pack.VOICES
            and i > self.first
            and bool(doc.tags[i] & REL)
            and not doc.caps[i]
            and (not doc.tags[i] & COMP or bool(doc.tags[i - 1] & (DOC | PERSON | GROUP)))
        )

    def _antecedent(self, i: int) -> Range | None:
        """Whom the relative clause that begins before token `i` is about: "Dana Poe, who |said| C"."""
        end = i - 1
        last = end - 1 if self.doc.words[end - 1] == "," else end
        phrase = subjects.before(self.doc, last, self.first)
        if phrase is None or phrase[1] < last:
            begin = last
            while begin > self.first and self.doc.caps[begin - 1] and not self.doc.tags[begin - 1] & PREP:
                begin -= 1
            phrase = (begin, last) if begin < last else phrase  # "lined up with |Dana Poe|, who said C"
        if phrase is None:
            return None
        phrase = self._named_last(phrase) if self.doc.tags[end] & QUESTION else phrase
        cue = next((hit for hit in self.hits if phrase[0] <= hit.first < hit.last < phrase[1]), None)
        return (cue.last, phrase[1]) if cue else phrase  # "“…,” said |Dana Poe|, who said C"

    def _named_last(self, phrase: Range) -> Range:
        """ "from a post by |Mayor Dana Poe|, who said C": a titled name behind a preposition, whom "who" is about."""
        doc, (first, last) = self.doc, phrase
        k = last - 1
        while k > first and (doc.caps[k] or doc.tags[k] & TITLE) and not doc.tags[k] & PREP:
            k -= 1
        named = last - k > 2 and doc.caps[last - 1] and doc.tags[k + 1] & TITLE
        return (k + 1, last) if k > first and doc.tags[k] & PREP and named else phrase

    def _verb_behind_aside(self, comma: int, end: int) -> bool:
        """Whether a short aside between two commas follows, and then a verb."""
        doc = self.doc
        told = doc.tags[comma + 1] & REL and not doc.lexicon.pack.VOICES  # "Traders, |who had come early|, left"
        close = doc.next_mark(",", comma + 1, min(end, comma + (_RELATIVE if told else _ASIDE)))
        return close is not None and close + 1 < end and phrases.is_verb(doc, close + 1)

    def _tells_of_name(self, begin: int, pause: int) -> bool:
        """ "Dana Poe, |the mayor of Harbour,| left": a description behind the comma after a name."""
        doc = self.doc
        named = pause - 2 >= self.first and doc.words[pause - 1] == "," and doc.caps[pause - 2]
        return named and begin == pause and bool(doc.tags[begin] & ARTICLE) and not doc.lexicon.pack.VOICES

    def _main_subject(self, end: int) -> Range | None:
        """The subject of the clause that a conjunction or participle at `end` goes on: the nearest phrase after a pause
        that a verb follows."""
        doc = self.doc
        low = max(self.first, end - 60)
        for i in range(end - 1, low - 1, -1):
            if i > low and doc.words[i - 1] != "," and doc.words[i - 1] not in HARD:
                continue
            begin = self._skip_openers(i)
            if begin >= end or (doc.tags[begin] & (PREP | LINK | REL | TIME) and not doc.caps[begin]):
                continue
            phrase = phrases.after(doc, begin, end)
            if phrase is None or phrase[1] >= end or doc.words[phrase[1]] == ":":
                continue
            if doc.lexicon.participle_like(doc.words[begin]) and not doc.tags[begin] and not doc.lexicon.pack.VOICES:
                continue  # "|Speaking to the BBC,| X …, saying C"
            if doc.words[phrase[1]] == ",":
                if self._tells_of_name(begin, i):
                    continue
                if self._verb_behind_aside(phrase[1], end) or phrases.is_verb(doc, phrase[1] + 1):
                    return phrase  # "The star, |31,| broke her silence, telling C"
                continue
            tag = doc.tags[phrase[1]]
            if tag & PREP and i == self.first and any(phrases.is_verb(doc, k) for k in range(phrase[1] + 1, end)):
                return phrase  # "Officers |with no knowledge of it| chafed at that and said C"
            if not tag & (PREP | COORD | LINK | TIME) and (phrases.is_verb(doc, phrase[1]) or not doc.caps[phrase[1]]):
                return phrase
        return None
