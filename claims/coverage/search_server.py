"""The few things that the archive asks of an OpenSearch server, if the operator runs one (`ARCHIVE_SEARCH_URL`).

Its index holds for each article its place (day and number) and the terms that we made of it, no text: enough to say
which articles hold the rarest terms asked for. It scores nothing but the weights that we give it. Searches go to an
alias, so that an index can be built anew beside the one in use. All goes through `fetch.ask_own`.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.translation import gettext as _

from claims.coverage.ranking import Wanted
from claims.ingest.errors import FetchError
from claims.ingest.fetch import OwnServer, Reply, ask_own
from claims.models.archive import article_at

JSON = "application/json"
LINES = "application/x-ndjson"
BULK_SECONDS = 60.0
TOO_MANY = 429
LONGEST_WAIT = 60.0  # seconds that a busy server is believed to need
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,200}")
INDEX = {
    "mappings": {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "properties": {
            "article": {"type": "long"},
            "place": {"type": "long"},
            # Whether a term is there is all that is asked: no places, counts or lengths.
            "terms": {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"},
        },
    }
}

Weighed = Sequence[tuple[float, Wanted]]
Places = Sequence[tuple[int, int]]


class SearchFailed(Exception):
    """The server gave no whole answer; `str(error)` says why, for people. `wait`: seconds, where it is only busy."""

    def __init__(self, reason: str, *, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one article; with no terms it shall hold nothing of it."""

    place: int
    terms: str

    @property
    def article(self) -> int:
        return article_at(self.place)


def is_on() -> bool:
    return bool(settings.ARCHIVE_SEARCH_URL)


def alias() -> str:
    """The name under which the index in use is known: the last part of ARCHIVE_SEARCH_URL."""
    return str(settings.ARCHIVE_SEARCH_URL.rpartition("/")[2])


def create(index: str) -> None:
    """Make an empty index."""
    _ask("PUT", index, INDEX)


def drop(index: str) -> None:
    """Remove an index for good."""
    _ask("DELETE", index)


def new_name(now: dt.datetime) -> str:
    """A name for an index to be built now; by such names ours are told from what else lies on the server."""
    return f"{alias()}-{now:%Y%m%d%H%M%S%f}"


def indices() -> dict[str, bool]:
    """All indices of ours that there are, and whether each is in use."""
    ours = re.compile(re.escape(alias()) + r"-\d{20}")
    with _documented():
        there = _ask("GET", f"{alias()}-*")
        return {name: alias() in about["aliases"] for name, about in there.items() if ours.fullmatch(name)}


def use(index: str) -> None:
    """Let searches go to this index from now on, and to no other."""
    old = [{"remove": {"index": name, "alias": alias()}} for name, in_use in indices().items() if in_use]
    _ask("POST", "_aliases", {"actions": [*old, {"add": {"index": index, "alias": alias()}}]})


def holds(index: str) -> int:
    """How many articles an index holds, what was sent last included."""
    _ask("POST", f"{index}/_refresh")
    with _documented():
        return int(_ask("GET", f"{index}/_count")["count"])


@dataclass(frozen=True, slots=True)
class Left:
    """What a server did not take: what it was too busy for, and what it refused and why."""

    busy: list[Entry]
    refused: list[Entry]
    why: str = ""


def send(entries: Sequence[Entry], index: str = "") -> Left:
    """Bring entries up to date in an index, or in the one in use, where it then also waits until they can be found.
    Raises SearchFailed when that failed as a whole."""
    lines: list[dict[str, Any]] = []
    for entry in entries:
        number = {"_id": str(entry.article)}
        if entry.terms:
            lines += [{"index": number}, {"article": entry.article, "place": entry.place, "terms": entry.terms}]
        else:
            lines.append({"delete": number})
    # Without an alias of this name nothing may be made by the way: such an index would lack all that was there before.
    path = f"{index}/_bulk" if index else f"{alias()}/_bulk?require_alias=true&refresh=wait_for"
    with _documented():
        items = [next(iter(item.values())) for item in _ask("POST", path, lines, seconds=BULK_SECONDS)["items"]]
        statuses = [int(item["status"]) for item in items]
    if len(items) != len(entries):
        raise SearchFailed(_("It answered only in part."))
    busy, refused, why = [], [], ""
    for entry, status, item in zip(entries, statuses, items, strict=True):
        if status == TOO_MANY:
            busy.append(entry)
        elif status >= 400 and item.get("error"):  # what is to be taken out and is not there is no error
            refused.append(entry)
            why = why or _complaint(status, item)
    return Left(busy, refused, why)


def find(asked: Sequence[Weighed], places: Places, but: Iterable[int], most: int) -> tuple[list[dict[int, float]], int]:
    """([{place: weight of the things asked for that its article holds}, …], how many articles the index holds).

    One answer for each of `asked`, at most `most` places each, those with most weight. Raises SearchFailed.
    """
    lines: list[dict[str, Any]] = []
    for one in [*asked, None]:
        lines += [{}, {"size": 0, "track_total_hits": True} if one is None else _query(one, places, but, most)]
    with _documented():
        answers = _ask("POST", f"{alias()}/_msearch", lines)["responses"]
        for answer in answers:
            if answer.get("error"):
                raise SearchFailed(_complaint(answer.get("status", 500), answer))
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise SearchFailed(_("It answered only in part."))
        *found, everything = answers
        rows = [{int(hit["fields"]["place"][0]): float(hit["_score"]) for hit in one["hits"]["hits"]} for one in found]
        held = int(everything["hits"]["total"]["value"])
    if len(rows) != len(asked):
        raise SearchFailed(_("It answered only in part."))
    return rows, held


def _query(asked: Weighed, places: Places, but: Iterable[int], most: int) -> dict[str, Any]:
    held = [{"constant_score": {"filter": _any_of(wanted), "boost": weight}} for weight, wanted in asked]
    within: list[dict[str, Any]] = [{"range": {"place": {"gte": first, "lte": last}}} for first, last in places]
    return {
        "size": most,
        "track_total_hits": False,
        "track_scores": True,  # else there is none where the order is given
        "_source": False,
        "docvalue_fields": ["place"],
        "query": {
            "bool": {
                "should": held,
                "minimum_should_match": 1,
                "filter": [{"bool": {"should": within, "minimum_should_match": 1}}] if within else [],
                "must_not": [{"terms": {"article": sorted(but)}}],
            }
        },
        "sort": [{"_score": "desc"}, {"article": "asc"}],
    }


def _any_of(wanted: Wanted) -> dict[str, Any]:
    """Holds one of the variants; of several terms a variant needs all."""
    single = [variant[0] for variant in wanted.variants if len(variant) == 1]
    several = [variant for variant in wanted.variants if len(variant) > 1]
    ways: list[dict[str, Any]] = [{"terms": {"terms": single}}] if single else []
    ways += [{"bool": {"filter": [{"term": {"terms": term}} for term in variant]}} for variant in several]
    return ways[0] if len(ways) == 1 else {"bool": {"should": ways, "minimum_should_match": 1}}


def _ask(method: str, path: str, body: Any = None, *, seconds: float | None = None) -> Any:
    """The JSON that the server answers. A list is sent as lines. Raises SearchFailed."""
    if isinstance(body, list):
        sent, kind = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in body).encode(), LINES
    else:
        sent, kind = json.dumps(body).encode() if body is not None else b"", JSON
    home = urlsplit(settings.ARCHIVE_SEARCH_URL)
    way = f"{home.path.rpartition('/')[0]}/{path}"
    limit = seconds or settings.ARCHIVE_SEARCH_SECONDS
    try:
        reply = ask_own(_server(), method, way, sent, type=kind, seconds=limit)
    except FetchError as error:
        raise SearchFailed(str(error)) from error
    try:
        answer = json.loads(reply.body)
    except ValueError:
        answer = {}
    if reply.status >= 300:
        raise SearchFailed(_complaint(reply.status, answer), wait=_wait(reply))
    return answer


@contextmanager
def _documented() -> Iterator[None]:
    """While an answer is read: a part that is missing is a failure of the server's, not an error of ours."""
    try:
        yield
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, StopIteration) as error:
        raise SearchFailed(_("Its answer has not the documented form.")) from error


def _server() -> OwnServer:
    authorization = ""
    if settings.ARCHIVE_SEARCH_USER:
        pair = f"{settings.ARCHIVE_SEARCH_USER}:{settings.ARCHIVE_SEARCH_PASSWORD}"
        authorization = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return OwnServer(settings.ARCHIVE_SEARCH_URL, authorization, settings.ARCHIVE_SEARCH_CA)


def _wait(reply: Reply) -> float | None:
    """How long to leave a busy server alone; None for one that refuses for another reason."""
    if reply.status not in (TOO_MANY, 502, 503):
        return None
    asked = reply.headers.get("retry-after", "").strip()
    return min(float(asked), LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else 0.0


def _complaint(status: int, answer: Any) -> str:
    error = answer.get("error") if isinstance(answer, dict) else None
    kind, told = (error.get("type"), error.get("reason")) if isinstance(error, dict) else ("", error)
    if kind == "index_not_found_exception":
        return _("It has no index yet: run manage.py reindex_archive.")
    words = " ".join(str(told or kind or "–").split())[:200]
    return _("It answers with status %(status)d: “%(words)s”.") % {"status": status, "words": words}


def check(**_kwargs: Any) -> list[CheckMessage]:
    """What `manage.py check` says about the settings of the search server. Nothing is asked of it."""
    if not is_on():
        return []
    found = []
    try:
        home = urlsplit(settings.ARCHIVE_SEARCH_URL)
        right = home.scheme in ("http", "https") and home.hostname and "@" not in home.netloc and home.port != 0
    except ValueError:
        right = False
    if not right or not NAME.fullmatch(alias()):
        found.append("ARCHIVE_SEARCH_URL must be like https://search.internal:9200/factcheck-archive, without user.")
    if settings.ARCHIVE_SEARCH_CA and not Path(settings.ARCHIVE_SEARCH_CA).is_file():
        found.append(f"ARCHIVE_SEARCH_CA: there is no file {settings.ARCHIVE_SEARCH_CA}.")
    hint = "See docs/coverage.md."
    return [Error(problem, hint=hint, obj="ARCHIVE_SEARCH_URL", id="claims.E004") for problem in found]
