"""Sentences in which the article itself, with no source, states something that can be checked.

`pipeline` asks last:

    voice = own_voice.find(text, sentences, attributions, facts, pack, figures=numbers, times=mentions)

`sentences` are the spans of the article's sentences outside clutter, those inside quotations not apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from types import SimpleNamespace

from claims.extraction import checkworthiness, statements
from claims.extraction.results import ArticleFacts, Attribution, CheckWorthiness, Figure, OwnVoice, TimeMention
from claims.extraction.spans import Span
from claims.extraction.times import within

LEAST = 0.4  # check-worthiness from which a sentence is offered
_SHORTEST, _LONGEST = 5, 80  # words
_MOST = 12  # sentences of one article that are offered: beyond, an analyst would not look
_MOSTLY = 0.4  # share of a sentence that an attribution covers from which it is no longer the article's own

_QUOTED = re.compile(r"[\"“”„]")


def find(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    facts: ArticleFacts,
    pack: SimpleNamespace,
    *,
    figures: Sequence[Figure] = (),
    times: Sequence[TimeMention] = (),
) -> tuple[OwnVoice, ...]:
    """The statements in the article's own voice, the most check-worthy first, at most 12.

    A sentence counts as attributed when a cue stands in it or an attribution covers a good part of it. Each is given to
    the outlet the article credits, else to its own outlet, else to nobody.
    """
    taken = _united(span for one in attributions for span in (*one.source, *one.cue, *one.content))
    cues = sorted({span.start for one in attributions for span in one.cue})
    speaker = facts.credit or facts.outlet
    found: list[tuple[Span, CheckWorthiness]] = []
    for sentence in sentences:
        if not _is_statement(text, sentence, facts) or _is_attributed(sentence, taken, cues):
            continue
        check = checkworthiness.judge(
            text,
            [sentence],
            pack,
            figures=within(figures, sentence),
            times=within(times, sentence),
            cue_kind="own voice",
        )
        if check.score >= LEAST and check.kind != "opinion":
            found.append((sentence, check))
    found.sort(key=lambda one: (-one[1].score, one[0]))
    return tuple(
        OwnVoice(sentence, statements.own(text, sentence, pack), speaker, check) for sentence, check in found[:_MOST]
    )


def _is_statement(text: str, sentence: Span, facts: ArticleFacts) -> bool:
    """A sentence of an ordinary length, no question, no quotation, not the headline and not the credit alone."""
    if sentence.end - sentence.start > 1_200 or (facts.title_span and facts.title_span.overlaps(sentence)):
        return False
    if facts.credit_span and facts.credit_span.overlaps(sentence) and sentence.end - sentence.start < 40:
        return False
    words = sentence.of(text)
    if words.rstrip('"”’» ').endswith(("?", ":")) or len(_QUOTED.findall(words)) > 2:
        return False
    return _SHORTEST <= len(words.split()) <= _LONGEST


def _is_attributed(sentence: Span, taken: Sequence[Span], cues: Sequence[int]) -> bool:
    at = bisect_left(cues, sentence.start)
    if at < len(cues) and cues[at] < sentence.end:
        return True
    covered = 0
    for span in taken[max(0, bisect_left(taken, sentence) - 1) :]:
        if span.start >= sentence.end:
            break
        covered += max(0, min(span.end, sentence.end) - max(span.start, sentence.start))
    return covered > _MOSTLY * (sentence.end - sentence.start)


def _united(spans: Iterable[Span]) -> list[Span]:
    """What `spans` cover, as spans in order that do not overlap."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(span.end, united[-1].end))
        else:
            united.append(span)
    return united
