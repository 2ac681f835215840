"""What can be wrong with an incoming text; the message is written for the person who sent it."""

from __future__ import annotations


class IngestError(ValueError):
    """The text was not taken in. Nothing was saved; `str(error)` says what to do."""


class FetchError(Exception):
    """A page was not fetched; `str(error)` says why, for a person. `permanent`: another try would end alike.

    `status`: the HTTP status, when there was an answer. `retry_after`: seconds to wait before another try, when the
    other side or our own politeness asks for it.
    """

    permanent = False

    def __init__(self, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class FetchRefused(FetchError):
    """The rules forbid this address or this answer; nothing was taken."""

    permanent = True


class FetchFailed(FetchError):
    """The address may be fetched, but nothing whole came back; later it may."""


class PageGone(FetchFailed):
    """The other side says that there is nothing at this address (a 4xx status)."""

    permanent = True
