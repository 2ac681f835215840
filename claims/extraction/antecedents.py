"""Whom a pronoun, or a description of a person, means: who spoke before, or a person named lately."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from claims.extraction.classes import DET, PERSON, TITLE
from claims.extraction.document import Document
from claims.extraction.drafts import Draft, Speaker
from claims.extraction.names import Names
from claims.extraction.phrases import HARD, Range
from claims.extraction.tokens import SOFT_STOP

_BEHIND_CUE = 5  # tokens between a passive cue and the name of its agent
_ROLE = 9  # tokens of a role before the name, "The goalkeeper of the visitors, |Maria Holt|"
_NEAR = 60  # tokens before a pronoun in which the only person named is meant
MEMORY = 60  # speakers and mentions that a pronoun may look back over


class Meant(NamedTuple):
    """Whom a pronoun means: a name, or an unnamed speaker by key and words."""

    name: str | None
    kind: str
    candidates: tuple[str, ...] = ()
    key: str = ""
    words: Range | None = None


class Antecedents:
    """Looks back in one article. `history`: the drafts resolved so far with their speakers, which grows meanwhile."""

    def __init__(self, doc: Document, names: Names, history: Sequence[tuple[Draft, Speaker]]) -> None:
        self.doc = doc
        self.names = names
        self.history = history
        self._passive_ends = frozenset(hit.last for hit in doc.hits if hit.form.voice == "passive")

    def of(self, draft: Draft, plural: bool, thing: bool) -> Meant:
        """Whom a pronoun or description means."""
        doc = self.doc
        sentence = doc.sentences[draft.sentence]
        position = draft.source[0] if draft.source else draft.hit.first
        if not plural and not thing and draft.level == -1 and not draft.clitic:
            subject = self._subject_in(sentence.first, position)
            if subject is not None:
                return Meant(subject, "named_person")
        for earlier, speaker in reversed(self.history[-MEMORY:]):
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
                    return self.names.fullest(key)
        return self._short_subject(first, position)

    def _mentions_back(self, position: int) -> list[tuple[int, tuple[str, ...]]]:
        """The persons named before `position`, the nearest first."""
        stop = bisect_left(self.names.mentions, (position, ()))
        return self.names.mentions[max(0, stop - MEMORY) : stop][::-1]

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
                    return self.names.fullest(key)
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
        full = {self.names.fullest(key) for key in near}
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
