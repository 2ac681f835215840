"""Every address, as the list of addresses names it: rows that are not there, and what no page of ours sends.

A new address is in these tests without being named here; a form that it reads is to be added to `form_of`.
"""

from __future__ import annotations

import itertools
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import (
    Article,
    Attribution,
    BulkAct,
    Comment,
    CoverageEdge,
    CoverageMatch,
    Event,
    Evidence,
    EvidenceArchive,
    Feed,
    Job,
    Notice,
    SavedView,
    Source,
)
from claims.urls import urlpatterns
from claims.views.source_edit import ACTS
from tests.articles import DAM, DAM_DENIAL
from tests.cast import Cast
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db

PATTERNS = {pattern.name: pattern for pattern in urlpatterns}
WITH_A_NUMBER = [name for name, pattern in PATTERNS.items() if "<int:pk>" in str(pattern.pattern)]
NOWHERE = [99_999_999, 10**30]  # a number that no row has, and one that no row can have

# Fields of one kind are odd together, while the rest of the form is as it should be.
VERSIONS = {"version", "claim_version"}
NUMBERS = {"row", "row_version", "source", "other", "at", "seen", "number"}
PLACES = {"spans", "places", "rows"}
CHOICES = {
    "status",
    "to",
    "kind",
    "grade",
    "mode",
    "stance",
    "anonymity",
    "language",
    "gloss_language",
    "decision",
    "outcome",
    "how",
    "corrected",
    "asked_on",
    "due_on",
    "recheck_on",
    "copy",
    "origin",
    "relation",
    "beside",
    "every",
}
WORDS = {
    "name",
    "statement",
    "gloss",
    "rationale",
    "note",
    "url",
    "address",
    "outlet",
    "link",
    "words",
    "topic",
    "text",
    "reason",
    "found",
    "body",
}

# What a browser, a proxy or a script may put where a number, a word or an address belongs.
ODD: list[tuple[bytes, tuple[set[str], ...]]] = [
    (b"abc", (VERSIONS, NUMBERS, PLACES, CHOICES)),
    (b"", (VERSIONS, NUMBERS, PLACES, WORDS)),
    (b"-1", (VERSIONS, NUMBERS, CHOICES)),
    (b"9" * 30, (VERSIONS, NUMBERS, CHOICES)),
    (b"9" * 5_000, (VERSIONS, NUMBERS, PLACES)),  # more digits than Python reads
    (quote_plus("٣²").encode(), (VERSIONS, NUMBERS)),
    (b"a%00b", (NUMBERS, CHOICES, WORDS)),
    (b"%ED%A0%80", (NUMBERS, CHOICES, WORDS)),  # a lone surrogate
    (b"%FF%FE", (VERSIONS, WORDS)),
    (b"http%3A%2F%2F%5B", (WORDS,)),
    (b"[" * 20_000, (PLACES,)),
    (rb'[[0,1,"\ud800"]]', (PLACES,)),
]
# What a database could take otherwise than another: too large, NUL, no character. The rest is refused before it.
ODD_TO_POSTGRESQL = {b"9" * 30, b"a%00b", b"%ED%A0%80"}
# Each header is read by itself, so odd ones may come together.
ODD_HEADERS: list[dict[str, str]] = [
    {"HX-Current-URL": "http://[", "HX-Target": "detail", "X-Act-Id": "f" * 32, "If-Match": '"', "Referer": "http://["},
    {"HX-Current-URL": "http://testserver/?claim=²", "HX-Target": "offered", "If-Match": "9" * 30, "Referer": "\0"},
    {"HX-Current-URL": "\0", "HX-Target": "split", "X-Act-Id": "\0" * 32},
    {"HX-Current-URL": "/" * 9_000, "HX-Target": "\0"},
    {"HX-Current-URL": "\x85\xff"},
]
FIELDS_READ = [
    "q",
    "page",
    "claim",
    "hop",
    "before",
    "mention",
    "candidate",
    "source",
    "outlet",
    "stage",
    "sort",
    "since",
]


def form_of(one: Attribution) -> dict[str, Any]:
    """Values that every form of the product takes, so that a view comes as far as its row."""
    other = one.article.attributions.exclude(claim=one.claim).first()
    return {
        "version": 1, "claim_version": 1, "seen": 0, "take": "1", "decision": "related", "status": "true",
        "rationale": "The record says so.", "statement": "Words.", "source": "", "cue": "", "content": "x",
        "gloss": "Words.", "gloss_language": "en", "note": "Look again.", "to": "in_progress", "stance": "supports",
        "url": "https://example.org/", "title": "Record", "quote": "so", "name": "Valley Post", "kind": "outlet",
        "anonymity": "", "mode": "direct", "link": "", "found": "", "reason": "Seen.", "topic": "water", "grade": "B",
        "row": 1, "row_version": 1, "language": "en", "by": "1", "at": 5, "other": other.number, "words": "Orel",
        "spans": '[["content", 0, 1, "x"]]', "places": "", "text": "A text.", "key": "y", "act": "confirm", "number": 1,
        "body": "Look, @citra.", "rows": f"{one.claim_id}.1.{one.article.created_by_id}", "query": "q=dam", "due": "",
        "access": "", "part": "page", "place": "Registry", "outcome": "nothing", "searched_on": "", "how": "email",
        "whom": "Ministry", "question": "So?", "asked_on": "", "due_on": "", "answer": "No.", "answered_on": "",
        "corrected": "", "recheck_on": "", "seen_day": "", "item": 1, "ticked": "on",
        "beside": "", "relation": "updates", "group": "same", "value": "0.5",
        "copy": "name:orel herald", "origin": "name:valley post",
        "address": "https://herald.example/", "outlet": "", "every": "900",
    }  # fmt: skip


def address_of(name: str, numbers: dict[str, int], pk: int | None = None, act: str = "profile") -> str:
    """The address of that name, with a row that is there, or with `pk`."""
    path = str(PATTERNS[name].pattern)
    there = next((number for noun, number in numbers.items() if path.startswith(noun)), 0)
    known: dict[str, Any] = {
        "pk": pk or there,
        "name": act,
        "source": numbers["sources/"],
        "key": "ages",
        "part": "page",
        "other": numbers["claims/"],
        "version": 1,
        "token": "MQ:1x:y",
    }
    wanted = PATTERNS[name].pattern.regex.groupindex
    return reverse(f"claims:{name}", kwargs={key: value for key, value in known.items() if key in wanted})


@pytest.fixture
def dam(cast: Cast) -> Article:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article


@pytest.fixture
def one(dam) -> Attribution:
    return dam.attributions.for_workbench().in_text_order().first()


@pytest.fixture
def numbers(cast, dam, one) -> dict[str, int]:
    """A row that is there, by the beginning of the addresses that take its number."""
    job, _created = Job.objects.get_or_create(kind=Job.Kind.FIND_COVERAGE, claim=one.claim)
    own = dam.own_voice.create(start=0, end=3, quote="Dam", statement="A dam.", score=1, kind="", reasons=[])
    denial, _created = save_article(DAM_DENIAL)
    match = CoverageMatch.objects.create(claim=one.claim, article=denial, relation="repeats", score=1)
    evidence = Evidence.objects.create(
        claim=one.claim, url="https://example.com/record", stance="context", created_by=cast.administrator
    )
    look, _created = Job.objects.get_or_create(kind=Job.Kind.ARCHIVE_EVIDENCE, evidence=evidence)
    claim = one.claim
    claim.searches.create(
        place="Registry", words="dam", outcome="found", searched_on="2024-03-03", created_by=cast.analyst
    )
    claim.reply_requests.create(whom="Ministry", how="email", asked_on="2024-03-03", created_by=cast.analyst)
    claim.reopenings.create(reason="recheck", key="recheck")
    return {
        "searches/": claim.searches.get().pk,
        "replies/": claim.reply_requests.get().pk,
        "reasons/": claim.reopenings.get().pk,
        "evidence/copies/": EvidenceArchive.objects.create(
            evidence=evidence, job=look, outcome="archived", fetched_at=timezone.now(), sha256="a", page_file="a"
        ).pk,
        "evidence/": evidence.pk,
        "articles/": dam.pk,
        "attributions/": one.pk,
        "own-voice/": own.pk,
        "claims/": one.claim_id,
        "coverage/": match.pk,
        "edges/": CoverageEdge.objects.create(
            claim=one.claim,
            copy=denial,
            copy_node=f"article:{denial.pk}",
            origin_name="Orel Herald",
            origin_node="name:orel herald",
            kind="credit",
            method="by hand",
            score=1,
        ).pk,
        "sources/review/": one.pk,
        "sources/": Source.objects.first().pk,
        "checks/": one.claim_id,
        "jobs/": job.pk,
        "notifications/": Notice.objects.create(user=cast.administrator, kind="stage", event=Event.objects.first()).pk,
        "comments/": Comment.objects.create(claim=one.claim, author=cast.administrator, body="So?").pk,
        "bulk/": BulkAct.objects.create(actor=cast.administrator, kind="put_back", language="en").pk,
        "feeds/": Feed.objects.create(address="https://herald.example/feed", address_key="feed").pk,
        "views/": SavedView.objects.create(owner=cast.analyst, kind="claims", name="Kept").pk,
    }


@pytest.mark.parametrize("name", WITH_A_NUMBER)
def test_a_number_that_no_row_has_is_not_found(browser_of, one, numbers, name):
    clients: list[Client] = [browser_of(role) for role in ("analyst", "administrator")]
    sent = form_of(one)
    places = itertools.product(clients, ({}, HTMX), NOWHERE, ACTS if name == "source_act" else ["profile"])
    for client, headers, pk, act in places:
        address = address_of(name, numbers, pk, act)
        answers = [
            client.get(address, headers=headers),
            client.post(address, sent, headers=headers),
            client.post(address, sent, headers={**headers, "X-Act-Id": "a" * 32}),
        ]

        statuses = {answer.status_code for answer in answers} - {405}
        # What no analyst may, whichever number stands there.
        forbidden = (act == "grant" or name.startswith("feed_")) and client is clients[0]
        assert statuses <= ({403, 404} if forbidden else {404}), (address, answers)


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_what_no_page_sends_never_breaks_an_address(browser_of, one, numbers, pattern: URLPattern):
    client: Client = browser_of("administrator")
    sent = form_of(one) | ({"act": "take"} if pattern.name == "bulk" else {})
    again = connection.vendor == "postgresql"
    odd_values = [(value, kinds) for value, kinds in ODD if not again or value in ODD_TO_POSTGRESQL]
    for act in ACTS if pattern.name == "source_act" else ["profile"]:
        address = address_of(pattern.name, numbers, act=act)
        for value, kinds in odd_values:
            client.get(f"{address}?{'&'.join(f'{name}={value.decode()}' for name in FIELDS_READ)}")
            for fields in kinds:
                body = b"&".join(
                    name.encode() + b"=" + (value if name in fields else quote_plus(str(given)).encode())
                    for name, given in sent.items()
                )
                kind = "application/x-www-form-urlencoded"
                assert client.post(address, body, content_type=kind, headers=HTMX).status_code < 500, body[:300]
    for odd in [] if again else ODD_HEADERS:
        headers = {**HTMX, **odd}
        assert client.get(address, headers=headers).status_code < 500, headers
        assert client.post(address, sent, headers=headers).status_code < 500, headers
        assert Client().post(address, headers=headers).status_code < 500, headers
