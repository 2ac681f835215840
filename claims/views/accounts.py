"""Leaving: who logs out is at no article and edits no claim any more."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse

from claims.models import Presence
from claims.review import leases


class LogOut(LogoutView):
    """The log-out, with what others see of the person."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            leases.leave(request.user)
            Presence.objects.filter(person=request.user).delete()
        return super().post(request, *args, **kwargs)
