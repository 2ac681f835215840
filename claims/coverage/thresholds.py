"""From which score on an article is shown as coverage: what decisions say of it, and what a person made of that.

Decisions propose, people adopt: nothing here changes by itself. What was never shown was never decided, so the figures
say nothing of what lies below the threshold that was in use.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims.coverage.matching import LOWEST_SCORE
from claims.models import CoverageMatch, CoverageThreshold, Event
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FEWEST = 50  # decisions of yes or no in a group, before anything is proposed …
FEWEST_OF_EACH = 10  # … and of yes, and of no
KEPT = 0.95  # of what people said yes to, at least, above a proposed threshold
DELIVERED = 1  # the version that nobody has set
STEPS = tuple(step / 100 for step in range(35, 95, 5))
Group, Decision = CoverageThreshold.Group, CoverageMatch.Decision
DECIDED = (Decision.RELATED, Decision.NOT_RELATED, Decision.NOT_SURE)


@dataclass(frozen=True, slots=True)
class Decided:
    """One match that a person decided. `yes`: related; None: not sure."""

    score: float
    yes: bool | None
    relation: str
    languages: tuple[str, str]  # of the claim, of the article

    @property
    def group(self) -> str:
        return group_of(*self.languages)


@dataclass(frozen=True, slots=True)
class At:
    """What a threshold would show: `yes` of `all_yes` that people said yes to, and `no` of `all_no`."""

    value: float
    yes: int
    no: int
    all_yes: int
    all_no: int

    @property
    def shown(self) -> int:
        return self.yes + self.no

    @property
    def precision(self) -> float | None:
        return self.yes / self.shown if self.shown else None

    @property
    def recall(self) -> float | None:
        return self.yes / self.all_yes if self.all_yes else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A group: the threshold in use (`row` None: as delivered), the decisions, what each threshold would show, how
    many decisions are missing, and the proposal, if any."""

    group: str
    value: float
    row: CoverageThreshold | None
    yes: int
    no: int
    unsure: int
    steps: tuple[At, ...]
    missing: int
    proposed: At | None

    @property
    def version(self) -> int:
        return self.row.version if self.row else DELIVERED


def group_of(claim: str, article: str) -> str:
    """The group of a claim in one language and an article in one."""
    return Group.SAME.value if claim == article else Group.ABROAD.value


def in_use() -> dict[str, float]:
    """{group: from which score on an article is shown}."""
    return dict.fromkeys(Group.values, LOWEST_SCORE) | {
        group: row.value for group, row in CoverageThreshold.objects.in_use().items()
    }


def decided() -> list[Decided]:
    """Every decision of people that stands."""
    rows = CoverageMatch.objects.filter(decision__in=DECIDED).values_list(
        "score", "decision", "relation", "claim__language", "article__language"
    )
    yes = {Decision.RELATED.value: True, Decision.NOT_RELATED.value: False}
    return [Decided(score, yes.get(how), relation, (one, two)) for score, how, relation, one, two in rows]


def standings(decisions: Sequence[Decided]) -> list[Standing]:
    """Each group as it stands."""
    rows = CoverageThreshold.objects.in_use()
    return [
        standing(group, [one for one in decisions if one.group == group], rows.get(group)) for group in Group.values
    ]


def standing(group: str, decisions: Sequence[Decided], row: CoverageThreshold | None) -> Standing:
    """One group, from its decisions."""
    value = row.value if row else LOWEST_SCORE
    yes = sorted(one.score for one in decisions if one.yes is True)
    no = sorted(one.score for one in decisions if one.yes is False)
    steps = tuple(_at(step, yes, no) for step in sorted({*STEPS, value}))
    missing = max(FEWEST - len(yes) - len(no), FEWEST_OF_EACH - len(yes), FEWEST_OF_EACH - len(no), 0)
    return Standing(
        group, value, row, len(yes), len(no), len(decisions) - len(yes) - len(no), steps, missing,
        None if missing else _proposal(steps, value),
    )  # fmt: skip


def _at(value: float, yes: Sequence[float], no: Sequence[float]) -> At:
    return At(value, sum(score >= value for score in yes), sum(score >= value for score in no), len(yes), len(no))


def _proposal(steps: Iterable[At], now: float) -> At | None:
    """The highest threshold that keeps nearly all that people said yes to; None when that is the one in use. A lower
    one is never proposed: nobody has decided about what it would show."""
    keeping = [at for at in steps if at.recall is not None and at.recall >= KEPT and at.value > now]
    best = max(keeping, key=lambda at: at.value, default=None)
    here = next((at for at in steps if at.value == now), None)
    return best if best and here and best.no < here.no else None


def by_pair(decisions: Iterable[Decided]) -> list[tuple[str, tuple[str, str], list[float], list[float], int]]:
    """(relation, languages, scores of yes, scores of no, not sure) of each relation and pair of languages."""
    found: dict[tuple[str, tuple[str, str]], list[Decided]] = defaultdict(list)
    for one in decisions:
        found[one.relation, one.languages].append(one)
    return [
        (
            relation,
            languages,
            sorted(one.score for one in some if one.yes is True),
            sorted(one.score for one in some if one.yes is False),
            sum(one.yes is None for one in some),
        )
        for (relation, languages), some in sorted(found.items())
    ]


def adopt(user: User, group: str, value: float, *, version: int) -> CoverageThreshold:
    """Use the threshold that the decisions propose now, where the person saw `version` in use.

    Raises NotAllowed, NotReady when something else, or nothing, is proposed, or OutOfDate.
    """
    require(user, Right.REVIEW)
    now = next((one for one in standings(decided()) if one.group == group), None)
    if now is None or now.proposed is None or not math.isclose(now.proposed.value, value):
        raise NotReady(_("The decisions do not propose this threshold (any more)."))
    if now.version != version:
        raise _out_of_date(group)
    return _set(user, now, now.proposed.value, now.yes + now.no)


def take_back(user: User, group: str, *, version: int) -> CoverageThreshold:
    """Use again what was in use before. Raises NotAllowed, NotReady when nothing was set, or OutOfDate."""
    require(user, Right.REVIEW)
    rows = list(CoverageThreshold.objects.filter(group=group).order_by("version"))
    if not rows or rows[-1].decisions == 0:
        raise NotReady(_("There is nothing to undo here."))
    if rows[-1].version != version:
        raise _out_of_date(group)
    before = rows[-2].value if len(rows) > 1 else LOWEST_SCORE
    return _set(user, standing(group, [], rows[-1]), before, 0)


def _out_of_date(group: str) -> OutOfDate:
    latest = CoverageThreshold.objects.filter(group=group).order_by("version").last()
    return OutOfDate(_("Somebody else set another threshold meanwhile. Nothing of yours was saved."), latest)


@transaction.atomic
def _set(user: User, now: Standing, value: float, decisions: int) -> CoverageThreshold:
    try:
        with transaction.atomic():
            made = CoverageThreshold.objects.create(
                group=now.group, version=now.version + 1, value=value, decisions=decisions, adopted_by=user
            )
    except IntegrityError:
        raise _out_of_date(now.group) from None
    Event.objects.append(
        Event.Act.THRESHOLD_SET,
        actor=user,
        old={"value": now.value},
        new={"value": value, "group": now.group, "version": made.version, "decisions": decisions},
    )
    return made
