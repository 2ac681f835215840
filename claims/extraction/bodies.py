"""The bodies that an article names: outlets, organisations, and what a phrase that names no person stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.classes import (
    COORD,
    DET,
    DOCUMENT,
    FUNCTION,
    GENERIC,
    GROUP,
    OFFICE,
    OUTLET,
    PERSON,
    PREP,
    TIME,
    TITLE,
)
from claims.extraction.name_runs import NameRuns
from claims.extraction.phrases import HARD, Range
from claims.extraction.tokens import SOFT_STOP

_LONGEST_OUTLET = 5  # words

_ORGAN = 3  # tokens of a body's organ behind its owner, "Dalmor's |works council|"


@dataclass(frozen=True, slots=True)
class Named:
    """What a source phrase turned out to be."""

    kind: str  # one of SOURCE_TYPES, or "office" for a title without a name
    name: str | None = None  # the name as written, without titles
    role: str | None = None
    organisation: str | None = None  # an organisation named inside the role


class Bodies(NameRuns):
    """Reads what organisation a phrase names."""

    def outlet_in(self, phrase: Range) -> str | None:
        """The news outlet that a phrase names, or None."""
        run = self._known_outlet(*phrase) or self._called_outlet(*phrase)
        return self._join(*run) if run is not None else None

    def _known_outlet(self, first: int, last: int) -> Range | None:
        """The longest name among the words that the pack or the article knows for an outlet's."""
        doc, own, listed = self.doc, self.own_outlets, self.lexicon.outlets
        best: Range | None = None
        for i in range(first, last):
            if not doc.caps[i]:
                continue
            shortest = 1 if best is None else best[1] - best[0] + 1
            for size in range(min(_LONGEST_OUTLET, last - i), shortest - 1, -1):
                key = " ".join(doc.words[i : i + size])
                key = next((key.removesuffix(m) for m in self.lexicon.owner_marks if key.endswith(m)), key)
                if key in own or key in listed or key.replace(" ", "-") in listed:
                    best = (i, i + size)
                    break
        while best is not None and best[1] < last and doc.caps[best[1]] and doc.tags[best[1]] & OUTLET:
            best = (best[0], best[1] + 1)  # "Bloomberg |News|"
        return best

    def _called_outlet(self, first: int, last: int) -> Range | None:
        """A name in a phrase that says of it what outlets are called ("|Harbour| newspaper")."""
        tags, caps = self.doc.tags, self.doc.caps
        if not any(tags[i] & OUTLET for i in range(first, last)) or any(tags[i] & PERSON for i in range(first, last)):
            return None
        for begin, end in self._caps_in(first, last):
            only_opens = end == begin + 1 == first + 1 and tags[end] & OUTLET and not caps[end]  # "Local media"
            if not only_opens and not all(tags[i] & (OUTLET | GROUP) for i in range(begin, end)):
                return begin, end
        return None

    @cached_property
    def own_outlets(self) -> frozenset[str]:
        """Names that the article itself calls an outlet: "state news agency |KNA|"."""
        doc, found = self.doc, set()
        for first, last in self.runs:
            if first and doc.tags[first - 1] & OUTLET and not doc.caps[first - 1]:
                plain = not any(doc.tags[k] & (TITLE | PERSON | TIME) for k in range(first, last))
                if plain and not self._place_at(first, last):
                    found.add(" ".join(doc.words[first:last]))
        return frozenset(found)

    def _body(self, first: int, last: int, head: int) -> Named:
        """The organisation that a phrase names or describes; `head` is where its first segment ends."""
        doc = self.doc
        organisation = self._whole_organisation(first, last)
        if organisation is not None:
            return Named("organisation", organisation)
        capitals = [
            run
            for run in self._caps_in(first, last)
            if not self._lone_opener(run, first)
            and not self._common(run, last)
            and not all(doc.tags[i] & TIME for i in range(*run))
        ]
        if capitals:
            begin, end = capitals[0]
            organ = self._organ(capitals, min(last, head))
            if organ is not None:
                return Named("organisation", self._join(*organ))
            if any(doc.tags[i] & DOCUMENT and not doc.caps[i] for i in range(first, begin)):
                begin, end = capitals[-1]
            elif first < begin < head and doc.tags[first] & GROUP and not doc.tags[first] & DET:
                begin = first
            elif end < last and doc.tags[end] & GROUP and not doc.caps[end] and end + 1 in (last, head):
                return Named("organisation", self._join(begin, end + 1))
            return Named("organisation", self._join(begin, end))
        if any(doc.tags[i] & (GROUP | DOCUMENT) for i in range(first, last)):
            return Named("organisation", None)
        return Named("unnamed")

    def _organ(self, capitals: list[Range], stop: int) -> Range | None:
        """ "Sweden's centrist |Meadow Alliance|", "|Dalmor's works council|": a body of another's."""
        doc = self.doc
        begin, end = capitals[0]
        if not doc.words[end - 1].endswith(doc.lexicon.owner_marks or ("\n",)):
            return None
        if len(capitals) > 1:
            return capitals[-1] if doc.tags[capitals[-1][1] - 1] & GROUP else None
        council = end < stop <= end + _ORGAN and doc.tags[stop - 1] & GROUP and not doc.caps[stop - 1]
        return (begin, stop) if council and not self._place_at(begin, end) else None

    def _caps_in(self, first: int, last: int) -> list[Range]:
        """Capitalised stretches of a phrase; titles stay in, brackets part them."""
        doc, found, i = self.doc, [], first

        def goes_on(k: int) -> bool:
            return doc.caps[k] or doc.words[k] == SOFT_STOP or self._joins(k, last)

        if (
            first < last
            and doc.tags[first] & FUNCTION
            and not doc.tags[first] & (TITLE | GROUP | PERSON)
            and last - first > 1
        ):
            i += 1  # "A", "The", "Seorang": a capital only because the sentence begins here
        while i < last:
            if doc.caps[i]:
                begin, i = i, self._run_end(i, last, goes_on)
                found.append((begin, i))
            else:
                i += 1
        return found

    def _whole_organisation(self, first: int, last: int) -> str | None:
        """ "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)": a body's long name, with its small words."""
        doc = self.doc
        if not (doc.tags[first] & GROUP and doc.caps[first]) or all(doc.caps[first:last]):
            return None
        fits = all(
            doc.caps[i] or doc.words[i] in ",()&" or (doc.tags[i] & COORD and doc.caps[i + 1])
            for i in range(first, last - 1)
        )
        return self._join(first, last) if fits and (doc.caps[last - 1] or doc.words[last - 1] == ")") else None

    def _lone_opener(self, run: Range, first: int) -> bool:
        """A sentence's first word is capital without being a name."""
        return (
            run[0] == first
            and run[1] == first + 1
            and bool(self.doc.tags[first] & ~GROUP)
            and not self._place_at(first, first + 1)
        )

    def _common(self, run: Range, last: int) -> bool:
        """ "|Operator| kapal": a capital only because the sentence begins here, and a common noun follows its head."""
        doc, (first, end) = self.doc, run
        return (
            end == first + 1 < last
            and (first == 0 or doc.words[first - 1] in HARD)
            and not doc.caps[end]
            and not doc.tags[end] & PREP
            and doc.words[end][0].isalpha()
            and not doc.tokens.surface(first, end).isupper()
            and not self._place_at(first, end)
            and doc.words[first] not in self.organisations
            and (bool(doc.lexicon.pack.VOICES) or not doc.tags[end] & GROUP)
            and self._words(first, end) not in self.houses
            and not self._owns(first)
        )

    def _organisation_in(self, phrase: Range, person: Range | None) -> str | None:
        doc = self.doc
        first, last = phrase
        for begin, end in self._caps_in(first, last):
            for i in range(begin, end):
                if person and person[0] <= i < person[1]:
                    break
                size = self._place_at(i, end)
                if size:
                    return self._join(i, i + size)
                if doc.tags[i] & GROUP and doc.caps[i]:
                    stop = min(end, person[0]) if person and person[0] >= i else end
                    ranks = (
                        k for k in range(i + 1, stop) if doc.tags[k] & TITLE and not doc.tags[k] & (GROUP | OFFICE)
                    )
                    return self._join(i, next(ranks, stop))
        return None

    def organisation_before(self, token: int, head: str) -> str | None:
        """What "the `head`" at `token` refers to: the last organisation named with that word; for a word that fits any
        ("the company"), else the last one."""
        doc = self.doc
        latest: str | None = None
        stop = bisect_left(self.runs, (token, 0))
        for first, last in reversed(self.runs[max(0, stop - 200) : stop]):
            if self._place_at(first, last) == last - first or self._is_outlet(first, last):
                continue
            if not self._is_organisation(first, last):
                continue
            if head in doc.words[first:last]:
                begin = first if not doc.lexicon.pack.VOICES else doc.words.index(head, first, last)
                stop = next((i for i in range(begin + 1, last) if doc.tags[i] & TITLE), last)
                return self._join(begin, stop if doc.lexicon.pack.VOICES else last)
            latest = latest or self._join(first, last)
        return latest if self.lexicon.tags.get(head, 0) & GENERIC else None
