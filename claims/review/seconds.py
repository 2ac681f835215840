"""The blind second verdict: which claims need one, and how far a claim has come with it."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass

from django.conf import settings

from claims.models import Claim, HouseRule, Verdict
from claims.models.house_rule import Rule


class Second(enum.Enum):
    """How far a claim has come with its second verdict."""

    NOT_NEEDED = "not needed"
    NEEDED = "needed"  # nobody has signed the first of a pair
    AWAITED = "awaited"  # the first is sealed
    AGREED = "agreed"
    CLASH = "clash"
    DECIDED = "decided"  # by a third person


SETTLED = (Second.NOT_NEEDED, Second.AGREED, Second.DECIDED)


@dataclass(frozen=True, slots=True)
class Round:
    """The verdicts that stand for a claim now: one, a pair, or a pair and the one that decides between them."""

    state: Second
    first: Verdict | None = None
    second: Verdict | None = None
    deciding: Verdict | None = None

    @property
    def verdicts(self) -> list[Verdict]:
        return [verdict for verdict in (self.first, self.second, self.deciding) if verdict]

    @property
    def authors(self) -> set[int]:
        """Who signed one of them: none of these people reviews the claim."""
        return {verdict.author_id for verdict in self.verdicts}

    @property
    def standing(self) -> Verdict | None:
        """The one that holds; of a pair that agrees the first, of a clash that nobody decided none."""
        return self.deciding or (self.first if self.state in SETTLED else None)


def round_of(claim: Claim) -> Round:
    """How a claim stands, from its verdicts."""
    rows = claim.verdicts.select_related("author", "blind_to__author", "decides__author", "decides__blind_to__author")
    latest = rows.first()
    if latest is None:
        return Round(Second.NEEDED if needs_second(claim) else Second.NOT_NEEDED)
    if latest.decides:
        return Round(Second.DECIDED, latest.decides.blind_to, latest.decides, latest)
    if latest.blind_to:
        agree = latest.agrees_with(latest.blind_to)
        return Round(Second.AGREED if agree else Second.CLASH, latest.blind_to, latest)
    if latest.awaits_second:
        return Round(Second.AWAITED, latest)
    return Round(Second.NEEDED if needs_second(claim) else Second.NOT_NEEDED, latest)


def needs_second(claim: Claim) -> bool:
    """Asked for by hand, or by the house rule: check-worthy enough, or in the sampled share. A desk of one has nobody
    to ask unless they do so by hand."""
    if claim.second_wanted:
        return True
    rule = HouseRule.objects.settings()[Rule.BLIND_SECOND]
    if not rule.enabled or settings.ONE_PERSON_DESK:
        return False
    return claim.check_score >= rule.parameters["check_score"] or _draw(claim.pk) < rule.parameters["share"]


def _draw(claim: int) -> float:
    """A number from 0 to 1 that looks drawn by lot and is the same each time somebody asks for this claim."""
    return int.from_bytes(hashlib.sha256(f"second {claim}".encode()).digest()[:8]) / 2**64
