"""What people gathered about a claim goes along when it goes up in another one, and comes back when that is undone:
comments, evidence, searches, requests for a reply, relations, and who follows it. Verdicts stay with what they judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from claims.models import Attribution, ClaimRelation, Comment, Evidence, Following, ReplyRequest, SearchEntry, search


@dataclass(frozen=True, slots=True)
class Carried:
    """One kind of rows: the field that names the claim, and the fields that no two rows of a claim share."""

    model: type[Model]
    field: str = "claim"
    single: tuple[tuple[str, ...], ...] = ()
    withdrawn: bool = False  # rows that were withdrawn share them with anybody
    other: str = ""  # the field that may not name the same claim

    def movable(self, rows: QuerySet[Any], to: int) -> QuerySet[Any]:
        """Those of the rows that the claim `to` has not in the same words already; the others stay where they are."""
        there = self.model._default_manager.filter(**{self.field: to})
        stands = Q(withdrawn_at__isnull=True) if self.withdrawn else Q()
        for fields in self.single:
            same = there.filter(stands, **{name: OuterRef(name) for name in fields})
            if fields == _LINK:
                same = same.exclude(url="")
            rows = rows.exclude(stands & Exists(same))
        return rows.exclude(**{self.other: to}) if self.other else rows


_LINK = ("url",)  # "" where the evidence is a file or an article
KINDS = {
    "comments": Carried(Comment),
    "evidence": Carried(Evidence, single=(_LINK, ("article",), ("file",)), withdrawn=True),
    "searches": Carried(SearchEntry),
    "replies": Carried(ReplyRequest),
    "relations": Carried(ClaimRelation, single=(("other", "kind"),), withdrawn=True, other="other"),
    "relations_to": Carried(ClaimRelation, field="other", single=(("claim", "kind"),), withdrawn=True, other="claim"),
    "followings": Carried(Following, single=(("user",),)),
}
SEARCHED = {"comments", "evidence"}  # whose words a claim is found by


def carry(leaving: Attribution, kept: int) -> dict[str, Any]:
    """Before an appearance goes to the claim `kept`: when it is the last one of its own, move what was gathered.

    Returns what the log says about it, {kind: numbers of rows}, by which `put` finds them again; nothing, when nothing
    was moved.
    """
    gone = leaving.claim_id
    if Attribution.objects.standing().filter(claim=gone).exclude(pk=leaving.pk).exists():
        return {}
    return _move(dict.fromkeys(KINDS), gone, kept)


def put(stands: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Move them to the claim that is `wanted` again, as far as they are where that act had put them."""
    _move({kind: wanted[kind] for kind in KINDS if kind in wanted}, stands["claim"], wanted["claim"])


def _move(which: dict[str, list[int] | None], origin: int, to: int) -> dict[str, Any]:
    """Move these rows, None for all of a kind, from one claim to another; returns which were."""
    moved: dict[str, Any] = {}
    for name, numbers in which.items():
        kind = KINDS[name]
        rows = kind.model._default_manager.filter(**{kind.field: origin})
        rows = rows if numbers is None else rows.filter(pk__in=numbers)
        pks = sorted(kind.movable(rows, to).values_list("pk", flat=True))
        if pks:
            kind.model._default_manager.filter(pk__in=pks).update(**{kind.field: to})
            moved[name] = pks
    if SEARCHED & moved.keys():
        search.refresh([origin, to])
    return moved
