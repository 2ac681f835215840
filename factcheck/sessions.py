"""Sessions in the database, as Django keeps them, read by one question that is written once.

Every request of a person begins with reading their session; Django's store spends ten times longer on writing that
question than the database on answering it.
"""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

FORMER_BACKEND, BACKEND = "django.contrib.auth.backends.ModelBackend", "factcheck.people.PeopleBackend"
_TABLE = Session._meta.db_table
READ = f"SELECT session_data FROM {_TABLE} WHERE session_key = %s AND expire_date > %s"  # noqa: S608 - our own table


class SessionStore(db.SessionStore):
    """A drop-in for `django.contrib.sessions.backends.db`: the same table, the same data."""

    def load(self) -> dict[str, object]:
        """What the session holds; {} and no key any more when there is none or it has ended."""
        data = self._kept()
        if data is None:
            self._session_key = None
            return {}
        held: dict[str, object] = self.decode(data)
        if held.get(BACKEND_SESSION_KEY) == FORMER_BACKEND:
            held[BACKEND_SESSION_KEY] = BACKEND  # nobody is asked to log in again because of another name
        return held

    def _kept(self) -> str | None:
        key = self.session_key or ""
        if not (key.isascii() and key.isalnum()):
            return None  # no key of ours; PostgreSQL would break on some of what a cookie may hold
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(READ, [key, now])
            row = cursor.fetchone()
        return None if row is None else row[0]
