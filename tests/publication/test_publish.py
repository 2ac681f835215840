"""Publishing: what readers see is frozen in the move itself, corrected in a new version, retracted with a reason."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.ingest.store import save_article
from claims.models import Claim, Evidence, HouseRule, Publication, RelayHop
from claims.models.claim import Finding, Stage, Status
from claims.models.house_rule import Rule
from claims.review import workflow
from claims.review.errors import NotAllowed, NotReady
from claims.review.evidence import add_evidence
from claims.review.verdicts import ask_for_second, sign_verdict
from tests.cast import Cast, make_person

pytestmark = pytest.mark.django_db
WORDS = {
    "status": Status.MOSTLY_TRUE,
    "finding": Finding.FAITHFUL,
    "rationale": "The transcript has it.",
    "summary": "He said so of this visit.",
}


def version(claim: Claim) -> int:
    return Claim.objects.values_list("version", flat=True).get(pk=claim.pk)


def sign(person, claim: Claim, **changed) -> None:
    sign_verdict(person, claim.pk, version=version(claim), **{**WORDS, **changed})


def move(person, claim: Claim, to: Stage, **said: str) -> Claim:
    return workflow.move(person, claim.pk, to, version=version(claim), **said)


def add_primary_source(person, claim: Claim) -> None:
    """An article of the archive, which needs no other copy."""
    record, _created = save_article("The record of the briefing, word by word.", user=person)
    add_evidence(person, claim.pk, article=record, stance="supports", title="Transcript", kind="primary")


@pytest.fixture
def claim(cast: Cast) -> Claim:
    claim = _claim()
    add_primary_source(cast.analyst, claim)
    return claim


def _claim() -> Claim:
    return Claim.objects.create(
        statement="Kremlin: tidak ada perjanjian", language="id", gloss="None", gloss_language="en"
    )


@pytest.fixture
def approved(claim, cast: Cast) -> Claim:
    sign(cast.analyst, claim)
    move(cast.analyst, claim, Stage.IN_REVIEW)
    return move(cast.reviewer, claim, Stage.APPROVED)


@pytest.fixture
def published(approved, cast: Cast) -> Claim:
    return move(cast.reviewer, approved, Stage.PUBLISHED)


def test_what_readers_see_is_frozen_with_the_words_of_its_labels_in_each_language(approved, cast: Cast):
    move(cast.reviewer, approved, Stage.PUBLISHED)
    frozen = approved.publications.get().frozen

    assert (frozen["statement"], frozen["gloss"]) == ("Kremlin: tidak ada perjanjian", "None")
    assert (frozen["summary"], frozen["rationale"]) == (WORDS["summary"], WORDS["rationale"])
    assert frozen["status"] == {"key": "mostly_true", "labels": {"en": "Mostly true", "id": "Sebagian besar benar"}}
    assert (frozen["evidence"][0]["title"], frozen["evidence"][0]["kind"]) == ("Transcript", "primary")
    assert frozen["origins"]["articles"] == 0
    assert frozen["people"] == {"checked": {"name": "Bram"}, "reviewed": {"name": "Dina"}, "blind": False}
    assert frozen["second_reviewed"]


def test_a_desk_may_publish_roles_in_place_of_names(approved, cast: Cast, settings):
    settings.PUBLISH_NAMES = False
    move(cast.reviewer, approved, Stage.PUBLISHED)
    people = approved.publications.get().frozen["people"]
    assert (people["checked"], people["reviewed"]) == ({"role": "analyst"}, {"role": "reviewer"})


def test_what_one_person_alone_published_says_so(claim, cast: Cast, settings):
    settings.ONE_PERSON_DESK = True
    sign(cast.reviewer, claim)
    for stage in (Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED):
        move(cast.reviewer, claim, stage)
    frozen = claim.publications.get().frozen
    assert not frozen["second_reviewed"]
    assert "reviewed" not in frozen["people"]


def test_a_published_claim_changes_only_through_a_correction(published, cast: Cast):
    with pytest.raises(NotReady, match="published"):
        sign(cast.analyst, published)
    with pytest.raises(NotReady, match="published"):
        workflow.set_statement(cast.analyst, published.pk, statement="Other", version=version(published))
    with pytest.raises(NotAllowed, match="cannot go from"):
        move(cast.administrator, published, Stage.IN_PROGRESS)


def test_a_correction_is_a_new_version_and_the_old_one_stays_as_it_was(published, cast: Cast):
    move(cast.reviewer, published, Stage.CORRECTING, note="A reader found the date wrong")
    sign(cast.analyst, published, status=Status.MIXED, summary="Only of this visit.")
    published.refresh_from_db()
    assert (published.stage, published.publications.count()) == (Stage.CORRECTING, 1)
    move(cast.reviewer, published, Stage.PUBLISHED, kind="correction", note="We had the day wrong.")

    new, old = published.publications.all()
    assert (old.version, old.frozen["summary"], old.frozen["status"]["key"]) == (1, WORDS["summary"], "mostly_true")
    assert (new.version, new.kind, new.note) == (2, "correction", "We had the day wrong.")
    assert (new.frozen["summary"], new.frozen["status"]["key"]) == ("Only of this visit.", "mixed")


def test_a_correction_names_all_that_is_missing_at_once(published, cast: Cast):
    move(cast.reviewer, published, Stage.CORRECTING, note="Wrong day")
    sign(cast.reviewer, published)
    with pytest.raises(NotReady) as refusal:
        move(cast.reviewer, published, Stage.PUBLISHED)
    words = " ".join(str(rule) for rule in refusal.value.unmet)
    for missing in ("You signed the verdict yourself", "correction, an update or a clarification", "Tell readers why"):
        assert missing in words


def test_only_an_administrator_retracts_and_only_with_a_public_reason(published, cast: Cast):
    with pytest.raises(NotAllowed):
        move(cast.reviewer, published, Stage.RETRACTED, note="Forged transcript.")
    with pytest.raises(NotReady, match="Tell readers why"):
        move(cast.administrator, published, Stage.RETRACTED)
    move(cast.administrator, published, Stage.RETRACTED, note="The transcript was forged.")

    latest = published.publications.first()
    assert (latest.version, latest.kind, latest.note) == (2, "retraction", "The transcript was forged.")
    assert latest.frozen["summary"] == WORDS["summary"]


def test_what_was_published_is_changed_by_nobody(published):
    with pytest.raises(TypeError, match="append-only"):
        Publication.objects.update(note="x")
    row = published.publications.get()
    row.frozen = {}
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        row.save()


# --- the publish gate -------------------------------------------------------------------------------------------------


def test_without_a_summary_it_is_not_published_until_the_rule_is_off(claim, cast: Cast):
    sign(cast.analyst, claim, summary="")
    move(cast.analyst, claim, Stage.IN_REVIEW)
    move(cast.reviewer, claim, Stage.APPROVED)
    with pytest.raises(NotReady, match="public summary"):
        move(cast.reviewer, claim, Stage.PUBLISHED)
    HouseRule.objects.filter(key=Rule.SUMMARY).update(enabled=False)
    assert move(cast.reviewer, claim, Stage.PUBLISHED).stage == Stage.PUBLISHED


def test_a_relay_that_nobody_opened_is_named(kremlin, cast: Cast):
    claim = kremlin.claim
    add_primary_source(cast.analyst, claim)
    sign(cast.analyst, claim)
    move(cast.analyst, claim, Stage.IN_REVIEW)
    move(cast.reviewer, claim, Stage.APPROVED)
    with pytest.raises(NotReady, match="Neither opened nor excused: CNA") as refusal:
        move(cast.reviewer, claim, Stage.PUBLISHED)
    assert refusal.value.unmet[0].link == "#appearances"

    hops = RelayHop.objects.filter(attribution__claim=claim)
    first = hops.order_by("pk").first()
    hops.update(opened=True, opened_by=cast.analyst, opened_at="2026-01-01T00:00Z")
    hops.filter(pk=first.pk).update(opened=False, opened_by=None, opened_at=None, excuse="Behind a paywall")
    move(cast.reviewer, claim, Stage.PUBLISHED)
    hop = claim.publications.get().frozen["chain"][0]
    assert (hop["name"], hop["opened"], hop["excuse"]) == ("CNA", False, "Behind a paywall")


def test_every_unmet_rule_is_named_with_where_it_is_mended(kremlin, cast: Cast):
    claim = kremlin.claim
    sign(cast.analyst, claim, summary="")
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.APPROVED, second_wanted=True)
    with pytest.raises(NotReady) as refusal:
        move(cast.reviewer, claim, Stage.PUBLISHED)
    links = [rule.link for rule in refusal.value.unmet]
    assert links == ["#evidence", "#appearances", "#verdict", "#move", "#verdict"]


def test_without_a_primary_source_independent_origins_are_counted(kremlin, cast: Cast):
    claim = kremlin.claim
    HouseRule.objects.filter(key=Rule.HOPS_OPENED).update(enabled=False)
    sign(cast.analyst, claim)
    move(cast.analyst, claim, Stage.IN_REVIEW)
    move(cast.reviewer, claim, Stage.APPROVED)
    with pytest.raises(NotReady, match="1 of 2 independent origins"):
        move(cast.reviewer, claim, Stage.PUBLISHED)
    HouseRule.objects.filter(key=Rule.ORIGINS).update(parameters={"independent": 1})
    move(cast.reviewer, claim, Stage.PUBLISHED)
    assert claim.publications.get().frozen["origins"]["independent"] == 1


def test_a_link_without_a_copy_is_not_published_until_it_is_archived_or_withdrawn(approved, cast: Cast):
    link = add_evidence(cast.analyst, approved.pk, url="https://example.org/", title="Site", stance="context")
    with pytest.raises(NotReady, match="1 link has no archived copy"):
        move(cast.reviewer, approved, Stage.PUBLISHED)
    Evidence.objects.filter(pk=link.pk).update(withdrawn_at=timezone.now(), withdrawn_by=cast.analyst)
    move(cast.reviewer, approved, Stage.PUBLISHED)
    assert [item["title"] for item in approved.publications.get().frozen["evidence"]] == ["Transcript"]


def test_of_a_blind_pair_both_are_named_and_a_third_person_reviews(claim, cast: Cast):
    ask_for_second(cast.analyst, claim.pk, version=version(claim))
    sign(cast.analyst, claim)
    sign(cast.reviewer, claim, rationale="I heard it too.", summary="")
    move(cast.analyst, claim, Stage.IN_REVIEW)
    third = make_person("fitri", "reviewer")
    move(third, claim, Stage.APPROVED)
    move(third, claim, Stage.PUBLISHED)

    people = claim.publications.get().frozen["people"]
    names = {part: person["name"] for part, person in people.items() if part != "blind"}
    assert names == {"checked": "Bram", "second": "Dina", "reviewed": "Fitri"}
    assert people["blind"]
