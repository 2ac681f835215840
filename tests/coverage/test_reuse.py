"""Who an article was copied from, found when it comes in."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.coverage import reuse
from claims.coverage.sweep import find_coverage
from claims.ingest.found import Found, keep
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Shingle, TextReuse
from tests.articles import DAM, DAM_DENIAL, REFERENCE, demo_text

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = dt.date(2024, 3, 5)
NEWS = demo_text("courier-rice")


def take_in(text: str, days: int = 0) -> Article:
    return save_article(text, published=DAY + dt.timedelta(days=days))[0]


def links() -> list[tuple[int, int, bool]]:
    return list(TextReuse.objects.order_by("copy").values_list("copy", "parent", "directed"))


def test_a_copy_finds_its_parent_and_what_is_nobodys_copy_finds_none():
    parent = take_in(NEWS)
    take_in(DAM)
    copy = take_in(NEWS[: len(NEWS) // 2] + DAM_DENIAL, 2)
    assert links() == [(copy.pk, parent.pk, True)]
    assert 0.3 <= copy.reuse.share < 1


def test_what_is_found_outside_is_compared_as_well():
    parent = take_in(NEWS)
    page = keep(
        Found("https://copyist.example/rice", "Rice", text=f"{NEWS}\nRead more.", published=DAY + dt.timedelta(days=1))
    )
    assert links() == [(page.pk, parent.pk, True)]


def test_of_two_with_equal_times_each_is_the_others_copy_without_direction():
    one, other = take_in(NEWS), take_in(f"{NEWS}\nRead more.")
    assert links() == [(one.pk, other.pk, False), (other.pk, one.pk, False)]


def test_an_original_that_comes_in_late_takes_the_place_of_a_worse_parent():
    worse = take_in(NEWS[: len(NEWS) // 2] + DAM, 1)
    copy = take_in(f"{NEWS}\nRead more.", 3)
    assert copy.reuse.parent == worse
    original = take_in(NEWS)
    assert TextReuse.objects.get(copy=copy).parent == original


def test_looking_twice_gives_the_same_as_looking_once():
    take_in(NEWS)
    copy = take_in(f"{NEWS}\nRead more.", 1)
    before = list(TextReuse.objects.values()), Shingle.objects.count()
    reuse.index(copy)
    assert (list(TextReuse.objects.values()), Shingle.objects.count()) == before


def test_what_was_published_months_before_is_no_parent():
    take_in(NEWS)
    take_in(f"{NEWS}\nRead more.", 90)
    assert links() == []


def test_a_newer_version_of_a_page_is_no_copy_of_it():
    first = take_in(NEWS)
    save_article(f"{NEWS}\nUpdated.", published=DAY + dt.timedelta(days=1), supersedes=first)
    assert links() == []


def test_a_set_phrase_that_many_hold_hides_no_parent(monkeypatch):
    monkeypatch.setattr(reuse, "MOST_HOLDERS", 3)
    footer = "Follow our channel for more news of the day and write to us at any hour of the night or the morning."
    parent = take_in(f"{NEWS}\n{footer}")
    for number, name in enumerate(("ledger-ferry", "courier-sanctions", "gazette-rice", "gazette-no-agreement")):
        take_in(f"{demo_text(name)}\n{footer}", number)
    copy = take_in(f"{NEWS[: len(NEWS) * 2 // 3]}\n{footer}", 6)
    assert copy.reuse.parent == parent


def test_the_search_for_a_claim_looks_at_copies_that_the_archive_ranks_too_low(monkeypatch):
    article, _ = save_article(REFERENCE)
    split(article)
    copy, _ = save_article(f"{REFERENCE}\nBaca juga: berita lain hari ini.")
    monkeypatch.setattr("claims.coverage.sweep.MOST_COMPARED", 0)
    claim = Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")
    find_coverage(claim)
    assert [match.article for match in claim.coverage.all()] == [copy]
