"""manage.py seed_demo : fill a development database with demo articles and people, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claims.demo.catalogue import PEOPLE
from claims.demo.seed import logins, seed


class Command(BaseCommand):
    help = "Fill a development database with the demo articles and people. Safe to repeat; refused when DEBUG is off."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo people have passwords that stand in a file: never created when DEBUG is off.")
        try:
            new = seed()
        except DatabaseError as error:
            raise CommandError(f"The database is not ready ({error}). Run: manage.py migrate") from None
        self.stdout.write(f"Demo: {new} new articles." if new else "Demo: already here.")
        self.stdout.write("Log in as:")
        passwords = logins()
        for person in PEOPLE:
            name = f"{person.first_name} {person.last_name}"
            self.stdout.write(f"  {person.username:<6} {passwords[person.username]:<15} {person.role} ({name})")
