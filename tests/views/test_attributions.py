"""The acts of the workbench, by htmx and by plain forms: what is saved, what is shown, what is refused."""

from __future__ import annotations

import json
import re
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Attribution, Event, Job, Source
from claims.models.claim import Stage, Status
from claims.review import attributions, workflow
from tests.views.conftest import HTMX

State = Attribution.ReviewState
pytestmark = pytest.mark.django_db


def act(client, name, attribution, /, *, htmx=True, **sent):
    sent = {"version": attribution.version, **sent}
    return client.post(reverse(f"claims:{name}", args=[attribution.pk]), sent, headers=HTMX if htmx else {})


def words_of(attribution, **changed):
    """What the correction form holds when it is opened, with changes."""
    quotes = {role: attribution.quote_of(role) for role in ("source", "cue", "content")}
    versions = {"version": attribution.version, "claim_version": attribution.claim.version}
    return {"statement": attribution.claim.statement, **quotes, **versions, **changed}


def test_confirming_saves_and_shows_what_changed(analyst, cast, kremlin):
    response = act(analyst, "confirm", kremlin)

    kremlin.refresh_from_db()
    assert (kremlin.review_state, kremlin.reviewed_by) == (State.CONFIRMED, cast.analyst)
    assert re.search(r"Claim \d+ confirmed, saved \d\d:\d\d:\d\d\.", response.text)
    assert re.search(rf'<li class="claim is-confirmed[^>]*id="c{kremlin.number}"[^>]*hx-swap-oob="true"', response.text)
    assert re.search(r"<p[^>]*hx-swap-oob=\"true\">.*t-content lane-0 is-confirmed", response.text)


def test_confirming_looks_for_coverage_once(analyst, cast, kremlin):
    act(analyst, "confirm", kremlin)
    kremlin.refresh_from_db()
    Job.objects.update(state=Job.State.DONE, finished_at=kremlin.reviewed_at)
    act(analyst, "restore", kremlin)
    kremlin.refresh_from_db()
    act(analyst, "confirm", kremlin)

    assert [job.kind for job in Job.objects.filter(claim=kremlin.claim)] == [Job.Kind.FIND_COVERAGE]


def test_without_javascript_an_act_leads_back_to_the_page_with_a_message(analyst, kremlin):
    response = analyst.post(reverse("claims:confirm", args=[kremlin.pk]), {"version": kremlin.version}, follow=True)

    assert response.redirect_chain[0][0] == f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}"
    assert re.search(r"Claim \d+ confirmed, saved", response.text)


def test_a_rejected_claim_can_be_put_back(analyst, kremlin):
    act(analyst, "reject", kremlin)
    kremlin.refresh_from_db()
    assert kremlin.review_state == State.REJECTED

    act(analyst, "restore", kremlin)

    kremlin.refresh_from_db()
    assert kremlin.review_state == State.SUGGESTED


def test_a_stale_act_is_refused_in_a_toast_and_changes_nothing(analyst, cast, kremlin):
    attributions.reject(cast.colleague, kremlin.pk, version=kremlin.version)

    response = act(analyst, "confirm", kremlin)

    assert response.status_code == 409
    assert response["HX-Retarget"] == "#toasts"
    assert "Somebody else changed this attribution" in response.text
    kremlin.refresh_from_db()
    assert kremlin.review_state == State.REJECTED


def test_a_stale_act_without_javascript_leads_to_how_it_stands_now(analyst, cast, kremlin):
    attributions.reject(cast.colleague, kremlin.pk, version=kremlin.version)
    page = f"http://testserver{kremlin.article.get_absolute_url()}?claim={kremlin.number}"

    response = analyst.post(
        reverse("claims:confirm", args=[kremlin.pk]), {"version": kremlin.version}, headers={"Referer": page}
    )

    assert response.status_code == 409
    assert f'href="{page}"' in response.text


def test_the_way_back_never_leads_to_another_site(analyst, kremlin):
    response = analyst.post(
        reverse("claims:confirm", args=[kremlin.pk]), {"version": 99}, headers={"Referer": "https://evil.example/"}
    )

    assert "evil.example" not in response.text


def test_a_correction_moves_the_spans_to_the_words_that_were_typed(analyst, kremlin):
    response = act(analyst, "correct", kremlin, **words_of(kremlin, content="belum ada perjanjian"))

    fresh = Attribution.objects.for_workbench().get(pk=kremlin.pk)
    assert response.status_code == 200
    assert fresh.review_state == State.CORRECTED
    assert fresh.quote_of("content") == "belum ada perjanjian"
    text = fresh.article.text
    assert all(text[span.start : span.end] == span.quote for span in fresh.spans.all())


def test_a_correction_takes_the_words_nearest_to_where_they_stood(analyst, reference):
    text = reference.text
    chosen = next(a for a in reference.attributions.for_workbench() if text.count(a.quote_of("cue")) > 1)
    place = chosen.spans_of("cue")[0].start

    act(analyst, "correct", chosen, **words_of(chosen, statement="Kata lain dari pernyataan itu"))

    assert Attribution.objects.for_workbench().get(pk=chosen.pk).spans_of("cue")[0].start == place


def test_a_content_in_two_parts_stays_in_two_parts(analyst, reference):
    parted = next(a for a in reference.attributions.for_workbench() if len(a.spans_of("content")) == 2)
    spans = [(span.start, span.end) for span in parted.spans_of("content")]

    act(analyst, "correct", parted, **words_of(parted, statement="Pernyataan yang lain"))

    fresh = Attribution.objects.for_workbench().get(pk=parted.pk)
    assert [(span.start, span.end) for span in fresh.spans_of("content")] == spans


def test_words_that_do_not_stand_in_the_article_are_refused_and_kept(analyst, kremlin):
    response = act(analyst, "correct", kremlin, **words_of(kremlin, content="sudah ada perjanjian rahasia"))

    assert response.status_code == 409
    assert response["HX-Retarget"] == "#detail"
    assert "does not stand in the article" in response.text
    assert "sudah ada perjanjian rahasia</textarea>" in unescape(response.text)


def test_a_refused_correction_saves_neither_half(analyst, kremlin):
    act(analyst, "correct", kremlin, **words_of(kremlin, statement="Baru", content="tidak ada di sini sama sekali"))

    kremlin.claim.refresh_from_db()
    assert kremlin.claim.statement != "Baru"
    assert not Event.objects.filter(attribution=kremlin).exists()


@pytest.fixture
def clash(analyst, cast, kremlin):
    """The answer to a correction of a claim whose statement and source words a colleague changed meanwhile."""
    typed = words_of(kremlin, statement="Kremlin: belum ada yang ditandatangani")
    attributions.set_spans(cast.colleague, kremlin.pk, version=kremlin.version, spans={"source": []})
    workflow.set_statement(cast.colleague, kremlin.claim_id, statement="Kremlin membantah", version=1)
    return act(analyst, "correct", kremlin, **typed)


def sent_by(page, *, theirs=()) -> dict[str, str]:
    """What the form of a conflict sends, with the fields of `theirs` taken from the other person."""
    form = page[page.index('<form class="stack conflict"') :]
    sent = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)}
    for name, value, checked in re.findall(r'type="radio" name="([^"]+)" value="([^"]*)"( checked)?', form):
        if bool(checked) == (name not in theirs):
            sent[name] = unescape(value)
    return sent


def stands(attribution) -> tuple[str, str]:
    fresh = Attribution.objects.for_workbench().get(pk=attribution.pk)
    return fresh.claim.statement, fresh.quote_of("source")


def test_a_conflict_shows_both_versions_who_was_faster_and_changes_nothing(clash, kremlin):
    assert clash.status_code == 409
    assert "Citra changed this claim at" in clash.text
    assert "Kremlin membantah" in clash.text and "Kremlin: belum ada yang ditandatangani" in clash.text
    assert stands(kremlin) == ("Kremlin membantah", "")


def test_both_versions_can_be_merged_field_by_field(analyst, clash, kremlin):
    response = act(analyst, "correct", kremlin, **sent_by(clash.text, theirs=["source"]))

    assert response.status_code == 200
    assert stands(kremlin) == ("Kremlin: belum ada yang ditandatangani", "")


def test_all_of_mine_can_be_taken(analyst, clash, kremlin):
    sent = sent_by(clash.text, theirs=["statement", "source"])
    assert act(analyst, "correct", kremlin, **sent, take="mine").status_code == 200
    assert stands(kremlin) == ("Kremlin: belum ada yang ditandatangani", "Kremlin")


def test_mine_can_be_written_on(analyst, clash, kremlin):
    response = act(analyst, "correct", kremlin, **sent_by(clash.text), take="edit")

    assert "Kremlin: belum ada yang ditandatangani</textarea>" in response.text
    assert stands(kremlin) == ("Kremlin membantah", "")


def test_a_conflict_of_moved_spans_is_put_together_role_by_role(analyst, cast, kremlin):
    mine = [[span.role, span.start, span.end, span.quote] for span in kremlin.spans.all() if span.role != "source"]
    mine.append(["source", 0, 2, kremlin.article.text[:2]])
    cue = kremlin.spans_of("cue")[0]
    other = [(cue.start, cue.end - 1, cue.quote[:-1])]
    attributions.set_spans(cast.colleague, kremlin.pk, version=kremlin.version, spans={"cue": other})

    clash = act(analyst, "spans", kremlin, spans=json.dumps(mine))
    assert clash.status_code == 409
    merged = act(analyst, "spans", kremlin, **sent_by(clash.text, theirs=["spans-cue"]))

    assert merged.status_code == 200
    fresh = Attribution.objects.for_workbench().get(pk=kremlin.pk)
    assert (fresh.quote_of("source"), fresh.quote_of("cue")) == (kremlin.article.text[:2], cue.quote[:-1])


def test_a_conflict_whose_spans_were_tampered_with_is_refused(analyst, kremlin):
    broken = {"spans-source": "{", "spans-cue": "7", "spans-content": "[]"}
    assert act(analyst, "spans", kremlin, **broken).status_code == 422


def test_the_correction_form_is_a_page_without_javascript(analyst, kremlin):
    page = analyst.get(reverse("claims:correct", args=[kremlin.pk])).text

    assert "<html" in page
    assert "mengataka,n</textarea>" in page


def test_typing_offers_sources_that_begin_like_that(analyst, kremlin):
    address = reverse("claims:set_source", args=[kremlin.pk])

    part = analyst.get(address, {"q": "tas"}, headers={**HTMX, "HX-Target": "offered"}).text

    assert f'value="{Source.objects.get(name="TASS").pk}"' in part
    assert "<html" not in part and "Vladimir Putin" not in part


def test_before_typing_the_candidates_are_offered_first(analyst, kremlin):
    Attribution.objects.filter(pk=kremlin.pk).update(source=None, candidates=["TASS"], canonical="")

    page = analyst.get(reverse("claims:set_source", args=[kremlin.pk]))

    assert [source.name for source in page.context["offers"].sources][:2] == ["TASS", "Kremlin"]


def test_a_chosen_source_is_set(analyst, kremlin):
    tass = Source.objects.get(name="TASS")

    response = act(analyst, "set_source", kremlin, source=tass.pk)

    kremlin.refresh_from_db()
    assert (kremlin.source, kremlin.review_state) == (tass, State.CORRECTED)
    assert "Source of claim" in response.text


def test_a_new_source_is_made_and_set(analyst, kremlin):
    act(analyst, "set_source", kremlin, name="Kementerian Luar Negeri Rusia", kind="organisation")

    kremlin.refresh_from_db()
    assert (kremlin.source.name, kremlin.source.kind) == ("Kementerian Luar Negeri Rusia", "organisation")


def test_a_stale_choice_makes_no_source_either(analyst, cast, kremlin):
    attributions.reject(cast.colleague, kremlin.pk, version=kremlin.version)

    response = act(analyst, "set_source", kremlin, name="Kementerian Baru", kind="organisation")

    assert response.status_code == 409
    assert not Source.objects.filter(name="Kementerian Baru").exists()


def test_no_certain_source_is_an_answer(analyst, kremlin):
    act(analyst, "set_source", kremlin, nobody="1")

    kremlin.refresh_from_db()
    assert kremlin.source is None


def test_choosing_nothing_is_refused_in_words(analyst, kremlin):
    response = act(analyst, "set_source", kremlin)

    assert response.status_code == 422
    assert "Type a name" in response.text


def test_a_status_needs_a_rationale_and_keeps_what_was_chosen(analyst, kremlin):
    response = act(analyst, "verdict", kremlin, claim_version=1, status="mixed", rationale="  ")

    assert response.status_code == 422
    assert re.search(r'value="mixed"[^>]* checked', response.text)
    kremlin.claim.refresh_from_db()
    assert kremlin.claim.status == Status.UNVERIFIED


@pytest.mark.parametrize("htmx", [True, False])
def test_a_signed_status_is_shown_at_every_place_of_the_claim(analyst, cast, kremlin, htmx):
    sent = {"claim_version": 1, "status": "mostly_true", "rationale": "The spokesman says so himself."}

    response = act(analyst, "verdict", kremlin, htmx=htmx, **sent)

    kremlin.claim.refresh_from_db()
    assert (kremlin.claim.status, kremlin.claim.stage) == (Status.MOSTLY_TRUE, Stage.IN_PROGRESS)
    assert Job.objects.filter(kind=Job.Kind.FIND_COVERAGE, claim=kremlin.claim).exists()
    page = response.text if htmx else analyst.get(response.url).text
    for place in kremlin.claim.attributions.all():
        assert re.search(rf'id="c{place.number}".*?Mostly true, suggested', page, re.DOTALL)


def test_a_stale_status_is_refused_and_the_rationale_kept(analyst, cast, kremlin):
    workflow.sign_verdict(cast.colleague, kremlin.claim_id, status=Status.FALSE, rationale="No.", version=1)

    response = act(analyst, "verdict", kremlin, claim_version=1, status="true", rationale="A long thought of mine.")

    assert response.status_code == 409
    assert "A long thought of mine." in response.text
    kremlin.claim.refresh_from_db()
    assert kremlin.claim.status == Status.FALSE


def test_every_act_is_a_line_of_the_history(analyst, kremlin):
    act(analyst, "confirm", kremlin)
    page = analyst.get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}").text

    assert re.search(r"<b>Bram</b>\s+confirmed the attribution", page)


def test_own_voice_taken_up_becomes_a_claim_in_list_and_text(analyst, reference):
    own = reference.own_voice.first()

    response = analyst.post(reverse("claims:take_up", args=[own.pk]), headers=HTMX)

    own.refresh_from_db()
    assert own.taken_up_as.source == reference.credit
    assert f'id="c{own.taken_up_as.number}"' in response.text
    assert f'data-n="{own.taken_up_as.number}"' in response.text


def test_the_time_of_a_conflict_is_written_as_the_language_of_the_interface_writes_it(analyst, kremlin, cast):
    attributions.reject(cast.colleague, kremlin.pk, version=kremlin.version)
    at = timezone.localtime(Event.objects.latest("pk").at, ZoneInfo("Asia/Jakarta"))
    address = reverse("claims:correct", args=[kremlin.pk])

    with timezone.override(ZoneInfo("Asia/Jakarta")):
        answer = analyst.post(address, words_of(kremlin), headers={"Accept-Language": "id"})

    assert answer.status_code == 409
    assert f"{at:%H.%M.%S}" in answer.text
