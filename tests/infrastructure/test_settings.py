"""Settings start with nothing set, refuse what is dangerous, and say in one line what to mend."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from factcheck import environment

GOOD_KEY = "a-key-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {"DEBUG": "false", "SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "desk.example"}


def manage(command: list[str], var_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with only these variables set."""
    environ = {"PATH": os.environ["PATH"], "VAR_DIR": str(var_dir), **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environ, capture_output=True, text=True
    )


def shown(name: str, var_dir: Path, **variables: str) -> str:
    """The value of a setting in a fresh process."""
    code = f"from django.conf import settings; print(settings.{name})"
    done = manage(["shell", "--no-imports", "--command", code], var_dir, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_nothing_has_to_be_set(tmp_path):
    done = manage(["check"], tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_demo_keeps_its_secret_key_from_start_to_start(tmp_path):
    first = shown("SECRET_KEY", tmp_path)
    assert len(first) >= environment.SHORTEST_SECRET_KEY
    assert shown("SECRET_KEY", tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_still_allows_commands_that_need_none(tmp_path):
    (tmp_path / "file").touch()
    assert manage(["check"], tmp_path / "file" / "var").returncode == 0


def test_the_deployment_check_has_no_warning_in_production(tmp_path):
    done = manage(["check", "--deploy", "--fail-level", "WARNING"], tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "change-me"}, "SECRET_KEY is an example value"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "SECRET_KEY is an example value"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),
        ({"ALLOWED_HOSTS": "desk.example,*"}, "ALLOWED_HOSTS must name hosts"),
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"DEBUG": "perhaps"}, "DEBUG is wrong"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is wrong"),
        ({"DATABASE_URL": "mysql://desk@localhost/desk"}, "DATABASE_URL must begin with"),
        ({"REDIS_URL": "http://localhost"}, "REDIS_URL must begin with"),
        ({"PORT": "70000"}, "PORT is wrong"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is wrong"),
        ({"TIME_ZONE": "Asia/Nowhere"}, "TIME_ZONE is wrong"),
        ({"COVERAGE_PROVIDER_SECONDS": "gdelt=0"}, "COVERAGE_PROVIDER_SECONDS is wrong"),
        ({"BROKER_VISIBILITY_TIMEOUT": "100"}, "below BROKER_VISIBILITY_TIMEOUT"),
    ],
)
def test_a_bad_value_in_production_ends_the_start_with_one_line(tmp_path, variables, message):
    done = manage(["check"], tmp_path, **PRODUCTION | variables)
    assert done.returncode != 0
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_every_bad_value_is_named_at_once(tmp_path):
    done = manage(["check"], tmp_path, PORT="x", LOG_FORMAT="x")
    assert "PORT is wrong" in done.stderr and "LOG_FORMAT is wrong" in done.stderr


def test_a_password_in_a_bad_database_url_is_not_shown(tmp_path):
    done = manage(["check"], tmp_path, DATABASE_URL="nonsense://desk:geheim@host/db")
    assert done.returncode != 0
    assert "geheim" not in done.stderr


def test_debug_answers_only_to_this_machine():
    assert environment.check_allowed_hosts([], debug=True) == list(environment.LOCAL_HOSTS)
    with pytest.raises(ImproperlyConfigured):
        environment.check_allowed_hosts(["desk.example"], debug=True)


def test_production_cookies_are_bound_to_the_host(tmp_path):
    assert shown("SESSION_COOKIE_NAME", tmp_path, **PRODUCTION) == "__Host-sessionid"
    assert shown("CSRF_COOKIE_SECURE", tmp_path, **PRODUCTION) == "True"


def test_a_data_folder_with_spaces_and_signs_works(tmp_path):
    folder = tmp_path / "fact check #1 100%"
    done = manage(["migrate", "--verbosity", "0"], folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "db.sqlite3").stat().st_size > 0


@pytest.mark.parametrize(
    ("redis_url", "celery_url"),
    [
        ("unix:///srv/var/redis.sock?db=0", "redis+socket:///srv/var/redis.sock?virtual_host=0"),
        ("redis://:secret@queue.example:6379/1", "redis://:secret@queue.example:6379/1"),
    ],
)
def test_celery_gets_the_same_redis_in_its_own_spelling(redis_url, celery_url):
    assert environment.celery_broker_url(redis_url) == celery_url


def test_a_socket_path_too_long_for_the_system_is_refused_with_the_way_out():
    with pytest.raises(ImproperlyConfigured, match="Set VAR_DIR"):
        environment.check_redis_url(f"unix:///{'long/' * 30}redis.sock?db=0")


def test_sqlite_waits_for_its_turn_to_write(tmp_path):
    options = shown("DATABASES['default']['OPTIONS']", tmp_path)
    assert "'transaction_mode': 'IMMEDIATE'" in options
    assert "'timeout': 20" in options
    assert "journal_mode=WAL" in options


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", environment.MailServer("django.core.mail.backends.dummy.EmailBackend")),
        ("console:", environment.MailServer("django.core.mail.backends.console.EmailBackend")),
        (
            "smtp+tls://desk%40example.org:p%40ss@mail.example",
            environment.MailServer(
                "django.core.mail.backends.smtp.EmailBackend", "mail.example", 587, "desk@example.org", "p@ss", tls=True
            ),
        ),
        (
            "smtps://mail.example:4650",
            environment.MailServer("django.core.mail.backends.smtp.EmailBackend", "mail.example", 4650, ssl=True),
        ),
    ],
)
def test_one_address_says_where_letters_go(url, expected):
    assert environment.mail_server(url) == expected


@pytest.mark.parametrize(
    "url", ["mail.example", "smtp://", "http://mail.example", "smtp://mail.example:port", "smtp://["]
)
def test_an_address_of_no_mail_server_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        environment.mail_server(url)


def test_production_sends_no_mail_unless_told_where(tmp_path):
    assert shown("EMAIL_ON, settings.SITE_URL", tmp_path, **PRODUCTION) == "False https://desk.example"
    assert shown("EMAIL_ON", tmp_path, **PRODUCTION, EMAIL_URL="smtps://mail.example") == "True"
