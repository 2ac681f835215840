"""Quotations without a cue of their own: they go on with what the speaker before them said."""

from __future__ import annotations

from claims.extraction.classes import DEMONSTRATIVE
from claims.extraction.document import Document
from claims.extraction.drafts import Draft
from claims.extraction.lang.shared import Cues
from claims.extraction.lexicon import Form, Hit

_DASHES = frozenset("–-")
_FEW = 12  # finds, or words, that are looked back over
_SIGNED = Form("–", (), "base", {"quote": Cues("speech", "quote", "")})


def signed(doc: Document, index: int) -> Draft | None:
    """A quotation signed with a name: “…” – Name, at the end of its line."""
    sentence = doc.sentences[index]
    for i in range(sentence.first, min(sentence.last, sentence.first + 2)):
        quote = doc.opens.get(i)
        if quote is None or not doc.quotes[quote].closed:
            continue
        dash = doc.quotes[quote].close + 1
        last = dash + 1
        while (
            last < len(doc.words) and (doc.caps[last] or doc.words[last] in doc.lexicon.name_parts) and last < dash + 7
        ):
            last += 1
        ends = last >= len(doc.words) or doc.words[last] in "\n.,"
        if dash < len(doc.words) and doc.words[dash] in _DASHES and last > dash + 1 and ends:
            content = [(i, dash)]
            return Draft(
                "quote.signed", "“C” – S", Hit(dash, dash + 1, _SIGNED), "quote", (dash + 1, last), content, index, -1
            )
    return None


def go_on(doc: Document, index: int, before: int, drafts: list[Draft]) -> None:
    """Adds sentence `index`, when it is one whole quotation, to what the sentence `before` attributes after the fact:
    “…,” said X. “…”"""
    sentence = doc.sentences[index]
    if not whole_quotation(doc, index) or doc.sentences[before].paragraph != sentence.paragraph:
        return
    for draft in reversed(drafts):
        if draft.sentence < before:
            return
        if draft.level == -1 and draft.content and (_ends_quoted(doc, draft) or draft.content[0][0] < draft.hit.first):
            draft.content.append((sentence.first, sentence.last))
            return


def look_back(doc: Document, draft: Draft, drafts: list[Draft]) -> None:
    """ "C. Hal itu disampaikan S": gives the pointer the sentence before, unless that one tells its own source."""
    if draft.sentence == 0:
        return
    earlier, here = doc.sentences[draft.sentence - 1], doc.sentences[draft.sentence]
    told = any(other.sentence == draft.sentence - 1 for other in drafts[-_FEW:])
    pointed = any(
        doc.tags[i] & DEMONSTRATIVE or doc.words[i] in doc.lexicon.pack.POINTERS
        for i in range(max(here.first, draft.hit.first - _FEW), draft.hit.first)
    )
    if pointed and not told and earlier.quote == -1 and earlier.paragraph == here.paragraph:
        draft.content = [(earlier.first, earlier.last)]


def whole_quotation(doc: Document, index: int) -> bool:
    """Whether a sentence is nothing but a quotation."""
    sentence = doc.sentences[index]
    quote = doc.opens.get(sentence.first)
    return quote is not None and doc.quotes[quote].close >= sentence.last - 2


def _ends_quoted(doc: Document, draft: Draft) -> bool:
    """Whether the content so far is a quotation, or ends in one."""
    return draft.content[-1][0] in doc.opens or draft.content[-1][1] - 1 in doc.closes
