"""What the markup of pages says about where a claim comes from: steps where one outlet can be meant, else nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.coverage import provenance
from claims.coverage.decisions import decide_edge
from claims.ingest import store
from claims.ingest.files import read_file
from claims.ingest.found import Found, keep
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, CoverageEdge, CoverageMatch, PageMarkup, Source
from tests.articles import DAM as TOLD
from tests.cast import Cast
from tests.pages import canonical, meta, news, web_page

pytestmark = pytest.mark.django_db
Kind = CoverageEdge.Kind
FROM_MARKUP = (Kind.CANONICAL, Kind.BYLINE, Kind.JSON_LD)
HERALD = "https://orel-herald.example/2024/03/dam-at-lake-orel-is-safe"
POST = "https://valley-post.example/news/lake/safe-says-ministry"
DAM = TOLD.replace("told the\nOrel Herald that", "said that")
COPY = DAM.replace("Dam at Lake Orel is safe, ministry says", "Ministry: Lake Orel's dam is safe")
# The claim in wholly other words, so that no text is reused.
ANEW = """Nothing wrong at the lake

VALLEY, 5 March 2024 – Tomas Varga said on Tuesday that in Lake Orel's dam no crack had been found by anybody. The
fishermen who had gathered near the harbour wall went home in the evening, the baker closed his shop, and the mayor of
the valley, who had come by bicycle with two of her children, bought the last loaf of bread and rode home.

The council meets again in April, when the budget for the new school will be read a second time. Farmers want the lower
road mended before that, for the carts that bring their milk to the dairy break an axle every other week.
"""


def page(text: str, url: str, *head: str, data: Any = None, outlet: str = "Valley Post") -> Article:
    """An article as somebody sends it: a saved page with its address."""
    content = read_file(web_page(text, *head, data=data).encode(), "page.html", url)
    article, _created = save_article(content.text, url=url, outlet=outlet, stated=content.stated)
    split(article)
    return article


def claim_of(article: Article, *others: Article) -> Claim:
    """The claim that no crack was found, carried by the other articles too."""
    said = article.attributions.filter(spans__quote__contains="crack had").first()
    for other in others:
        CoverageMatch.objects.create(claim=said.claim, article=other, relation="repeats", score=0.9)
    provenance.refresh(said.claim)
    return said.claim


def steps(claim: Claim) -> list[tuple[str, str, str, str]]:
    """(from, to, kind, words) of what the markup gave."""
    rows = claim.coverage_edges.filter(kind__in=FROM_MARKUP).order_by("pk")
    return [
        (
            edge.copy.outlet.name if edge.copy else edge.copy_name,
            edge.origin.outlet.name if edge.origin else edge.origin_name,
            edge.kind,
            edge.evidence,
        )
        for edge in rows
    ]


@pytest.fixture
def herald() -> Article:
    return page(DAM, HERALD, canonical(HERALD), outlet="Orel Herald")


def test_a_canonical_link_to_an_article_that_is_here_makes_the_page_its_copy(herald):
    copy = page(ANEW.replace("Nothing wrong", "All well") + DAM, POST, canonical(HERALD))
    claim = claim_of(copy, herald)
    edge = claim.coverage_edges.get(kind__in=[Kind.CANONICAL, Kind.TEXT_REUSE], copy=copy)
    assert edge.origin == herald


def test_a_canonical_link_is_followed_where_too_little_of_the_text_is_the_same_to_tell(herald):
    copy = page(f"{ANEW}\n{DAM.split('Engineer ')[1][:90]}", POST, canonical(HERALD))
    claim = claim_of(copy, herald)
    assert steps(claim) == [("Valley Post", "Orel Herald", Kind.CANONICAL, HERALD)]
    assert provenance.origins_of(claim).followed[f"article:{copy.pk}"].origin == herald


def test_a_canonical_link_to_an_outlet_of_which_nothing_is_here_leads_to_its_name():
    Source.objects.create(name="Orel Herald", kind="outlet")
    article = page(DAM, POST, canonical(HERALD))
    claim = claim_of(article)
    assert steps(claim) == [("Valley Post", "Orel Herald", Kind.CANONICAL, HERALD)]
    edge = claim.coverage_edges.get(kind=Kind.CANONICAL)
    assert (edge.origin_node, edge.method, edge.score) == ("name:orel herald", "markup-1", 0.9)


def test_the_speaker_stands_behind_the_outlet_that_wrote_the_article(herald):
    claim = claim_of(page(DAM + "\nEnd.\n", POST, meta("author", "Reuters")))
    found = provenance.origins_of(claim)
    assert found.followed["name:reuters"].origin_name == "Engineer Tomas Varga"
    assert found.counts.roots == ("name:engineer tomas varga",)


def test_whom_a_copy_credits_is_credited_by_the_outlet_that_it_is_a_copy_of():
    Source.objects.create(name="Orel Herald", kind="outlet")
    article = page(DAM + "\nSource: Kyodo.\n", POST, canonical(HERALD))
    claim = claim_of(article)
    found, way, node = provenance.origins_of(claim), [], f"article:{article.pk}"
    while node in found.followed:
        node = found.followed[node].origin_node
        way.append(node)
    assert way == ["name:orel herald", "name:kyodo", "name:engineer tomas varga"]
    assert found.counts.independent == 1


@pytest.mark.parametrize(
    ("head", "data", "expected"),
    [
        ((meta("author", "Oleh: TASS"),), None, ("TASS", Kind.BYLINE, "Oleh: TASS")),
        ((meta("author", "Valley Post/AFP"),), None, ("AFP", Kind.BYLINE, "Valley Post/AFP")),
        ((), news(author={"@type": "Organization", "name": "ANTARA"}), ("ANTARA", Kind.BYLINE, "ANTARA")),
        ((), news(author={"name": "I. Petri", "worksFor": {"name": "AFP"}}), ("AFP", Kind.BYLINE, "AFP")),
        ((), news(sourceOrganization="Reuters"), ("Reuters", Kind.JSON_LD, "sourceOrganization: Reuters")),
        ((), news(creditText="Source: Reuters"), ("Reuters", Kind.JSON_LD, "creditText: Source: Reuters")),
        (
            (),
            news(isBasedOn={"@type": "NewsArticle", "publisher": {"name": "Kyodo"}}),
            ("Kyodo", Kind.JSON_LD, "isBasedOn: Kyodo"),
        ),
        (
            (),
            news(citation="https://www.reuters.com/world/lake-orel-dam-2024"),
            ("Reuters", Kind.JSON_LD, "citation: https://www.reuters.com/world/lake-orel-dam-2024"),
        ),
    ],
)
def test_bylines_and_the_page_s_own_data_name_an_outlet(head, data, expected):
    assert steps(claim_of(page(DAM, POST, *head, data=data))) == [("Valley Post", *expected)]


def test_an_address_at_a_site_from_which_people_took_in_one_outlet_s_articles_names_that_outlet():
    save_article(
        "Water rises at the harbour, an engineer said.",
        outlet="Lake Gazette",
        url="https://www.lake-post.example/water",
    )
    there = "https://lake-post.example/world/dam-of-orel"
    made = steps(claim_of(page(DAM, POST, data=news(citation=there))))
    assert made == [("Valley Post", "Lake Gazette", Kind.JSON_LD, f"citation: {there}")]


def found(*authors: str) -> Article:
    """An article as a feed or a provider names it, with whom it says wrote it."""
    return keep(Found(POST, "", text=COPY, outlet="Valley Post", authors=authors, told_by="NewsAPI.org"))


@pytest.mark.parametrize("author", ["Reuters", "Oleh: Reuters", "By Reuters Staff"])
def test_a_byline_that_a_feed_or_a_provider_names_is_a_step_as_if_the_page_named_it(herald, author):
    claim = claim_of(herald, found(author))
    assert steps(claim) == [("Valley Post", "Reuters", Kind.BYLINE, author)]
    assert claim.coverage_edges.get(kind=Kind.BYLINE).method == "named-1"


@pytest.mark.parametrize("author", ["Ilona Petri", "Valley Post", "Berita Sungai"])
def test_a_byline_of_people_or_of_the_outlet_itself_is_no_step_whoever_names_it(herald, author):
    assert steps(claim_of(herald, found(author))) == []


def test_what_a_page_says_of_its_authors_counts_more_than_what_is_said_of_the_page(herald):
    article = found("AFP")
    store.keep_markup(article, read_file(web_page(COPY, meta("author", "Oleh: TASS")).encode(), "a.html", POST).stated)
    assert steps(claim_of(herald, article)) == [("Valley Post", "TASS", Kind.BYLINE, "Oleh: TASS")]


@pytest.mark.parametrize(
    ("head", "data"),
    [
        ((canonical(POST),), None),
        ((canonical("https://m.valley-post.example/other-story-2024"),), None),  # another host of the same site
        ((canonical("https://orel-herald.example/"),), None),  # a home page
        ((canonical("https://orel-herald.example/news"),), None),  # a section
        ((canonical(HERALD), canonical(HERALD + "-2")), None),  # two of them
        ((canonical("https://valley--post-example.cdn.ampproject.org/c/s/a-story-2"),), None),
        ((canonical("https://unknown-paper.example/2024/a-story-of-a-dam"),), None),  # nobody knows whose that is
        ((canonical("http://staging.local/2024/a-story-of-a-dam"),), None),
        ((canonical("http://10.0.0.1/2024/a-story-of-a-dam"),), None),
        ((canonical(POST), meta("og:url", HERALD)), None),  # the link decides
        ((meta("og:url", HERALD),), None),  # alone it may be a slip
        ((meta("author", "Valley Post"),), None),
        ((meta("author", "Valley Post Staff"),), None),
        ((meta("og:site_name", "VP"), meta("author", "VP")), None),
        ((meta("author", "Ilona Petri"),), None),
        ((meta("author", "Foto: AFP"),), None),
        ((), news(author="AFP", publisher="AFP")),  # it calls that itself
        ((), news(sourceOrganization="Valley Post")),
        ((), news(copyrightHolder="Reuters")),  # who owns words need not have written them
        ((), news(image={"@type": "ImageObject", "creditText": "AFP", "author": "Reuters"})),
        ((), news(isBasedOn=[HERALD, "https://www.reuters.com/world/lake-orel-dam-2024"])),  # which of the two?
        ((), news(citation=["https://www.reuters.com/a-report-1", "https://unknown.example/a-study-2"])),
        ((), news(isBasedOn=POST, citation="https://valley-post.example/older-story-1")),
    ],
)
def test_what_is_the_page_s_own_or_may_mean_two_things_proposes_nothing(head, data):
    Source.objects.create(name="Orel Herald", kind="outlet")
    assert steps(claim_of(page(DAM, POST, *head, data=data))) == []


def test_a_page_whose_address_and_outlet_nobody_knows_says_nothing_of_others():
    content = read_file(web_page(DAM, canonical(HERALD), meta("author", "AFP")).encode(), "page.html")
    article, _created = save_article(content.text, stated=content.stated)
    split(article)
    article.outlet = None
    article.save()
    assert steps(claim_of(article)) == []


def test_a_canonical_link_that_every_page_of_a_site_bears_is_its_template_s(herald):
    page("Trams late again\n\nThe trams of Valley were late again on Monday, said the council.\n" * 3,
         "https://valley-post.example/trams-2", canonical(HERALD))  # fmt: skip
    claim = claim_of(page(DAM + "\nEnd.\n", POST, canonical(HERALD)), herald)
    assert steps(claim) == []


def test_two_sites_may_name_the_same_original(herald):
    page(COPY + "\nMore.\n", "https://lake-news.example/dam-is-safe-2", canonical(HERALD), outlet="Lake News")
    claim = claim_of(page(ANEW, POST, canonical(HERALD)), herald)
    assert [step[1:3] for step in steps(claim)] == [("Orel Herald", Kind.CANONICAL)]


def test_a_canonical_link_to_an_article_that_is_here_and_says_nothing_of_the_claim_is_a_mistake():
    page(ANEW.replace("no crack", "no fish"), HERALD, outlet="Orel Herald")
    assert steps(claim_of(page(DAM, POST, canonical(HERALD)))) == []


def test_a_canonical_link_to_an_article_in_wholly_other_words_is_a_mistake():
    there = page(ANEW, HERALD, outlet="Orel Herald")
    assert steps(claim_of(page(DAM, POST, canonical(HERALD)), there)) == []


def test_an_article_is_no_copy_of_what_came_out_days_later(herald):
    Article.objects.filter(pk=herald.pk).update(published=dt.date(2024, 3, 9))
    assert steps(claim_of(page(ANEW, POST, canonical(HERALD)), herald)) == []


def test_pages_that_call_each_other_the_original_say_nothing():
    one = page(DAM, HERALD, canonical(POST), outlet="Orel Herald")
    other = page(COPY + "\nMore.\n", POST, canonical(HERALD))
    claim = claim_of(one, other)
    assert steps(claim) == []
    assert provenance.origins_of(claim).counts.loops == ()


def test_a_sister_paper_s_canonical_link_to_what_is_not_here_says_nothing():
    Source.objects.create(name="Orel Herald", kind="outlet", owner="Orel Media")
    Source.objects.create(name="Valley Post", kind="outlet", owner="orel media")
    assert steps(claim_of(page(DAM, POST, canonical(HERALD)))) == []


def test_an_old_syndication_tag_says_what_a_canonical_link_to_oneself_does_not():
    Source.objects.create(name="Orel Herald", kind="outlet")
    article = page(DAM, POST, canonical(POST), meta("syndication-source", HERALD))
    assert steps(claim_of(article)) == [("Valley Post", "Orel Herald", Kind.CANONICAL, HERALD)]


def test_an_article_that_came_as_text_has_no_markup():
    article, _created = save_article(DAM, url=POST)
    split(article)
    assert article.attributions.count() > 1
    assert not PageMarkup.objects.exists()
    assert steps(claim_of(article)) == []


def test_what_a_person_decided_stays_and_the_rest_is_written_anew(cast: Cast):
    article = page(DAM, POST, data=news(author="AFP", sourceOrganization="Reuters"))
    claim = claim_of(article)
    byline = claim.coverage_edges.get(kind=Kind.BYLINE)
    decide_edge(cast.analyst, byline.pk, "cut", version=byline.version)
    before = list(claim.coverage_edges.order_by("pk").values())
    provenance.refresh(claim)
    assert list(claim.coverage_edges.order_by("pk").values()) == before
    assert provenance.origins_of(claim).followed[f"article:{article.pk}"].origin_name == "Reuters"
    Source.objects.create(name="Reuters", kind="person")  # now nobody can tell whom the page means
    provenance.refresh(claim)
    assert [(step[1], step[2]) for step in steps(claim)] == [("AFP", Kind.BYLINE)]


def test_what_a_page_said_can_not_be_changed():
    markup = page(DAM, POST, meta("author", "AFP")).markup
    assert markup.said == {"authors": ["AFP"]}
    with pytest.raises(TypeError):
        PageMarkup.objects.all().delete()
    markup.said = {}
    with pytest.raises(IntegrityError), transaction.atomic():
        markup.save()


def test_many_pages_that_carry_a_claim_cost_as_many_questions_as_two():
    outlets = [f"Paper {letter}" for letter in "ABCDEF"]
    first, second, *more = [
        page(DAM + f"\n{outlet}.\n", f"{POST}-{outlet[-1]}", meta("author", f"AFP, Writer {outlet[-1]}"), outlet=outlet)
        for outlet in outlets
    ]

    def cost(claim: Claim) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert provenance.propose(claim)
        return len(asked)

    two = cost(claim_of(first, second))
    assert cost(claim_of(first, *more)) <= two
