"""One sentence under the reader's eye: where its clauses, adverbials and contents begin and end."""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction import phrases, subjects
from claims.extraction.classes import (
    ADDRESSEE,
    ADV,
    ARTICLE,
    AUX,
    COMP,
    CONTRAST,
    COORD,
    DET,
    FIRST,
    GIVES,
    INDEFINITE,
    INF,
    LINK,
    MODAL,
    NEG,
    OCCASION,
    OPENER,
    PASSIVE,
    PLURAL,
    POSSESSIVE,
    PREP,
    PRON,
    REL,
    SHARING,
    TIME,
)
from claims.extraction.document import Document
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import HARD, Range
from claims.extraction.quotes import DOUBLE
from claims.extraction.sentences import TERMINAL

_LOOK_AHEAD = 12  # cues after a cue that may end its content; keeps the work per cue bounded
VERBISH = frozenset(("clause", "that", "quote", "tell", "object", "about", "to", "whether", "relay"))


class Clauses:
    """One sentence of one level (the article's own, or inside one quotation) and its cues."""

    def __init__(self, doc: Document, index: int, hit_starts: list[int]) -> None:
        self.doc = doc
        self.index = index
        sentence = doc.sentences[index]
        self.first, self.level = sentence.first, sentence.quote
        self.end = sentence.last
        self.last = self._without_final(sentence.last)
        low, high = bisect_left(hit_starts, self.first), bisect_left(hit_starts, self.end)
        self.hits = [hit for hit in doc.hits[low:high] if doc.inside[hit.first] == self.level]
        self.second_cues: set[int] = set()  # verbs behind "menurut S, …," whose content is that of "menurut"
        self.hit_at = {hit.first: index for index, hit in enumerate(self.hits)}
        self.read_behind: set[int] = set()  # cues that were read with the content before them
        self.drafts: list[Draft] = []
        self.extra: list[Draft] = []  # sources that another find names on the way ("According to A, quoting B")

    def _without_final(self, last: int) -> int:
        words = self.doc.words
        while last > self.first and (words[last - 1] in TERMINAL or words[last - 1] in ",;:"):
            last -= 1
        return last

    def _only_times(self, i: int) -> bool:
        """Whether only a date follows ("…, Rabu, 31 Mei 2023")."""
        doc = self.doc
        return self.last - i <= 12 and all(
            doc.tags[k] & (TIME | PREP) or doc.words[k][0].isdigit() or doc.words[k] in ",()/"
            for k in range(i, self.last)
        )

    def _after_addressee(self, hit: Hit) -> int:
        """Where the hearer after the cue ends ("told Reuters"); the cue's own end if none is named."""
        doc, start = self.doc, hit.last
        if "tell" not in hit.form.takes:
            if start >= self.last or not doc.tags[start] & ADDRESSEE or doc.caps[start]:
                return start
            start += 1
        phrase = phrases.after(doc, start, self.last)
        return phrase[1] if phrase else hit.last

    def _closing_quote(self, mark: int, start: int) -> int | None:
        """The index of the quotation of this level that closes at `mark` or just before the comma there."""
        doc = self.doc
        for i in (mark, mark - 1):
            if i > start and i in doc.closes and doc.quotes[doc.closes[i]].outer == self.level:
                return doc.closes[i]
            if doc.words[i] not in (",", "–"):
                break
        return None

    def _skip_openers(self, i: int) -> int:
        doc = self.doc
        while i < self.last and (doc.words[i] in ",;:" or (doc.tags[i] & (COORD | ADV) and i not in doc.opens)):
            i += 1
        return i

    def _skip_conjunction(self, i: int) -> int:
        doc = self.doc
        while i < self.last and (doc.words[i] in ",;:" or doc.tags[i] & COORD):
            i += 1
        return i

    def _ends_clause(self, i: int) -> bool:
        """Whether nothing but the end, a comma or an adverbial follows at `i`."""
        doc = self.doc
        if i >= self.last:
            return True
        word, tag = doc.words[i], doc.tags[i]
        if word in (",", ";", "–") or (i in doc.opens and doc.words[i - 1] == ","):
            return True
        if tag & COMP:
            return False
        return bool(tag & (TIME | ADV | LINK)) or (bool(tag & PREP) and not doc.caps[i])

    def _only_adverbials(self, i: int) -> bool:
        return self._ends_clause(i) or (self.doc.tags[i] & (COORD | REL)) != 0

    def _looks_like_clause(self, start: int, end: int) -> bool:
        return end - start >= 3 or (end - start == 2 and phrases.is_verb(self.doc, end - 1))

    def _adverbial(self, start: int, end: int) -> bool:
        """Whether the words from `start` are a leading adverbial ("In that search,") rather than a clause."""
        doc = self.doc
        i = start
        while i < end and doc.tags[i] & (COORD | ADV) and not doc.tags[i] & PREP:
            i += 1
        if any(doc.words[k][0].isdigit() for k in range(i + 1, min(end, i + 3))) and doc.tags[i] & PREP:
            return (
                bool(doc.tags[min(i + 2, end - 1)] & TIME) or i + 3 >= end
            )  # "|At least 40| people died", not "on 3 May"
        if doc.tags[i] & DET and i + 1 < end and not (doc.tags[i] & (PREP | LINK) or doc.tags[i + 1] & (PREP | TIME)):
            return False  # "|This campaign|, X says, is different", not "this week"
        return i >= end or bool(doc.tags[i] & (PREP | LINK | OPENER | TIME))

    def _find_marker(self, i: int, limit: int) -> int | None:
        """The complementiser that opens the content, past time, place and manner ("on Friday, that")."""
        doc = self.doc
        past = i
        for k in range(i, min(limit, i + 24)):
            if k < past:
                continue
            if k in self.hit_at:
                return None
            if doc.words[k] == "," and (aside := self._end_of_relative_aside(k, limit)) is not None:
                past = aside  # "said on the radio|, where he is a host,| that"
                continue
            if doc.tags[k] & COMP and (k == i or not doc.tags[k] & INF):
                return k
            if doc.words[k - 1] == "," and k + 1 < limit and doc.words[k + 1] == "," and doc.tags[k] & (ADV | CONTRAST):
                continue  # "cautioned, |however|, that"
            if k == i and not doc.lexicon.pack.VOICES and not self._may_open_adverbial(k):
                return None  # "said |things| that …", "showed no |sign| that …"
            if k in doc.opens and doc.tags[min(limit - 1, doc.quotes[doc.opens[k]].close + 1)] & COMP:
                past = doc.quotes[doc.opens[k]].close + 1  # "on the show “Today” that": what is quoted is a name
                continue
            if doc.words[k] in doc.lexicon.carrying and doc.tags[k - 1] & OCCASION and not doc.lexicon.pack.VOICES:
                continue  # "said in a statement |carried| by TASS that"
            if (
                k in doc.opens
                or doc.words[k] in HARD
                or phrases.is_verb(doc, k)
                or (doc.tags[k] & (LINK | REL | PRON) and not doc.tags[k] & (PREP | ADV))
            ):
                return None
        return None

    def _end_of_relative_aside(self, comma: int, limit: int) -> int | None:
        """Past the second comma of ", who …," or ", citing …," when "that" follows it at once."""
        doc = self.doc
        if doc.lexicon.pack.VOICES or comma + 1 >= limit:
            return None
        citing = comma + 1 in self.hit_at and "relay" in self.hits[self.hit_at[comma + 1]].form.takes
        if not citing and not doc.tags[comma + 1] & REL:
            return None
        close = doc.next_mark(",", comma + 2, min(limit - 1, comma + 16))
        return close + 1 if close is not None and doc.tags[close + 1] & COMP else None

    def _may_open_adverbial(self, i: int) -> bool:
        doc, lexicon = self.doc, self.doc.lexicon
        timed = doc.tags[i] & DET and doc.tags[i + 1] & TIME
        return (
            bool(timed or doc.tags[i] & (TIME | ADV | PREP))
            or doc.words[i] in ",("
            or lexicon.adverb_like(doc.words[i])
        )

    def _skip_adverbials(self, i: int, limit: int) -> int:
        doc = self.doc
        while i < limit:
            tag = doc.tags[i]
            if (tag & (TIME | ADV) and not tag & (DET & ~TIME | NEG)) or (
                tag & DET and i + 1 < limit and doc.tags[i + 1] & TIME
            ):
                i += 1
            elif tag & PREP and not doc.caps[i] and (end := self._adverbial_end(i, limit)) is not None:
                i = end
            elif doc.words[i] == "(":
                closing = doc.next_mark(")", i, min(limit, i + 8))
                if closing is None:
                    return i
                i = closing + 1
            else:
                return i
        return i

    def _adverbial_end(self, i: int, limit: int) -> int | None:
        """Where a phrase that only says when or where ends: before a comma, quotation or "that", or after a time."""
        doc = self.doc
        for k in range(i + 1, min(limit, i + 14)):
            if doc.words[k] in (",", ":") or k in doc.opens or (doc.tags[k] & COMP and not doc.tags[k] & DET):
                return k
            if doc.tags[k] & TIME:
                while k < limit and doc.tags[k] & TIME:
                    k += 1
                return k
            if doc.tags[k] & OCCASION and k + 1 < limit and (doc.caps[k + 1] or doc.tags[k + 1] & (PRON | DET)):
                return k + 1  # "said in a press release |it had …"
            if phrases.is_verb(doc, k) or doc.words[k] in HARD:
                return None
        return None

    def _has_verb(self, first: int, last: int) -> bool:
        doc = self.doc
        for k in range(first, last):
            if doc.words[k] == ",":
                return False
            if phrases.is_verb(doc, k):
                return True
        return False

    def _clause_end(self, hit: Hit, begin: int, limit: int) -> int:
        """Where the content from `begin` ends: with the sentence, or where another cue or a contrast takes over."""
        doc = self.doc
        end = limit
        after_hit = self.hit_at[hit.first] + 1
        for other in self.hits[after_hit : after_hit + _LOOK_AHEAD]:
            if other.first <= begin or other.first >= end:
                continue
            cut = self._taken_over(other, begin)
            if cut is not None:
                end = min(end, cut)
                break
        for k in range(begin + 2, end):
            if doc.words[k] == ";" and self._speaks_next(k + 1, end):
                end = k  # "Critics argue C1; supporters say C2"
                break
            if doc.words[k] in DOUBLE and k not in doc.opens and k not in doc.closes:
                end = k  # a mark without its like: "…, ”katanya"
                break
            if (
                doc.words[k] == ","
                and k + 1 < end
                and doc.tags[k + 1] & CONTRAST
                and doc.inside[k] == self.level
                and not doc.tags[k + 1] & SHARING
            ):
                end = k
                break
        while end > begin and (doc.words[end - 1] in ",;" or doc.tags[end - 1] & COORD):
            end -= 1
        return end

    def _speaks_next(self, i: int, end: int) -> bool:
        """Whether another cue with its subject opens the clause at `i`."""
        after = bisect_left(self.hits, i, key=lambda hit: hit.first)
        if after == len(self.hits) or self.hits[after].first >= end or not VERBISH & self.hits[after].form.takes.keys():
            return False
        cue = self.hits[after].first
        return subjects.before(self.doc, phrases.skip_back(self.doc, cue, i), i) == (i, cue)

    def _taken_over(self, other: Hit, begin: int) -> int | None:
        """Where a coordinated cue begins its own attribution: ", and added that", ", but Y denied"."""
        doc = self.doc
        if not VERBISH & other.form.takes.keys() or other.form.of_documents(*VERBISH):
            return None
        i = phrases.skip_back(doc, other.first, begin)
        if "relay" in other.form.takes:
            return i
        if (
            any(doc.tags[k] & AUX and not doc.tags[k] & PASSIVE for k in range(i, other.first))
            and not doc.lexicon.pack.VOICES
        ):
            return None  # "would attack and would respond" goes on with what is said
        if i > begin and (doc.tags[i - 1] & SHARING or (other.form.voice == "participle" and doc.words[i - 1] == ",")):
            return i - 1
        subject = subjects.before(doc, i, begin)
        if subject is not None and subject[0] > begin:
            k = subject[0] - 1
            while k > begin and doc.tags[k] & (ADV | TIME):
                k -= 1
            if (
                doc.tags[k] & (COORD | CONTRAST)
                and not doc.tags[k] & COMP
                and (doc.words[k - 1] == "," or doc.tags[k] & CONTRAST or other.form.voice in ("active", "past"))
            ):
                return k
        return None

    def _own_words(self, source: Range | None) -> bool:
        """A speaker announcing his own words inside his quotation ("I think", "kami sampaikan bahwa")."""
        tags = self.doc.tags
        return self.level != -1 and source is not None and bool((tags[source[0]] | tags[source[1] - 1]) & FIRST)

    def _verb_rather_than_noun(self, before: int, third: bool) -> bool:
        doc = self.doc
        word, tag = doc.words[before], doc.tags[before]
        plural = word.endswith(doc.lexicon.plural_endings)
        if tag & GIVES or (tag & POSSESSIVE and not doc.lexicon.pack.VOICES):
            return False  # "expressed |fears| that", "her |email| practices"
        if (plural or tag & PLURAL) and third and not doc.caps[before] and not tag & (PRON | ADV | AUX):
            return False  # "police posts", "officials claims": a plural has no verb in -s
        if not third and not doc.caps[before] and tag & OCCASION and not tag & PLURAL and not plural:
            return False  # "a conference |call|"
        if not third and doc.caps[before] and before > self.first and self._indefinite(before - 1):
            return False  # "a UN |report|"
        if not third and doc.caps[before] and not (plural or tag or self._second_of_two(before)):
            return False  # "the Paris |attack|"
        if word.endswith(doc.lexicon.owner_marks) or (tag & (DET | PREP | NEG) and not tag & PRON) or word.isdigit():
            return False
        return bool(doc.caps[before] or tag or not word[0].isalnum() or before in doc.closes)

    def _indefinite(self, i: int) -> bool:
        return bool(self.doc.tags[i] & ARTICLE and self.doc.tags[i] & INDEFINITE)

    def _second_of_two(self, i: int) -> bool:
        """Whether the capitalised word at `i` closes a coordination ("Lee and |Poe|"), which takes a plural verb."""
        low = max(self.first, i - 4)
        return any(self.doc.tags[k] & COORD for k in range(low, i))

    def _has_subject(self, hit: Hit) -> bool:
        """Whether a form that may be verb or noun is a verb here: a subject stands just before it."""
        doc = self.doc
        i = phrases.skip_back(doc, hit.first, self.first)
        if hit.form.voice not in ("base", "third"):
            return True
        if hit.form.voice == "third" and hit.first > self.first and doc.tags[hit.first - 1] & PASSIVE:
            return False  # "there are |fears|"
        return (
            i > self.first
            and self._verb_rather_than_noun(i - 1, hit.form.voice == "third")
            and subjects.before(doc, i, self.first) is not None
        )

    def _not_said(self, hit: Hit) -> bool:
        """A statement not made or only imagined: "did not say", "could say"; a negated belief is one all the same."""
        doc = self.doc
        kinds = {family.kind for family in hit.form.takes.values()}
        believed = kinds <= {"belief", "intention", "fear"}
        i = hit.first - 1
        while i >= self.first and doc.tags[i] & (ADV | AUX | NEG):
            if (doc.tags[i] & NEG and not believed) or doc.tags[i] & MODAL:
                return True
            i -= 1
        return False

    def _draft(self, rule: str, frame: str, hit: Hit, take: str) -> Draft:
        if take not in hit.form.takes:
            take = next(iter(hit.form.takes))
        return Draft(rule, frame, hit, take, None, [], self.index, self.level)

    def _clitic(self, hit: Hit) -> int:
        word = self.doc.words[hit.last - 1]
        return next((len(clitic) for clitic in self.doc.lexicon.pack.CLITICS if word.endswith(clitic)), 0)
