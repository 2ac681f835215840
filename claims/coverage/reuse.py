"""Which earlier article a new one was copied from: found when it comes in, and kept as `TextReuse`.

Candidates are the articles that hold the same kept shingles, one in eight of all; those are then compared by all, as
`copies` does for the articles of one claim. Safe to repeat. In which order articles come in makes no difference: one
that comes late may be the parent of those already here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection, transaction
from django.db.models import Q

from claims.coverage import copies
from claims.coverage.preparing import KEPT_OF, kept_shingles, shingles
from claims.coverage.proposing import first_seen
from claims.models import ArchiveText, Article, Shingle, TextReuse
from claims.models.archive import ARTICLE_BITS, ARTICLES, article_at, day_at

METHOD = "shingles-1"
WINDOW = dt.timedelta(days=30)  # before and after; a story is copied within days
MOST_ASKED = 400  # shingles of one article looked up
MOST_HOLDERS = 100  # articles taken for one shingle, the newest: a set phrase stands in thousands
MOST_DATED, MOST_COMPARED = 60, 20  # candidates whose day is looked at, and of those in the window compared in full
LEAST = 0.1  # of the kept shingles of the shorter: CONTAINED of all is hardly ever fewer of the kept ones
MOST_FAMILY = 30
PER_QUERY = 50


@transaction.atomic
def index(article: Article, after: Article | None = None) -> TextReuse | None:
    """Keep the article's shingles, then `find`. `after`: the version before it, where that is not written down yet."""
    keys = [key_of(number, article.pk) for number in kept_shingles(_shingles(article.text))]
    Shingle.objects.bulk_create((Shingle(key=key) for key in keys), batch_size=500, ignore_conflicts=True)
    return find(article, after)


@transaction.atomic
def find(article: Article, after: Article | None = None) -> TextReuse | None:
    """Save who the article was copied from, and what was copied from it, as far as published within WINDOW; returns
    the first, if any. Another version of the same page is neither."""
    own = _read(article)
    versions = Article.objects.ids_of_all_versions({article.pk, after.pk if after else article.pk})
    others = [text for other in _candidates(article, versions) if _is_near(own, text := _read(other))]
    found = [reuse for other in others if (reuse := _compare(own, other))]
    best = max(found, key=_rank, default=None)
    known = TextReuse.objects.in_bulk([article.pk, *(other.key for other in others)])
    if best is None and article.pk in known:
        known[article.pk].delete()
    better = [
        reuse
        for other in others
        if (reuse := _compare(other, own))
        and (reuse.copy_id not in known or _rank(reuse) > _rank(known[reuse.copy_id]))
    ]
    if best and (article.pk not in known or _rank(best) != _rank(known[article.pk])):
        better.append(best)
    # In one order everywhere, or two at once would wait for each other for ever.
    TextReuse.objects.bulk_create(
        sorted(better, key=lambda reuse: reuse.copy_id),
        update_conflicts=True,
        unique_fields=["copy"],
        update_fields=["parent", "share", "directed", "method", "found_at"],
    )
    return best


def family(ids: Iterable[int]) -> set[int]:
    """Articles copied from these, or these from them, also by way of others; at most about MOST_FAMILY."""
    start = set(ids)
    found, new = set(start), set(start)
    while new and len(found) - len(start) < MOST_FAMILY:
        rows = TextReuse.objects.filter(Q(copy__in=new) | Q(parent__in=new)).order_by("-share", "copy")
        new = {pk for row in rows.values_list("copy", "parent")[:MOST_FAMILY] for pk in row} - found
        found |= new
    return found - start


def key_of(number: int, article_id: int) -> int:
    """The key of a `Shingle`."""
    return number << ARTICLE_BITS | article_id


def _candidates(article: Article, but: set[int]) -> Iterable[Article]:
    """Those that share most with the article, a shingle that few hold counting for more; in the window by their day."""
    numbers = kept_shingles(_shingles(article.text))[:MOST_ASKED]
    weights: dict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for start in range(0, len(numbers), PER_QUERY):
        for holders in _holders(numbers[start : start + PER_QUERY]):
            for pk in holders:
                weights[pk] += 1 / len(holders)
                shared[pk] += 1
    ranked = sorted(shared.keys() - but, key=lambda pk: (-weights[pk], pk))[:MOST_DATED]
    near = []
    for place, length in ArchiveText.objects.filter(pk__in=ranked).values_list("place", "length") if ranked else ():
        pk = article_at(place)
        shorter = min(len(numbers), length / KEPT_OF)
        if _may_be_near(article.published, day_at(place)) and shared[pk] >= LEAST * shorter:
            near.append(pk)
    near.sort(key=lambda pk: (-weights[pk], pk))
    return Article.objects.filter(pk__in=near[:MOST_COMPARED]).defer("clutter")


def _holders(numbers: Sequence[int]) -> list[list[int]]:
    """The articles that hold each of the shingles."""
    one = "SELECT * FROM (SELECT key FROM claims_shingle WHERE key BETWEEN %s AND %s ORDER BY key DESC LIMIT %s) AS s"
    bound = [value for number in numbers for value in (key_of(number, 0), key_of(number, ARTICLES), MOST_HOLDERS)]
    held: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(numbers)), bound)
        for (key,) in cursor.fetchall():
            held[key >> ARTICLE_BITS].append(article_at(key))
    return list(held.values())


def _read(article: Article) -> copies.Text:
    return copies.Text(article.pk, article.text, article.language, first_seen(article))


@lru_cache(maxsize=1_000)
def _shingles(text: str) -> frozenset[int]:
    """Articles that come in together are compared with the same ones."""
    return shingles(text)


def _may_be_near(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs(one - other) <= WINDOW


def _is_near(one: copies.Text, other: copies.Text) -> bool:
    return one.seen is None or other.seen is None or abs(one.seen - other.seen) <= WINDOW


def _compare(copy: copies.Text, parent: copies.Text) -> TextReuse | None:
    """That one is the other's copy, unless it shares too little or was there before."""
    own = _shingles(copy.text)
    count = len(own & _shingles(parent.text))
    earlier = copies.is_earlier(parent, copy)
    if count < max(copies.FEWEST, copies.CONTAINED * len(own)) or earlier is False:
        return None
    return TextReuse(
        copy_id=int(str(copy.key)),
        parent_id=int(str(parent.key)),
        share=count / len(own),
        directed=earlier is True,
        method=METHOD,
    )


def _rank(reuse: TextReuse) -> tuple[float, bool, int]:
    """Which of several is the best: the greatest. Of equals the article that came in first."""
    return reuse.share, reuse.directed, -reuse.parent_id
