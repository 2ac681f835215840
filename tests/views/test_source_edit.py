"""The page that edits a source: every act by a plain form, refusals with what was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Source, SourceGrade
from claims.templatetags.history import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def tass(reference) -> Source:
    return Source.objects.get(name="TASS")


def page(source: Source) -> str:
    return reverse("claims:source_edit", args=[source.pk])


def send(client, source: Source, act: str, **data):
    source.refresh_from_db()
    sent = {"version": source.version, **data}
    return client.post(reverse("claims:source_act", args=[source.pk, act]), sent, follow=True)


def facts(**changed) -> dict:
    return {"name": "TASS", "kind": "outlet", "role": "", "speaks_for": "", "country": "", "wikidata": "", **changed}


def test_the_facts_are_saved(analyst, tass):
    answer = send(analyst, tass, "profile", **facts(country="ru", wikidata="q223799", role="agency"))
    tass.refresh_from_db()
    assert "Profile saved." in answer.text
    assert (tass.country, tass.wikidata, tass.role) == ("RU", "Q223799", "agency")


def test_an_office_is_not_called_a_headline_in_indonesian(analyst, tass):
    text = analyst.get(page(tass), headers={"Accept-Language": "id"}).text
    assert "Jabatan" in text
    assert "Judul" not in text


def test_the_owner_of_an_outlet_is_saved_and_logged(analyst, tass):
    send(analyst, tass, "profile", **facts(owner="  Orel   Media "))
    tass.refresh_from_db()
    assert tass.owner == "Orel Media"
    event = tass.events.get(act="source_changed")
    assert (event.old["owner"], event.new["owner"]) == ("", "Orel Media")
    assert "owner “Orel Media”" in told(event)


def test_what_was_refused_keeps_what_was_typed_and_says_what_to_do(analyst, tass):
    answer = send(analyst, tass, "profile", **facts(wikidata="7835", role="state agency"))
    assert answer.status_code == 422
    assert "A Wikidata number is a Q and digits" in answer.text
    assert 'value="state agency"' in answer.text


def test_whom_it_speaks_for_is_typed_by_name(analyst, tass):
    assert "No source has this name" in send(analyst, tass, "profile", **facts(speaks_for="Nobody Known")).text
    send(analyst, tass, "profile", **facts(speaks_for="kremlin"))
    tass.refresh_from_db()
    assert str(tass.speaks_for) == "Kremlin"


def test_names_and_stakes_are_added_and_removed(analyst, tass):
    assert "Cyrillic letters" in send(analyst, tass, "alias", name="ТАСС", language="ru").text
    send(analyst, tass, "stake", topic="Ukraine")
    assert [str(one) for one in [*tass.aliases.all(), *tass.stakes.all()]] == ["ТАСС", "Ukraine"]
    send(analyst, tass, "alias-gone", row=tass.aliases.get().pk)
    send(analyst, tass, "stake-gone", row=tass.stakes.get().pk)
    assert [*tass.aliases.all(), *tass.stakes.all()] == []


def test_an_analyst_proposes_and_a_reviewer_grants(analyst, browser_of, tass):
    send(analyst, tass, "grade", grade="D", topic="military", reason="Withdrew three figures.")
    proposal = SourceGrade.objects.get()
    assert not proposal.granted
    assert send(analyst, tass, "grant", row=proposal.pk).status_code == 403
    send(browser_of("reviewer"), tass, "grant", row=proposal.pk)
    text = analyst.get(tass.get_absolute_url()).text
    assert "D: not usually reliable" in text and "Withdrew three figures." in text


def test_a_merge_is_done_and_taken_back_and_the_old_address_leads_on(analyst, tass):
    kept = Source.objects.create(name="Tass News Agency", kind="outlet")
    assert "Merge into Tass News Agency" in analyst.get(f"{page(kept)}?q=tas").text
    answer = send(analyst, kept, "merge", row=tass.pk, row_version=tass.version)
    assert "Merged into it" in answer.text
    assert analyst.get(tass.get_absolute_url()).url == kept.get_absolute_url()
    send(analyst, kept, "part", row=tass.pk)
    tass.refresh_from_db()
    assert (tass.merged_into, tass.attributions.count() > 3) == (None, True)


def test_a_merge_is_taken_back_on_the_page_of_the_one_that_stayed(analyst, tass):
    kept = Source.objects.create(name="Tass News Agency", kind="outlet")
    send(analyst, kept, "merge", row=tass.pk, row_version=tass.version)
    other = Source.objects.get(name="CNA")
    Source.objects.filter(pk__in=[other.pk, kept.pk]).update(version=7)
    answer = send(analyst, other, "part", row=tass.pk)
    assert (answer.status_code, "The two are not merged" in answer.text) == (422, True)
    tass.refresh_from_db()
    assert tass.merged_into == kept


def test_a_proposal_is_granted_on_the_page_of_its_source(analyst, browser_of, tass):
    send(analyst, tass, "grade", grade="D", topic="military", reason="Withdrew three figures.")
    other = Source.objects.get(name="CNA")
    Source.objects.filter(pk__in=[other.pk, tass.pk]).update(version=7)
    answer = send(browser_of("reviewer"), other, "grant", row=SourceGrade.objects.get().pk)
    assert answer.status_code == 422
    assert not SourceGrade.objects.filter(granted=True).exists()


def test_a_row_or_a_source_that_is_not_there_is_told(analyst, browser_of, tass):
    for name in ("grant", "merge", "part", "alias-gone", "stake-gone"):
        assert send(browser_of("reviewer"), tass, name, row=99_999).status_code in (200, 422)
    nowhere = reverse("claims:source_act", args=[99_999, "stake"])
    assert analyst.post(nowhere, {"version": 1, "topic": "dams"}).status_code == 404


def test_a_stale_page_is_told(analyst, tass):
    Source.objects.filter(pk=tass.pk).update(version=5)
    address = reverse("claims:source_act", args=[tass.pk, "stake"])
    answer = analyst.post(address, {"version": 1, "topic": "dams"})
    assert answer.status_code == 409
    assert 'value="dams"' in answer.text and 'name="version" value="5"' in answer.text


def test_readers_do_not_edit_and_strange_acts_do_not_exist(browser_of, analyst, tass):
    assert browser_of("viewer").get(page(tass)).status_code == 403
    assert send(analyst, tass, "explode").status_code == 404
