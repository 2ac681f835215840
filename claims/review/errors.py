"""Three ways in which an act can be refused. They are different errors because people must do different things next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model


class Refused(Exception):
    """An act that changed nothing. `str(error)` is written for the person who tried."""


class NotAllowed(Refused):
    """This person may not do this, whatever the state of the claim."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """One rule that is not met, in words, and where on the claim's page (or at which address) it is mended."""

    words: str
    link: str = ""

    def __str__(self) -> str:
        return self.words


class NotReady(Refused):
    """The act is allowed, but something is missing first; `unmet` names each rule."""

    def __init__(self, message: str, unmet: Iterable[Unmet] = ()) -> None:
        super().__init__(message)
        self.unmet = tuple(unmet)

    @classmethod
    def naming(cls, unmet: Iterable[Unmet]) -> NotReady:
        """The refusal whose words are all the rules that are not met."""
        rules = tuple(unmet)
        return cls(" ".join(rule.words for rule in rules), rules)


class OutOfDate(Refused):
    """Somebody else was faster: the row is no longer what this person saw. `row` is that row, where there is one; read
    it anew to know how it stands."""

    def __init__(self, message: str, row: Model | None = None) -> None:
        super().__init__(message)
        self.row = row


class SpanMismatch(Refused):
    """The quoted words do not stand at that place of the article."""
