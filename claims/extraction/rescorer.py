"""A second opinion on the rules' finds, learned from a desk's reviews: it changes how sure we are, not what was found.

    rescorer = CrfRescorer(path)                     # anything with `scores` will do
    attributions = rescore(attributions, rescorer)

The rules need none of this. We ship no model; `manage.py train_rescorer` makes one of the desk's reviewed attributions.
The library (python-crfsuite) is optional and imported only when a model is trained or used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Protocol

from claims.extraction.results import Attribution

_RIGHT, _WRONG = "right", "wrong"


class RescorerMissing(RuntimeError):
    """The optional library is not installed."""


@dataclass(frozen=True, slots=True)
class Find:
    """What a rescorer sees of an attribution: how it was found, never its letters."""

    rule: str
    cue_entry: str
    frame: str
    quote: str
    source_type: str
    hedged: bool
    negated: bool
    inside: bool  # stands in the content of another
    length: int  # code points of content
    confidence: float  # the rules' own

    @classmethod
    def of(cls, found: Attribution) -> Find:
        """The view of an attribution as extracted."""
        return cls(
            rule=found.why.rule,
            cue_entry=found.why.cue_entry,
            frame=found.why.frame,
            quote=found.quote,
            source_type=found.source_type,
            hedged=found.hedged,
            negated=found.negated,
            inside=found.inside is not None,
            length=sum(span.end - span.start for span in found.content),
            confidence=found.confidence,
        )


Reviewed = Sequence[tuple[Find, bool]]  # the finds of one article in text order, and whether each was right


class Rescorer(Protocol):
    """Whatever gives each find of an article a new confidence."""

    def scores(self, finds: Sequence[Find]) -> list[float]:
        """One share of 0..1 for each find, in their order."""
        ...


class CrfRescorer:
    """A trained model: the finds of an article are read as one sequence, so that neighbours count."""

    def __init__(self, path: Path) -> None:
        self._tagger = _crfsuite().Tagger()
        self._tagger.open(str(path))

    def scores(self, finds: Sequence[Find]) -> list[float]:
        """The model's probability that each find is right."""
        if not finds or _RIGHT not in self._tagger.labels():
            return [0.0] * len(finds)
        self._tagger.set([_features(find) for find in finds])
        return [self._tagger.marginal(_RIGHT, position) for position in range(len(finds))]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How the rules and a rescorer did on reviews that the rescorer never saw; a lower Brier score is better."""

    articles: int
    finds: int
    right: int
    rules: float
    rescorer: float

    @property
    def is_better(self) -> bool:
        """Whether the rescorer was nearer to the reviews than the rules."""
        return self.rescorer < self.rules


def rescore(attributions: Sequence[Attribution], rescorer: Rescorer) -> tuple[Attribution, ...]:
    """The same attributions with the rescorer's confidence; the note says so."""
    scores = rescorer.scores([Find.of(found) for found in attributions])
    return tuple(
        replace(
            found,
            confidence=round(min(1.0, max(0.0, score)), 3),
            why=replace(found.why, note=_noted(found.why.note, found.confidence)),
        )
        for found, score in zip(attributions, scores, strict=True)
    )


def _noted(note: str, confidence: float) -> str:
    return "; ".join(part for part in (note, f"rescored, rules gave {confidence:.2f}") if part)


def train(articles: Iterable[Reviewed], path: Path) -> None:
    """Writes a model learned from reviewed articles to `path`."""
    trainer = _crfsuite().Trainer(verbose=False)
    for article in articles:
        if article:
            trainer.append([_features(find) for find, _ in article], [_RIGHT if ok else _WRONG for _, ok in article])
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True})
    trainer.train(str(path))


def held_back(articles: Sequence[Reviewed], rescorer: Rescorer) -> HeldBack:
    """Both scores on reviewed articles that were not trained on."""
    finds = right = 0
    rules = ours = 0.0
    for article in articles:
        scores = rescorer.scores([find for find, _ in article])
        for (find, ok), score in zip(article, scores, strict=True):
            finds += 1
            right += ok
            rules += (find.confidence - ok) ** 2
            ours += (score - ok) ** 2
    return HeldBack(len(articles), finds, right, rules / max(1, finds), ours / max(1, finds))


def _features(find: Find) -> list[str]:
    return [
        "bias",
        f"rule={find.rule}",
        f"cue={find.cue_entry}",
        f"rule+cue={find.rule}+{find.cue_entry}",
        f"frame={find.frame}",
        f"quote={find.quote}",
        f"source={find.source_type}",
        f"rule+source={find.rule}+{find.source_type}",
        f"hedged={find.hedged}",
        f"negated={find.negated}",
        f"inside={find.inside}",
        f"length={min(8, find.length // 25)}",
        f"confidence={round(find.confidence, 1)}",
    ]


def _crfsuite() -> ModuleType:
    try:
        import pycrfsuite
    except ImportError:
        raise RescorerMissing(
            "The rescorer needs python-crfsuite, which is not installed: pip install 'factcheck-workbench[rescorer]'"
        ) from None
    return pycrfsuite
