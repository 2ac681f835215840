"""Undo and redo on the article page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.review import attributions as review
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


def test_undo_takes_the_latest_act_back_and_says_which(analyst, cast, kremlin):
    review.confirm(cast.analyst, kremlin.pk, version=1)

    page = analyst.post(reverse("claims:undo", args=[kremlin.article_id]), follow=True).text

    kremlin.refresh_from_db()
    assert kremlin.review_state == "suggested"
    assert "Undone: confirmed the attribution" in page


def test_redo_does_it_again_in_place(analyst, cast, kremlin):
    review.confirm(cast.analyst, kremlin.pk, version=1)
    analyst.post(reverse("claims:undo", args=[kremlin.article_id]))

    answer = analyst.post(reverse("claims:redo", args=[kremlin.article_id]), headers=HTMX)

    kremlin.refresh_from_db()
    assert kremlin.review_state == "confirmed"
    assert f'data-open="{kremlin.number}"' in answer.text


def test_with_nothing_to_undo_the_person_is_told(analyst, kremlin):
    answer = analyst.post(reverse("claims:undo", args=[kremlin.article_id]), headers=HTMX)

    assert answer.status_code == 422
    assert "nothing of yours to undo" in answer.text


def test_a_viewer_may_not_undo(browser_of, kremlin):
    assert browser_of("viewer").post(reverse("claims:undo", args=[kremlin.article_id])).status_code == 403
