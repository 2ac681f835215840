"""manage.py check_event_log: prove that no line of the log was changed, removed or slipped in."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.review import event_log


def noted(typed: str) -> tuple[int, str]:
    """A position and its digest as this command prints them: `1204:9f3c…`."""
    match = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", typed)
    if match is None:
        raise ArgumentTypeError("takes POSITION:DIGEST, as an earlier run printed it")
    return int(match[1]), match[2]


class Command(BaseCommand):
    """Reads the whole chain; changes nothing."""

    help = "Check the chain of hashes over the log of events. Exit status 1 and the first broken row when it is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What was noted of an earlier run."""
        parser.add_argument(
            "--expect",
            type=noted,
            metavar="POSITION:DIGEST",
            help="a line noted earlier: also proves that nothing is cut off",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the newest digest, to be noted somewhere else, or raises at the first break."""
        found = event_log.check(expected=options["expect"])
        if found.broken is not None:
            raise CommandError(f"The log of events is broken. {found.broken}.")
        self.stdout.write(f"{found.sealed} events sealed, unbroken. Note: {found.sealed}:{found.digest}")
        if found.waiting:
            self.stdout.write(
                f"{found.waiting} events wait to be sealed; a worker with its beat does so every few seconds."
            )
