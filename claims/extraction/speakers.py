"""Who a source phrase refers to: pronouns, short names and descriptions → a full name, or None and the candidates."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from claims.extraction.classes import (
    AGENT,
    ARTICLE,
    COORD,
    DEMONSTRATIVE,
    DET,
    DOCUMENT,
    FIRST,
    GROUP,
    INDEFINITE,
    PERSON,
    PREP,
    REL,
    THING,
    TITLE,
)
from claims.extraction.document import Document, bits
from claims.extraction.drafts import Draft
from claims.extraction.names import Named, Names
from claims.extraction.phrases import HARD, Range
from claims.extraction.tokens import SOFT_STOP

_BEHIND_CUE = 5  # tokens between a passive cue and the name of its agent
_ROLE = 9  # tokens of a role before the name, "The goalkeeper of the visitors, |Maria Holt|"
_NEAR = 60  # tokens before a pronoun in which the only person named is meant
_MEMORY = 60  # speakers and mentions that a pronoun may look back over
_PLURAL = bits("plural_pronoun")
_ONE_PERSON = bits("person_noun", "title")
_DETERMINER_ONLY = bits("determiner")
_BRANCH = bits("office", "group_word")
_HEAD = bits(
    "title", "person_noun", "group_word", "determiner", "indefinite", "document_word", "outlet_word", "preposition"
)


@dataclass(slots=True)
class Speaker:
    """A draft's source, resolved."""

    kind: str
    canonical: str | None
    candidates: tuple[str, ...] = ()
    role: str | None = None
    speaks_for: str | None = None
    note: str = ""
    key: str = ""  # tells the same unnamed speaker when he comes again ("the U.S. security official")
    referent: str = ""  # kind of what a pronoun refers to
    meant: Range | None = None  # the words of an unnamed speaker whom a pronoun refers to


class Meant(NamedTuple):
    """Whom a pronoun means: a name, or an unnamed speaker by key and words."""

    name: str | None
    kind: str
    candidates: tuple[str, ...] = ()
    key: str = ""
    words: Range | None = None


class Resolver:
    """Resolves the drafts of one article in the order of their cues."""

    def __init__(self, doc: Document, names: Names) -> None:
        self.doc = doc
        self.names = names
        self.history: list[tuple[Draft, Speaker]] = []
        self._passive_ends = frozenset(hit.last for hit in doc.hits if hit.form.voice == "passive")

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
        for _, speaker in reversed(self.history[-_MEMORY:]):
            if speaker.canonical in candidates:
                return speaker.canonical
        stop = bisect_left(self.names.mentions, (position, ()))
        named = {self.names.surface[key] for _, key in self.names.mentions[max(0, stop - _MEMORY) : stop]}
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
        found = self._antecedent(draft, plural=False, thing=False)
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
            for earlier, speaker in self.history[-_MEMORY:]
            if any(first <= cue < last for first, last in earlier.content)
        ]

    def _office_holder(self, office: str, key: str) -> Speaker:
        """ "Presiden": the one person whom the article calls so; several → none, and who they are."""
        holders = list(dict.fromkeys(self._full(holder) for holder in self.names.office_holders(office)))
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
        for _, speaker in reversed(self.history[-_MEMORY:]):
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
        found = self._antecedent(draft, plural, thing)
        note = f"pronoun: {found.name}" if found.name else ""
        key = found.name or found.key
        return Speaker(
            "pronoun", found.name, found.candidates, note=note, key=key, referent=found.kind, meant=found.words
        )

    def _antecedent(self, draft: Draft, plural: bool, thing: bool) -> Meant:
        """Whom a pronoun or description means."""
        doc = self.doc
        sentence = doc.sentences[draft.sentence]
        position = draft.source[0] if draft.source else draft.hit.first
        if not plural and not thing and draft.level == -1 and not draft.clitic:
            subject = self._subject_in(sentence.first, position)
            if subject is not None:
                return Meant(subject, "named_person")
        for earlier, speaker in reversed(self.history[-_MEMORY:]):
            if any(first <= earlier.hit.first < last for first, last in draft.content):
                continue  # "Vale said C, |he| said": not whom he quotes
            if earlier.level != draft.level and earlier.level != -1:
                continue
            if draft.level != -1 and earlier.level == -1:
                break
            kind = speaker.referent or speaker.kind
            if not _may_be_meant(speaker, plural, thing):
                continue
            if not plural and not thing:
                newer = self._subject_between(earlier, sentence.first)
                if newer is not None:
                    return Meant(newer, "named_person")
            words = speaker.meant if speaker.kind == "pronoun" else earlier.source
            return Meant(speaker.canonical, kind, speaker.candidates, speaker.key, words)
        if not plural and not thing and draft.level == -1:
            name = self._subject_between(None, sentence.first) or self._only_one_named(sentence.first)
            return Meant(name, "named_person")
        return Meant(None, "")

    def _subject_in(self, first: int, position: int) -> str | None:
        """A person who is the subject of an earlier clause of the same sentence."""
        doc = self.doc
        for token, key in self._mentions_back(position):
            if first <= token < position:
                begins = self._phrase_start(token)
                if (begins == first or doc.words[begins - 1] == ",") and doc.inside[token] == -1:
                    return self._full(key)
        return self._short_subject(first, position)

    def _mentions_back(self, position: int) -> list[tuple[int, tuple[str, ...]]]:
        """The persons named before `position`, the nearest first."""
        stop = bisect_left(self.names.mentions, (position, ()))
        return self.names.mentions[max(0, stop - _MEMORY) : stop][::-1]

    def _short_subject(self, first: int, position: int) -> str | None:
        """A short name ("Putin") at the start of a clause."""
        doc = self.doc
        for i in range(position - 1, max(first, position - 60) - 1, -1):
            if (
                doc.caps[i]
                and doc.inside[i] == -1
                and (i == first or doc.words[i - 1] == ",")
                and (i + 1 >= len(doc.words) or not doc.caps[i + 1])
            ):
                fits = self.names.longest((doc.words[i],))
                if len(fits) == 1:
                    return self.names.surface[fits[0]]
        return None

    def _subject_between(self, earlier: Draft | None, position: int) -> str | None:
        """A person who opens a sentence between the last attribution and here."""
        doc = self.doc
        low = doc.sentences[earlier.sentence].last if earlier else max(0, position - 120)
        for token, key in self._mentions_back(position):
            if low <= token < position and doc.inside[token] == -1:
                begins = self._phrase_start(token)
                if (
                    begins == 0
                    or doc.words[begins - 1] in HARD
                    or self._named_behind_cue(begins)
                    or self._behind_its_role(begins)
                ):
                    return self._full(key)
        return None

    def _behind_its_role(self, begins: int) -> bool:
        """ "The goalkeeper, |Maria Holt|, hurt a knee": a sentence opens with what somebody is, then names them."""
        doc = self.doc
        if doc.words[begins - 1] != ",":
            return False
        for i in range(begins - 2, max(-1, begins - _ROLE), -1):
            if doc.words[i] == "," or (doc.caps[i] and i > 0 and doc.words[i - 1] not in HARD):
                return False
            if i == 0 or doc.words[i - 1] in HARD:
                return bool(doc.tags[i] & (DET | TITLE | PERSON))
        return False

    def _only_one_named(self, position: int) -> str | None:
        """The person named lately, when it is one alone ("Snow fell on |Marta Olsen|'s farm. “…,” she says")."""
        doc = self.doc
        near = {
            key for token, key in self._mentions_back(position) if position - _NEAR <= token and doc.inside[token] == -1
        }
        full = {self._full(key) for key in near}
        return full.pop() if len(full) == 1 else None

    def _named_behind_cue(self, begins: int) -> bool:
        """ "Pandangan itu dibantah |Menteri X|", "disampaikan analis pasar |Y|": named right behind a passive."""
        doc = self.doc
        for i in range(begins, max(0, begins - _BEHIND_CUE), -1):
            if i in self._passive_ends:
                return True
            if not doc.words[i - 1].isalpha():
                return False
        return False

    def _phrase_start(self, token: int) -> int:
        doc = self.doc
        while token > 0 and (doc.caps[token - 1] or doc.words[token - 1] == SOFT_STOP):
            if doc.words[token - 1] in HARD:
                break
            token -= 1
        return token

    def _full(self, key: tuple[str, ...]) -> str:
        fits = self.names.longest(key)
        return self.names.surface[fits[0]] if len(fits) == 1 else self.names.surface[key]


def _may_be_meant(speaker: Speaker, plural: bool, thing: bool) -> bool:
    """Whether a pronoun for one person, for several (`plural`) or for none (`thing`) fits an earlier speaker."""
    kind = speaker.referent or speaker.kind
    if kind == "implicit":
        return False
    if thing:
        return kind != "named_person"
    if plural:
        return kind != "named_person" or ";" in (speaker.canonical or "")
    return kind not in ("organisation", "outlet") and not (kind == "unnamed" and " " not in speaker.key)  # "warga"
