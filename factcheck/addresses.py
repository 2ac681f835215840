"""Addresses of rows: a page names dozens of them, and Django looks each up anew among all addresses there are."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

STAND_IN = 2_000_000_011  # in place of the first number of an address, the next for the second


def address(name: str, *numbers: int | None) -> str:
    """`reverse` of a name with the numbers of rows, asked once for all rows of the noun. Raises NoReverseMatch."""
    return _pattern(name, len(numbers), get_script_prefix()).format(*numbers)


def around(name: str) -> tuple[str, str]:
    """What stands before and after the number in such an address, for a page that writes dozens."""
    before, _number, after = address(name, STAND_IN).partition(str(STAND_IN))
    return before, after


@lru_cache(maxsize=512)
def _pattern(name: str, count: int, _prefix: str) -> str:
    stand_ins = [STAND_IN + which for which in range(count)]
    found = reverse(name, args=stand_ins).replace("{", "{{").replace("}", "}}")
    for which, number in enumerate(stand_ins):
        found = found.replace(str(number), f"{{{which}}}")
    return found
