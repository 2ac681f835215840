"""What becomes of a statement in the article's own voice: taken up as a claim, dismissed, or put back into the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Article, Attribution, Claim, Event, OwnVoice
from claims.models.claim import Finding
from claims.review.appearances import add_row
from claims.review.errors import OutOfDate
from claims.review.older import refuse_older
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def take_up(user: User, own_voice_id: int) -> Attribution:
    """Make a Claim of the statement; its Source is the outlet, or the outlet it credits. Taken up before, that one is
    returned; raises OutOfDate when somebody has dismissed it."""
    require(user, Right.ANNOTATE)
    Article.objects.lock(OwnVoice.objects.values_list("article", flat=True).get(pk=own_voice_id))
    own = _fresh(own_voice_id)
    if own.taken_up_as:
        return own.taken_up_as
    if own.dismissed:
        words = _("Somebody dismissed this statement. Put it back into the list first; nothing was changed.")
        raise OutOfDate(words, own)
    article = own.article
    claim = Claim.objects.create(
        statement=own.statement[:400],
        language=article.language,
        finding=Finding.UNATTRIBUTED,
        check_score=own.score,
        check_kind=own.kind,
        check_reasons=own.reasons,
    )
    attribution = add_row(
        user,
        article,
        claim,
        content=[(own.start, own.end, own.quote)],
        source=article.credit or article.outlet,
        source_type=Attribution.SourceType.OUTLET,
        rule="own_voice",
        act=Event.Act.TAKEN_UP,
    )
    own.taken_up_as = attribution
    own.save(update_fields=["taken_up_as"])
    return attribution


def dismiss(user: User, own_voice_id: int) -> OwnVoice:
    """Not worth a check: out of the list, and not offered again by a second split. Raises OutOfDate when taken up."""
    return _set_dismissed(user, own_voice_id, True, Event.Act.DISMISSED)


def recall(user: User, own_voice_id: int) -> OwnVoice:
    """Put a dismissed statement back into the list."""
    return _set_dismissed(user, own_voice_id, False, Event.Act.RECALLED)


@transaction.atomic
def _set_dismissed(user: User, own_voice_id: int, dismissed: bool, act: Event.Act) -> OwnVoice:
    require(user, Right.ANNOTATE)
    own = _fresh(own_voice_id)
    if own.taken_up_as_id:
        raise OutOfDate(_("Somebody has taken this statement up as a claim. Nothing was changed."), own)
    if own.dismissed == dismissed:
        return own
    own.dismissed = dismissed
    own.save(update_fields=["dismissed"])
    # By its place, not by its key: a second split makes the rows anew that nobody has decided.
    place = {"place": [own.start, own.end], "statement": own.statement}
    Event.objects.append(
        act,
        actor=user,
        article=own.article,
        old={**place, "dismissed": not dismissed},
        new={**place, "dismissed": dismissed},
    )
    return own


def put_dismissal(article: Article, stands: dict[str, Any], wanted: dict[str, Any]) -> None:
    """For undo and redo: dismissed or not, as `wanted` says. Raises OutOfDate when that is not what stands there."""
    start, end = wanted["place"]
    rows = article.own_voice.filter(start=start, end=end, taken_up_as__isnull=True, dismissed=stands["dismissed"])
    if not rows.update(dismissed=wanted["dismissed"]):
        raise _changed_since()


def put_taking_up(attribution: Attribution, *, standing: bool) -> None:
    """For undo and redo of a taking up: the statement goes back into the list, or becomes this attribution again.
    Raises OutOfDate when somebody has decided the statement meanwhile."""
    if not standing:
        OwnVoice.objects.filter(taken_up_as=attribution).update(taken_up_as=None)
        return
    content = attribution.spans_of("content")[0]
    rows = attribution.article.own_voice.untouched().filter(start=content.start, end=content.end)
    if not rows.update(taken_up_as=attribution):
        raise _changed_since()


def _changed_since() -> OutOfDate:
    return OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."))


def _fresh(own_voice_id: int) -> OwnVoice:
    rows = OwnVoice.objects.select_for_update(of=("self",)).select_related("article", "taken_up_as")
    own = rows.get(pk=own_voice_id)
    refuse_older(own.article_id)
    return own
