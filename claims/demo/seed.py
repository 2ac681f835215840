"""Fill an empty database with the demo: people, sources, articles, and a little work already done."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction

from claims import jobs
from claims.demo import profiles, work
from claims.demo.catalogue import ARTICLES, LOOKED_FOR, PEOPLE, SOURCES
from claims.demo.work import claims_with
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Job, Source, SourceAlias
from claims.models.claim import Stage, Status
from claims.models.source import name_key
from claims.review import attributions, comments, workflow

FOLDER = Path(__file__).parent / "articles"
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike


def logins() -> dict[str, str]:
    """Demo user name → password, as kept in var/ for the next start; empty when there are none."""
    try:
        return json.loads(_kept().read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


@transaction.atomic
def seed() -> int:
    """Make what is missing; returns the number of new articles. Safe to repeat."""
    people = _people()
    _sources()
    new = 0
    articles: dict[str, Article] = {}
    for demo in ARTICLES:
        older = articles[demo.follows] if demo.follows else None
        if older and Article.objects.filter(supersedes=older).exists():
            continue
        text = (FOLDER / demo.file).read_text(encoding="utf-8")
        if older:
            _review(people["rini"], older)  # before it is history
        articles[demo.file], created = save_article(
            text, user=people["rini"], intake=Article.Intake.DEMO, outlet=demo.outlet, supersedes=older
        )
        if created:
            split(articles[demo.file])
            new += 1
    if new:
        _start_some_work(people, articles)
    return new


def _people() -> dict[str, User]:
    """The demo people. Passwords are made up here and kept readable in var/: there is no default account anywhere."""
    passwords = logins()
    people = {}
    for person in PEOPLE:
        user, created = User.objects.get_or_create(
            username=person.username,
            defaults={
                "first_name": person.first_name,
                "last_name": person.last_name,
                "is_staff": person.role == "administrator",
                "is_superuser": person.role == "administrator",
            },
        )
        if created or person.username not in passwords:
            passwords[person.username] = "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))
            user.set_password(passwords[person.username])
            user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=person.role))
        people[person.username] = user
    kept = _kept()
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(passwords, indent=2) + "\n", encoding="utf-8")
    return people


def _kept() -> Path:
    return settings.VAR_DIR / "demo-logins.json"


def _sources() -> None:
    for name, kind, speaks_for, aliases in SOURCES:
        source, _created = Source.objects.get_or_create(key=name_key(name), kind=kind, defaults={"name": name})
        if speaks_for and source.speaks_for_id is None:
            source.speaks_for = Source.objects.get(key=name_key(speaks_for))
            source.save(update_fields=["speaks_for"])
        for alias, language in aliases.items():
            SourceAlias.objects.get_or_create(
                source=source, key=name_key(alias), language=language, defaults={"name": alias}
            )


def _review(analyst: User, article: Article) -> None:
    """What nobody has decided in an article is confirmed, and one claim of it rated, so that a newer version has
    something to carry over and something to ask about."""
    for row in article.attributions.untouched().filter(claim__stage=Stage.NEW).order_by("number"):
        attributions.confirm(analyst, row.pk, version=row.version)
    claim = Claim.objects.in_article(article).filter(statement__contains="41", stage=Stage.NEW).first()
    if claim:
        workflow.assign(analyst, claim.pk, analyst, version=claim.version)
        claim.refresh_from_db()
        rationale = "Daftar penumpang dari kantor pencarian dan pertolongan memuat 41 nama yang selamat."
        workflow.sign_verdict(analyst, claim.pk, status=Status.TRUE, rationale=rationale, version=claim.version)


def _start_some_work(people: dict[str, User], articles: dict[str, Article]) -> None:
    """So that the first look at the queue shows more than an untouched pile: two claims are Rini's already, and Dewi
    has asked about one of them. Coverage of some claims is looked for, as soon as a worker is there."""
    for file, words in LOOKED_FOR:
        for claim in claims_with(words, articles[file]):
            jobs.enqueue(Job.Kind.FIND_COVERAGE, claim=claim, priority=jobs.BACKGROUND)
    reference = articles["reference.txt"]
    mine = Claim.objects.in_article(reference).filter(attributions__source__key="tass").order_by("pk")[:2]
    for claim in mine:
        workflow.assign(people["rini"], claim.pk, people["rini"], version=claim.version)
    asked = mine[0].pk
    comments.comment(
        people["dewi"], "claim", asked, "Sudah dibukakah laporan TASS yang asli, @rini? CNA hanya menyadurnya."
    )
    comments.comment(people["rini"], "claim", asked, "@dewi belum. Saya cari hari ini dan taruh tautannya di bukti.")
    work.do(people, articles)
    profiles.write_down(people)
