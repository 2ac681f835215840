"""The gloss beside the statement on the workbench."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.review import workflow
from claims.review.errors import NotReady
from claims.review.undo import redo, undo
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db

ENGLISH = "Kremlin says no agreement signed"


def save(client, attribution, words=ENGLISH, *, version=None, language="en", **more):
    data = {"gloss": words, "gloss_language": language, "claim_version": version or attribution.claim.version}
    return client.post(reverse("claims:gloss", args=[attribution.pk]), data, **more)


def test_a_gloss_is_saved_with_its_language_and_stands_beside_the_statement(analyst, kremlin):
    response = save(analyst, kremlin, headers=HTMX)

    claim = Claim.objects.get(pk=kremlin.claim_id)
    assert (claim.gloss, claim.gloss_language) == (ENGLISH, "en")
    assert f'<span lang="en" dir="auto">{ENGLISH}</span>' in response.text
    assert f"Gloss of claim {kremlin.number} saved, saved" in response.text


def test_without_javascript_the_form_is_a_page_and_saving_comes_back_to_the_claim(analyst, kremlin):
    form = analyst.get(reverse("claims:gloss", args=[kremlin.pk])).context["gloss_form"]
    response = save(analyst, kremlin)

    assert form["gloss"].value() == ""
    assert response.url == f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}"


@pytest.mark.parametrize(
    ("interface", "of_claim", "offered"), [("en", "id", "en"), ("id", "en", "id"), ("id", "id", "en")]
)
def test_the_language_offered_first_is_the_interfaces_unless_the_claim_is_in_it(
    analyst, kremlin, interface, of_claim, offered
):
    Claim.objects.filter(pk=kremlin.claim_id).update(language=of_claim)
    analyst.cookies["django_language"] = interface

    form = analyst.get(reverse("claims:gloss", args=[kremlin.pk])).context["gloss_form"]

    assert form["gloss_language"].value() == offered
    assert of_claim not in dict(form.fields["gloss_language"].choices)


def test_a_gloss_can_be_searched(analyst, kremlin):
    save(analyst, kremlin)

    assert list(Claim.objects.containing("agreement signed")) == [kremlin.claim]


def test_a_gloss_is_undone_and_done_again_with_its_language(analyst, cast, kremlin):
    save(analyst, kremlin)
    undo(cast.analyst, kremlin.article)
    claim = Claim.objects.get(pk=kremlin.claim_id)
    assert (claim.gloss, claim.gloss_language) == ("", "")
    assert not Claim.objects.containing("agreement signed").exists()
    redo(cast.analyst, kremlin.article)
    claim.refresh_from_db()
    assert (claim.gloss, claim.gloss_language) == (ENGLISH, "en")


def test_an_emptied_gloss_has_no_language(analyst, kremlin):
    save(analyst, kremlin)
    save(analyst, kremlin, "  ", version=kremlin.claim.version + 1)

    claim = Claim.objects.get(pk=kremlin.claim_id)
    assert (claim.gloss, claim.gloss_language) == ("", "")


def test_a_gloss_in_the_language_of_the_statement_is_refused(cast, kremlin):
    with pytest.raises(NotReady, match="another language"):
        workflow.set_gloss(cast.analyst, kremlin.claim_id, gloss="Tidak ada", language="id", version=1)


def test_viewers_read_a_gloss_and_get_no_form(analyst, browser_of, kremlin):
    save(analyst, kremlin)
    viewer = browser_of("viewer")

    page = viewer.get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}").text
    assert ENGLISH in page and "act-gloss" not in page
    assert save(viewer, kremlin).status_code == 403


def test_lists_say_in_which_language_a_gloss_is(analyst, kremlin):
    save(analyst, kremlin)

    assert f'<span class="gloss" lang="en">{ENGLISH}</span>' in analyst.get(reverse("claims:claims")).text
