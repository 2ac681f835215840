"""Send the letters about notifications that are due, as the beat does every five minutes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.review import digests


class Command(BaseCommand):
    """`manage.py send_digests`."""

    help = "Send the letters about notifications that are due, and those that a mail server refused before."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_ON:
            self.stdout.write("EMAIL_URL is not set: this desk sends no mail.")
            return
        done = digests.run()
        self.stdout.write(f"{done.made} letters made, {done.sent} sent, {done.refused} refused and kept.")
