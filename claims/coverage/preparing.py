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
    shingles = []
    documents: Counter[str] = Counter()
    for pk, place, language, text in texts:
        terms = terms_of(text, language)
        documents.update(set(terms))
        rows.append((pk, place, language, " ".join(terms), len(terms)))
        shingles += [(number, pk) for number in kept_shingles(text)]
    return Prepared(rows, shingles, documents)


def kept_shingles(text: str) -> list[int]:
    """Unsigned 32-bit hashes of one in KEPT_OF of the text's three-word runs, in order; all of a text too short for
    one. Only for finding candidates, which are then compared by all of `copies.shingles`.
    """
    words = list(map(plain, WORD.findall(text)))
    runs = zip(*(words[start:] for start in range(WORDS)), strict=False)
    hashes = {crc32(" ".join(run).encode()) for run in runs}
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
