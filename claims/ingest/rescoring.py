"""The desk's own rescorer: trained on its reviews, kept beside the data, used only once it was switched on.

Two files in `var/rescorer/`: the model, and `card.json` with the held-back score and whether it is on. Without them the
rules' own confidence stands.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, Sum
from django.db.models.functions import Length

from claims.extraction.rescorer import CrfRescorer, Find, HeldBack, Reviewed, held_back, rescore, train
from claims.extraction.results import Extraction
from claims.models import Attribution

LEAST_FINDS = 100  # reviewed finds from which training makes sense
LEAST_ARTICLES = 10
_HELD_BACK = 5  # every fifth article is kept for scoring


class NotReady(Exception):
    """Why there is no rescorer to train or to switch on."""


def folder() -> Path:
    """Where model and card are kept."""
    return Path(settings.VAR_DIR) / "rescorer"


def card() -> dict[str, Any] | None:
    """What is known of the trained model; None when there is none."""
    path = folder() / "card.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def apply(extraction: Extraction) -> Extraction:
    """The extraction with the desk's own confidence, when a rescorer is switched on; else as it is."""
    known = card()
    if not known or not known["on"] or not extraction.attributions:
        return extraction
    rescorer = _load(str(folder() / known["model"]))
    return replace(extraction, attributions=rescore(extraction.attributions, rescorer))


@lru_cache(maxsize=1)
def _load(path: str) -> CrfRescorer:
    return CrfRescorer(Path(path))


def reviewed() -> dict[int, Reviewed]:
    """Article → its machine finds that a person has decided, in text order, and whether each was right as it stood.

    A corrected find counts as wrong: the machine's version of it did not hold.
    """
    states = Attribution.ReviewState
    rows = (
        Attribution.objects.exclude(review_state=states.SUGGESTED)
        .exclude(rule="")
        .filter(created_by__isnull=True, confidence__isnull=False)
        .annotate(letters=Sum(Length("spans__quote"), filter=Q(spans__role="content")))
        .in_text_order()
    )
    articles: defaultdict[int, list[tuple[Find, bool]]] = defaultdict(list)
    for row in rows:
        find = Find(
            rule=row.rule,
            cue_entry=row.cue_entry,
            frame=row.frame,
            quote=row.quote_kind,
            source_type=row.source_type,
            hedged=row.hedged,
            negated=row.negated,
            inside=row.inside_id is not None,
            length=row.letters or 0,
            confidence=row.confidence or 0.0,
        )
        articles[row.article_id].append((find, row.review_state == states.CONFIRMED))
    return dict(articles)


def train_on_reviews() -> HeldBack:
    """Trains on four fifths of the reviewed articles, scores on the rest, and keeps the model switched off."""
    articles = reviewed()
    finds = [ok for article in articles.values() for _, ok in article]
    if len(finds) < LEAST_FINDS or len(articles) < LEAST_ARTICLES:
        raise NotReady(
            f"{len(finds)} reviewed finds in {len(articles)} articles; "
            f"training needs {LEAST_FINDS} in {LEAST_ARTICLES} at least."
        )
    if all(finds) or not any(finds):
        raise NotReady("all reviewed finds were decided alike; there is nothing to learn from.")
    ordered = [articles[key] for key in sorted(articles)]
    apart = ordered[::_HELD_BACK]
    rest = [article for number, article in enumerate(ordered) if number % _HELD_BACK]
    folder().mkdir(parents=True, exist_ok=True)
    number = (card() or {}).get("number", 0) + 1
    model = folder() / f"model-{number}.crfsuite"
    train(rest, model)
    score = held_back(apart, CrfRescorer(model))
    _write_card({"number": number, "model": model.name, "on": False, "held_back": asdict(score)})
    return score


def switch(on: bool) -> HeldBack:
    """Switches the trained rescorer on or off; on only when it did better than the rules on what it had not seen."""
    known = card()
    if not known:
        raise NotReady("no rescorer was trained yet; run train_rescorer first.")
    score = HeldBack(**known["held_back"])
    if on and not score.is_better:
        raise NotReady(
            f"held back, the rescorer did no better than the rules: "
            f"Brier score {score.rescorer:.4f} against {score.rules:.4f}."
        )
    _write_card({**known, "on": on})
    return score


def _write_card(known: dict[str, Any]) -> None:
    """In one step, so that a worker that reads meanwhile sees the old card or the new one."""
    aside = folder() / "card.json.new"
    aside.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    aside.replace(folder() / "card.json")
