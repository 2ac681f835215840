"""The soft lease of a claim: who holds it, when it ends, and what taking it over leaves behind."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Claim, Event, Lease
from claims.review import leases
from claims.review.errors import NotAllowed
from claims.tasks import forget_receipts

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db: None) -> Claim:
    return Claim.objects.create(statement="The dam is safe.", language="en")


def silent_for(claim: Claim, minutes: float) -> None:
    Lease.objects.filter(claim=claim).update(seen=timezone.now() - timedelta(minutes=minutes))


def test_who_writes_first_holds_the_claim_and_the_other_is_told_who_and_since_when(cast, claim):
    first = leases.sign(cast.analyst, claim.pk, writing=True)
    second = leases.sign(cast.colleague, claim.pk, writing=True)

    assert first == second
    assert (second.person, second.since) == (cast.analyst, first.since)


def test_looking_holds_nothing(cast, claim):
    assert leases.sign(cast.analyst, claim.pk, writing=False) is None


def test_further_signs_keep_it_and_the_time_when_it_began(cast, claim):
    began = leases.sign(cast.analyst, claim.pk, writing=True).since
    silent_for(claim, 1)

    assert leases.sign(cast.analyst, claim.pk, writing=True).since == began
    assert Lease.objects.get().seen > timezone.now() - timedelta(seconds=30)


def test_it_ends_with_the_writing_with_the_minutes_and_with_leaving(cast, claim, settings):
    settings.LEASE_MINUTES = 3
    leases.sign(cast.analyst, claim.pk, writing=True)
    leases.sign(cast.analyst, claim.pk, writing=False)
    assert leases.sign(cast.colleague, claim.pk, writing=True).person == cast.colleague
    silent_for(claim, 2.9)
    assert leases.sign(cast.analyst, claim.pk, writing=True).person == cast.colleague
    silent_for(claim, 3.1)
    assert leases.sign(cast.analyst, claim.pk, writing=True).person == cast.analyst
    leases.leave(cast.analyst)
    assert Lease.objects.on(claim.pk) is None


def test_taking_over_is_logged_and_the_first_person_is_known_to_be_told(cast, claim):
    leases.sign(cast.analyst, claim.pk, writing=True)

    taken = leases.take_over(cast.colleague, claim.pk)

    assert (taken.person, taken.taken_from) == (cast.colleague, cast.analyst)
    assert leases.sign(cast.analyst, claim.pk, writing=True) == taken  # writing on does not take it back
    event = Event.objects.get(act=Event.Act.LEASE_TAKEN)
    assert (event.actor, event.claim) == (cast.colleague, claim)
    assert (event.old["name"], event.new["name"]) == ("Bram", "Citra")


def test_what_was_taken_over_is_kept_until_its_new_holder_has_written_and_stopped(cast, claim):
    leases.sign(cast.analyst, claim.pk, writing=True)
    leases.take_over(cast.colleague, claim.pk)

    assert leases.sign(cast.colleague, claim.pk, writing=False).person == cast.colleague
    leases.sign(cast.colleague, claim.pk, writing=True)
    assert leases.sign(cast.colleague, claim.pk, writing=False) is None


def test_taking_over_what_nobody_holds_any_more_is_no_taking_over(cast, claim):
    leases.sign(cast.analyst, claim.pk, writing=True)
    silent_for(claim, 30)

    assert leases.take_over(cast.colleague, claim.pk).person == cast.colleague
    assert leases.take_over(cast.colleague, claim.pk).person == cast.colleague
    assert not Event.objects.filter(act=Event.Act.LEASE_TAKEN).exists()


def test_who_may_not_annotate_neither_holds_nor_takes(cast, claim):
    for act in (
        lambda: leases.sign(cast.viewer, claim.pk, writing=True),
        lambda: leases.take_over(cast.viewer, claim.pk),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Lease.objects.exists()


def test_leases_that_ended_are_forgotten(cast, claim):
    leases.sign(cast.analyst, claim.pk, writing=True)
    silent_for(claim, 30)

    forget_receipts()

    assert not Lease.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_holds_it(cast, claim):
    found: list[Lease | None] = []
    ready = threading.Barrier(2)

    def begin(person):
        ready.wait()
        try:
            found.append(leases.sign(person, claim.pk, writing=True))
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=[person]) for person in (cast.analyst, cast.colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 2 and found[0] == found[1] and Lease.objects.count() == 1
