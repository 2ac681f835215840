"""Reads each cue of a sentence by the frames it may enter: who stands where, and how far the content goes.

The reader is one object in layers, a module each: `clauses` (a sentence, its clauses and adverbials), `unnamed` and
`contents` (what follows a cue), `cue_subjects` (whose words a cue before its content gives), `leading` and `trailing`
(the frames). Noun phrases are found by `subjects` (before a cue) and `phrases` (behind one).
"""

from __future__ import annotations

from claims.extraction import phrases
from claims.extraction.classes import AUX, DET, DOC, GIVES, GROUP, OUTLET, PRON, REL, THING, VERB
from claims.extraction.drafts import Draft
from claims.extraction.leading import Leading
from claims.extraction.lexicon import Hit
from claims.extraction.trailing import Trailing


class Reader(Trailing, Leading):
    """Reads one sentence: first the cues that follow their content, for they bound the others', then the rest."""

    def read(self) -> list[Draft]:
        """All finds of the sentence, in the order of their cues."""
        trailing: dict[int, Draft] = {}
        start = self.first
        self.hits = [hit for hit in self.hits if self._could_attribute(hit)]
        self.hit_at = {hit.first: index for index, hit in enumerate(self.hits)}
        for hit in self.hits:
            draft = self._trailing(hit, start)
            if draft is not None:
                trailing[hit.first] = draft
                self.read_behind.add(hit.first)
                start = self._next_clause(draft, start)
        self._quote_just_before(trailing)
        for position, hit in enumerate(self.hits):
            draft = trailing.get(hit.first) or self._leading(hit, position, trailing)
            if draft is not None and (draft.content or draft.points):
                self.drafts.append(draft)
        self.extra.extend(self._cited())
        return self._without_vessels(self.drafts) + [draft for draft in self.extra if draft.content]

    def _cited(self) -> list[Draft]:
        """ "R reported, |citing S|, that C", "according to R, which |cited S|, C": S says what R hands on."""
        doc = self.doc
        found: list[Draft] = []
        if doc.lexicon.pack.VOICES or not self.drafts:
            return found
        taken = {draft.hit.first for draft in (*self.drafts, *self.extra)}
        for hit in self.hits:
            if hit.first in taken or doc.words[hit.first] not in doc.lexicon.quoting or hit.form.rest:
                continue
            opens = hit.first == self._skip_openers(self.first)
            beside = [draft for draft in self.drafts if (draft.hit.first > hit.first) == opens and draft.content]
            carrier = (beside[0] if opens else beside[-1]) if beside else None
            cited = phrases.after(doc, hit.last, self.last)
            if carrier is None or cited is None or not self._hands_on(carrier, hit) or not self._may_speak(cited):
                continue
            draft = self._draft("relay.quoting", "R, citing S, C", hit, "relay")
            draft.source, draft.content, draft.carrier = cited, list(carrier.content), carrier
            found.append(draft)
        return found

    def _hands_on(self, carrier: Draft, hit: Hit) -> bool:
        """Whether a find is an outlet's or a document's, and `hit` tells whom it cites."""
        doc, source = self.doc, carrier.source
        if source is None or any(first <= hit.first < last for first, last in carrier.content):
            return False
        if hit.form.voice in ("past", "third") and not (
            doc.tags[hit.first - 1] & REL and doc.words[hit.first - 2] == ","
        ):
            return False  # a participle ("citing"), or ", which cited"
        named = any(doc.caps[i] and doc.words[i] in doc.lexicon.outlets for i in range(*source))
        spoken = doc.tags[source[0]] & THING
        return bool(named or spoken) or any(
            doc.tags[i] & DOC or doc.words[i] in doc.lexicon.media for i in range(*source)
        )

    def _without_vessels(self, drafts: list[Draft]) -> list[Draft]:
        """Leaves out "expressed" beside "expressed fears that C": the noun says it, the verb only hands it over."""
        nouns = {draft.hit.first for draft in drafts if draft.take == "noun"}
        tags = self.doc.tags
        return [
            draft
            for draft in drafts
            if not (draft.take == "object" and tags[draft.hit.first] & GIVES and draft.content[0][0] in nouns)
        ]

    def _ruled(self, hit: Hit) -> bool:
        """Whether the word is a subject itself: "the southern |states| that will vote", "|states| underscored"."""
        doc, k = self.doc, hit.last
        if doc.lexicon.pack.VOICES or hit.form.voice != "third":
            return False
        relative = doc.tags[k] & REL and k + 1 < self.end and doc.tags[k + 1] & (AUX | VERB)
        return bool(relative) or (not doc.tags[k] and not doc.caps[k] and phrases.is_verb(doc, k))

    def _before_group(self, i: int) -> bool:
        """Whether a noun for a body or medium stands at `i`."""
        doc = self.doc
        return i < self.end and not doc.caps[i] and bool(doc.tags[i] & (GROUP | OUTLET))

    def _could_attribute(self, hit: Hit) -> bool:
        """Leaves out cue forms that are plainly something else here: part of a name, a plural noun."""
        doc, form = self.doc, hit.form
        if "named" in form.takes and not (hit.last < self.end and doc.caps[hit.last]):
            return False
        if hit.first == self.first:
            return True
        before = hit.first - 1
        if (
            doc.caps[hit.first]
            and doc.words[before] not in (",", ":", "–")
            and before not in doc.closes
            and before not in doc.opens
        ):
            return doc.tokens.surface(before, hit.last).isupper()  # only in a line of capitals
        if form.entry in doc.lexicon.noun_alikes and "noun" not in form.takes:
            if form.voice == "base" and self._before_group(hit.last) and not doc.tags[before] & PRON:
                return False  # "|state| media"
            if form.voice in ("third", "base"):
                if hit.last < self.end and (doc.tags[hit.last] & AUX or self._ruled(hit)):
                    return False  # "stress may play a part"
                return self._verb_rather_than_noun(before, form.voice == "third")
            if form.voice == "participle" and not doc.words[before].isalpha() and doc.words[before][0].isalnum():
                return False  # "a 20-minute |hearing|"
            if form.voice == "participle" and doc.tags[before] & DET and not doc.tags[before] & PRON:
                return False  # "the |hearing|"
        return True
