"""Mail: what a person was told since the last one, in one plain letter an hour or a day.

A letter is made first, with its notices, and sent afterwards, outside any transaction. A mail server that refuses, or
is away, loses nothing: the same letter is sent again, under the same Message-ID, until it is taken.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from claims.models import Digest, Notice, NoticeChoices
from claims.review.notices import choose
from claims.review.permissions import readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.mail.backends.base import BaseEmailBackend
    from django.db.models import QuerySet

log = structlog.get_logger(__name__)

MOST_LINES = 100  # in one letter; the page has the others
MOST_LETTERS = 200  # made, and sent, in one run
SALT = "no-more-mail"
Mail = NoticeChoices.Mail


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did: letters made, sent, and refused by the mail server."""

    made: int
    sent: int
    refused: int


def run(now: dt.datetime | None = None) -> Sent:
    """Make the letters that are due and send what is not sent. Safe to run twice, and at once."""
    if not settings.EMAIL_ON:
        return Sent(0, 0, 0)
    made = _make_due(now or timezone.now())
    sent, refused = _send_all()
    return Sent(made, sent, refused)


def token_for(user: User) -> str:
    """What the link at the end of a letter carries, so that it works without a log-in."""
    return signing.dumps(user.pk, salt=SALT)


@transaction.atomic
def stop(token: str) -> bool:
    """Send the person whom the token names no more mail; False for a token that is not ours."""
    person = whose(token)
    if person is None:
        return False
    choose(person, mail=Mail.NEVER)
    return True


def whose(token: str) -> User | None:
    """The person whom a token names, if it is ours and they are still there."""
    try:
        return readers().filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def begins(mail: str, now: dt.datetime) -> dt.datetime:
    """When the present period of an hour or a day began: days begin at DIGEST_HOUR of the pages' time zone."""
    here = timezone.localtime(now)
    hour = here.replace(minute=0, second=0, microsecond=0)
    if mail == Mail.HOURLY:
        return hour
    day = hour.replace(hour=settings.DIGEST_HOUR)
    return day if day <= here else day - dt.timedelta(days=1)


def _news() -> QuerySet[Notice]:
    return Notice.objects.filter(by_mail=True, digest__isnull=True).unread()


def _make_due(now: dt.datetime) -> int:
    people = readers().filter(pk__in=_news().values("user")).exclude(email="")
    made = 0
    for person in people.exclude(pk__in=Digest.objects.unsent().values("user")).order_by("pk"):
        made += _make(person, now)
        if made == MOST_LETTERS:
            break
    return made


@transaction.atomic
def _make(person: User, now: dt.datetime) -> int:
    """One letter with what was new before the present period began, unless this period has one; 1 if it was made."""
    choices = NoticeChoices.objects.of(person)
    if choices.mail == Mail.NEVER:
        return 0
    since = begins(choices.mail, now)
    lines = list(_news().filter(user=person, created_at__lt=since).order_by("pk").values_list("pk", flat=True))
    if not lines or Digest.objects.filter(user=person, made_at__gte=since).exists():
        return 0
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user=person)
    except IntegrityError:  # another process has just made it
        return 0
    Notice.objects.filter(pk__in=lines[:MOST_LINES]).update(digest=digest)
    Notice.objects.filter(pk__in=lines[MOST_LINES:]).update(
        digest=digest, by_mail=False
    )  # counted, not told one by one
    return 1


def _send_all() -> tuple[int, int]:
    """(letters sent, letters refused). Without an answer of the mail server the others are left for the next run."""
    waiting = list(Digest.objects.unsent().order_by("pk").values_list("pk", flat=True)[:MOST_LETTERS])
    if not waiting:
        return 0, 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        log.warning("The mail server does not answer; letters wait", error=type(error).__name__, letters=len(waiting))
        return 0, len(waiting)
    try:
        outcomes = [_send(pk, connection) for pk in waiting if Digest.objects.take(pk)]
    finally:
        connection.close()
    return sum(outcomes), len(outcomes) - sum(outcomes)


def _send(pk: int, connection: BaseEmailBackend) -> bool:
    """Send one letter that this process has taken; True if it was taken, or if nobody is to have it any more."""
    digest = Digest.objects.select_related("user").get(pk=pk)
    person = digest.user
    if person.email and readers().filter(pk=person.pk).exists():
        try:
            letter(digest, connection).send()
        except OSError as error:  # as all errors of SMTP are
            log.warning("The mail server refused a letter; it is tried again", error=type(error).__name__, digest=pk)
            Digest.objects.filter(pk=pk).update(tried_at=None)
            return False
    Digest.objects.filter(pk=pk).update(sent_at=timezone.now())
    return True


def letter(digest: Digest, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The letter in the person's language, with a way out of it in its last line and in its headers."""
    person, site = digest.user, settings.SITE_URL
    choices = NoticeChoices.objects.of(person)
    rows = Notice.objects.filter(digest=digest)
    lines = list(rows.filter(by_mail=True).listed().order_by("pk"))
    away = site + reverse("claims:mail_off", args=[token_for(person)])
    with translation.override(choices.language or settings.LANGUAGE_CODE):
        n = rows.count()
        subject = ngettext("%(n)d new notification", "%(n)d new notifications", n) % {"n": n}
        context = {"person": person, "notices": lines, "more": n - len(lines), "site": site, "away": away}
        body = render_to_string("claims/mail/digest.txt", context | {"choices": choices})
    headers = {
        "Message-ID": f"<digest-{digest.pk}@{urlsplit(site).hostname}>",
        "List-Unsubscribe": f"<{away}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(f"Factcheck: {subject}", body, to=[person.email], headers=headers, connection=connection)
