"""Pages about versions of an article: taking a newer one in, what stands at its top, what changed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Article, Attribution, Job
from claims.review import attributions as review
from tests.versions import NEWER, OLDER, said_in, split_article

pytestmark = pytest.mark.django_db

NEW = "/articles/new/"
ADDRESS = "https://orel-herald.example/dam"


@pytest.fixture
def older(cast) -> Article:
    return split_article(OLDER, outlet="Orel Herald", url=ADDRESS)


@pytest.fixture
def confirmed(cast, older) -> Attribution:
    row = said_in(older, "no crack")
    return review.confirm(cast.analyst, row.pk, version=row.version)


@pytest.fixture
def newer(older, confirmed) -> Article:
    return split_article(NEWER, outlet="Orel Herald", url=ADDRESS, supersedes=older)


def address(article: Article) -> str:
    return reverse("claims:article_newer", args=[article.pk])


def test_the_form_knows_the_page(analyst, older):
    page = analyst.get(address(older)).text
    for value in ('value="Orel Herald"', f'value="{ADDRESS}"', 'value="2024-03-03"'):
        assert value in page


def test_a_newer_version_is_saved_and_its_split_is_queued(analyst, older):
    response = analyst.post(address(older), {"text": NEWER, "url": ADDRESS, "published": "2024-03-05"})
    newer = Article.objects.get(supersedes=older)
    assert response.url == newer.get_absolute_url()
    assert newer.published.isoformat() == "2024-03-05"
    assert Job.objects.get(article=newer).kind == Job.Kind.SPLIT_ARTICLE


def test_the_same_text_says_so_and_does_nothing(analyst, older):
    page = analyst.post(address(older), {"text": OLDER}, follow=True).text
    assert "The text is the same as that of this version" in page
    assert (Article.objects.count(), Job.objects.count()) == (1, 0)


def test_a_text_that_is_here_already_becomes_the_newer_version(analyst, older):
    there = split_article(NEWER)
    page = analyst.post(address(older), {"text": NEWER}, follow=True).text
    there.refresh_from_db()
    assert there.supersedes == older
    assert "it is the newer version now" in page
    assert Job.objects.filter(article=there).exists()


def test_a_second_newer_version_is_refused_and_what_was_typed_stays(analyst, older, newer):
    response = analyst.post(address(older), {"text": NEWER + "\nMore."})
    assert response.status_code == 422
    assert "has a newer version already" in response.text
    assert "More." in response.text


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": NEWER, "published": "31.2."}, {"text": NEWER, "url": "x"}])
def test_a_bad_form_is_refused_in_words(analyst, older, sent):
    assert analyst.post(address(older), sent).status_code == 422
    assert Article.objects.count() == 1


def test_another_text_at_the_same_address_is_asked_about_and_nothing_is_guessed(analyst, older):
    response = analyst.post(NEW, {"text": NEWER, "url": "http://www.orel-herald.example/dam/"})
    assert response.status_code == 422
    assert "This address is here already, with another text" in response.text
    assert "checked" not in response.text.split('id="same-page"')[1].split("</fieldset>")[0]
    assert Article.objects.count() == 1


@pytest.mark.parametrize("yes", [True, False])
def test_the_answer_is_followed(analyst, older, yes):
    analyst.post(NEW, {"text": NEWER, "url": ADDRESS, "follows": older.pk if yes else 0})
    assert Article.objects.exclude(pk=older.pk).get().supersedes == (older if yes else None)


@pytest.mark.parametrize("answer", ["77", "-1", "x", "9" * 30])
def test_an_answer_about_another_article_is_no_answer(analyst, older, answer):
    assert analyst.post(NEW, {"text": NEWER, "url": ADDRESS, "follows": answer}).status_code == 422
    assert Article.objects.count() == 1


def test_the_text_of_a_file_is_not_lost_when_the_page_asks(analyst, older):
    page = analyst.post(NEW, {"file": SimpleUploadedFile("dam.txt", NEWER.encode()), "url": ADDRESS}).text
    assert "Police said that the road to Lamun is closed." in page


def test_the_same_text_at_the_same_address_is_not_asked_about(analyst, older):
    assert analyst.post(NEW, {"text": OLDER, "url": ADDRESS}).url == older.get_absolute_url()


def test_the_older_version_leads_to_the_newer_one_and_offers_no_acts(analyst, older, newer):
    page = analyst.get(older.get_absolute_url()).text
    assert f'href="{newer.get_absolute_url()}">Newer version of 4 Mar 2024' in page
    assert reverse("claims:article_changes", args=[newer.pk]) in page
    assert "act-confirm" not in page and "act-new" not in page


def test_the_newer_version_says_what_came_along(analyst, cast, older, newer):
    page = analyst.get(newer.get_absolute_url()).text
    assert "Follows the version of 3 Mar 2024" in page
    assert "0 statements moved over" in page
    assert "1 needs re-anchoring" in page


def test_an_act_on_the_older_version_is_refused_in_words(analyst, older, newer, confirmed):
    response = analyst.post(reverse("claims:reject", args=[confirmed.pk]), {"version": confirmed.version})
    assert response.status_code == 422
    assert "A newer version of this article is here" in response.text


def test_what_changed_marks_words_and_says_it_in_words_too(browser_of, newer):
    page = browser_of("viewer").get(reverse("claims:article_changes", args=[newer.pk])).text
    assert '<del class="gone"><span class="vh">removed: </span>no</del>' in page
    assert '<ins class="added"><span class="vh">added: </span>one</ins>' in page
    assert "Claims touched by it" in page
    assert "no crack had been found" in page


def test_what_is_left_out_of_the_changes_is_told_in_the_language_of_the_page(analyst):
    same = "".join(f"\n\nThe warden wrote line {number} of the report." for number in range(9))
    before = split_article(OLDER + same, url="https://herald.example/two")
    after = split_article(NEWER + same, url="https://herald.example/two", supersedes=before)
    assert '<p class="gap" lang="en">' in analyst.get(reverse("claims:article_changes", args=[after.pk])).text


def test_an_article_without_a_version_before_has_no_changes(analyst, older):
    assert analyst.get(reverse("claims:article_changes", args=[older.pk])).status_code == 404


def test_a_letter_of_an_article_is_never_markup(analyst, cast):
    older = split_article("The mayor said that the <b>dam</b> & the bridge are safe today.\n")
    newer = split_article("The mayor said that the <i>dam</i> & the bridge are safe today.\n", supersedes=older)
    page = analyst.get(reverse("claims:article_changes", args=[newer.pk])).text
    assert "<i>dam" not in page and "<b>dam" not in page and "&amp; the bridge" in page


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("nobody", 403), ("analyst", 200), ("reviewer", 200)])
def test_only_who_may_annotate_adds_a_newer_version(browser_of, older, role, status):
    browser = browser_of(role)
    assert browser.get(address(older)).status_code == status
    assert browser.post(address(older), {"text": NEWER}).status_code == (302 if status == 200 else 403)


def test_a_stranger_logs_in_first(client, older):
    assert client.get(address(older)).status_code == 302
    assert client.get(reverse("claims:article_changes", args=[older.pk])).status_code == 302


def test_of_a_page_the_list_tells_the_versions_apart(analyst, older, newer):
    page = analyst.get("/articles/").text
    assert "older version" in page and "newer version" in page


@pytest.mark.parametrize("url", ["http://[", "https://example.org:99999999/"])
def test_an_address_that_cannot_be_read_is_refused_in_the_form(analyst, url):
    answer = analyst.post("/articles/new/", {"text": "A short text of one sentence.", "url": url})

    assert answer.status_code == 422
    assert "address" in answer.text


def test_that_it_is_a_newer_version_can_be_taken_back_on_its_page(analyst, older, newer):
    address = reverse("claims:article_part", args=[newer.pk])
    assert address in analyst.get(newer.get_absolute_url()).text
    page = analyst.post(address, follow=True).text
    assert "stands on its own again" in page
    assert "Follows the version" not in page
    assert analyst.post(address).status_code == 422


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("nobody", 403), ("analyst", 302), ("reviewer", 302)])
def test_only_who_may_annotate_takes_it_back(browser_of, newer, role, status):
    assert browser_of(role).post(reverse("claims:article_part", args=[newer.pk])).status_code == status
