"""Claims of several articles that say the same become one: every appearance of the others goes to the claim that stays.

How far somebody has reviewed an appearance (its source, its words) is not touched: who joins claims says what they
state, not who says it. The claims that are left without appearances keep their history, and their verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from claims.models import Article, Attribution, BulkAct, Claim, Event
from claims.review import undo
from claims.review.attributions import fresh, write
from claims.review.carried import carry
from claims.review.door import fresh as fresh_claim
from claims.review.errors import NotReady, Refused
from claims.review.permissions import Right, require
from claims.review.workflow import appearance_moves, refuse_if_closed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models.attribution import AttributionQuerySet


def refusals(claims: Sequence[Claim], into: int) -> dict[int, Refused]:
    """{claim: why it cannot become one with the claim `into`}, of these; three queries."""
    stays = Claim.objects.filter(pk=into).first()
    if stays is None:
        gone = NotReady(_("The claim that was to stay is not there. Choose another one."))
        return dict.fromkeys((claim.pk for claim in claims), gone)
    standing = _standing([claim.pk for claim in claims])
    counted = dict(standing.values_list("claim").annotate(n=Count("pk")).order_by())
    older = set(standing.filter(article__superseded_by__isnull=False).values_list("claim", flat=True))
    found: dict[int, Refused] = {}
    for claim in claims:
        if refused := _refusal(claim, stays, counted.get(claim.pk, 0), is_older=claim.pk in older):
            found[claim.pk] = refused
    return found


def lock(claims: Iterable[int], into: int) -> None:
    """Hold what `join` will write of all these claims until the transaction ends, in the order in which everybody takes
    them: articles, then claims."""
    numbers = {*claims, into}
    Article.objects.lock(*set(_standing(numbers).values_list("article", flat=True)))
    list(Claim.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))


def join(user: User, claim_id: int, into: int, *, version: int, bulk: BulkAct) -> None:
    """Move every appearance of a claim to the claim `into`. Call `lock` first, in the same transaction.

    Raises NotAllowed, OutOfDate when somebody changed the claim since `version`, NotReady for what `refusals` names.
    """
    require(user, Right.ANNOTATE)
    claim = fresh_claim(claim_id, version)
    if refused := refusals([claim], into).get(claim_id):
        raise refused
    appearance_moves(claim_id, into)
    for pk, seen in _standing([claim_id]).order_by("article", "pk").values_list("pk", "version"):
        _move(user, fresh(pk, seen), into, bulk)


def part(user: User, moves: Sequence[Event], *, bulk: BulkAct) -> None:
    """Take the joining of one claim back: `moves` are its events, in their order. Raises OutOfDate when somebody
    changed one of the appearances since, NotReady when a claim is closed or an article has a newer version."""
    Article.objects.lock(*{move.article_id for move in moves if move.article_id})
    for move in reversed(moves):
        undo.take_back(user, move, bulk=bulk)


def _standing(claims: Iterable[int]) -> AttributionQuerySet:
    return Attribution.objects.standing().filter(claim__in=claims)


def _refusal(claim: Claim, stays: Claim, appearances: int, *, is_older: bool) -> Refused | None:
    if claim.language != stays.language:
        return NotReady(_("The claim is in another language; its statement would not fit the articles."))
    if not appearances:
        return NotReady(_("It has no appearance that could be moved."))
    if is_older:
        return NotReady(_("It stands in an article that has a newer version."))
    try:
        refuse_if_closed(stays)
        refuse_if_closed(claim)
    except NotReady as refused:
        return refused
    return None


def _move(user: User, attribution: Attribution, into: int, bulk: BulkAct) -> None:
    carried = carry(attribution, into)
    left = attribution.claim_id
    write(attribution, claim_id=into)
    Event.objects.append(
        Event.Act.CLAIM_SET,
        actor=user,
        article_id=attribution.article_id,
        attribution=attribution,
        claim_id=into,
        bulk=bulk,
        old={"claim": left, **carried},
        new={"claim": into, **carried},
    )
