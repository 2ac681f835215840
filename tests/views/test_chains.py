"""The relay chain editor, setting a source and giving it to all alike: by htmx and by plain forms."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from claims.models import Attribution, Source
from claims.review import attributions as review
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def cna(kremlin: Attribution) -> Source:
    return Source.objects.get(name="CNA")


def editor(attribution: Attribution) -> str:
    return reverse("claims:chain", args=[attribution.pk])


def send(client, name, attribution, /, *args, htmx=False, **data):
    sent = {"version": attribution.version, **data}
    address = reverse(f"claims:{name}", args=[attribution.pk, *args])
    return client.post(address, sent, headers=HTMX if htmx else {}, follow=not htmx)


def test_the_editor_shows_the_hops_with_the_first_one_open(analyst, kremlin, cna):
    page = analyst.get(editor(kremlin))
    assert page.context["hop"].source == cna
    assert "data-hop>" in page.text and "CNA says it" in page.text


def test_a_relay_is_added_moved_and_removed_by_plain_forms(analyst, kremlin, cna):
    send(analyst, "chain_add", kremlin, name="Kantor Berita Teluk", kind="outlet")
    kremlin.refresh_from_db()
    added = Source.objects.get(name="Kantor Berita Teluk")
    assert [str(hop) for hop in kremlin.relays.all()] == ["CNA", "Kantor Berita Teluk"]
    page = send(analyst, "chain_move", kremlin, added.pk, by="-1")
    kremlin.refresh_from_db()
    assert [str(hop) for hop in kremlin.relays.all()] == ["Kantor Berita Teluk", "CNA"]
    assert page.redirect_chain[0][0] == f"{editor(kremlin)}?hop={added.pk}"
    send(analyst, "chain_remove", kremlin, added.pk)
    assert [str(hop) for hop in kremlin.relays.all()] == ["CNA"]


def test_what_was_found_is_saved_and_its_drift_shown(analyst, kremlin, cna):
    found = "There are no plans to sign anything."
    page = send(analyst, "chain_describe", kremlin, cna.pk, mode="indirect", opened="on", found=found)
    assert kremlin.relays.get().found == found
    assert "Found at CNA" in page.text and '<del class="lost">plans</del>' in page.text


def test_the_editor_stays_open_where_the_page_is_changed_in_place(analyst, kremlin, cna):
    page = send(analyst, "chain_describe", kremlin, cna.pk, htmx=True, mode="direct")
    assert "chain-editor" in page.text and re.search(r"noted, saved \d\d:\d\d:\d\d", page.text)


def test_a_relay_without_a_name_and_a_stale_page_are_refused(analyst, kremlin, cna):
    assert send(analyst, "chain_add", kremlin, name=" ").status_code == 422
    review.confirm(Attribution.objects.get(pk=kremlin.pk).article.events.first().actor, kremlin.pk, version=1)
    assert send(analyst, "chain_remove", kremlin, cna.pk).status_code == 409
    assert kremlin.relays.count() == 1


def test_the_lede_of_the_reference_shows_its_drift_when_it_is_opened(analyst, kremlin):
    page = analyst.get(f"{kremlin.article.get_absolute_url()}?claim={kremlin.number}")
    assert "plan, duty or certainty changed" in page.text
    assert '<del class="lost">rencana</del>' in page.text and '<ins class="added">akan</ins>' in page.text


def test_the_same_source_goes_to_all_same_mentions_and_the_page_says_how_many(analyst, kremlin, cast):
    tass = list(kremlin.article.attributions.filter(source__name="TASS").prefetch_related("spans").in_text_order())
    alike = [row for row in tass if row.quote_of("source") == "TASS"]
    other = review.create_source(cast.analyst, name="TASS World Service", kind="outlet")
    model = review.set_source(cast.analyst, alike[0].pk, other, version=1)
    page = send(analyst, "source_everywhere", model)
    assert f"Source given to {len(alike) - 1} more mention" in page.text
    assert {row.source for row in kremlin.article.attributions.filter(pk__in=[row.pk for row in alike])} == {other}


def test_a_mention_without_source_has_none_to_give(analyst, kremlin, cast):
    model = review.set_source(cast.analyst, kremlin.pk, None, version=1)
    assert send(analyst, "source_everywhere", model).status_code == 422


def test_titles_are_searched_too_and_a_new_name_can_be_made_in_the_likely_kind(analyst, kremlin):
    address = reverse("claims:set_source", args=[kremlin.pk])
    Source.objects.filter(name="Dmitry Peskov").update(role="juru bicara Kremlin")
    assert "Dmitry Peskov" in [s.name for s in analyst.get(f"{address}?q=juru").context["offers"].sources]
    offers = analyst.get(f"{address}?q=Wahyu").context["offers"]
    assert (offers.sources, offers.new_kinds[0]) == ([], "organisation")
    send(analyst, "set_source", kremlin, name="Wahyu", kind="organisation")
    assert Attribution.objects.get(pk=kremlin.pk).source.name == "Wahyu"


def test_a_known_name_is_not_offered_as_new(analyst, kremlin):
    offers = analyst.get(f"{reverse('claims:set_source', args=[kremlin.pk])}?q=kremlin").context["offers"]
    assert (offers.sources[0].name, offers.new_kinds) == ("Kremlin", [])


def test_whom_a_person_set_of_late_stands_before_others(analyst, kremlin, cast):
    late = Source.objects.create(name="Krisna Late", kind="person")
    Source.objects.create(name="Krisna Early", kind="person")
    review.set_source(cast.analyst, kremlin.pk, late, version=1)
    review.set_source(cast.analyst, kremlin.pk, None, version=2)
    offers = analyst.get(f"{reverse('claims:set_source', args=[kremlin.pk])}?q=kris").context["offers"]
    assert [source.name for source in offers.sources] == ["Krisna Late", "Krisna Early"]


def test_how_a_source_is_unnamed_is_noted_beside_it(analyst, kremlin):
    assert "How is the source unnamed?" in analyst.get(reverse("claims:set_source", args=[kremlin.pk])).text
    text = send(analyst, "anonymity", kremlin, anonymity="office", reason="Not allowed to speak.").text
    assert "spokesperson named by office only" in text and "Not allowed to speak." in text
    assert send(analyst, "anonymity", kremlin, anonymity="ghost").status_code == 422


def test_relays_are_offered_with_outlets_first_and_without_who_is_in_the_chain(analyst, kremlin, cna):
    offers = analyst.get(editor(kremlin)).context["offers"].sources
    assert offers[0].name == "TASS"
    assert not {cna, kremlin.source} & set(offers)
    typed = analyst.get(f"{editor(kremlin)}?q=Wahyu").context["offers"]
    assert (typed.sources, typed.new_kinds[0]) == ([], "outlet")
