"""Full-text search over claims: statement, gloss, quoted words, rationales, evidence and comments, in one index.

FTS5 in SQLite, a GIN index in PostgreSQL, both made by the migration `claim_search`; one code path above them. The
index is written by `refresh`, which every function calls that changes such words; `rebuild` makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from claims.models.numbers import as_parameter
from claims.models.words import ACCENTS, Words

MOST_MATCHING = 1_000  # claims, the newest ones, that a list looks at
MOST_SPELT_OUT = 8  # longer words that begin like one asked for
MOST_HOLDING = 2_000  # claims that one word is said to be in
PER_QUERY = 500  # ids in one statement

# All that is known of a claim by words. The two databases differ only in how they join rows into one text.
_WORDS = """
    SELECT c.id,
        c.statement || ' ' || c.gloss
        || ' ' || COALESCE((SELECT {join}(s.quote, ' ') FROM claims_attributionspan s
                            JOIN claims_attribution a ON a.id = s.attribution_id
                            WHERE a.claim_id = c.id AND a.review_state <> 'rejected'), '')
        || ' ' || COALESCE((SELECT {join}(v.rationale || ' ' || v.summary, ' ') FROM claims_verdict v
                            WHERE v.claim_id = c.id AND NOT {sealed}), '')
        || ' ' || COALESCE((SELECT {join}(e.title || ' ' || e.quote || ' ' || e.note, ' ')
                            FROM claims_evidence e WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL), '')
        || ' ' || COALESCE((SELECT {join}(t.body, ' ') FROM claims_comment t
                            WHERE t.claim_id = c.id AND t.withdrawn_at IS NULL), '') AS words
    FROM claims_claim c WHERE c.id IN ({ids})"""


# A verdict that waits for a blind second one is not found by its words (`VerdictQuerySet.with_seal` says the same).
_SEALED = """(v.awaits_second AND NOT EXISTS (SELECT 1 FROM claims_verdict b
              WHERE b.claim_id = v.claim_id AND b.id > v.id AND b.blind_to_id IS NOT NULL))"""

# FTS5 takes accents and signs away by itself. PostgreSQL would keep accents, and words joined by a sign as one.
_FOLDED = f"""regexp_replace(normalize(regexp_replace(normalize(found.words, NFD), '[{ACCENTS}]', '', 'g'), NFC),
    '[[:punct:]]+', ' ', 'g')"""

_POSTGRESQL = """
    INSERT INTO claims_claim_search(claim_id, words)
    SELECT found.id, to_tsvector('simple', {folded}) FROM ({words}) found
    ON CONFLICT (claim_id) DO UPDATE SET words = excluded.words"""

# All ids of a subquery, in its order, as one value, which is read in half the time of a thousand rows.
_GATHERED_IN_SQLITE = "json_group_array(id)"
_GATHERED = "COALESCE(json_agg(id)::text, '[]')"


def refresh(claims: Iterable[int]) -> None:
    """Write anew what the index holds of these claims; call it in the transaction that changed their words."""
    for ids in _chunks(sorted(set(claims))):
        marks = ", ".join(["%s"] * len(ids))
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                words = _WORDS.format(join="group_concat", ids=marks, sealed=_SEALED)
                cursor.execute(f"DELETE FROM claims_claim_search WHERE rowid IN ({marks})", ids)  # noqa: S608 - marks only
                cursor.execute(f"INSERT INTO claims_claim_search(rowid, words) {words}", ids)
            else:
                words = _WORDS.format(join="string_agg", ids=marks, sealed=_SEALED)
                cursor.execute(_POSTGRESQL.format(words=words, folded=_FOLDED), ids)


def rebuild(claims: Iterable[int]) -> int:
    """Empty the index and write it for all of `claims`; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_claim_search")
    count = 0
    for ids in _chunks(list(claims)):
        refresh(ids)
        count += len(ids)
    return count


def containing(words: str) -> RawSQL | None:
    """A subquery for the ids of the claims that hold every word, or one that begins like it; None if there is no word
    to look for."""
    asked = Words.of(words).asked
    if not asked:
        return None
    if connection.vendor == "sqlite":
        sql = "SELECT rowid AS id FROM claims_claim_search WHERE claims_claim_search MATCH %s"
        beginnings = " ".join(f'"{word}"*' for word in asked)
    else:
        sql = "SELECT claim_id AS id FROM claims_claim_search WHERE words @@ to_tsquery('simple', %s)"
        beginnings = " & ".join(f"{word}:*" for word in asked)
    return RawSQL(sql, (beginnings,))  # noqa: S611 - bound values


def holding(words: Sequence[str]) -> list[list[int]]:
    """For each word, folded as `Words` folds it, the newest claims that hold this very word; at most 2,000."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = (
                "SELECT rowid FROM claims_claim_search WHERE claims_claim_search MATCH %s ORDER BY rowid DESC LIMIT %s"
            )
            return [[pk for (pk,) in cursor.execute(sql, (f'"{word}"', MOST_HOLDING))] for word in words]
        sql = """SELECT asked.number, found.claim_id FROM unnest(%s::text[]) WITH ORDINALITY asked(word, number)
            CROSS JOIN LATERAL (SELECT claim_id FROM claims_claim_search
                WHERE words @@ plainto_tsquery('simple', asked.word) ORDER BY claim_id DESC LIMIT %s) found"""
        cursor.execute(sql, (list(words), MOST_HOLDING))
        found: list[list[int]] = [[] for _word in words]
        for number, pk in cursor.fetchall():
            found[number - 1].append(pk)
        return found


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest claims that hold some words. `more`: older ones hold them too, and were not looked at."""

    claims: list[int]
    more: bool = False


def newest(words: str) -> Newest:
    """The `MOST_MATCHING` newest claims that hold every word."""
    found = containing(words)
    if found is None:
        return Newest([])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            gathered, match = _GATHERED_IN_SQLITE, _spelt_out(Words.of(words).asked, cursor)
        else:
            gathered, (match,) = _GATHERED, found.params
        sql = f"SELECT {gathered} FROM ({found.sql} ORDER BY 1 DESC LIMIT %s) newest"  # noqa: S608 - no value in it
        cursor.execute(sql, [match, MOST_MATCHING + 1])
        claims = json.loads(cursor.fetchone()[0])
    return Newest(claims[:MOST_MATCHING], len(claims) > MOST_MATCHING)


def _spelt_out(asked: Sequence[str], cursor: Any) -> str:
    """What FTS5 is to match, with the longer words that begin like one asked for spelt out where they are few.

    Of a word it reads the newest claims and stops; of all words with one beginning it reads every claim first, which
    takes twenty times as long for a frequent word in 400,000 claims. Up to three letters it has an index of beginnings.
    """
    looked_up = [word for word in asked if len(word) > 3 and word.isascii()]  # others may be folded in another way
    longer: dict[str, list[str]] = {word: [] for word in looked_up}
    if looked_up:
        one = "SELECT * FROM (SELECT %s, term FROM claims_claim_terms WHERE term >= %s AND term < %s LIMIT %s)"
        sought = [part for word in looked_up for part in (word, f"{word}0", f"{word}\U0010ffff", MOST_SPELT_OUT + 1)]
        cursor.execute(" UNION ALL ".join([one] * len(looked_up)), sought)
        for word, term in cursor.fetchall():
            longer[word].append(term)
    few = {word for word in looked_up if len(longer[word]) <= MOST_SPELT_OUT}
    return " AND ".join(_any_of([word, *longer[word]]) if word in few else f'"{word}"*' for word in asked)


def _any_of(terms: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")"


def standing(claims: Sequence[int], field: str, *, descending: bool) -> list[int]:
    """Those of the claims that `ClaimQuerySet.standing` keeps, ordered by a field that is never empty, then by number:
    the question of most searches, which takes two thirds of the time when these claims lead, and not an "IN"."""
    if connection.vendor == "sqlite":
        asked, gathered = "json_each(%s) asked", _GATHERED_IN_SQLITE
    else:
        asked, gathered = "unnest(%s::bigint[]) asked(value)", _GATHERED
    way = "DESC" if descending else "ASC"
    sql = f"""SELECT {gathered} FROM (
        SELECT c.id FROM {asked} JOIN claims_claim c ON c.id = asked.value
        WHERE EXISTS (SELECT 1 FROM claims_attribution a
                      WHERE a.claim_id = c.id AND a.review_state <> 'rejected' AND NOT a.superseded)
        ORDER BY c.{connection.ops.quote_name(field)} {way}, c.id {way}) found"""  # noqa: S608 - no value in it
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_parameter(claims)])
        return list(json.loads(cursor.fetchone()[0]))


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    for first in range(0, len(ids), PER_QUERY):
        yield list(ids[first : first + PER_QUERY])
