"""The frames of "quoted": “C,” S was quoted as saying; “C,” R quoted S as saying; and what stands left of a cue."""

from __future__ import annotations

from claims.extraction import phrases, subjects
from claims.extraction.classes import AGENT, MANNER, PASSIVE, PREP, TIME
from claims.extraction.clauses import Clauses
from claims.extraction.drafts import Draft
from claims.extraction.lexicon import Hit
from claims.extraction.phrases import HARD, Range

_QUOTED = 14  # tokens from "quoted" to "as saying"


class Quoting(Clauses):
    """Reads who quotes whom behind the content."""

    def _was_quoted(self, hit: Hit, start: int) -> Draft | None:
        """ "“C,” S was quoted (by R) as saying (by R)", "“C,” R quoted S as saying"."""
        doc, manner = self.doc, hit.first - 1
        verb = self._quoting_before(manner, start)
        if verb is None or (hit.last < self.last and not doc.tags[hit.last] & (AGENT | PREP | TIME)):
            return None
        subject_end = phrases.skip_back(doc, verb, start)
        subject = subjects.before(doc, subject_end, start)
        if subject is None or subject[0] <= start:
            return None
        mark = subject[0] - 1
        quoted = self._closing_quote(mark, start)
        if quoted is None and doc.words[mark] != ",":
            return None
        passive = any(doc.tags[k] & PASSIVE for k in range(subject_end, verb))
        told = phrases.after(doc, verb + 1 + passive, manner) if manner > verb + 1 else None
        if told is None and not passive:
            return None
        draft = self._draft(
            "quote.source_cue" if quoted is not None else "clause.content_source_cue", "C, S V", hit, "quote"
        )
        draft.source, relay = (subject, told) if passive else (told, subject)
        draft.content = self._left_content(start, mark, quoted)
        if relay is None and hit.last < self.last and doc.tags[hit.last] & AGENT:
            relay = phrases.after(doc, hit.last + 1, self.last)
        draft.relays.extend([relay] if relay is not None else [])
        return draft if draft.content else None

    def _quotes_as(self, hit: Hit) -> bool:
        """Whether "as saying" follows a verb of quoting: then the participle is the cue."""
        doc = self.doc
        if doc.words[hit.last - 1] not in doc.lexicon.quoting:
            return False
        stop = min(self.last - 1, hit.last + _QUOTED)
        manner = next((k for k in range(hit.last, stop) if doc.tags[k] & MANNER and not doc.caps[k]), None)
        cue = self.hits[self.hit_at[manner + 1]] if manner is not None and manner + 1 in self.hit_at else None
        return cue is not None and cue.form.voice == "participle"

    def _quoting_before(self, manner: int, start: int) -> int | None:
        """The verb of "quoted S |as| saying", "was quoted by R |as| saying"."""
        doc = self.doc
        if not doc.tags[manner] & MANNER:
            return None
        verbs = (k for k in range(manner - 1, max(start, manner - _QUOTED), -1) if doc.words[k] in doc.lexicon.quoting)
        return next((k for k in verbs if not doc.caps[k]), None)

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
