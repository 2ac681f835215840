"""How quick the article page is in a browser: a long article of our own making, a real server, a real Chromium."""

from __future__ import annotations

import logging
import random
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread

from claims.ingest.store import save_article
from claims.models import Article, Attribution, AttributionSpan, Claim, Source

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS, CLAIMS = 10_000, 300
NAME, PASSWORD = "bench", "a password of the bench"
SPEAKERS = ("Minister Tan", "Captain Oru", "the harbour office", "Dr Lindqvist", "Mayor Pereira", "the union")
STOCK = """
ferry harbour winter ministry harvest bridge crew record budget storm pilot vote water price road office night
market winter flood report island signal engine repair council dredge warning border school clinic fuel
"""

# Each measures one thing inside the page, from the key to what a person sees, in milliseconds.
STEP = """async () => {
    const began = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
}"""
SAVE = """async () => {
    const saved = () => document.querySelector("#prog").value;
    const before = saved();
    const began = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "y", bubbles: true }));
    while (saved() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - began;
}"""
SETTLED = "() => !document.querySelector('#detail[aria-busy]')"


def make_article(user: User) -> Article:
    """About 10,000 words with 300 claims, one a paragraph, every sixth of half as many words; always the same."""
    dice = random.Random(7)  # noqa: S311 - words, not secrets
    stock = STOCK.split()
    lines = ["The winter of the ferries"]
    places: list[tuple[int, str, str, str]] = []
    at = len(lines[0]) + 2
    for number in range(CLAIMS):
        speaker = SPEAKERS[number % len(SPEAKERS)]
        said = " ".join(dice.choice(stock) for _word in range(18))
        rest = " ".join(dice.choice(stock) for _word in range(WORDS // CLAIMS - 22)).capitalize()
        places.append((at, speaker, "said", said))
        line = f"{speaker} said that {said}. {rest}."
        lines.append(line)
        at += len(line) + 2
    article, _created = save_article("\n\n".join(lines), user=user)
    _attribute(article, places)
    return article


def _attribute(article: Article, places: list[tuple[int, str, str, str]]) -> None:
    sources = {name: Source.objects.create(name=name, kind=Source.Kind.PERSON) for name in SPEAKERS}
    claims = Claim.objects.bulk_create(
        Claim(statement=f"{s}: {said}"[:400], language="en") for _at, s, _c, said in places
    )
    rows = Attribution.objects.bulk_create(
        Attribution(
            article=article, claim=claim, number=number, source=sources[speaker], source_type="named_person",
            quote_kind="indirect", rule="clause.subject_verb_that",
        )
        for number, (claim, (_at, speaker, _cue, _said)) in enumerate(zip(claims, places, strict=True), 1)
    )  # fmt: skip
    spans = []
    for row, (at, speaker, cue, said) in zip(rows, places, strict=True):
        start = at + len(f"{speaker} {cue} that ")
        cut = said.split()[:9] if row.number % 6 == 0 else said.split()
        spans.append((row, "source", at, speaker))
        spans.append((row, "cue", at + len(speaker) + 1, cue))
        spans.append((row, "content", start, " ".join(cut)))
    AttributionSpan.objects.bulk_create(
        AttributionSpan(attribution=row, role=role, start=start, end=start + len(quote), quote=quote)
        for row, role, start, quote in spans
    )


@contextmanager
def server() -> Iterator[str]:
    """The address of a server on the database of the run."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    for connection in connections.all():
        connection.inc_thread_sharing()
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


@contextmanager
def window(address: str) -> Iterator[Page]:
    """A logged-in browser window."""
    from playwright.sync_api import sync_playwright  # of the development requirements: only this command needs it

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}).new_page()
        page.goto("/accounts/login/")
        page.fill("[name=username]", NAME)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        yield page
        browser.close()


def measure(times: int) -> dict[str, Any]:
    """Medians in milliseconds: opening the article, stepping to the next claim, key to saved."""
    user = User.objects.create_user(NAME, password=PASSWORD)
    user.groups.add(Group.objects.get(name="analyst"))
    article = make_article(user)
    logging.disable(logging.WARNING)  # the lines would drown the figures
    try:
        with server() as address, window(address) as page:
            opened = [_open(page, article) for _time in range(times)]
            steps = [_timed(page, STEP) for _time in range(times * 4)]
            saves = [_timed(page, SAVE) for _time in range(times)]
    finally:
        logging.disable(logging.NOTSET)
    return {
        "words": len(article.text.split()),
        "claims": CLAIMS,
        "open_long_article_ms": round(statistics.median(opened)),
        "move_ms": round(statistics.median(steps), 1),
        "key_to_saved_ms": round(statistics.median(saves)),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for the page of benchmarks."""
    rows = [
        ("opening the article, until it is painted", "open_long_article_ms", 1000),
        ("`j`: the next claim marked in text and list", "move_ms", 50),
        ("`y`: from the key to “saved”", "key_to_saved_ms", 100),
    ]
    head = f"In the browser, an article of {figures['words']:,} words with {figures['claims']} claims (medians):"
    lines = [f"| {words} | {figures[key]} ms | {goal} ms |" for words, key, goal in rows]
    return "\n".join([head, "", "| act | measured | goal |", "| --- | --- | --- |", *lines])


def _open(page: Page, article: Article) -> float:
    """From asking for the page until it is loaded and painted, as the browser's own clock has it."""
    page.goto(f"{article.get_absolute_url()}?claim=1")
    page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    return page.evaluate("performance.now()")


def _timed(page: Page, script: str) -> float:
    took = page.evaluate(script)
    page.wait_for_function(SETTLED)
    return took
