"""The fetcher against a real server that behaves, misbehaves and attacks."""

import gzip
import os
import subprocess
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import override_settings

from claims.ingest import politeness
from claims.ingest.errors import FetchError, FetchFailed, FetchRefused, PageGone
from claims.ingest.fetch import Secret, fetch
from tests import web
from tests.web import HTML, answer, drip


@pytest.fixture
def site(redis_server, settings):
    """A server that the settings allow, and short limits."""
    with web.running() as server:
        settings.FETCH_EXTRA_PORTS = [server.port]
        settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1", "desk.example"]
        settings.FETCH_PAUSE_SECONDS = 0
        settings.FETCH_READ_SECONDS = 0.6
        settings.FETCH_TOTAL_SECONDS = 1.5
        settings.FETCH_MAX_BYTES = 100_000
        yield server


def test_a_page_comes_with_its_address_hash_and_time(site):
    site.pages["/a"] = answer()
    page = fetch(site.url("/a"))
    assert (page.status, page.content_type, page.body, page.url) == (200, "text/html", HTML, site.url("/a"))
    assert len(page.sha256) == 64
    assert page.text().text == HTML.decode()


def test_nothing_personal_is_sent(site, settings, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    settings.FETCH_CONTACT = "https://desk.example/about"
    site.pages["/a"] = answer(HTML, "Set-Cookie: id=1")
    fetch(site.url("/a"), headers={"Cookie": "id=1", "Authorization": "secret", "If-None-Match": '"x"'})
    fetch(site.url("/a"))
    assert all("cookie" not in head.lower() and "authorization" not in head.lower() for head in site.requests)
    assert "User-Agent: FactcheckWorkbench/1.0 (+https://desk.example/about)" in site.requests[0]
    assert 'If-None-Match: "x"' in site.requests[0]


def test_a_key_goes_to_its_own_service_only(site):
    """Not to another address, and not across a redirect to another host or another port of the same one."""
    site.pages["/a"] = answer()
    site.pages["/same"] = answer(b"", "Location: /a", status="302 Found")
    with web.running() as other:
        settings_ports = [site.port, other.port]
        other.pages["/b"] = answer()
        site.pages["/port"] = answer(b"", f"Location: {other.url('/b')}", status="302 Found")
        site.pages["/host"] = answer(b"", f"Location: {other.url('/b', host='desk.example')}", status="307 Moved")
        key = Secret(site.url("/api"), "Authorization", "Token s3cret")
        here = {"secret": key, "look_up": lambda host, port: ["127.0.0.1"]}
        with override_settings(FETCH_EXTRA_PORTS=settings_ports):
            for path in ("/same", "/port", "/host"):
                fetch(site.url(path), **here)
            fetch(other.url("/b"), **here)
        assert [head.count("Authorization: Token s3cret") for head in site.requests] == [1] * 4
        assert len(other.requests) == 3 and not any("s3cret" in head for head in other.requests)


def test_a_key_is_sent_in_plain_http_only_to_hosts_named_as_private(site):
    key = Secret(site.url("/", host="open.example"), "X-Api-Key", "s3cret")
    with pytest.raises(FetchRefused, match="https"):
        fetch(site.url("/", host="open.example"), secret=key, look_up=lambda host, port: ["93.184.215.14"])
    assert site.requests == []


@pytest.mark.parametrize("value", ["s3cret\r\nHost: x", "s3cret\x00", " s3cret", "s3crét", ""])
def test_a_key_that_no_header_can_hold_is_refused_without_telling_it(site, value):
    with pytest.raises(FetchRefused) as refused:
        fetch(site.url("/a"), secret=Secret(site.url(), "X-Api-Key", value))
    assert site.requests == [] and "s3cr" not in repr(refused.value)


def test_a_key_is_in_no_message_and_no_log(site, caplog):
    caplog.set_level("DEBUG")
    key = Secret(site.url(), "X-Api-Key", "s3cret")
    for bad in (answer(b"", status="401 No"), b"nonsense\r\n\r\n", answer(type="image/gif")):
        site.pages["/a"] = bad
        with pytest.raises(FetchError) as failed:
            fetch(site.url("/a"), secret=key)
        assert "s3cret" not in repr(failed.value) + repr(failed.value.__cause__)
    assert "s3cret" not in repr(key) + caplog.text
    assert all("X-Api-Key: s3cret" in head for head in site.requests)


def test_redirects_are_followed_and_told(site):
    site.pages["/a"] = answer(b"", "Location: /b?c=1", status="302 Found")
    site.pages["/b?c=1"] = answer()
    page = fetch(site.url("/a"))
    assert page.url == site.url("/b?c=1")
    assert page.redirects == (site.url("/a"),)


def test_the_sixth_redirect_is_not_followed(site):
    for number in range(9):
        site.pages[f"/{number}"] = answer(b"", f"Location: /{number + 1}", status="301 Moved")
    with pytest.raises(FetchFailed, match="leads on and on"):
        fetch(site.url("/0"))
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "where",
    ["http://10.0.0.1/", "file:///etc/passwd", "http://localhost:6379/", "//user:pass@127.0.0.1/", "http://[::1]/"],
)
def test_a_redirect_goes_through_the_same_rules(site, where):
    site.pages["/a"] = answer(b"", f"Location: {where}", status="302 Found")
    with pytest.raises(FetchRefused):
        fetch(site.url("/a"))


def test_the_connection_goes_to_the_address_that_was_checked(site):
    """A host that answers differently when asked again (DNS rebinding) is asked once."""
    site.pages["/a"] = answer()
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    page = fetch(site.url("/a", host="desk.example"), look_up=lambda host, port: next(answers))
    assert page.status == 200
    assert f"Host: desk.example:{site.port}" in site.requests[0]
    assert next(answers) == ["10.0.0.1"]


def test_a_host_that_points_inside_is_refused_before_any_connection(site, settings):
    settings.FETCH_PRIVATE_HOSTS = []
    with pytest.raises(FetchRefused, match="not a host of the public internet"):
        fetch(site.url("/a"))
    assert site.requests == []


def test_tls_names_the_host_and_checks_its_certificate(redis_server, settings, tmp_path):
    server_side, client_side = web.certificate(tmp_path, "desk.example")
    with web.running(server_side) as server:
        settings.FETCH_EXTRA_PORTS = [server.port]
        settings.FETCH_PRIVATE_HOSTS = ["desk.example", "other.example"]
        settings.FETCH_PAUSE_SECONDS = 0
        server.pages["/a"] = answer()
        here = {"look_up": lambda host, port: ["127.0.0.1"], "tls": client_side}
        assert fetch(server.url("/a", host="desk.example"), **here).status == 200
        with pytest.raises(FetchFailed, match="broke"):
            fetch(server.url("/a", host="other.example"), **here)
        with pytest.raises(FetchFailed, match="broke"):
            fetch(server.url("/a", host="desk.example"), look_up=here["look_up"])


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(HTML, mtime=0), "gzip"),
        (zlib.compress(HTML), "deflate"),
        (zlib.compress(HTML)[2:-4], "deflate"),
        (HTML, "identity"),
    ],
)
def test_packed_answers_are_unpacked(site, packed, encoding):
    site.pages["/a"] = answer(packed, f"Content-Encoding: {encoding}")
    assert fetch(site.url("/a")).body == HTML


@pytest.mark.parametrize("size", [65_536, 65_537, 65_540, 70_000])
@pytest.mark.parametrize("wbits", [31, 15, -15], ids=["gzip", "zlib", "bare"])
def test_a_packed_answer_of_any_size_is_unpacked_to_its_end(site, size, wbits):
    body = b"a" * size
    packer = zlib.compressobj(wbits=wbits)
    encoding = "gzip" if wbits == 31 else "deflate"
    site.pages["/a"] = answer(packer.compress(body) + packer.flush(), f"Content-Encoding: {encoding}")
    assert fetch(site.url("/a")).body == body


@pytest.mark.parametrize(
    ("body", "encoding", "error"),
    [
        (gzip.compress(b"a" * 50_000_000, mtime=0), "gzip", FetchRefused),  # 50 MB in 50 kB
        (zlib.compress(b"a" * 50_000_000), "deflate", FetchRefused),
        (b"a" * 100_001, "identity", FetchRefused),
        (gzip.compress(HTML, mtime=0)[:-9], "gzip", FetchFailed),
        (gzip.compress(HTML, mtime=0) + b"more", "gzip", FetchFailed),
        (b"nothing packed here", "gzip", FetchFailed),
        (b"\x00\x01\x02", "br", FetchRefused),
        (gzip.compress(gzip.compress(HTML, mtime=0), mtime=0), "gzip, gzip", FetchRefused),
    ],
)
def test_bombs_and_broken_packing_are_no_page(site, body, encoding, error):
    site.pages["/a"] = answer(body, f"Content-Encoding: {encoding}")
    with pytest.raises(error):
        fetch(site.url("/a"))


ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    "page",
    [
        drip(b"", b"", 3, 1),  # accepts and says nothing
        drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.2, 30),  # headers that drip
        drip(ENDLESS, b"a", 0.2, 30),  # a body that drips for longer than the whole fetch may take
        drip(ENDLESS, b"a", 3, 1),
    ],
)
def test_slow_answers_are_cut_off(site, page):
    site.pages["/a"] = page
    started = time.monotonic()
    with pytest.raises(FetchFailed, match="took too long"):
        fetch(site.url("/a"))
    assert time.monotonic() - started < 10  # not timing, only: it ends


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nContent-Type: text/html\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5\r\nhel",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 120_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X%d: %s\r\n" % (n, b"a" * 700) for n in range(100)) + b"\r\nx",
    ],
)  # fmt: skip
def test_broken_framing_and_endless_headers_fail(site, sent):
    site.pages["/a"] = lambda connection: connection.sendall(sent)
    with pytest.raises(FetchFailed):
        fetch(site.url("/a"))


@pytest.mark.parametrize(
    "kind", ["", "image/png", "application/octet-stream", "text/html-sandboxed", "application/json"]
)
def test_only_types_that_were_asked_for_are_taken(site, kind):
    site.pages["/a"] = answer(type=kind)
    with pytest.raises(FetchRefused, match="type"):
        fetch(site.url("/a"))


def test_a_caller_may_ask_for_data(site):
    site.pages["/a"] = answer(b"{}", type="application/json")
    assert fetch(site.url("/a"), types=["application/json"]).body == b"{}"


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "451 Unavailable"])
def test_a_page_that_is_not_there_is_told_apart_from_a_failure(site, status):
    site.pages["/a"] = answer(b"", status=status)
    with pytest.raises(PageGone) as gone:
        fetch(site.url("/a"))
    assert gone.value.permanent
    assert gone.value.status == int(status[:3])


def test_an_error_of_the_server_is_worth_another_try(site):
    site.pages["/a"] = answer(b"", status="502 Bad Gateway")
    with pytest.raises(FetchFailed) as failed:
        fetch(site.url("/a"))
    assert not failed.value.permanent


def test_an_unchanged_page_is_told_only_to_who_asked(site):
    site.pages["/a"] = answer(b"", status="304 Not Modified")
    assert fetch(site.url("/a"), headers={"If-None-Match": '"1"'}).status == 304
    with pytest.raises(FetchFailed):
        fetch(site.url("/a"))


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("7", 7),
        ("999999", 3600),
        ("nonsense", 60),
        ("²", 60),
        ("Thu, 01 Jan 2015 00:00:00 GMT", 1),
        ("Thu, 01 Jan 99999999999999999999 00:00:00 GMT", 60),
    ],
)
def test_a_host_that_asks_to_wait_is_left_alone(site, given, seconds):
    site.pages["/a"] = answer(b"", f"Retry-After: {given}", status="429 Too Many Requests")
    with pytest.raises(FetchFailed) as asked:
        fetch(site.url("/a"))
    assert asked.value.retry_after == seconds
    with pytest.raises(FetchFailed, match="left alone"):
        fetch(site.url("/a"))
    assert len(site.requests) == 1


def test_one_request_at_a_time_goes_to_a_host(site):
    site.pages["/a"] = drip(b"", answer(), 0.1, 1)
    threads = [threading.Thread(target=fetch, args=(site.url("/a"),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(site.requests), site.most_at_once) == (4, 1)


def test_a_host_is_held_for_as_long_as_its_page_takes_to_come(site, monkeypatch):
    monkeypatch.setattr(politeness, "LEASE", 0.3)
    site.pages["/a"] = drip(ENDLESS, b"a", 0.25, 4)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(fetch, [site.url("/a")] * 2))
    assert (len(site.requests), site.most_at_once) == (2, 1)


def test_a_host_is_free_again_soon_after_whoever_held_it_was_killed(redis_server, settings):
    settings.FETCH_TOTAL_SECONDS = 3 * politeness.LEASE
    hold = (
        "import django, time; django.setup()\n"
        "from claims.ingest import politeness\n"
        "with politeness.turn('held.example'): print('held', flush=True); time.sleep(600)"
    )
    variables = {**os.environ, "REDIS_URL": settings.REDIS_URL, "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    with subprocess.Popen([sys.executable, "-c", hold], env=variables, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        holder.kill()
    with politeness.turn("held.example"):
        pass  # and no FetchFailed because it is still being fetched


def test_the_time_in_line_is_not_counted_against_the_host(site, settings):
    settings.FETCH_TOTAL_SECONDS = 1.6
    site.pages["/a"] = drip(ENDLESS, b"a", 0.25, 4)
    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(fetch, [site.url("/a")] * 2))
    assert [page.body for page in pages] == [b"aaaa", b"aaaa"]


def test_there_is_a_pause_between_two_requests(site, settings):
    settings.FETCH_PAUSE_SECONDS = 0.4
    site.pages["/a"] = answer()
    fetch(site.url("/a"))
    started = time.monotonic()
    fetch(site.url("/a"))
    assert time.monotonic() - started > 0.3


def test_without_redis_nothing_is_fetched(site, settings):
    settings.REDIS_URL = "unix:///nonexistent/redis.sock"
    with pytest.raises(FetchFailed, match="Redis"), politeness.turn("127.0.0.1"):
        pass


def test_a_host_without_an_address_is_named(site):
    def nothing(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(FetchFailed, match=r"nowhere\.example was not found"):
        fetch("http://nowhere.example/", look_up=nothing)
