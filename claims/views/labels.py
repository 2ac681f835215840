"""Keeps the labels of the three axes fresh in each process: looked up every AXIS_LABEL_SECONDS, not for every page."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from claims.models import AxisLabel
from claims.models.wording import put


def take_over() -> None:
    """Let this process use the labels as they stand in the database."""
    put(AxisLabel.objects.wordings())


class AxisLabelMiddleware:
    """Takes over what an administrator changed; AXIS_LABEL_SECONDS of 0 leaves that to restarts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.due = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = time.monotonic()
        if settings.AXIS_LABEL_SECONDS and now >= self.due:
            self.due = now + settings.AXIS_LABEL_SECONDS
            take_over()
        return self.get_response(request)
