"""Sites of WordPress, against a real server that replays what they are documented to answer, and worse."""

import datetime as dt
from dataclasses import replace

import pytest

from claims.coverage.providers import asking, limits, registry, wordpress
from claims.coverage.providers.base import Outcome
from tests.coverage.service import QUERY, as_json


def wordpress_site(**changes):
    return replace(wordpress.providers()[0], **{"seconds_between": 0} | changes)


def test_a_post_of_wordpress_has_its_words_without_markup_and_its_time_in_utc(service):
    post = {
        "date_gmt": "2023-09-17T01:02:03",
        "link": "https://hoax.example/1",
        "title": {"rendered": "[SALAH] Kim &#038; <em>Shoigu</em>"},
        "excerpt": {"rendered": "<p>Narasi</p>\n"},
    }
    service.answers = [as_json([post])]
    (item,) = asking.ask(wordpress_site(), QUERY).items
    assert (item.title, item.snippet) == ("[SALAH] Kim & Shoigu", "Narasi")
    assert item.published == dt.datetime(2023, 9, 17, 1, 2, 3, tzinfo=dt.UTC)
    assert service.server.requests[0].startswith("GET /api/wp-json/wp/v2/posts?search=Shoigu")


def hoax_post(title, content=""):
    said = {"title": title, "excerpt": "<p>Excerpt</p>", "content": content}
    return {"link": "https://hoax.example/1"} | {name: {"rendered": value} for name, value in said.items()}


TAKEN_APART = """<p>[KATEGORI]: KONTEN YANG SALAH</p><p>[SUMBER]: Facebook</p>
<p>[NARASI]: &#8220;Bendungan <b>Orel</b> retak di tiga tempat&#8221;</p>
<p>===</p><p>[PENJELASAN]: Tidak ada retakan.</p><p>[REFERENSI]: https://x.example</p>"""


def test_the_narrative_of_a_hoax_is_the_claim_and_its_label_the_rating(service):
    service.answers = [as_json([hoax_post("[SALAH] Bendungan Orel retak", TAKEN_APART)])]
    (item,) = asking.ask(wordpress_site(), QUERY).items
    assert (item.rating, item.snippet) == ("SALAH", "Bendungan Orel retak di tiga tempat")
    assert item.title == "[SALAH] Bendungan Orel retak"


@pytest.mark.parametrize(
    ("title", "content", "rating"),
    [
        ("[Sebagian Benar] Bendungan", "", "Sebagian Benar"),
        ("(HOAKS) Bendungan", "", "HOAKS"),
        ("[Video] Bendungan", "", ""),
        ("[Klarifikasi Warga] Bendungan", "[NARASI] Retak", "Klarifikasi Warga"),
        ("Bendungan [SALAH] retak", TAKEN_APART, ""),
        ("Bendungan retak", "[NARASI]" * 5_000, ""),
    ],
)
def test_a_label_is_a_rating_only_where_it_is_a_verdict(service, title, content, rating):
    service.answers = [as_json([hoax_post(title, content)])]
    (item,) = asking.ask(wordpress_site(), QUERY).items
    assert item.rating == rating


def test_an_empty_list_of_wordpress_is_none_found_and_an_object_a_failure(service):
    service.answers = [as_json([]), as_json({"code": "rest_no_route"})]
    assert [asking.ask(wordpress_site(), QUERY).outcome for _ in range(2)] == [Outcome.NONE_FOUND, Outcome.FAILED]


def test_each_wordpress_site_is_a_provider_with_limits_of_its_own(service, settings):
    settings.COVERAGE_PROVIDERS = ["wordpress"]
    first, second = registry.configured()
    assert second.name == "wordpress:other.example" != first.name
    service.answers = [as_json([])]
    assert limits.take(second.name, 60) == 0
    assert asking.ask(first, QUERY).outcome == Outcome.NONE_FOUND
