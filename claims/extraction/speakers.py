"""Who a source phrase refers to: short names, offices and descriptions → a full name, or None and the candidates.

Whom a pronoun means, `antecedents` finds.
"""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction.antecedents import MEMORY, Antecedents
from claims.extraction.classes import (
    AGENT,
    ARTICLE,
    COORD,
    DEMONSTRATIVE,
    DOCUMENT,
    FIRST,
    GROUP,
    INDEFINITE,
    PREP,
    REL,
    THING,
    TITLE,
)
from claims.extraction.document import Document, bits
from claims.extraction.drafts import Draft, Speaker
from claims.extraction.names import Named, Names
from claims.extraction.phrases import HARD, Range
from claims.extraction.tokens import SOFT_STOP

_PLURAL = bits("plural_pronoun")
_ONE_PERSON = bits("person_noun", "title")
_DETERMINER_ONLY = bits("determiner")
_BRANCH = bits("office", "group_word")
_HEAD = bits(
    "title", "person_noun", "group_word", "determiner", "indefinite", "document_word", "outlet_word", "preposition"
)


class Resolver:
    """Resolves the drafts of one article in the order of their cues."""

    def __init__(self, doc: Document, names: Names) -> None:
        self.doc = doc
        self.names = names
        self.history: list[tuple[Draft, Speaker]] = []
        self.antecedents = Antecedents(doc, names, self.history)

    def resolve(self, draft: Draft) -> Speaker:
        """Who speaks in the draft; to be asked in the order of the cues, for pronouns look back over the answers.

        Narrows `draft.source` to the name where something else ran into it.
        """
        speaker = self._resolve(draft)
        self.history.append((draft, speaker))
        return speaker

    def _resolve(self, draft: Draft) -> Speaker:
        if draft.clitic:
            return self._pronoun(draft, plural=False, thing=False)
        if draft.source is None:
            return Speaker("implicit", None)
        first = draft.source[0]
        doc = self.doc
        named = self.names.describe(draft.source)
        if named.kind == "pronoun":
            tag = doc.tags[first]
            if tag & FIRST:
                return Speaker("pronoun", None)  # who is quoted: settled when the quotation's own attribution is known
            return self._pronoun(draft, plural=bool(tag & _PLURAL), thing=bool(tag & THING))
        narrowed = self._narrowed(draft.source)
        if narrowed != draft.source:
            named = self.names.describe(narrowed)
        draft.source = narrowed
        joined = self._joined(draft)
        if joined is not None:
            return joined
        return self._named(draft, named)

    def _narrowed(self, phrase: Range) -> Range:
        """Leaves out what a missing comma glued before a known name ("Terkait rantai pendingin |Hendra")."""
        doc = self.doc
        first, last = phrase
        for k in range(first + 1, last - 1):
            if doc.words[k] in doc.lexicon.carrying and doc.tags[k + 1] & AGENT and not doc.caps[k]:
                return first, k  # "A letter |seen by the Echo|": `relays` reads who saw it
        begin = last
        while begin > first and (doc.caps[begin - 1] or doc.words[begin - 1] == SOFT_STOP):
            begin -= 1
        if first < begin < last and not any(doc.tags[i] & (_HEAD | COORD) for i in range(first, begin)):
            key = tuple(doc.words[begin:last])
            if key in self.names.persons or self.names.longest(key):
                return begin, last
        return phrase

    def _named(self, draft: Draft, named: Named) -> Speaker:
        key = self.doc.tokens.surface(*draft.source).lower() if draft.source else ""
        if named.kind != "named_person" and draft.source and self._describes_person(*draft.source):
            return self._described_person(draft, key)
        if named.kind == "named_person" and named.name:
            canonical, candidates = self.names.full(named.name)
            if canonical is None and draft.source:
                canonical = self._latest(candidates, draft.source[0])
            return Speaker("named_person", canonical, candidates, named.role, named.organisation, key=canonical or key)
        if named.kind == "office" and named.name:
            return self._office_holder(named.name, key)
        if named.kind == "unnamed":
            return Speaker("unnamed", None, speaks_for=named.organisation, key=self._known_description(key))
        if named.name is None or (draft.source and self._is_description(draft.source)):
            return self._description(draft, key)
        return Speaker(named.kind, self._long_form(named.name), key=named.name)

    def _latest(self, candidates: tuple[str, ...], position: int) -> str | None:
        """Of several people whom a short name fits, the one who spoke last, or the only one named so far."""
        for _, speaker in reversed(self.history[-MEMORY:]):
            if speaker.canonical in candidates:
                return speaker.canonical
        stop = bisect_left(self.names.mentions, (position, ()))
        named = {self.names.surface[key] for _, key in self.names.mentions[max(0, stop - MEMORY) : stop]}
        before = [name for name in candidates if name in named]
        return before[0] if len(before) == 1 else None

    def _describes_person(self, first: int, last: int) -> bool:
        """ "Politikus PKB itu", "perempuan kelahiran Solo tersebut": a person spoken of before."""
        doc = self.doc
        if doc.tags[first] & DEMONSTRATIVE and doc.words[last - 1].endswith(doc.lexicon.age_endings):
            return True
        if not doc.lexicon.pack.VOICES:
            return self._points_at_somebody(first, last)
        if not doc.tags[first] & _ONE_PERSON or doc.tags[first] & (GROUP | INDEFINITE):
            return False
        if last - first == 1 and last < len(doc.words) and doc.tags[last] & REL and not doc.caps[last]:
            clause = range(last, min(len(doc.words), last + 12))  # "perempuan |yang menjual nasi itu|"
            end = next(
                (i for i in clause if doc.tags[i] & DEMONSTRATIVE or doc.words[i] in HARD or doc.words[i] == ","), last
            )
            return bool(doc.tags[end] & DEMONSTRATIVE)
        return last - first > 1 and bool(doc.tags[last - 1] & DEMONSTRATIVE)

    def _points_at_somebody(self, first: int, last: int) -> bool:
        """ "the striker", "the Rovers gaffer": "the", and a noun for one person before any preposition."""
        doc = self.doc
        stop = next((i for i in range(first, last) if doc.tags[i] & PREP or doc.words[i] == ","), last)
        head = stop - 1
        definite = doc.tags[first] & ARTICLE and doc.tags[first] & DEMONSTRATIVE
        named = doc.caps[head] and doc.words[head] in doc.lexicon.outlets  # "the Guardian"
        return bool(definite) and head > first and not named and self.names.one_person(head)

    def _described_person(self, draft: Draft, key: str) -> Speaker:
        found = self.antecedents.of(draft, plural=False, thing=False)
        name, kind, candidates = found.name, found.kind, found.candidates
        if name and any(speaker.canonical == name for speaker in self._around(draft)):
            name = None  # "Poe said |the mayor| had told him": nobody speaks of himself like that
        if kind == "named_person" and name:
            return Speaker("named_person", name, candidates, key=name, note=f"{key}: {name}")
        return Speaker("unnamed", None, key=self._known_description(key))

    def _around(self, draft: Draft) -> list[Speaker]:
        """The speakers in whose words the draft stands."""
        cue = draft.hit.first
        return [
            speaker
            for earlier, speaker in self.history[-MEMORY:]
            if any(first <= cue < last for first, last in earlier.content)
        ]

    def _office_holder(self, office: str, key: str) -> Speaker:
        """ "Presiden": the one person whom the article calls so; several → none, and who they are."""
        holders = list(dict.fromkeys(self.names.fullest(holder) for holder in self.names.office_holders(office)))
        if len(holders) == 1:
            return Speaker("named_person", holders[0], role=office, key=holders[0], note=f"{key}: {holders[0]}")
        if not holders and " " in office and office[0].isupper():
            return Speaker("named_person", office, role=office, key=office)  # "Gubernur BI": one holder, not named
        return Speaker("unnamed", None, tuple(holders), role=office, key=self._known_description(key))

    def _known_description(self, key: str) -> str:
        """ "the source" → "al shabab source", when such a one spoke before; else "source"."""
        article, _, rest = key.partition(" ")
        if rest and article in self.doc.lexicon.articles:
            key = rest
        for _, speaker in reversed(self.history[-MEMORY:]):
            if speaker.kind == "unnamed" and (speaker.key == key or speaker.key.endswith(" " + key)):
                return speaker.key
        return key

    def _long_form(self, name: str) -> str:
        """ "Brightmoor" → "Brightmoor Capital"; an acronym's long form is left to the analyst."""
        marks = self.doc.lexicon.owner_marks
        for mark in (*marks, *(mark.replace("'", "’") for mark in marks)):
            owner, written, rest = name.partition(f"{mark} ")
            if rest:
                return f"{self.names.full(owner)[0] or owner}{written}{rest}"  # "Poe's team" → "Dana Poe's team"
        return self.names.houses.get((name.lower(),), name)

    def _is_description(self, phrase: Range) -> bool:
        """ "Kelompok tersebut": a group word with a pointer and no name, be its first letter a capital."""
        doc = self.doc
        first, last = phrase
        return (
            bool(doc.tags[first] & GROUP)
            and any(doc.tags[i] & DEMONSTRATIVE for i in range(first + 1, last))
            and not any(doc.caps[i] for i in range(first + 1, last))
        )

    def _description(self, draft: Draft, key: str) -> Speaker:
        """ "kelompok tersebut", "the ministry": the organisation named before that it points back to."""
        doc = self.doc
        assert draft.source is not None
        first, last = draft.source
        points_back = any(doc.tags[i] & DEMONSTRATIVE for i in range(first, last))
        head = next((doc.words[i] for i in range(first, last) if doc.tags[i] & GROUP), "")
        owners = (*doc.lexicon.owner_marks, "'")
        owned = any(doc.words[i].endswith(owners) for i in range(first, last))  # "the farmers' federation"
        if points_back and head and not owned:
            name = self.names.organisation_before(first, head)
            if name is not None:
                return Speaker("organisation", name, key=name, note=f"{key}: {name}")
        if points_back and doc.tags[first] & DOCUMENT and self.history:
            author = self.history[-1][1]  # "laporan |itu|": whoever spoke last, when it is a body
            if author.kind == "organisation" and author.canonical:
                return Speaker("organisation", author.canonical, key=author.key, note=f"{key}: {author.canonical}")
        return Speaker("organisation", None, key=key)

    def _joined(self, draft: Draft) -> Speaker | None:
        """ "X and Y": both, joined with "; "."""
        doc = self.doc
        assert draft.source is not None
        first, last = draft.source
        for i in range(first + 1, last - 1):
            if doc.tags[i] & COORD and not doc.caps[i] and not self._in_office(first, i):
                parts = [self.names.describe(part) for part in (*self._listed(first, i), (i + 1, last))]
                if all(part.kind == "named_person" and part.name for part in parts):
                    people = [self.names.full(part.name)[0] for part in parts if part.name]
                    if all(people):
                        return Speaker("named_person", "; ".join(str(name) for name in people))
                if all(part.kind == "unnamed" for part in parts):
                    return Speaker("unnamed", None, key=doc.tokens.surface(first, last).lower())
        return None

    def _listed(self, first: int, last: int) -> list[Range]:
        """ "Rina, Budi," before "dan Sari": each by himself; a phrase without bare names between commas is one."""
        doc = self.doc
        if doc.tags[first] & _DETERMINER_ONLY and doc.caps[first + 1]:
            first += 1  # "|Baik| Rina maupun Budi"
        while last > first and doc.words[last - 1] == ",":
            last -= 1
        commas = [i for i in range(first, last) if doc.words[i] == ","]
        parts = list(zip([first, *(i + 1 for i in commas)], [*commas, last], strict=True))
        return parts if all(all(doc.caps[begin:end]) and end > begin for begin, end in parts) else [(first, last)]

    def _in_office(self, first: int, coordinator: int) -> bool:
        """ "Deputi Bidang Distribusi |dan| Jasa BPS Rina Wati": it joins two parts of an office, not two people."""
        tags, abstract = self.doc.tags, self.doc.lexicon.is_abstract
        office = any(tags[i] & _BRANCH or abstract(self.doc.words[i]) for i in range(first, coordinator))
        return office and not tags[coordinator + 1] & TITLE

    def _pronoun(self, draft: Draft, plural: bool, thing: bool) -> Speaker:
        found = self.antecedents.of(draft, plural, thing)
        note = f"pronoun: {found.name}" if found.name else ""
        key = found.name or found.key
        return Speaker(
            "pronoun", found.name, found.candidates, note=note, key=key, referent=found.kind, meant=found.words
        )
