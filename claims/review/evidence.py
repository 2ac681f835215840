"""Evidence: what an analyst puts beside a claim, a link or an article of the archive, with a stance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims.models import Article, Claim, Event, Evidence, search
from claims.review.errors import NotReady
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_ADDRESS = 2048
_is_web_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_evidence(
    user: User,
    claim_id: int,
    *,
    stance: str,
    url: str = "",
    article: Article | None = None,
    title: str = "",
    quote: str = "",
    note: str = "",
) -> Evidence:
    """Put a link (`url`) or an Article beside a claim; exactly one of the two.

    Nothing is fetched from the address. Raises NotAllowed, or NotReady when the address is not one of the web, the
    stance is unknown, or the claim has this evidence already.
    """
    require(user, Right.ANNOTATE)
    claim = Claim.objects.get(pk=claim_id)
    url = url.strip()
    if bool(url) == (article is not None):
        raise NotReady(_("Evidence is a link or an article of the archive: give one of the two."))
    if stance not in Evidence.Stance.values:
        raise NotReady(_("Say what the evidence does: support, refute or give context."))
    if url:
        _check_address(url)
    if len(title) > 300:
        raise NotReady(_("A title has at most 300 characters."))
    try:
        with transaction.atomic():
            evidence = Evidence.objects.create(
                claim=claim,
                article=article,
                url=url,
                title=" ".join(title.split()),
                stance=stance,
                quote=quote.strip(),
                note=note.strip(),
                created_by=user,
            )
    except IntegrityError:
        raise NotReady(_("This is evidence of the claim already.")) from None
    search.refresh([claim.pk])
    Event.objects.append(
        Event.Act.EVIDENCE_ADDED,
        actor=user,
        claim=claim,
        article=article,
        new={"evidence": evidence.pk, "stance": stance, "what": evidence.title or url or str(article)},
    )
    return evidence


def _check_address(url: str) -> None:
    if len(url) > LONGEST_ADDRESS:
        raise NotReady(_("The address is longer than %(n)d characters.") % {"n": LONGEST_ADDRESS})
    try:
        _is_web_address(url)
    except ValidationError:
        raise NotReady(
            _("“%(url)s” is not an address of the web: it begins with http:// or https://.") % {"url": url[:80]}
        ) from None
    if "@" in url.split("/")[2]:
        # user:password@host: would put a password into the log, and is how a link hides where it leads.
        raise NotReady(_("The address holds a name or password before the “@”. Remove it."))
