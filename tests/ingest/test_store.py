"""Saving an article once, frozen, with what the page says about itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.errors import IngestError
from claims.ingest.store import content_hash, freeze, save_article
from claims.models import Article, Event
from tests.articles import DAM, REFERENCE


def test_line_ends_become_lf_and_nothing_else_changes():
    text = "Ça va?\r\nÀ demain,\rdit\u00a0Zoé – «oui»\u200d 🙂 e\u0301 and more words\n"
    assert freeze(text) == "Ça va?\nÀ demain,\ndit\u00a0Zoé – «oui»\u200d 🙂 e\u0301 and more words\n"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=40))
def test_freezing_twice_changes_nothing(text: str):
    try:
        once = freeze(text)
    except IngestError:
        return
    assert freeze(once) == once == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("An article that holds a NUL\x00 in its middle", "NUL"),
        ("An article with half a pair \ud83d in its middle", "surrogates"),
        ("\x01\x02\x03\x04\x05\x06 binary rubbish that is long enough \x0e\x0f\x10", "binary"),
        ("too short", "too short"),
    ],
    ids=["nothing", "blanks", "nul", "lone surrogate", "control characters", "short"],
)
def test_bad_text_is_refused_with_the_reason(text: str, words: str):
    with pytest.raises(IngestError, match=words):
        freeze(text)


def test_a_text_over_the_limit_is_refused_with_both_figures(settings):
    settings.MAX_ARTICLE_BYTES = 1_000
    with pytest.raises(IngestError, match=r"1200 bytes; at most 1000"):
        freeze("ab " * 400)


@pytest.mark.django_db
def test_the_reference_article_tells_its_title_place_date_language_and_credit():
    article, created = save_article(REFERENCE)
    assert created
    assert article.title == "Korea Utara dan Menteri Pertahanan Rusia Memantau Rudal Hipersonik"
    assert REFERENCE[article.title_start : article.title_end] == article.title
    assert article.dateline_place.upper() == "MOSKOW"
    assert article.published == dt.date(2023, 9, 16)
    assert article.language == "id"
    assert str(article.credit) == "CNA"


@pytest.mark.django_db
def test_clutter_of_the_reference_article_is_marked_and_the_text_stays_whole():
    article, _ = save_article(REFERENCE)
    assert article.text == REFERENCE
    clutter = [REFERENCE[start:end] for start, end in article.clutter]
    joined = "\n".join(clutter)
    for piece in ("Iklan", "BerandaINTERNASIONALKorea Utara", "foto.doc.org", "TINGGALKAN KOMENTAR", "Akismet"):
        assert piece in joined
    assert "Kremlin" not in joined


@pytest.mark.django_db
def test_the_same_text_again_opens_the_existing_article():
    first, _ = save_article(DAM)
    again, created = save_article(DAM.replace("\n", "\r\n"))
    assert (again.pk, created) == (first.pk, False)
    assert Article.objects.count() == 1
    assert first.content_hash == content_hash(DAM)


@pytest.mark.django_db
def test_a_refused_text_leaves_nothing_behind():
    with pytest.raises(IngestError):
        save_article("too short")
    with pytest.raises(IngestError, match="not a web address"):
        save_article(DAM, url="javascript:alert(1)")
    assert not Article.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_taking_an_article_in_is_an_event():
    article, _ = save_article(DAM)
    event = Event.objects.get()
    assert (event.act, event.article) == (Event.Act.INGESTED, article)
