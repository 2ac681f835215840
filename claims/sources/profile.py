"""What people write down about a Source: names, kind, whom it speaks for, country, Wikidata number, stakes, grades.

Each function is one act: it checks the right and the version the person saw, changes, and appends one Event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Event, Source, SourceAlias, SourceGrade, SourceStake
from claims.models.source import name_key
from claims.review.errors import NotReady, OutOfDate
from claims.review.permissions import Right, may, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import BulkAct

COUNTRY = re.compile(r"[A-Z]{2}")
Q_NUMBER = re.compile(r"Q[1-9]\d{0,10}")
MOST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Profile:
    """The plain facts of a Source. `speaks_for` is the number of another Source."""

    name: str
    kind: str
    role: str = ""
    speaks_for: int | None = None
    country: str = ""
    wikidata: str = ""
    owner: str = ""


def profile_of(source: Source) -> Profile:
    """The facts as they stand."""
    held = {field.name: getattr(source, field.name) for field in fields(Profile) if field.name != "speaks_for"}
    return Profile(**held, speaks_for=source.speaks_for_id)


@transaction.atomic
def set_profile(user: User, source_id: int, profile: Profile, *, version: int, bulk: BulkAct | None = None) -> Source:
    """Write the facts, alone or as part of an act on many Sources (`bulk`). A changed name stays as an alias, so that
    articles that use it are still understood.

    Raises NotReady for a name or number that cannot be, a name that another Source of the kind has, or a circle of
    people speaking for one another.
    """
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    _check(source, profile)
    old, new = asdict(profile_of(source)), asdict(profile)
    if old == new:
        return source
    write(source, **{("speaks_for_id" if name == "speaks_for" else name): value for name, value in new.items()})
    if name_key(old["name"]) != name_key(profile.name):
        SourceAlias.objects.get_or_create(
            source=source, key=name_key(old["name"]), language="", defaults={"name": old["name"]}
        )
    changed = [name for name in new if old[name] != new[name]]
    _log(user, source, {name: old[name] for name in changed}, {name: new[name] for name in changed}, bulk)
    return source


@transaction.atomic
def add_alias(user: User, source_id: int, name: str, language: str, *, version: int) -> Source:
    """Another name, in one language or ("") in any; its script is read from its letters."""
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    name = " ".join(name.split())
    if not name_key(name) or len(name) > 200:
        raise NotReady(_("Another name needs letters, at most 200 characters."))
    _alias, made = SourceAlias.objects.get_or_create(
        source=source, key=name_key(name), language=language, defaults={"name": name}
    )
    if not made:
        raise NotReady(_("It has this name in this language already."))
    write(source)
    _log(user, source, {}, {"alias": name, "language": language})
    return source


@transaction.atomic
def remove_alias(user: User, source_id: int, alias_id: int, *, version: int) -> Source:
    """Take a name away. One that is gone already is no error."""
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    alias = source.aliases.filter(pk=alias_id).first()
    if alias is None:
        return source
    alias.delete()
    write(source)
    _log(user, source, {"alias": alias.name, "language": alias.language}, {})
    return source


@transaction.atomic
def choose_wikidata(
    user: User, source_id: int, number: str, names: Iterable[tuple[str, str]], *, version: int
) -> Source:
    """Say that the Source is this thing of Wikidata, and add those of its names (language, name) that are new."""
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    _check_number(number)
    if source.wikidata != number:
        before = source.wikidata
        write(source, wikidata=number)
        _log(user, source, {"wikidata": before}, {"wikidata": number})
    known = names_of(source)
    for language, name in names:
        if not known.keys() & {(name_key(name), language), (name_key(name), "")}:
            source = add_alias(user, source_id, name, language, version=source.version)
            known = names_of(source)
    return source


def names_of(source: Source) -> dict[tuple[str, str], str]:
    """{(key, language): name} of a Source; its own name counts for any language."""
    aliases = {(alias.key, alias.language): alias.name for alias in source.aliases.all()}
    return {(source.key, ""): source.name, **aliases}


@transaction.atomic
def add_stake(user: User, source_id: int, topic: str, *, version: int, bulk: BulkAct | None = None) -> Source:
    """The Source is an interested party in a topic."""
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    topic = _topic(topic)
    if not topic:
        raise NotReady(_("Name the topic."))
    if source.stakes.filter(key=name_key(topic)).exists():
        return source
    SourceStake.objects.create(source=source, topic=topic)
    write(source)
    _log(user, source, {}, {"stake": topic}, bulk)
    return source


@transaction.atomic
def remove_stake(user: User, source_id: int, stake_id: int, *, version: int) -> Source:
    """The Source is no interested party in it after all."""
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    stake = source.stakes.filter(pk=stake_id).first()
    if stake is None:
        return source
    stake.delete()
    write(source)
    _log(user, source, {"stake": stake.topic}, {})
    return source


@transaction.atomic
def grade(user: User, source_id: int, letter: str, *, topic: str, reason: str, version: int) -> SourceGrade:
    """Say how reliable a Source is in a topic ("" for in general), with the reason.

    From an analyst it is a proposal, from a reviewer it is granted. Nothing is replaced: the latest granted line holds.
    """
    require(user, Right.ANNOTATE)
    source = fresh(source_id, version)
    reason = reason.strip()
    if letter not in SourceGrade.Grade.values:
        raise NotReady(_("Choose a grade from A to F."))
    if not reason or len(reason) > MOST_REASON:
        raise NotReady(_("Say why, in at most %(n)d characters.") % {"n": MOST_REASON})
    return _append(user, source, letter, _topic(topic), reason, granted=may(user, Right.REVIEW))


@transaction.atomic
def grant(user: User, source_id: int, grade_id: int, *, version: int) -> SourceGrade:
    """Grant what an analyst proposed for this Source. Raises NotReady when a grant or a later grade has settled it."""
    require(user, Right.REVIEW)
    source = fresh(source_id, version)
    waiting = proposals(list(source.grades.newest_first()))
    proposal = next((one for one in waiting if one.pk == grade_id), None)
    if proposal is None:
        raise NotReady(_("This proposal is settled already: it was granted, or a later grade of its topic was."))
    if proposal.author_id == user.pk:
        raise NotReady(_("You proposed it; another reviewer grants it."))
    return _append(user, source, proposal.grade, proposal.topic, proposal.reason, granted=True, answers=proposal)


def grades_in_force(grades: list[SourceGrade]) -> list[SourceGrade]:
    """Of all lines, newest first: the latest granted one of each topic."""
    latest: dict[str, SourceGrade] = {}
    for one in grades:
        if one.granted:
            latest.setdefault(one.key, one)
    return sorted(latest.values(), key=lambda one: one.key)


def proposals(grades: list[SourceGrade]) -> list[SourceGrade]:
    """Of all lines, newest first: proposals that no later granted line of their topic has settled."""
    settled: set[str] = set()
    waiting = []
    for one in grades:
        if one.granted:
            settled.add(one.key)
        elif one.key not in settled:
            waiting.append(one)
    return waiting


def fresh(source_id: int, version: int) -> Source:
    """The row, locked. Raises OutOfDate unless it is the version the person saw, NotReady when it was merged away or is
    not there at all."""
    source = Source.objects.locked().filter(pk=source_id).first()
    if source is None:
        raise NotReady(_("There is no such source."))
    if source.merged_into_id:
        raise NotReady(_("This source was merged into another; change that one, or take the merge back."))
    if source.version != version:
        words = _("Somebody else changed this source while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, source)
    return source


def refuse_circle(source_id: int, speaks_for: int | None) -> None:
    """Raises NotReady when a Source that speaks for that one would, over any number of others, speak for itself."""
    seen, at = {source_id}, speaks_for
    while at is not None:
        if at in seen:
            raise NotReady(_("They would speak for one another in a circle."))
        seen.add(at)
        at = Source.objects.values_list("speaks_for", flat=True).filter(pk=at).first()


def write(source: Source, **fields: object) -> None:
    """Write fields and count the version up, if the row is still the one that was read."""
    if "name" in fields:
        fields["key"] = name_key(str(fields["name"]))
    changed = Source.objects.filter(pk=source.pk, version=source.version).update(**fields, version=source.version + 1)
    if not changed:
        raise OutOfDate(_("Somebody else changed this source just now. Nothing of yours was saved."), source)
    source.refresh_from_db()


def _append(
    user: User,
    source: Source,
    letter: str,
    topic: str,
    reason: str,
    *,
    granted: bool,
    answers: SourceGrade | None = None,
) -> SourceGrade:
    row = SourceGrade.objects.create(
        source=source, grade=letter, topic=topic, reason=reason, author=user, granted=granted, answers=answers
    )
    write(source)
    Event.objects.append(
        Event.Act.SOURCE_GRADED,
        actor=user,
        source=source,
        new={"grade": letter, "topic": topic, "reason": reason, "granted": granted},
    )
    return row


def _check(source: Source, profile: Profile) -> None:
    if not name_key(profile.name) or len(profile.name) > 200:
        raise NotReady(_("A source needs a name, at most 200 characters."))
    if profile.kind not in Source.Kind.values:
        raise NotReady(_("Choose one of the kinds listed."))
    if profile.country and not COUNTRY.fullmatch(profile.country):
        raise NotReady(_("Give the country by its two letters, such as ID or RU."))
    if profile.wikidata:
        _check_number(profile.wikidata)
    others = Source.objects.filter(key=name_key(profile.name), kind=profile.kind).exclude(pk=source.pk)
    if others.exists():
        raise NotReady(_("Another source of this kind has the name. Merge the two instead."))
    if len(profile.owner) > 200:
        raise NotReady(_("The name of an owner has at most 200 characters."))
    refuse_circle(source.pk, profile.speaks_for)


def _check_number(number: str) -> None:
    if not Q_NUMBER.fullmatch(number):
        raise NotReady(_("A Wikidata number is a Q and digits, such as Q7835."))


def _topic(topic: str) -> str:
    topic = " ".join(topic.split())
    if len(topic) > 80:
        raise NotReady(_("A topic has at most 80 characters."))
    return topic


def _log(
    user: User, source: Source, old: dict[str, object], new: dict[str, object], bulk: BulkAct | None = None
) -> None:
    Event.objects.append(Event.Act.SOURCE_CHANGED, actor=user, source=source, old=old, new=new, bulk=bulk)
