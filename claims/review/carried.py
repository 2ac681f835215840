"""What people say about a claim goes along when it goes up in another one, and comes back when that is undone."""

from __future__ import annotations

from typing import Any

from claims.models import Attribution, Comment, search


def carry(leaving: Attribution, kept: int) -> dict[str, Any]:
    """Before an appearance goes to the claim `kept`: when it is the last one of its own, move the comments.

    Returns what the log says about it, by which `put` finds them again; nothing, when nothing was moved.
    """
    gone = leaving.claim_id
    if Attribution.objects.standing().filter(claim=gone).exclude(pk=leaving.pk).exists():
        return {}
    rows = Comment.objects.filter(claim=gone)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    if not moved:
        return {}
    rows.update(claim=kept)
    search.refresh([gone, kept])
    return {"comments": moved}


def put(stands: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Move them to the claim that is `wanted` again, as far as they are where that act had put them."""
    if "comments" in wanted:
        Comment.objects.filter(pk__in=wanted["comments"], claim=stands["claim"]).update(claim=wanted["claim"])
        search.refresh([stands["claim"], wanted["claim"]])
