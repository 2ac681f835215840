"""Who is meant by an @name in a comment: people with an account who may read; everything else is plain text.

(What an article calls a speaker is a mention too, of a Source: see `sources/mentions.py`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models.functions import Lower

from claims.review.permissions import readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_MENTIONS = 50  # of one comment that are looked up
MOST_OFFERED = 8
NAME = re.compile(r"(?<![\w@.+-])@([\w.+-]+)")  # not inside an e-mail address
AT_END = ".-+"  # a full stop behind a name ends the sentence


def names_in(body: str) -> list[str]:
    """What stands behind each @, in its order, each once."""
    found = (match[1].rstrip(AT_END) for match in NAME.finditer(body))
    return list(dict.fromkeys(name for name in found if name))[:MOST_MENTIONS]


def meant(body: str) -> tuple[list[User], list[str]]:
    """(the people that a comment mentions, the names behind an @ that are nobody's). Case does not count; a name that
    two people have in different case means neither."""
    names = names_in(body)
    people = _by_name(readers().annotate(low=Lower("username")).filter(low__in={name.casefold() for name in names}))
    known = [people[name.casefold()] for name in names if name.casefold() in people]
    unknown = [name for name in names if name.casefold() not in people]
    return list({person.pk: person for person in known}.values()), unknown


def pieces(body: str, people: Iterable[User]) -> list[tuple[str, User | None]]:
    """The comment in parts: (words, None), or (@name, the person it means)."""
    by_name = _by_name(people)
    parts: list[tuple[str, User | None]] = []
    at = 0
    for match in NAME.finditer(body):
        name = match[1].rstrip(AT_END)
        person = by_name.get(name.casefold())
        if person is None:
            continue
        end = match.start() + 1 + len(name)
        parts += [(body[at : match.start()], None), (body[match.start() : end], person)]
        at = end
    parts.append((body[at:], None))
    return [(words, person) for words, person in parts if words]


def offered(typed: str) -> list[User]:
    """People whose user name, first or last name begins with what was typed behind an @."""
    low = typed.casefold()
    people = readers().order_by("first_name", "last_name", "username")
    return [
        person
        for person in people
        if any(name.casefold().startswith(low) for name in (person.username, person.first_name, person.last_name))
    ][:MOST_OFFERED]


def _by_name(people: Iterable[User]) -> dict[str, User]:
    found: dict[str, User] = {}
    twice = set()
    for person in people:
        name = person.username.casefold()
        if name in found:
            twice.add(name)
        found[name] = person
    return {name: person for name, person in found.items() if name not in twice}
