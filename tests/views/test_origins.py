"""The page of what stands behind a claim: grouped by origin, with reasons, decided with and without JavaScript."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.coverage import provenance
from claims.coverage.sweep import find_coverage
from claims.models import Article, Claim, CoverageEdge, PageMarkup, Source
from claims.views.coverage_days import days
from claims.views.outline import Branch, Group, groups_of, nodes_of
from claims.views.provenance_graph import draw
from tests.coverage.test_provenance import COPY, LOOP, OWN, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(reference) -> Claim:
    return Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")


@pytest.fixture
def copied(claim) -> Claim:
    for number in range(3):
        take_in(COPY.format(number), f"Harian {number}", f"2023-09-{17 + number}")
    find_coverage(claim)
    return claim


def page_of(client, claim: Claim, **asked) -> str:
    return client.get(reverse("claims:origins", args=[claim.pk]), asked).text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_groups_coverage_by_origin_and_says_why(analyst, copied):
    text = words(page_of(analyst, copied))
    assert "1–4 independent origins" in text
    assert re.search(r"Origin 1 4 articles go back to it\s+TASS named, not seen", text)
    assert "attributes the claim to it: kata TASS" in text
    assert "credits it: Dikutip dari CNA" in text
    assert re.search(r"\d+% of its runs of three words stand there", text)


def test_what_the_markup_of_pages_says_stands_as_a_reason_in_both_languages_and_can_be_cut(analyst, claim):
    article = claim.attributions.first().article
    herald = Source.objects.create(name="Orel Herald", kind="outlet")
    address = "https://orel-herald.example/kinzhal-2"
    said = {"authors": ["Oleh: AFP"], "source_organisations": ["Reuters"], "canonical": [address]}
    PageMarkup.objects.create(article=article, said=said, address="https://valley.example/kim", digest="0" * 64)
    find_coverage(claim)
    reasons = {
        "id": (
            f"halamannya menyebut diri salinan dari halaman itu: {address}",
            "mencantumkannya di baris nama penulis: Oleh: AFP",
            "data halamannya (JSON-LD) menyebutnya sebagai sumber: sourceOrganization: Reuters",
        ),
        "en": (
            f"its page calls itself a copy of that page: {address}",
            "names it in its byline: Oleh: AFP",
            "the data of its page (JSON-LD) name it as the source: sourceOrganization: Reuters",
        ),
    }
    for language, expected in reasons.items():
        html = analyst.get(reverse("claims:origins", args=[claim.pk]), headers={"Accept-Language": language}).text
        text = words(html)
        assert [reason for reason in expected if reason not in text] == []
    edge = claim.coverage_edges.get(kind=CoverageEdge.Kind.CANONICAL)
    assert provenance.origins_of(claim).followed[f"article:{article.pk}"] == edge and edge.origin_name == herald.name
    analyst.post(reverse("claims:edge_decide", args=[edge.pk]), {"decision": "cut", "version": edge.version})
    edge.refresh_from_db()
    assert edge.state == "cut"


def test_own_reporting_stands_as_an_origin_of_its_own_with_the_reason(analyst, copied):
    own = take_in(OWN, "Straits Gazette", "2023-09-16")
    find_coverage(copied)
    text = words(page_of(analyst, copied))
    assert "Origin 2 1 article goes back to it Straits Gazette" in text
    assert "its own reporting, or an origin that it does not name" in text
    assert own.title in text


def test_a_circle_of_citations_raises_an_alarm(analyst, claim):
    take_in(LOOP[0], "Valley Post")
    take_in(LOOP[1], "Orel Herald")
    find_coverage(claim)
    html = page_of(analyst, claim)
    assert 'role="alert"' in html and "These cite each other in a circle." in html
    assert "A circle, no origin" in html
    assert graph_of(html).count('class="edge loop"') == graph_of(html).count('class="node loop"') == 2


def graph_of(html: str) -> str:
    return re.search(r'<svg class="plot graph.*?</svg>', html, re.S)[0]


def test_the_graph_has_every_node_of_the_outline_and_leads_to_its_line(analyst, copied):
    html = page_of(analyst, copied)
    graph = graph_of(html)
    assert re.findall(r'<text class="name"[^>]*>([^<]+)', graph)[:2] == ["TASS", "CNA"]
    assert graph.count('class="node unseen"') == 2 and graph.count("<circle") == 6
    assert graph.count('class="edge unsure"') == 5
    targets = set(re.findall(r'<a href="#([^"]+)"', graph))
    assert len(targets) == 6 and all(f'id="{target}"' in html for target in targets)


def test_time_goes_from_left_to_right_and_a_copy_stands_right_of_what_it_copies(analyst, copied):
    found = provenance.origins_of(copied)
    groups = groups_of(found, nodes_of(found))
    graph = draw(groups)
    spots = {spot.href: spot.x for spot in graph.spots}
    for edge in found.followed.values():
        after = found.followed.get(edge.origin_node)
        assert spots[f"#edge-{edge.pk}"] > spots[f"#edge-{after.pk}" if after else "#origin-1"]
    assert [day for _x, day in graph.days] == sorted(day for _x, day in graph.days)
    assert len({spot.y for spot in graph.spots}) == len(graph.spots)


def test_no_name_runs_out_of_the_picture_however_long_the_chain_is():
    branches = [Branch(f"article:{n}", Article(pk=n, title="A long title " * 5, outlet=Source(name="x")), "Name " * 9)
                for n in range(60)]  # fmt: skip
    for n, (parent, child) in enumerate(pairwise(branches)):
        parent.article.published = dt.date(2024, 1, 1) + dt.timedelta(days=n)
        child.edge = CoverageEdge(pk=n, copy_node=child.node, origin_node=parent.node)
        parent.children.append(child)
    branches[-1].article.published = dt.date(2024, 3, 1)
    graph = draw([Group(1, branches[0], 60)])
    assert len(graph.spots) == 60 and len(graph.days) == 6
    for spot in graph.spots:
        assert spot.x + 13 + 8 * len(spot.name) + (8 + 6.8 * len(spot.under) if spot.under else 0) <= 861


def test_a_confirmed_edge_is_drawn_solid(analyst, copied):
    edge = copied.coverage_edges.get(copy_name="CNA")
    analyst.post(reverse("claims:edge_decide", args=[edge.pk]), {"decision": "confirmed", "version": 1})
    assert graph_of(page_of(analyst, copied)).count('class="edge unsure"') == 4


def test_coverage_is_plotted_day_by_day_and_by_origin_with_the_same_as_table_and_file(analyst, copied):
    take_in(OWN, "Straits Gazette", "2023-09-16")
    find_coverage(copied)
    html = page_of(analyst, copied)
    figure = re.search(r'<figure id="days">.*?</figure>', html, re.S)[0]
    assert "2 of 5 articles on 16 Sep 2023" in figure
    assert figure.count('class="org-1 cut"') == 4 and figure.count('class="org-2 cut"') == 1
    assert re.search(r"Day\s+1: TASS\s+2: Straits Gazette\s+All", words(figure))
    lines = analyst.get(reverse("claims:origins_csv", args=[copied.pk])).content.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["Day,1: TASS,2: Straits Gazette,All", "16 Sep 2023,1,1,2"]
    assert len(lines) == 5


def test_beyond_three_origins_the_rest_share_a_shade(claim):
    groups = [
        Group(n, Branch(f"article:{n}", Article(pk=n, published=dt.date(2024, 1, 1)), f"Outlet {n}"), 1)
        for n in range(1, 7)
    ]
    figure = days(claim, groups)
    assert [look for look, _words in figure.swatches] == ["org-1", "org-2", "org-3", "org-4"]
    assert figure.rows[0].cells == ("1", "1", "1", "3", "6")


def test_without_a_circle_there_is_no_alarm(analyst, copied):
    assert 'role="alert"' not in page_of(analyst, copied)


def test_the_first_open_edge_has_the_keys_and_then_the_next_one(analyst, copied):
    html = page_of(analyst, copied)
    assert html.count('data-key="y"') == html.count('data-key="n"') == 1
    first = int(re.search(r'/edges/(\d+)/decide/"(?:(?!</form>).)*data-key="y"', html, re.S)[1])
    response = analyst.post(reverse("claims:edge_decide", args=[first]), {"decision": "confirmed", "version": 1})
    assert response["Location"] == reverse("claims:origins", args=[copied.pk])
    again = page_of(analyst, copied)
    assert int(re.search(r'/edges/(\d+)/decide/"(?:(?!</form>).)*data-key="y"', again, re.S)[1]) != first
    assert "confirmed" in again and 'data-key="u"' in again


def test_a_cut_edge_waits_below_and_is_put_back_by_undo(analyst, copied):
    edge = copied.coverage_edges.get(copy_name="CNA")
    analyst.post(reverse("claims:edge_decide", args=[edge.pk]), {"decision": "cut", "version": 1})
    text = words(page_of(analyst, copied))
    assert "Cut, or behind a stronger reason" in text and "CNA ← TASS" in text
    response = analyst.post(reverse("claims:origins_undo", args=[copied.pk]))
    assert response["Location"].endswith(f"#edge-{edge.pk}")
    edge.refresh_from_db()
    assert edge.state == "proposed"


def test_a_stale_decision_is_told_and_changes_nothing(analyst, copied):
    edge = copied.coverage_edges.first()
    response = analyst.post(reverse("claims:edge_decide", args=[edge.pk]), {"decision": "cut", "version": 7})
    assert response.status_code == 409
    edge.refresh_from_db()
    assert edge.state == "proposed"


def test_a_viewer_reads_and_decides_nothing(browser_of, copied):
    viewer = browser_of("viewer")
    html = page_of(viewer, copied)
    assert "Dikutip dari CNA" in html and "/decide/" not in html
    edge = copied.coverage_edges.first()
    sent = {"decision": "cut", "version": 1}
    assert viewer.post(reverse("claims:edge_decide", args=[edge.pk]), sent).status_code == 403
    assert viewer.post(reverse("claims:origins_undo", args=[copied.pk])).status_code == 403


def test_a_claim_whose_coverage_nobody_looked_for_says_so(analyst, claim):
    assert "Nobody has looked for coverage of this claim." in page_of(analyst, claim)


def test_the_page_asks_as_many_questions_for_many_articles_as_for_few(analyst, copied):
    page_of(analyst, copied)  # what a process asks once
    with CaptureQueriesContext(connection) as few:
        page_of(analyst, copied)
    for number in range(3, 8):
        take_in(COPY.format(number), f"Harian {number}", "2023-09-20")
    find_coverage(copied)
    assert provenance.origins_of(copied).counts.articles == 9
    with CaptureQueriesContext(connection) as many:
        page_of(analyst, copied)
    assert len(many) == len(few)


def test_the_page_is_there_in_indonesian(analyst, cast, copied):
    html = analyst.get(reverse("claims:origins", args=[copied.pk]), headers={"Accept-Language": "id"}).text
    assert "disebut, tidak terlihat" in html and "named, not seen" not in html
