"""A provider on loopback that answers what a test wants, in turn."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from claims.coverage.providers import gdelt, google_factcheck, wikinews
from claims.coverage.providers.base import Query
from tests.web import answer

JSON = "application/json; charset=UTF-8"
QUERY = Query("Shoigu shows Kim the missile", language="en", limit=20)


class Service:
    """One path of a server that answers in turn, whatever is asked there; the last answer stays."""

    def __init__(self, server):
        self.server = server
        self.url = server.url("/api")
        self.answers = []
        server.pages = self

    def get(self, path, _default):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def asked(self):
        return [
            {key: values[0] for key, values in parse_qs(urlsplit(head.split(" ")[1]).query).items()}
            for head in self.server.requests
        ]


def as_json(value):
    return answer(json.dumps(value).encode(), type=JSON)


def google(**changes):
    """Google's provider, without a pause between requests."""
    return replace(google_factcheck.provider(), **{"seconds_between": 0} | changes)


def gdelt_doc(**changes):
    """GDELT's list of articles, without a pause between requests."""
    return replace(gdelt.doc(), **{"seconds_between": 0} | changes)


def wiki(**changes):
    """Wikinews, without a pause between requests."""
    return replace(wikinews.provider(), **{"seconds_between": 0} | changes)
