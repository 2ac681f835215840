"""manage.py check_spans : compare every stored span with the text it points into."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.models import Article, AttributionSpan, OwnVoice


class Command(BaseCommand):
    help = "Check that every stored span quotes its article exactly. Exit status 1 and a line for each that does not."

    def handle(self, *args: Any, **options: Any) -> None:
        checked = wrong = 0
        for name, article_id, text, start, end, quote in all_spans():
            checked += 1
            if text[start:end] != quote:
                wrong += 1
                self.stderr.write(f"article {article_id}, {name}: [{start}, {end}) is not {quote[:60]!r}")
        if wrong:
            raise CommandError(f"{wrong} of {checked} spans do not quote their article.")
        self.stdout.write(f"{checked} spans, all exact.")


def all_spans() -> Iterator[tuple[str, int, str, int, int, str]]:
    """(name, article id, text, start, end, quote) of every span, one article in memory at a time."""
    for article_id, text in Article.objects.order_by("pk").values_list("pk", "text").iterator(chunk_size=20):
        attributed = AttributionSpan.objects.filter(attribution__article=article_id).values_list(
            "attribution__number", "role", "start", "end", "quote"
        )
        own = OwnVoice.objects.filter(article=article_id).values_list("pk", "start", "end", "quote")
        for name, start, end, quote in chain(
            ((f"attribution {number} {role}", s, e, q) for number, role, s, e, q in attributed),
            ((f"own voice {pk}", s, e, q) for pk, s, e, q in own),
        ):
            yield name, article_id, text, start, end, quote
