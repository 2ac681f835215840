"""manage.py sweep_coverage : look for coverage of the claims that are due, as the beat does every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims import tasks


class Command(BaseCommand):
    help = "Queue the searches for coverage that are due, and the questions to providers that were busy before."

    def handle(self, *args: Any, **options: Any) -> None:
        done = tasks.sweep_coverage()
        self.stdout.write(f"{done['looked']} claims are looked for again, {done['asked']} providers are asked again.")
