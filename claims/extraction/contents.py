"""Where the content after an active cue begins and ends, and in what shape: that C, “C”, to C, NP, about NP."""

from __future__ import annotations

from typing import NamedTuple

from claims.extraction import phrases
from claims.extraction.classes import (
    ABOUT,
    ADDRESSEE,
    ADV,
    AUX,
    CHANNEL,
    COMP,
    CONTRAST,
    COORD,
    DET,
    INF,
    LINK,
    MANNER,
    MODAL,
    NEG,
    PREP,
    QUESTION,
    TIME,
)
from claims.extraction.lang.shared import Cues
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import HARD, Range
from claims.extraction.unnamed import Unnamed

_BEFORE_COLON = 10  # tokens between a cue and the colon that leads to its quotation
_HEARER = 9  # tokens that tell more of who is asked


class Content(NamedTuple):
    """What follows a cue: the shape it has, its tokens, and who is told."""

    shape: str
    first: int
    last: int
    addressee: Range | None


class Contents(Unnamed):
    """Reads the content that follows a verb."""

    def _content_after(self, hit: Hit, limit: int) -> Content | None:
        """What is said after an active cue, or None if no shape of the cue fits what follows."""
        doc, takes = self.doc, hit.form.takes
        addressee, i = self._hearer(hit, limit)
        colon = doc.next_mark(":", i, min(limit - 1, i + _BEFORE_COLON))
        if colon is not None and colon + 1 in doc.opens and not any(k in self.hit_at for k in range(i, colon)):
            return Content("quote", colon + 1, self._quote_end(colon + 1), addressee)
        marker = self._find_marker(i, limit)
        if marker is not None and "that" in takes:
            return Content("that", marker + 1, self._clause_end(hit, marker + 1, limit), addressee)
        if "to" in takes and i + 1 < limit and doc.tags[i] & NEG and doc.tags[i + 1] & INF:
            i += 1  # "asked them |not to leave|"; the negation goes with the one asked
        elif not ("to" in takes and i < limit and doc.tags[i] & INF):
            if i < limit and doc.tags[i] & CONTRAST and (led_in := self._after_condition(hit, i, limit)) is not None:
                return led_in  # "says |despite her age, she will stand|"
            i = self._skip_adverbials(i, limit)
        if i < limit and doc.words[i] == ",":
            i += 1
            if "clause" in takes and self._as_said(hit):
                return Content("clause", i, self._clause_end(hit, i, limit), addressee)
            if addressee is None and i < limit and not doc.lexicon.pack.VOICES and i not in doc.opens:
                return self._after_condition(hit, i, limit)  # English: "X said, and …" has no clause here
        elif i < limit and doc.words[i] == ":":
            i += 1
        if i >= limit:
            return self._quote_after_colon(limit, takes, addressee)
        return self._content_at(hit, i, limit, addressee)

    def _hearer(self, hit: Hit, limit: int) -> tuple[Range | None, int]:
        """(who is told, where the content may begin)."""
        doc, takes, i = self.doc, hit.form.takes, hit.last
        if "tell" in takes:
            hearer = phrases.after(doc, i, limit)
            if hearer is not None and "clause" in takes and self._subject_of_content(hearer, limit):
                hearer = None
            if hearer is not None:
                hearer = hearer[0], self._end_of_hearer(hearer[1], takes, limit)
        elif i < limit and doc.tags[i] & ADDRESSEE and not doc.caps[i] and "to" not in takes:
            hearer = phrases.after(doc, i + 1, limit)
        else:
            hearer = None
        return hearer, hearer[1] if hearer is not None else i

    def _subject_of_content(self, phrase: Range, limit: int) -> bool:
        """ "The report warns |the road| may close": who stands behind the cue does what is said, and hears nothing."""
        doc, end = self.doc, phrase[1]
        return not doc.lexicon.pack.VOICES and end < limit and bool(doc.tags[end] & (AUX | MODAL))

    def _content_at(self, hit: Hit, i: int, limit: int, addressee: Range | None) -> Content | None:
        """The content that begins at `i`, in the first shape of the cue that fits."""
        doc, takes, tag = self.doc, hit.form.takes, self.doc.tags[i]
        quoted = self._quote_at(hit, i, limit) if "quote" in takes else None
        if quoted is not None:
            return Content("quote", i, quoted, addressee)
        if tag & QUESTION and "whether" in takes:
            return Content("whether", i, self._clause_end(hit, i, limit), addressee)
        if tag & INF and "to" in takes and ("tell" not in takes or addressee):
            i = i - 1 if doc.tags[i - 1] & NEG else i
            begin = addressee[0] if addressee and takes["to"].kind == "order" else i  # "asked |the judge to bar him|"
            return Content("to", begin, self._before_contrast(i, self._clause_end(hit, i, limit)), addressee)
        if "clause" in takes and self._clause_begins(hit, i, limit, addressee):
            end = self._clause_end(hit, i, limit)
            if "object" in takes and not self._has_verb(i, end) and doc.words[i - 1] != ",":
                return Content("object", i, self._object_end(hit, i, limit), addressee)
            return Content("clause", i, end, addressee)
        if "full" in takes:
            end = self._clause_end(hit, i, limit)
            if doc.words[i - 1] == "," or self._has_verb(i, end):
                return Content("clause", i, end, addressee)
            if tag & NEG and tag & DET:
                return Content("clause", i, self._object_end(hit, i, limit), addressee)  # "found |no link|"
        if "about" in takes and (tag & ABOUT or hit.last - hit.first > 1):
            return Content("about", i + 1 if tag & ABOUT else i, self._clause_end(hit, i, limit), addressee)
        if "object" in takes and (tag & (NEG | DET) or not tag & (PREP | COORD | LINK | ADV)):
            return Content("object", i, self._object_end(hit, i, limit), addressee)
        if "about" in takes and doc.lexicon.pack.VOICES:
            return Content("about", i, self._clause_end(hit, i, limit), addressee)
        return None

    def _quote_end(self, opening: int) -> int:
        """Past the quotation that opens at `opening`."""
        quote = self.doc.quotes[self.doc.opens[opening]]
        return quote.close + 1 if quote.closed else quote.close

    def _quote_at(self, hit: Hit, i: int, limit: int) -> int | None:
        """Where what is quoted from `i` ends; None if no quotation opens there, or only some words are in marks."""
        doc = self.doc
        if i not in doc.opens:
            return None
        quote, stop = doc.quotes[doc.opens[i]], self._quote_end(i)
        if stop + 1 < limit and doc.lexicon.pack.VOICES and doc.tags[stop + 1] & CONTRAST:
            return self._clause_end(hit, stop, limit)  # "“C1”, tetapi C2"
        whole = stop >= limit or not quote.closed or doc.words[quote.close - 1] in ".?!," or doc.words[stop] in ",;"
        return stop if whole else None

    def _clause_begins(self, hit: Hit, i: int, limit: int, addressee: Range | None) -> bool:
        """Whether a clause without a complementiser may begin at `i`."""
        doc = self.doc
        tells = hit.form.takes.get("tell")
        heard = tells is None or addressee is not None or tells.kind == "order"  # "warned |they could sell|"
        small = doc.tags[i] & (PREP | COORD | LINK) and not doc.caps[i] and not doc.lexicon.pack.VOICES
        return (heard and not small) or (addressee is None and self._after_condition(hit, i, limit) is not None)

    def _as_said(self, hit: Hit) -> bool:
        """Whether "As S V," opens the sentence."""
        begin = self._skip_openers(self.first)
        return bool(self.doc.tags[begin] & MANNER) and begin + 1 < hit.first and not self.doc.lexicon.pack.VOICES

    def _end_of_hearer(self, i: int, takes: dict[str, Cues], limit: int) -> int:
        """ "urged anyone |with information| to call": what more is told of who is asked."""
        doc = self.doc
        if doc.lexicon.pack.VOICES or "to" not in takes or i >= limit or not doc.tags[i] & PREP or doc.tags[i] & INF:
            return i
        for k in range(i + 1, min(limit, i + _HEARER)):
            if doc.tags[k] & INF:
                return k
            if doc.words[k] == "," or phrases.is_verb(doc, k) or doc.tags[k] & COMP:
                break
        return i

    def _after_condition(self, hit: Hit, i: int, limit: int) -> Content | None:
        """ "said |because the road is wet, it is closed|", "said, |if elected, she would stay|": a clause leads in."""
        doc = self.doc
        if doc.lexicon.pack.VOICES or "clause" not in hit.form.takes or i >= limit:
            return None
        if not doc.tags[i] & LINK or doc.tags[i] & COORD or doc.caps[i]:
            return None
        if doc.tags[i] & CONTRAST and doc.words[i - 1] == ",":
            return None  # "X said, |while Y …"
        comma = doc.next_mark(",", i + 2, min(limit - 2, i + 20))
        if comma is None or doc.tags[comma + 1] & (COORD | LINK) or phrases.is_verb(doc, comma + 1):
            return None
        return Content("clause", i, self._clause_end(hit, i, limit), None) if self._has_verb(comma + 2, limit) else None

    def _quote_after_colon(self, limit: int, takes: dict[str, Cues], addressee: Range | None) -> Content | None:
        """ "He said:" and the quotation in the next paragraph."""
        doc = self.doc
        i = limit
        if i >= len(doc.words) or doc.words[i] != ":" or limit != self.last or "quote" not in takes:
            return None
        i += 1
        while i < len(doc.words) and doc.words[i] == "\n":
            i += 1
        if i in doc.opens:
            return Content("quote", i, self._quote_end(i), addressee)
        return None

    def _inside_phrase(self, k: int, end: int) -> bool:
        """ "kondisi |saat| ini", "angkutan |selain| bus": a link or adverb that no clause follows."""
        doc, tag = self.doc, self.doc.tags[k]
        if not tag & (LINK | ADV) or tag & CONTRAST or k + 1 >= end:
            return False
        return bool(doc.tags[k + 1] & DET) or not self._has_verb(k + 1, min(end, k + 6))

    def _object_end(self, hit: Hit, i: int, limit: int) -> int:
        """Where an object that begins at `i` ends; a conjunction that opens the next predicate is left out."""
        end = self._phrase_end(hit, i, limit)
        while end > i + 1 and self.doc.tags[end - 1] & COORD and not self.doc.caps[end - 1]:
            end -= 1
        return end

    def _phrase_end(self, hit: Hit, i: int, limit: int) -> int:
        doc = self.doc
        end = self._clause_end(hit, i, limit)
        for k in range(i, end):
            word, tag = doc.words[k], doc.tags[k]
            if doc.lexicon.pack.VOICES and self._inside_phrase(k, end):
                continue
            if doc.inside[k] != self.level:
                if word == "," and k + 1 in doc.closes:
                    return k + 2  # "called it “a shame,” …"
                continue  # other commas within quotation marks end nothing
            if word == "," or word in HARD or (tag & (CONTRAST | LINK) and not tag & PREP):
                return k
            if (
                k > i
                and tag & LINK
                and tag & PREP
                and any(phrases.is_verb(doc, x) for x in range(k + 2, min(end, k + 6)))
            ):
                return k  # "slammed the referee |after| his team lost"
            if k > i and tag & CHANNEL and k + 1 < end and doc.caps[k + 1]:
                return k  # "confirmed the closure on Harbournet"
            if tag & ADV and k + 1 < end and not doc.tags[k + 1] and doc.words[k + 1].isalpha():
                continue  # "being |too| cozy"
            if k > i and tag & (TIME | ADV) and not tag & DET and not doc.tags[k - 1] & DET:  # "the |long| season"
                while k > i + 1 and doc.tags[k - 1] & PREP:
                    k -= 1
                return k
        return end
