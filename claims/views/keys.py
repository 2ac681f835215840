"""A person's keys: the page that changes them, and the switch in the overlay."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.keys import KeysForm
from claims.models import KeyMap
from claims.review import keymap
from claims.review.permissions import Right
from claims.views.access import Request, needs
from claims.views.errors import notice


@needs(Right.READ)
@require_http_methods(["GET", "POST"])
def keys(request: Request) -> HttpResponse:
    """Each act with its key; `reset` puts all back."""
    if "reset" in request.POST:
        keymap.reset_keys(request.user)
        messages.success(request, _("All keys are as they were delivered."))
        return redirect("claims:keys")
    form = KeysForm(request.POST or None, keymap=KeyMap.objects.of(request.user))
    if request.method == "POST" and form.is_valid():
        keymap.set_keys(request.user, form.keys(), single_keys=form.cleaned_data["single_keys"])
        messages.success(request, _("Your keys are saved."))
        return redirect("claims:keys")
    return render(request, "claims/keys.html", {"form": form}, status=422 if form.errors else 200)


@needs(Right.READ)
@require_POST
def single(request: Request) -> HttpResponse:
    """Switch single keys on or off, for people who dictate or use a switch."""
    on = "on" in request.POST
    keymap.switch_single_keys(request.user, on=on)
    words = _("Single keys are on.") if on else _("Single keys are off.")
    if request.htmx:
        return notice(request, words=words)
    messages.success(request, words)
    return redirect("claims:keys")
