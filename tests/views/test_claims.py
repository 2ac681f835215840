"""The claim list: filters, counts, pills, pages, and what it may cost."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.filters.claims import ClaimFilter
from claims.filters.found_claims import FoundClaims
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Claim, Source, search
from claims.models.claim import Stage, Status
from claims.review import attributions, workflow
from tests.articles import DAM, DAM_DENIAL
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db
ADDRESS = "/claims/"


@pytest.fixture
def two_articles(cast):
    """Two short articles of different outlets and days, split."""
    articles = []
    for text, outlet in ((DAM, "Orel Herald"), (DAM_DENIAL, "Valley Post")):
        article, _created = save_article(text, user=cast.analyst, outlet=outlet)
        split(article)
        articles.append(article)
    return articles


def statements(response) -> list[str]:
    return [claim.statement for claim in response.context["rows"]]


def count_beside(response, facet: str, value: object) -> int:
    """The number that stands beside a value of a facet."""
    found = re.search(rf'id="f-{facet}-{value}".*?<span class="n">([\d,]+)</span>', response.text, re.S)
    return int(found[1].replace(",", ""))


def test_the_list_shows_every_claim_that_stands(analyst, two_articles):
    response = analyst.get(ADDRESS)

    assert len(statements(response)) == Claim.objects.standing().count() > 1


def test_a_claim_whose_appearances_are_all_rejected_is_not_listed(analyst, cast, two_articles):
    row = Attribution.objects.select_related("claim").first()
    attributions.reject(cast.analyst, row.pk, version=row.version)

    assert row.claim.statement not in statements(analyst.get(ADDRESS))


def test_each_status_and_stage_can_be_asked_for(analyst, cast, two_articles):
    claim = Claim.objects.first()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="Cracks.", version=claim.version)

    assert statements(analyst.get(ADDRESS, {"status": "false"})) == [claim.statement]
    assert statements(analyst.get(ADDRESS, {"stage": "in_progress"})) == [claim.statement]
    assert claim.statement not in statements(analyst.get(ADDRESS, {"stage": "new"}))


def test_every_word_has_to_occur_in_statement_gloss_or_quote(analyst, two_articles):
    claim = Claim.objects.first()
    last, *_others, first = claim.statement.upper().split()

    assert claim.statement in statements(analyst.get(ADDRESS, {"q": f"{first} {last}"}))
    assert statements(analyst.get(ADDRESS, {"q": f"{first} elephant"})) == []


def test_a_source_includes_who_speaks_for_it(analyst, reference):
    kremlin = Source.objects.get(name="Kremlin")
    peskov = Source.objects.get(name="Dmitry Peskov")
    assert peskov.speaks_for == kremlin
    asked = set(statements(analyst.get(ADDRESS, {"source": kremlin.pk})))

    assert asked >= set(statements(analyst.get(ADDRESS, {"source": peskov.pk})))


def test_claims_that_name_no_source_can_be_asked_for(analyst, reference):
    response = analyst.get(ADDRESS, {"source": "none"})

    assert statements(response)
    assert all(not row.source_id for claim in response.context["rows"] for row in claim.appearances)


def test_source_outlet_and_dates_hold_for_one_and_the_same_appearance(analyst, two_articles):
    herald, post = (article.outlet for article in two_articles)
    varga = Source.objects.get(name__endswith="Varga")

    assert statements(analyst.get(ADDRESS, {"source": varga.pk, "outlet": herald.pk}))
    assert statements(analyst.get(ADDRESS, {"source": varga.pk, "outlet": post.pk})) == []


def test_dates_are_those_of_the_article_both_days_included(analyst, two_articles):
    assert two_articles[0].published == dt.date(2024, 3, 3)

    only_first = statements(analyst.get(ADDRESS, {"since": "2024-03-03", "until": "2024-03-03"}))
    assert len(only_first) == Claim.objects.in_article(two_articles[0]).count()


def test_assigned_to_me_means_the_person_who_asks(browser_of, cast, two_articles):
    claim = Claim.objects.first()
    workflow.assign(cast.analyst, claim.pk, cast.analyst, version=claim.version)

    assert statements(browser_of("analyst").get(ADDRESS, {"assigned": "me"})) == [claim.statement]
    assert statements(browser_of("colleague").get(ADDRESS, {"assigned": "me"})) == []


def test_a_count_tells_what_choosing_its_value_would_list(analyst, cast, two_articles):
    claim = Claim.objects.first()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="Cracks.", version=claim.version)
    response = analyst.get(ADDRESS, {"q": "dam"})

    for facet in response.context["facets"]:
        for option in facet.options:
            listed = analyst.get(ADDRESS, {"q": "dam", facet.name: option.value}).context["page"].count
            assert (facet.name, option.value, option.count) == (facet.name, option.value, listed)
            assert count_beside(response, facet.name, option.value) == listed


@pytest.mark.database
@pytest.mark.parametrize("asked", [{}, {"q": "dam"}, {"q": "dam", "language": "en"}, {"due": ["over", "any"]}])
def test_claims_are_counted_by_when_they_are_due(analyst, two_articles, asked):
    claims = Claim.objects.containing("dam").standing().order_by("pk")
    late, soon = claims[:2]
    today = timezone.localdate()
    Claim.objects.filter(pk=late.pk).update(due=today - dt.timedelta(days=1))
    Claim.objects.filter(pk=soon.pk).update(due=today + dt.timedelta(days=3))
    without = Claim.objects.standing().filter(**({"pk__in": claims.values("pk")} if "q" in asked else {})).count() - 2

    response = analyst.get(ADDRESS, asked)

    counts = {value: count_beside(response, "due", value) for value in ("over", "week", "any", "none")}
    assert counts == {"over": 1, "week": 1, "any": 2, "none": without}


@pytest.mark.database
@pytest.mark.parametrize("sort", ["", "changed", "-worth", "worth", "statement", "-statement"])
def test_a_search_lists_what_stands_in_the_order_asked_for(cast, sort):
    article, _created = save_article(DAM, user=cast.analyst)
    claims = Claim.objects.bulk_create(
        Claim(statement=f"Claim {number * 5 % 7}", language="en", check_score=number * 3 % 4 / 10)
        for number in range(9)
    )
    for number, claim in enumerate(claims):
        of = {"article": article, "claim": claim, "number": number, "superseded": number == 2}
        Attribution.objects.create(source_type="implicit", quote_kind="indirect", **of)
    said = Attribution.objects.get(claim=claims[1])
    attributions.reject(cast.analyst, said.pk, version=said.version)
    search.refresh(claim.pk for claim in claims)
    asked = ClaimFilter(QueryDict(urlencode({"q": "claim", "sort": sort})), user=cast.analyst)

    expected = list(asked.qs.values_list("pk", flat=True))

    assert set(expected) == {claim.pk for claim in claims} - {claims[1].pk, claims[2].pk}
    assert FoundClaims(asked, counted=False).ids == FoundClaims(asked).ids == expected


def test_two_lists_asked_for_at_once_answer_each_its_own_person(cast, two_articles):
    mine, theirs = Claim.objects.order_by("pk")[:2]
    for claim, person in ((mine, cast.analyst), (theirs, cast.colleague)):
        workflow.assign(cast.analyst, claim.pk, person, version=claim.version)
    asked = QueryDict("assigned=me")
    first, second = (ClaimFilter(asked, user=person) for person in (cast.analyst, cast.colleague))

    assert [list(one.qs) for one in (first, second)] == [[mine], [theirs]]


def test_each_value_asked_for_is_a_pill_whose_link_takes_only_it_away(analyst, two_articles):
    response = analyst.get(ADDRESS, {"status": ["unverified", "true"], "q": "dam", "page": "1"})

    assert [(pill.of, pill.value, pill.address) for pill in response.context["pills"]] == [
        ("Words", "dam", "?status=unverified&status=true"),
        ("Verification status", "Unverified", "?q=dam&status=true"),
        ("Verification status", "True", "?q=dam&status=unverified"),
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"status": "perhaps"}, "“Verification status” was left out"),
        ({"source": "999999"}, "“Source” was left out"),
        ({"source": "TASS'--"}, "“Source” was left out"),
        ({"since": "yesterday"}, "“Published since” was left out"),
        ({"sort": "colour"}, "“Sort by” was left out"),
        ({"q": "a\x00b"}, "“Words” was left out"),
        ({"q": "a" * 300}, "“Words” was left out"),
    ],
)
def test_a_value_that_does_not_exist_is_named_and_left_out(analyst, two_articles, asked, words):
    response = analyst.get(ADDRESS, asked)

    assert response.status_code == 200
    assert words in response.text
    assert len(statements(response)) == Claim.objects.standing().count()


@pytest.mark.parametrize(
    "key", ["0", "-1", "abc", "7~yesterday", "7~", "9" * 30, "7~2026-01-01T00:00:00~1", "\u0663~1"]
)
@pytest.mark.parametrize("side", ["after", "before"])
def test_a_place_that_cannot_be_read_leads_to_the_first_page(analyst, two_articles, side, key):
    assert statements(analyst.get(ADDRESS, {side: key})) == statements(analyst.get(ADDRESS))


def test_a_place_behind_the_last_row_leads_to_the_last_page(analyst, two_articles):
    assert statements(analyst.get(ADDRESS, {"sort": "statement", "after": "1~ZZZ"}))


def test_sorting_by_statement_goes_both_ways(analyst, two_articles):
    up = statements(analyst.get(ADDRESS, {"sort": "statement"}))

    assert up == sorted(up)
    assert statements(analyst.get(ADDRESS, {"sort": "-statement"})) == up[::-1]


def test_htmx_gets_only_the_results_and_a_clean_address(analyst, two_articles):
    response = analyst.get(f"{ADDRESS}?q=dam&since=&status=", headers=HTMX)

    assert "<html" not in response.text
    assert 'id="results"' in response.text
    assert response["HX-Push-Url"] == "/claims/?q=dam"
    assert "HX-Request" in response["Vary"]


def test_results_that_htmx_gets_ask_for_the_new_counts_of_the_same_question(analyst, two_articles):
    results = analyst.get(f"{ADDRESS}?q=dam&language=en", headers=HTMX)
    (later,) = re.findall(r'hx-get="(/claims/counts/[^"]*)"', results.text)
    counts = analyst.get(unescape(later), headers=HTMX)
    whole = analyst.get(f"{ADDRESS}?q=dam&language=en")

    assert 'id="facet-status" hx-swap-oob="true"' in counts.text
    assert counts.context["facets"] == whole.context["facets"]


def test_going_back_in_the_browser_gets_the_whole_page(analyst, two_articles):
    response = analyst.get(ADDRESS, headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert "<html" in response.text


def test_the_number_of_queries_does_not_grow_with_the_claims(analyst, two_articles, reference):
    def queries(**asked) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = analyst.get(ADDRESS, asked)
        assert response.status_code == 200
        return [query["sql"] for query in captured]

    few, many = queries(q="joints"), queries()
    assert len(many) <= len(few) <= 17  # the first question goes to the index of words too
    # Articles without a known outlet need no names of outlets.
    assert abs(len(queries(language="id")) - len(queries(language="en"))) <= 1
    assert not [sql for sql in many if '"claims_article"."text"' in sql], "a list reads article texts"


def test_long_lists_have_pages_that_keep_the_question(analyst, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    claims = Claim.objects.bulk_create(Claim(statement=f"Claim {n:03}", language="en") for n in range(120))
    Attribution.objects.bulk_create(
        Attribution(article=article, claim=claim, number=100 + n, source_type="implicit", quote_kind="indirect")
        for n, claim in enumerate(claims)
    )
    search.refresh(claim.pk for claim in claims)
    first = analyst.get(ADDRESS, {"q": "claim", "sort": "statement"})
    following = re.search(r'href="([^"]*)" rel="next"', first.text)[1].replace("&amp;", "&")
    second = analyst.get(f"{ADDRESS}{following}")

    assert following.startswith("?q=claim&sort=statement&after=")
    assert (statements(first)[-1], statements(second)[0]) == ("Claim 049", "Claim 050")
    assert "51–100 of 120" in second.text
    back = re.search(r'href="([^"]*)" rel="prev"', second.text)[1].replace("&amp;", "&")
    assert statements(analyst.get(f"{ADDRESS}{back}")) == statements(first)


def test_an_empty_archive_says_what_to_do_next(analyst, cast):
    response = analyst.get(ADDRESS)

    assert "No claims yet" in response.text
    assert 'href="/articles/"' in response.text


def test_a_question_without_answer_offers_to_take_filters_away(analyst, two_articles):
    assert "No claim fits all of this" in analyst.get(ADDRESS, {"q": "elephant"}).text


def test_a_viewer_reads_and_a_person_without_role_does_not(browser_of, client, two_articles):
    assert browser_of("viewer").get(ADDRESS).status_code == 200
    assert browser_of("nobody").get(ADDRESS).status_code == 403
    assert client.get(ADDRESS).status_code == 302


def test_stages_are_counted_as_they_are(analyst, two_articles):
    assert count_beside(analyst.get(ADDRESS), "stage", Stage.NEW) == Claim.objects.standing().count()
