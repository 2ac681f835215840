"""The names of one article: who is mentioned, under which longest form, and what kind of source a phrase is."""

from __future__ import annotations

from collections import Counter

from claims.extraction.bodies import Named
from claims.extraction.classes import (
    COORD,
    DEMONSTRATIVE,
    DET,
    DOCUMENT,
    FUNCTION,
    GROUP,
    INDEFINITE,
    OUTLET,
    PERSON,
    PLACE_HEAD,
    PLURAL,
    PREP,
    PRON,
    TIME,
    TITLE,
)
from claims.extraction.document import Document, bits
from claims.extraction.media import Media
from claims.extraction.name_runs import Words
from claims.extraction.phrases import HARD, Range

_MENTIONS = 2000  # mentions of people in which an office's holder is looked for
_RELATION = bits("relation")
_SOLE = bits("sole_office")


class Names(Media):
    """All names of an article, found once."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.persons: Counter[Words] = Counter()
        self.surface: dict[Words, str] = {}
        self._holders: dict[str, list[Words]] = {}
        self.mentions: list[tuple[int, Words]] = []  # (token, name) of every person, in order
        self._find_persons()
        self._with_word: dict[str, list[Words]] = {}
        for name in self.persons:
            for word in set(name):
                self._with_word.setdefault(word, []).append(name)
        self._longest: dict[Words, tuple[Words, ...]] = {}

    def _find_persons(self) -> None:
        """Looks for a person's name in every run of capitals."""
        doc = self.doc
        office_end = -1  # where an office ends that "dan" may carry on ("Deputi Investasi |dan| Pertambangan X")
        for first, last in self.runs:
            # "juru bicara |Kremlin Dmitry Peskov|": the title, of two words at most, stands before the run
            after_title = any(doc.tags[i] & TITLE for i in range(max(0, first - 2), first)) or self._titled(first)
            carried = office_end == first - 1 and (doc.tags[office_end] & COORD or doc.words[office_end] == ")")
            goes_on = last + 1 < len(doc.words) and doc.tags[last] & COORD and doc.caps[last + 1]
            bracket = self._past_bracket(last)  # "Majelis Ulama |(MUI)| Kota Lama X"
            if (carried or any(doc.tags[i] & TITLE for i in range(first, last))) and (goes_on or bracket):
                office_end = last if goes_on else bracket
                if carried:
                    continue
            found = self.split_name(first, last, after_title or bool(carried))
            if found is not None:
                self._note_person(*found)

    def _note_person(self, begin: int, end: int) -> None:
        """Keeps a mention, and the office that stands right before it."""
        doc, key = self.doc, self._words(begin, end)
        self.persons[key] += 1
        self.surface.setdefault(key, self._join(begin, end))
        self.mentions.append((begin, key))
        title = begin
        while title > 0 and doc.tags[title - 1] & TITLE:
            title -= 1
        office = " ".join(doc.words[title:begin])
        if office and key not in self._holders.setdefault(office, []):
            self._holders[office].append(key)

    def _past_bracket(self, i: int) -> int:
        """Where a bracket that opens at `i` closes, if a name goes on after it; else 0."""
        doc = self.doc
        if i >= len(doc.words) or doc.words[i] != "(":
            return 0
        closing = next((k for k in range(i + 1, min(len(doc.words) - 1, i + 8)) if doc.words[k] == ")"), 0)
        return closing if closing and doc.caps[closing + 1] else 0

    def _titled(self, first: int) -> bool:
        """Whether a title with its common nouns leads to the run ("|analis pasar uang| PT Selat Abadi Rina Wati")."""
        doc = self.doc
        for i in range(first - 1, max(-1, first - 5), -1):
            if doc.tags[i] & TITLE:
                return True
            if doc.tags[i] or doc.caps[i] or not doc.words[i].isalpha() or doc.lexicon.verb_like(doc.words[i]):
                return False
        return False

    # --- what a phrase is -------------------------------------------------------------------------------------------

    def describe(self, phrase: Range) -> Named:
        """Kind, name, role and organisation of a source phrase, as they stand in it."""
        doc = self.doc
        first, last = phrase
        if last - first == 1 and doc.tags[first] & PRON:
            return Named("pronoun")
        pointed = last - first > 1 and doc.tags[last - 1] & DEMONSTRATIVE and all(doc.caps[first : last - 1])
        if pointed and not doc.tags[first] & (DOCUMENT | GROUP | PERSON | TITLE):
            return self.describe((first, last - 1))  # "Reno |itu|"
        if doc.tags[first] & DOCUMENT and last - first > 1 and doc.lexicon.pack.VOICES:
            inner = self.describe((first + 1, last))  # "laporan |UNHCR|"
            runs = [run for run in self._caps_in(first + 1, last) if not doc.tags[run[0]] & TIME]
            return inner if inner.kind != "unnamed" else Named("organisation", self._join(*runs[-1]) if runs else None)
        if self._generic(first, last):
            return Named("unnamed", None, None, None)
        segments = self._segments(first, last)
        outlet = self.outlet_in(phrase)
        person = None
        if outlet is None or any(doc.tags[i] & TITLE for i in range(first, last)):
            person = self._person(segments)
        elif doc.lexicon.pack.VOICES:
            person = self._name_at_start(*segments[0])  # "Rina Wati dari media X"
        if person is not None:
            return Named(
                "named_person", self._join(*person), self._role(phrase, person), self._organisation_in(phrase, person)
            )
        office = self._office(first, last)
        if office:
            return Named("office", office)
        seat = self._seat(*segments[0]) if not doc.lexicon.pack.VOICES else None
        if seat is not None:
            return Named("office", self._join(*seat))
        if self._anonymous(*segments[0]):
            return Named("unnamed", None, None, self._organisation_in(phrase, None))
        if outlet is not None:
            return Named("outlet", outlet)
        if doc.tags[first] & _SOLE and doc.caps[first] and last - first > 1 and not doc.tags[last - 1] & DEMONSTRATIVE:
            return Named("office", self._join(first, last))
        return self._body(first, last, segments[0][1])

    def _generic(self, first: int, last: int) -> bool:
        """ "Seorang kondektur |di Tokyo|", "|Keluarga| Joko Prasetyo": somebody told by a place or by kin."""
        doc = self.doc
        if not doc.lexicon.pack.VOICES or any(doc.words[i] == "," for i in range(first, last)):
            return False
        if doc.tags[first] & _RELATION and last - first > 1 and doc.tags[first] & ~TITLE:
            return doc.caps[first + 1] and not doc.tags[first + 1] & (TITLE | PERSON)
        placed = next((i for i in range(first + 1, last) if doc.tags[i] & PLACE_HEAD and not doc.caps[i]), None)
        return bool(doc.tags[first] & INDEFINITE and placed and not any(doc.caps[first + 1 : placed]))

    def _office(self, first: int, last: int) -> str | None:
        """The title words of a phrase that is nothing but a title ("Presiden", "the prime minister")."""
        doc = self.doc
        words = [doc.words[i] for i in range(first, last) if not doc.tags[i] & DET]
        if words and len(words) < 5 and all(doc.tags[i] & (TITLE | DET) for i in range(first, last)):
            return " ".join(words) if doc.caps[last - 1] or doc.tags[first] & DET or doc.tags[last - 1] & DET else None
        return None

    def _seat(self, first: int, last: int) -> Range | None:
        """A title with the country or body it belongs to and nobody's name ("Norway's industry minister")."""
        doc = self.doc
        if doc.tags[first] & INDEFINITE or doc.tags[first] & PRON:
            return None
        while first < last and doc.tags[first] & DET and not doc.tags[first] & TITLE:
            first += 1
        stop = next((i for i in range(first, last) if doc.tags[i] & PREP and not doc.caps[i]), last)
        head = stop - 1
        if head < first or not doc.tags[head] & TITLE or doc.tags[head] & GROUP or self._several(head):
            return None
        owners = [i for i in range(first, last) if i != head and doc.caps[i] and not doc.tags[i] & TITLE]
        return (first, last) if owners and last - first <= 8 else None

    def one_person(self, i: int) -> bool:
        """Whether the noun at `i` means one person: a listed one in the singular, or one with an ending for people
        ("the striker", "the Swede")."""
        doc = self.doc
        word = doc.words[i]
        if doc.tags[i] & (GROUP | DOCUMENT | OUTLET):
            return False
        if doc.tags[i] & (TITLE | PERSON):
            return not self._several(i)
        endings = tuple(doc.lexicon.pack.NAMES.get("person_ending", "").split())
        return bool(endings) and not doc.tags[i] and len(word) > 4 and word.endswith(endings)

    def _several(self, i: int) -> bool:
        word, lexicon = self.doc.words[i], self.lexicon
        singular = (word.removesuffix(ending) for ending in lexicon.plural_endings if word.endswith(ending))
        return bool(self.doc.tags[i] & PLURAL) or any(one in lexicon.tags for one in singular)

    def office_holders(self, office: str) -> list[Words]:
        """The persons whom the article calls by exactly this title."""
        held = self._holders.get(office)
        if held is not None:
            return held
        words = office.lower().split()
        size = len(words)
        before = [(token - size, token, key) for token, key in self.mentions[:_MENTIONS] if token >= size]
        self._holders[office] = [key for first, token, key in before if self.doc.words[first:token] == words]
        return self._holders[office]

    def _anonymous(self, first: int, last: int) -> bool:
        """A generic speaker: the head is a common noun for people ("a senior official", "sumber keamanan")."""
        doc = self.doc
        for i in range(first, last):
            if i > first and doc.tags[i] & PREP and not doc.caps[i]:
                break
            if doc.tags[i] & PERSON and (not doc.caps[i] or i == first or i == last - 1):
                return True
        head = last - 1  # "a city |engineer|"
        return bool(doc.tags[first] & INDEFINITE) and head > first and not doc.caps[head] and self.one_person(head)

    def _segments(self, first: int, last: int) -> list[Range]:
        doc, parts, begin, i = self.doc, [], first, first
        while i < last:
            if doc.words[i] == "," or doc.words[i] in HARD - {"."}:
                if i > begin:
                    parts.append((begin, i))
                begin = i + 1
            elif doc.words[i] == "(":
                if i > begin:
                    parts.append((begin, i))
                while i < last and doc.words[i] != ")":
                    i += 1
                begin = i + 1
            i += 1
        if last > begin:
            parts.append((begin, last))
        return parts or [(first, last)]

    def _person(self, segments: list[Range]) -> Range | None:
        """The person's name among the segments of a phrase, which commas and brackets part."""
        doc = self.doc
        begin, end = segments[0][0], segments[-1][1]
        if doc.tags[begin] & GROUP and not any(doc.tags[i] & TITLE for i in range(begin, end)):
            return None  # "Badan Meteorologi, Klimatologi, dan Geofisika"
        if (
            doc.tags[begin] & INDEFINITE
            and len(segments) == 1
            and any(doc.tags[i] & _RELATION for i in range(begin, end))
        ):
            return None  # "seorang kerabat Reno"
        titled = any(doc.tags[i] & (TITLE | PERSON) for i in range(*segments[0])) or self._role_then_name(segments)
        order = [*segments[1:], segments[0]] if titled and len(segments) > 1 else segments
        for number, (first, last) in enumerate(order):
            found = self._name_at_end(first, last, titled) or self._name_at_start(first, last)
            if found is not None:
                return found
            if number == 0 and not titled:
                break  # "officials, …": an apposition does not name its speaker
        return None

    def _role_then_name(self, segments: list[Range]) -> bool:
        """ "Pengajar sosiologi X, |Jane Doe|": a common noun opens the phrase, a bare name closes it."""
        doc = self.doc
        (first, last), (begin, end) = segments[0], segments[-1]
        if len(segments) == 1:
            return False
        if doc.words[begin - 1] == ")" and not doc.caps[begin] and not doc.tags[begin] & FUNCTION:
            return doc.caps[end - 1]  # "Forest Watchers (FW) campaigner |Jane Doe|"
        common = last - first > 1 and not doc.caps[first + 1]
        return common and end - begin <= 4 and all(doc.caps[begin:end])

    def _name_at_end(self, first: int, last: int, titled: bool) -> Range | None:
        """ "Juru bicara Kremlin |Dmitry Peskov|"."""
        doc = self.doc
        runs = self._caps_in(first, last)
        if not runs or runs[-1][1] != last or self._abbreviated(*runs[-1]):
            return None
        begin, end = runs[-1]
        governed = any(doc.tags[i] & PREP and not doc.caps[i] for i in range(first, begin))
        headed = any(doc.tags[i] & (TITLE | PERSON) for i in range(first, begin))
        own_title = any(doc.tags[i] & TITLE for i in range(begin, end))
        entitled = any(doc.tags[i] & TITLE for i in range(first, begin))
        # "Menteri Koordinator Politik, Hukum, |dan Keamanan X|", "PT Y (Persero) |Tbk X|": the office goes on
        listed = titled and (doc.words[first - 1] == ")" or bool(doc.tags[first] & COORD))
        found = self.split_name(begin, end, titled=entitled or listed or (headed and governed))
        if governed and not own_title:
            # "an official of the X group" names nobody; "a delegate in Lebanon Abu Ghazi" does
            return found if found and headed and found[0] > begin and found[1] - found[0] >= 2 else None
        if (
            found is None
            and end - begin <= 2
            and not self._is_organisation(begin, end)
            and not self._is_outlet(begin, end)
        ):
            whole = begin == first or headed or titled
            common = any(doc.tags[i] & (TITLE | GROUP | PERSON) for i in range(begin, end))
            if whole and not common and not self._lone_document(begin, end):
                return begin, end
        return found

    def _lone_document(self, first: int, last: int) -> bool:
        """ "|Data| menunjukkan", "|Figures| suggest": a kind of document, and the surname of nobody in the article."""
        document = last - first == 1 and self.doc.tags[first] & DOCUMENT
        return bool(document) and not self.longest(self._words(first, last))

    def _abbreviated(self, first: int, last: int) -> bool:
        """ "United States Geological Survey |(USGS)|": initials in brackets follow a body's name, not a person's."""
        doc = self.doc
        if last + 2 >= len(doc.words) or doc.words[last] != "(" or doc.words[last + 2] != ")":
            return False
        initials = "".join(doc.words[i][0] for i in range(first, last))
        return len(initials) > 1 and initials.endswith(doc.words[last + 1])

    def _name_at_start(self, first: int, last: int) -> Range | None:
        """ "|Jane Doe| of the Foo Institute"."""
        doc = self.doc
        runs = self._caps_in(first, last)
        if not runs or runs[0][0] != first or runs[0][1] >= last or not doc.tags[runs[0][1]] & PREP:
            return None
        return self.split_name(*runs[0])

    def _role(self, phrase: Range, person: Range) -> str | None:
        first, last = phrase
        if person[0] > first:
            text = self._join(first, person[0]).strip(" ,")
            return text or None
        if last > person[1] + 1:
            return self._join(person[1], last).strip(" ,(") or None
        return None

    # --- the longest form -------------------------------------------------------------------------------------------

    def longest(self, key: Words) -> tuple[Words, ...]:
        """The longest names of which `key` is a part; none when it is the longest itself."""
        if key not in self._longest:
            fits = [name for name in self._with_word.get(key[0], ()) if len(name) > len(key) and _short_for(key, name)][
                :50
            ]
            tops = [name for name in fits if not any(other != name and _short_for(name, other) for other in fits)]
            self._longest[key] = tuple(tops)
        return self._longest[key]

    def fullest(self, key: Words) -> str:
        """The one longest form of a name of the text, as written; the name itself when there are several."""
        fits = self.longest(key)
        return self.surface[fits[0]] if len(fits) == 1 else self.surface[key]

    def full(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """(canonical name or None, candidates) for a person's name as written."""
        key = tuple(word.lower() for word in name.replace(".", " ").split())
        fits = self.longest(key) if key else ()
        if not fits:
            return name, ()
        if len(fits) == 1:
            return self.surface[fits[0]], ()
        return None, tuple(self.surface[fit] for fit in fits)


def _short_for(short: Words, long: Words) -> bool:
    """Whether `short` is the given name, the surname or an inner part of `long`."""
    if len(short) >= len(long):
        return False
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
