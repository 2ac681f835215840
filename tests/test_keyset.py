"""Pages by key: every row on exactly one page, forwards and backwards, whatever the order."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from claims.filters.claims import ClaimFilter
from claims.filters.keyset import Key, Order, Page, beyond, first_page, page_after, page_before, read
from claims.models import Article, Claim

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SIZE = 3
DAYS = [dt.date(2026, 1, 1), None, dt.date(2026, 1, 2), dt.date(2026, 1, 1), None, None, dt.date(2026, 1, 1)]


@pytest.fixture
def articles() -> list[Article]:
    """Seven articles, three of one day and three of no day."""
    return Article.objects.bulk_create(
        Article(text=f"Text {n}", content_hash=f"{n}", title="Same" if n % 2 else f"T{n}", language="en", published=day)
        for n, day in enumerate(DAYS)
    )


def beginning(order: Order) -> Page:
    rows = Article.objects.order_by(*order.terms()).values_list("pk", order.field)
    return first_page(list(rows[: SIZE + 1]), SIZE)


def again(order: Order, key: Key) -> Key:
    """The key as it comes back from an address."""
    found = read(Article, order, str(key))
    assert found == key
    return found


@pytest.mark.parametrize("name", ["published", "-published", "title", "-title", "created_at", "-created_at"])
def test_pages_forwards_and_backwards_hold_every_row_once(articles, name):
    order = Order.of(Article, name)
    expected = list(Article.objects.order_by(*order.terms()).values_list("pk", flat=True))
    page = beginning(order)
    pages = [page.ids]
    while page.after:
        page = page_after(Article.objects.all(), order, again(order, page.after), SIZE)
        pages.append(page.ids)
    assert [pk for ids in pages for pk in ids] == expected and len(pages) == 3

    back = [page.ids]
    while page.before:
        page = page_before(Article.objects.all(), order, again(order, page.before), SIZE)
        back.insert(0, page.ids)
    assert back[0] == expected[:SIZE]
    assert {pk for ids in back for pk in ids} == set(expected)


def test_rows_with_nothing_in_the_field_come_last_either_way(articles):
    for name in ("published", "-published"):
        order = Order.of(Article, name)
        found = Article.objects.order_by(*order.terms()).values_list("published", flat=True)
        assert list(found[4:]) == [None, None, None]


def test_a_row_that_comes_in_before_moves_no_page(articles):
    order = Order.of(Article, "-created_at")
    after = beginning(order).after
    before = page_after(Article.objects.all(), order, after, SIZE).ids
    Article.objects.create(text="New", content_hash="new", language="en")

    assert page_after(Article.objects.all(), order, after, SIZE).ids == before


def test_behind_the_last_row_is_the_last_page(articles):
    order = Order.of(Article, "title")

    page = page_after(Article.objects.all(), order, Key("~", 1), SIZE)
    assert len(page.ids) == SIZE and page.before and not page.after


def test_a_page_far_behind_is_read_from_an_index_and_not_from_the_beginning(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL scans a table that is almost empty")
    filterset = ClaimFilter({}, user=cast.analyst)
    claim = Claim.objects.create(statement="Here", language="en")
    order = filterset.order
    rows = Claim.objects.order_by(*order.terms())
    key = Key(claim.updated_at, claim.pk)
    plan = rows.filter(beyond(order, key)).explain()
    assert "SEARCH claims_claim USING" in plan and "claim_by_change" in plan
    assert "TEMP B-TREE" not in plan
