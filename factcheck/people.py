"""People as Django keeps them, read by one question that is written once: nearly every request asks who sent it."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from claims.models.prepared import Prepared

PERSON: Prepared[User] = Prepared(lambda pk: User.objects.filter(pk=pk))


class PeopleBackend(ModelBackend):
    """Django's own, but for how the person of a session is read."""

    def get_user(self, user_id: int) -> User | None:
        """The person, unless the account was closed or is gone."""
        person = PERSON.first(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
