"""Reads each cue of a sentence by the frames it may enter: who stands where, and how far the content goes."""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction import phrases
from claims.extraction.document import Document, bits
from claims.extraction.drafts import Draft
from claims.extraction.lang.shared import Cues
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import HARD, Range

_COMP = bits("complementiser")
_QUESTION = bits("question")
_TIME = bits("time")
_PREP = bits("preposition")
_ADV = bits("adverb")
_LINK = bits("subordinator", "contrast")
_CONTRAST = bits("contrast")
_SHARING = bits("sharing")
_DET = bits("determiner", "indefinite", "demonstrative", "possessive")
_PASSIVE = bits("passive")
_AUX = bits("auxiliary")
_NEG = bits("negator")
_INF = bits("infinitive")
_AGENT = bits("agent")
_ABOUT = bits("about")
_ADDRESSEE = bits("addressee")
_OPENER = bits("opener")
_REL = bits("relative")
_COORD = bits("coordinator")
_PRON = bits("pronoun", "first_person")
_MODAL = bits("modal")
_NO_SOURCE = bits("no_source")
_PLURAL = bits("plural")
_ASKED = bits("asked")
_FIRST = bits("first_person")
_POSSESSIVE = bits("possessive")
_DOC = bits("document_word", "outlet_word")
_PLACE_OF_SAYING = frozenset(("on", "via", "lewat", "melalui"))
_LOOK_AHEAD = 12  # cues after a cue that may end its content; keeps the work per cue bounded
_FINAL = frozenset(".?!…")


class Reader:
    """Reads one sentence of one level (the article's own, or inside one quotation)."""

    def __init__(self, doc: Document, index: int, hit_starts: list[int]) -> None:
        self.doc = doc
        self.index = index
        sentence = doc.sentences[index]
        self.first, self.level = sentence.first, sentence.quote
        self.end = sentence.last
        self.last = self._without_final(sentence.last)
        low, high = bisect_left(hit_starts, self.first), bisect_left(hit_starts, self.end)
        self.hits = [hit for hit in doc.hits[low:high] if doc.inside[hit.first] == self.level]
        self.hit_at = {hit.first: index for index, hit in enumerate(self.hits)}
        self.drafts: list[Draft] = []
        self.extra: list[Draft] = []  # sources that another find names on the way ("According to A, quoting B")

    def _without_final(self, last: int) -> int:
        words = self.doc.words
        while last > self.first and (words[last - 1] in _FINAL or words[last - 1] in ",;:"):
            last -= 1
        return last

    def read(self) -> list[Draft]:
        """All finds of the sentence, in the order of their cues."""
        trailing: dict[int, Draft] = {}
        start = self.first
        self.hits = [hit for hit in self.hits if self._could_attribute(hit)]
        self.hit_at = {hit.first: index for index, hit in enumerate(self.hits)}
        for hit in self.hits:
            draft = self._trailing(hit, start)
            if draft is not None:
                trailing[hit.first] = draft
                start = self._next_clause(draft, start)
        self._quote_just_before(trailing)
        for position, hit in enumerate(self.hits):
            draft = trailing.get(hit.first) or self._leading(hit, position, trailing)
            if draft is not None and draft.content:
                self.drafts.append(draft)
        return self.drafts + [draft for draft in self.extra if draft.content]

    def _could_attribute(self, hit: Hit) -> bool:
        """Leaves out cue forms that are plainly something else here: part of a name, a plural noun, a negated act of speech."""
        doc, form = self.doc, hit.form
        if hit.first == self.first:
            return True
        before, tag = hit.first - 1, doc.tags[hit.first - 1]
        if doc.caps[hit.first] and doc.words[before] not in (",", ":", "–") and before not in doc.closes and before not in doc.opens:
            return doc.tokens.surface(before, hit.last).isupper()  # only in a line of capitals
        if form.voice in ("third", "base") and "noun" not in form.takes and form.entry in doc.lexicon.noun_alikes:
            return self._verb_rather_than_noun(before, form.voice == "third")
        return True

    def _verb_rather_than_noun(self, before: int, third: bool) -> bool:
        doc = self.doc
        word, tag = doc.words[before], doc.tags[before]
        if (word.endswith("s") or tag & _PLURAL) and third and not doc.caps[before] and not tag & (_PRON | _ADV | _AUX):
            return False  # "police posts", "officials claims": a plural has no verb in -s
        if word.endswith("'s") or (tag & (_DET | _PREP | _NEG) and not tag & _PRON) or word.isdigit():
            return False
        return bool(doc.caps[before] or tag or not word[0].isalpha() or before in doc.closes)

    def _quote_just_before(self, trailing: dict[int, Draft]) -> None:
        """ "“Who knows?” X asked.": the question mark ended the sentence, what was asked is the quotation before."""
        doc = self.doc
        quoted = doc.closes.get(self.first - 1)
        if quoted is None or not self.hits or self.hits[0].first in trailing or doc.words[self.first - 2] not in "?!.…":
            return
        hit = self.hits[0]
        after_cue = self._after_addressee(hit)
        if "quote" not in hit.form.takes or not (after_cue >= self.last or doc.tags[after_cue] & (_PREP | _TIME)):
            return
        draft = self._draft("quote.source_cue", "“C” S V", hit, "quote")
        draft.source = phrases.before(doc, phrases.skip_back(doc, hit.first, self.first), self.first)
        if draft.source is None or draft.source[0] != self.first:
            return
        quote = doc.quotes[quoted]
        draft.content = [(quote.open, quote.close + 1)]
        if after_cue > hit.last:
            draft.addressee = (hit.last, after_cue)
        trailing[hit.first] = draft

    # --- the cue stands after what is said -------------------------------------------------------------------------

    def _next_clause(self, draft: Draft, start: int) -> int:
        """Where the content of the next trailing cue may begin: after a find that ended at a comma and a conjunction."""
        doc = self.doc
        i = max(draft.hit.last, draft.source[1] if draft.source else 0)
        if i + 1 < self.last and doc.words[i] in ",;" and doc.tags[i + 1] & (_COORD | _SHARING):
            return i + 1
        return start

    def _trailing(self, hit: Hit, start: int) -> Draft | None:
        doc, takes = self.doc, hit.form.takes
        if hit.first <= start or not takes.keys() & {"after", "quote", "bare", "prep"}:
            return None
        if hit.form.voice == "passive":
            after_quote = self._closing_quote(hit.first - 1, start) is not None and "quote" in takes
            return self._verb_source(hit, hit.first - 1, start) if after_quote else None
        if (doc.tags[hit.first - 1] & _PASSIVE and not doc.caps[hit.first - 1]):
            return None
        before = hit.first - 1
        if doc.words[before] == "," or before in doc.closes or doc.words[before] == "–":
            draft = self._verb_source(hit, before, start)
            if draft is not None:
                return draft
        if hit.form.voice in ("bare", "clitic") or "prep" in takes:
            return None
        return self._source_verb(hit, start)

    def _verb_source(self, hit: Hit, mark: int, start: int) -> Draft | None:
        """C, V S: `mark` is the comma or closing quotation mark before the cue."""
        doc, takes = self.doc, hit.form.takes
        quoted = self._closing_quote(mark, start)
        if hit.form.voice == "clitic":
            draft = self._draft(
                "quote.cue_clitic" if quoted is not None else "clause.cue_clitic", "C, V-pronoun", hit, "after"
            )
            draft.clitic = self._clitic(hit)
            end = hit.last
        else:
            if doc.lexicon.pack.VOICES and hit.form.voice not in ("bare", "passive") and "prep" not in takes:
                return None
            if "tell" in takes or hit.form.voice == "participle":
                return None  # these never stand before their speaker
            source = phrases.after(doc, hit.last, self.last)
            if source is None:
                return None
            end = source[1]
            prep = "prep" in takes and hit.form.voice != "bare"
            if quoted is None:
                if not prep and not ("after" in takes and self._only_adverbials(end)):
                    return None
                if not self._looks_like_clause(start, mark) and not self._goes_on(end):
                    return None
            name = "prep.content_source" if prep else "quote.cue_source" if quoted is not None else "clause.cue_source"
            draft = self._draft(name, "C, according to S" if prep else "C, V S", hit, "prep" if prep else "after")
            draft.source = source
        draft.content = self._left_content(start, mark, quoted)
        if quoted is None and self._goes_on(end):
            if self._adverbial(start, mark) or not self._looks_like_clause(start, mark):
                draft.content = []  # "Contohnya, kata X, C": what stands before is no statement
            self._second_half(draft, end + 1)
        self._more_quotes(draft, end)
        return draft if draft.content else None

    def _goes_on(self, i: int) -> bool:
        """Whether the content is taken up again after the source ("C1, kata X, C2")."""
        doc = self.doc
        if i + 3 > self.last or doc.words[i] != "," or self._only_times(i + 1):
            return False
        return not doc.tags[i + 1] & (_LINK | _COORD | _REL | _TIME | _SHARING) and i + 1 not in self.hit_at

    def _source_verb(self, hit: Hit, start: int) -> Draft | None:
        """C, S V."""
        doc, takes = self.doc, hit.form.takes
        subject_end = phrases.skip_back(doc, hit.first, start)
        source = phrases.before(doc, subject_end, start)
        if source is None or source[0] <= start or self._own_words(source):
            return None
        mark = source[0] - 1
        while mark > start and doc.tags[mark] & (_COORD | _ADV) and not doc.caps[mark]:
            mark -= 1
        quoted = self._closing_quote(mark, start)
        if quoted is None and doc.words[mark] != ",":
            return None
        after_cue = self._after_addressee(hit)
        if quoted is None:
            fits = "after" in takes or ("clause" in takes and after_cue >= self.last)
            if not fits or not self._ends_clause(after_cue) or not self._looks_like_clause(start, mark):
                return None
        elif after_cue < self.last and (doc.tags[after_cue] & _COMP or after_cue in doc.opens):
            return None
        elif doc.quotes[quoted].open > self._skip_openers(start) and (
            not self._ends_clause(after_cue) or (doc.lexicon.pack.VOICES and after_cue < self.last)
        ):
            return None  # "On the show “Today,” X said C": what is quoted is a name
        comma = next((k for k in range(after_cue, self.last) if doc.words[k] == ","), self.last)
        if "that" in takes and self._find_marker(after_cue, comma) is not None:
            return None  # "…, X said at a rally that C"
        name = "quote.source_cue" if quoted is not None else "clause.content_source_cue"
        draft = self._draft(name, "C, S V", hit, "after" if "after" in takes else "quote")
        draft.source = source
        if after_cue > hit.last:
            draft.addressee = (hit.last, after_cue)
        rest = self._skip_adverbials(after_cue, self.last) if quoted is None else after_cue
        goes_on = rest < self.last and doc.words[rest] == "," and not self._only_times(rest)
        if quoted is None and goes_on and (doc.lexicon.pack.VOICES or self._adverbial(start, mark)):
            return None  # "In that search, X said, …": the frame S V, C reads it
        draft.content = self._left_content(start, mark, quoted)
        if quoted is None and goes_on:
            self._second_half(draft, rest + 1)
        self._more_quotes(draft, after_cue)
        return draft

    def _only_times(self, i: int) -> bool:
        """Whether only a date follows ("…, Rabu, 31 Mei 2023")."""
        doc = self.doc
        return self.last - i <= 12 and all(
            doc.tags[k] & (_TIME | _PREP) or doc.words[k][0].isdigit() or doc.words[k] in ",()/" for k in range(i, self.last)
        )

    def _after_addressee(self, hit: Hit) -> int:
        """Where the hearer after the cue ends ("told Reuters", "mengatakan kepada Reuters"); the cue's end if none is named."""
        doc, start = self.doc, hit.last
        if "tell" not in hit.form.takes:
            if start >= self.last or not doc.tags[start] & _ADDRESSEE or doc.caps[start]:
                return start
            start += 1
        phrase = phrases.after(doc, start, self.last)
        return phrase[1] if phrase else hit.last

    def _second_half(self, draft: Draft, i: int) -> None:
        """ "C1, S V, C2": the content goes on after the cue unless something else begins there."""
        doc = self.doc
        if i >= self.last or doc.tags[i] & (_LINK | _COORD | _REL | _TIME) or i in self.hit_at:
            return
        draft.content.append((i, self._clause_end(draft.hit, i, self.last)))

    def _closing_quote(self, mark: int, start: int) -> int | None:
        """The index of the quotation of this level that closes at `mark` or just before the comma there."""
        doc = self.doc
        for i in (mark, mark - 1):
            if i > start and i in doc.closes and doc.quotes[doc.closes[i]].outer == self.level:
                return doc.closes[i]
            if doc.words[i] not in (",", "–"):
                break
        return None

    def _left_content(self, start: int, mark: int, quoted: int | None) -> list[Range]:
        doc = self.doc
        if quoted is not None:
            quote = doc.quotes[quoted]
            begin = self._skip_openers(start)
            if quote.open <= begin or self._opens_after_pause(quote.open, start):
                return [(quote.open, quote.close + 1)]
            return [(begin, quote.close + 1)]
        end = mark
        while end > start and doc.words[end - 1] in ",–":
            end -= 1
        begin = self._skip_conjunction(start)
        return [(begin, end)] if end > begin else []

    def _opens_after_pause(self, opening: int, start: int) -> bool:
        """Whether a quotation is a sentence of its own although something stands before it ("Then: “…”")."""
        return opening > start and self.doc.words[opening - 1] in HARD

    def _skip_openers(self, i: int) -> int:
        doc = self.doc
        while i < self.last and (doc.words[i] in ",;:" or (doc.tags[i] & (_COORD | _ADV) and i not in doc.opens)):
            i += 1
        return i

    def _skip_conjunction(self, i: int) -> int:
        doc = self.doc
        while i < self.last and (doc.words[i] in ",;:" or doc.tags[i] & _COORD):
            i += 1
        return i

    def _more_quotes(self, draft: Draft, i: int) -> None:
        """A quotation that goes on in the same sentence after its cue: “…,” said X, “…”."""
        doc = self.doc
        if not draft.content or draft.content[0][0] not in doc.opens:
            return
        while i < self.last:
            if i in self.hit_at and i != draft.hit.first and not doc.tags[i] & _ADV:
                return
            if i in doc.opens and doc.quotes[doc.opens[i]].outer == self.level:
                quote = doc.quotes[doc.opens[i]]
                if doc.words[i - 1] in ",;:.–":
                    draft.content.append((i, quote.close + 1 if quote.closed else quote.close))
                i = quote.close
            i += 1

    def _ends_clause(self, i: int) -> bool:
        """Whether nothing but the end, a comma or an adverbial follows at `i`."""
        doc = self.doc
        if i >= self.last:
            return True
        word, tag = doc.words[i], doc.tags[i]
        if word in (",", ";", "–") or i in doc.opens and doc.words[i - 1] == ",":
            return True
        if tag & _COMP:
            return False
        return bool(tag & (_TIME | _ADV | _LINK)) or (bool(tag & _PREP) and not doc.caps[i])

    def _only_adverbials(self, i: int) -> bool:
        return self._ends_clause(i) or (self.doc.tags[i] & (_COORD | _REL)) != 0

    def _looks_like_clause(self, start: int, end: int) -> bool:
        return end - start >= 3

    def _adverbial(self, start: int, end: int) -> bool:
        """Whether the words from `start` are a leading adverbial ("In that search,") rather than a clause."""
        doc = self.doc
        i = start
        while i < end and doc.tags[i] & (_COORD | _ADV) and not doc.tags[i] & _PREP:
            i += 1
        return i >= end or bool(doc.tags[i] & (_PREP | _LINK | _OPENER | _TIME))

    # --- the cue stands before what is said ------------------------------------------------------------------------

    def _leading(self, hit: Hit, position: int, trailing: dict[int, Draft]) -> Draft | None:
        takes, voice = hit.form.takes, hit.form.voice
        limit = self._limit(hit, trailing)
        if "prep" in takes and (voice != "bare" or hit.first == self._skip_openers(self.first)):
            return self._according(hit, limit)
        if self.level != -1 and takes.keys() & {"adverb", "evidential", "happening"} and not takes.keys() & {"clause", "that"}:
            return None  # inside a quotation such words are the speaker's own hedges
        if "adverb" in takes and not self._is_passive(hit):
            return self._adverb(hit, limit)
        unvoiced = takes.keys() == {"evidential"} or (takes.keys() == {"happening"} and hit.form.rest)
        if self._is_passive(hit) or unvoiced:
            return self._passive(hit, limit)
        if "noun" in takes and (takes.keys() == {"noun"} or not self._has_subject(hit)):
            return self._noun(hit, limit)
        if voice in ("bare", "clitic") or not takes.keys() & {
            "clause",
            "that",
            "whether",
            "quote",
            "object",
            "about",
            "to",
            "tell",
        }:
            return None
        return self._subject_verb(hit, position, limit)

    def _limit(self, hit: Hit, trailing: dict[int, Draft]) -> int:
        """Where a content that begins after `hit` must end at the latest: before the next trailing cue's comma."""
        limit = self.last
        for first, draft in trailing.items():
            if first > hit.last and draft.content and draft.content[0][0] <= hit.first:
                limit = min(limit, draft.content[0][1])
        return limit

    def _is_passive(self, hit: Hit) -> bool:
        if hit.form.voice == "passive":
            return True
        if hit.form.voice != "past" or not ({"evidential", "happening", "clause", "object"} & hit.form.takes.keys()):
            return False
        i = hit.first - 1
        while i > self.first and self.doc.tags[i] & (_ADV | _NEG) and not self.doc.tags[i] & _PASSIVE:
            i -= 1
        return i >= self.first and bool(self.doc.tags[i] & _PASSIVE)

    def _according(self, hit: Hit, limit: int) -> Draft | None:
        """According to S, C."""
        doc = self.doc
        draft = self._draft("prep.source_content", "according to S, C", hit, "prep")
        if hit.form.voice == "clitic":
            draft.clitic, end = self._clitic(hit), hit.last
        else:
            source = phrases.after(doc, hit.last, limit)
            if source is None or doc.tags[source[0]] & _NO_SOURCE:
                return None
            draft.source, end = source, source[1]
        if end < limit and doc.words[end] == ",":
            end += 1
        begin = self._skip_relay(draft, end, limit)
        if begin < limit:
            draft.content = [(begin, self._clause_end(hit, begin, limit))]
            for extra in self.extra:
                extra.content = list(draft.content)
        return draft

    def _skip_relay(self, draft: Draft, i: int, limit: int) -> int:
        """ "According to A, quoting B, C": steps over the relay; `relays.py` reads it."""
        doc = self.doc
        if i in self.hit_at:
            hit = self.hits[self.hit_at[i]]
            if "relay" in hit.form.takes:
                phrase = phrases.after(doc, hit.last, limit)
                if phrase is not None:
                    quoted = self._draft("relay.quoting", "according to R, quoting S, C", hit, "relay")
                    quoted.source = phrase
                    if draft.source is not None:
                        quoted.relays.append(draft.source)
                    self.extra.append(quoted)
                    i = phrase[1]
                    return i + 1 if i < limit and doc.words[i] == "," else i
        return i

    def _adverb(self, hit: Hit, limit: int) -> Draft | None:
        """X reportedly C."""
        draft = self._draft("evidential.adverb", "X reportedly C", hit, "adverb")
        doc = self.doc
        subject = phrases.before(doc, phrases.skip_back(doc, hit.first, self.first), self.first)
        if subject is not None:
            draft.content.append(subject)
        if hit.last < limit:
            draft.content.append((hit.last, self._clause_end(hit, hit.last, limit)))
        return draft

    def _passive(self, hit: Hit, limit: int) -> Draft | None:
        """X is V-ed C: nobody is named, unless "by S" follows."""
        doc, takes = self.doc, hit.form.takes
        agent = self._agent(hit, limit)
        take = next((name for name in ("happening", "evidential", "clause", "object") if name in takes), None)
        nearby = doc.tags[hit.last] if hit.last < limit else 0
        if take is None or (take in ("clause", "object") and agent is None and not nearby & _COMP):
            return None
        if takes[take].kind == "finding" and not nearby & _COMP:
            return None  # "was found on the street by someone" attributes nothing
        if any(doc.tags[k] & _MODAL for k in range(phrases.skip_back(doc, hit.first, self.first), hit.first)):
            return None  # "could be seen as"
        if take == "evidential" and not doc.lexicon.pack.VOICES and not nearby & (_INF | _COMP):
            return None  # English: "is expected to C", "it is believed that C"
        if agent is not None and hit.first > self.first and doc.tags[hit.first - 1] & _REL:
            return None  # "cases that are noted by X" describe, they do not attribute
        draft = self._draft("passive.agent" if agent else "passive.evidential", "X is V-ed (by S) C", hit, take)
        draft.source = agent
        subject_end = phrases.skip_back(doc, hit.first, self.first)
        if subject_end > self.first and doc.tags[subject_end - 1] & _REL:
            subject_end -= 1
            while subject_end > self.first and doc.words[subject_end - 1] == ",":
                subject_end -= 1
        subject = phrases.before(doc, subject_end, self.first)
        begin = hit.last
        if begin < limit and doc.tags[begin] & _COMP:
            begin += 1
            subject = None
        if subject is not None and not (subject[1] - subject[0] == 1 and doc.words[subject[0]] == "it"):
            draft.content.append(subject)
        if agent is None and begin < limit:
            draft.content.append((begin, self._before_contrast(begin, self._clause_end(hit, begin, limit))))
        return draft

    def _before_contrast(self, begin: int, end: int) -> int:
        """Nobody goes on speaking after ", but": there the narrator takes over."""
        doc = self.doc
        for k in range(begin, end - 1):
            if doc.words[k] == "," and doc.tags[k + 1] & _CONTRAST:
                return k
        return end

    def _agent(self, hit: Hit, limit: int) -> Range | None:
        doc = self.doc
        for i in range(hit.last, min(limit, hit.last + 8)):
            if doc.words[i] == "," or doc.words[i] in HARD:
                return None
            if doc.tags[i] & _AGENT and not doc.caps[i]:
                return phrases.after(doc, i + 1, limit)
        return None

    def _has_subject(self, hit: Hit) -> bool:
        """Whether a form that may be verb or noun is a verb here: a subject stands just before it."""
        doc = self.doc
        i = phrases.skip_back(doc, hit.first, self.first)
        if hit.form.voice not in ("base", "third"):
            return True
        return i > self.first and self._verb_rather_than_noun(i - 1, hit.form.voice == "third") and phrases.before(doc, i, self.first) is not None

    def _possessor(self, hit: Hit) -> Range | None:
        """ "his claim", "the mayor's claim": whose it is."""
        doc, i = self.doc, hit.first
        if i > self.first and doc.tags[i - 1] & _POSSESSIVE:
            return i - 1, i
        if i > self.first and doc.words[i - 1].endswith(("'s", "s'")):
            return phrases.before(doc, i, self.first)
        return None

    def _noun(self, hit: Hit, limit: int) -> Draft | None:
        """The N (of S) that C."""
        doc = self.doc
        i = hit.last
        source: Range | None = None
        if i < limit and not doc.tags[i] & _COMP:
            start = i + 1 if doc.tags[i] & _PREP else i
            source = phrases.after(doc, start, min(limit, i + 8))
            if source is None or source[1] >= limit or not doc.tags[source[1]] & _COMP:
                return None
            i = source[1]
        if i + 1 >= limit or not doc.tags[i] & _COMP or phrases.is_verb(doc, i + 1):
            return None  # "the report that was lost" is a relative clause
        draft = self._draft("noun.that", "the N (of S) that C", hit, "noun")
        draft.source = source or self._possessor(hit)
        if i + 1 < limit:
            draft.content = [(i + 1, self._clause_end(hit, i + 1, limit))]
        return draft

    def _subject_verb(self, hit: Hit, position: int, limit: int) -> Draft | None:
        """S V (that) C and its kin."""
        doc, takes = self.doc, hit.form.takes
        if hit.form.voice in ("base", "third", "past") and hit.first > self.first:
            tag = doc.tags[hit.first - 1]
            if tag & (_DET & ~_PRON) or (tag & _PREP and not doc.caps[hit.first - 1]):
                return None  # a noun or an adjective: "the report", "in support"
        if self._not_said(hit):
            return None
        read = self._content_after(hit, limit)
        if read is None:
            return None
        take, begin, end, addressee = read
        if self._points_elsewhere(begin, end):
            return None
        draft = self._draft(f"clause.subject_verb_{take}", _FRAME[take], hit, take)
        draft.addressee = addressee
        self._subject(draft, position)
        if (draft.source is None and not draft.shared) or self._own_words(draft.source):
            return None
        if draft.source is not None and draft.kind in ("fear", "judgement") and doc.tags[hit.first - 1] & _REL:
            return None  # "a prospect that worries X" has no speaker
        draft.content = [*self._question_before(draft, begin, end), (begin, end)]
        return draft

    def _points_elsewhere(self, begin: int, end: int) -> bool:
        """ "X said this on Friday", "X mengatakan hal itu": what was said stands elsewhere."""
        doc = self.doc
        for pointer in doc.lexicon.pack.POINTERS:
            words = pointer.split()
            stop = begin + len(words)
            if doc.words[begin:stop] == words:
                return stop >= end or doc.words[stop] == "," or bool(doc.tags[stop] & (_PREP | _TIME | _LINK | _ADV) and not doc.tags[stop] & _DET)
        return False

    def _question_before(self, draft: Draft, begin: int, end: int) -> list[Range]:
        """ "Asked whether C, X said he did not know": what the answer leaves out stands in the question."""
        doc = self.doc
        if draft.source is None or end - begin > 6 or not any(doc.tags[k] & _NEG for k in range(begin, end)):
            return []
        stop = draft.source[0]
        while stop > self.first and (doc.words[stop - 1] == "," or doc.tags[stop - 1] & _ADV):
            stop -= 1
        for k in range(self.first, stop):
            if doc.tags[k] & _QUESTION and k > self.first and doc.tags[k - 1] & _ASKED:
                return [(k, stop)]
        return []

    def _not_said(self, hit: Hit) -> bool:
        """A statement not made or only imagined: "did not say", "could say"; a negated belief is one all the same."""
        doc = self.doc
        kinds = {family.kind for family in hit.form.takes.values()}
        believed = kinds <= {"belief", "intention", "fear"}
        i = hit.first - 1
        while i >= self.first and doc.tags[i] & (_ADV | _AUX | _NEG):
            if (doc.tags[i] & _NEG and not believed) or doc.tags[i] & _MODAL:
                return True
            i -= 1
        return False

    def _subject(self, draft: Draft, position: int) -> None:
        doc, hit = self.doc, draft.hit
        i = phrases.skip_back(doc, hit.first, self.first)
        joined = i > self.first and doc.tags[i - 1] & (_SHARING | _COORD)
        progressive = hit.form.voice == "participle" and any(doc.tags[k] & _PASSIVE for k in range(i, hit.first))
        if progressive and not joined:
            draft.source = phrases.before(doc, i, self.first)  # "is promising"
            return
        if joined or hit.form.voice == "participle" or (i > self.first and doc.words[i - 1] == ","):
            earlier = next((d for d in reversed(self.drafts) if d.source is not None or d.clitic), None)
            source = None if joined or hit.form.voice == "participle" else phrases.before(doc, i, self.first)
            if source is None and joined:
                nearer = self._main_subject(i - 1)
                if nearer is not None and (earlier is None or earlier.hit.first < nearer[0]):
                    source = nearer
            if source is None and earlier is not None:
                draft.source, draft.clitic, draft.shared = earlier.source, earlier.clitic, True
                if earlier.clitic:
                    draft.source = None
                return
            if source is None:
                source = self._main_subject(i)
            draft.source = source
            return
        draft.source = phrases.before(doc, i, self.first)

    def _own_words(self, source: Range | None) -> bool:
        """A speaker announcing his own words inside his quotation ("I think", "kami sampaikan bahwa")."""
        tags = self.doc.tags
        return self.level != -1 and source is not None and bool((tags[source[0]] | tags[source[1] - 1]) & _FIRST)

    def _main_subject(self, end: int) -> Range | None:
        """The subject of the clause that a conjunction or participle at `end` goes on: the nearest phrase after a pause
        that a verb follows."""
        doc = self.doc
        low = max(self.first, end - 60)
        for i in range(end - 1, low - 1, -1):
            if i > low and doc.words[i - 1] != "," and doc.words[i - 1] not in HARD:
                continue
            begin = self._skip_openers(i)
            if begin >= end or doc.tags[begin] & (_PREP | _LINK | _REL | _TIME) and not doc.caps[begin]:
                continue
            phrase = phrases.after(doc, begin, end)
            if phrase is None or phrase[1] >= end or doc.words[phrase[1]] in ",:":
                continue
            tag = doc.tags[phrase[1]]
            if not tag & (_PREP | _COORD | _LINK | _TIME) and (phrases.is_verb(doc, phrase[1]) or not doc.caps[phrase[1]]):
                return phrase
        return None

    def _clause_start(self, end: int) -> int:
        """Where the clause that holds token `end` begins: after the last comma + conjunction, or at the sentence's start."""
        doc = self.doc
        i = end - 1
        low = max(self.first, end - 60)
        while i > low:
            if doc.words[i] in HARD or (doc.tags[i] & _LINK and doc.words[i - 1] == ","):
                return i + 1
            if doc.tags[i] & _COORD and doc.words[i - 1] == ",":
                return i + 1
            i -= 1
        return low

    def _content_after(self, hit: Hit, limit: int) -> tuple[str, int, int, Range | None] | None:
        """(shape, first token, last token, addressee) of the content after an active cue."""
        doc, takes = self.doc, hit.form.takes
        i, addressee = hit.last, None
        if "tell" in takes:
            addressee = phrases.after(doc, i, limit)
            if addressee is not None:
                i = addressee[1]
        elif i < limit and doc.tags[i] & _ADDRESSEE and not doc.caps[i] and "to" not in takes:
            addressee = phrases.after(doc, i + 1, limit)
            if addressee is not None:
                i = addressee[1]
        colon = next((k for k in range(i, min(limit - 1, i + 10)) if doc.words[k] == ":"), None)
        if colon is not None and colon + 1 in doc.opens:
            quote = doc.quotes[doc.opens[colon + 1]]
            return "quote", colon + 1, quote.close + 1 if quote.closed else quote.close, addressee
        marker = self._find_marker(i, limit)
        if marker is not None and "that" in takes:
            return "that", marker + 1, self._clause_end(hit, marker + 1, limit), addressee
        i = self._skip_adverbials(i, limit)
        if i < limit and doc.words[i] in (",", ":"):
            i += 1
            if (
                doc.words[i - 1] == ","
                and addressee is None
                and i < limit
                and not doc.lexicon.pack.VOICES
                and i not in doc.opens
            ):
                return None  # English: "X said, and …" has no clause here
        if i >= limit:
            return self._quote_after_colon(limit, takes, addressee)
        tag = doc.tags[i]
        if i in doc.opens and "quote" in takes:
            quote = doc.quotes[doc.opens[i]]
            stop = quote.close + 1 if quote.closed else quote.close
            if stop >= limit or not quote.closed or doc.words[quote.close - 1] in ".?!," or doc.words[stop] in ",;":
                return "quote", i, stop, addressee
        if tag & _QUESTION and "whether" in takes:
            return "whether", i, self._clause_end(hit, i, limit), addressee
        if tag & _INF and "to" in takes and ("tell" not in takes or addressee):
            return "to", i, self._clause_end(hit, i, limit), addressee
        if (
            "clause" in takes
            and not ("tell" in takes and addressee is None)
            and not (tag & (_PREP | _COORD | _LINK) and not doc.caps[i] and not doc.lexicon.pack.VOICES)
        ):
            end = self._clause_end(hit, i, limit)
            if "object" in takes and not self._has_verb(i, end):
                return "object", i, self._object_end(hit, i, limit), addressee
            return "clause", i, end, addressee
        if "about" in takes and (tag & _ABOUT or hit.last - hit.first > 1):
            return "about", i + 1 if tag & _ABOUT else i, self._clause_end(hit, i, limit), addressee
        if "object" in takes and not tag & (_PREP | _COORD | _LINK | _ADV):
            return "object", i, self._object_end(hit, i, limit), addressee
        if "about" in takes and doc.lexicon.pack.VOICES:
            return "about", i, self._clause_end(hit, i, limit), addressee
        return None

    def _quote_after_colon(self, limit: int, takes: dict[str, Cues], addressee: Range | None) -> tuple[str, int, int, Range | None] | None:
        """ "He said:" and the quotation in the next paragraph."""
        doc = self.doc
        i = limit
        if i >= len(doc.words) or doc.words[i] != ":" or limit != self.last or "quote" not in takes:
            return None
        i += 1
        while i < len(doc.words) and doc.words[i] == "\n":
            i += 1
        if i in doc.opens:
            quote = doc.quotes[doc.opens[i]]
            return "quote", i, quote.close + 1 if quote.closed else quote.close, addressee
        return None

    def _find_marker(self, i: int, limit: int) -> int | None:
        """The complementiser that opens the content, past time, place and manner ("on Friday, that")."""
        doc = self.doc
        for k in range(i, min(limit, i + 16)):
            if doc.tags[k] & _COMP and (k == i or not doc.tags[k] & _INF):
                return k
            if (
                k in doc.opens
                or doc.words[k] in HARD
                or phrases.is_verb(doc, k)
                or (doc.tags[k] & (_LINK | _REL | _PRON) and not doc.tags[k] & (_PREP | _ADV))
            ):
                return None
        return None

    def _skip_adverbials(self, i: int, limit: int) -> int:
        doc = self.doc
        while i < limit:
            tag = doc.tags[i]
            if (tag & (_TIME | _ADV) and not tag & (_DET & ~_TIME)) or (tag & _DET and i + 1 < limit and doc.tags[i + 1] & _TIME):
                i += 1
            elif tag & _PREP and not doc.caps[i] and (end := self._adverbial_end(i, limit)) is not None:
                i = end
            elif doc.words[i] == "(":
                closing = next((k for k in range(i, min(limit, i + 8)) if doc.words[k] == ")"), None)
                if closing is None:
                    return i
                i = closing + 1
            else:
                return i
        return i

    def _adverbial_end(self, i: int, limit: int) -> int | None:
        """Where a prepositional phrase that only says when or where ends: before a comma, quotation, complementiser; a time phrase."""
        doc = self.doc
        for k in range(i + 1, min(limit, i + 14)):
            if doc.words[k] in (",", ":") or k in doc.opens or doc.tags[k] & _COMP and not doc.tags[k] & _DET:
                return k
            if doc.tags[k] & _TIME:
                while k < limit and doc.tags[k] & _TIME:
                    k += 1
                return k
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

    def _object_end(self, hit: Hit, i: int, limit: int) -> int:
        doc = self.doc
        end = self._clause_end(hit, i, limit)
        for k in range(i, end):
            word, tag = doc.words[k], doc.tags[k]
            if word == "," or word in HARD or (tag & (_CONTRAST | _LINK) and not tag & _PREP):
                return k
            if k > i and word in _PLACE_OF_SAYING and k + 1 < end and doc.caps[k + 1]:
                return k  # "confirmed the death on Facebook"
            if k > i and tag & (_TIME | _ADV) and not tag & _DET:
                while k > i + 1 and doc.tags[k - 1] & _PREP:
                    k -= 1
                return k
        return end

    def _clause_end(self, hit: Hit, begin: int, limit: int) -> int:
        """Where the content that begins at `begin` ends: the sentence's end, or where another cue or a contrast takes over."""
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
            if (
                doc.words[k] == ","
                and k + 1 < end
                and doc.tags[k + 1] & _CONTRAST
                and doc.inside[k] == self.level
                and not doc.tags[k + 1] & _SHARING
            ):
                end = k
                break
        while end > begin and (doc.words[end - 1] in ",;" or doc.tags[end - 1] & _COORD):
            end -= 1
        return end

    def _taken_over(self, other: Hit, begin: int) -> int | None:
        """Where a coordinated cue begins its own attribution: ", and added that", "seraya menambahkan", ", but Y denied"."""
        doc = self.doc
        if not VERBISH & other.form.takes.keys():
            return None
        i = phrases.skip_back(doc, other.first, begin)
        if "relay" in other.form.takes:
            return i
        if any(doc.tags[k] & _AUX and not doc.tags[k] & _PASSIVE for k in range(i, other.first)) and not doc.lexicon.pack.VOICES:
            return None  # "would attack and would respond" goes on with what is said
        if i > begin and (doc.tags[i - 1] & _SHARING or (other.form.voice == "participle" and doc.words[i - 1] == ",")):
            return i - 1
        subject = phrases.before(doc, i, begin)
        if subject is not None and subject[0] > begin:
            k = subject[0] - 1
            while k > begin and doc.tags[k] & (_ADV | _TIME):
                k -= 1
            if (
                doc.tags[k] & (_COORD | _CONTRAST)
                and not doc.tags[k] & _COMP
                and (doc.words[k - 1] == "," or doc.tags[k] & _CONTRAST or other.form.voice in ("active", "past"))
            ):
                return k
        return None

    # --- small parts ----------------------------------------------------------------------------------------------

    def _draft(self, rule: str, frame: str, hit: Hit, take: str) -> Draft:
        if take not in hit.form.takes:
            take = next(iter(hit.form.takes))
        return Draft(rule, frame, hit, take, None, [], self.index, self.level)

    def _clitic(self, hit: Hit) -> int:
        word = self.doc.words[hit.last - 1]
        return next((len(clitic) for clitic in self.doc.lexicon.pack.CLITICS if word.endswith(clitic)), 0)




VERBISH = frozenset(("clause", "that", "quote", "tell", "object", "about", "to", "whether", "relay"))
_FRAME = {
    "that": "S V that C",
    "clause": "S V C",
    "quote": "S V “C”",
    "whether": "S V whether C",
    "to": "S V to C",
    "object": "S V NP",
    "about": "S V about NP",
}
