"""What people say about a claim goes along when it goes up in another one, and comes back when that is undone; so does
who follows it."""

from __future__ import annotations

from typing import Any

from claims.models import Attribution, Comment, Following, search


def carry(leaving: Attribution, kept: int) -> dict[str, Any]:
    """Before an appearance goes to the claim `kept`: when it is the last one of its own, move comments and followers.

    Returns what the log says about it, by which `put` finds them again; nothing, when nothing was moved.
    """
    gone = leaving.claim_id
    if Attribution.objects.standing().filter(claim=gone).exclude(pk=leaving.pk).exists():
        return {}
    comments = Comment.objects.filter(claim=gone)
    # Who follows both already stays with both.
    followings = Following.objects.filter(claim=gone).exclude(
        user__in=Following.objects.filter(claim=kept).values("user")
    )
    moved: dict[str, Any] = {}
    for what, rows in (("comments", comments), ("followings", followings)):
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        if pks:
            rows.model.objects.filter(pk__in=pks).update(claim=kept)
            moved[what] = pks
    if "comments" in moved:
        search.refresh([gone, kept])
    return moved


def put(stands: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Move them to the claim that is `wanted` again, as far as they are where that act had put them."""
    where = {"claim": stands["claim"]}
    if "followings" in wanted:
        there = Following.objects.filter(claim=wanted["claim"]).values_list("user", flat=True)
        rows = Following.objects.filter(pk__in=wanted["followings"], **where).exclude(user__in=list(there))
        rows.update(claim=wanted["claim"])
    if "comments" in wanted:
        Comment.objects.filter(pk__in=wanted["comments"], **where).update(claim=wanted["claim"])
        search.refresh([stands["claim"], wanted["claim"]])
