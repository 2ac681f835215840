"""Relations between claims: said, withdrawn, put back; contradictions of one Source are proposed, never said."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, ClaimRelation, Event
from claims.review import relations
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.relations import contradictions_of

pytestmark = pytest.mark.django_db

FIRST = """Mayor counts the wells

OREL, 3 March 2024 – Mayor Ilona Petri said on Sunday that the town has repaired 14 wells near the northern dam.
"""
SECOND = """Mayor speaks again

OREL, 9 April 2024 – Mayor Ilona Petri said on Tuesday that the town has repaired 9 wells near the northern dam.
"""
THIRD = """Mayor on roads

OREL, 2 May 2024 – Mayor Ilona Petri said on Thursday that 9 buses will drive to the market every morning.
"""


def claim_of(text: str, user) -> Claim:
    article, _created = save_article(text, user=user)
    split(article)
    return article.attributions.get().claim


@pytest.fixture
def wells(cast) -> tuple[Claim, Claim]:
    return claim_of(FIRST, cast.analyst), claim_of(SECOND, cast.analyst)


def test_a_relation_is_said_once_and_told_on_both_claims(cast, wells):
    one, other = wells
    made = relations.relate(cast.analyst, other.pk, one.pk, kind="updates", note=" New  count ")
    assert (made.kind, made.note) == ("updates", "New count")
    events = Event.objects.filter(act=Event.Act.RELATION_ADDED).order_by("pk")
    assert [(event.claim, event.implied, event.new["turned"]) for event in events] == [
        (other, False, False),
        (one, True, True),
    ]
    with pytest.raises(NotReady, match="there already"):
        relations.relate(cast.colleague, other.pk, one.pk, kind="updates")


@pytest.mark.parametrize(("other", "kind"), [("itself", "repeats"), ("there", "likes")])
def test_what_is_no_relation_is_refused(cast, wells, other, kind):
    one, there = wells
    with pytest.raises(NotReady):
        relations.relate(cast.analyst, one.pk, one.pk if other == "itself" else there.pk, kind=kind)
    assert not ClaimRelation.objects.exists()


def test_a_relation_is_withdrawn_and_put_back_by_who_saw_it(cast, wells):
    one, other = wells
    made = relations.relate(cast.analyst, one.pk, other.pk, kind="denies")
    relations.withdraw(cast.colleague, made.pk, version=1)
    assert not ClaimRelation.objects.standing().exists()
    with pytest.raises(OutOfDate):
        relations.put_back(cast.analyst, made.pk, version=1)
    relations.relate(cast.analyst, one.pk, other.pk, kind="denies")
    with pytest.raises(NotReady, match="there already"):
        relations.put_back(cast.analyst, made.pk, version=2)
    with pytest.raises(NotAllowed):
        relations.withdraw(cast.viewer, made.pk, version=2)


def test_nearly_the_same_words_of_one_source_with_another_number_are_proposed(cast, wells):
    one, other = wells
    claim_of(THIRD, cast.analyst)
    (proposal,) = contradictions_of(other)
    assert (proposal.other, proposal.kinds) == (one, ("number",))
    assert not ClaimRelation.objects.exists(), "a machine has said it"


def test_a_negation_of_the_same_words_is_proposed(cast):
    one = claim_of(FIRST, cast.analyst)
    other = claim_of(SECOND.replace("has repaired 9", "has not repaired 14"), cast.analyst)
    assert [proposal.kinds for proposal in contradictions_of(other)] == [("negation",)]
    assert [proposal.other for proposal in contradictions_of(one)] == [other]


def test_another_source_or_the_same_words_are_no_contradiction(cast):
    one = claim_of(FIRST, cast.analyst)
    claim_of(SECOND.replace("Ilona Petri", "Tomas Varga"), cast.analyst)
    claim_of(SECOND.replace("repaired 9", "repaired 14"), cast.analyst)
    assert contradictions_of(one) == []


@pytest.mark.parametrize("answer", ["said", "dismissed"])
def test_a_proposal_that_was_answered_is_not_made_again(cast, wells, answer):
    one, other = wells
    if answer == "said":
        relations.relate(cast.analyst, other.pk, one.pk, kind="contradicts")
    else:
        relations.dismiss(cast.analyst, other.pk, one.pk)
    assert contradictions_of(other) == contradictions_of(one) == []
