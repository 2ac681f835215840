"""What can be wrong with an incoming text; the message is written for the person who sent it."""

from __future__ import annotations


class IngestError(ValueError):
    """The text was not taken in. Nothing was saved; `str(error)` says what to do."""
