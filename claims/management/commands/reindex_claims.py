"""Write the full-text index of claims anew: `manage.py reindex_claims`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from claims.models import Claim, search


class Command(BaseCommand):
    """Needed after rows were changed past the product, by hand or by a script."""

    help = "Write the full-text index of claims anew, in one transaction: readers see the old one until it is complete."

    def handle(self, *args: Any, **options: Any) -> None:
        """Indexes every claim and says how many."""
        with transaction.atomic():
            count = search.rebuild(Claim.objects.order_by("pk").values_list("pk", flat=True))
        self.stdout.write(f"{count} claims indexed.")
