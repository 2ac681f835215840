"""Every form that changes what stands there already: a stale save shows both versions, with the same three choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.ingest import watchlist
from claims.models import Evidence, Feed, ReplyRequest, Source
from claims.review import chains, evidence_edit, replies, workflow
from claims.review.verdicts import sign_verdict
from claims.sources import profile
from tests import stale as forms
from tests.stale import Stale, of_answer, of_evidence, of_gloss, of_profile, of_relay, of_verdict
from tests.views.conftest import HTMX
from tests.views.test_conflicts import fields_of

pytestmark = pytest.mark.django_db

FORMS = [make for name, make in vars(forms).items() if name.startswith("of_")]
PLAIN = [of_profile, forms.of_view, forms.of_feed]  # pages that send their forms without htmx
# The day: who changed nothing is not refused. Verdicts: each is signed as a whole.
NOT_OFFERED = [forms.of_day, of_verdict, forms.of_verdict_on_bench]
VERSIONS = ("version", "claim_version", "seen_day")


@pytest.fixture(params=FORMS, ids=[make.__name__ for make in FORMS])
def make(request) -> Callable[..., Stale]:
    """Which form."""
    return request.param


@pytest.fixture
def htmx() -> bool:
    """Whether htmx sends it; a test can say so."""
    return False


@pytest.fixture
def stale(make, cast, kremlin) -> Stale:
    return make(cast, kremlin)


@pytest.fixture
def send(browser_of, stale, htmx) -> Callable[..., Any]:
    """What Bram sends, as a page with or without JavaScript does."""
    return lambda data: browser_of(stale.role).post(stale.address, data, headers=HTMX if htmx else {}, follow=not htmx)


BY_HTMX_TOO = pytest.mark.parametrize(
    ("make", "htmx"),
    [pytest.param(make, False, id=f"{make.__name__}-plain") for make in FORMS]
    + [pytest.param(make, True, id=f"{make.__name__}-htmx") for make in FORMS if make not in PLAIN],
)


@pytest.fixture
def refused(stale, send):
    """The answer to Bram after Citra was faster."""
    stale.change()
    return send(stale.sent)


@BY_HTMX_TOO
def test_both_versions_stand_side_by_side_and_nothing_is_saved(stale, refused):
    assert refused.status_code == 409
    assert stale.head in refused.text
    boxes = re.findall(r'<input type="radio" name="([\w-]+)" value="([^"]*)"', refused.text)
    for name, mine, theirs in zip(stale.fields, stale.mine, stale.theirs, strict=True):
        assert (name, mine) in boxes and (name, theirs) in boxes
    assert stale.held() == stale.theirs


def test_what_was_refused_is_told_in_a_live_region(refused):
    assert re.search(r'<div role="alert"><h[23] id="conflict-[\w-]+">', refused.text)


def test_all_mine_is_one_button(stale, send, refused):
    chosen = dict(zip(stale.fields, stale.theirs, strict=True))
    assert send(fields_of(refused) | chosen | {"take": "mine"}).status_code == 200
    assert stale.held() == stale.mine


def test_all_theirs_is_a_link_to_what_stands_there(stale, refused):
    assert re.search(rf'href="{re.escape(stale.page)}"[^>]*>Take all theirs', refused.text)


@BY_HTMX_TOO
def test_the_two_are_merged_field_by_field(stale, send, refused):
    assert send(fields_of(refused) | {stale.fields[-1]: stale.theirs[-1]}).status_code == 200
    assert stale.held() == (*stale.mine[:-1], stale.theirs[-1])


def test_ones_own_words_can_be_written_on(stale, send, refused):
    page = send(fields_of(refused) | {"take": "edit"})
    assert page.status_code == 200 and stale.mine[0] in page.text
    assert 'class="stack conflict"' not in page.text
    assert stale.held() == stale.theirs


def test_words_that_are_written_on_are_saved_over_the_version_that_was_shown(stale, send, refused):
    versions = {name: value for name, value in fields_of(refused).items() if name in VERSIONS}
    assert send(stale.sent | versions).status_code == 200
    assert stale.held() == stale.mine


def test_of_what_only_the_other_changed_theirs_is_offered_first(make, stale, send):
    if make in NOT_OFFERED:
        stale.change()
        offered = fields_of(send(stale.sent))
        assert tuple(offered[name] for name in stale.fields) == stale.mine
        return
    before = stale.held()
    stale.change()
    offered = fields_of(send(stale.sent | {stale.fields[0]: before[0]}))
    assert tuple(offered[name] for name in stale.fields) == (stale.theirs[0], *stale.mine[1:])


def test_evidence_that_was_withdrawn_meanwhile_keeps_what_was_typed_and_offers_no_choice(analyst, cast, kremlin):
    stale = of_evidence(cast, kremlin)
    row = Evidence.objects.get()
    evidence_edit.withdraw(cast.colleague, row.pk, version=row.version)
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert page.status_code == 409 and "What Bram noted" in page.text
    assert 'class="stack conflict"' not in page.text

    again = analyst.post(stale.address, stale.sent | {"version": row.version + 1}, headers=HTMX)
    assert again.status_code == 422 and "What Bram noted" in again.text
    assert "Put it back before you change it" in again.text


def test_a_feed_that_was_paused_meanwhile_stays_paused_unless_the_other_says_so(browser_of, cast, kremlin):
    stale = forms.of_feed(cast, kremlin)
    watchlist.pause(cast.administrator, Feed.objects.get().pk)
    page = browser_of("reviewer").post(stale.address, stale.sent)
    assert page.status_code == 409 and "The Orel Herald" in page.text
    offered = fields_of(page)
    assert (offered["active"], offered["outlet"]) == ("", "The Orel Herald")


def test_a_source_that_was_merged_meanwhile_says_so_and_gives_back_what_was_typed(analyst, cast, kremlin):
    stale = of_profile(cast, kremlin)
    tass = Source.objects.get(name="TASS")
    Source.objects.filter(pk=tass.pk).update(merged_into=Source.objects.create(name="Tass News", kind="outlet"))
    page = analyst.post(stale.address, stale.sent)
    assert page.status_code == 422 and "was merged into another" in page.text
    assert "news agency" in page.text


def test_whom_a_source_speaks_for_is_compared_by_name(analyst, cast, kremlin):
    tass = Source.objects.get(name="TASS")
    opened = tass.version
    kremlin_itself = Source.objects.get(name="Kremlin")
    facts = {"name": "TASS", "kind": tass.kind}
    profile.set_profile(cast.colleague, tass.pk, profile.Profile(**facts, speaks_for=kremlin_itself.pk), version=opened)
    address = reverse("claims:source_act", args=[tass.pk, "profile"])
    page = analyst.post(address, {**facts, "version": opened, "owner": "Orel Media"})
    offered = fields_of(page)
    assert (offered["speaks_for"], offered["owner"]) == ("Kremlin", "Orel Media")
    assert analyst.post(address, offered, follow=True).status_code == 200
    tass.refresh_from_db()
    assert (tass.speaks_for, tass.owner) == (kremlin_itself, "Orel Media")


def test_in_another_window_of_ones_own_it_says_so(analyst, cast, kremlin):
    stale = of_gloss(cast, kremlin)
    workflow.set_gloss(cast.analyst, kremlin.claim_id, gloss="Kein Abkommen", language="de",
                       version=kremlin.claim.version)  # fmt: skip
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert "You changed this at" in page.text and "on another page" in page.text


def test_each_gloss_is_marked_with_its_own_language(analyst, cast, kremlin):
    stale = of_gloss(cast, kremlin)
    stale.change()
    page = analyst.post(stale.address, stale.sent, headers=HTMX).text
    assert '<span class="words" dir="auto" lang="en">No agreement signed</span>' in page
    assert '<span class="words" dir="auto" lang="de">Kein Abkommen</span>' in page


def test_an_answer_to_a_request_that_was_withdrawn_meanwhile_is_refused_and_the_page_keeps_it(analyst, cast, kremlin):
    stale = of_answer(cast, kremlin)
    row = ReplyRequest.objects.get()
    replies.withdraw(cast.colleague, row.pk, version=row.version)
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert (page.status_code, page["HX-Retarget"]) == (409, "#toasts")
    assert "withdrew this request" in page.text
    assert "They say there is none." in analyst.post(stale.address, stale.sent).text


def test_words_about_a_relay_that_left_the_chain_are_refused_and_the_page_keeps_them(analyst, cast, kremlin):
    stale = of_relay(cast, kremlin)
    chains.remove_hop(cast.colleague, kremlin.pk, kremlin.chain[0].source_id, version=kremlin.version)
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert (page.status_code, page["HX-Retarget"]) == (409, "#toasts")


def test_a_verdict_has_nothing_against_it_when_something_else_was_changed(analyst, cast, kremlin):
    stale = of_verdict(cast, kremlin)
    workflow.assign(cast.colleague, kremlin.claim_id, cast.colleague, version=kremlin.claim.version)
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert page.status_code == 409 and "The paper says otherwise." in page.text
    assert 'class="stack conflict"' not in page.text and "Meanwhile:" in page.text


def test_a_sealed_verdict_is_not_shown_beside_ones_own(analyst, cast, kremlin):
    stale = of_verdict(cast, kremlin)
    said = {"status": "unproven", "rationale": "A reason under seal."}
    sign_verdict(cast.colleague, kremlin.claim_id, version=kremlin.claim.version, blind=True, **said)
    page = analyst.post(stale.address, stale.sent, headers=HTMX)
    assert page.status_code in (200, 409)
    assert "A reason under seal." not in page.text and 'class="stack conflict"' not in page.text
