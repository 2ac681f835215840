"""Frames in which the cue stands after what is said: “C,” V S; C, S V; C, according to S."""

from __future__ import annotations

from claims.extraction import phrases, subjects
from claims.extraction.classes import (
    ADDRESSEE,
    ADV,
    AGENT,
    ASKED,
    COMP,
    COORD,
    DET,
    DOC,
    HEAD,
    INF,
    LINK,
    PASSIVE,
    PERSON,
    PREP,
    PRON,
    QUESTION,
    REL,
    SHARING,
    TIME,
)
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import Range
from claims.extraction.quotes import PAUSES, Quote
from claims.extraction.quoting import Quoting
from claims.extraction.tokens import SOFT_STOP

_FULL_ADVERBIAL = 3  # tokens; a shorter one ("In particular") only leads on from the sentence before
_BEFORE_QUOTE = frozenset((*",;:.–", SOFT_STOP))  # "said X of Quarry, Fla. “…”"
_LEAST_CLAUSE = 5  # tokens that an article or pronoun opens; fewer may be an apposition
_FINITE = 14  # tokens within which a clause shows its verb


class Trailing(Quoting):
    """Reads cues that follow their content."""

    def _quote_just_before(self, trailing: dict[int, Draft]) -> None:
        """ "“Who knows?” X asked.": the question mark ended the sentence, what was asked is the quotation before."""
        doc = self.doc
        quoted = doc.closes.get(self.first - 1)
        if quoted is None or not self.hits or self.hits[0].first in trailing or doc.words[self.first - 2] not in "?!.…":
            return
        hit = self.hits[0]
        if hit.first == self.first and not doc.caps[hit.first] and "quote" in hit.form.takes:
            draft = self._verb_source(hit, hit.first - 1, doc.quotes[quoted].open - 1)  # "“Who knows?” |asked| X"
            if draft is not None:
                trailing[hit.first] = draft
            return
        after_cue = self._after_addressee(hit)
        if "quote" not in hit.form.takes or not (after_cue >= self.last or doc.tags[after_cue] & (PREP | TIME)):
            return
        draft = self._draft("quote.source_cue", "“C” S V", hit, "quote")
        draft.source = subjects.before(doc, phrases.skip_back(doc, hit.first, self.first), self.first)
        if draft.source is None or draft.source[0] != self.first:
            return
        quote = doc.quotes[quoted]
        draft.content = [(quote.open, quote.close + 1)]
        if after_cue > hit.last:
            draft.addressee = (hit.last, after_cue)
        trailing[hit.first] = draft

    def _trailing(self, hit: Hit, start: int) -> Draft | None:
        doc, takes = self.doc, hit.form.takes
        if hit.first <= start or not takes.keys() & {"after", "quote", "bare", "prep"} or self._quotes_as(hit):
            return None
        if "noun" in takes and not self._has_subject(hit) and hit.first - 1 not in doc.closes:
            return None  # "he said of the |claim|"
        if hit.form.voice == "passive":
            after_quote = self._closing_quote(hit.first - 1, start) is not None and "quote" in takes
            return self._verb_source(hit, hit.first - 1, start) if after_quote else self._passive_after(hit, start)
        if doc.tags[hit.first - 1] & PASSIVE and not doc.caps[hit.first - 1]:
            return None
        if hit.form.voice == "participle" and (quoted := self._was_quoted(hit, start)) is not None:
            return quoted
        before = hit.first - 1
        if before - 1 > start and doc.words[before] in doc.lexicon.pack.POINTERS and doc.words[before - 1] == ",":
            before -= 1  # "C, |begitu| kata S"
        if doc.words[before] == "," or before in doc.closes or doc.words[before] == "–":
            draft = self._verb_source(hit, before, start)
            if draft is not None:
                return draft
        if "prep" in takes and "named" not in takes and hit.form.rest:
            return self._verb_source(hit, hit.first, start)  # "prices fell |according to| a survey"
        if hit.form.voice in ("bare", "clitic") or "prep" in takes:
            return None
        return self._source_verb(hit, start)

    def _passive_after(self, hit: Hit, start: int) -> Draft | None:
        """ "C, diungkapkan oleh S", "C, demikian dilaporkan S": a closing passive that names its speaker."""
        doc = self.doc
        mark = hit.first - 1
        while mark > start and doc.words[mark] in doc.lexicon.pack.POINTERS:
            mark -= 1
        begin = hit.last
        if begin < self.last and doc.tags[begin] & AGENT:
            begin += 1
        elif mark == hit.first - 1:
            return None
        if doc.words[mark] != "," or not hit.form.takes.keys() & {"clause", "full", "quote"}:
            return None
        source = phrases.after(doc, begin, self.last)
        if source is None or not self._only_adverbials(source[1]) or not self._looks_like_clause(start, mark):
            return None
        draft = self._draft("clause.cue_source", "C, V-ed by S", hit, "quote")
        draft.source, draft.content = source, self._left_content(start, mark, None)
        return draft

    def _next_clause(self, draft: Draft, start: int) -> int:
        """Where the content of the next trailing cue may begin: after a comma and conjunction that end this find."""
        doc = self.doc
        i = max(draft.hit.last, draft.source[1] if draft.source else 0)
        if i + 1 < self.last and doc.words[i] in ",;" and doc.tags[i + 1] & (COORD | SHARING):
            return i + 1
        return start

    def _verb_source(self, hit: Hit, mark: int, start: int) -> Draft | None:
        """C, V S: `mark` is the comma or closing quotation mark before the cue."""
        doc = self.doc
        quoted = self._closing_quote(mark, start)
        if hit.form.voice == "clitic":
            name = "quote.cue_clitic" if quoted is not None else "clause.cue_clitic"
            draft = self._draft(name, "C, V-pronoun", hit, "after")
            draft.clitic, end = self._clitic(hit), hit.last
        else:
            source = self._postposed(hit, mark, start, quoted is not None)
            if source is None:
                return None
            prep = "prep" in hit.form.takes and hit.form.voice != "bare"
            name = "prep.content_source" if prep else "quote.cue_source" if quoted is not None else "clause.cue_source"
            draft = self._draft(name, "C, according to S" if prep else "C, V S", hit, "prep" if prep else "after")
            draft.source, end = source, self._past_description(source[1]) if prep else source[1]
        if end + 1 < self.last and doc.tags[end] & ADDRESSEE and not doc.caps[end]:
            draft.addressee = phrases.after(doc, end + 1, self.last)
        draft.content = self._left_content(start, mark, quoted)
        if quoted is None and self._goes_on(end):
            cut_off = doc.tags[mark - 1] & (LINK | COMP)  # "…, karena, menurut dia, C"
            subject = not doc.lexicon.pack.VOICES and phrases.is_verb(doc, end + 1)  # "|The talks|, S said, were brief"
            whole = subject or self._looks_like_clause(start, mark)
            if cut_off or self._adverbial(start, mark) or not whole:
                draft.content = []  # "Contohnya, kata X, C": what stands before is no statement
            self._second_half(draft, end + 1)
        self._more_quotes(draft, end)
        return draft if draft.content else None

    def _past_description(self, end: int) -> int:
        """ "C1, according to two people |briefed on the talks|, C2": where what is told of the source ends."""
        doc = self.doc
        if doc.lexicon.pack.VOICES or end >= self.last or doc.words[end] == ",":
            return end
        comma = doc.next_mark(",", end + 1, min(self.last - 1, end + _FINITE))
        return comma if comma is not None and phrases.is_verb(doc, comma + 1) else end

    def _postposed(self, hit: Hit, mark: int, start: int, quoted: bool) -> Range | None:
        """The speaker behind a cue, or None if the cue takes none there or the phrase is no speaker."""
        doc, takes, voice = self.doc, hit.form.takes, hit.form.voice
        if doc.lexicon.pack.VOICES and voice not in ("bare", "passive") and "prep" not in takes:
            return None
        if ("tell" in takes and takes["tell"].kind != "order") or voice == "participle":
            return None  # these never stand before their speaker; "“…?” |asked| X" does
        source = phrases.after(doc, hit.last, self.last)
        documented = hit.form.of_documents("after", "quote", "clause", "prep")
        if source is None or (documented and not doc.tags[source[0]] & DOC):
            return None
        return source if quoted or self._closes_clause(hit, source, mark, start) else None

    def _closes_clause(self, hit: Hit, source: Range, mark: int, start: int) -> bool:
        """Whether a cue with its speaker behind it follows the clause from `start` to `mark`, which is not quoted."""
        doc, takes, end = self.doc, hit.form.takes, source[1]
        if not doc.lexicon.pack.VOICES:
            if doc.tags[source[0]] & PRON:
                return False  # "The star, 29, hinted |she| …": only a quotation lets a pronoun follow its verb
            if "prep" not in takes and self._is_subject(hit, end):
                return False  # "The pollster, Dana Poe, says |his man| has the money"
            apart = "prep" not in takes and end < self.last
            if apart and not any(phrases.is_verb(doc, k) for k in range(start, mark)):
                return False  # "Poe, a farmer, says |the water rose|"
        if not ("prep" in takes and hit.form.voice != "bare") and not ("after" in takes and self._only_adverbials(end)):
            return False
        return self._looks_like_clause(start, mark) or self._goes_on(end)

    def _is_subject(self, hit: Hit, i: int) -> bool:
        """Whether the phrase between the cue and `i` is part of what is said and not who says it."""
        doc = self.doc
        if i >= self.last:
            return False
        tag = doc.tags[i]
        asked = tag & QUESTION and not tag & REL and "whether" in hit.form.takes
        told = tag & INF and i + 1 < self.last and not doc.caps[i + 1] and not doc.tags[i + 1] & (HEAD | DET)
        return bool(asked or told or tag & COORD) or phrases.is_verb(doc, i)

    def _goes_on(self, i: int) -> bool:
        """Whether the content is taken up again after the source ("C1, kata X, C2")."""
        doc = self.doc
        if i + 3 > self.last or doc.words[i] != "," or self._only_times(i + 1):
            return False
        return not doc.tags[i + 1] & (LINK | COORD | REL | TIME | SHARING) and i + 1 not in self.hit_at

    def _source_verb(self, hit: Hit, start: int) -> Draft | None:
        """C, S V."""
        doc, takes = self.doc, hit.form.takes
        subject_end = phrases.skip_back(doc, hit.first, start)
        source = subjects.before(doc, subject_end, start)
        if source is None or source[0] <= start or self._own_words(source) or self._not_said(hit):
            return None
        if not self._may_find(hit, source):
            return None
        mark = source[0] - 1
        while mark > start and doc.tags[mark] & (COORD | ADV) and not doc.caps[mark]:
            mark -= 1
        quoted = self._closing_quote(mark, start)
        after_cue = self._after_addressee(hit)
        if quoted is None:
            rest = self._skip_adverbials(after_cue, self.last)
            fits = doc.words[mark] == "," and self._follows_clause(hit, start, mark, rest)
        else:
            rest = after_cue
            named = mark == source[0] - 1 and self._only_mentioned(doc.quotes[quoted])
            fits = self._follows_quote(doc.quotes[quoted], start, after_cue) and not named
        if not fits or self._leads_on(hit, after_cue, quoted is not None):
            return None
        name = "quote.source_cue" if quoted is not None else "clause.content_source_cue"
        draft = self._draft(name, "C, S V", hit, "after" if "after" in takes else "quote")
        draft.source = source
        if after_cue > hit.last:
            draft.addressee = (hit.last, after_cue)
        draft.content = self._left_content(start, mark, quoted)
        goes_on = rest < self.last and doc.words[rest] == "," and not self._only_times(rest)
        if quoted is None and goes_on and not self._take_up(draft, start, mark, rest):
            return None
        self._more_quotes(draft, after_cue)
        return draft

    def _may_find(self, hit: Hit, source: Range) -> bool:
        """Whether the source may enter the shapes of the cue: some are of documents only, or of them and people."""
        doc = self.doc
        finders = DOC if doc.lexicon.pack.VOICES else DOC | PERSON
        documented = hit.form.of_documents("after", "quote", "clause")
        return not documented or any(doc.tags[i] & finders and not doc.caps[i] for i in range(*source))

    def _follows_clause(self, hit: Hit, start: int, mark: int, rest: int) -> bool:
        """Whether "C, S V" is what stands from `start`; `rest` is where the sentence goes on behind the cue."""
        doc, takes = self.doc, hit.form.takes
        after_cue = self._after_addressee(hit)
        fits = "after" in takes or ("clause" in takes and after_cue >= self.last)
        leads_in = self._adverbial(start, mark)
        whole = self._looks_like_clause(start, mark) or (self._goes_on(rest) and not leads_in)
        if not fits or not self._ends_clause(after_cue) or not (whole or self._clause_follows(rest)):
            return False
        if any(start < cue < mark for cue in self.read_behind) and not doc.lexicon.pack.VOICES:
            return False  # "At the gate, she says, he |asked| her for C"
        if self._names_another(start, mark):
            return False  # "According to S, X |asked| Y to C"
        # "During the debate, X |asked| Y if C"
        return not leads_in or bool(doc.lexicon.pack.VOICES) or not self._only_leads_in(start, mark, rest)

    def _follows_quote(self, quote: Quote, start: int, after_cue: int) -> bool:
        """Whether "“C,” S V" is what stands from `start`, and nothing else is said behind the cue."""
        doc = self.doc
        if after_cue < self.last and (doc.tags[after_cue] & COMP or after_cue in doc.opens):
            return False
        ends = self._ends_clause(after_cue) and not (doc.lexicon.pack.VOICES and after_cue < self.last)
        return ends or quote.open <= self._skip_openers(start)  # "On the show “Today,” X said C": a name is quoted

    def _leads_on(self, hit: Hit, after_cue: int, quoted: bool) -> bool:
        """Whether what is said stands behind the cue after all."""
        doc = self.doc
        colon = doc.next_mark(":", after_cue, min(self.last, after_cue + 10))
        if not quoted and colon is not None and colon + 1 in doc.opens:
            return True  # "Regarding C, X said in a statement: “…”"
        comma = next((k for k in range(after_cue, self.last) if doc.words[k] == ","), self.last)
        marker = self._find_marker(after_cue, comma) if "that" in hit.form.takes and comma > after_cue else None
        return marker is not None  # "…, X said at a rally that C"

    def _take_up(self, draft: Draft, start: int, mark: int, rest: int) -> bool:
        """Adds what goes on after "C, S V,"; whether the frame still fits."""
        doc = self.doc
        if doc.lexicon.pack.VOICES:
            return False  # the frame S V, C reads it
        if rest + 1 in doc.opens and doc.tags[self._skip_openers(start)] & ASKED:
            return False  # "Asked about it, X said, “C”"
        new_clause = rest + 1 < self.last and doc.tags[rest + 1] & (COORD | SHARING)  # "C, S V, and …"
        if self._adverbial(start, mark) and not new_clause:
            if not self._clause_follows(rest):
                return False
            if mark - start < _FULL_ADVERBIAL:
                draft.content = []  # "In particular, X said, C"
        self._second_half(draft, rest + 1)
        return True

    def _only_mentioned(self, quote: Quote) -> bool:
        """ "“Outlet” konvensional …": a word or two in marks without a pause are only mentioned."""
        return quote.close - quote.open <= 3 and self.doc.words[quote.close - 1] not in PAUSES

    def _clause_follows(self, comma: int) -> bool:
        """Whether the comma after a cue opens the clause that is said ("In 2008, X said|, the fund paid|")."""
        doc, i = self.doc, comma + 1
        if doc.lexicon.pack.VOICES or i + 2 > self.last or doc.words[comma] != ",":
            return False
        if doc.tags[i] & (COORD | SHARING | REL) or phrases.is_verb(doc, i) or i in self.hit_at or i in doc.opens:
            return False
        if doc.lexicon.participle_like(doc.words[i]):
            return False  # "At one point, she said, |clutching| the lectern"
        if doc.tags[i] & (DET | PRON) and not doc.tags[i] & TIME and i + _LEAST_CLAUSE <= self.last:
            return True  # whatever its verb is
        return any(phrases.is_verb(doc, k) for k in range(i + 1, min(self.last, i + _FINITE)))

    def _only_leads_in(self, start: int, mark: int, rest: int) -> bool:
        """Whether an adverbial in one piece stands before the subject and the sentence goes on behind the cue."""
        doc = self.doc
        return (
            rest < self.last
            and not any(doc.words[k] == "," for k in range(start, mark))
            and not self._clause_follows(rest)
            and not (doc.words[rest] == "," and self._has_verb(start + 1, mark) and not doc.tags[start] & LINK)
        )

    def _names_another(self, start: int, mark: int) -> bool:
        """Whether what stands before the mark names a source itself ("According to S, …")."""
        begin = self._skip_openers(start)
        hit = self.hits[self.hit_at[begin]] if begin in self.hit_at else None
        return hit is not None and "prep" in hit.form.takes and hit.last < mark

    def _second_half(self, draft: Draft, i: int) -> None:
        """ "C1, S V, C2": the content goes on after the cue unless something else begins there."""
        doc = self.doc
        if i + 1 < self.last and doc.tags[i] & COMP and not doc.lexicon.pack.VOICES:  # "It is clear, X said, |that|"
            draft.content.append((i + 1, self._clause_end(draft.hit, i + 1, self.last)))
            return
        if i >= self.last or doc.tags[i] & (LINK | COORD | REL | TIME) or i in self.hit_at:
            return
        if doc.tags[i] & PREP and doc.tags[i + 1] & QUESTION and not doc.lexicon.pack.VOICES:
            return  # "C, people said, |in what would be the largest sale|"
        other = next((hit for hit in self.hits if hit.first > i), None)
        if other is not None and other.last >= self.last and phrases.after(doc, i, other.first) == (i, other.first):
            return  # "C, traders |worry|, he said": another cue with its subject
        if doc.lexicon.participle_like(doc.words[i]) or (
            not doc.lexicon.pack.VOICES and doc.tags[i] & PREP and not self._has_verb(i, self.last)
        ):
            return  # "C, he said, |wiping sweat off his face|", "|on condition of anonymity|"
        draft.content.append((i, self._clause_end(draft.hit, i, self.last)))

    def _more_quotes(self, draft: Draft, i: int) -> None:
        """A quotation that goes on in the same sentence after its cue: “…,” said X, “…”."""
        doc = self.doc
        if not draft.content or draft.content[0][0] not in doc.opens:
            return
        while i < self.last:
            if i in self.hit_at and i != draft.hit.first and not doc.tags[i] & ADV:
                return
            if i in doc.opens and doc.quotes[doc.opens[i]].outer == self.level:
                quote = doc.quotes[doc.opens[i]]
                if doc.words[i - 1] in _BEFORE_QUOTE:
                    draft.content.append((i, quote.close + 1 if quote.closed else quote.close))
                i = quote.close
            i += 1
