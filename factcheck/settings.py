"""All settings of the project. docs/configuration.md lists every variable that is read here, with its default.

Nothing has to be set: without any variable this is a demo on this machine (SQLite, embedded Redis, DEBUG on, loopback
only). A bad value ends the start with one line that says which variable to mend; production (`DEBUG=false`) refuses to
start without a secret key and host names of its own.
"""

import contextlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import EnvValidationError, validate
from kombu import Exchange, Queue

from factcheck.environment import (
    BASE_DIR,
    celery_broker_url,
    check_allowed_hosts,
    check_redis_url,
    check_secret_key,
    describe,
    env,
    kept_secret_key,
    known_time_zone,
    mail_server,
    supported_database,
)
from factcheck.fetch_settings import *  # noqa: F403
from factcheck.logging import logging_config
from factcheck.provider_settings import *  # noqa: F403
from factcheck.schedule import CELERY_BEAT_SCHEDULE

# --- What may be set from outside: environment variables, or the same names in a file `.env` beside manage.py ---------

# Coverage and its providers are read in provider_settings.py, the fetching of pages in fetch_settings.py.

DEBUG: bool = env.bool("DEBUG", default=True)
SECRET_KEY: str = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PROXY_COUNT: int = env.int("PROXY_COUNT", default=0, validate=validate.Range(0, 10))
HTTPS: bool = env.bool("HTTPS", default=not DEBUG)

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()
DATABASE: dict[str, Any] = env.dj_db_url("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR))}/db.sqlite3")
REDIS_URL: str = env.str("REDIS_URL", default=f"unix://{quote(str(VAR_DIR))}/redis.sock?db=0")

PORT: int = env.int("PORT", default=8000, validate=validate.Range(1, 65535))
LOG_LEVEL: str = env.str("LOG_LEVEL", default="INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
LOG_FORMAT: str = env.str(
    "LOG_FORMAT", default="console" if DEBUG else "json", validate=validate.OneOf(["json", "console"])
)
LANGUAGE_CODE: str = env.str("LANGUAGE_CODE", default="en", validate=validate.OneOf(["en", "id"]))
# Of pages; the database keeps UTC.
TIME_ZONE: str = env.str("TIME_ZONE", default="UTC", validate=known_time_zone)

WORKER_CONCURRENCY: int = env.int("WORKER_CONCURRENCY", default=1, validate=validate.Range(1, 64))
JOB_LEASE: int = env.int("JOB_LEASE", default=20, validate=validate.Range(2, 600))
JOB_SOFT_TIME_LIMIT: int = env.int("JOB_SOFT_TIME_LIMIT", default=90, validate=validate.Range(1, 3600))
JOB_TIME_LIMIT: int = env.int("JOB_TIME_LIMIT", default=120, validate=validate.Range(2, 3660))
BROKER_VISIBILITY_TIMEOUT: int = env.int("BROKER_VISIBILITY_TIMEOUT", default=180, validate=validate.Range(3, 7200))
LONGEST_JOB_WAIT: int = env.int("LONGEST_JOB_WAIT", default=900, validate=validate.Range(10, 86_400))

LOGIN_FAILURE_LIMIT: int = env.int("LOGIN_FAILURE_LIMIT", default=10, validate=validate.Range(3, 1000))
LOGIN_FAILURE_MINUTES: int = env.int("LOGIN_FAILURE_MINUTES", default=15, validate=validate.Range(1, 1440))
SESSION_IDLE_HOURS: int = env.int("SESSION_IDLE_HOURS", default=12, validate=validate.Range(1, 168))
SESSION_DAYS: int = env.int("SESSION_DAYS", default=7, validate=validate.Range(1, 90))
MAX_ARTICLE_BYTES: int = env.int("MAX_ARTICLE_BYTES", default=5_000_000, validate=validate.Range(1_000, 50_000_000))

SIMPLE_BADGE: bool = env.bool("SIMPLE_BADGE", default=False)
AXIS_LABEL_SECONDS: int = env.int("AXIS_LABEL_SECONDS", default=10, validate=validate.Range(0, 3600))
PUBLISH_NAMES: bool = env.bool("PUBLISH_NAMES", default=True)
ONE_PERSON_DESK: bool = env.bool("ONE_PERSON_DESK", default=False)
# Of links in mail; unset: this machine, or the first of ALLOWED_HOSTS.
SITE_URL: str = env.str("SITE_URL", default="", validate=validate.Regexp(r"(https?://[^/\s]+)?\Z"))
EMAIL_URL: str = env.str("EMAIL_URL", default="console:" if DEBUG else "")
EMAIL_FROM: str = env.str("EMAIL_FROM", default="")
# More than the longest period of digests: the last letter of a person says whether the present day has one.
NOTICE_DAYS: int = env.int("NOTICE_DAYS", default=90, validate=validate.Range(2, 3650))
DIGEST_HOUR: int = env.int("DIGEST_HOUR", default=7, validate=validate.Range(0, 23))

ABANDONED_DAYS: int = env.int("ABANDONED_DAYS", default=7, validate=validate.Range(0, 365))
LEASE_MINUTES: int = env.int("LEASE_MINUTES", default=2, validate=validate.Range(1, 120))

# Off by default: the folder of a sentence model of the operator's own that ranks coverage (docs/coverage.md).
RERANK_MODEL: str = env.str("RERANK_MODEL", default="")

# Off by default: an OpenSearch server of the operator's that says which articles hold rare terms (docs/coverage.md).
ARCHIVE_SEARCH_URL: str = env.str("ARCHIVE_SEARCH_URL", default="")
ARCHIVE_SEARCH_USER: str = env.str("ARCHIVE_SEARCH_USER", default="")
ARCHIVE_SEARCH_PASSWORD: str = env.str("ARCHIVE_SEARCH_PASSWORD", default="")
ARCHIVE_SEARCH_CA: str = env.str("ARCHIVE_SEARCH_CA", default="")
ARCHIVE_SEARCH_SECONDS: float = env.float("ARCHIVE_SEARCH_SECONDS", default=5, validate=validate.Range(0.1, 60))

# How often one person may do what costs much; 0 for no limit. One address may do it so many times as often.
LIMIT_UPLOADS: int = env.int("LIMIT_UPLOADS", default=60, validate=validate.Range(0, 100_000))
LIMIT_JOBS: int = env.int("LIMIT_JOBS", default=120, validate=validate.Range(0, 100_000))
LIMIT_EXPORTS: int = env.int("LIMIT_EXPORTS", default=60, validate=validate.Range(0, 100_000))
LIMIT_SEARCHES: int = env.int("LIMIT_SEARCHES", default=240, validate=validate.Range(0, 100_000))
LIMIT_ADDRESS_FACTOR: int = env.int("LIMIT_ADDRESS_FACTOR", default=10, validate=validate.Range(1, 1000))

MAX_UPLOAD_BYTES: int = env.int("MAX_UPLOAD_BYTES", default=20_000_000, validate=validate.Range(1_000, 500_000_000))
UPLOAD_QUOTA_BYTES: int = env.int("UPLOAD_QUOTA_BYTES", default=500_000_000, validate=validate.Range(0, 10**13))

try:
    env.seal()
except EnvValidationError as error:
    raise ImproperlyConfigured(describe(error)) from None

# --- Values that depend on each other ---------------------------------------------------------------------------------

with contextlib.suppress(OSError):  # `manage.py workbench` says clearly when this folder cannot be written
    VAR_DIR.mkdir(parents=True, exist_ok=True)

if not DEBUG:
    SECRET_KEY = check_secret_key(SECRET_KEY)
elif not SECRET_KEY:
    SECRET_KEY = kept_secret_key(VAR_DIR / "secret-key")
ALLOWED_HOSTS = check_allowed_hosts(ALLOWED_HOSTS, debug=DEBUG)
REDIS_URL = check_redis_url(REDIS_URL)
if not JOB_SOFT_TIME_LIMIT < JOB_TIME_LIMIT < BROKER_VISIBILITY_TIMEOUT:
    # Otherwise a job that is still running would be handed to a second worker.
    raise ImproperlyConfigured(
        "JOB_SOFT_TIME_LIMIT must be below JOB_TIME_LIMIT, and that below BROKER_VISIBILITY_TIMEOUT "
        f"(now {JOB_SOFT_TIME_LIMIT}, {JOB_TIME_LIMIT}, {BROKER_VISIBILITY_TIMEOUT} seconds)."
    )

# The libraries that load that model ask a hub on the internet for what they miss, unless they find this when imported.
os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")

# --- Django -----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # development serves static files as production does
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "axes",
    "csp",
    "claims",
]

MIDDLEWARE = [
    "factcheck.middleware.RequestLogMiddleware",  # first, so that every answer carries and logs a request id
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "factcheck.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.middleware.SessionLifetimeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "factcheck.middleware.PrivateByDefaultMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "claims.views.labels.AxisLabelMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it turns a locked-out log-in into its answer
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "factcheck.folding.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database ---------------------------------------------------------------------------------------------------------

supported_database(DATABASE)
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["NAME"] = str(BASE_DIR / DATABASE["NAME"])
    # One writer at a time is SQLite's rule. IMMEDIATE makes a transaction queue for its turn when it begins (for up to
    # `timeout` seconds) instead of failing when it first writes; WAL lets readers go on meanwhile. synchronous stays at
    # FULL: a signed verdict survives a power cut. A list reads rows from all over the file: with the usual 2 MB of
    # cache it fetches the same pages again and again; a connection takes the 32 MB only as it needs them. Beyond those
    # the file is read where the system keeps it, without a call for each page: all of it, for SQLite goes no further
    # than 2 GB (a search among 400,000 claims looks at pages throughout a file of 800 MB).
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
        " PRAGMA cache_size=-32000; PRAGMA mmap_size=2147418112;",
    } | DATABASE.get("OPTIONS", {})
    # A file, not memory: the browser tests' server and the job tests' worker open it from threads and processes.
    DATABASE["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    DATABASE["CONN_MAX_AGE"] = 60
    DATABASE["CONN_HEALTH_CHECKS"] = True  # a restarted server is noticed before a request fails on it
    DATABASE["OPTIONS"] = {"connect_timeout": 5} | DATABASE.get("OPTIONS", {})

DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Counts that all web workers share --------------------------------------------------------------------------------

# "shared" is for `factcheck.counting` alone, which goes on without it when Redis is away, after a moment at most.
CACHES = {
    "default": {  # parts of pages that are the same for all: few, small, and kept as long as the process lives
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "factcheck",
        "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 0.25},
    },
}

# --- Mail -------------------------------------------------------------------------------------------------------------

EMAIL_ON = bool(EMAIL_URL)
EMAIL_TIMEOUT = 20  # seconds
_mail = mail_server(EMAIL_URL)
EMAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls, _mail.ssl
SITE_URL = SITE_URL or (f"http://127.0.0.1:{PORT}" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
DEFAULT_FROM_EMAIL = EMAIL_FROM or f"factcheck@{urlsplit(SITE_URL).hostname}"

# --- People, log-in, sessions -----------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "factcheck.people.PeopleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "factcheck.accounts.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"  # my queue
LOGOUT_REDIRECT_URL = "login"

# Failed log-ins are counted in the database, which all web hosts share; a lock ends by itself.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_FAILURE_LIMIT = LOGIN_FAILURE_LIMIT
AXES_COOLOFF_TIME = timedelta(minutes=LOGIN_FAILURE_MINUTES)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or a stranger could keep an account locked for ever
AXES_RESET_ON_SUCCESS = False  # or a log-in with one's own account would reset the guesses at another's
AXES_CLIENT_IP_CALLABLE = "factcheck.middleware.client_address"
AXES_LOCKOUT_CALLABLE = "factcheck.accounts.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_ENGINE = "factcheck.sessions"
SESSION_COOKIE_AGE = SESSION_IDLE_HOURS * 3600  # SessionLifetimeMiddleware renews it and ends it after SESSION_DAYS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page (hx-headers), not from the cookie
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "claims.views.errors.csrf_failure"
if HTTPS:  # the prefix makes browsers refuse such a cookie from a sister domain or over plain HTTP
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- Answers ----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked over plain HTTP from inside
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading a domain into browsers can hardly be taken back: that is its owner's decision, not a default of ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A pasted article in a form takes up to three bytes a byte; files are counted by their own rule.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MAX_ARTICLE_BYTES + 100_000

# --- Languages, time, files -------------------------------------------------------------------------------------------

LANGUAGES = [("en", _("English")), ("id", _("Indonesian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"  # collectstatic fills it in production
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "factcheck.static.HashedStaticFilesStorage"
    },
}

LOGGING = logging_config(level=LOG_LEVEL, style=LOG_FORMAT)

# --- Jobs (Celery reads every CELERY_* name) --------------------------------------------------------------------------

CELERY_BROKER_URL = celery_broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True  # a job's state and result are rows in the database
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "UTC"

# A click waits for nobody: the worker empties the queue of analysts' clicks before it takes a sweep's job.
# Each queue needs a routing key of its own: by default both would take every message of the default one.
CELERY_TASK_QUEUES = [Queue(name, Exchange("factcheck"), routing_key=name) for name in ("interactive", "background")]
CELERY_TASK_DEFAULT_QUEUE = "interactive"
CELERY_TASK_DEFAULT_EXCHANGE = "factcheck"
CELERY_TASK_DEFAULT_ROUTING_KEY = "interactive"
CELERY_TASK_CREATE_MISSING_QUEUES = False

# Nothing is lost: a message is gone from Redis only when its job has ended; a dead pool process gives it back at once,
# a dead worker after the visibility timeout. By kombu's defaults that would take an hour and more.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = JOB_SOFT_TIME_LIMIT
CELERY_TASK_TIME_LIMIT = JOB_TIME_LIMIT
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": BROKER_VISIBILITY_TIMEOUT,
    "unacked_restore_interval": max(1, min(10, BROKER_VISIBILITY_TIMEOUT // 3)),
    "unacked_restore_throttle": 1,
    "queue_order_strategy": "priority",
    "priority_steps": [0],
    "global_keyprefix": "factcheck:",
    "socket_connect_timeout": 3,
    "socket_timeout": 30,
}
# A page never waits for Redis: one quick second try, then the job row stays `waiting` until the sweep queues it again.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_TIMEOUT = 3
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # keep trying: Redis may be away for an hour
# When Redis dies during a job, let the job end; its repetition finds the work done.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False

CELERY_WORKER_CONCURRENCY = WORKER_CONCURRENCY
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0  # seconds a running job gets to end; then it goes back to its queue
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
if ARCHIVE_SEARCH_URL:
    CELERY_BEAT_SCHEDULE["mirror-archive"] = {
        "task": "claims.tasks.mirror_archive",
        "schedule": 10.0,
        "options": {"queue": "background", "expires": 9},
    }
