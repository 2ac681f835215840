"""Labels, colours and order of the three axes are data that an administrator edits; the keys never change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from claims.models import AxisLabel, Claim
from claims.models.axis_label import AXES
from claims.models.claim import Badge, Finding, Stage, Status, badge_of
from claims.models.wording import ordered, put
from claims.views.labels import take_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_they_come() -> Iterator[None]:
    yield
    put({})


def change(axis: str, key: str, **fields) -> None:
    AxisLabel.objects.filter(axis=axis, key=key).update(**fields)
    take_over()


def test_every_key_of_every_axis_has_its_row():
    rows = {(row.axis, row.key) for row in AxisLabel.objects.all()}
    assert rows == {(axis, key) for axis, choices in AXES.items() for key in choices.values}


def test_a_label_is_shown_in_its_language_and_the_key_stays(kremlin, analyst):
    change("status", "unverified", labels={"en": "Not looked at", "id": "Belum dilihat"})
    claim = Claim.objects.get(pk=kremlin.claim_id)
    assert "Not looked at" in analyst.get(claim.get_absolute_url()).text
    assert "Not looked at" in analyst.get(reverse("claims:claims")).text
    assert (claim.status, claim.get_status_display()) == ("unverified", "Not looked at")
    with translation.override("id"):
        assert str(Status.UNVERIFIED.label) == "Belum dilihat"


def test_the_verdict_form_of_the_workbench_takes_a_change_over_though_its_fields_are_kept(kremlin, analyst):
    address = f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}"
    assert "Not looked at" not in analyst.get(address).text
    change("status", "unverified", labels={"en": "Not looked at"})
    change("finding", "denied", labels={"en": "Said they did not"})
    form = analyst.get(address).text.partition('<form class="verdict"')[2].partition("</form>")[0]
    assert "<span>Not looked at" in form or "Not looked at <kbd" in form
    assert "Said they did not" in form


def test_an_empty_label_is_as_it_comes():
    change("stage", "new", labels={"en": ""})
    assert str(Stage.NEW.label) == "new"


def test_a_colour_is_drawn_by_its_token(kremlin, analyst):
    change("status", "unverified", colour="purple")
    assert "mk-unverified hue-purple" in analyst.get(kremlin.claim.get_absolute_url()).text


def test_the_order_of_lists_is_the_one_that_was_set():
    assert [key for key, _label in ordered(Finding)] == Finding.values
    change("finding", "denied", position=0)
    AxisLabel.objects.filter(axis="finding", key="unreviewed").update(position=99)
    take_over()
    keys = [key for key, _label in ordered(Finding)]
    assert (keys[-1], "denied" in keys[:2]) == ("unreviewed", True)


def test_pages_ask_the_database_for_no_label(kremlin, analyst):
    with CaptureQueriesContext(connection) as captured:
        analyst.get(kremlin.claim.get_absolute_url())
    assert not [query for query in captured if "axislabel" in query["sql"]]


def test_another_process_takes_a_change_over_by_itself(kremlin, analyst, settings):
    AxisLabel.objects.filter(key="unverified").update(labels={"en": "Not looked at"})
    assert "Not looked at" not in analyst.get(kremlin.claim.get_absolute_url()).text
    settings.AXIS_LABEL_SECONDS = 10
    assert "Not looked at" in analyst.get(kremlin.claim.get_absolute_url()).text


def test_an_administrator_edits_words_colour_and_place_but_no_key(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root"))
    row = AxisLabel.objects.get(axis="status", key="true")
    address = reverse("admin:claims_axislabel_change", args=[row.pk])
    sent = {"label_en": "Correct", "label_id": "Tepat", "colour": "blue", "position": "3", "key": "other"}
    assert client.post(address, sent).status_code == 302

    row.refresh_from_db()
    assert (row.key, row.labels, row.colour, row.position) == ("true", {"en": "Correct", "id": "Tepat"}, "blue", 3)
    assert str(Status.TRUE.label) == "Correct"


@pytest.mark.parametrize(
    ("status", "finding", "badge"),
    [
        ("unverified", "verbatim", Badge.OPEN),
        ("true", "faithful", Badge.TRUE),
        ("mostly_true", "unreviewed", Badge.TRUE),
        ("true", "misattributed", Badge.MIXED),
        ("mixed", "verbatim", Badge.MIXED),
        ("missing_context", "verbatim", Badge.MIXED),
        ("mostly_false", "verbatim", Badge.FALSE),
        ("unproven", "untraceable", Badge.UNPROVEN),
        ("not_checkable", "unreviewed", Badge.UNPROVEN),
    ],
)
def test_the_simple_badge_is_computed_from_status_and_finding(status, finding, badge):
    assert badge_of(status, finding) == badge


def test_every_pair_of_keys_has_a_badge():
    assert all(badge_of(status, finding) for status in Status for finding in Finding)


def test_a_small_desk_sees_the_badge_on_the_claim(kremlin, analyst, settings):
    address = kremlin.claim.get_absolute_url()
    assert 'class="badge"' not in analyst.get(address).text
    settings.SIMPLE_BADGE = True
    assert '<span class="badge">Open</span>' in analyst.get(address).text
