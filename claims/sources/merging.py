"""Two Sources that are one: merge them, and take the merge back exactly.

The merged Source keeps its row and points to the one that stays; everything that named it is moved, and the Event says
row by row what, so that all of it can go back. What people changed on a row since then is theirs and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from claims.models import (
    Article,
    Attribution,
    Comment,
    Event,
    Feed,
    Following,
    RelayHop,
    Source,
    SourceAlias,
    SourceGrade,
    SourceStake,
)
from claims.review.errors import NotReady
from claims.review.permissions import Right, require
from claims.sources.profile import fresh, refuse_circle, write

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FILLED = ("role", "country", "wikidata", "speaks_for_id")  # taken over where the Source that stays has nothing


@transaction.atomic
def merge(user: User, gone_id: int, kept_id: int, *, gone_version: int, kept_version: int) -> Source:
    """Make `gone` another name of `kept`; returns `kept`.

    Raises NotReady when they are the same row, when one speaks for the other, also through others (a spokesman and a
    body stay two), or when both stand in one relay chain; OutOfDate when somebody changed one of them.
    """
    require(user, Right.ANNOTATE)
    if gone_id == kept_id:
        raise NotReady(_("Choose two different sources."))
    _lock_articles_of(gone_id)
    first, second = sorted([(gone_id, gone_version), (kept_id, kept_version)])  # locked in one order by everybody
    rows = {pk: fresh(pk, version) for pk, version in (first, second)}
    gone, kept = rows[gone_id], rows[kept_id]
    if gone.speaks_for_id == kept.pk or kept.speaks_for_id == gone.pk:
        raise NotReady(_("One speaks for the other. A spokesperson and a body stay two sources."))
    shared = RelayHop.objects.filter(source=gone, attribution__relays__source=kept).select_related("attribution")
    if shared.exists():
        hop = shared[0]
        raise NotReady(
            _("Both stand in the relay chain of claim %(n)d of an article. Take one out there first.")
            % {"n": hop.attribution.number}
        )
    moved = _move(gone, kept)
    moved["filled"] = _fill(gone, kept)
    refuse_circle(kept.pk, kept.speaks_for_id)
    write(gone, merged_into_id=kept.pk)
    Event.objects.append(
        Event.Act.SOURCE_MERGED,
        actor=user,
        source=kept,
        old={"name": gone.name},
        new={"name": kept.name, "gone": gone.pk, "moved": moved},
    )
    return kept


@transaction.atomic
def part(user: User, gone_id: int, kept_id: int, *, version: int) -> Source:
    """Take the merge of `gone` into `kept` back: every row that was moved and is still where it was put goes back.

    Raises NotReady when they are not merged, or when a change since then would make a circle of it; OutOfDate.
    """
    require(user, Right.ANNOTATE)
    _lock_articles_of(kept_id)
    gone = Source.objects.locked().filter(pk=gone_id, merged_into=kept_id).first()
    if gone is None:
        raise NotReady(_("The two are not merged, or not any more."))
    kept = fresh(kept_id, version)
    event = Event.objects.filter(act=Event.Act.SOURCE_MERGED, source=kept, new__gone=gone.pk).order_by("-pk")[0]
    moved: dict[str, Any] = event.new["moved"]
    _move_back(gone, kept, moved)
    before: dict[str, Any] = moved["filled"]
    # What was filled in is emptied again, unless somebody has written something else there since.
    write(kept, **{name: old for name, (old, new) in before.items() if getattr(kept, name) == new})
    write(gone, merged_into_id=None)
    refuse_circle(gone.pk, gone.speaks_for_id)
    Event.objects.append(
        Event.Act.SOURCE_PARTED,
        actor=user,
        source=kept,
        undoes=event,
        old={"name": kept.name},
        new={"name": gone.name, "gone": gone.pk},
    )
    return gone


def _lock_articles_of(source_id: int) -> None:
    """Articles come before Sources: an undo holds its article while it waits for a Source."""
    Article.objects.lock(
        *Article.objects.filter(Q(outlet=source_id) | Q(credit=source_id)).values_list("pk", flat=True)
    )


def _named_by(source: Source) -> dict[str, Any]:
    """All rows that name a Source, as querysets by what the log calls them, with the field that does."""
    return {
        "attributions": (Attribution.objects.filter(source=source), "source"),
        "relays": (RelayHop.objects.filter(source=source), "source"),
        "outlets": (Article.objects.filter(outlet=source), "outlet"),
        "feeds": (Feed.objects.filter(outlet=source), "outlet"),
        "credits": (Article.objects.filter(credit=source), "credit"),
        "speakers": (Source.objects.filter(speaks_for=source), "speaks_for"),
        "aliases": (SourceAlias.objects.filter(source=source), "source"),
        "stakes": (SourceStake.objects.filter(source=source), "source"),
        "grades": (SourceGrade.objects.filter(source=source), "source"),
        "comments": (Comment.objects.filter(source=source), "source"),
        "followings": (Following.objects.filter(source=source), "source"),
    }


def _move(gone: Source, kept: Source) -> dict[str, Any]:
    """Point every row at `kept`; returns which ones. Names, stakes and followers of both stay where they are."""
    names = set(kept.aliases.values_list("key", "language"))
    topics = set(kept.stakes.values_list("key", flat=True))
    followers = set(kept.followings.values_list("user", flat=True))
    moved: dict[str, Any] = {}
    for what, (rows, field) in _named_by(gone).items():
        if what == "aliases":
            pks = [one.pk for one in rows if (one.key, one.language) not in names]
        elif what == "stakes":
            pks = [one.pk for one in rows if one.key not in topics]
        elif what == "followings":
            pks = [one.pk for one in rows if one.user_id not in followers]
        else:
            pks = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.model.objects.filter(pk__in=pks).update(**{field: kept}, **_seen_as_changed(what))
        moved[what] = pks
    alias, made = SourceAlias.objects.get_or_create(
        source=kept, key=gone.key, language="", defaults={"name": gone.name}
    )
    moved["alias_made"] = alias.pk if made else None
    return moved


def _move_back(gone: Source, kept: Source, moved: dict[str, Any]) -> None:
    if moved["alias_made"]:
        SourceAlias.objects.filter(pk=moved["alias_made"], source=kept).delete()
    for what, (rows, field) in _named_by(kept).items():
        rows.filter(pk__in=moved.get(what, [])).update(**{field: gone}, **_seen_as_changed(what))


def _seen_as_changed(what: str) -> dict[str, Any]:
    """People who have such a row open are told that it changed."""
    return {"version": F("version") + 1} if what in ("attributions", "speakers") else {}


def _fill(gone: Source, kept: Source) -> dict[str, list[Any]]:
    """Give `kept` what only `gone` had; returns {field: [before, after]}."""
    wanted = {name: getattr(gone, name) for name in FILLED if getattr(gone, name) and not getattr(kept, name)}
    before = {name: [getattr(kept, name), value] for name, value in wanted.items()}
    write(kept, **wanted)
    return before
