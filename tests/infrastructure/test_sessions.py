"""Our store of sessions reads what Django's own writes, and nothing that has ended."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from factcheck.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> str:
    """The key of a session that Django's store has saved."""
    store = db.SessionStore()
    store["began"] = 17
    store.save()
    assert store.session_key
    return store.session_key


def test_a_session_of_djangos_store_is_read(kept):
    assert SessionStore(kept)["began"] == 17


def test_a_session_that_has_ended_is_empty_and_has_no_key(kept):
    Session.objects.filter(pk=kept).update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    store = SessionStore(kept)

    assert not store.keys()
    assert store.session_key is None


@pytest.mark.parametrize("key", ["x" * 32, "' OR 1=1 --xxxxx", "\x00" * 32])
def test_a_key_that_nobody_has_finds_nothing(key):
    assert not SessionStore(key).keys()


def test_what_is_changed_is_saved_under_the_same_key(kept):
    store = SessionStore(kept)
    store["renewed"] = 18
    store.save()

    assert SessionStore(kept)["renewed"] == 18
    assert Session.objects.count() == 1
