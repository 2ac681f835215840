"""A provider on loopback that answers what a test wants, in turn."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.web import answer

JSON = "application/json; charset=UTF-8"


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
