"""A person's keys: every act has one, and no key has two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.models.keymap import DEFAULT_KEYS, Keyed, KeyMap
from claims.review.errors import NotReady

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEY = re.compile(r"\S( \S)?")  # one key, or two in a row
FIXED = frozenset("jkuynhYtewxoR+123456789")  # keys of single pages, the same for everybody
EVERYWHERE = frozenset((Keyed.SEARCH, Keyed.QUEUE))  # what stands on these pages too, and would be pressed instead


def problems_of(keys: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a full map, in words for the person: {act: problem}; empty when it can be kept."""
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    for act, key in keys.items():
        if not KEY.fullmatch(key) or not key.isprintable():
            found[act] = _("One letter, figure or sign, or two with a space between them.")
        elif act in EVERYWHERE and key[0] in FIXED:
            found[act] = _("“%(key)s” means something else on other pages.") % {"key": key[0]}
        elif rival := next((other for other in taken if _clash(key, other)), None):
            found[act] = _("“%(key)s” presses “%(other)s” already.") % {
                "key": rival,
                "other": Keyed(taken[rival]).label,
            }
        else:
            taken[key] = act
    return found


def set_keys(user: User, keys: Mapping[str, str], *, single_keys: bool) -> KeyMap:
    """Keep a full map {act: key} for the person; raises NotReady when a key is no key or has two acts."""
    if problems := problems_of(keys):
        raise NotReady(" ".join(problems.values()))
    changed = {act: key for act, key in keys.items() if key != DEFAULT_KEYS[act]}
    return _save(user, keys=changed, single_keys=single_keys)


def reset_keys(user: User) -> KeyMap:
    """The keys as they are delivered."""
    return _save(user, keys={}, single_keys=True)


def switch_single_keys(user: User, *, on: bool) -> KeyMap:
    """Whether single keys press anything; the map stays as it is."""
    return _save(user, single_keys=on)


def _save(user: User, **fields: object) -> KeyMap:
    return KeyMap.objects.update_or_create(user=user, defaults=fields)[0]


def _clash(one: str, other: str) -> bool:
    """Whether two keys cannot both be told: they are the same, or one begins the other."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
