"""The article's own voice on the workbench."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from claims.review import own_voice
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


def page_of(client, article) -> str:
    return client.get(article.get_absolute_url()).text


def listed(page: str) -> list[str]:
    section = page.partition('id="own-voice"')[2]
    return re.findall(r'<li><span class="says" lang="id">(.+?)</span>', section.partition("</ol>")[0])


def test_statements_stand_most_check_worthy_first_with_kind_and_reasons_in_words(analyst, reference):
    page = page_of(analyst, reference)

    by_score = sorted(reference.own_voice.all(), key=lambda own: (-own.score, own.start))
    assert listed(page) == [escape(own.statement) for own in by_score]
    assert re.search(r"<b>an event</b> 0\.\d\d · ", page)
    assert "tells an event “" in page


def test_a_dismissed_statement_leaves_the_list_and_can_be_put_back(analyst, reference):
    own = reference.own_voice.ranked()[0]

    response = analyst.post(reverse("claims:own_voice_dismiss", args=[own.pk]), headers=HTMX)

    assert "Statement of the own voice dismissed, saved" in response.text
    page = page_of(analyst, reference)
    assert len(listed(page)) == reference.own_voice.count() - 1
    assert "1 dismissed" in page
    response = analyst.post(reverse("claims:own_voice_recall", args=[own.pk]), follow=True)
    assert "Statement of the own voice put back, saved" in response.text
    assert len(listed(page_of(analyst, reference))) == reference.own_voice.count()


def test_undo_on_the_page_gives_a_statement_back(analyst, reference):
    own = reference.own_voice.ranked()[0]
    analyst.post(reverse("claims:take_up", args=[own.pk]))

    response = analyst.post(reverse("claims:undo", args=[reference.pk]), headers=HTMX)

    assert response.status_code == 200
    assert len(listed(response.text)) == reference.own_voice.count()


def test_with_everything_decided_the_list_says_so(analyst, cast, reference):
    for own in reference.own_voice.all():
        own_voice.dismiss(cast.analyst, own.pk)

    assert "Every statement that the article makes itself is decided" in page_of(analyst, reference)


def test_viewers_see_the_statements_without_buttons(browser_of, reference):
    page = page_of(browser_of("viewer"), reference)

    assert listed(page) and "own-voice/" not in page


def test_the_time_of_a_save_is_written_as_the_interface_writes_it(analyst, reference):
    own = reference.own_voice.ranked()[0]
    analyst.cookies["django_language"] = "id"

    said = analyst.post(reverse("claims:own_voice_dismiss", args=[own.pk]), headers=HTMX).text

    assert re.search(r"\d\d\.\d\d\.\d\d", said.partition('id="toasts"')[2])
