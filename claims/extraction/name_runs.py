"""Runs of capitalised words in an article, and which part of a run is a person's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from claims.extraction.classes import ADV, FUNCTION, GENERIC, GROUP, OFFICE, OUTLET, PLACE_HEAD, PREP, TITLE
from claims.extraction.document import Document, bits
from claims.extraction.phrases import HARD, Range, is_verb
from claims.extraction.tokens import SOFT_STOP

_POLITY_HEAD = bits("polity_head")
_NEEDS_NAME = bits("needs_name")
_REGIONAL = bits("regional_office")
_ROMAN = frozenset(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"))

_OWNS_NOT = bits("preposition", "coordinator", "relative", "contrast", "subordinator", "time")
_NAME = 5  # tokens in which the last word of a name behind its "'s" is looked for

Words = tuple[str, ...]


class NameRuns:
    """The capitalised runs of an article, found once, and what each may name."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.lexicon = doc.lexicon
        sample = doc.text[:2000]
        capitals, letters = sum(map(str.isupper, sample)), sum(map(str.isalpha, sample))
        self.shouting = capitals > 0.6 * letters  # the whole text is in capitals
        self.organisations = doc.lexicon.organisations
        self.runs = self._runs()
        self.houses = self._houses()
        self.alone: Counter[Words] = Counter()
        for first, last in self.runs:
            self.alone[self._words(first, last)] += 1
        self.local_places = self._local_places()

    def _words(self, first: int, last: int) -> Words:
        words = self.doc.words
        return (*words[first : last - 1], words[last - 1][: self._bare(last - 1)]) if last > first else ()

    def _join(self, first: int, last: int) -> str:
        return " ".join(self.doc.tokens.surface(first, last).split())[: self._bare(last - 1)]

    def _bare(self, i: int) -> int | None:
        """Where the name ends in a word that owns what follows, to be counted from its end: "Kestrel|'s"."""
        word = self.doc.words[i]
        return (
            next((-len(mark) for mark in self.lexicon.owner_marks if word.endswith(mark)), None)
            if self._owns(i)
            else None
        )

    def _marked(self, i: int) -> bool:
        """Whether the word ends as possessors do; "People's" is listed as a part of names."""
        word = self.doc.words[i]
        return word.endswith(self.lexicon.owner_marks) and word not in self.lexicon.name_parts

    def _owns(self, i: int) -> bool:
        """ "Kestrel's |Tom Adeyemi": a possessor, whose name ends here. In "Kestrel's said" and in "Kestrel's Holdings"
        the name has its "'s"."""
        doc = self.doc
        if not self._marked(i):
            return False
        k, count = i + 1, len(doc.words)
        while k < count and doc.tags[k] & ADV and not doc.caps[k]:
            k += 1
        if k >= count or not doc.words[k][0].isalnum() or (doc.tags[k] & _OWNS_NOT and not doc.caps[k]):
            return False
        end = next((x for x in range(k, min(count, k + _NAME)) if not doc.caps[x]), min(count, k + _NAME))
        if end > k and (doc.words[end - 1] in self.lexicon.company_parts or doc.tags[end - 1] & GROUP):
            return False
        return not (is_verb(doc, k) or self._tells(k))

    def _tells(self, i: int) -> bool:
        """Whether a cue stands at `i` in a form that is no noun ("Kestrel's |expects|")."""
        cues, alike = self.lexicon.cues.get(self.doc.words[i], ()), self.lexicon.noun_alikes
        return any(form.voice in ("third", "past") and form.entry not in alike for form in cues)

    def _houses(self) -> dict[Words, str]:
        """The names that the article itself calls a company, group or the like ("shipping group |Halden|"), as written,
        by their words and by the first word alone, as readers shorten them."""
        doc, generic = self.doc, self.lexicon.company_parts
        found: dict[Words, str] = {}
        for first, last in self.runs:
            called = first > 0 and doc.tags[first - 1] & GENERIC and not doc.caps[first - 1]
            if called or (last - first > 1 and doc.words[last - 1] in generic):
                found.setdefault(self._words(first, last), self._join(first, last))
        shorter = {
            name[:1]: whole for name, whole in found.items() if len(name) > 1 and not doc.lexicon.tags.get(name[0])
        }
        return shorter | found

    def _runs(self) -> list[Range]:
        """Runs of capitalised words, with the small words that names hold ("bin", "of")."""
        doc, runs = self.doc, []
        small = {word for word, capital in zip(doc.words, doc.caps, strict=True) if not capital}
        opening = {sentence.first for sentence in doc.sentences}
        words, caps, tags = doc.words, doc.caps, doc.tags
        i, count = 0, len(doc.words)

        def goes_on(k: int) -> bool:
            stop = words[k] == SOFT_STOP and k + 1 < count and caps[k + 1]
            return self._names(k) or stop or (words[k] not in self.lexicon.parting and self._joins(k, count))

        while i < count:
            if not self._names(i):
                i += 1
                continue
            if i in opening and (words[i] in self.lexicon.cues or words[i] in small) and not tags[i] & (TITLE | GROUP):
                i += 1  # a capital only because the sentence begins here
                continue
            first, i = i, self._run_end(i, count, goes_on)
            if not doc.masked[first]:
                runs.append((first, i))
        return runs

    def _names(self, i: int) -> bool:
        """Whether the word is capitalised and no small word."""
        tag = self.doc.tags[i]
        return self.doc.caps[i] and not (tag & FUNCTION and not tag & (TITLE | GROUP))

    def _joins(self, i: int, last: int) -> bool:
        """Whether a small word that names hold stands before a capital ("bin", "of")."""
        return self.doc.words[i] in self.lexicon.name_parts and i + 1 < last and self.doc.caps[i + 1]

    def _run_end(self, first: int, last: int, goes_on: Callable[[int], bool]) -> int:
        """Where the run from `first` ends: at the first word where it does not go on, or behind a possessor."""
        i = first
        while i < last and goes_on(i):
            i += 1
            if self._owns(i - 1):
                break
        return i

    def _local_places(self) -> frozenset[str]:
        """Places that only this article tells as such: what stands after "di", "Kabupaten" and the like."""
        doc, found = self.doc, set()
        for first, last in self.runs:
            for i in range(first - 1 if first else 0, last - 1):
                if not doc.tags[i] & (PLACE_HEAD | _POLITY_HEAD | _NEEDS_NAME) or (i < first and doc.caps[i]):
                    continue
                if any(doc.tags[k] & TITLE for k in range(max(0, i - 2), i)):
                    continue  # "Wali Kota Rina Wati", "juru bicara pemerintah Budi Santoso"
                parts = GROUP | TITLE | OFFICE
                end = min(last, i + 5)  # no place has more words, and it keeps the work per head bounded
                stop = next((k for k in range(i + 1, end) if doc.tags[k] & parts), end)
                known = next((k for k in range(i + 2, stop) if (doc.words[k],) in self.alone), stop)
                stop = known if known != last - 1 else max(i + 2, known - 1)  # a surname has a given name before it
                if i + 1 < stop <= i + (2 if doc.tags[i] & _POLITY_HEAD else 4):
                    found.add(" ".join(doc.words[i + 1 : stop]))
        return frozenset(found)

    def split_name(self, first: int, last: int, titled: bool = False) -> Range | None:
        """The part of a capitalised run that is a person's name, or None if it names something else."""
        doc = self.doc
        tags = doc.tags
        begin = first
        for i in range(first, last - 1):
            if tags[i] & TITLE or (doc.words[i] == SOFT_STOP and i > first and tags[i - 1] & TITLE):
                begin, titled = i + 1, True
        if begin >= last:
            return None
        of = self._of_something(begin, last)
        if of is not None and (titled or self._bare_name(begin, of)):
            return begin, of
        after = self._after_complement(begin, last, titled)
        if after is None or after >= last:
            return None
        if last - after > 2 and (self._cried_out(after) or self._noun_before_name(after, titled)):
            after += 1
        region = titled and after > first and tags[after - 1] & _REGIONAL and last - after > 2
        if region and (doc.words[after],) not in self.alone and doc.words[after + 1] != SOFT_STOP:
            after += (
                1  # "Bupati |Wanasari| Ratna Kurnia": a governor's region, known or not; "Bupati |E.| Kurnia" is a name
            )
        begin = after
        if self._is_organisation(begin, last) or self._is_outlet(begin, last):
            return None
        if last - begin == 1 and self.lexicon.is_abstract(doc.words[begin]):
            return None
        if not titled and (last - begin > 4 or last - begin < 2):
            return None
        return begin, last

    def _noun_before_name(self, i: int, titled: bool) -> bool:
        """ "|Rumah| Dewi Kartika": a sentence's first word before a name whose first part stands alone elsewhere."""
        words = self.doc.words
        opens = i == 0 or words[i - 1] in HARD
        return opens and not titled and (words[i + 1],) in self.alone and (words[i],) not in self.alone

    def _cried_out(self, i: int) -> bool:
        """ "|FURIOUS| Rooney Tate": one word in capitals before a name that is not."""
        surface = self.doc.tokens.surface
        word = surface(i, i + 1)
        return len(word) > 4 and word.isupper() and not surface(i + 1, i + 2).isupper()

    def _bare_name(self, begin: int, end: int) -> bool:
        """ "|Nils Brand| of Dalmor Capital": two or three words without a class before "of"."""
        doc = self.doc
        plain = not any(doc.tags[k] or self._place_at(k, end) for k in range(begin, end))
        return 2 <= end - begin <= 3 and plain and not doc.lexicon.pack.VOICES

    def _of_something(self, begin: int, last: int) -> int | None:
        """ "Economist |Lina Oktaria| of Bahari University": where the name before the preposition ends."""
        doc = self.doc
        for k in range(begin, min(last, begin + 5)):
            if doc.tags[k] & PREP and not doc.caps[k]:
                return k if k - begin >= 2 else None
            if not doc.caps[k] or doc.tags[k] & (GROUP | OFFICE) or self._not_a_name(k):
                return None
        return None

    def _after_complement(self, begin: int, last: int, titled: bool) -> int | None:
        """Steps over what a title governs ("Menteri |Pertahanan Rusia| Sergei Shoigu")."""
        doc = self.doc
        if not titled:
            return begin
        cut = begin
        for i in range(begin, last):
            size = self._place_at(i, last)
            if size:
                cut = max(cut, i + size)
            elif doc.tags[i] & _NEEDS_NAME and i == cut:
                cut = max(i + 1, min(last - 2, i + 3))  # "PT |Maju Jaya| Rina Wati": its name, of two words at most
            elif doc.tags[i] & (GROUP | OFFICE) or doc.words[i] == "/" or doc.words[i] in self.lexicon.office_links:
                cut = max(cut, i + 1)
            elif (
                i < last - 1 and (self._not_a_name(i) or self.lexicon.is_abstract(doc.words[i]))
            ) or doc.tokens.surface(i, i + 1) in _ROMAN:
                cut = max(cut, i + 1)  # an acronym or a number belongs to the office ("HIMKI", "Covid-19")
        if cut >= last:
            return None
        for i in range(max(cut + 1, last - 4), last - 1):  # the name begins with what also stands alone ("Mahfud")
            if (doc.words[i],) in self.alone:
                return i
        return max(cut, last - 4)

    def _not_a_name(self, i: int) -> bool:
        text = self.doc.tokens.surface(i, i + 1)
        return any(letter.isdigit() for letter in text) or (len(text) > 2 and text.isupper() and not self.shouting)

    def _place_at(self, i: int, last: int) -> int:
        words = self.doc.words
        if self.local_places:
            for size in (3, 2, 1):
                if i + size <= last and " ".join(words[i : i + size]) in self.local_places:
                    return size
        if words[i] not in self.lexicon.place_openers:
            return 0
        for size in (3, 2, 1):
            if i + size <= last and " ".join(words[i : i + size]) in self.lexicon.places:
                return size
        return 0

    def _is_organisation(self, first: int, last: int) -> bool:
        doc = self.doc
        if any(doc.tags[i] & (GROUP | OFFICE) for i in range(first, last)):
            return True
        if self._marked(last - 1) and not self._owns(last - 1):
            return True  # "Kestrel's said": nobody is called so
        size = self._place_at(first, last)
        if size == last - first:
            return True
        if " ".join(doc.words[first:last]) in self.organisations or self._words(first, last) in self.houses:
            return True
        if last - first == 1:
            text = doc.tokens.surface(first, last)
            return len(text) > 1 and text.upper() == text and not self.shouting
        return False

    def _is_outlet(self, first: int, last: int) -> bool:
        doc = self.doc
        return " ".join(doc.words[first:last]) in self.lexicon.outlets or any(
            doc.tags[i] & OUTLET for i in range(first, last)
        )
