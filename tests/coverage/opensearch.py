"""A search server on loopback that does what the documentation of OpenSearch says of the few requests we make.

Written from that documentation (index, alias, bulk, multi-search and count APIs, bool, term, terms, range and
constant_score queries), and not compared with a real cluster.
"""

from __future__ import annotations

import base64
import fnmatch
import json
import re
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LARGEST_WINDOW = 10_000
MOST_TERMS = 65_536


class Refused(Exception):
    def __init__(self, status, kind, reason, headers=()):
        super().__init__(reason)
        self.status, self.kind, self.headers = status, kind, dict(headers)

    def as_json(self):
        return {"error": {"type": self.kind, "reason": str(self)}, "status": self.status}


class SearchServer:
    """`faults` are raised for the next requests whose path ends so; `busy` are ids that are refused once for each time
    they stand there; `refused` ids always. `partial`: searches reach one shard only."""

    def __init__(self):
        self.indices, self.seen, self.faults = {}, [], []
        self.busy, self.refused, self.partial, self.password, self.raw = [], set(), False, "", None
        self.lock = threading.Lock()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()

    def fail(self, ending, status, *, times=1, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.faults += [(ending, Refused(status, "circuit_breaking_exception", "too busy", named))] * times

    def of_alias(self, alias):
        return [name for name, index in self.indices.items() if alias in index["aliases"]]

    def ids(self, alias="factcheck-archive"):
        (name,) = self.of_alias(alias)
        return {int(number) for number in self.indices[name]["visible"]}

    # --- one request ---

    def answer(self, method, path, query, headers, body):
        self.seen.append((method, path))
        if self.password and headers.get("Authorization") != self._authorization():
            raise Refused(401, "security_exception", "Unauthorized")
        for number, (ending, fault) in enumerate(self.faults):
            if path.endswith(ending):
                del self.faults[number]
                raise fault
        target, _, action = path.strip("/").partition("/")
        if target == "_aliases":
            return self._aliases(json.loads(body)["actions"])
        ways = {
            ("PUT", ""): lambda: self._create(target, json.loads(body)),
            ("DELETE", ""): lambda: self._delete(target),
            ("GET", ""): lambda: self._list(target),
            ("POST", "_refresh"): lambda: self._refresh(self._one(target)),
            ("GET", "_count"): lambda: {"count": len(self._one(target)["visible"])},
            ("POST", "_bulk"): lambda: self._bulk(target, query, _lines(headers, body)),
            ("POST", "_msearch"): lambda: self._msearch(target, _lines(headers, body)),
        }
        if (method, action) not in ways:
            raise Refused(405, "illegal_argument_exception", f"{method} {path}")
        return ways[method, action]()

    def _authorization(self):
        return "Basic " + base64.b64encode(self.password.encode()).decode()

    def _create(self, name, settings):
        if name in self.indices:
            raise Refused(400, "resource_already_exists_exception", f"index [{name}] already exists")
        properties = settings["mappings"]["properties"]
        for field in properties.values():
            if field["type"] not in ("long", "text"):
                raise Refused(400, "mapper_parsing_exception", f"No handler for type [{field['type']}]")
        strict = settings["mappings"].get("dynamic") == "strict"
        self._new(name, properties, strict)
        return {"acknowledged": True, "shards_acknowledged": True, "index": name}

    def _new(self, name, properties, strict):
        self.indices[name] = {
            "aliases": set(), "properties": properties, "strict": strict, "docs": {}, "visible": {}
        }  # fmt: skip
        return self.indices[name]

    def _delete(self, name):
        if name not in self.indices:
            raise Refused(404, "index_not_found_exception", f"no such index [{name}]")
        del self.indices[name]
        return {"acknowledged": True}

    def _list(self, pattern):
        return {
            name: {"aliases": {alias: {} for alias in index["aliases"]}, "mappings": {}, "settings": {}}
            for name, index in self.indices.items()
            if fnmatch.fnmatchcase(name, pattern)
        }

    def _aliases(self, actions):
        changed = []
        for action in actions:
            ((kind, about),) = action.items()
            if about["index"] not in self.indices:
                raise Refused(404, "index_not_found_exception", f"no such index [{about['index']}]")
            if about["alias"] in self.indices:
                raise Refused(400, "invalid_alias_name_exception", "an index exists with the same name as the alias")
            aliases = self.indices[about["index"]]["aliases"]
            if kind == "remove" and about["alias"] not in aliases:
                raise Refused(404, "aliases_not_found_exception", f"aliases [{about['alias']}] missing")
            changed.append((kind, aliases, about["alias"]))
        for kind, aliases, alias in changed:
            (aliases.add if kind == "add" else aliases.remove)(alias)
        return {"acknowledged": True}

    def _one(self, target):
        names = [target] if target in self.indices else self.of_alias(target)
        if len(names) != 1:
            raise Refused(404, "index_not_found_exception", f"no such index [{target}]")
        return self.indices[names[0]]

    def _refresh(self, index):
        index["visible"] = dict(index["docs"])
        return {"_shards": {"total": 1, "successful": 1, "failed": 0}}

    def _bulk(self, target, query, lines):
        items, rest = [], iter(lines)
        for action in rest:
            ((kind, about),) = action.items()
            document = next(rest) if kind == "index" else None
            try:
                items.append({kind: {"_id": about["_id"]} | self._write(target, query, kind, about["_id"], document)})
            except Refused as error:
                problem = error.as_json()
                items.append({kind: {"_id": about["_id"], "status": problem["status"], "error": problem["error"]}})
        if query.get("refresh") == ["wait_for"] and (target in self.indices or self.of_alias(target)):
            self._refresh(self._one(target))
        errors = any("error" in item for one in items for item in one.values())
        return {"took": 1, "errors": errors, "items": items}

    def _write(self, target, query, kind, number, document):
        if number in self.busy:
            self.busy.remove(number)
            raise Refused(429, "rejected_execution_exception", "rejected execution of primary operation")
        if number in self.refused:
            raise Refused(400, "mapper_parsing_exception", "failed to parse")
        if query.get("require_alias") == ["true"] and not self.of_alias(target):
            raise Refused(404, "index_not_found_exception", f"[{target}] is not an alias")
        if target not in self.indices and not self.of_alias(target):
            self._new(target, {}, strict=False)  # as a server does by itself
        index = self._one(target)
        if kind == "delete":
            there = index["docs"].pop(number, None)
            return {"status": 200 if there else 404, "result": "deleted" if there else "not_found"}
        if index["strict"] and document.keys() - index["properties"].keys():
            raise Refused(400, "strict_dynamic_mapping_exception", "introduction of a field is not allowed")
        there = number in index["docs"]
        index["docs"][number] = document
        return {"status": 200 if there else 201, "result": "updated" if there else "created"}

    def _msearch(self, target, lines):
        responses = []
        for body in lines[1::2]:
            try:
                responses.append(self._search(self._one(target), body) | {"status": 200})
            except Refused as error:
                responses.append(error.as_json())
        return {"took": 1, "responses": responses}

    def _search(self, index, body):
        if body.get("size", 10) > LARGEST_WINDOW:
            raise Refused(400, "illegal_argument_exception", "Result window is too large")
        query = body.get("query", {"match_all": {}})
        found = [(score, doc) for doc in index["visible"].values() if (score := _score(query, doc)) is not None]
        for key in reversed(body.get("sort", [])):
            ((field, order),) = key.items()
            found.sort(key=lambda pair: pair[0] if field == "_score" else pair[1][field], reverse=order == "desc")
        scored = body.get("track_scores") or "sort" not in body
        hits = [
            {
                "_score": score if scored else None,
                "fields": {field: [doc[field]] for field in body.get("docvalue_fields", [])},
            }
            for score, doc in found[: body.get("size", 10)]
        ]
        total = {"total": {"value": len(found), "relation": "eq"}} if body.get("track_total_hits") else {}
        shards = {"total": 2, "successful": 1 if self.partial else 2, "skipped": 0, "failed": int(self.partial)}
        return {"took": 1, "timed_out": False, "_shards": shards, "hits": {**total, "max_score": None, "hits": hits}}

    def _handler(server):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _do(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                parts = urlsplit(self.path)
                status, answer, headers = 200, None, {}
                with server.lock:
                    try:
                        answer = server.answer(self.command, parts.path, parse_qs(parts.query), self.headers, body)
                    except Refused as error:
                        status, answer, headers = error.status, error.as_json(), error.headers
                sent = json.dumps(answer).encode() if server.raw is None else server.raw
                self.send_response(status)
                for name, value in {"Content-Type": "application/json; charset=UTF-8", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            do_GET = do_POST = do_PUT = do_DELETE = _do

            def log_message(self, *_args):
                pass

        return Handler


def _lines(headers, body):
    if headers.get("Content-Type") not in ("application/x-ndjson", "application/json") or not body.endswith(b"\n"):
        raise Refused(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]")
    return [json.loads(line) for line in re.split(rb"\r?\n", body) if line]


def _score(query, doc):
    """The score of a document, None for no match; summed as 32-bit floats, which is what the engine does."""
    ((kind, about),) = query.items()
    if kind == "match_all":
        return 1.0
    if kind == "constant_score":
        return None if _score(about["filter"], doc) is None else _single(about.get("boost", 1.0))
    if kind == "term":
        ((field, value),) = about.items()
        return 1.0 if value in _values(doc[field]) else None
    if kind == "terms":
        ((field, values),) = about.items()
        if len(values) > MOST_TERMS:
            raise Refused(400, "illegal_argument_exception", "too many terms")
        return 1.0 if set(values) & _values(doc[field]) else None
    if kind == "range":
        ((field, ends),) = about.items()
        return 1.0 if ends["gte"] <= doc[field] <= ends["lte"] else None
    if kind == "bool":
        return _bool(about, doc)
    raise Refused(400, "parsing_exception", f"unknown query [{kind}]")


def _bool(about, doc):
    if any(_score(part, doc) is None for part in [*about.get("filter", []), *about.get("must", [])]):
        return None
    if any(_score(part, doc) is not None for part in about.get("must_not", [])):
        return None
    met = [score for part in about.get("should", []) if (score := _score(part, doc)) is not None]
    if len(met) < about.get("minimum_should_match", 0):
        return None
    total = 0.0
    for score in met:
        total = _single(total + score)
    return total


def _values(value):
    return set(value.split()) if isinstance(value, str) else {value}


def _single(number):
    return struct.unpack("f", struct.pack("f", number))[0]
