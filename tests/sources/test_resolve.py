"""A name in an article → the Source it means, or none with the candidates."""

from __future__ import annotations

import pytest

from claims.extraction.results import Attribution as Found
from claims.extraction.results import Why
from claims.models import Source, SourceAlias
from claims.sources.resolve import get_or_make, relay, resolve

pytestmark = pytest.mark.django_db


def found(canonical: str | None, source_type: str = "named_person", **more) -> Found:
    why = Why(rule="r", cue_entry="c", frame="f", kind="speech", language="en")
    return Found((), (), (), "indirect", source_type, canonical, (), False, False, 0.9, why, **more)


def test_a_new_name_becomes_a_source_of_its_kind():
    source = resolve(found("Water Ministry", "organisation"), {}).source
    assert (source.name, source.kind) == ("Water Ministry", Source.Kind.ORGANISATION)


def test_spelling_differences_of_case_accents_and_dots_are_one_source():
    first = get_or_make("Zoë A. Varga", Source.Kind.PERSON)
    assert resolve(found("ZOE A VARGA"), {}).source == first


def test_an_alias_leads_to_its_source():
    un = Source.objects.create(name="United Nations", kind=Source.Kind.ORGANISATION)
    SourceAlias.objects.create(source=un, name="PBB", language="id")
    assert resolve(found("PBB", "organisation"), {}).source == un


def test_two_that_fit_give_none_and_both_names():
    for name in ("John Lee (actor)", "John Lee (minister)"):
        source = Source.objects.create(name=name, kind=Source.Kind.PERSON)
        SourceAlias.objects.create(source=source, name="John Lee")
    resolution = resolve(found("John Lee"), {})
    assert resolution.source is None
    assert set(resolution.candidates) == {"John Lee (actor)", "John Lee (minister)"}


def test_joint_speakers_are_candidates_and_no_source():
    resolution = resolve(found("Ilona Petri; Tomas Varga"), {})
    assert resolution == type(resolution)(None, ("Ilona Petri", "Tomas Varga"))
    assert not Source.objects.exists()


def test_a_pronoun_takes_the_kind_of_the_name_it_stands_for():
    assert resolve(found("Orel Council", "pronoun"), {"Orel Council": "organisation"}).source.kind == "organisation"


def test_a_spokesperson_is_linked_to_the_body_and_not_merged_with_it():
    person = resolve(found("Tomas Varga", speaks_for="Water Ministry", role="spokesman"), {}).source
    person.refresh_from_db()
    assert str(person.speaks_for) == "Water Ministry"
    assert person.role == "spokesman"


def test_a_form_in_brackets_becomes_an_alias():
    source = get_or_make("Bulog (Badan Urusan Logistik)", Source.Kind.ORGANISATION)
    assert source.name == "Bulog"
    assert source.aliases.get().name == "Badan Urusan Logistik"


def test_an_unknown_relay_is_taken_for_an_outlet_and_a_known_person_for_themselves():
    person = get_or_make("Tomas Varga", Source.Kind.PERSON)
    assert relay("Tomas Varga") == person
    assert relay("Valley Post").kind == Source.Kind.OUTLET
