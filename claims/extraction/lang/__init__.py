"""Language packs: folders of data, one file per subject, each ending in one upper-case constant.

`get_pack("id")` imports a pack on demand. See README.md for how to add one.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from claims.extraction.lang.shared import DEFAULTS

_HERE = Path(__file__).parent


class UnknownLanguage(ValueError):
    """No pack has this code; the message lists those that exist."""


@cache
def codes() -> tuple[str, ...]:
    """The codes of all packs, found by their folders, so that a new folder is enough to add one."""
    return tuple(sorted(p.name for p in _HERE.iterdir() if p.is_dir() and (p / "cues.py").exists()))


@cache
def get_pack(code: str) -> SimpleNamespace:
    """The pack's constants as attributes (`pack.CUES`), with `pack.code`; a constant it lacks has its default.

    >>> get_pack("id").code
    'id'
    """
    if code not in codes():
        raise UnknownLanguage(f"no language pack {code!r}; there are: {', '.join(codes())}")
    # By name at run time, because codes such as "is" and "as" are Python keywords.
    values: dict[str, object] = dict(DEFAULTS)
    for path in sorted((_HERE / code).glob("*.py")):
        if path.stem != "__init__":
            module = importlib.import_module(f"claims.extraction.lang.{code}.{path.stem}")
            values.update({name: value for name, value in vars(module).items() if name.isupper()})
    return SimpleNamespace(code=code, **values)
