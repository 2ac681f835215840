"""Comments: say something about an article, a claim or a source, mend it, withdraw it and put it back.

Whoever may annotate may comment. A comment is edited by its author; it is withdrawn by its author or an administrator.
The log says that it was done, and never the words: a withdrawn comment would stand there for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Article, Claim, Comment, CommentWording, Event, Source, search
from claims.review import mentions
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.notices import tell_mentioned
from claims.review.permissions import Right, Role, require, role_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Subject = Article | Claim | Source
LONGEST = 10_000
Act = Event.Act


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as it was saved, and the names behind an @ that are nobody's."""

    comment: Comment
    unknown: list[str]


def subject_of(kind: str, pk: int) -> Subject:
    """The article (without its text), claim or source of that number; a source that was merged is the one that stands.

    Raises DoesNotExist.
    """
    if kind == "article":
        return Article.objects.select_related("outlet").defer("text", "clutter").get(pk=pk)
    if kind == "claim":
        return Claim.objects.get(pk=pk)
    source = Source.objects.get(pk=pk)
    return subject_of(kind, source.merged_into_id) if source.merged_into_id else source


@transaction.atomic
def comment(user: User, kind: str, pk: int, body: str) -> Written:
    """Say something about the `kind` (article, claim, source) of that number. Raises NotAllowed or NotReady."""
    require(user, Right.ANNOTATE)
    body = _checked(body)
    subject = subject_of(kind, pk)
    people, unknown = mentions.meant(body)
    made = Comment.objects.create(**{kind: subject}, author=user, body=body)
    made.mentions.set(people)
    tell_mentioned(_log(Act.COMMENTED, user, made), made, people)
    return Written(made, unknown)


@transaction.atomic
def edit(user: User, pk: int, body: str, *, version: int) -> Written:
    """Say it in other words; the older ones are kept. Raises NotAllowed for the comment of another, NotReady when it
    was withdrawn, OutOfDate when it is no longer the version the person saw."""
    require(user, Right.ANNOTATE)
    found = _fresh(pk, version)
    if found.author_id != user.pk:
        raise NotAllowed(_("A comment is edited by whoever wrote it. Answer it with one of yours."))
    if found.withdrawn_at:
        raise NotReady(_("This comment was withdrawn. Put it back before you edit it."))
    body = _checked(body)
    people, unknown = mentions.meant(body)
    if body != found.body:
        CommentWording.objects.create(comment=found, body=found.body, written_at=found.edited_at or found.created_at)
        _write(found, body=body, edited_at=timezone.now())
        before = set(found.mentions.all())
        found.mentions.set(people)
        tell_mentioned(_log(Act.COMMENT_EDITED, user, found), found, set(people) - before)
    return Written(found, unknown)


@transaction.atomic
def withdraw(user: User, pk: int, *, version: int) -> Comment:
    """Show it no more; `put_back` undoes it. Raises NotAllowed or OutOfDate."""
    require(user, Right.ANNOTATE)
    found = _fresh(pk, version)
    if found.author_id != user.pk and role_of(user) < Role.ADMINISTRATOR:
        raise NotAllowed(_("A comment is withdrawn by whoever wrote it, or by an administrator."))
    if found.withdrawn_at is None:
        _write(found, withdrawn_at=timezone.now(), withdrawn_by=user)
        _log(Act.COMMENT_WITHDRAWN, user, found)
    return found


@transaction.atomic
def put_back(user: User, pk: int, *, version: int) -> Comment:
    """Show a withdrawn comment again; only whoever withdrew it may. Raises NotAllowed or OutOfDate."""
    require(user, Right.ANNOTATE)
    found = _fresh(pk, version)
    if found.withdrawn_at is None:
        return found
    if found.withdrawn_by_id != user.pk:
        raise NotAllowed(_("A comment is put back by whoever withdrew it."))
    _write(found, withdrawn_at=None, withdrawn_by=None)
    _log(Act.COMMENT_RESTORED, user, found)
    return found


def _checked(body: str) -> str:
    body = body.replace("\r\n", "\n").strip()
    if not body:
        raise NotReady(_("Write something first."))
    if len(body) > LONGEST:
        raise NotReady(
            _("A comment has at most %(most)d characters; this one has %(n)d.") % {"most": LONGEST, "n": len(body)}
        )
    return body


def _fresh(pk: int, version: int) -> Comment:
    found = Comment.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.version != version:
        raise OutOfDate(_("This comment was changed meanwhile. Nothing of yours was saved."), found)
    return found


def _write(found: Comment, **fields: object) -> None:
    """Write fields of a comment that is locked."""
    for name, value in {**fields, "version": found.version + 1}.items():
        setattr(found, name, value)
    found.save(update_fields=[*fields, "version"])


def _log(act: Event.Act, user: User, about: Comment) -> Event:
    """One line in the log, and the words into the search of its claim or out of it."""
    if about.claim_id:
        search.refresh([about.claim_id])
    subject = {f"{about.kind}_id": about.subject_id}
    return Event.objects.append(act, actor=user, new={"comment": about.pk}, **subject)
