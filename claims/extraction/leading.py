"""Frames in which the cue stands before what is said: S V that C; S V “C”; according to S, C; S V to C; S V NP."""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction import phrases
from claims.extraction.classes import (
    ADDRESSEE,
    ADV,
    AGENT,
    ASKED,
    AUX,
    BELONGING,
    COMP,
    COORD,
    DET,
    DOC,
    EXPLETIVE,
    GROUP,
    HEAD,
    INDEFINITE,
    INF,
    LINK,
    NEG,
    NO_SOURCE,
    PERSON,
    PREP,
    PRON,
    QUESTION,
    REL,
    TIME,
    TITLE,
    VERB,
)
from claims.extraction.contents import Contents
from claims.extraction.cue_subjects import CueSubjects
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import Range
from claims.extraction.quotes import PAUSES

_SPEAKING = PERSON | GROUP | DOC | TITLE
_LEADS = frozenset(("clause", "full", "that", "whether", "quote", "object", "about", "to", "tell"))
_FRAME = {
    "that": "S V that C",
    "clause": "S V C",
    "quote": "S V “C”",
    "whether": "S V whether C",
    "to": "S V to C",
    "object": "S V NP",
    "about": "S V about NP",
}


class Leading(Contents, CueSubjects):
    """Reads cues that come before their content."""

    def _leading(self, hit: Hit, position: int, trailing: dict[int, Draft]) -> Draft | None:
        takes, voice = hit.form.takes, hit.form.voice
        limit = self._limit(hit, trailing)
        if takes.keys() & {"prep", "relay"} and (voice != "bare" or hit.first == self._skip_openers(self.first)):
            draft = self._according(hit, limit)
            return self._subject_verb(hit, position, limit) if draft is None and self._gives_reason(hit) else draft
        if (
            self.level != -1
            and takes.keys() & {"adverb", "evidential", "happening"}
            and not takes.keys() & {"clause", "that"}
        ):
            return None  # inside a quotation such words are the speaker's own hedges
        if "adverb" in takes and not self._is_passive(hit):
            return self._adverb(hit, limit)
        unvoiced = takes.keys() == {"evidential"} or (takes.keys() == {"happening"} and hit.form.rest)
        if self._is_passive(hit) or unvoiced:
            return self._passive(hit, limit)
        if "noun" in takes and (takes.keys() == {"noun"} or voice == "bare" or not self._has_subject(hit)):
            return self._noun(hit, limit)  # "|klaim| bahwa C": a root that no frame for verbs reads here
        if voice == "clitic" and "clause" in takes and self.doc.words[hit.first].startswith(self._passive_prefixes()):
            return self._opening_passive(hit, limit)
        if voice in ("bare", "clitic") or not takes.keys() & _LEADS:
            return None
        return self._subject_verb(hit, position, limit)

    def _gives_reason(self, hit: Hit) -> bool:
        """ "X left, |citing| the weather": a participle with an object, behind a comma, and no source."""
        phrase = phrases.after(self.doc, hit.last, self.last)
        reason = phrase is not None and not self._may_speak(phrase)
        return "object" in hit.form.takes and self.doc.words[hit.first - 1] == "," and reason

    def _may_speak(self, phrase: Range) -> bool:
        """Whether a phrase names or describes people, a body or a document."""
        doc = self.doc
        several = doc.lexicon.plural_persons  # how "bankers" and "activists" end
        named = any((doc.caps[i] and i > phrase[0]) or doc.tags[i] & _SPEAKING for i in range(*phrase))
        return named or any(not doc.tags[i] and doc.words[i].endswith(several) for i in range(*phrase))

    def _limit(self, hit: Hit, trailing: dict[int, Draft]) -> int:
        """Where a content that begins after `hit` must end at the latest: before the next trailing cue's comma."""
        limit = self.last
        for first, draft in trailing.items():
            if first > hit.last and draft.content and draft.content[0][0] <= hit.first:
                limit = min(limit, draft.content[0][1])
        return limit

    def _according(self, hit: Hit, limit: int) -> Draft | None:
        """According to S, C."""
        doc = self.doc
        draft = self._draft("prep.source_content", "according to S, C", hit, "prep")
        if hit.form.voice == "clitic":
            draft.clitic, end = self._clitic(hit), hit.last
        else:
            source = phrases.after(doc, hit.last, limit)
            if source is None or doc.tags[source[0]] & NO_SOURCE:
                return None
            if "relay" in hit.form.takes and not self._opens_with_outlet(hit, source):
                return None
            apart = hit.first == self._skip_openers(self.first) or doc.words[hit.first - 1] == ","
            if hit.form.of_documents("prep") and not (apart and doc.tags[source[0]] & DOC):
                return None  # "based on article 5" names a law
            draft.source, end = self._past_agent(self._with_outlet(source, limit), limit)
        if end < limit and doc.words[end] == ",":
            dated = self._skip_adverbials(end + 1, limit)  # "Dilansir dari Reuters, |Senin (3/6/2024),| C"
            end = dated + 1 if dated < limit and doc.words[dated] == "," and doc.tags[end + 1] & TIME else end + 1
        elif end < limit and not doc.lexicon.pack.VOICES:
            end = self._past_long_phrase(end, limit)
        told = end < limit and doc.words[end - 1] == "," and not doc.caps[end] and self._told_about(end)
        if draft.source is not None and end < limit and (doc.tags[end] & REL or told):
            close = doc.next_mark(",", end, min(limit, end + 16))
            end = close + 1 if close is not None else end  # "according to X, |who runs the market|, C"
        begin = self._skip_relay(draft, self._past_title(draft, end), limit)
        begin = self._past_second_cue(begin, limit)
        if begin < limit:
            draft.content = [(begin, self._clause_end(hit, begin, limit))]
            for extra in self.extra:
                extra.content = list(draft.content)
        return draft

    def _with_outlet(self, source: Range, limit: int) -> Range:
        """ "According to a report |in the Guardian|, C": a document with the outlet that it stands in."""
        doc, lexicon, end = self.doc, self.doc.lexicon, source[1]
        if lexicon.pack.VOICES or not self._is_document(source) or end + 1 >= limit or not doc.tags[end] & PREP:
            return source
        inner = phrases.after(doc, end + 1, limit)
        names = range(*inner) if inner is not None and not doc.caps[end] else ()
        known = any(doc.caps[i] and (doc.words[i] in lexicon.outlets | lexicon.outlet_parts) for i in names)
        return (source[0], inner[1]) if inner is not None and known else source

    def _past_title(self, draft: Draft, end: int) -> int:
        """ "According to data of the bank |“Aspiring Islands”,| C": the title of the document named."""
        doc = self.doc
        if end not in doc.opens or not self._is_document(draft.source):
            return end
        close = doc.quotes[doc.opens[end]].close
        titled = close + 1 < self.last and doc.words[close + 1] == "," and doc.words[close - 1] not in PAUSES
        return close + 2 if titled else end

    def _past_second_cue(self, begin: int, limit: int) -> int:
        """ "Menurut S, dalam diskusi itu, |mengatakan,| C": two frames in one; what is said follows the verb."""
        doc = self.doc
        at = bisect_left(self.hits, begin, key=lambda hit: hit.first)
        if at == len(self.hits) or not doc.lexicon.pack.VOICES:
            return begin
        cue = self.hits[at]
        if (
            cue.form.voice != "active"
            or not cue.form.takes.keys() & {"clause", "that"}
            or not begin < cue.first < cue.last < limit
            or doc.words[cue.first - 1] != ","
            or not self._adverbial(begin, cue.first)
        ):
            return begin
        self.second_cues.add(cue.first)
        after = cue.last + (doc.words[cue.last] == ",")
        return after + 1 if after < limit and doc.tags[after] & COMP else after

    def _past_long_phrase(self, end: int, limit: int) -> int:
        """ "According to a study |by the centre based on a census,| C": past what more is told of the source."""
        doc = self.doc
        if not doc.tags[end] & PREP and not doc.lexicon.verb_like(doc.words[end]):
            return end
        comma = doc.next_mark(",", end, min(limit - 2, end + 20))
        if comma is not None and doc.tags[comma + 1] & REL:  # "in the Echo|, which cited two officials|, C"
            comma = doc.next_mark(",", comma + 1, min(limit - 2, comma + 16))
        return comma + 1 if comma is not None and not doc.tags[comma + 1] & (COORD | REL) else end

    def _told_about(self, i: int) -> bool:
        """ "according to the log, |obtained by local media|, C": a participle, not a verb with a subject."""
        doc = self.doc
        return not doc.lexicon.pack.VOICES and not doc.tags[i] and doc.lexicon.verb_like(doc.words[i])

    def _opens_with_outlet(self, hit: Hit, source: Range) -> bool:
        """ "Dilansir dari Reuters, C": a relay that stands free at the head of its sentence."""
        doc, end = self.doc, source[1]
        lead = self._skip_openers(self.first)
        opens = hit.first == lead or (doc.words[hit.first - 1] == "," and self._adverbial(self.first, hit.first))
        paused = end < self.last and (doc.words[end] == "," or bool(doc.tags[end] & TIME))
        return opens and paused and doc.caps[end - 1]

    def _past_agent(self, source: Range, limit: int) -> tuple[Range, int]:
        """ "According to a ledger seen |by the Courier|, C": the source, and where what is told about it ends."""
        doc, (first, end) = self.doc, source
        if end < limit and doc.tags[end] & AGENT and not doc.caps[end] and end - first > 2:
            agent = phrases.after(doc, end + 1, limit)
            if agent is not None and agent[1] < limit and doc.words[agent[1]] == ",":
                seen = phrases.is_verb(doc, end - 1) or end - 1 in self.hit_at or not doc.tags[end - 1]
                return (first, end - 1 if seen else end), agent[1]  # "a study |by the institute|"
        return source, end

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

    def _subject_verb(self, hit: Hit, position: int, limit: int) -> Draft | None:
        """S V (that) C and its kin."""
        if hit.first in self.second_cues:
            return None
        if self._noun_or_adjective(hit) or (position and self._chained(hit, self.hits[position - 1])):
            return None
        if self._not_said(hit) and not self._unsure(hit, limit):
            return None
        read = self._content_after(hit, limit)
        if read is None or self._points_elsewhere(read.first, read.last):
            return None
        take, begin, end, addressee = read
        if self._doubted(hit) and take not in ("that", "to", "whether") and not self._has_verb(begin, end):
            return None  # "did not believe the denial" states nothing
        draft = self._draft(f"clause.subject_verb_{take}", _FRAME[take], hit, take)
        draft.addressee = addressee
        self._subject(draft)
        if not self._speaks(draft, take):
            return None
        if draft.source is not None and addressee is None:
            draft.addressee = self._addressee_before(draft.source[1], hit)
        end = self._end_before_main_verb(draft, begin, end)
        draft.content = [*self._question_before(draft, begin, end), (begin, end)]
        return draft

    def _noun_or_adjective(self, hit: Hit) -> bool:
        """Whether a form that may be a verb is none here: "the |report|", "in |support|"."""
        doc = self.doc
        if hit.form.voice not in ("base", "third", "past") or hit.first == self.first:
            return False
        tag = doc.tags[hit.first - 1]
        article = tag & (DET & ~PRON) and not tag & HEAD and not self._numbers_people(hit)
        if article and not self._relative(hit.first - 1):
            return True
        return bool(tag & PREP) and not tag & ADV and not doc.caps[hit.first - 1]

    def _speaks(self, draft: Draft, take: str) -> bool:
        """Whether the source of the draft is one that may say, think or find what the cue tells."""
        doc, hit, source = self.doc, draft.hit, draft.source
        takes = hit.form.takes
        if takes.get("documented") is takes[draft.take] and not self._is_document(source):
            return False  # "he showed the guest round" states nothing
        if (source is None and not draft.shared) or self._own_words(source):
            return False
        if self._no_speaker(source) or self._nobody(source):
            return False
        if draft.kind == "finding" and take == "clause" and not self._finds(source):
            return False  # "a document |found| wet on the street"
        described = ("fear", "judgement", "belief", "order") if doc.lexicon.pack.VOICES else ("fear", "judgement")
        # "a prospect that worries X" has no speaker
        return source is None or draft.kind not in described or not doc.tags[hit.first - 1] & REL

    def _end_before_main_verb(self, draft: Draft, begin: int, end: int) -> int:
        """Where the content ends when the cue stands in a relative clause: before the verb of the main clause."""
        subject_end = phrases.skip_back(self.doc, draft.hit.first, self.first) - 1
        if self._relative(subject_end):
            return self._end_of_aside(subject_end - 1, begin, end)
        if draft.source is not None and self._relative(draft.source[0] - 1):
            return self._end_of_aside(
                draft.source[0] - 2, begin, end
            )  # "the plan|, which X says will cost £4m,| would"
        return end

    def _numbers_people(self, hit: Hit) -> bool:
        """ "About one in |five| say": a number stands for people where the verb is no noun as well."""
        doc = self.doc
        return bool(doc.tags[hit.first - 1] & INDEFINITE) and hit.form.entry not in doc.lexicon.noun_alikes

    def _chained(self, hit: Hit, before: Hit) -> bool:
        """ "menargetkan |merilis| vaksin": what is planned or asked for follows its verb at once."""
        doc = self.doc
        kinds = {family.kind for family in before.form.takes.values()}
        return (
            bool(doc.lexicon.pack.VOICES)
            and bool(kinds & {"intention", "order"})
            and all(doc.tags[k] & (AUX | INF) for k in range(before.last, hit.first))
        )

    def _no_speaker(self, source: Range | None) -> bool:
        """ "|dilanda| takut", "menargetkan |merilis|": a lone verb or adverb before the cue is no speaker."""
        doc = self.doc
        if source is None or not doc.lexicon.pack.VOICES:
            return False
        first, last = source
        tag = doc.tags[first]
        opens = first == self.first  # a capital only because the sentence begins here
        if any(doc.caps[first + opens : last]):
            return False
        if last - first == 1 and not tag and first > self.first and doc.tags[first - 1] & NEG:
            return True  # "tidak |spesifik| menjelaskan"
        if last - first == 1 and (phrases.is_verb(doc, first) or (opens and tag & VERB)):
            return True
        return (not tag and doc.lexicon.is_abstract(doc.words[first])) or bool(tag & NO_SOURCE)

    def _nobody(self, source: Range | None) -> bool:
        """ "|No one| has explained why": what nobody says is not said."""
        doc = self.doc
        if source is None or doc.lexicon.pack.VOICES:
            return False
        expletive = source[1] - source[0] == 1 and doc.tags[source[0]] & EXPLETIVE
        return bool(expletive or doc.tags[source[0]] & NEG)

    def _is_document(self, source: Range | None) -> bool:
        """Whether a source is data, a survey or the like: its first word says so."""
        doc = self.doc
        return source is not None and any(doc.tags[i] & DOC for i in range(source[0], min(source[1], source[0] + 2)))

    def _finds(self, source: Range | None) -> bool:
        """Whether a source is a study or people: what finds that something is so."""
        tags = self.doc.tags
        return source is None or any(tags[i] & (DOC | PERSON | PRON) for i in range(*source))

    def _points_elsewhere(self, begin: int, end: int) -> bool:
        """ "X said this on Friday", "X mengatakan hal itu": what was said stands elsewhere."""
        doc = self.doc
        for pointer in doc.lexicon.pack.POINTERS:
            words = pointer.split()
            stop = begin + len(words)
            if doc.words[begin:stop] == words:
                if stop < end and doc.tags[stop] & BELONGING and self._has_verb(stop, end):
                    return False  # "|much| of the talk was about rice"
                return (
                    stop >= end
                    or doc.words[stop] == ","
                    or bool(doc.tags[stop] & (PREP | TIME | LINK) and not doc.tags[stop] & DET)
                )
        return False

    def _question_before(self, draft: Draft, begin: int, end: int) -> list[Range]:
        """ "Asked whether C, X said he did not know": what the answer leaves out stands in the question."""
        doc = self.doc
        if draft.source is None or end - begin > 6 or not any(doc.tags[k] & NEG for k in range(begin, end)):
            return []
        stop = draft.source[0]
        while stop > self.first and (doc.words[stop - 1] == "," or doc.tags[stop - 1] & ADV):
            stop -= 1
        for k in range(self.first, stop):
            if doc.tags[k] & QUESTION and k > self.first and doc.tags[k - 1] & ASKED:
                return [(k, stop)]
        return []

    def _addressee_before(self, i: int, hit: Hit) -> Range | None:
        """ "Rina, |kepada Reuters|, mengatakan C"."""
        doc = self.doc
        if doc.tags[self.first] & ADDRESSEE:
            return phrases.after(doc, self.first + 1, hit.first)  # "|Kepada Reuters|, Rina mengatakan C"
        for k in range(i, min(hit.first, i + 8)):
            if doc.tags[k] & ADDRESSEE and not doc.caps[k]:
                return phrases.after(doc, k + 1, hit.first)
        return None

    def _unsure(self, hit: Hit, limit: int) -> bool:
        """ "Tidak dapat memastikan apakah C": not to know whether is something said."""
        asks = "whether" in hit.form.takes and hit.last < limit and self.doc.tags[hit.last] & QUESTION
        return bool(asks) and self._doubted(hit)

    def _doubted(self, hit: Hit) -> bool:
        """Whether the cue itself is negated."""
        return any(self.doc.tags[k] & NEG for k in range(phrases.skip_back(self.doc, hit.first, self.first), hit.first))
