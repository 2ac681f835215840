"""What every answer carries: security headers, a request id, a log line without article text."""

import logging

import pytest
from django.test import RequestFactory

from claims.views.errors import server_error
from factcheck.middleware import client_address


@pytest.fixture
def answer(client, db):
    return client.get("/admin/login/")


def test_the_content_security_policy_allows_this_site_only(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_security_headers(answer, header, value):
    assert answer[header] == value


def test_an_answer_that_says_nothing_of_caches_is_kept_by_none(client, db):
    assert "no-store" in client.get("/no-such-page")["Cache-Control"]


def test_https_is_remembered_for_a_year_with_subdomains(client, db, settings):
    # SecurityMiddleware reads its settings when it is made, which the client does at its first request.
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    answer = client.get("/admin/login/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_the_page_of_a_broken_server_needs_no_database_and_leads_home(rf):
    request = rf.get("/claims/")
    request.request_id = "3f425887ca2d43abb60a4470b188193f"
    page = server_error(request)
    assert page.status_code == 500
    assert "Something broke on our side." in page.text and "request 3f425887ca2d43abb60a4470b188193f" in page.text
    assert page.text.count('href="/"') == 2 and "theme-first.js" in page.text


def test_each_answer_has_an_id_of_its_own(client, db):
    ids = {client.get("/no-such-page")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


def test_a_visitor_cannot_choose_the_id(client, db):
    assert client.get("/no-such-page", headers={"x-request-id": "chosen-by-me"})["X-Request-ID"] != "chosen-by-me"


def test_a_proxy_can(client, db, settings):
    settings.PROXY_COUNT = 1
    assert client.get("/no-such-page", headers={"x-request-id": "chosen-by-proxy"})["X-Request-ID"] == "chosen-by-proxy"
    assert client.get("/no-such-page", headers={"x-request-id": "two\nlines"})["X-Request-ID"] != "two\nlines"


def test_the_log_line_has_no_query(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="factcheck.request"):
        answer = client.get("/no-such-page?q=geheim")
    (line,) = [record for record in caplog.records if record.name == "factcheck.request"]
    assert line.msg["path"] == "/no-such-page"
    assert line.msg["request_id"] == answer["X-Request-ID"]
    assert "geheim" not in str(line.msg)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "10.0.0.1"),
    ],
)
def test_the_visitors_address_is_what_our_outermost_proxy_saw(settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
