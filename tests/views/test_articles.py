"""The list of articles and the page that takes one in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.ingest.store import save_article
from claims.models import Article, Job, PageMarkup
from tests.articles import DAM, DAM_DENIAL
from tests.pages import meta, web_page

NEW = "/articles/new/"
pytestmark = pytest.mark.django_db


def test_a_pasted_article_is_saved_and_its_split_is_queued(analyst):
    response = analyst.post(NEW, {"text": DAM, "url": "https://orel-herald.example/dam"})

    article = Article.objects.get()
    assert response.url == reverse("claims:article", args=[article.pk])
    assert article.text == DAM
    assert article.url == "https://orel-herald.example/dam"
    assert Job.objects.get().kind == Job.Kind.SPLIT_ARTICLE


def test_line_ends_of_a_browser_become_those_of_the_store(analyst):
    analyst.post(NEW, {"text": DAM.replace("\n", "\r\n")})

    assert Article.objects.get().text == DAM


def test_an_uploaded_file_is_saved(analyst):
    analyst.post(NEW, {"file": SimpleUploadedFile("dam.txt", DAM.encode())})

    assert Article.objects.get().intake == Article.Intake.UPLOAD


def saved_page(*head: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("dam.html", web_page(DAM, *head).encode())


def test_an_uploaded_page_is_saved_with_what_its_markup_says(analyst):
    analyst.post(NEW, {"file": saved_page(meta("author", "Reuters")), "url": "https://orel-herald.example/dam"})

    article = Article.objects.get()
    assert article.text.startswith("Dam at Lake Orel is safe")
    assert article.markup.said["authors"] == ["Reuters"]


def test_what_an_uploaded_page_says_survives_the_question_whether_it_is_a_newer_version(analyst):
    url = "https://orel-herald.example/dam"
    older, _created = save_article(DAM_DENIAL, url=url)
    asked = analyst.post(NEW, {"file": saved_page(meta("author", "Reuters")), "url": url})
    fields = {name: asked.context["form"][name].value() for name in ("text", "url", "page")}

    analyst.post(NEW, {**fields, "follows": older.pk})

    newer = Article.objects.get(supersedes=older)
    assert newer.markup.said["authors"] == ["Reuters"]


def test_what_was_not_packed_by_the_form_says_nothing(analyst):
    analyst.post(NEW, {"text": DAM, "page": "eyJzYWlkIjp7fX0:forged:forged"})

    assert not PageMarkup.objects.exists() and Article.objects.exists()


def test_the_page_of_a_text_that_is_here_already_adds_what_it_says_once(analyst):
    for author in ("Reuters", "AFP"):
        analyst.post(NEW, {"file": saved_page(meta("author", author))})

    assert Article.objects.count() == 1
    assert PageMarkup.objects.get().said["authors"] == ["Reuters"]


def test_the_same_text_again_opens_the_article_that_is_there(analyst):
    article, _created = save_article(DAM)

    response = analyst.post(NEW, {"text": DAM}, follow=True)

    assert response.redirect_chain[0][0] == article.get_absolute_url()
    assert "This text is here already" in response.text
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "Paste an article or choose a file"),
        ({"text": "  \n "}, "Paste an article or choose a file"),
        ({"text": "Too short."}, "too short to be an article"),
        ({"text": DAM, "url": "not an address"}, "is not a web address"),
        ({"text": DAM, "file": SimpleUploadedFile("dam.txt", DAM.encode())}, "not both"),
        ({"file": SimpleUploadedFile("empty.txt", b"")}, "empty"),
        ({"file": SimpleUploadedFile("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00")}, "PNG"),
        ({"file": SimpleUploadedFile("dam.pdf", b"%PDF-1.7")}, "not a text file"),
        ({"file": SimpleUploadedFile("dam.txt", b"abc\x00def" * 50)}, "NUL"),
    ],
)
def test_a_bad_text_is_refused_in_words_and_nothing_is_saved(analyst, sent, words):
    response = analyst.post(NEW, sent)

    assert response.status_code == 422
    assert words in response.text
    assert not Article.objects.exists() and not Job.objects.exists()


def test_a_text_over_the_limit_is_refused(analyst, settings):
    settings.MAX_ARTICLE_BYTES = 200

    assert "200" in analyst.post(NEW, {"text": DAM}).text
    assert not Article.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(analyst):
    response = analyst.post(NEW, {"text": DAM, "url": "orel herald"})

    assert "We measured every joint" in response.text
    assert 'value="orel herald"' in response.text


def test_the_list_shows_progress_language_and_outlet(analyst, reference):
    page = analyst.get("/articles/").text

    assert "Korea Utara dan Menteri Pertahanan Rusia Memantau Rudal Hipersonik" in page
    assert f"0 of {reference.attributions.count()} reviewed" in page
    assert "Indonesian" in page
    assert "CNA" in page


def test_an_empty_list_says_the_next_step(analyst):
    assert "Add the first article" in analyst.get("/articles/").text


def test_a_list_is_cut_into_pages(analyst):
    for n in range(26):
        save_article(DAM.replace("Varga", f"Varga{n}"))
    first = analyst.get("/articles/")

    assert first.text.count('<td class="stmt">') == 25
    assert "1–25 of 26" in first.text
    assert analyst.get(f"/articles/?{first.context['page'].after}").text.count('<td class="stmt">') == 1


def test_the_list_asks_the_same_number_of_questions_whatever_its_length(analyst, django_assert_num_queries):
    save_article(DAM, outlet="Orel Herald")
    analyst.get("/articles/")  # writes the session, once
    # session, person, groups, keys, unread, what fits, the person's columns, the rows, names of outlets, saved views
    with django_assert_num_queries(10) as asked:
        analyst.get("/articles/")
    save_article(DAM_DENIAL, outlet="Valley Post")
    with django_assert_num_queries(10):
        analyst.get("/articles/")
    assert not [query for query in asked if '"claims_article"."text"' in query["sql"]], "a list reads article texts"
