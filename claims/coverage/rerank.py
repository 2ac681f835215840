"""The order of what was found, where the operator has a sentence model of their own (`RERANK_MODEL`; off by default).

The model orders and does nothing else: what carries a claim, and how, is decided by words and figures that people can
check, and the thresholds that a desk adopted are about that score. Without a model, or with one that cannot be used,
the order is that of the score.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db.models.functions import Substr

from claims.coverage import archive, ranking, semantic
from claims.coverage.matching import Match
from claims.coverage.sentences import sentences_of
from claims.coverage.terms import located_terms
from claims.models import Article

MOST_RANKED = 50
MOST_SENTENCES = 3  # of an article that the model reads, beside its headline
LONGEST_READ = 20_000  # code points of an article among which they are chosen
LONGEST_PIECE = 600  # code points; models cut off what goes on

Found = list[tuple[int, Match]]


def matches(texts: Sequence[str], asked: ranking.Question, found: Found) -> tuple[Found, str]:
    """(what was found, the best by score ranked by the model too; why the model was not asked, if it should have been).

    `texts`: the claim in its wordings.
    """
    if not (settings.RERANK_MODEL and found):
        return found, ""
    ranked, rest = found[:MOST_RANKED], found[MOST_RANKED:]
    try:
        likeness = _likeness(texts, asked, [pk for pk, _match in ranked])
    except semantic.Unusable as error:
        return found, str(error)
    return [*in_order(ranked, likeness, semantic.name()), *rest], ""


def in_order(found: Found, likeness: Mapping[int, float], model: str) -> Found:
    """What was found, with what the model of this name makes of it and a line of it among the reasons, by the mean of
    both scores."""
    told = [
        (pk, dataclasses.replace(match, similarity=likeness[pk], reasons={**match.reasons, "model": [model]}))
        for pk, match in found
    ]
    return sorted(told, key=lambda pair: (-pair[1].score - likeness[pair[0]], pair[0]))


def answers(texts: Sequence[str], asked: ranking.Question, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The same for what the archive answered, whose scores have no upper end: the best ones by the mean of their share
    of the best score and of what the model makes of them. Raises Unusable. For measuring a model (`bench_coverage`)."""
    if not (settings.RERANK_MODEL and found):
        return found
    ranked, rest = found[:MOST_RANKED], found[MOST_RANKED:]
    likeness = _likeness(texts, asked, [pk for pk, _score in ranked])
    best = ranked[0][1] or 1.0
    means = [(pk, (score / best + likeness[pk]) / 2) for pk, score in ranked]
    return [*sorted(means, key=lambda pair: (-pair[1], pair[0])), *((pk, 0.0) for pk, _score in rest)]


def _likeness(texts: Sequence[str], asked: ranking.Question, articles: Sequence[int]) -> dict[int, float]:
    """What the model makes of each article."""
    weights = archive.rarity(asked.terms())
    beginnings = Article.objects.filter(pk__in=articles).annotate(beginning=Substr("text", 1, LONGEST_READ))
    read = {
        pk: pieces(title, text, language, weights)
        for pk, title, text, language in beginnings.values_list("pk", "title", "beginning", "language")
    }
    values = semantic.similarities([text[:LONGEST_PIECE] for text in texts], [read.get(pk, []) for pk in articles])
    return dict(zip(articles, values, strict=True))


def pieces(title: str, text: str, language: str, weights: Mapping[str, float]) -> list[str]:
    """What the model reads of an article: its headline and the sentences that hold most of the weight asked for, the
    first one where none holds any."""
    places = sentences_of(text, language)
    terms = list(located_terms(text, language))
    gained, position = [], 0
    for start, end in places:
        held = set()
        while position < len(terms) and terms[position][1] < end:
            if terms[position][1] >= start:
                held.add(terms[position][0])
            position += 1
        gained.append(sum(weights.get(term, 0.0) for term in held))
    best = sorted(range(len(places)), key=lambda number: (-gained[number], number))[:MOST_SENTENCES]
    telling = [number for number in best if gained[number]] or best[:1]
    read = [title, *(text[places[number][0] : places[number][1]] for number in telling)]
    return list(dict.fromkeys(" ".join(piece.split())[:LONGEST_PIECE] for piece in read if piece.strip()))
