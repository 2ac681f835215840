"""Which news medium a phrase stands for, as a chain of relays calls it: by its name, a short form, or a noun."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from claims.extraction.bodies import Bodies
from claims.extraction.classes import DEMONSTRATIVE, DET, OUTLET, PERSON, POSSESSIVE, PREP, PRON, TITLE
from claims.extraction.phrases import Range

_LOOK_BACK = 200  # runs of capitals before "the newspaper" among which the one it means is looked for


class Media(Bodies):
    """Reads the media of one article."""

    def relay_in(self, phrase: Range) -> str | None:
        """What a chain calls the medium that a phrase names or describes ("state television"); None for none, or for
        one that the article does not name ("told the paper")."""
        return self.medium_named(phrase) or self._described(*phrase)

    @cached_property
    def shortened(self) -> set[str]:
        """The last words by which outlets were called so far ("the |Gazette|")."""
        return set()

    def knows_outlet(self, name: str) -> bool:
        """Whether the pack lists an outlet, or the article says what it is ("the daily Harbour Post")."""
        key = self.without_article(name).lower()
        return key in self.own_outlets or not {key.replace(" ", "-"), key}.isdisjoint(self.lexicon.outlets)

    def without_article(self, name: str) -> str:
        """ "The Courier" → "Courier"."""
        article, _, rest = name.partition(" ")
        return rest if rest and article.lower() in self.lexicon.articles else name

    def aired_on(self, phrase: Range) -> str | None:
        """The medium of "on CNN", "on state television", "in the Courier"; None for a platform ("on Facebook")."""
        first, last = phrase
        run = self._owner(first, last) or self._known_outlet(first, last) or self._with_part(first, last)
        if run is not None:
            return self._without_owner(*run)
        short = self._short_form(first, last)
        described = (
            None if short or self.lexicon.platforms & set(self.doc.words[first:last]) else self._described(first, last)
        )
        return short or described

    def medium_named(self, phrase: Range) -> str | None:
        """The medium that a phrase names: "the BBC's Today programme", "|WKPL| radio", "the |Journal|"."""
        first, last = phrase
        run = self._owner(first, last) or self._known_outlet(first, last)
        run = run or self._beside_noun(first, last) or self._with_part(first, last)
        if run is not None:
            return self._without_owner(*run)
        return self._short_form(first, last) or (None if self.lexicon.outlet_parts else self.outlet_in(phrase))

    def _owner(self, first: int, last: int) -> Range | None:
        """The outlet that a programme or a reporter belongs to: "|NBC|'s “Meet the Press”"."""
        marked = (i for i in range(first, last) if self.doc.caps[i] and self._marked(i))
        runs = (self._known_outlet(max(first, i - 2), i + 1) for i in marked)
        return next((run for run in runs if run is not None), None)

    def _without_owner(self, first: int, last: int) -> str:
        name = " ".join(self.doc.tokens.surface(first, last).split())
        mark = next((mark for mark in self.lexicon.owner_marks if self.doc.words[last - 1].endswith(mark)), "")
        return name[: -len(mark)] if mark else name

    def _beside_noun(self, first: int, last: int) -> Range | None:
        """The name beside a noun for media: "the daily |Harbour Post|", "Germany's |Bild| newspaper"."""
        doc, nouns = self.doc, self.lexicon.media
        noun = next((i for i in range(first, last) if doc.words[i] in nouns and not doc.caps[i]), None)
        if noun is None:
            return None
        end = noun + 1
        while end < last and (doc.caps[end] or (doc.words[end].isdigit() and end > noun + 1)):
            end += 1
        begin = noun
        while begin > first and doc.caps[begin - 1] and not self._marked(begin - 1):
            begin -= 1
        if begin == first and begin < noun and doc.tags[begin] & DET:
            begin += 1  # "|The| newspaper"
        # "French radio" has no name, "WKPL radio" has
        kind = noun - begin == 1 and not doc.tokens.surface(begin, noun).isupper()
        for run in ((noun + 1, end), (begin, begin if kind else noun)):
            if run[1] > run[0] and not any(doc.tags[i] & (TITLE | PERSON) for i in range(*run)):
                return run
        return None

    def _with_part(self, first: int, last: int) -> Range | None:
        """Capitals with a word that the names of outlets hold: "Science |Today|", "the Harbour |Courier|"."""
        doc, parts = self.doc, self.lexicon.outlet_parts
        i = first
        while i < last:
            if not doc.caps[i]:
                i += 1
                continue
            begin = i
            while i < last and doc.caps[i] and not (i > begin and self._marked(i - 1)):
                i += 1
            begin += bool(doc.tags[begin] & DET and i - begin > 1)
            called = any(doc.words[k] in parts for k in range(begin, i - 1)) or self._words(i - 1, i)[0] in parts
            if called and i - begin > 1 and not any(doc.tags[k] & (TITLE | PERSON) for k in range(begin, i)):
                return begin, i
        return None

    def _short_form(self, first: int, last: int) -> str | None:
        """ "the |Journal|": the outlet named before that ends so, or a listed one ("the Times"). Any other is the
        article's own: papers call themselves so ("documents seen by the Courier")."""
        doc = self.doc
        for i in range(first + 1, last):
            alone = doc.caps[i] and (doc.tags[i] & OUTLET or doc.words[i] in self.lexicon.outlet_parts)
            if alone and doc.tags[i - 1] & DEMONSTRATIVE and (i + 1 == last or not doc.caps[i + 1]):
                word = self._without_owner(i, i + 1)
                self.shortened.add(word.lower())
                longer = (name for name in self._media_before(first) if name.lower().endswith(f" {word.lower()}"))
                return next(longer, word if self._known_with_article(word) else None)
        return None

    def _known_with_article(self, word: str) -> bool:
        return any(f"{article}-{word.lower()}" in self.lexicon.outlets for article in self.lexicon.articles)

    def _media_before(self, token: int) -> list[str]:
        """The media named before a token, the nearest first."""
        stop = bisect_left(self.runs, (token, 0))
        runs = ((first, last) for first, last in reversed(self.runs[max(0, stop - _LOOK_BACK) : stop]))
        found = (self._known_outlet(*run) or self._with_part(*run) for run in runs)
        return [self._without_owner(*run) for run in found if run is not None]

    def _described(self, first: int, last: int) -> str | None:
        """ "state television"; "the newspaper": the one named last."""
        doc, media, plain = self.doc, self.lexicon.media, self.lexicon.plain_media
        begin = first
        while begin < last and doc.tags[begin] & DET and not doc.tags[begin] & POSSESSIVE:
            begin += 1
        noun = next((i for i in range(begin, last) if doc.words[i] in media and not doc.caps[i]), None)
        if noun is None or any(doc.tags[i] & (PRON | POSSESSIVE | PREP) or self._marked(i) for i in range(begin, noun)):
            return None
        head = noun
        while head + 1 < last and doc.words[head + 1] in media:
            head += 1  # "news |agency|"
        if noun > begin and doc.words[head] not in plain:
            return None  # "the environmental agency"
        if begin > first and doc.tags[first] & DEMONSTRATIVE:
            return next(iter(self._media_before(first)), None)
        told = noun > begin
        return doc.tokens.surface(begin, head + 1) if told else None
