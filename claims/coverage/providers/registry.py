"""The providers that the operator has switched on."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from claims.coverage.providers import gdelt, google_factcheck, wikinews
from claims.coverage.providers.base import Provider

KNOWN: dict[str, Callable[[], Provider]] = {
    "google_factcheck": google_factcheck.provider,
    "gdelt": gdelt.doc,
    "gdelt_context": gdelt.context,
    "wikinews": wikinews.provider,
}


def configured() -> list[Provider]:
    """In the order of COVERAGE_PROVIDERS; none by default."""
    return [KNOWN[name]() for name in dict.fromkeys(settings.COVERAGE_PROVIDERS)]
