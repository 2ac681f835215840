"""Three ways in which an act can be refused. They are different errors because people must do different things next."""

from __future__ import annotations


class Refused(Exception):
    """An act that changed nothing. `str(error)` is written for the person who tried."""


class NotAllowed(Refused):
    """This person may not do this, whatever the state of the claim."""


class NotReady(Refused):
    """The act is allowed, but something is missing first; `unmet` names each rule."""

    def __init__(self, message: str, unmet: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.unmet = unmet


class OutOfDate(Refused):
    """Somebody else was faster: the row is no longer what this person saw."""


class SpanMismatch(Refused):
    """The quoted words do not stand at that place of the article."""
