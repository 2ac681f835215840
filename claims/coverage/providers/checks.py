"""What `manage.py check` (and every start with it) says about the providers' configuration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from claims.coverage.providers import news_mapping


def news_apis(**_kwargs: Any) -> list[CheckMessage]:
    """An error for each wrong field of each mapping file in NEWS_APIS."""
    found: list[CheckMessage] = []
    for where in settings.NEWS_APIS:
        try:
            news_mapping.load(where)
        except news_mapping.BadMapping as error:
            found += [
                Error(f"{where}: {problem}", hint="See docs/news-apis.md.", obj="NEWS_APIS", id="claims.E001")
                for problem in error.problems
            ]
    names = [news_mapping.name_of(where) for where in settings.NEWS_APIS]
    if len(set(names)) < len(names):
        found.append(Error("NEWS_APIS has two mapping files of one name.", obj="NEWS_APIS", id="claims.E002"))
    return found
