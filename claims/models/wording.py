"""How the keys of the three axes are called, coloured and ordered: as an administrator set them, else as they come.

Kept in each process, so that no page asks the database for them; `put` takes over what `models.axis_label` holds.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Wording:
    """What an administrator set of one key; empty where it stays as it comes."""

    labels: Mapping[str, str] = field(default_factory=dict)
    colour: str = ""
    position: int = 0


Key = tuple[str, str]  # axis, key
_kept: dict[Key, Wording] = {}
_version = 0


def put(wordings: Mapping[Key, Wording]) -> None:
    """Take these over in place of all that was kept."""
    global _version
    if wordings != _kept:
        _kept.clear()
        _kept.update(wordings)
        _version += 1


def version() -> int:
    """Another number after each change: for whoever keeps what was drawn with these words."""
    return _version


def colour_of(axis: str, key: str) -> str:
    """The colour that was chosen for a key, or "" for its own."""
    kept = _kept.get((axis, key))
    return kept.colour if kept else ""


def ordered(axis: type[AxisChoices]) -> list[tuple[str, str]]:
    """(key, label) of an axis in the order that was set: what lists, filters and forms show."""
    name, places = axis.axis(), {member: place for place, member in enumerate(axis)}

    def place(member: AxisChoices) -> tuple[int, int]:
        kept = _kept.get((name, member.value))
        return (kept.position if kept else places[member], places[member])

    return [(member.value, member.label) for member in sorted(axis, key=place)]


def _word(axis: str, key: str, comes_as: object) -> str:
    kept = _kept.get((axis, key))
    return (kept.labels.get(get_language() or "") if kept else "") or str(comes_as)


_lazy_word = lazy(_word, str)


class AxisChoices(models.TextChoices):
    """The keys of one axis. A key never changes; its label is looked up each time it is shown."""

    @classmethod
    def axis(cls) -> str:
        return cls.__name__.lower()

    @enum.property
    def label(self) -> str:
        return _lazy_word(self.axis(), self.value, self._label_)
