"""The relay chain: its hops, what was found at each, and that undo puts all of it back."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution, Event, Source
from claims.review import chains
from claims.review.chains import HopFacts
from claims.review.drift import hints_for
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.undo import redo, undo
from tests.articles import REFERENCE
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FOUND = "Peskov said there are no plans to sign anything."


@pytest.fixture
def reference(cast: Cast) -> Article:
    article, _ = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return article


@pytest.fixture
def lede(reference: Article) -> Attribution:
    return reference.attributions.filter(source__name="Kremlin").in_text_order()[0]


@pytest.fixture
def tass(reference: Article) -> Source:
    return Source.objects.get(name="TASS")


@pytest.fixture
def cna(reference: Article) -> Source:
    return Source.objects.get(name="CNA")


def names(attribution: Attribution) -> list[str]:
    return [str(hop) for hop in attribution.relays.all()]


def test_a_hop_is_added_nearest_to_the_outlet_or_where_the_person_says(lede, cast: Cast, tass):
    chains.add_hop(cast.analyst, lede.pk, tass, version=1, at=0)
    assert names(lede) == ["TASS", "CNA"]
    reuters = Source.objects.create(name="Reuters", kind="outlet")
    chains.add_hop(cast.analyst, lede.pk, reuters, version=2)
    assert names(lede) == ["TASS", "CNA", "Reuters"]


def test_a_hop_moves_towards_speaker_and_outlet_and_stops_at_the_ends(lede, cast: Cast, tass, cna):
    chains.add_hop(cast.analyst, lede.pk, tass, version=1)
    chains.move_hop(cast.analyst, lede.pk, tass.pk, -1, version=2)
    assert names(lede) == ["TASS", "CNA"]
    unmoved = chains.move_hop(cast.analyst, lede.pk, tass.pk, -1, version=3)
    assert (names(lede), unmoved.version) == (["TASS", "CNA"], 3)
    chains.move_hop(cast.analyst, lede.pk, tass.pk, 1, version=3)
    assert names(lede) == ["CNA", "TASS"]


def test_what_was_found_at_a_hop_is_signed_and_timed(lede, cast: Cast, cna):
    facts = HopFacts(mode="indirect", link="https://example.org/a", opened=True, found=FOUND)
    changed = chains.describe_hop(cast.analyst, lede.pk, cna.pk, facts, version=1)
    hop = changed.relays.get()
    assert (hop.mode, hop.link, hop.found, hop.found_language) == ("indirect", "https://example.org/a", FOUND, "en")
    assert (hop.opened_by, hop.opened_at is not None) == (cast.analyst, True)


def test_to_look_a_relay_up_leaves_the_review_state(lede, cast: Cast, cna):
    changed = chains.describe_hop(cast.analyst, lede.pk, cna.pk, HopFacts(opened=True), version=1)
    assert (changed.review_state, changed.version) == ("suggested", 2)


def test_each_change_of_the_chain_is_one_event_and_undo_brings_what_was_found_back(lede, cast: Cast, cna, reference):
    chains.describe_hop(cast.analyst, lede.pk, cna.pk, HopFacts(opened=True, found=FOUND), version=1)
    before = chains.chain_of(lede)
    chains.remove_hop(cast.analyst, lede.pk, cna.pk, version=2)
    assert names(lede) == []
    assert Event.objects.filter(act=Event.Act.RELAYS_SET).count() == 2
    undo(cast.analyst, reference)
    assert chains.chain_of(lede) == before
    undo(cast.analyst, reference)
    assert chains.chain_of(lede)[0]["found"] == ""
    redo(cast.analyst, reference)
    assert chains.chain_of(lede) == before


def test_a_chain_that_the_oldest_events_hold_as_numbers_is_undone_too(lede, cast: Cast, cna, reference, tass):
    chains.add_hop(cast.analyst, lede.pk, tass, version=1)
    event = Event.objects.get(act=Event.Act.RELAYS_SET)
    old = {**event.old, "relays": [cna.pk]}
    new = {**event.new, "relays": [cna.pk, tass.pk]}
    Event.objects.filter(pk=event.pk).update(old=old, new=new)
    undo(cast.analyst, reference)
    assert names(lede) == ["CNA"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (HopFacts(found=FOUND), "Tick that you opened"),
        (HopFacts(link="javascript:alert(1)"), "http://"),
        (HopFacts(link="nowhere"), "http://"),
        (HopFacts(mode="loud"), "directly"),
        (HopFacts(opened=True, found="x" * 2001), "at most"),
    ],
)
def test_facts_that_cannot_be_are_refused(lede, cast: Cast, cna, facts, words):
    with pytest.raises(NotReady, match=words):
        chains.describe_hop(cast.analyst, lede.pk, cna.pk, facts, version=1)


def test_the_same_relay_twice_a_stranger_and_a_stale_page_are_refused(lede, cast: Cast, cna, tass):
    with pytest.raises(NotReady, match="only once"):
        chains.add_hop(cast.analyst, lede.pk, cna, version=1)
    with pytest.raises(NotReady, match="not in the chain"):
        chains.remove_hop(cast.analyst, lede.pk, tass.pk, version=1)
    with pytest.raises(OutOfDate):
        chains.add_hop(cast.analyst, lede.pk, tass, version=9)
    with pytest.raises(NotAllowed):
        chains.add_hop(cast.viewer, lede.pk, tass, version=1)


def test_the_lede_of_the_reference_drifted_from_what_the_spokesman_said(lede, reference):
    rows = list(reference.attributions.for_workbench().filter(claim=lede.claim))
    (hint,) = hints_for(next(row for row in rows if row.pk == lede.pk), rows, "id")
    assert hint.appearance is not None
    assert str(hint.appearance.source) == "Dmitry Peskov"
    assert "modality" in hint.kinds
    assert ("rencana", True) in hint.said
    assert ("akan", True) in hint.told
    peskov = next(row for row in rows if row.pk == hint.appearance.pk)
    assert hints_for(peskov, rows, "id") == []


def test_the_words_found_at_a_hop_are_compared_with_the_words_here(lede, cast: Cast, cna, reference):
    chains.describe_hop(cast.analyst, lede.pk, cna.pk, HopFacts(opened=True, found=FOUND), version=1)
    row = reference.attributions.for_workbench().get(pk=lede.pk)
    (hint,) = hints_for(row, [], "id")
    assert (str(hint.hop), hint.said_language, hint.kinds) == ("CNA", "en", ("modality",))


def test_a_relay_that_could_not_be_opened_is_excused_until_somebody_opens_it(lede, cna, cast):
    excused = HopFacts(excuse="Behind  a paywall")
    changed = chains.describe_hop(cast.analyst, lede.pk, cna.pk, excused, version=lede.version)
    assert changed.relays.get(source=cna).excuse == "Behind a paywall"

    opened = HopFacts(opened=True, excuse="Behind a paywall")
    changed = chains.describe_hop(cast.analyst, lede.pk, cna.pk, opened, version=changed.version)
    assert changed.relays.get(source=cna).excuse == ""


def test_undo_of_a_chain_that_was_logged_before_excuses_were_kept_still_works(lede, cna, cast):
    chains.describe_hop(cast.analyst, lede.pk, cna.pk, HopFacts(opened=True), version=lede.version)
    event = Event.objects.get(act=Event.Act.RELAYS_SET)
    for side in (event.old, event.new):
        for hop in side["relays"]:
            del hop["excuse"]
    event.save()
    undo(cast.analyst, lede.article)
    assert not lede.relays.get(source=cna).opened
