"""Take back that an article is a newer version of another: both stand on their own again; nothing decided is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from claims.models import Article, Attribution, Claim, Event, Reanchoring, search
from claims.review.attributions import write
from claims.review.errors import NotReady
from claims.review.older import refuse_older
from claims.review.permissions import Right, require
from claims.review.workflow import appearance_moves

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Reanchoring.State


@transaction.atomic
def part(user: User, article_id: int) -> Article:
    """Let the article follow no other; returns the one that it followed, which stands again as it was.

    What had moved over stays in the article, with its review, as a claim of its own without status; the claim stays
    with the older article. Raises NotReady when it follows none, has a newer version itself, or a claim is approved.
    """
    require(user, Right.ANNOTATE)
    older_id = Article.objects.values_list("supersedes", flat=True).get(pk=article_id)
    if older_id is None:
        raise NotReady(_("This article is a newer version of no other."))
    Article.objects.lock(older_id, article_id)
    refuse_older(article_id)
    if not Article.objects.filter(pk=article_id, supersedes=older_id).update(supersedes=None):
        raise NotReady(_("This article is a newer version of no other."))
    _on_their_own(user, article_id)
    _wait_again(article_id, older_id)
    Attribution.objects.filter(article=older_id).update(superseded=False)
    Event.objects.append(Event.Act.PARTED, actor=user, article_id=article_id, old={"article": older_id})
    return Article.objects.get(pk=older_id)


def _on_their_own(user: User, article_id: int) -> None:
    """Give what moved over claims of its own: appearances of one claim stay together."""
    shared = Attribution.objects.filter(article=article_id, claim=F("moved_from__attribution__claim"))
    rows = shared.select_related("claim").order_by("pk")
    appearance_moves(*{row.claim_id for row in rows})
    own: dict[int, Claim] = {}
    for row in rows:
        claim = row.claim
        if claim.pk not in own:
            same = ("statement", "language", "gloss", "gloss_language", "check_score", "check_kind", "check_reasons")
            own[claim.pk] = Claim.objects.create(**{name: getattr(claim, name) for name in same})
        write(row, claim=own[claim.pk])
        Event.objects.append(
            Event.Act.PARTED,
            actor=user,
            article_id=article_id,
            attribution=row,
            claim=own[claim.pk],
            implied=True,
            old={"claim": claim.pk},
            new={"claim": own[claim.pk].pk},
        )
    search.refresh([*own, *(claim.pk for claim in own.values())])


def _wait_again(article_id: int, older_id: int) -> None:
    """Forget what was decided about the older article's statements; those of versions before it wait for it again."""
    rows = Reanchoring.objects.filter(article=article_id)
    rows.filter(attribution__article=older_id).delete()
    Attribution.objects.filter(reanchoring__article=article_id).update(superseded=False)
    rows.update(
        article=older_id,
        state=State.WAITING,
        moved_as=None,
        words_changed=False,
        decided_by=None,
        decided_at=None,
        version=F("version") + 1,
    )
