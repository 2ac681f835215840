"""What stands behind a claim, read from edges: proposed by the sweep, decided by people, counted anew each time."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.coverage import provenance
from claims.coverage.decisions import decide, decide_edge, join, undo_edge
from claims.coverage.sweep import find_coverage
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, CoverageEdge, CoverageMatch, Event, Feed, Source
from claims.models.source import name_key
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.sources import pairs
from tests.articles import REFERENCE, demo_text
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# Each paragraph is one line, as the pages have them.
COPY = (
    "Kim Meninjau Rudal Kinzhal\n\n"
    "Di lapangan terbang Knevichi, Shoigu menunjukkan kepada Kim “sistem rudal Kinzhal pada kapal induk MiG-31I”, kata "
    "TASS, seraya menambahkan bahwa “kemampuan terbang dan teknisnya” dijelaskan kepada Kim oleh seorang pejabat "
    "tinggi militer.\n\n"
    "Disunting oleh meja {}.\n\n"
    "Dikutip dari CNA.\n"
)
OWN = demo_text("own-kinzhal")
BRIEFING = (
    "Moscow rules out a pact\n\n"
    "MOSCOW, 15 September 2023 – No agreement was signed during the visit of Kim, Kremlin spokesman Dmitry Peskov told "
    "reporters on Friday, and there are no plans to sign one.\n"
)
LOOP = (
    "Pagi di Knevichi\n\nDi lapangan terbang Knevichi, Shoigu menunjukkan kepada Kim sistem rudal Kinzhal pada kapal "
    "induk MiG-31I, demikian dilansir Orel Herald.",
    "Rudal itu\n\nMengutip Valley Post, kepada Kim Shoigu menunjukkan rudal, yakni sistem Kinzhal, milik MiG-31I, "
    "kapal induk udara, dan itu terjadi di Knevichi, lapangan untuk terbang.",
)
CHAIN = ["name:cna", "name:tass"]


def take_in(text: str, outlet: str, day: str = "2023-09-17") -> Article:
    article, _created = save_article(text, outlet=outlet, published=dt.date.fromisoformat(day))
    split(article)
    return article


@pytest.fixture
def reference() -> Article:
    article, _created = save_article(REFERENCE)
    split(article)
    return article


@pytest.fixture
def kinzhal(reference) -> Claim:
    return Claim.objects.get(attributions__spans__quote__contains="sistem rudal Kinzhal")


@pytest.fixture
def copied(kinzhal) -> Claim:
    """The claim with ten copies, each of an outlet of its own, found by the search."""
    for number in range(10):
        take_in(COPY.format(number), f"Harian {number}", f"2023-09-{17 + number // 2}")
    find_coverage(kinzhal)
    return kinzhal


def edge_from(claim: Claim, node: str) -> CoverageEdge:
    return claim.coverage_edges.get(copy_node=node)


def way_from(found: provenance.Provenance, article: Article) -> list[str]:
    """The nodes that the followed edges lead to, one after the other."""
    way, node = [], f"article:{article.pk}"
    while node in found.followed:
        node = found.followed[node].origin_node
        way.append(node)
    return way


def test_the_claim_of_one_article_goes_through_its_credit_to_the_agency_that_it_attributes_it_to(kinzhal, reference):
    find_coverage(kinzhal)
    found = provenance.origins_of(kinzhal)
    assert way_from(found, reference) == CHAIN
    assert (found.counts.articles, found.counts.independent) == (1, 1)


def test_ten_copies_leave_one_origin_and_that_is_the_agency_nobody_has_seen(copied):
    found = provenance.origins_of(copied)
    assert (found.counts.articles, found.counts.independent, found.counts.roots) == (11, 1, ("name:tass",))
    assert not Article.objects.filter(outlet__name="TASS").exists()


def test_a_credit_leads_to_the_outlet_of_which_only_the_host_is_known_until_the_two_are_told_apart(kinzhal, cast):
    own = take_in(OWN, "orel-herald.example", "2023-09-16")
    crediting = take_in(LOOP[0], "Harian 1", "2023-09-17")
    find_coverage(kinzhal)
    assert way_from(provenance.origins_of(kinzhal), crediting) == [f"article:{own.pk}"]

    named = Source.objects.create(name="Orel Herald", kind=Source.Kind.OUTLET)
    pairs.tell_apart(cast.analyst, own.outlet_id, named.pk, host_version=1, named_version=1)
    find_coverage(kinzhal)
    assert way_from(provenance.origins_of(kinzhal), crediting) == ["name:orel herald"]


def test_a_credit_leads_to_the_host_from_which_people_took_in_the_articles_of_the_credited(kinzhal, cast):
    own = take_in(OWN, "herald-of-lake.example", "2023-09-16")
    crediting = take_in(LOOP[0], "Harian 1", "2023-09-17")
    save_article(
        "Water rises at the harbour, an engineer said.",
        outlet="Orel Herald",
        url="https://www.herald-of-lake.example/water",
    )
    find_coverage(kinzhal)
    assert way_from(provenance.origins_of(kinzhal), crediting) == [f"article:{own.pk}"]


def test_an_outlet_known_by_its_host_that_names_itself_credits_nobody(kinzhal):
    own = take_in(f"{OWN}\n\nDikutip dari Orel Herald.", "orel-herald.example", "2023-09-16")
    find_coverage(kinzhal)
    assert f"article:{own.pk}" not in provenance.origins_of(kinzhal).followed


def test_an_article_of_own_reporting_adds_one_origin(copied):
    own = take_in(OWN, "Straits Gazette", "2023-09-16")
    find_coverage(copied)
    found = provenance.origins_of(copied)
    assert copied.coverage.get(article=own).relation == CoverageMatch.Relation.REPEATS
    assert set(found.counts.roots) == {"name:tass", f"article:{own.pk}"}
    assert found.counts.independent == 2
    assert f"article:{own.pk}" not in found.followed


def test_two_reports_of_one_briefing_have_the_speaker_s_house_as_their_origin(reference):
    kremlin, _made = Source.objects.get_or_create(key="kremlin", kind="organisation", defaults={"name": "Kremlin"})
    Source.objects.filter(name="Dmitry Peskov").update(speaks_for=kremlin)
    take_in(BRIEFING, "Straits Gazette", "2023-09-15")
    claim = Claim.objects.get(attributions__source__name="Dmitry Peskov", attributions__article=reference)
    find_coverage(claim)
    found = provenance.origins_of(claim)
    assert (found.counts.articles, found.counts.roots) == (2, ("name:kremlin",))


def test_every_edge_shows_words_that_stand_where_it_says(copied):
    edges = list(copied.coverage_edges.select_related("evidence_in", "origin"))
    assert len(edges) >= 12
    for edge in edges:
        assert edge.evidence and edge.evidence_in.text[edge.evidence_start : edge.evidence_end] == edge.evidence, edge


def test_looking_again_writes_the_same_edges_and_no_others(copied):
    before = list(copied.coverage_edges.order_by("pk").values())
    find_coverage(copied)
    assert list(copied.coverage_edges.order_by("pk").values()) == before


def test_confirming_closes_the_range_step_by_step(copied, cast: Cast):
    wide = provenance.origins_of(copied).counts
    assert (wide.independent, wide.at_most, wide.unconfirmed) == (1, 11, 12)
    for edge in list(provenance.origins_of(copied).followed.values()):
        decide_edge(cast.analyst, edge.pk, "confirmed", version=edge.version)
    sure = provenance.origins_of(copied).counts
    assert (sure.independent, sure.at_most, sure.unconfirmed) == (1, 1, 0)


def test_a_cut_edge_lets_the_next_reason_take_its_place(copied, cast: Cast):
    copy = Article.objects.get(outlet__name="Harian 9")
    before = provenance.origins_of(copied)
    edge = before.followed[f"article:{copy.pk}"]
    assert edge.kind == CoverageEdge.Kind.TEXT_REUSE
    decide_edge(cast.analyst, edge.pk, "cut", version=edge.version)
    found = provenance.origins_of(copied)
    assert way_from(found, copy) == ["name:cna", "name:tass"]  # its own "Dikutip dari CNA" and "kata TASS"
    assert edge in found.aside


def test_cutting_every_reason_makes_an_article_an_origin_of_its_own(copied, cast: Cast):
    copy = Article.objects.get(outlet__name="Harian 9")
    for edge in copied.coverage_edges.filter(copy=copy):
        decide_edge(cast.analyst, edge.pk, "cut", version=edge.version)
    assert set(provenance.origins_of(copied).counts.roots) == {"name:tass", f"article:{copy.pk}"}
    find_coverage(copied)
    assert provenance.origins_of(copied).counts.independent == 2


def test_a_decision_is_logged_and_taken_back_one_by_one(copied, cast: Cast):
    edge = edge_from(copied, "name:cna")
    decide_edge(cast.analyst, edge.pk, "confirmed", version=1)
    decide_edge(cast.analyst, edge.pk, "cut", version=2)
    events = Event.objects.filter(act=Event.Act.EDGE_DECIDED).order_by("pk")
    assert [(e.actor, e.old["state"], e.new["state"]) for e in events] == [
        (cast.analyst, "proposed", "confirmed"),
        (cast.analyst, "confirmed", "cut"),
    ]
    assert undo_edge(cast.analyst, copied).state == "confirmed"
    edge = undo_edge(cast.analyst, copied)
    assert (edge.state, edge.decided_by) == ("proposed", None)
    assert list(Event.objects.filter(act=Event.Act.UNDONE).values_list("undoes", flat=True)) == [
        events[1].pk,
        events[0].pk,
    ]
    with pytest.raises(NotReady):
        undo_edge(cast.analyst, copied)


def test_nobody_undoes_over_what_somebody_else_decided_since(copied, cast: Cast):
    edge = edge_from(copied, "name:cna")
    decide_edge(cast.analyst, edge.pk, "confirmed", version=1)
    decide_edge(cast.colleague, edge.pk, "cut", version=2)
    with pytest.raises(OutOfDate):
        undo_edge(cast.analyst, copied)


def test_who_may_not_annotate_and_who_saw_an_older_state_decide_nothing(copied, cast: Cast):
    edge = edge_from(copied, "name:cna")
    with pytest.raises(NotAllowed):
        decide_edge(cast.viewer, edge.pk, "cut", version=1)
    with pytest.raises(NotReady):
        decide_edge(cast.analyst, edge.pk, "perhaps", version=1)
    with pytest.raises(OutOfDate):
        decide_edge(cast.analyst, edge.pk, "cut", version=2)
    edge.refresh_from_db()
    assert edge.state == "proposed"


def test_coverage_called_not_related_leaves_the_count_at_once(copied, cast: Cast):
    match = copied.coverage.get(article__outlet__name="Harian 9")
    decide(cast.analyst, match.pk, CoverageMatch.Decision.NOT_RELATED)
    assert provenance.origins_of(copied).counts.articles == 10


def test_outlets_that_credit_each_other_are_a_loop_and_count_once(kinzhal):
    one, other = take_in(LOOP[0], "Valley Post"), take_in(LOOP[1], "Orel Herald")
    find_coverage(kinzhal)
    found = provenance.origins_of(kinzhal).counts
    assert [set(loop) for loop in found.loops] == [{f"article:{one.pk}", f"article:{other.pk}"}]
    assert found.independent == 2  # TASS behind the reference article, and the loop


@pytest.mark.parametrize(("outlet", "url"), [("Wikipedia", ""), ("", "https://id.wikinews.org/wiki/Kinzhal")])
def test_a_wiki_is_never_an_origin(kinzhal, outlet, url):
    article, _created = save_article(OWN, outlet=outlet or None, url=url)
    split(article)
    find_coverage(kinzhal)
    assert kinzhal.coverage.filter(article=article).exists()
    found = provenance.origins_of(kinzhal).counts
    assert (found.articles, found.independent) == (1, 1)


def test_what_rests_on_a_wiki_alone_has_no_origin(kinzhal, reference):
    CoverageEdge.objects.create(
        claim=kinzhal, copy=reference, copy_node=f"article:{reference.pk}", origin_name="Wikipedia",
        origin_node="name:wikipedia", kind="credit", method="by hand", score=1,
    )  # fmt: skip
    assert provenance.origins_of(kinzhal).counts.independent == 0


def test_the_publish_gate_reads_edges_before_anybody_looked_for_coverage(kinzhal):
    assert not kinzhal.coverage_edges.exists()
    assert provenance.origins_as_read(kinzhal).counts.roots == ("name:tass",)
    assert not kinzhal.coverage_edges.exists()


def test_the_publish_gate_keeps_to_what_people_cut(copied, cast: Cast):
    edge = edge_from(copied, "name:cna")
    decide_edge(cast.analyst, edge.pk, "cut", version=1)
    assert provenance.origins_as_read(copied).counts.roots == ("name:cna",)


def test_many_claims_are_counted_in_as_many_questions_as_one(copied):
    claims = list(Claim.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        provenance.origins_of(copied)
    with CaptureQueriesContext(connection) as many:
        assert len(provenance.origins_of_many(claims)) == len(claims) > 10
    assert len(many) == len(one) == 4


@pytest.mark.parametrize(
    "ends",
    [
        {"copy_name": "CNA", "copy_node": "name:cna", "origin_node": "name:tass"},
        {"copy_name": "CNA", "copy_node": "name:cna", "origin_name": "CNA", "origin_node": "name:cna"},
        {"copy_node": "name:cna", "origin_name": "TASS", "origin_node": "name:tass"},
    ],
)
def test_the_database_refuses_an_edge_without_two_ends(kinzhal, ends):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageEdge.objects.create(claim=kinzhal, kind="credit", method="by hand", score=1, **ends)


QUOTE = "We counted four grey missiles under the wing before the rain began to fall on Orel"
FIRST_TOLD = f"Missiles at Orel\n\n“{QUOTE},” a senior harbour official said on Monday.\n"
TOLD_AGAIN = (
    f"Rain and steel\n\n“{QUOTE},” {{}} said on Monday.\n\n"
    "The market opened late, the trams did not run at all, and most of the bakers near the old bridge sold nothing but "
    "yesterday's bread to people who had walked for an hour through puddles to reach the square where nobody was "
    "waiting for them any longer, as the council had sent its clerks home.\n"
)
MINE = f"Pagi{LOOP[1][8:].replace('Mengutip Valley Post, kepada', 'Kepada')}"


def set_owner(outlet: str, owner: str) -> None:
    Source.objects.filter(name=outlet).update(owner=owner)


def test_outlets_of_one_owner_are_one_origin_until_somebody_cuts_it(kinzhal, cast: Cast):
    first = take_in(OWN, "Straits Gazette", "2023-09-16")
    later = take_in(MINE, "Valley Post", "2023-09-18")
    find_coverage(kinzhal)
    assert provenance.origins_of(kinzhal).counts.independent == 3
    set_owner("Straits Gazette", "Orel Media")
    set_owner("Valley Post", " OREL  media ")
    find_coverage(kinzhal)
    edge = kinzhal.coverage_edges.get(kind=CoverageEdge.Kind.SAME_OWNER)
    assert (edge.copy, edge.origin, name_key(edge.evidence)) == (later, first, "orel media")
    assert provenance.origins_of(kinzhal).counts.independent == 2
    decide_edge(cast.analyst, edge.pk, "cut", version=1)
    assert provenance.origins_of(kinzhal).counts.independent == 3


@pytest.mark.parametrize(("speaker", "joined"), [("a senior harbour official", True), ("a retired pilot", False)])
def test_the_same_quotation_joins_two_articles_only_under_the_same_attribution(speaker, joined):
    first = take_in(FIRST_TOLD, "Orel Herald", "2024-03-04")
    again = take_in(TOLD_AGAIN.format(speaker), "Valley Post", "2024-03-05")
    claim = first.attributions.get().claim
    find_coverage(claim)
    assert claim.coverage.get().article == again
    edges = claim.coverage_edges.filter(kind=CoverageEdge.Kind.SAME_QUOTATION)
    assert [(e.copy, e.origin, e.evidence) for e in edges] == ([(again, first, QUOTE)] if joined else [])
    assert provenance.origins_of(claim).counts.independent == (1 if joined else 2)


def test_one_outlet_is_not_joined_to_itself_by_its_owner(kinzhal):
    take_in(OWN, "Straits Gazette", "2023-09-16")
    take_in(MINE, "Straits Gazette", "2023-09-18")
    set_owner("Straits Gazette", "Orel Media")
    find_coverage(kinzhal)
    assert not kinzhal.coverage_edges.filter(kind=CoverageEdge.Kind.SAME_OWNER).exists()


def test_a_guess_never_closes_a_ring(kinzhal):
    one, other = take_in(OWN, "Valley Post"), take_in(OWN + "Lagi.", "Orel Herald")
    for copy, origin, kind in ((one, other, "text_reuse"), (other, one, "same_owner")):
        CoverageEdge.objects.create(
            claim=kinzhal, copy=copy, copy_node=f"article:{copy.pk}", origin=origin,
            origin_node=f"article:{origin.pk}", kind=kind, method="by hand", score=1,
        )  # fmt: skip
        CoverageMatch.objects.create(claim=kinzhal, article=copy, relation="repeats", score=1)
    found = provenance.origins_of(kinzhal)
    assert found.counts.loops == ()
    assert way_from(found, one) == [f"article:{other.pk}"] and way_from(found, other) == []


def test_two_origins_are_joined_by_a_person_and_parted_by_undo(copied, cast: Cast):
    own = take_in(OWN, "Straits Gazette", "2023-09-16")
    find_coverage(copied)
    edge = join(cast.analyst, copied.pk, f"article:{own.pk}", "name:tass")
    assert (edge.kind, edge.state, edge.origin_name, edge.decided_by) == ("joined", "confirmed", "TASS", cast.analyst)
    assert provenance.origins_of(copied).counts.independent == 1
    find_coverage(copied)
    assert provenance.origins_of(copied).counts.independent == 1
    undo_edge(cast.analyst, copied)
    assert provenance.origins_of(copied).counts.independent == 2


def test_only_two_different_origins_of_the_claim_are_joined_and_only_by_who_may(copied, cast: Cast):
    own = take_in(OWN, "Straits Gazette", "2023-09-16")
    find_coverage(copied)
    for pair in (("name:tass", "name:tass"), ("name:cna", "name:tass"), (f"article:{own.pk}", "article:99"), ("", "")):
        with pytest.raises(NotReady):
            join(cast.analyst, copied.pk, *pair)
    with pytest.raises(NotAllowed):
        join(cast.viewer, copied.pk, f"article:{own.pk}", "name:tass")
    assert not copied.coverage_edges.filter(kind="joined").exists()


def test_an_article_of_which_a_feed_says_whom_it_comes_from_leads_there(copied):
    own = take_in(OWN, "Harian Sendiri")
    feed = Feed.objects.create(address="https://aggregator.example/feed", address_key="1")
    feed.items.create(key="1", article=own, taken_from="CNA")
    find_coverage(copied)
    edge = copied.coverage_edges.get(kind="feed")
    assert (edge.copy, edge.origin_node, edge.evidence) == (own, "name:cna", "CNA")
    assert provenance.origins_of(copied).counts.roots == ("name:tass",)


def test_a_feed_that_names_the_outlet_itself_says_nothing_new(copied):
    own = take_in(OWN, "Harian Sendiri")
    feed = Feed.objects.create(address="https://aggregator.example/feed", address_key="1")
    feed.items.create(key="1", article=own, taken_from="Harian  sendiri")
    find_coverage(copied)
    assert not copied.coverage_edges.filter(kind="feed").exists()
