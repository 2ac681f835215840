"""`manage.py permissions_page`: write docs/permissions.md anew from the table of moves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.management.permissions import page


class Command(BaseCommand):
    help = "Writes docs/permissions.md anew from the table of moves."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "permissions.md"
        path.write_text(page(), encoding="utf-8")
        self.stdout.write(f"{path}")
