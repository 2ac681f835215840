"""What the archive keeps of a text, for many texts at once. Pure, so that other processes can do it.

They are started anew and import this module alone: no Django, no database.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from zlib import crc32

from claims.coverage.copies import WORDS
from claims.coverage.terms import WORD, plain, terms_of

KEPT_OF = 8  # one shingle in so many is kept: which, its hash decides, so that copies keep the same ones

Text = tuple[int, int, str, str]  # an article's number, place, language and text
Row = tuple[int, int, str, str, int]  # its number, place, language, terms and how many they are


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch of texts as the archive keeps them."""

    rows: list[Row]
    shingles: list[tuple[int, int]]  # (hash, article)
    documents: Counter[str]  # how many of the texts hold each term


def prepare(texts: Iterable[Text]) -> Prepared:
    """The terms and kept shingles of each text, and how many hold each term."""
    rows: list[Row] = []
    kept: list[tuple[int, int]] = []
    documents: Counter[str] = Counter()
    for pk, place, language, text in texts:
        terms = terms_of(text, language)
        documents.update(set(terms))
        rows.append((pk, place, language, " ".join(terms), len(terms)))
        kept += [(number, pk) for number in kept_shingles(shingles(text))]
    return Prepared(rows, kept, documents)


def shingles(text: str) -> frozenset[int]:
    """Unsigned 32-bit hashes of the text's three-word runs, without case and accents: those of `copies.shingles`, four
    times as fast and small enough for a key. Two of 4,000 million may be the same by chance."""
    words = list(map(plain, WORD.findall(text)))
    runs = zip(*(words[start:] for start in range(WORDS)), strict=False)
    return frozenset(crc32(" ".join(run).encode()) for run in runs)


def kept_shingles(hashes: Iterable[int]) -> list[int]:
    """One in KEPT_OF of a text's shingles, in order."""
    return sorted(number for number in hashes if number % KEPT_OF == 0)


def prepare_all(batches: Iterable[list[Text]], workers: int) -> Iterator[Prepared]:
    """`prepare` for each batch, in order, by so many processes beside this one; by this one alone when there are none.

    A process that dies raises BrokenProcessPool.
    """
    if not workers:
        yield from map(prepare, batches)
        return
    with ExitStack() as stack:
        # Started anew, not forked: a fork would share the connection to the database.
        pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))
        stack.callback(pool.shutdown, cancel_futures=True)
        waiting: deque[Future[Prepared]] = deque()
        for batch in batches:
            waiting.append(pool.submit(prepare, batch))
            if len(waiting) > 2 * workers:  # else all articles would be in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
