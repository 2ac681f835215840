"""Where the words of a search stand: marked in the statement, or shown in a passage of what holds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.filters.passages import Place, excerpt, passages_of
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim
from claims.models.claim import Status
from claims.models.words import Words
from claims.review import attributions, evidence_edit, workflow
from claims.review.evidence import add_evidence
from claims.templatetags.claim_list import marked
from tests.articles import DAM


@pytest.fixture
def claim(cast):
    """A claim whose statement holds none of the words of its quote."""
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    found = Claim.objects.get(statement__contains="joint")
    workflow.set_statement(cast.analyst, found.pk, statement="Nothing leaks", version=found.version)
    found.refresh_from_db()
    return found


def passages(claim: Claim, words: str) -> list[tuple[str, str]]:
    return [(found.place, found.text) for found in passages_of([claim], Words.of(words)).get(claim.pk, [])]


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("The dam leaks", "DAM", "The <mark>dam</mark> leaks"),
        ("Damaged dams", "dam", "<mark>Damaged</mark> <mark>dams</mark>"),
        ("Citroën, Citroe\u0308n", "citroen", "<mark>Citroën</mark>, <mark>Citroe\u0308n</mark>"),
        ("a <b> & c", "b", "a &lt;<mark>b</mark>&gt; &amp; c"),
        ("Madam", "dam", "Madam"),
    ],
)
def test_words_that_begin_like_one_that_was_looked_for_are_marked(text, words, html):
    assert marked(text, Words.of(words)) == html


@pytest.mark.django_db
def test_a_claim_that_holds_every_word_itself_needs_no_passage(claim, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert passages(claim, "leaks noth") == []


@pytest.mark.django_db
def test_the_passage_of_a_quote_says_so(claim):
    [(place, text)] = passages(claim, "measured")

    assert place == Place.QUOTE
    assert "measured" in text


@pytest.mark.django_db
def test_words_of_two_parts_of_a_quote_are_both_shown(claim):
    spans = list(claim.attributions.get().spans.all())
    cue, content = (next(span.quote for span in spans if span.role == role) for role in ("cue", "content"))

    found = passages(claim, f"{cue.split()[0]} {content.split()[-1]}")
    assert [place for place, _text in found] == [Place.QUOTE, Place.QUOTE]


@pytest.mark.django_db
def test_each_place_that_holds_a_further_word_is_named_once(claim, cast):
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="A sonograph.", version=claim.version)
    add_evidence(
        cast.analyst, claim.pk, stance="supports", url="https://dam.example/", note="A sonograph, a hydrologist"
    )

    assert [place for place, _text in passages(claim, "sonograph leaks hydrologist")] == [
        Place.RATIONALE,
        Place.EVIDENCE,
    ]


@pytest.mark.django_db
def test_a_rejected_quote_is_not_shown(claim, cast):
    row = claim.attributions.get()
    attributions.reject(cast.analyst, row.pk, version=row.version)

    assert passages(claim, "measured") == []


@pytest.mark.django_db
def test_withdrawn_evidence_is_not_shown_and_shown_again_when_it_is_put_back(claim, cast):
    added = add_evidence(cast.analyst, claim.pk, stance="supports", url="https://dam.example/", note="A hydrologist")
    withdrawn = evidence_edit.withdraw(cast.analyst, added.pk, version=added.version)
    assert passages(claim, "hydrologist") == []

    evidence_edit.put_back(cast.analyst, added.pk, version=withdrawn.version)
    assert [place for place, _text in passages(claim, "hydrologist")] == [Place.EVIDENCE]


@pytest.mark.parametrize("before", [0, 30, 400])
@pytest.mark.parametrize("after", [0, 30, 400])
def test_an_excerpt_holds_the_word_and_is_cut_between_words(before, after):
    text = f"{'left ' * before}needle{' right' * after}"
    words = excerpt(text, Words.of("needle")).split()

    assert set(words) <= {"left", "needle", "right", "…"}
    assert "needle" in words
    assert (words[0] == "…", words[-1] == "…") == (before > 10, after > 20)


def test_an_excerpt_of_one_endless_word_still_ends():
    assert excerpt("x" * 10_000, Words.of("x")).startswith("x")


@pytest.mark.django_db
def test_the_list_shows_where_the_words_stand(analyst, claim):
    answer = analyst.get("/claims/", {"q": "measured leaks"})

    assert "Nothing <mark>leaks</mark>" in answer.text
    assert '<span class="of">in the quote</span>' in answer.text
    assert "<mark>measured</mark>" in answer.text


@given(st.text("ab-_ 1Z", max_size=30), st.text("abz -1", max_size=6))
def test_plain_text_is_searched_as_any_other(text, typed):
    words, accented = (
        Words.of(typed),
        f"{text} \u00e9",
    )  # the last word makes the text one that is folded letter by letter

    assert list(words.hits(text)) == [hit for hit in words.hits(accented) if hit[1] <= len(text)]
    assert words.in_text(text) == words.in_text(accented)
