"""Frames that need not name anybody: X is believed to C; X reportedly C; the claim (of S) that C."""

from __future__ import annotations

from claims.extraction import phrases, subjects
from claims.extraction.classes import (
    ADV,
    AGENT,
    ALIKE,
    AUX,
    COMP,
    CONTRAST,
    COORD,
    DEMONSTRATIVE,
    DET,
    GIVES,
    INF,
    LINK,
    MODAL,
    NEG,
    OPENER,
    PASSIVE,
    POSSESSIVE,
    PREP,
    PRON,
    REL,
    THING,
    TIME,
)
from claims.extraction.clauses import Clauses
from claims.extraction.document import bits
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import HARD, Range

_LEADING_NOUN = 2  # tokens before a noun that may be the subject of the sentence
_COPULA = 7  # tokens between such a noun and its "is"
_LEAD_IN = 12  # tokens of an adverbial before a passive that opens the main clause
_CLAUSE = 8  # tokens in which a clause without "that" shows its verb ("the court was told |Vale had debts|")
_MODIFIERS = 2  # words between "gave" and the noun of what was given
_PASSIVE_SHAPES = (
    "happening",
    "evidential",
    "clause",
    "full",
    "object",
)  # that a passive may have, the likeliest first
_HEAD = bits("group_word", "person_noun", "title")


class Unnamed(Clauses):
    """Reads passive evidentials, adverbs and nouns."""

    def _is_passive(self, hit: Hit) -> bool:
        if hit.form.voice == "passive":
            return True
        if hit.form.voice != "past" or not ({"evidential", "happening", "clause", "object"} & hit.form.takes.keys()):
            return False
        i = hit.first - 1
        while i > self.first and self.doc.tags[i] & (ADV | NEG) and not self.doc.tags[i] & PASSIVE:
            i -= 1
        return i >= self.first and bool(self.doc.tags[i] & PASSIVE)

    def _passive(self, hit: Hit, limit: int) -> Draft | None:
        """X is V-ed C: nobody is named, unless "by S" follows."""
        doc, takes = self.doc, hit.form.takes
        opening = self._opening_passive(hit, limit)
        if opening is not None:
            return opening
        agent = self._agent(hit, limit)
        take = next((name for name in _PASSIVE_SHAPES if name in takes), None)
        marker = self._find_marker(hit.last, limit)  # "was reported |last week| that"
        if take is None or not self._attributes(hit, take, agent, marker, limit):
            return None
        draft = self._draft("passive.agent" if agent else "passive.evidential", "X is V-ed (by S) C", hit, take)
        draft.source = agent
        subject_end = self._passive_subject_end(hit)
        subject = self._passive_subject(subject_end, agent)
        begin = hit.last
        if "tell" in takes:  # the subject is who hears it ("residents were told by S that C")
            begin, subject = max(begin, agent[1] if agent else 0), None
        if marker is not None and agent is None:
            begin = marker
        if begin < limit and doc.tags[begin] & COMP:
            begin, subject = begin + 1, None
        if doc.lexicon.pack.VOICES and take == "evidential" and self._only_names(hit, begin, limit):
            return None
        if subject is not None and self._points_back(*subject):
            draft.points = True
            return draft if agent is not None else None  # "hal itu disampaikan X": what was said stands elsewhere
        if subject is not None and not (subject[1] - subject[0] == 1 and doc.tags[subject[0]] & THING):
            draft.content.append(subject)
        if agent is not None and agent[0] == hit.last and self._goes_on_after(agent[1], limit):
            draft.content.append((agent[1], self._clause_end(hit, agent[1], limit)))  # "diakui X |belum sempurna|"
        if (agent is None or "tell" in takes) and begin < limit:
            end = self._before_contrast(begin, self._clause_end(hit, begin, limit))
            draft.content.append((begin, self._end_of_aside(subject_end, begin, end)))
        return draft

    def _attributes(self, hit: Hit, take: str, agent: Range | None, marker: int | None, limit: int) -> bool:
        """Whether a passive gives what somebody says or thinks, and not what was done."""
        doc, takes = self.doc, hit.form.takes
        nearby = doc.tags[hit.last if marker is None else marker] if hit.last < limit else 0
        told = "tell" in takes and hit.last < limit and self._has_verb(hit.last, min(limit, hit.last + _CLAUSE))
        if take in ("clause", "full", "object") and agent is None and not (nearby & COMP or told):
            return False
        if takes[take].kind == "finding" and not nearby & COMP:
            return False  # "was found on the street by someone" attributes nothing
        if any(doc.tags[k] & MODAL for k in range(phrases.skip_back(doc, hit.first, self.first), hit.first)):
            return False  # "could be seen as"
        if take == "evidential" and not doc.lexicon.pack.VOICES and not nearby & (INF | COMP):
            return False  # English: "is expected to C", "it is believed that C"
        described = hit.first > self.first and doc.tags[hit.first - 1] & REL
        return agent is None or not described  # "cases that are noted by X" describe, they do not attribute

    def _passive_subject_end(self, hit: Hit) -> int:
        """Where the subject of a passive ends, before its auxiliaries and a relative pronoun (", which is said to")."""
        doc = self.doc
        end = phrases.skip_back(doc, hit.first, self.first)
        if end > self.first and doc.tags[end - 1] & REL:
            end -= 1
            while end > self.first and doc.words[end - 1] == ",":
                end -= 1
        return end

    def _passive_subject(self, end: int, agent: Range | None) -> Range | None:
        """The subject of a passive, which belongs to what is said."""
        doc = self.doc
        quoted = doc.closes.get(end - 1)
        if quoted is not None and doc.quotes[quoted].open >= self.first:
            subject: Range | None = (doc.quotes[quoted].open, end)  # "“…” was explained by X"
        else:
            subject = subjects.before(doc, end, self.first)
        if subject is None or not doc.lexicon.pack.VOICES:
            return subject
        if subject[0] > self.first and doc.tags[subject[0] - 1] & PREP:
            return None  # "dalam laman |Kementerian X| disebutkan"
        begins = self._skip_openers(self.first)
        if agent is not None and self._one_piece(begins, subject[0]):
            return begins, subject[1]  # "|Permintaan membuka data dan| catatan itu disampaikan X"
        return subject

    def _only_names(self, hit: Hit, begin: int, limit: int) -> bool:
        """ "program yang disebut X" gives a name, "belum dijadwalkan" says nothing."""
        doc = self.doc
        described = hit.first > self.first and doc.tags[hit.first - 1] & REL
        named = begin < limit and (doc.caps[begin] or not self._has_verb(begin, min(limit, begin + _CLAUSE)))
        return begin >= limit or bool(described and named)

    def _goes_on_after(self, i: int, limit: int) -> bool:
        """Whether the clause of a fronted content goes on after its speaker: with its verb."""
        return i < limit and bool(self.doc.tags[i] & (NEG | AUX) or phrases.is_verb(self.doc, i))

    def _one_piece(self, first: int, last: int) -> bool:
        """Whether nothing parts what stands before a subject from it."""
        doc = self.doc
        return (
            0 < last - first < _LEAD_IN
            and not any(
                doc.words[i] == "," or doc.words[i] in HARD or doc.tags[i] & (LINK | TIME) for i in range(first, last)
            )
            and not doc.tags[first] & (PREP | OPENER)
        )

    def _passive_prefixes(self) -> tuple[str, ...]:
        return tuple(prefix for prefix, voice in self.doc.lexicon.pack.VOICES if voice == "passive")

    def _points_back(self, first: int, last: int) -> bool:
        doc = self.doc
        tags = doc.tags[first:last]
        alike = len(tags) > 1 and tags[-1] & ALIKE  # "keraguan yang sama"
        of_that = len(tags) == 3 and tags[1] & PREP and tags[2] & DEMONSTRATIVE  # "seruan seperti ini"
        return bool(alike or of_that) or " ".join(doc.words[first:last]) in doc.lexicon.pack.POINTERS

    def _opening_passive(self, hit: Hit, limit: int) -> Draft | None:
        """ "Dikatakan |S|, C", "Seperti disampaikan |S|, C", "Ditambahkannya, C": the speaker follows at once."""
        doc = self.doc
        begin = self._skip_openers(self.first)
        while begin < hit.first and doc.tags[begin] & (LINK | OPENER | ADV | COMP):
            begin += 1
        if (
            begin < hit.first <= begin + _LEAD_IN
            and doc.words[hit.first - 1] == ","
            and self._adverbial(self.first, hit.first)
        ):
            begin = hit.first  # "Kendati demikian, dikatakan X bahwa C"
        if not doc.lexicon.pack.VOICES or begin != hit.first or not hit.form.takes.keys() & {"clause", "full", "that"}:
            return None
        draft = self._draft("passive.opening", "V-ed by S, C", hit, "clause")
        if hit.form.voice == "clitic":
            draft.clitic, end = self._clitic(hit), hit.last
        else:
            start = hit.last + 1 if hit.last < limit and doc.tags[hit.last] & AGENT else hit.last
            named = start < limit and (doc.caps[start] or doc.tags[start] & PRON)
            # "Diduga pelaku kabur" names the suspect, "diumumkan pemerintah" the speaker
            headed = start < limit and doc.tags[start] & _HEAD and "evidential" not in hit.form.takes
            if not (named or headed):
                return None
            draft.source = phrases.after(doc, start, limit)
            if draft.source is None:
                return None
            end = draft.source[1]
        if end < limit and doc.tags[end] & (TIME | PREP | COMP) and doc.words[end] != ",":
            marker = self._find_marker(end, limit)
            end = marker if marker is not None else self._skip_adverbials(end, limit)
        if end + 1 >= limit or not (doc.words[end] == "," or doc.tags[end] & COMP):
            return None
        draft.content = [(end + 1, self._clause_end(hit, end + 1, limit))]
        return draft

    def _before_contrast(self, begin: int, end: int) -> int:
        """Nobody goes on speaking after ", but": there the narrator takes over."""
        doc = self.doc
        for k in range(begin, end - 1):
            if doc.words[k] == "," and doc.tags[k + 1] & CONTRAST:
                return k
        return end

    def _end_of_aside(self, subject_end: int, begin: int, end: int) -> int:
        """ "X, which is believed to C, has …": C ends with the relative clause, at the comma before the main verb."""
        doc = self.doc
        if subject_end < end and doc.words[subject_end] == "," and doc.tags[subject_end + 1] & REL:
            for k in range(begin, end - 1):
                led_in = self._adverbial(
                    self.first, subject_end
                )  # "Under the plan|, which X says will fail,| the road"
                if doc.words[k] == "," and (led_in or phrases.is_verb(doc, k + 1)):
                    return k
        return end

    def _agent(self, hit: Hit, limit: int) -> Range | None:
        doc = self.doc
        if doc.lexicon.pack.VOICES and hit.last < limit and self._bare_agent(hit):
            return phrases.after(doc, hit.last, limit)
        for i in range(hit.last, min(limit, hit.last + 8)):
            if doc.words[i] == "," or doc.words[i] in HARD:
                return None
            if doc.tags[i] & AGENT and not doc.caps[i]:
                return phrases.after(doc, i + 1, limit)
        return None

    def _bare_agent(self, hit: Hit) -> bool:
        """ "Pandangan itu dibantah |Menteri X|": the speaker follows a verb of saying without "oleh"."""
        doc, i = self.doc, hit.last
        kinds = {family.kind for family in hit.form.takes.values()}
        if self._points_back(self.first, phrases.skip_back(doc, hit.first, self.first)):
            kinds = {"speech"}  # "Hal itu dikatakan |Rina|"
        elif "evidential" in hit.form.takes:
            return False
        if not kinds <= {"speech", "denial", "judgement", "writing"}:
            return False
        return doc.caps[i] or bool(doc.tags[i] & (PRON | DET | _HEAD))

    def _adverb(self, hit: Hit, limit: int) -> Draft | None:
        """X reportedly C."""
        draft = self._draft("evidential.adverb", "X reportedly C", hit, "adverb")
        doc = self.doc
        subject = subjects.before(doc, phrases.skip_back(doc, hit.first, self.first), self.first)
        if subject is not None:
            draft.content.append(subject)
        if hit.last < limit:
            draft.content.append((hit.last, self._clause_end(hit, hit.last, limit)))
        return draft

    def _possessor(self, hit: Hit) -> Range | None:
        """ "his claim", "the mayor's claim": whose it is."""
        doc, i = self.doc, hit.first
        if i > self.first and doc.tags[i - 1] & POSSESSIVE:
            return i - 1, i
        if i > self.first and doc.words[i - 1].endswith(doc.lexicon.owner_marks):
            return subjects.before(doc, i, self.first)
        while i - 1 > self.first and hit.first - i < _MODIFIERS and not doc.tags[i - 1] & GIVES:
            if not (doc.tags[i - 1] & DET or not doc.tags[i - 1]) or not doc.words[i - 1].isalpha():
                break
            i -= 1  # "gave |a clear| warning"
        if i - 1 > self.first and doc.tags[i - 1] & GIVES:  # "X |mengeluarkan| peringatan"
            return subjects.before(doc, phrases.skip_back(doc, i - 1, self.first), self.first)
        return None

    def _noun(self, hit: Hit, limit: int) -> Draft | None:
        """The N (of S) that C."""
        doc = self.doc
        i = hit.last
        source: Range | None = None
        if (marker := self._marker_of_noun(i, limit)) is not None:
            i = marker
        elif i < limit and not doc.tags[i] & COMP:
            start = i + 1 if doc.tags[i] & PREP else i
            if start in self.hit_at and not doc.lexicon.pack.VOICES:
                return None  # "their findings |suggest| that"
            told = start + 1 < limit and not doc.tags[start] and not doc.caps[start] and doc.tags[start + 1] & COMP
            if told and phrases.is_verb(doc, start):
                return None  # "the findings |showed| that"
            source = (start, start + 1) if told else phrases.after(doc, start, min(limit, i + 8))
            if source is None or source[1] >= limit or not doc.tags[source[1]] & COMP:
                return None
            i = source[1]
        if i + 1 >= limit or not doc.tags[i] & COMP or phrases.is_verb(doc, i + 1):
            return None  # "the report that was lost" is a relative clause
        draft = self._draft("noun.that", "the N (of S) that C", hit, "noun")
        plain = source is None or (source[1] - source[0] == 1 and not doc.caps[source[0]] and not doc.tags[source[0]])
        draft.source = self._possessor(hit) if plain else source  # "peringatan |dini| bahwa" names nobody
        if self._own_words(draft.source):
            return None
        if i + 1 < limit:
            end = self._clause_end(hit, i + 1, limit)
            opens = hit.first <= self._skip_openers(self.first) + _LEADING_NOUN
            draft.content = [(i + 1, self._before_main_verb(i + 1, end) if opens and i == hit.last else end)]
        return draft

    def _marker_of_noun(self, i: int, limit: int) -> int | None:
        """The "that" of "fears |are growing| that C" and "the fear (among S) |is| that C"."""
        doc = self.doc
        if doc.lexicon.pack.VOICES:
            return None
        k = i
        while k < min(limit, i + _COPULA) and not doc.tags[k] & AUX:
            if doc.words[k] == "," or doc.tags[k] & (COMP | LINK) or k in self.hit_at:
                return None
            k += 1
        if k >= limit or not doc.tags[k] & PASSIVE:
            return None
        goes_on = k + 1 < limit and doc.lexicon.participle_like(doc.words[k + 1])  # "are |growing| that"
        that = k + 2 if goes_on else k + 1
        return that if that < limit and doc.tags[that] & COMP else None

    def _before_main_verb(self, begin: int, end: int) -> int:
        """ "Claims that C |were dismissed|": where the verb stands that the noun itself is the subject of."""
        doc = self.doc
        if doc.lexicon.pack.VOICES:
            return end
        inner = next((k for k in range(begin + 1, end) if phrases.is_verb(doc, k)), end)
        for k in range(inner + 2, end):
            if doc.words[k] == "," or doc.tags[k] & (LINK | REL | COMP):
                return end
            if doc.tags[k] & AUX and not doc.tags[k - 1] & (AUX | COORD | PRON | NEG | INF):
                return k
        return end
