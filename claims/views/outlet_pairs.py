"""Outlets that may be one: a host and a name, each pair with why it is asked; a person says one or two."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.forms.sources import PairForm
from claims.models import OutletsApart
from claims.review.errors import NotReady
from claims.review.permissions import Right
from claims.sources import pairs as waiting
from claims.views.access import Request, needs

MOST_APART = 10  # of those told apart, for taking back


@needs(Right.ANNOTATE)
@require_GET
def pairs(request: Request) -> HttpResponse:
    """The pairs that wait, and the latest that were told apart."""
    numbers = waiting.numbers()
    context = {
        "pairs": waiting.of_numbers(numbers),
        "total": len(numbers),
        "apart": OutletsApart.objects.select_related("host", "named", "author")[:MOST_APART],
    }
    return render(request, "claims/outlet_pairs.html", context)


@needs(Right.ANNOTATE)
@require_POST
def decide(request: Request) -> HttpResponse:
    """They are one (`one`), or two."""
    form = PairForm(request.POST)
    if not form.is_valid():
        raise NotReady(_("The page sent a list that cannot be read. Load it again; nothing was changed."))
    data = form.cleaned_data
    host, named = data["host"], data["named"]
    words = {"host": host.name, "name": named.name}
    versions = {"host_version": data["host_version"], "named_version": data["named_version"]}
    if data["one"]:
        waiting.join(request.user, host.pk, named.pk, **versions)
        said = _("“%(host)s” is now another name of %(name)s. The page that edits %(name)s takes it back.") % words
    else:
        waiting.tell_apart(request.user, host.pk, named.pk, **versions)
        said = _("%(host)s and %(name)s stay two.") % words
    messages.success(request, said)
    return redirect("claims:outlet_pairs")


@needs(Right.ANNOTATE)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Ask again whether two that were told apart are one."""
    waiting.take_back(request.user, get_object_or_404(OutletsApart, pk=pk).pk)
    messages.success(request, _("Taken back."))
    return redirect("claims:outlet_pairs")
