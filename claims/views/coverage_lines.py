"""How looking for coverage of a claim stands: the archive and each provider on a line of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from claims.coverage import fanout
from claims.models import Job, ProviderCall
from claims.models.prepared import Prepared
from claims.models.provider_call import Outcome

JOBS: Prepared[Job] = Prepared(lambda claim: Job.objects.of_coverage(claim).select_related("call"))
State = Job.State
ENDED = frozenset(Outcome.values)


@dataclass(frozen=True, slots=True)
class Line:
    """One place where coverage is looked for. `state`: waiting, running, stopping, or a value of Outcome."""

    provider: str  # "" for our archive
    label: str
    state: str
    found: int = 0
    carrying: int = 0
    archive: int = 0  # size of the archive
    reason: str = ""
    at: dt.datetime | None = None
    again_at: dt.datetime | None = None  # when it is asked again by itself

    @property
    def is_finished(self) -> bool:
        return self.state in ENDED

    @property
    def may_repeat(self) -> bool:
        """Whether asking again can bring an answer: of a provider that is switched off it cannot."""
        if not self.provider:
            return self.state == Outcome.FAILED
        return self.state in (Outcome.FAILED, Outcome.NOT_ASKED) and fanout.switched_on(self.provider) is not None


@dataclass(frozen=True, slots=True)
class Search:
    """All lines of a claim. `mark` changes whenever one of them comes to an end, or has found more on its way."""

    lines: tuple[Line, ...]
    mark: str

    @property
    def is_finished(self) -> bool:
        return all(line.is_finished for line in self.lines)

    @property
    def finished(self) -> int:
        return sum(line.is_finished for line in self.lines)

    @property
    def failed(self) -> int:
        return sum(line.state == Outcome.FAILED for line in self.lines)

    @property
    def only_archive(self) -> bool:
        """Nobody else was asked, because nobody else is configured."""
        return not settings.COVERAGE_PROVIDERS and len(self.lines) <= 1


def search_of(claim: int) -> Search:
    """How looking for coverage of a claim stands; no lines when nobody has looked."""
    latest = JOBS(claim)
    lines = [_of_archive(job) for job in latest if job.kind == Job.Kind.FIND_COVERAGE]
    asked = [_of_provider(job) for job in latest if job.kind == Job.Kind.ASK_PROVIDER]
    lines += sorted(asked, key=lambda line: (line.label, line.provider))
    ended = max((job.pk for job in latest if job.is_finished), default=0)
    so_far = sum(line.found for line in lines if not line.is_finished)
    return Search(tuple(lines), f"{ended}-{sum(line.is_finished for line in lines)}-{len(lines)}-{so_far}")


def _of_archive(job: Job) -> Line:
    label, result = _("Our archive"), job.result or {}
    about: dict[str, Any] = {"found": result.get("found", 0), "archive": result.get("archive", 0)}
    if job.state == State.DONE or (job.state == State.CANCELLED and "found" in result):
        state = Outcome.FOUND if about["found"] else Outcome.NONE_FOUND
        reason = result.get("reason", "")
        return Line("", label, state, **about, carrying=about["found"], reason=reason, at=job.finished_at)
    return _of_job("", label, job)


def _of_provider(job: Job) -> Line:
    call: ProviderCall | None = getattr(job, "call", None)
    if call is None:
        return _of_job(job.provider, _label(job.provider), job)
    return Line(
        job.provider, call.label or job.provider, call.outcome, call.found, call.carrying, reason=call.reason,
        at=call.finished_at, again_at=call.retry_after,
    )  # fmt: skip


def _of_job(provider: str, label: str, job: Job) -> Line:
    """The line of a job that has brought no answer."""
    if job.state == State.FAILED:
        return Line(provider, label, Outcome.FAILED, reason=job.reason, at=job.finished_at)
    if job.state == State.CANCELLED:
        return Line(provider, label, Outcome.NOT_ASKED, reason=_("Somebody stopped the search."), at=job.finished_at)
    so_far = {name: (job.result or {}).get(name, 0) for name in ("found", "carrying")}
    if job.state == State.RUNNING:
        return Line(provider, label, "stopping" if job.stop_asked_at else "running", **so_far)
    if job.state == State.WAITING:
        return Line(provider, label, "waiting", reason=job.reason, **so_far)
    return Line(provider, label, Outcome.NOT_ASKED, at=job.finished_at)


def _label(name: str) -> str:
    provider = fanout.switched_on(name)
    return provider.label if provider else name
