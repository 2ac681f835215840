"""manage.py ask_providers WORDS : ask every configured coverage provider once and print what it answers."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.coverage.providers import asking, registry
from claims.coverage.providers.base import Outcome, Query


class Command(BaseCommand):
    help = "Ask every provider in COVERAGE_PROVIDERS for these words. Saves nothing. Exit status 1 when one failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words")
        parser.add_argument("--language", default="", help="of the articles, as in BCP 47: id, en")
        parser.add_argument("--limit", type=int, default=10)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit must be at least 1.")
        providers = registry.configured()
        if not providers:
            raise CommandError("No provider is configured: name some in COVERAGE_PROVIDERS.")
        query = Query(options["words"], language=options["language"], limit=options["limit"])
        failed = []
        for provider in providers:
            answer = asking.ask(provider, query)
            self.stdout.write(
                f"{provider.label}: {answer.outcome.label}" + (f" ({answer.reason})" if answer.reason else "")
            )
            for item in answer.items:
                told = " | ".join(part for part in (item.outlet, item.title, item.rating) if part)
                self.stdout.write(f"  {told}\n    {item.url}")
            if answer.outcome == Outcome.FAILED:
                failed.append(provider.label)
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
