"""What the demo people have written down about Sources: countries, owners, stakes, grades with their reasons.

Real bodies get plain facts only; how reliable somebody is, is said of invented ones alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.contrib.auth.models import User

from claims.models import Event, Source
from claims.models.source import name_key
from claims.sources import profile


class Facts(NamedTuple):
    """What is written into the profile of the Source of that `name`; `stakes` are topics."""

    name: str
    country: str
    role: str = ""
    owner: str = ""
    stakes: tuple[str, ...] = ()


class Graded(NamedTuple):
    """A grade from A to F that `by` gives: a proposal of an analyst, the word of a reviewer."""

    name: str
    by: str
    letter: str
    topic: str
    reason: str


WAR, VISIT, RICE, FERRY = "perang di Ukraina", "Rusia dan Korea Utara", "harga beras", "kecelakaan feri"

FACTS = (
    Facts("Kremlin", "RU", stakes=(WAR, VISIT)),
    Facts("Dmitry Peskov", "RU", role="juru bicara"),
    Facts("Vladimir Putin", "RU", role="presiden", stakes=(WAR, VISIT)),
    Facts("Sergei Shoigu", "RU", role="menteri pertahanan", stakes=(WAR, VISIT)),
    Facts("Kim Jong Un", "KP", stakes=(VISIT,)),
    Facts("TASS", "RU", owner="Federasi Rusia", stakes=(WAR,)),
    Facts("CNA", "SG", owner="Mediacorp"),
    Facts("Warta Cakrawala", "ID"),
    Facts("Kabar Samudra", "ID"),
    Facts("Warta Pesisir", "ID"),
    Facts("Lintas Rahasia", "ID"),
    Facts("Dinas Perdagangan", "ID", stakes=(RICE,)),
)
GRADES = (
    Graded("Dinas Perdagangan", "dewi", "B", RICE, "Angka September keliru, lalu diperbaiki sendiri dalam tiga hari."),
    Graded("Kabar Samudra", "dewi", "B", FERRY, "Memperbaiki jumlah penumpang keesokan harinya, tanpa menandainya."),
    Graded("Warta Pesisir", "rini", "D", "", "Menyalin Kabar Samudra dan tidak ikut memperbaiki angkanya."),
    Graded("Lintas Rahasia", "rini", "E", VISIT, "Satu pejabat tanpa nama; tiga laporan lain menyebut sebaliknya."),
)  # fmt: skip


def write_down(people: dict[str, User]) -> None:
    """All of it, through the same doors as everybody; a Source that somebody has described already is left to them."""
    untouched = {}
    for name in {one.name for one in (*FACTS, *GRADES)}:
        source = Source.objects.filter(key=name_key(name)).first()
        if source and not Event.objects.filter(source=source).exists():
            untouched[name] = source.pk
    for facts in FACTS:
        if facts.name in untouched:
            _describe(people["rini"], untouched[facts.name], facts)
    for grade in GRADES:
        if grade.name in untouched:
            pk = untouched[grade.name]
            profile.grade(
                people[grade.by], pk, grade.letter, topic=grade.topic, reason=grade.reason, version=_version(pk)
            )


def _describe(user: User, pk: int, facts: Facts) -> None:
    source = Source.objects.get(pk=pk)
    wanted = replace(
        profile.profile_of(source), country=facts.country, role=facts.role or source.role, owner=facts.owner
    )
    profile.set_profile(user, pk, wanted, version=source.version)
    for topic in facts.stakes:
        profile.add_stake(user, pk, topic, version=_version(pk))


def _version(pk: int) -> int:
    return Source.objects.values_list("version", flat=True).get(pk=pk)
