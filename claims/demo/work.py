"""Work that the demo people have done already, through the same doors as everybody.

A check that was published and corrected, with an archived page and four answers of providers; two verdicts that differ;
a claim that waits for its second verdict; one that was returned; somebody who was asked for a reply.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims import jobs
from claims.coverage import fanout, sweep
from claims.coverage.providers.base import Answer, Item, Outcome, Query
from claims.ingest import watchlist
from claims.ingest.fetch import Fetched
from claims.models import Article, Claim, Evidence, Feed, Job, Publication, SavedView, Verdict
from claims.models.claim import Credibility as C
from claims.models.claim import Finding, Stage, Status
from claims.review import archives, relations, replies, saved_views, searches, workflow
from claims.review.evidence import add_evidence

PAGES = Path(__file__).parent / "pages"
PRICES = "https://dagang.merapibaru.example/harga/beras"
FEED = "https://kabar-samudra.example/umpan.xml"
VIEW = "Belum diverifikasi"

People = dict[str, User]


def do(people: People, articles: dict[str, Article]) -> None:
    """All of it; what somebody has begun to work on meanwhile is left to them."""
    for words, file, act in (
        ("naik 12 persen", "cakrawala-beras.txt", _publish_and_correct),
        ("2.700 ton", "samudra-beras.txt", _differ),
        ("18 penumpang lebih banyak", "cakrawala-feri.txt", _ask_for_review),
        ("Survivors", "ledger-ferry.txt", _return),
        ("Maria Dewanti mengaku", "samudra-feri.txt", _ask_for_a_reply),
    ):
        claim = claims_with(words, articles[file]).filter(stage=Stage.NEW, assigned_to=None).first()
        if claim and not Verdict.objects.filter(claim=claim).exists():
            act(people, claim)
    if not SavedView.objects.own(people["rini"]).exists():
        saved_views.save(people["rini"], kind="claims", name=VIEW, query="status=unverified", shared=True)
    if not Feed.objects.exists():  # paused: an address of a demo is read by nobody
        watchlist.pause(people["dewi"], watchlist.add(people["dewi"], FEED, outlet="Kabar Samudra", language="id").pk)


def claims_with(words: str, article: Article) -> Any:
    """The claims of an article in whose statement or text these words stand."""
    there = Claim.objects.in_article(article)
    by_text = there.filter(attributions__spans__quote__contains=words)
    return (there.filter(statement__contains=words) | by_text).distinct().order_by("pk")


def _move(user: User, claim: Claim, to: Stage, **said: Any) -> None:
    workflow.move(user, claim.pk, to, version=_version(claim), **said)


def _sign(user: User, claim: Claim, status: Status, rationale: str, **more: Any) -> None:
    workflow.sign_verdict(user, claim.pk, version=_version(claim), status=status, rationale=rationale, **more)


def _take(user: User, claim: Claim) -> None:
    workflow.assign(user, claim.pk, user, version=_version(claim))


def _version(claim: Claim) -> int:
    return Claim.objects.values_list("version", flat=True).get(pk=claim.pk)


def _publish_and_correct(people: People, claim: Claim) -> None:
    rini, dewi = people["rini"], people["dewi"]
    _take(rini, claim)
    evidence = add_evidence(
        rini, claim.pk, stance=Evidence.Stance.SUPPORTS, kind=Evidence.Kind.PRIMARY, url=PRICES, language="id",
        title="Harga beras medium per bulan, Dinas Perdagangan Kota Merapi Baru",
        quote="September 2023: Rp12.950 per kilogram. Oktober 2023: Rp14.500 per kilogram.",
        note="Rata-rata tujuh pasar. Oktober baru memuat pekan pertama.",
    )  # fmt: skip
    _archive(evidence)
    other = Article.objects.filter(title__startswith="Rice up 12 per cent").first()
    if other:
        add_evidence(
            rini, claim.pk, stance=Evidence.Stance.CONTEXT, kind=Evidence.Kind.MEDIA, article=other,
            quote="rose by 12 per cent in a month", note="Mengutip kantor yang sama: bukan asal yang lain.",
        )  # fmt: skip
    searches.note_search(
        rini, claim.pk, place="Arsip Lensa Kota", words="harga beras Merapi Baru September 2023", language="id",
        outcome="nothing", note="Tidak ada angka sendiri, hanya kutipan dinas.",
    )  # fmt: skip
    _ask_providers(claim)
    about = {"finding": Finding.FAITHFUL, "credibility": C.PROBABLE}
    _sign(
        rini, claim, Status.MOSTLY_TRUE,
        "Tabel dinas mencatat Rp13.100 pada September dan Rp14.500 pada Oktober. Naiknya 10,7 persen, bukan 12.",
        summary="Harga beras memang naik, tetapi menurut tabel dinas sendiri 10,7 persen, bukan 12.",
        as_of=dt.date(2023, 10, 6), **about,
    )  # fmt: skip
    _move(rini, claim, Stage.IN_REVIEW)
    _move(dewi, claim, Stage.APPROVED)
    _move(dewi, claim, Stage.PUBLISHED)
    _move(dewi, claim, Stage.CORRECTING, note="Dinas memperbaiki angka September: Rp12.950, bukan Rp13.100.")
    _sign(
        rini, claim, Status.TRUE,
        "Dinas memperbaiki angka September menjadi Rp12.950. Dari sana ke Rp14.500 naiknya 12 persen.",
        summary="Harga beras medium di Merapi Baru naik 12 persen dalam sebulan, menurut tabel harga dinas.",
        as_of=dt.date(2023, 10, 10), confidence=Verdict.Confidence.HIGH, **about,
    )  # fmt: skip
    _move(
        dewi, claim, Stage.PUBLISHED, kind=Publication.Kind.CORRECTION,
        note="Kami semula menulis 10,7 persen, sesuai tabel dinas saat itu. Dinas memperbaiki angka September pada "
        "9 Oktober 2023; dengan angka itu kenaikannya 12 persen.",
    )  # fmt: skip
    if other:
        for same in claims_with("rose by 12 per cent", other)[:1]:
            relations.relate(rini, same.pk, claim.pk, kind="repeats", note="Kantor yang sama, angka yang sama.")


def _archive(evidence: Evidence) -> None:
    """The copy of the page, taken in by a job as from the web; nothing is fetched."""
    page = Fetched(
        requested=evidence.url, url=evidence.url, status=200, content_type="text/html", charset="utf-8",
        headers={"content-type": "text/html; charset=utf-8"}, body=(PAGES / "harga-beras.html").read_bytes(),
        redirects=(), at=timezone.now(),
    )  # fmt: skip
    job = jobs.enqueue(Job.Kind.ARCHIVE_EVIDENCE, evidence=evidence, priority=jobs.BACKGROUND)
    jobs.run(job.pk, lambda mine: {"outcome": archives.take_in(mine, page).outcome})


def _ask_providers(claim: Claim) -> None:
    """Four outcomes of asking, none of them over the network: these hosts are invented."""
    check = Item(
        url="https://periksa-fakta.example/2023/10/harga-beras-merapi-baru",
        title="Benarkah harga beras di Merapi Baru naik 12 persen dalam sebulan?",
        outlet="Periksa Fakta Nusantara",
        snippet="Harga beras medium di Kota Merapi Baru naik 12 persen dalam sebulan menjadi Rp14.500 per kilogram.",
        language="id",
        published=dt.datetime(2023, 10, 8, tzinfo=dt.UTC),
        rating="Benar",
    )
    answers: dict[str, tuple[Outcome, str, tuple[Item, ...]]] = {
        "periksa-fakta.example": (Outcome.FOUND, "", (check,)),
        "cek-kabar.example": (Outcome.NONE_FOUND, "", ()),
        "arsip-warta.example": (Outcome.NOT_ASKED, "Jatah permintaan hari itu sudah habis.", ()),
        "lacak-hoaks.example": (Outcome.FAILED, "Servernya tidak menjawab dalam 10 detik.", ()),
    }
    ready = sweep.prepare(claim)
    query = Query("harga beras medium Merapi Baru 12 persen", "id")
    for host, (outcome, reason, items) in answers.items():
        now = timezone.now()
        answer = Answer(host, outcome, now, items, reason)
        job = jobs.enqueue(Job.Kind.ASK_PROVIDER, claim=claim, provider=f"wordpress:{host}", priority=jobs.BACKGROUND)

        def take_in(mine: Job, host: str = host, answer: Answer = answer, now: dt.datetime = now) -> dict[str, Any]:
            call = fanout.take_in(fanout.Intake(mine, ready, host), query, answer, now)
            return {"outcome": call.outcome, "found": call.found, "carrying": call.carrying}

        jobs.run(job.pk, take_in)


def _differ(people: People, claim: Claim) -> None:
    """A blind pair that does not agree; a third person, Ayu, has to decide."""
    _take(people["rini"], claim)
    ledger = Article.objects.filter(title="Councillor disputes rice stock figure").first()
    if ledger:
        add_evidence(
            people["rini"], claim.pk, stance=Evidence.Stance.REFUTES, kind=Evidence.Kind.MEDIA, article=ledger,
            quote="8,150 tonnes were recorded on 30 September 2023",
        )  # fmt: skip
        recorded = claims_with("8,150 tonnes", ledger).first()
        if recorded:
            relations.relate(people["rini"], claim.pk, recorded.pk, kind="contradicts")
    _sign(
        people["rini"], claim, Status.FALSE, blind=True, finding=Finding.VERBATIM,
        rationale="Buku gudang mencatat 8.150 ton pada 30 September; 2.700 ton tidak tercatat di mana pun.",
    )  # fmt: skip
    _sign(
        people["dewi"], claim, Status.UNPROVEN, finding=Finding.VERBATIM,
        rationale="Buku itu tidak menyebut kapan beras terakhir ditimbang. Isi gudang pada Oktober tidak terbukti.",
    )  # fmt: skip


def _ask_for_review(people: People, claim: Claim) -> None:
    _take(people["rini"], claim)
    _sign(
        people["rini"], claim, Status.MOSTLY_TRUE, finding=Finding.FAITHFUL,
        rationale="Daftar penumpang dan izin kapal cocok dengan hitungannya; penyelidik menyebut temuan ini sementara.",
        summary="Menurut daftar penumpang dan izin, feri itu kelebihan 18 orang. Penyelidikan belum selesai.",
    )  # fmt: skip
    _move(people["rini"], claim, Stage.IN_REVIEW)


def _return(people: People, claim: Claim) -> None:
    _take(people["rini"], claim)
    _sign(
        people["rini"], claim, Status.TRUE, finding=Finding.FAITHFUL,
        rationale="Dua penumpang mengatakan hal yang sama kepada dua media.",
    )  # fmt: skip
    _move(people["rini"], claim, Stage.IN_REVIEW)
    _move(
        people["dewi"], claim, Stage.CHANGES_REQUESTED,
        note="Kedua media mengutip penumpang yang sama. Adakah catatan inspeksi kapal?",
    )  # fmt: skip


def _ask_for_a_reply(people: People, claim: Claim) -> None:
    replies.ask(
        people["rini"], claim.pk, whom="PT Selat Cahaya Abadi", how="email",
        question="Berapa jaket pelampung ada di kapal ketika berangkat?",
    )  # fmt: skip
