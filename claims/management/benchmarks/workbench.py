"""Measuring the workbench's server side: whole requests through every middleware, on a desk of a given size.

Each figure is the median of many requests; beside them stands the floor, an empty view behind the same middleware with
the same session and person, measured in the same run, because machines are noisy. An article and the claim list are
loaded as whole pages. A search and a filter are what a browser sends from an open list: the rows come first, and the
facets' new counts by a request of their own, measured beside it, as is the same question loaded as a whole page.
"""

from __future__ import annotations

import json
import logging
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse

from claims.management.benchmarks import BenchError
from claims.management.benchmarks.desk import Desk
from claims.models import Article, Attribution, Source
from claims.models.claim import Stage
from claims.review.permissions import Right
from claims.views.access import needs

# Milliseconds on a machine of two cores, and the growth allowed from 2,000 to 20,000 articles.
GOALS = {"save_span_ms": 9, "open_article_ms": 12, "claim_list_ms": 18, "search_ms": 12, "filter_ms": 12}
GROWTH = 1.3
# Measured without a goal: what else a search and a filter cost.
BESIDES = ("search_counts_ms", "search_page_ms", "filter_counts_ms", "filter_page_ms")
HTMX = {"HX-Request": "true"}
FORM = "application/x-www-form-urlencoded"  # as htmx and browsers send a form without a file

Figures = dict[str, float]


@needs(Right.READ)
def floor(request: HttpRequest) -> HttpResponse:
    """What every page costs before it does anything: session, person, right, log line, headers."""
    return HttpResponse(b"ok")


SETTINGS = {
    "ROOT_URLCONF": __name__,
    "ALLOWED_HOSTS": ["localhost"],
    "DEBUG": False,
    "SECURE_SSL_REDIRECT": False,
    "SESSION_COOKIE_SECURE": False,
    "LIMIT_SEARCHES": 0,
}

urlpatterns = [path("bench-floor/", floor), path("", include("factcheck.urls"))]


def measure(articles: int, folder: Path, *, rounds: int = 40, say: Callable[[str], None] = lambda _w: None) -> Figures:
    """The figures of GOALS and `floor_ms` on a throw-away SQLite database in `folder` with that many articles."""
    with throw_away(folder / f"desk-{articles}.sqlite3"):
        analyst = Desk(say=say).fill(articles)
        logging.disable(logging.WARNING)  # the lines would drown the figures
        try:
            with override_settings(**SETTINGS):
                return Visitor(analyst).figures(rounds)
        finally:
            logging.disable(logging.NOTSET)


@contextmanager
def throw_away(file: Path) -> Iterator[None]:
    """Use a new SQLite `file`, with its tables, in place of the database while the block runs; then it is deleted."""
    connection.close()
    old = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = old
        file.unlink(missing_ok=True)


class Visitor:
    """One analyst at a browser, with the same dice for every desk."""

    def __init__(self, user: User) -> None:
        self.client = Client(HTTP_HOST="localhost")
        self.client.force_login(user)
        self.dice = random.Random(11)  # noqa: S311 - the same visits every time
        self.articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        self.dice.shuffle(self.articles)
        self.sources = list(Source.objects.filter(kind=Source.Kind.PERSON).values_list("pk", flat=True))
        statements = Attribution.objects.order_by("pk").values_list("claim__statement", flat=True)
        self.statements = list(statements[:2000])

    def figures(self, rounds: int) -> Figures:
        """Medians in milliseconds. The kinds take turns, so that a noisy moment hits all of them."""
        kinds: dict[str, Callable[[], float]] = {
            "floor_ms": lambda: self.get("/bench-floor/"),
            "save_span_ms": self.save_span,
            "open_article_ms": lambda: self.get(reverse("claims:article", args=[self.dice.choice(self.articles)])),
            "claim_list_ms": lambda: self.get(reverse("claims:claims")),
            "search_ms": lambda: self.get(reverse("claims:claims"), self.search(), HTMX),
            "search_counts_ms": lambda: self.get(reverse("claims:claims_counts"), self.search(), HTMX),
            "search_page_ms": lambda: self.get(reverse("claims:claims"), self.search()),
            "filter_ms": lambda: self.get(reverse("claims:claims"), self.filter(), HTMX),
            "filter_counts_ms": lambda: self.get(reverse("claims:claims_counts"), self.filter(), HTMX),
            "filter_page_ms": lambda: self.get(reverse("claims:claims"), self.filter()),
        }
        taken: dict[str, list[float]] = {name: [] for name in kinds}
        for number in range(rounds + 3):
            for name, visit in kinds.items():
                seconds = visit()
                if number >= 3:  # the first rounds fill caches that every server has filled
                    taken[name].append(seconds)
        return {name: round(1000 * median(seconds), 2) for name, seconds in taken.items()}

    def search(self) -> dict[str, str]:
        """A word that stands in some claim."""
        return {"q": self.dice.choice(self.statements).split()[-1]}

    def filter(self) -> dict[str, str]:
        """A status and a source."""
        return {"status": "true", "source": str(self.dice.choice(self.sources))}

    def get(self, address: str, query: Mapping[str, str] = {}, headers: Mapping[str, str] = {}) -> float:
        """Ask for a page; its seconds."""
        started = time.perf_counter()
        response = self.client.get(address, query, headers=headers)
        seconds = time.perf_counter() - started
        if response.status_code != 200:
            raise BenchError(f"{address}: status {response.status_code}")
        return seconds

    def save_span(self) -> float:
        """Move the end of a content by one word, as the browser sends it: permission, receipt, conflict check, log."""
        open_ones = Attribution.objects.filter(
            article=self.articles.pop(), claim__stage__in=[Stage.NEW, Stage.IN_PROGRESS]
        )
        pk = self.dice.choice(list(open_ones.order_by("number").values_list("pk", flat=True)))
        row = Attribution.objects.prefetch_related("spans").select_related("article").get(pk=pk)
        text = row.article.text
        *others, last = row.spans.all()
        end = text.rindex(" ", last.start, last.end)
        spans = [[s.role, s.start, s.end, s.quote] for s in others]
        spans.append([last.role, last.start, end, text[last.start : end]])
        data = {"version": row.version, "spans": json.dumps(spans)}
        page = f"http://localhost{row.article.get_absolute_url()}?claim={row.number}"
        sent = {**HTMX, "HX-Target": "detail", "HX-Current-URL": page, "X-Act-Id": uuid.uuid4().hex}
        started = time.perf_counter()
        response = self.client.post(
            reverse("claims:spans", args=[pk]), urlencode(data), content_type=FORM, headers=sent
        )
        seconds = time.perf_counter() - started
        if response.status_code != 200:
            raise BenchError(f"saving a span: status {response.status_code}: {response.text.strip()}")
        return seconds


def table(results: dict[int, Figures]) -> str:
    """The figures as a table for people: goal, each size, how much they grow."""
    sizes = sorted(results)
    head = ["request", "goal, ms", *(f"{size:,} articles" for size in sizes), "× the floor"]
    head += [f"growth (goal ≤ ×{GROWTH})"] if len(sizes) > 1 else []
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for name in ("floor_ms", *GOALS, *BESIDES):
        values = [results[size][name] for size in sizes]
        row = [name.removesuffix("_ms").replace("_", " "), str(GOALS.get(name, "–")), *(f"{v:.1f}" for v in values)]
        row.append(f"{values[-1] / results[sizes[-1]]['floor_ms']:.1f}")
        if len(sizes) > 1:
            row.append(f"{values[-1] / values[0]:.2f}")
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)
