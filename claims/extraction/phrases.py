"""Finds the noun phrase after a cue, by word classes, without a parser. `subjects` finds the one before."""

from __future__ import annotations

from claims.extraction.classes import (
    ADV,
    ARTICLE,
    ATTACHING,
    AUX,
    BELONGING,
    COORD,
    DEMONSTRATIVE,
    DET,
    GIVES,
    GROUP,
    HEAD,
    INDEFINITE,
    JOINT,
    NEG,
    NOUNISH,
    PERSON,
    POSSESSIVE,
    PREP,
    PRON,
    REL,
    TIME,
    TITLE,
    VERB,
    VERBAL,
)
from claims.extraction.document import Document, bits
from claims.extraction.tokens import SOFT_STOP

Range = tuple[int, int]

REACH = 40  # tokens; no source phrase is longer, and it keeps the work per cue bounded

HARD = frozenset("\n;:–-.?!…")
QUOTES = frozenset('"“”„‟«»″＂')
_INSIDE_NAMES = frozenset("'/&-")
_SKIP = bits("adverb", "auxiliary", "negator")
_BEFORE_DET = bits("preposition", "coordinator", "determiner", "indefinite", "quantity", "adverb")


def is_verb(doc: Document, i: int) -> bool:
    """Whether token `i` is a finite verb as far as a list and the word's shape can tell."""
    tag = doc.tags[i]
    if tag & VERBAL:
        return not (tag & DET and not tag & (AUX | VERB))  # "no injuries" is a noun phrase
    return not doc.caps[i] and not doc.tags[i] and doc.lexicon.verb_like(doc.words[i])


def opening_bracket(doc: Document, i: int, first: int) -> int | None:
    """The bracket that opens soon before token `i`, not before `first`; None if there is none."""
    for j in range(i, max(first, i - 14) - 1, -1):
        if doc.words[j] == "(":
            return j
    return None


def skip_back(doc: Document, i: int, first: int) -> int:
    """From a verb back over its auxiliaries, adverbs and negators ("has also said"): where its subject ends."""
    evidentials = doc.lexicon.evidentials
    while i > first and (
        (doc.tags[i - 1] & _SKIP and not doc.tags[i - 1] & (PRON | PERSON)) or doc.words[i - 1] in evidentials
    ):
        if names_outlet(doc, i - 1):
            break
        i -= 1
    return i


def names_outlet(doc: Document, i: int) -> bool:
    """ "|Antara| mengabarkan": a small word with a capital that is an outlet as well."""
    return doc.caps[i] and doc.words[i] in doc.lexicon.outlets


def _possesses(doc: Document, i: int, last: int) -> bool:
    """ "|her| publicist": a word that is a pronoun as well, before a noun."""
    following = i + 1 < last and doc.words[i + 1].isalpha() and not doc.caps[i + 1]
    return bool(
        doc.tags[i] & POSSESSIVE
        and following
        and not doc.tags[i + 1] & (PREP | ADV | COORD | JOINT | TIME)
        and not is_verb(doc, i + 1)
    )


def after(doc: Document, start: int, last: int) -> Range | None:
    """The noun phrase that begins at token `start` (a postposed source), with appositions; it ends by `last`."""
    last = min(last, start + REACH)
    begin = start
    while begin < last and doc.tags[begin] & ADV and not doc.caps[begin] and not doc.tags[begin] & HEAD:
        begin += 1
    if begin < last and doc.tags[begin] & PRON and not _possesses(doc, begin, last):
        return _trim_after(doc, begin, begin + 1)
    return _trim_after(doc, begin, _Growing(doc, begin, last).end())


class _Growing:
    """A noun phrase that grows word by word from its beginning."""

    def __init__(self, doc: Document, begin: int, last: int) -> None:
        self.doc = doc
        self.begin, self.last = begin, last
        self.named = False  # a name stands in it
        self.titled = False  # a title stands in it, before any apposition
        self.apposed = False  # an apposition stands in it

    def end(self) -> int:
        """Where the phrase ends."""
        i: int | None = self.begin
        end = self.begin
        while i is not None and i < self.last:
            i = self._past(i)
            end = i if i is not None else end
        return end

    def _past(self, i: int) -> int | None:
        """Past the word at `i`, or None when the phrase ends before it."""
        doc = self.doc
        word, tag = doc.words[i], doc.tags[i]
        if word in HARD or word in QUOTES:
            return i + 1 if self._initial(i) else None
        if word == SOFT_STOP:
            return i + 1
        if word == ",":
            return self._past_comma(i)
        if word == "(":
            closing = doc.next_mark(")", i + 1, min(self.last, i + 10))
            return None if closing is None or doc.words[i + 1].isdigit() else closing + 1
        if tag & TIME and not tag & HEAD and i > self.begin and not self._ends_outlet(i):
            return self._past_time(i)
        if self._begins_another(i):
            return None
        if doc.caps[i]:
            self.named = self.named or not tag & (TITLE | NOUNISH)
        elif not self._goes_on(i):
            return None
        elif tag & (COORD | PREP):
            return i + 1
        self.titled = self.titled or (not self.apposed and bool(tag & TITLE))
        return i + 1

    def _ends_outlet(self, i: int) -> bool:
        """ "Science |Today|", "the Harbour |Week|"."""
        return self.doc.caps[i] and self.doc.caps[i - 1] and self.doc.words[i] in self.doc.lexicon.outlet_parts

    def _initial(self, i: int) -> bool:
        """ "Rina |W.| Sari"."""
        doc = self.doc
        single = doc.words[i] == "." and i > self.begin and len(doc.words[i - 1]) == 1
        return single and i + 1 < self.last and doc.caps[i + 1]

    def _past_comma(self, i: int) -> int | None:
        doc = self.doc
        if self.titled and i + 2 < self.last and doc.tags[i + 1] & COORD and doc.caps[i + 2]:
            return i + 2  # "Menteri Koordinator Politik, Hukum, dan Keamanan X"
        end = None if self.apposed and not self.titled else self._apposition(i + 1)
        if end is not None:
            self.named = self.apposed = True
        return end

    def _past_time(self, i: int) -> int | None:
        doc = self.doc
        if _dates_a_noun(doc, self.begin, i, self.last):
            return i + 1  # "a |January 2016| study"
        aged = doc.words[i - 1].isdigit() and i + 1 < self.last and doc.tags[i + 1] & DEMONSTRATIVE
        return i + 2 if aged else None  # "pria 32 |tahun itu|"

    def _begins_another(self, i: int) -> bool:
        """Whether a pronoun or an article begins the next phrase."""
        doc = self.doc
        tag, before = doc.tags[i], doc.tags[i - 1]
        if doc.caps[i]:
            return False
        if tag & PRON and not tag & DET and not before & COORD:
            return i == self.begin + 1 or not self._of_insiders(i - 1)  # "told The Washington Post |he| …"
        if tag & NEG and tag & PERSON and i > self.begin and not doc.lexicon.pack.VOICES:
            return True  # "told the club |nobody| had read it"
        inner = i == self.begin or doc.lexicon.pack.VOICES or before & _BEFORE_DET
        return bool(tag & DET) and not inner  # "told traders |the| market …"

    def _goes_on(self, i: int) -> bool:
        """Whether the small word at `i` belongs to the phrase."""
        doc, last = self.doc, self.last
        word, tag = doc.words[i], doc.tags[i]
        if tag & (JOINT | REL) and not tag & PREP:
            return False
        if i > self.begin and self._of_insiders(i):
            return True
        if tag & COORD:
            joined = i + 1 < last and (doc.caps[i + 1] or doc.tags[i + 1] & NOUNISH)
            return bool(joined) and not _starts_clause(doc, i + 1, last)
        if tag & PREP:
            return _inner_preposition(doc, i, self.begin, last, self.named)
        if (tag & VERBAL or tag & ADV or (tag & GIVES and i > self.begin)) and not tag & HEAD:
            return False
        if not tag and i > self.begin and doc.lexicon.verb_like(word) and not _describes_a_noun(doc, i, last):
            return False
        return not self.named or self._follows_name(i)

    def _of_insiders(self, i: int) -> bool:
        """ "two people |briefed on| the talks", "sources |close to| him": how the people know."""
        doc, insiders = self.doc, self.doc.lexicon.insiders
        if doc.words[i] in insiders:
            return bool(doc.tags[i - 1] & PERSON) and i + 1 < self.last and bool(doc.tags[i + 1] & PREP)
        return bool(doc.tags[i] & PREP) and doc.words[i - 1] in insiders

    def _follows_name(self, i: int) -> bool:
        """Whether the small word at `i` may stand behind the name in the phrase."""
        doc = self.doc
        word = doc.words[i]
        if doc.tags[i] & NOUNISH or word[0].isdigit() or word in _INSIDE_NAMES:
            return True
        if word in doc.lexicon.name_parts or word in doc.lexicon.owner_marks:
            return True
        titled = doc.tags[i - 1] & TITLE and not doc.caps[i - 1]
        return bool(titled) and i + 1 < self.last and doc.caps[i + 1]  # "dokter |gigi| Rina"

    def _apposition(self, i: int) -> int | None:
        """Where an apposition that may begin behind the comma, at `i`, ends; None if none begins there."""
        doc = self.doc
        words, tags, caps = doc.words, doc.tags, doc.caps
        if i >= self.last or tags[i] & TIME or words[i] in HARD or words[i] in QUOTES:
            return None
        if self.titled and tags[i] & TITLE and i + 1 < self.last and caps[i + 1] and not caps[i]:
            i += 1  # "Kepala Dinas X, dr |Wening Astuti|"
        owner = words[i].endswith(doc.lexicon.owner_marks)
        if caps[i] and not owner:
            return self._apposed_name(i)
        told = tags[i] & DET and not tags[i] & PRON and not (tags[i] & INDEFINITE and not tags[i] & ARTICLE)
        if (told or owner) and self.named:
            return self._apposed_description(i)
        if tags[i] & TITLE and self.named and not self.titled:
            return next((k for k in range(i, self.last) if self._stops(k, REL | JOINT | TIME | VERBAL)), self.last)
        return None

    def _stops(self, k: int, classes: int) -> bool:
        """Whether a mark or a word of one of `classes` stands at `k`."""
        doc = self.doc
        mark = doc.words[k] in HARD or doc.words[k] == "," or doc.words[k] in QUOTES
        return mark or bool(doc.tags[k] & classes)

    def _apposed_name(self, i: int) -> int | None:
        """ "Kepala Dinas X, |Wening Astuti|", "kantor berita X, |Y|": where the name from `i` ends."""
        doc, begin, last = self.doc, self.begin, self.last
        words, tags, caps = doc.words, doc.tags, doc.caps
        if tags[i] & PREP:
            return None
        k = i
        while k < last and (caps[k] or words[k] in doc.lexicon.name_parts) and not tags[k] & TIME:
            k += 1
        agency = tags[begin] & GROUP and not caps[begin] and (k >= last or words[k] in ",.")
        if not self.titled and not agency and not any(tags[x] & TITLE for x in range(i, k)):
            return None
        if doc.lexicon.pack.VOICES and tags[i] & TITLE and k < last and is_verb(doc, k):
            return None  # "Menurut Rina, |Presiden| meminta …": the subject of what is said
        return k if k > i else None

    def _apposed_description(self, i: int) -> int | None:
        """ "Rina Wati, |the head of X|": where what is told of the name ends; None if it holds a verb or a time."""
        doc, tags = self.doc, self.doc.tags
        k = i
        while k < self.last and not self._stops(k, 0) and not (tags[k] & (REL | JOINT) and not tags[k] & PREP):
            if is_verb(doc, k) or tags[k] & VERBAL or (tags[k] & TIME and not tags[k] & HEAD):
                return None
            k += 1
        while k > i and tags[k - 1] & PREP:
            k -= 1
        return k if k > i + 1 else None


def _dates_a_noun(doc: Document, begin: int, i: int, last: int) -> bool:
    """ "a |January| 2016 study", "the |Tuesday| report": an article stands before the time, a noun behind it."""
    if doc.lexicon.pack.VOICES or not doc.tags[begin] & DET:
        return False
    if not all(doc.tags[k] & (DET | TIME) or doc.words[k].isdigit() for k in range(begin, i)):
        return False
    k = i + 1
    while k < last and (doc.tags[k] & TIME or doc.words[k].isdigit()):
        k += 1
    return k < last and doc.words[k].isalpha() and not doc.tags[k] & ~NOUNISH


def _describes_a_noun(doc: Document, i: int, last: int) -> bool:
    """ "an |archived| version": a participle between an article and its noun."""
    article = doc.tags[i - 1] & DET and not doc.tags[i - 1] & PRON and not doc.lexicon.pack.VOICES
    return bool(article) and i + 1 < last and doc.words[i + 1].isalpha() and not doc.tags[i + 1] & ~NOUNISH


def _inner_preposition(doc: Document, i: int, begin: int, last: int, named: bool) -> bool:
    """ "director of X", "Direktur dari X" belong to the phrase; "said X in a statement" does not."""
    if i == begin or i + 1 >= last:
        return False
    if not named and doc.caps[i + 1] and doc.tags[i - 1] & HEAD and not doc.caps[i - 1]:
        k = i + 1
        while k < last and (doc.caps[k] or doc.words[k] in "()" or doc.words[k] in doc.lexicon.name_parts):
            k += 1
        if k < last and doc.tags[k] & DEMONSTRATIVE and not doc.caps[k]:
            return True  # "peneliti |di| Pusat X ini"
    following = doc.caps[i + 1] or doc.tags[i + 1] & DET
    if doc.tags[i] & BELONGING:
        alone = doc.caps[i - 1] and doc.tags[i - 1] & TITLE and not named and i - 1 == begin
        if alone and doc.lexicon.pack.VOICES:
            return False  # "Presiden |dari Istana …" says where
        return bool(following) or not named
    if doc.caps[i - 1] and _named_in_brackets(doc, i + 1, last):
        return True  # "Jaringan Pemilih |untuk| Rakyat (JPR)"
    if doc.tags[i] & ATTACHING:
        return bool(following) and not doc.tags[i + 1] & TIME
    return False


def _named_in_brackets(doc: Document, i: int, last: int) -> bool:
    """Whether capitalised words from `i` end in an acronym that stands for words before them too: one name."""
    begin = i
    while i < last and doc.caps[i] and doc.words[i] != "(":
        i += 1
    if i == begin or i + 2 >= last or doc.words[i] != "(":
        return False
    acronym = doc.tokens.surface(i + 1, i + 2)
    return acronym.isupper() and len(acronym) > i - begin


def _starts_clause(doc: Document, i: int, last: int) -> bool:
    """Whether a verb follows soon after `i`, before any comma."""
    for k in range(i + 1, min(last, i + 7)):
        if doc.words[k] == "," or doc.words[k] in HARD or doc.tags[k] & (JOINT | REL | TIME | PREP):
            return False
        if is_verb(doc, k):
            return True
    return False


def _trim_after(doc: Document, begin: int, end: int) -> Range | None:
    words, tags, caps = doc.words, doc.tags, doc.caps
    if (
        end > begin and words[end - 1] == ")" and words[end - 3 : end - 2] != ["("]
    ):  # a place of printing, not an acronym
        opening = opening_bracket(doc, end - 1, begin)
        end = opening if opening is not None and opening > begin else end
    if end - 1 > begin and tags[end - 1] & DEMONSTRATIVE and any(caps[i] for i in range(begin + 1, end)):
        end -= 1  # "politisi Partai X |ini|"
    while end > begin and (words[end - 1] in ",(" or (tags[end - 1] & (PREP | COORD) and not caps[end - 1])):
        end -= 1
    if end <= begin or not any(words[i][0].isalpha() for i in range(begin, end)):
        return None
    if all(tags[i] & (DET | ADV) and not tags[i] & (PRON | HEAD) and not caps[i] for i in range(begin, end)):
        return None
    return begin, end
