"""The operator's own sentence model, loaded once a process from a folder on this machine, never from a network.

The library (requirements-semantic.txt) is optional and imported only when a model is asked for the first time; it is
held off the network by settings.py. Everything that can be wrong with it is `Unusable`, in words for an operator.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.checks import CheckMessage, Error

LIBRARY = "sentence_transformers"
MADE_OF = ("modules.json", "config.json")  # one of which every model's folder holds
PER_BATCH = 32  # texts that the model reads at a time

log = structlog.get_logger(__name__)


class Unusable(Exception):
    """There is no model to ask; `str(error)` says why."""


def name() -> str:
    """The model as people are told of it, the folder's own name; "" when none is set."""
    return Path(settings.RERANK_MODEL).name


def similarities(asked: Sequence[str], pieces: Sequence[Sequence[str]]) -> list[float]:
    """For each group of pieces, how much its likest piece says what one of the texts asked says, 0 to 1.

    Raises Unusable.
    """
    model = loaded(settings.RERANK_MODEL)
    if isinstance(model, Unusable):
        raise model
    every = list(dict.fromkeys(piece for group in pieces for piece in group))
    if not (asked and every):
        return [0.0] * len(pieces)
    form = {"batch_size": PER_BATCH, "normalize_embeddings": True, "show_progress_bar": False}
    try:
        # Both as the model wants them: some read a question otherwise than a text that may answer it.
        cosines = (model.encode_query(list(asked), **form) @ model.encode_document(every, **form).T).max(axis=0)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # a model is code of others: out of memory, wrong weights, a text it cannot read
        log.exception("model_failed", model=settings.RERANK_MODEL)
        raise Unusable(f"{settings.RERANK_MODEL} failed ({type(error).__name__}: {error}).") from error
    likeness = {piece: min(1.0, max(0.0, float(cosine))) for piece, cosine in zip(every, cosines, strict=True)}
    return [max((likeness[piece] for piece in group), default=0.0) for group in pieces]


@cache
def loaded(folder: str) -> Any:
    """The model in the folder, or why there is none: an Unusable, said in the log once a process."""
    try:
        if problems := _problems(folder):
            raise Unusable(" ".join(problems))
        from sentence_transformers import SentenceTransformer

        # Code that lies with a model is not run, and what is missing in the folder is fetched from nowhere.
        return SentenceTransformer(str(_path(folder)), trust_remote_code=False, local_files_only=True)
    except SoftTimeLimitExceeded:
        raise
    except Unusable as error:
        log.error("model_unusable", model=folder, reason=str(error))
        return error
    except Exception as error:
        log.exception("model_unusable", model=folder)
        return Unusable(f"{folder} cannot be loaded ({type(error).__name__}: {error}).")


def check(**_kwargs: Any) -> list[CheckMessage]:
    """What `manage.py check` says about RERANK_MODEL. The model itself is not loaded for it: that takes seconds."""
    hint = "Searches go on without the model. See docs/coverage.md."
    found = _problems(settings.RERANK_MODEL) if settings.RERANK_MODEL else []
    return [Error(problem, hint=hint, obj="RERANK_MODEL", id="claims.E003") for problem in found]


def _problems(folder: str) -> list[str]:
    found = []
    if importlib.util.find_spec(LIBRARY) is None:
        found.append("sentence-transformers is not installed: pip install -r requirements-semantic.txt")
    path = _path(folder)
    if not path.is_dir():
        found.append(f"{path} is no folder of this machine; a model's name is not enough, for none is downloaded.")
    elif not any((path / file).is_file() for file in MADE_OF):
        found.append(f"{path} holds no model: neither {' nor '.join(MADE_OF)}.")
    return found


def _path(folder: str) -> Path:
    return Path(settings.BASE_DIR) / Path(folder).expanduser()
