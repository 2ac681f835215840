"""A bar that shows how far a command is, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management.base import OutputWrapper

WIDTH = 30


def progress_bar(out: OutputWrapper) -> Callable[[int, int], None]:
    """A function of (done, total) that draws the bar on `out`; it does nothing where that is no terminal."""

    def show(done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        ending = "\n" if done >= total else ""
        out.write(f"\r[{'#' * filled}{' ' * (WIDTH - filled)}] {done} of {total}{ending}", ending="")

    return show if out.isatty() else lambda done, total: None
