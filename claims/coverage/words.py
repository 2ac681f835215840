"""Articles by words of their text: for a person who searches, where `archive.search` is for a claim."""

from __future__ import annotations

from django.db import connection
from django.db.models.expressions import RawSQL

from claims.coverage import fulltext, postings
from claims.coverage.terms import is_term, normalise, plain, words_in
from claims.extraction.lang import codes

MOST_WORDS = 20


def articles_with(words: str) -> RawSQL | None:
    """A subquery for the ids of the articles that hold every word, in any form that a language of ours gives it, or one
    that begins like it; None if there is no word to look for."""
    asked = [forms for word in words_in(words)[:MOST_WORDS] if (forms := _forms(word))]
    if not asked:
        return None
    index = postings if connection.vendor == "postgresql" else fulltext
    sql, bound = index.articles_with(asked)
    return RawSQL(sql, tuple(bound))  # noqa: S611 - bound values


def _forms(word: str) -> list[str]:
    forms = {plain(word), *(normalise(word, language) for language in codes())}
    return sorted(form for form in forms if is_term(form))
