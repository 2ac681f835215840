"""Reviews that were imported (`manage.py import_claimreviews`) or met in pages: answered from here, nobody is asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.coverage import claim_reviews
from claims.coverage.providers.base import Item, Page, Provider, Query
from claims.models import ClaimReview


def provider() -> Provider:
    return Provider("claimreview", "ClaimReview", lambda *_: "", lambda _: Page([]), 0, here=find)


def find(query: Query) -> Page | str:
    """First the reviews of what was said at the claim's own addresses, then those of a claim in such words."""
    if not ClaimReview.objects.exists():
        return _("No reviews were imported yet (manage.py import_claimreviews).")
    named = claim_reviews.about_addresses(query.addresses)
    worded = claim_reviews.about_words(query.text, query.language, most=query.limit)
    rows = {row.pk: row for row in [*named, *worded]}
    sure = {row.pk for row in named}
    return Page([_item(row, named=row.pk in sure) for row in rows.values()])


def _item(row: ClaimReview, *, named: bool) -> Item:
    return Item(
        url=row.url,
        title=row.title or row.claim,
        outlet=row.publisher,
        snippet=row.claim,
        language=row.language,
        published=row.published,
        rating=row.rating,
        names_address=named,
    )
