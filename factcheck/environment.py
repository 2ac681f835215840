"""How the settings read the environment and refuse values; nothing else imports this module."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, ValidationError

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)  # collects every bad value, so that one start names them all
env.read_env(str(BASE_DIR / ".env"), recurse=False)

EXAMPLE_SECRET_KEYS = frozenset({"change-me", "changeme", "secret", "example", "insecure"})
SHORTEST_SECRET_KEY = 50
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
# sun_path of a Unix socket address holds 108 bytes on Linux (104 on BSD and macOS), the closing NUL among them.
LONGEST_SOCKET_PATH = 103


def kept_secret_key(path: Path) -> str:
    """The key of a demo installation: made at the first start and kept in `path`, so that sessions survive a restart.

    Several processes may start at once: the key is written aside and linked into place, so the first one wins and
    nobody reads half a key. Where nothing can be written (a read-only checkout), the key lives as long as the process.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except OSError:
        return secrets.token_urlsafe(64)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_urlsafe(64)


def check_secret_key(key: str) -> str:
    """Return a key fit for production, or say what is wrong with it."""
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. It is required when DEBUG is off; make one with: "
            'python -c "import secrets; print(secrets.token_urlsafe(64))"'
        )
    if key.lower() in EXAMPLE_SECRET_KEYS or key.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is an example value. Make your own; see docs/configuration.md.")
    if len(key) < SHORTEST_SECRET_KEY or len(set(key)) < 5:
        raise ImproperlyConfigured(
            f"SECRET_KEY is too weak: at least {SHORTEST_SECRET_KEY} random characters are needed."
        )
    return key


def check_allowed_hosts(hosts: list[str], *, debug: bool) -> list[str]:
    """Return the host names the site answers to: this machine's own under DEBUG, the named ones in production."""
    foreign = [host for host in hosts if host not in LOCAL_HOSTS]
    if debug and foreign:
        raise ImproperlyConfigured(
            f"DEBUG is on, which shows internals to every visitor, but ALLOWED_HOSTS names {foreign[0]}. "
            "Set DEBUG=false for a site that other machines reach."
        )
    if debug:
        return list(LOCAL_HOSTS)
    if not hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS is missing. Name the host(s) of the site, separated by commas.")
    if any(host.strip(".") in ("", "*") for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name hosts: '*' would answer to any name a visitor invents.")
    return hosts


def known_time_zone(name: str) -> str:
    """Return the name of a time zone that this system knows, or refuse it."""
    if name not in available_timezones():
        raise ValidationError(f"Unknown time zone {name!r}; it takes names such as Asia/Jakarta.")
    return name


def seconds_between(named: dict[str, float]) -> dict[str, float]:
    """Return how many seconds lie between two requests to each provider named, or refuse what is no such number."""
    for name, seconds in named.items():
        if not 0.1 <= seconds <= 86_400:  # not a number is refused too
            raise ValidationError(f"{name} takes from 0.1 to 86400 seconds.")
    return named


def supported_database(database: dict[str, Any]) -> None:
    """Refuse a DATABASE_URL that names anything but SQLite or PostgreSQL: migrations and search are made for these."""
    if database["ENGINE"] not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:///, postgres:// or postgresql://.")


@dataclass(frozen=True)
class MailServer:
    """Where letters go, as EMAIL_URL says it."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False  # begun after the greeting (STARTTLS)
    ssl: bool = False  # from the first byte


def mail_server(url: str) -> MailServer:
    """`smtp+tls://user:password@host:port`, `smtps://` and `smtp://` send, `console:` prints; empty sends nothing."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("EMAIL_URL is not an address.") from None
    backend = "django.core.mail.backends.{}.EmailBackend"
    if not url or parts.scheme == "console":
        return MailServer(backend.format("console" if url else "dummy"))
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must be console:, or smtp+tls://, smtps:// or smtp:// with a host.")
    return MailServer(
        backend.format("smtp"),
        host=parts.hostname,
        port=port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtp+tls",
        ssl=parts.scheme == "smtps",
    )


def redis_socket(redis_url: str) -> Path | None:
    """The path of the Unix socket in a `unix://` URL, or None for a Redis reached by network."""
    if not redis_url.startswith("unix://"):
        return None
    return Path(unquote(redis_url.removeprefix("unix://").partition("?")[0]))


def check_redis_url(redis_url: str) -> str:
    """Return a URL that redis-py and Celery both understand, or say what is wrong with it."""
    scheme = redis_url.partition("://")[0]
    if scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured("REDIS_URL must begin with redis://, rediss:// or unix://.")
    socket = redis_socket(redis_url)
    if socket and len(os.fsencode(socket)) > LONGEST_SOCKET_PATH:
        raise ImproperlyConfigured(
            f"the path of Redis' socket is too long for a Unix socket ({len(os.fsencode(socket))} bytes, at most "
            f"{LONGEST_SOCKET_PATH}): {socket}. Set VAR_DIR to a folder with a shorter path."
        )
    return redis_url


def celery_broker_url(redis_url: str) -> str:
    """The same Redis in Celery's spelling: `redis+socket` and `virtual_host` where redis-py has `unix` and `db`."""
    socket = redis_socket(redis_url)
    if socket is None:
        return redis_url
    query = redis_url.partition("?")[2].replace("db=", "virtual_host=")
    return f"redis+socket://{quote(str(socket))}" + (f"?{query}" if query else "")


def describe(error: EnvValidationError) -> str:
    """One line that names every variable with a bad value and what is wrong with it."""
    messages = error.error_messages
    errors = messages if isinstance(messages, Mapping) else {"settings": messages}
    return "; ".join(f"{name} is wrong: {' '.join(map(str, reasons))}" for name, reasons in sorted(errors.items()))
