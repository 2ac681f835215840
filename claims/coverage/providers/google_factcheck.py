"""Google Fact Check Tools, `claims:search` (v1alpha1): what fact-checkers have published about a claim."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from claims.coverage.providers.base import Item, Page, Provider, Query, as_json, link, moment, part, plain, rows

MOST_WORDS = 12  # long sentences find little there


def provider() -> Provider:
    return Provider(
        name="google_factcheck",
        label="Google Fact Check Tools",
        address=address,
        read=read,
        seconds_between=1,
        most_words=MOST_WORDS,
        key=settings.GOOGLE_FACTCHECK_KEY,
        missing="" if settings.GOOGLE_FACTCHECK_KEY else _("No key is set (GOOGLE_FACTCHECK_KEY)."),
    )


def address(query: Query, cursor: str) -> str:
    asked = {"query": " ".join(query.text.split()[:MOST_WORDS]), "pageSize": str(min(query.limit, 50))}
    if query.language:
        asked["languageCode"] = query.language
    if cursor:
        asked["pageToken"] = cursor
    # The address is never logged or shown.
    return f"{settings.GOOGLE_FACTCHECK_URL}?{urlencode(asked | {'key': settings.GOOGLE_FACTCHECK_KEY})}"


def read(text: str) -> Page:
    """One item for each review; every field but its address may be missing. No `claims` at all: nothing found."""
    answer = as_json(text)
    items = []
    for claim in rows(answer.get("claims")):
        for review in rows(claim.get("claimReview")):
            publisher = part(review.get("publisher"))
            if url := link(review.get("url")):
                items.append(
                    Item(
                        url=url,
                        title=plain(review.get("title")) or plain(claim.get("text")),
                        outlet=plain(publisher.get("name")) or plain(publisher.get("site")),
                        snippet=plain(claim.get("text")),
                        language=plain(review.get("languageCode")),
                        published=moment(review.get("reviewDate")),
                        rating=plain(review.get("textualRating")),
                    )
                )
    return Page(items, plain(answer.get("nextPageToken")))
