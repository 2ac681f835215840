"""What the archive keeps of a text, for many texts at once. Pure, so that other processes can do it.

They are started anew and import this module alone: no Django, no database.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from struct import Struct
from zlib import crc32

from claims.coverage.copies import WORDS
from claims.coverage.terms import plain_words, terms_and_plain_words

KEPT_OF = 8  # one shingle in so many is kept: which, its hash decides, so that copies keep the same ones

# An article's number as PostgreSQL takes it in an array: how many bytes it has, and these.
ITEM = Struct(">ii")
BYTES_OF_NUMBER = 4

Text = tuple[int, int, str, str]  # an article's number, place, language and text
Row = tuple[int, int, str, str, int]  # its number, place, language, terms and how many they are


@dataclass(frozen=True, slots=True)
class Held:
    """Which of a batch of texts hold each term."""

    terms: list[str]
    documents: list[int]  # how many hold each
    articles: bytes  # their numbers, each an ITEM, those of one term after those of the other; none if not asked for


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch of texts as the archive keeps them."""

    rows: list[Row]
    keys: array[int]  # of `Shingle`
    held: Held


def prepare(texts: Iterable[Text], article_bits: int, *, with_holders: bool) -> Prepared:
    """The terms and kept shingles of each text, and how many hold each term, `with_holders` also which. `article_bits`
    of a shingle's key are the article's."""
    rows: list[Row] = []
    keys = array("q")
    documents: Counter[str] = Counter()
    holders: dict[str, bytes] = {}  # not lists: so many of those keep the garbage collector busy
    held_by = holders.get
    for pk, place, language, text in texts:
        terms, words = terms_and_plain_words(text, language)
        if with_holders:
            number = ITEM.pack(BYTES_OF_NUMBER, pk)
            for term in set(terms):
                holders[term] = held_by(term, b"") + number
        else:
            documents.update(set(terms))
        rows.append((pk, place, language, " ".join(terms), len(terms)))
        keys.extend([shingle << article_bits | pk for shingle in kept_shingles(_hashes(words))])
    if with_holders:
        many = [len(numbers) // ITEM.size for numbers in holders.values()]
        return Prepared(rows, keys, Held(list(holders), many, b"".join(holders.values())))
    return Prepared(rows, keys, Held(list(documents), list(documents.values()), b""))


def shingles(text: str) -> frozenset[int]:
    """Unsigned 32-bit hashes (CRC-32) of the text's three-word runs, without case and accents, joined by spaces: those
    of `copies.shingles`, four times as fast and small enough for a key. Two of 4,000 million may be the same by
    chance."""
    return frozenset(_hashes(plain_words(text)))


def _hashes(words: list[bytes]) -> Iterator[int]:
    runs = zip(*(words[start:] for start in range(WORDS)), strict=False)
    return map(crc32, map(b" ".join, runs))


def kept_shingles(hashes: Iterable[int]) -> list[int]:
    """One in KEPT_OF of a text's shingles, each once, in order."""
    return sorted({number for number in hashes if not number % KEPT_OF})


def prepare_all(
    batches: Iterable[list[Text]], article_bits: int, workers: int, *, with_holders: bool
) -> Iterator[Prepared]:
    """`prepare` for each batch, in order, by so many processes beside this one; by this one alone when there are none.

    A process that dies raises BrokenProcessPool.
    """
    if not workers:
        for batch in batches:
            yield prepare(batch, article_bits, with_holders=with_holders)
        return
    with ExitStack() as stack:
        # Started anew, not forked: a fork would share the connection to the database.
        pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))
        stack.callback(pool.shutdown, cancel_futures=True)
        waiting: deque[Future[Prepared]] = deque()
        for batch in batches:
            waiting.append(pool.submit(prepare, batch, article_bits, with_holders=with_holders))
            if len(waiting) > 2 * workers:  # else all articles would be in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
