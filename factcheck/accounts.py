"""Log-in rules that Django does not bring: longest password, the answer to too many failed log-ins, a log of them."""

from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import user_logged_in, user_logged_out, user_login_failed
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from factcheck.middleware import client_address

log = structlog.get_logger("factcheck.accounts")

# What Django says of passwords: our catalogue has it in better Indonesian, with one word for one thing.
gettext_noop("Old password")
gettext_noop("New password")
gettext_noop("New password confirmation")
gettext_noop("Enter the same password as before, for verification.")
gettext_noop("Your password can’t be too similar to your other personal information.")
gettext_noop("Your password can’t be a commonly used password.")
gettext_noop("Your old password was entered incorrectly. Please enter it again.")
gettext_noop("The two password fields didn’t match.")


class MaximumLengthValidator:
    """Refuses passwords so long that hashing them would be a way to keep the server busy."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when the password is longer than allowed."""
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """The rule in a sentence for the form."""
        return ngettext(
            "Your password can have at most %(max_length)d character.",
            "Your password can have at most %(max_length)d characters.",
            self.max_length,
        ) % {"max_length": self.max_length}


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The log-in page with the reason, as 429, after too many failed log-ins; it says when to try again."""
    minutes = settings.LOGIN_FAILURE_MINUTES
    form = AuthenticationForm(request)
    message = _("Too many failed log-ins. Try again in %(minutes)d minutes.") % {"minutes": minutes}
    # An unbound form shows no errors, and binding it would try the password: the template reads `locked_out`.
    response = render(request, "registration/login.html", {"form": form, "locked_out": message}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


# Names are not logged: a password typed into the wrong field would be kept in the log for ever.


@receiver(user_logged_in)
def log_login(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Who came in, and from where."""
    log.info("logged in", user_id=user.pk, address=client_address(request))


@receiver(user_login_failed)
def log_failed_login(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """That somebody was refused, and from where."""
    log.warning("log-in refused", address=client_address(request) if request else None)


@receiver(user_logged_out)
def log_logout(user: Any, **kwargs: Any) -> None:
    """Who left."""
    if user:
        log.info("logged out", user_id=user.pk)
