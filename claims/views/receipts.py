"""Acts that browsers may send twice: after a lost connection nobody knows whether the first send arrived."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from claims.models import DeedReceipt
from claims.review.errors import NotReady

ACT_ID = re.compile(r"[0-9a-f]{32}")


def act_id_of(request: HttpRequest) -> str | None:
    """The id that the browser gave to an act (`X-Act-Id`); None for plain forms, reading, and malformed ids."""
    sent = request.headers.get("X-Act-Id", "")
    return sent if request.method == "POST" and ACT_ID.fullmatch(sent) else None


def once(person: User, act_id: str, path: str, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do the act at this path, with its receipt in the same transaction; when it was done before, only say so.

    A refusal, raised or answered (status 400 and above), leaves neither a change nor a receipt. Raises NotReady when
    the id is that of an act at another path: nothing of this one was done.
    """
    with transaction.atomic():
        receipt, new = DeedReceipt.objects.take(person, act_id, path)
        if not receipt.is_for(path):
            raise NotReady(_("This id was used for another act. Nothing was changed; load the page and try again."))
        if not new:
            return HttpResponse(status=receipt.status, headers={"X-Act-Repeated": "true", "HX-Reswap": "none"})
        response = act()
        if response.status_code >= 400:
            transaction.set_rollback(True)
        elif response.status_code != receipt.status:
            receipt.status = response.status_code
            receipt.save(update_fields=["status"])
    return response
