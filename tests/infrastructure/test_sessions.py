"""Our store of sessions reads what Django's own writes, and nothing that has ended."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from factcheck.sessions import FORMER_BACKEND, SessionStore

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


@pytest.fixture
def person(client) -> User:
    """Somebody who is logged in."""
    made = User.objects.create_user("wati")
    made.groups.add(Group.objects.get(name="viewer"))
    client.force_login(made)
    return made


def test_who_sent_a_request_is_the_person_of_the_session(client, person):
    assert client.get("/claims/").wsgi_request.user == person
    assert client.session[BACKEND_SESSION_KEY] in settings.AUTHENTICATION_BACKENDS


def test_whoever_logged_in_under_the_former_name_of_the_backend_stays_logged_in(client, person):
    session = client.session
    session[BACKEND_SESSION_KEY] = FORMER_BACKEND
    session.save()

    assert client.get("/claims/").status_code == 200


def test_the_session_of_a_backend_that_is_not_ours_logs_nobody_in(client, person):
    session = client.session
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.AllowAllUsersModelBackend"
    session.save()

    assert client.get("/claims/").status_code == 302


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"password": "argon2$another"}], ids=["closed", "with another password"]
)
def test_an_account_that_changed_since_is_not_logged_in_any_more(client, person, change):
    User.objects.filter(pk=person.pk).update(**change)

    assert client.get("/claims/").status_code == 302


def test_an_account_that_is_gone_is_not_logged_in_any_more(client, person):
    person.delete()

    assert client.get("/claims/").status_code == 302
