"""A name of any script may be as long as its field allows, however many letters its key has."""

from __future__ import annotations

import pytest

from claims.models import Source
from claims.review.attributions import create_source
from claims.sources import profile
from claims.sources.resolve import get_or_make

pytestmark = pytest.mark.django_db

KOREAN = "정보통신정책연구원 " * 19  # each syllable is two or three letters in the key
ARABIC = "ﷺ" * 200  # the longest that a key may become


@pytest.mark.parametrize("name", [KOREAN.strip(), ARABIC], ids=["korean", "arabic"])
def test_a_long_name_is_kept_whole_by_people_and_by_the_machine(cast, name):
    by_hand = create_source(cast.analyst, name=name, kind=Source.Kind.ORGANISATION)
    found = get_or_make(name, Source.Kind.ORGANISATION)
    other = get_or_make(name, Source.Kind.OUTLET)

    assert found == by_hand != other
    assert by_hand.name == other.name == name
    assert set(Source.objects.known_as(name)) == {by_hand, other}


def test_a_long_korean_alias_stake_and_grade_are_kept_whole(cast):
    source = Source.objects.create(name="KISDI", kind=Source.Kind.ORGANISATION)
    topic = KOREAN[:79]

    profile.add_alias(cast.analyst, source.pk, KOREAN, "ko", version=1)
    profile.add_stake(cast.analyst, source.pk, topic, version=2)
    profile.grade(cast.analyst, source.pk, "B", topic=topic, reason="연구", version=3)

    assert [source.aliases.get().name, source.stakes.get().topic, source.grades.get().topic] == [
        KOREAN.strip(),
        topic.strip(),
        topic.strip(),
    ]
