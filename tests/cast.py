"""The people of the tests: one for each role, one without any, one who left."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Cast:
    """Alma reads, Bram and Citra analyse, Dina reviews, Edo administers; Nobody has no role, Gone is inactive."""

    viewer: User
    analyst: User
    colleague: User
    reviewer: User
    administrator: User
    nobody: User
    gone: User


def make_person(username: str, role: str | None, *, active: bool = True) -> User:
    """A person with a role (a group made by the migrations), or without one."""
    person = User.objects.create_user(username, password=PASSWORD, first_name=username.capitalize(), is_active=active)
    if role:
        person.groups.add(Group.objects.get_or_create(name=role)[0])
    return person


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(
        viewer=make_person("alma", "viewer"),
        analyst=make_person("bram", "analyst"),
        colleague=make_person("citra", "analyst"),
        reviewer=make_person("dina", "reviewer"),
        administrator=make_person("edo", "administrator"),
        nobody=make_person("nobody", None),
        gone=make_person("gone", "analyst", active=False),
    )
