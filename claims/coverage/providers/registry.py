"""The providers that the operator has switched on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings

from claims.coverage.providers import claimreview, gdelt, google_factcheck, mediacloud, news_api, wikinews, wordpress
from claims.coverage.providers.base import Provider

KNOWN: dict[str, Callable[[], list[Provider]]] = {
    "claimreview": lambda: [claimreview.provider()],
    "google_factcheck": lambda: [google_factcheck.provider()],
    "gdelt": lambda: [gdelt.doc()],
    "gdelt_context": lambda: [gdelt.context()],
    "mediacloud": lambda: [mediacloud.provider()],
    "news_api": news_api.providers,
    "wikinews": lambda: [wikinews.provider()],
    "wordpress": wordpress.providers,
}


def configured() -> list[Provider]:
    """In the order of COVERAGE_PROVIDERS; none by default."""
    found = [one for name in dict.fromkeys(settings.COVERAGE_PROVIDERS) for one in KNOWN[name]()]
    seconds = settings.COVERAGE_PROVIDER_SECONDS
    return [replace(one, seconds_between=seconds.get(one.name, one.seconds_between)) for one in found]
