"""The only code that opens a connection to the web. Every fetch of the product goes through `fetch`.

    page = fetch("https://example.com/news")
    page.url, page.body, page.text().text

What may be fetched is said in `addresses`, how often in `politeness`. The host is looked up once, and the connection
goes to the address that was checked: nothing that changes between check and connection can lead it elsewhere.
Redirects are followed here, each through the same rules. Nothing that a page points at is loaded.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import socket
import ssl
import time
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ingest import politeness
from claims.ingest.addresses import Resolve, Target, is_public, parse, public_addresses
from claims.ingest.charset import Decoded, decode
from claims.ingest.connections import Pinned
from claims.ingest.errors import FetchError, FetchFailed, FetchRefused, PageGone
from claims.ingest.unpacking import read_bounded

HTML = ("text/html", "application/xhtml+xml")
PAGES = (*HTML, "text/plain")

_REDIRECTS = (301, 302, 303, 307, 308)
_ASKS_TO_WAIT = (429, 503)
_NOT_MODIFIED = 304
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,64}")
_HEADER_VALUE = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")
_look_ups = ThreadPoolExecutor(max_workers=4, thread_name_prefix="look-up")  # the system's look-up knows no time limit


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host as the system knows them. Raises OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Secret:
    """A key that one service wants in a header.

    It goes to the scheme, host and port of `home` (the service's address as the operator configured it) and to no
    other, whatever a redirect says; in plain HTTP only to hosts that the operator named as private.
    """

    home: str
    header: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer: where it came from in the end, its bytes as sent (unpacked), and when."""

    requested: str
    url: str  # after redirects
    status: int  # 200, one of `also`, or 304 with an empty body when a condition was given
    content_type: str  # lower case, without parameters; "" for 304
    charset: str | None  # as the header says
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    body: bytes = field(repr=False)
    redirects: tuple[str, ...]
    at: dt.datetime

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def text(self) -> Decoded:
        """The body as text, with its encoding and how many places were no letters."""
        return decode(self.body, self.charset)


def fetch(
    url: str,
    *,
    types: Collection[str] = PAGES,
    headers: Mapping[str, str] | None = None,
    secret: Secret | None = None,
    also: Collection[int] = (),
    look_up: Resolve = resolve,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Get one page.

    types: content types that are taken. also: statuses whose body is wanted too, because it says what is wrong.
    headers: conditions (`If-None-Match`, `If-Modified-Since`) and `Accept-Language`; nothing else is sent, no cookie
    and no credential but the `secret` to its own home. look_up, tls: for tests with own servers.

    Raises FetchRefused (the rules forbid it), PageGone (4xx), FetchFailed (anything else; worth another try).
    """
    seconds = settings.FETCH_TOTAL_SECONDS  # for what hosts take; the time in line for a busy one is not theirs
    target = parse(url, extra_ports=settings.FETCH_EXTRA_PORTS)
    seen: list[str] = []
    while True:
        with politeness.turn(target.host):
            begun = time.monotonic()
            sent = {**_conditions(headers or {}), **_secret_for(target, secret)}
            answer = _one(target, types, also, sent, look_up, tls or _tls(), begun + seconds)
            seconds -= time.monotonic() - begun
        if isinstance(answer, _Answer):
            return Fetched(
                requested=url,
                url=target.url,
                status=answer.status,
                content_type=answer.type,
                charset=answer.charset,
                headers=answer.headers,
                body=answer.body,
                redirects=tuple(seen),
                at=timezone.now(),
            )
        seen.append(target.url)
        if len(seen) > settings.FETCH_REDIRECTS:
            raise FetchFailed(_("The address leads on and on, through more than %d others.") % settings.FETCH_REDIRECTS)
        target = parse(answer, extra_ports=settings.FETCH_EXTRA_PORTS)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    type: str
    charset: str | None
    headers: Mapping[str, str]
    body: bytes


def _one(
    target: Target,
    types: Collection[str],
    also: Collection[int],
    sent: Mapping[str, str],
    look_up: Resolve,
    tls: ssl.SSLContext,
    deadline: float,
) -> _Answer | str:
    """One request, in its turn: the answer, or where it redirects to."""
    addresses = _addresses(target, look_up, deadline, settings.FETCH_PRIVATE_HOSTS)
    pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=Pinned(addresses, deadline))
    try:
        with (
            pool,
            pool.stream(
                "GET",
                httpcore.URL(
                    scheme=target.scheme, host=target.host, port=target.port, target=target.path.encode("ascii")
                ),
                headers=_request_headers(target, sent),
                extensions=_waits(settings.FETCH_READ_SECONDS),
            ) as response,
        ):
            return _read(target, response, types, also, any(name.lower().startswith("if-") for name in sent))
    except FetchError:
        raise
    except _BROKEN as error:
        raise _failed(target, error) from error


@dataclass(frozen=True, slots=True)
class OwnServer:
    """A server that the operator runs and named in a setting, inside the network as a rule. For what is asked of it,
    its host and port are allowed wherever they are, and no other.

    `authorization`: the header's value, sent in plain HTTP only to addresses inside. `ca`: file with the certificate
    that signed the server's own.
    """

    url: str
    authorization: str = field(default="", repr=False)
    ca: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an own server answered, whatever its status."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def ask_own(server: OwnServer, method: str, path: str, body: bytes = b"", *, type: str = "", seconds: float) -> Reply:
    """One request to a server of the operator's own; no turn is waited for and no redirect followed.

    `type`: of the body. `seconds`: for everything. Raises FetchRefused or FetchFailed when there is no whole answer.
    """
    port = urlsplit(server.url).port
    target = parse(urljoin(server.url, path), extra_ports=[port] if port else [])
    deadline = time.monotonic() + seconds
    addresses = _addresses(target, resolve, deadline, [target.host])
    sent = {"Content-Type": type, "Content-Length": str(len(body))} if body else {}
    if server.authorization:
        if target.scheme != "https" and any(map(is_public, addresses)):
            raise FetchRefused(_("A key is sent to https:// addresses only."))
        sent["Authorization"] = server.authorization
    try:
        tls = ssl.create_default_context(cafile=server.ca) if server.ca else _tls()
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path.encode("ascii"))
        with (
            httpcore.ConnectionPool(ssl_context=tls, network_backend=Pinned(addresses, deadline)) as pool,
            pool.stream(
                method, url, headers=_request_headers(target, sent), content=body, extensions=_waits(seconds)
            ) as response,
        ):
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            packed = headers.get("content-encoding", "")
            return Reply(
                response.status, headers, read_bounded(response.iter_stream(), packed, settings.FETCH_MAX_BYTES)
            )
    except _BROKEN as error:
        raise _failed(target, error) from error


_BROKEN = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError)


def _failed(target: Target, error: Exception) -> FetchFailed:
    if isinstance(error, httpcore.TimeoutException):
        return FetchFailed(_("%(host)s took too long to answer.") % {"host": target.host})
    words = _("The connection to %(host)s broke (%(problem)s).")
    return FetchFailed(words % {"host": target.host, "problem": type(error).__name__})


def _waits(seconds: float) -> dict[str, dict[str, float]]:
    """The longest wait for a connection, and for the next bytes."""
    return {"timeout": {"connect": settings.FETCH_CONNECT_SECONDS, "read": seconds, "write": seconds}}


def _addresses(target: Target, look_up: Resolve, deadline: float, private: Iterable[str]) -> list[str]:
    waiting = _look_ups.submit(public_addresses, target, look_up, private_hosts=frozenset(private))
    try:
        return waiting.result(timeout=max(0.1, min(settings.FETCH_CONNECT_SECONDS, deadline - time.monotonic())))
    except (OSError, UnicodeError, TooSlow):
        raise FetchFailed(_("The host %(host)s was not found.") % {"host": target.host}) from None


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    allowed = {"if-none-match", "if-modified-since", "accept-language"}
    return {name: value for name, value in headers.items() if name.lower() in allowed}


def _secret_for(target: Target, secret: Secret | None) -> dict[str, str]:
    """The header with the key where it may go. Raises FetchRefused, without the key, where it could not be safe."""
    if secret is None:
        return {}
    home = parse(secret.home, extra_ports=settings.FETCH_EXTRA_PORTS)
    if (target.scheme, target.host, target.port) != (home.scheme, home.host, home.port):
        return {}
    if target.scheme != "https" and target.host not in settings.FETCH_PRIVATE_HOSTS:
        raise FetchRefused(_("A key is sent to https:// addresses only."))
    if not (_HEADER_NAME.fullmatch(secret.header) and _HEADER_VALUE.fullmatch(secret.value)):
        raise FetchRefused(_("The key holds a character that cannot be sent."))
    return {secret.header: secret.value}


def _request_headers(target: Target, sent: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        ("Host", target.authority),
        ("User-Agent", user_agent()),
        ("Accept", "*/*"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "close"),
        *sent.items(),
    ]


def user_agent() -> str:
    """How we name ourselves: the product, and whom to write to when the operator has said so."""
    contact = settings.FETCH_CONTACT
    return "FactcheckWorkbench/1.0" + (f" (+{contact})" if contact else "")


def _read(
    target: Target, response: httpcore.Response, types: Collection[str], also: Collection[int], conditional: bool
) -> _Answer | str:
    if sum(len(name) + len(value) + 4 for name, value in response.headers) > settings.FETCH_HEADER_BYTES:
        raise FetchFailed(_("The headers of the answer are too long."))
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    status = response.status
    if status in _REDIRECTS and headers.get("location"):
        return urljoin(target.url, headers["location"])
    if status == _NOT_MODIFIED and conditional:
        return _Answer(status, "", None, headers, b"")
    if status in _ASKS_TO_WAIT:
        seconds = politeness.leave_alone(target.host, _retry_after(headers.get("retry-after")))
        raise FetchFailed(
            _("%(host)s is busy and asks to wait %(seconds)d seconds.") % {"host": target.host, "seconds": seconds},
            status=status,
            retry_after=seconds,
        )
    if 400 <= status < 500 and status not in also:
        raise PageGone(_("%(host)s answers with status %(status)d: there is nothing to read at this address.")
                       % {"host": target.host, "status": status}, status=status)  # fmt: skip
    if status != 200 and status not in also:
        raise FetchFailed(
            _("%(host)s answers with status %(status)d.") % {"host": target.host, "status": status}, status=status
        )
    kind, charset = _content_type(headers.get("content-type", ""))
    if kind not in types and status not in also:
        raise FetchRefused(
            _("The answer is of the type “%(type)s”, which is not taken here.") % {"type": kind[:60] or "–"}
        )
    body = read_bounded(response.iter_stream(), headers.get("content-encoding", ""), settings.FETCH_MAX_BYTES)
    return _Answer(status, kind, charset, headers, body)


def _content_type(value: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = value
    charset = message.get_param("charset")
    return (message.get_content_type() if value else ""), charset if isinstance(charset, str) else None


def _retry_after(value: str | None) -> float:
    """The seconds of a Retry-After header, given as a number or a date; a minute when it says nothing useful."""
    if value and value.strip().isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value or "")
        if when.tzinfo is None:
            when = when.replace(tzinfo=dt.UTC)
        return (when - timezone.now()).total_seconds()
    except (ValueError, OverflowError):  # no date, or one that is beyond all years
        return 60.0


@cache
def _tls() -> ssl.SSLContext:
    """The system's certificates and, for systems that have none, those that certifi carries."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
