"""Who may do what: one question, asked in one place."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext as _

from claims.models.prepared import Prepared
from claims.review.errors import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet

    Person = User | AnonymousUser


GROUPS: Prepared[str] = Prepared(lambda user: Group.objects.filter(user=user).order_by().values_list("name", flat=True))


class Role(enum.IntEnum):
    """The groups made by migration `0003_roles`, weakest first: each may do all that the ones before it may."""

    NONE = 0
    VIEWER = 1
    ANALYST = 2
    REVIEWER = 3
    ADMINISTRATOR = 4


class Right(enum.Enum):
    """What can be asked for, with the weakest role that has it."""

    READ = Role.VIEWER
    ANNOTATE = Role.ANALYST  # add articles; confirm, correct, reject; sources; evidence; sign verdicts
    REVIEW = Role.REVIEWER  # approve or return the work of others; publish and correct; the watch list
    ADMINISTER = Role.ADMINISTRATOR  # retract what was published

    def __init__(self, role: Role) -> None:
        self.role = role


def role_of(user: Person) -> Role:
    """The strongest role of a person; NONE for anonymous and inactive users and those in no group."""
    if not user.is_authenticated or not user.is_active:
        return Role.NONE
    if user.is_superuser:
        return Role.ADMINISTRATOR
    # Kept on the instance, which lives as long as one request: many buttons ask, the groups are read once.
    kept = getattr(user, "_role", None)
    if kept is None:
        names = GROUPS(user.pk)
        kept = max((role for role in Role if role.name.lower() in names), default=Role.NONE)
        setattr(user, "_role", kept)  # noqa: B010 - an attribute Django's User does not declare
    return kept


def may(user: Person, right: Right) -> bool:
    return role_of(user) >= right.role


def people_with(right: Right) -> QuerySet[User]:
    """Everybody who has a right: active people in a group that gives it."""
    roles = [role.name.lower() for role in Role if role >= right.role]
    people = get_user_model().objects.filter(Q(groups__name__in=roles) | Q(is_superuser=True), is_active=True)
    return people.distinct()


def readers() -> QuerySet[User]:
    """Everybody who may read."""
    return people_with(Right.READ)


def require(user: Person, right: Right) -> None:
    """Raises NotAllowed, in words for the person, unless they have the right."""
    if may(user, right):
        return
    messages = {
        Right.READ: _("Your account has no role yet. Ask an administrator for one."),
        Right.ANNOTATE: _("Only analysts and reviewers may change claims. Your account may read them."),
        Right.REVIEW: _("This needs the right to review. Ask an administrator to make you a reviewer."),
        Right.ADMINISTER: _("Only administrators may do this."),
    }
    raise NotAllowed(messages[right])
