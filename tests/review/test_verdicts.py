"""Verdicts: append-only, sealed where a blind second one is needed, compared, and a third person decides."""

from __future__ import annotations

import pytest
from django.db import Error, IntegrityError, connection, transaction

from claims.models import Claim, Event, HouseRule, Verdict, search
from claims.models.claim import Finding, Stage, Status
from claims.models.house_rule import Rule
from claims.review import workflow
from claims.review.errors import NotAllowed, NotReady
from claims.review.seconds import Second, needs_second, round_of
from claims.review.verdicts import ask_for_second, decide, sign_verdict
from tests.cast import Cast, make_person

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Sonographs show the crack.", "Divers saw the crack."


@pytest.fixture
def claim() -> Claim:
    return Claim.objects.create(statement="The dam is safe", language="en", second_wanted=True)


def version(claim: Claim) -> int:
    return Claim.objects.values_list("version", flat=True).get(pk=claim.pk)


def sign(person, claim: Claim, status: Status = Status.FALSE, rationale: str = FIRST, **more) -> Verdict:
    return sign_verdict(person, claim.pk, version=version(claim), status=status, rationale=rationale, **more)


def move(person, claim: Claim, to: Stage) -> Claim:
    return workflow.move(person, claim.pk, to, version=version(claim))


def test_a_signed_verdict_is_changed_neither_by_a_queryset_nor_by_a_row_nor_by_sql(claim, cast: Cast):
    verdict = sign(cast.analyst, claim)
    with pytest.raises(TypeError, match="append-only"):
        Verdict.objects.update(status=Status.TRUE)
    with pytest.raises(TypeError, match="append-only"):
        Verdict.objects.all().delete()
    verdict.status = Status.TRUE
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        verdict.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_verdict SET rationale = 'x'")


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_postgresql_lets_nobody_delete_a_verdict_either(claim, cast: Cast):
    verdict = sign(cast.analyst, claim)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        verdict.delete()


def test_the_first_of_a_pair_is_written_nowhere_but_in_its_own_row(claim, cast: Cast):
    sign(cast.analyst, claim, finding=Finding.DISTORTED, summary="Cracked since May.")
    claim.refresh_from_db()

    assert (claim.status, claim.finding, claim.stage) == (Status.UNVERIFIED, Finding.UNREVIEWED, Stage.IN_PROGRESS)
    logged = [str((event.old, event.new)) for event in Event.objects.filter(claim=claim)]
    assert not [words for words in logged if "false" in words or "distorted" in words]
    for words in ("sonographs", "cracked"):
        assert not Claim.objects.containing(words).exists()
    search.rebuild([claim.pk])
    assert not Claim.objects.containing("sonographs").exists()


def test_nobody_but_its_author_reads_a_sealed_verdict(claim, cast: Cast):
    sealed = sign(cast.analyst, claim)
    assert list(claim.verdicts.readable_by(cast.analyst)) == [sealed]
    for person in (cast.colleague, cast.reviewer, cast.administrator, cast.viewer):
        assert not claim.verdicts.readable_by(person).exists()


def test_two_that_agree_open_the_seal_and_the_claim_has_what_both_say(claim, cast: Cast):
    sign(cast.analyst, claim)
    sign(cast.colleague, claim, rationale=SECOND)
    claim.refresh_from_db()

    assert (claim.status, round_of(claim).state) == (Status.FALSE, Second.AGREED)
    assert claim.verdicts.readable_by(cast.viewer).count() == 2
    assert Claim.objects.containing("sonographs").get() == claim
    compared = Event.objects.get(act=Event.Act.COMPARED)
    assert (compared.implied, compared.new["agree"]) == (True, True)


@pytest.mark.parametrize("other", [{"status": Status.TRUE}, {"finding": Finding.DENIED}])
def test_another_status_or_another_finding_is_a_clash_and_the_claim_waits(claim, cast: Cast, other):
    sign(cast.analyst, claim)
    sign(cast.colleague, claim, **{"rationale": SECOND, **other})
    claim.refresh_from_db()

    assert (claim.status, round_of(claim).state) == (Status.UNVERIFIED, Second.CLASH)
    for person in (cast.analyst, cast.colleague, cast.reviewer):
        with pytest.raises(NotReady, match="third person"):
            sign(person, claim)


def test_the_first_analyst_may_think_again_and_the_seal_stays(claim, cast: Cast):
    sign(cast.analyst, claim)
    again = sign(cast.analyst, claim, status=Status.TRUE)
    assert not claim.verdicts.readable_by(cast.colleague).exists()

    assert sign(cast.colleague, claim, status=Status.TRUE).blind_to == again
    assert claim.verdicts.readable_by(cast.viewer).count() == 3


def test_a_claim_is_approved_only_when_both_agree_and_by_nobody_who_signed_one(claim, cast: Cast):
    sign(cast.analyst, claim)
    move(cast.analyst, claim, Stage.IN_REVIEW)
    with pytest.raises(NotReady, match="second verdict is missing"):
        move(cast.administrator, claim, Stage.APPROVED)
    sign(cast.reviewer, claim)  # in review, as the second
    with pytest.raises(NotReady, match="signed the verdict yourself"):
        move(cast.reviewer, claim, Stage.APPROVED)
    assert move(cast.administrator, claim, Stage.APPROVED).stage == Stage.APPROVED


def test_an_open_verdict_does_not_do_where_a_second_is_asked_for_later(cast: Cast):
    claim = Claim.objects.create(statement="The dam is safe", language="en")
    sign(cast.analyst, claim)
    ask_for_second(cast.reviewer, claim.pk, version=version(claim))
    move(cast.analyst, claim, Stage.IN_REVIEW)
    with pytest.raises(NotReady, match="sign the first of the two anew"):
        move(cast.reviewer, claim, Stage.APPROVED)


@pytest.fixture
def clash(claim, cast: Cast) -> Claim:
    sign(cast.analyst, claim)
    sign(cast.reviewer, claim, status=Status.TRUE, rationale=SECOND)
    return claim


def test_a_third_person_decides_and_the_claim_has_their_verdict(clash, cast: Cast):
    words = {"status": Status.MIXED, "rationale": "Both saw a part.", "version": version(clash)}
    verdict = decide(cast.administrator, clash.pk, **words)
    clash.refresh_from_db()

    assert (clash.status, round_of(clash).state) == (Status.MIXED, Second.DECIDED)
    assert round_of(clash).standing == verdict
    move(cast.analyst, clash, Stage.IN_REVIEW)
    with pytest.raises(NotReady, match="yourself"):
        move(cast.administrator, clash, Stage.APPROVED)
    assert move(make_person("fitri", "reviewer"), clash, Stage.APPROVED).stage == Stage.APPROVED


def test_neither_of_the_two_decides_nor_does_an_analyst_nor_anybody_without_a_reason(clash, cast: Cast):
    words = {"status": Status.MIXED, "rationale": "Both.", "version": version(clash)}
    with pytest.raises(NotReady, match="third person"):
        decide(cast.reviewer, clash.pk, **words)
    with pytest.raises(NotAllowed):
        decide(cast.colleague, clash.pk, **words)
    with pytest.raises(NotReady, match="rationale"):
        decide(cast.administrator, clash.pk, **{**words, "rationale": " "})


def test_nothing_is_decided_where_nothing_clashes(claim, cast: Cast):
    with pytest.raises(NotReady, match="no two verdicts"):
        decide(cast.reviewer, claim.pk, status=Status.MIXED, rationale="Both.", version=version(claim))


@pytest.mark.parametrize(
    ("parameters", "score", "needed"),
    [
        ({"check_score": 0.5, "share": 0.0}, 0.5, True),
        ({"check_score": 0.5, "share": 0.0}, 0.4, False),
        ({"check_score": 0.5, "share": 1.0}, 0.0, True),
        ({"check_score": 0.5}, 0.4, False),
    ],
)
def test_the_house_rule_says_which_claims_need_a_second(cast: Cast, settings, parameters, score, needed):
    HouseRule.objects.filter(key=Rule.BLIND_SECOND).update(parameters=parameters)
    claim = Claim.objects.create(statement="The dam is safe", language="en", check_score=score)
    assert needs_second(claim) is needed
    assert sign(cast.analyst, claim).awaits_second is needed

    HouseRule.objects.filter(key=Rule.BLIND_SECOND).update(enabled=False)
    assert not needs_second(Claim.objects.create(statement="Other", language="en", check_score=score))


def test_a_sampled_share_is_about_that_share_and_the_same_each_time(cast: Cast):
    HouseRule.objects.filter(key=Rule.BLIND_SECOND).update(parameters={"check_score": 1.1, "share": 0.2})
    drawn = [needs_second(Claim(pk=number)) for number in range(500)]
    assert drawn == [needs_second(Claim(pk=number)) for number in range(500)]
    assert 70 < sum(drawn) < 130


def test_a_desk_of_one_approves_its_own_work_and_asks_nobody_for_a_second(cast: Cast, settings):
    settings.ONE_PERSON_DESK = True
    claim = Claim.objects.create(statement="The dam is safe", language="en", check_score=1.0)
    sign(cast.reviewer, claim)
    move(cast.reviewer, claim, Stage.IN_REVIEW)
    assert move(cast.reviewer, claim, Stage.APPROVED).stage == Stage.APPROVED


def test_a_summary_that_is_too_long_is_refused_in_words(claim, cast: Cast):
    with pytest.raises(NotReady, match="300 characters"):
        sign(cast.analyst, claim, summary="x" * 301)
    assert not Verdict.objects.exists()
