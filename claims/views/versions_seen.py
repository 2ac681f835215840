"""Which version of a row the page showed."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.forms.review import VersionForm
from claims.review.errors import OutOfDate


def version_seen(request: HttpRequest) -> int:
    """The version that an act names; raises OutOfDate when it names none."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise OutOfDate(_("The page did not say which version you saw. Load it again; nothing was changed."))
    version: int = form.cleaned_data["version"]
    return version
