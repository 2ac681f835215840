"""The article page: the text with its claims, the list, the open claim, and how the split goes on."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.utils import timezone

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Attribution, Claim, Job
from claims.models.claim import Finding, Status
from claims.review import attributions, workflow
from tests.articles import DAM, demo_text
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


def article_letters(page: str) -> str:
    """What a reader of the page sees as the article."""
    article = re.search(r'<article class="article".*?>(.*?)</article>', page, re.DOTALL)[1]
    return unescape(re.sub(r"<[^>]+>", "", article))


def row(page: str, number: int) -> str:
    return re.search(rf'<li class="claim[^>]*id="c{number}".*?</li>', page, re.DOTALL)[0]


def test_the_page_shows_every_letter_of_the_stored_text(analyst, reference):
    page = analyst.get(reference.get_absolute_url()).text

    assert article_letters(page) == reference.text


def test_the_claims_stand_in_the_order_of_their_cues(analyst, reference):
    page = analyst.get(reference.get_absolute_url()).text
    numbers = [int(n) for n in re.findall(r'class="claim [^>]*data-claim="(\d+)"', page)]

    cues = {a.number: a.spans_of("cue")[0].start for a in reference.attributions.for_workbench()}
    assert numbers == sorted(cues, key=cues.__getitem__) and len(numbers) == reference.attributions.count()


def test_a_row_says_who_through_whom_and_the_flags(analyst, kremlin):
    card = row(analyst.get(kremlin.article.get_absolute_url()).text, kremlin.number)

    assert "Kremlin" in card and "→ CNA" in card
    assert "negated" in card
    assert "Unverified, suggested" in card


def test_two_places_of_one_claim_name_each_other(analyst, kremlin):
    other = Attribution.objects.filter(claim=kremlin.claim).exclude(pk=kremlin.pk).get()

    page = analyst.get(kremlin.article.get_absolute_url()).text

    assert f"same claim as {other.number}" in row(page, kremlin.number)
    assert f"same claim as {kremlin.number}" in row(page, other.number)


def test_a_nested_claim_says_what_it_is_inside(analyst, reference):
    nested = reference.attributions.filter(inside__isnull=False).select_related("inside").first()

    page = analyst.get(reference.get_absolute_url()).text

    assert f"inside {nested.inside.number}" in row(page, nested.number)


def test_candidates_are_shown_when_no_source_is_certain(analyst, kremlin):
    Attribution.objects.filter(pk=kremlin.pk).update(source=None, candidates=["Kremlin", "Rusia"])

    card = row(analyst.get(kremlin.article.get_absolute_url()).text, kremlin.number)

    assert "2 candidates: Kremlin, Rusia" in card


def test_the_open_claim_is_in_the_address(analyst, kremlin):
    page = analyst.get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}")

    assert page.context["card"].pk == kremlin.pk
    assert "is-selected" in row(page.text, kremlin.number)
    assert 'aria-current="true"' in row(page.text, kremlin.number)


def test_without_a_number_the_first_undecided_claim_is_open(analyst, cast, reference):
    first = reference.attributions.get(number=1)
    attributions.confirm(cast.analyst, first.pk, version=first.version)

    assert analyst.get(reference.get_absolute_url()).context["selected"] == 2


@pytest.mark.parametrize("number", ["99999", "abc", "-1", "", "٣"])
def test_a_number_that_no_claim_has_breaks_nothing(analyst, reference, number):
    assert analyst.get(reference.get_absolute_url(), {"claim": number}).status_code == 200


def test_the_open_claim_says_why_the_machine_thinks_so(analyst, kremlin):
    page = analyst.get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}").text

    assert kremlin.rule in page and kremlin.cue_entry in page
    assert "typo: mengataka,n" in page
    assert f"extraction {kremlin.extractor_version}" in page


def test_htmx_gets_the_open_claim_alone(analyst, kremlin):
    address = f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}"

    part = analyst.get(address, headers={**HTMX, "HX-Target": "detail"}).text

    assert "<html" not in part and "<article" not in part
    assert kremlin.claim.statement in unescape(part)


def test_a_rejected_claim_stays_in_the_list_and_leaves_the_text(analyst, cast, kremlin):
    attributions.reject(cast.analyst, kremlin.pk, version=kremlin.version)

    page = analyst.get(kremlin.article.get_absolute_url()).text

    assert "put back" in row(page, kremlin.number)
    assert f'data-claims="{kremlin.number}"' not in page


def test_the_status_of_a_claim_is_shown_in_words_too(analyst, cast, kremlin):
    workflow.sign_verdict(cast.analyst, kremlin.claim_id, status=Status.MIXED, rationale="Half.", version=1)

    assert "Mixed, suggested" in row(analyst.get(kremlin.article.get_absolute_url()).text, kremlin.number)


def test_an_article_that_is_being_split_is_followed(analyst, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    job = Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=article)

    page = analyst.get(article.get_absolute_url()).text

    assert f'hx-get="/jobs/{job.pk}/"' in page
    assert "We measured every joint" in page
    assert "as soon as the article is split" in page


def test_when_the_split_is_done_text_and_claims_arrive_together(analyst, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    job = Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=article)
    split(article)
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, finished_at=timezone.now())

    part = analyst.get(article.get_absolute_url(), headers={**HTMX, "HX-Target": "split"}).text

    assert 'id="article-text"' in part and 'class="t-content' in part
    assert 'id="claims-list"' in part and 'id="c1"' in part


def test_a_failed_split_says_why_and_can_be_tried_again(analyst, cast):
    article, _created = save_article(DAM, user=cast.analyst)
    job = Job.objects.create(kind=Job.Kind.SPLIT_ARTICLE, article=article)
    Job.objects.filter(pk=job.pk).update(state="failed", reason="Broke off 3 times.", finished_at=timezone.now())

    page = analyst.get(article.get_absolute_url()).text

    assert "Broke off 3 times." in page
    assert "Try again" in page


def test_an_article_without_claims_says_so(analyst):
    article, _created = save_article(
        "It rained in Orel on Sunday, and the lake rose by a hand. The streets were empty.\n"
    )
    split(article)

    assert "0 claims found" in analyst.get(article.get_absolute_url()).text


def test_an_article_that_was_never_split_can_be_split(analyst):
    article, _created = save_article(DAM)

    response = analyst.post(f"/articles/{article.pk}/split/")

    assert response.url == article.get_absolute_url()
    assert Job.objects.get().article == article


def test_the_page_asks_the_same_number_of_questions_whatever_its_length(analyst, reference, django_assert_num_queries):
    short, _created = save_article(demo_text("samudra-kinzhal"))  # relays another outlet, as the reference does
    split(short)
    assert 0 < short.attributions.count() < reference.attributions.count()
    analyst.get(short.get_absolute_url())  # writes the session, once
    for article in (short, reference):
        with django_assert_num_queries(19):
            analyst.get(f"{article.get_absolute_url()}?claim=1")


def test_opening_a_claim_and_confirming_it_ask_few_questions_whatever_the_length(
    analyst, reference, django_assert_num_queries, django_assert_max_num_queries
):
    short, _created = save_article(demo_text("samudra-kinzhal"))
    split(short)
    analyst.get(short.get_absolute_url())
    for article in (short, reference):
        _first, second = article.attributions.order_by("number")[:2]
        with django_assert_num_queries(16):
            analyst.get(f"{article.get_absolute_url()}?claim=1", headers={**HTMX, "HX-Target": "detail"})
        with django_assert_max_num_queries(38):  # fewer when the next claim has no relays to compare
            address = f"/attributions/{second.pk}/confirm/"
            analyst.post(address, {"version": second.version, "then": "next"}, headers={**HTMX, "HX-Target": "detail"})


def test_saving_spans_asks_few_questions_whatever_the_length(analyst, reference, django_assert_max_num_queries):
    short, _created = save_article(demo_text("samudra-kinzhal"))
    split(short)
    analyst.get(short.get_absolute_url())
    for article in (short, reference):
        row = article.attributions.order_by("number").first()
        *others, last = [[span.role, span.start, span.end, span.quote] for span in row.spans.all()]
        role, start, end, quote = last
        data = {"version": row.version, "spans": json.dumps([*others, [role, start, end - 1, quote[:-1]]])}
        with django_assert_max_num_queries(23):  # SQLite's index of words is written by two
            said = analyst.post(f"/attributions/{row.pk}/spans/", data, headers={**HTMX, "HX-Target": "detail"})
        assert f'data-open="{row.number}"' in said.text


def test_the_verdict_form_starts_from_its_own_claim_in_the_language_of_its_reader(analyst, browser_of, reference):
    first = reference.attributions.order_by("number").first()
    second = reference.attributions.exclude(claim=first.claim).order_by("number").first()
    Claim.objects.filter(pk=second.claim_id).update(status=Status.FALSE, finding=Finding.DISTORTED)

    def form(number: int, language: str) -> str:
        page = analyst.get(f"{reference.get_absolute_url()}?claim={number}", headers={"Accept-Language": language}).text
        return re.search(r'<form class="verdict".*?</form>', page, re.DOTALL)[0]

    for number, chosen in ((first.number, ("unverified", "unreviewed")), (second.number, ("false", "distorted"))):
        for language, words in (("id", "Alasan"), ("en", "Rationale")):
            html = form(number, language)
            assert (
                re.search(r'value="(\w+)" required checked', html)[1],
                re.search(r'value="(\w+)" selected', html)[1],
            ) == chosen
            assert words in html
