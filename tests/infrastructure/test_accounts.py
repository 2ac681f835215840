"""Log-in: passwords, limits on failures, and how long a session lives."""

import logging
import time

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from factcheck import settings as product_settings
from tests.infrastructure.conftest import PASSWORD

LOGIN = "/accounts/login/"


def log_in(client, name: str, password: str, **extra):
    return client.post(LOGIN, {"username": name, "password": password}, **extra)


def test_passwords_are_kept_as_argon2id(settings):
    settings.PASSWORD_HASHERS = product_settings.PASSWORD_HASHERS
    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"
    assert "argon2id" in make_password(PASSWORD)


@pytest.mark.parametrize("password", ["elevenchars", "x" * 129, "qwerty123456", "q1w2e3r4t5y6", "sari-wijaya-1"])
def test_passwords_that_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="sari-wijaya"))


@pytest.mark.parametrize(
    "password", ["twelve chars", "correct horse battery staple", "kata sandi yang panjang", "é" * 128]
)
def test_passwords_that_are_taken(password):
    validate_password(password, User(username="sari-wijaya"))


def test_a_log_in_leads_to_the_queue_under_a_new_session(client, user):
    client.get(LOGIN)
    answer = log_in(client, "sari", PASSWORD)
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(client, user):
    unknown, wrong = (log_in(client, name, "not the password") for name in ("nobody", "sari"))
    assert unknown.status_code == wrong.status_code == 200
    assert unknown.context["form"].non_field_errors() == wrong.context["form"].non_field_errors()


def test_after_too_many_failures_the_right_password_is_refused_as_well(client, user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = log_in(client, "sari", "not the password")
    assert answer.status_code == 429
    answer = log_in(client, "sari", PASSWORD)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"


def test_failures_are_counted_for_a_name_from_many_addresses(client, user, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, "sari", "not the password", REMOTE_ADDR=f"203.0.113.{number}")
    assert log_in(client, "sari", PASSWORD, REMOTE_ADDR="203.0.113.200").status_code == 429


def test_failures_are_counted_for_an_address_with_many_names(client, user, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, f"guess-{number}", "not the password", REMOTE_ADDR="203.0.113.7")
    assert log_in(client, "sari", PASSWORD, REMOTE_ADDR="203.0.113.7").status_code == 429
    assert log_in(client, "sari", PASSWORD, REMOTE_ADDR="203.0.113.8").status_code == 302


def test_logging_in_oneself_does_not_take_back_guesses_at_others(client, user, settings):
    User.objects.create_user("insider", password=PASSWORD)
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        log_in(client, "sari", "a guess")
    assert log_in(client, "insider", PASSWORD).status_code == 302
    client.logout()
    assert log_in(client, "sari", "one guess more").status_code == 429


def test_log_ins_and_refusals_are_logged_without_names_or_passwords(client, user, caplog):
    with caplog.at_level(logging.INFO, logger="factcheck.accounts"):
        log_in(client, "sari", "not the password")
        log_in(client, "sari", PASSWORD)
        client.post("/accounts/logout/")
    lines = [record.msg for record in caplog.records if record.name == "factcheck.accounts"]
    assert [line["event"] for line in lines] == ["log-in refused", "logged in", "logged out"]
    assert lines[0]["address"] == "127.0.0.1" and lines[1]["user_id"] == user.pk
    assert "sari" not in str(lines) and PASSWORD not in str(lines)


def test_a_log_out_needs_a_post(client, user):
    client.force_login(user)
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


# --- sessions ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def logged_in(client, user):
    client.force_login(user)
    client.get("/no-such-page")
    return client


def is_logged_in(client) -> bool:
    client.get("/no-such-page")
    return "_auth_user_id" in client.session


def later(monkeypatch, seconds: float) -> None:
    now = time.time()
    monkeypatch.setattr("factcheck.middleware.time.time", lambda: now + seconds)


def test_a_session_ends_seven_days_after_the_log_in_however_busy(logged_in, monkeypatch):
    later(monkeypatch, 7 * 86_400 - 60)
    assert is_logged_in(logged_in)
    later(monkeypatch, 7 * 86_400 + 60)
    assert not is_logged_in(logged_in)


def test_an_idle_session_ends_after_twelve_hours(logged_in):
    assert django_settings.SESSION_COOKIE_AGE == 12 * 3600
    assert logged_in.session.get_expiry_age() <= 12 * 3600


def test_using_a_session_extends_it_without_a_write_on_every_request(
    logged_in, monkeypatch, django_assert_max_num_queries
):
    with django_assert_max_num_queries(50) as asked:
        logged_in.get("/no-such-page")
    assert not [query for query in asked.captured_queries if not query["sql"].startswith("SELECT")]
    later(monkeypatch, 700)
    logged_in.get("/no-such-page")
    assert logged_in.session["renewed"] - logged_in.session["began"] >= 699


def test_what_an_open_page_sends_by_itself_is_no_use_of_a_session(logged_in, monkeypatch):
    logged_in.get("/no-such-page")
    later(monkeypatch, 700)
    logged_in.get("/no-such-page", headers={"X-By-Itself": "1"})
    assert logged_in.session["renewed"] == logged_in.session["began"]


def test_a_session_dies_with_a_changed_password(logged_in, user):
    user.set_password("another long passphrase")
    user.save()
    logged_in.get("/admin/")
    assert logged_in.get("/admin/").status_code == 302
    assert not is_logged_in(logged_in)


def test_a_session_of_a_deactivated_person_opens_nothing(logged_in, user):
    user.is_staff = True
    user.is_active = False
    user.save()
    assert logged_in.get("/admin/").status_code == 302
