"""Quotations without a cue of their own: they go on with what the speaker before them said."""

from __future__ import annotations

from claims.extraction.document import Document
from claims.extraction.drafts import Draft


def go_on(doc: Document, index: int, drafts: list[Draft]) -> None:
    """Adds sentence `index`, when it is one whole quotation, to the content of the quotation said just before it."""
    sentence = doc.sentences[index]
    quote = doc.quotes[doc.opens[sentence.first]]
    if quote.close < sentence.last - 2:
        return
    last = next((draft for draft in reversed(drafts) if draft.level == -1), None)
    if last is None or not last.content or last.content[-1][0] not in doc.opens:
        return
    if any(
        other.quote == -1 and last.sentence < at < index and other.first not in doc.opens
        for at, other in enumerate(doc.sentences[last.sentence : index], last.sentence)
    ):
        return
    before = doc.sentences[last.sentence]
    if before.paragraph == sentence.paragraph:
        last.content.append((sentence.first, sentence.last))
