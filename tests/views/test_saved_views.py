"""Saved views on their pages: kept from a list, opened by their address, changed, shared, removed."""

from __future__ import annotations

import pytest

from claims.models import SavedView, Source
from claims.review import saved_views

pytestmark = pytest.mark.django_db
CLAIMS = SavedView.Kind.CLAIMS


@pytest.fixture
def shared(cast) -> SavedView:
    return saved_views.save(cast.colleague, kind=CLAIMS, name="For review", query="stage=in_review", shared=True)


def save(client, **sent):
    return client.post("/views/new/", {"kind": "claims", "name": "Kept", "query": "", **sent})


def tabs(response) -> dict[str, bool]:
    return {tab.name: tab.is_open for tab in response.context["tabs"]}


def test_a_list_is_kept_as_its_filters_read_it(analyst):
    query = "?page=3&stage=new&status=true&status=false&colour=red&finding=purple&q=&sort=-changed"
    response = save(analyst, query=query)

    kept = SavedView.objects.get()
    assert kept.query == "status=false&status=true&stage=new"
    assert response.url == "/claims/?status=false&status=true&stage=new"


def test_the_list_names_its_views_and_which_one_is_open(analyst, shared):
    save(analyst, name="False ones", query="status=false")

    assert tabs(analyst.get("/claims/")) == {"False ones": False, "For review": False}
    assert tabs(analyst.get("/claims/?stage=in_review")) == {"False ones": False, "For review": True}
    assert "Citra" in analyst.get("/claims/").text


def test_the_same_question_in_another_order_is_the_same_view(analyst):
    save(analyst, query="status=true&status=false&stage=new")

    assert tabs(analyst.get("/claims/?stage=new&status=false&status=true")) == {"Kept": True}


def test_the_form_begins_with_the_list_it_was_asked_from(analyst):
    page = analyst.get("/claims/?status=false").text
    assert 'href="/views/new/?kind=claims&amp;query=%3Fstatus%3Dfalse%26"' in page

    assert 'value="?status=false&amp;"' in analyst.get("/views/new/?kind=claims&query=%3Fstatus%3Dfalse%26").text


def test_a_view_is_kept_in_place_of_another_of_ones_own(analyst, shared):
    save(analyst, query="status=false")
    (own,) = SavedView.objects.filter(name="Kept")

    response = save(analyst, query="status=true", name="", replaces=own.pk)

    own.refresh_from_db()
    assert (response.status_code, own.query, own.name) == (302, "status=true", "Kept")
    assert save(analyst, replaces=shared.pk).status_code == 422


def test_a_taken_name_is_told_and_what_was_typed_stays(analyst):
    save(analyst)
    response = save(analyst, query="status=true")

    assert response.status_code == 422
    assert "You have a view “Kept” already" in response.text
    assert 'value="status=true"' in response.text


def test_the_address_of_a_view_leads_to_its_list(browser_of, shared):
    assert browser_of("viewer").get(f"/views/{shared.pk}/").url == "/claims/?stage=in_review"


def test_a_private_view_of_another_has_no_address(browser_of, cast):
    own = saved_views.save(cast.analyst, kind=CLAIMS, name="Mine", query="")

    assert browser_of("analyst").get(f"/views/{own.pk}/").status_code == 302
    assert browser_of("colleague").get(f"/views/{own.pk}/").status_code == 404
    assert browser_of("colleague").get(f"/views/{own.pk}/edit/").status_code == 404
    assert browser_of("colleague").post(f"/views/{own.pk}/copy/").status_code == 404


def test_a_source_that_exists_no_more_is_told_and_the_rest_of_the_view_stays(analyst, cast):
    gone = Source.objects.create(name="Gone Agency", kind="outlet")
    kept = saved_views.save(cast.analyst, kind=CLAIMS, name="Gone", query=f"status=unverified&source={gone.pk}")
    gone.delete()

    page = analyst.get(f"/views/{kept.pk}/", follow=True)

    assert page.status_code == 200
    assert "“Source” was left out" in page.text
    assert [pill.value for pill in page.context["pills"]] == ["Unverified"]


def test_a_view_is_renamed_and_shared(analyst, browser_of):
    save(analyst)
    own = SavedView.objects.get()
    analyst.post(f"/views/{own.pk}/edit/", {"name": "For all", "shared": "on", "version": own.version})

    assert "For all" in browser_of("viewer").get("/claims/").text


def test_a_view_of_another_is_not_changed_over_the_web(analyst, shared):
    sent = {"name": "Other", "version": shared.version, "by": "1"}
    for act in ("edit", "remove", "move", "restore"):
        assert (act, analyst.post(f"/views/{shared.pk}/{act}/", sent).status_code) == (act, 403)

    shared.refresh_from_db()
    assert shared.name == "For review"


def test_removing_offers_to_put_back(analyst):
    save(analyst)
    own = SavedView.objects.get()

    page = analyst.post(f"/views/{own.pk}/remove/", {"version": own.version}, follow=True).text
    assert f'action="/views/{own.pk}/restore/"' in page
    assert analyst.get(f"/views/{own.pk}/").status_code == 404

    analyst.post(f"/views/{own.pk}/restore/")
    assert analyst.get(f"/views/{own.pk}/").status_code == 302


def test_the_start_page_is_the_chosen_view_and_the_queue_keeps_its_own_address(analyst, shared):
    analyst.post(f"/views/{shared.pk}/start/")

    assert analyst.get("/").url == "/claims/?stage=in_review"
    assert analyst.get("/queue/").status_code == 200

    analyst.post(f"/views/{shared.pk}/start/", {"off": "1"})
    assert "My queue" in analyst.get("/").text


def test_whose_start_page_is_shared_no_more_is_told_and_gets_the_queue(analyst, cast, shared):
    saved_views.start_with(cast.analyst, shared.pk)
    saved_views.change(cast.colleague, shared.pk, version=shared.version, shared=False)

    assert "not shared any more" in analyst.get("/", follow=True).text
    assert analyst.get("/").status_code == 200


def test_viewers_are_not_offered_to_share_and_people_without_role_keep_nothing(browser_of):
    address = "/views/new/?kind=claims"

    assert 'name="shared"' in browser_of("analyst").get(address).text
    assert 'name="shared"' not in browser_of("viewer").get(address).text
    assert browser_of("nobody").get(address).status_code == 403
    assert save(browser_of("nobody")).status_code == 403


@pytest.mark.parametrize("kind", ["", "people", "claims\0"])
def test_a_list_that_does_not_exist_has_no_views(analyst, kind):
    assert save(analyst, kind=kind).status_code == 404
    assert analyst.get("/views/new/", {"kind": kind}).status_code == 404


def test_a_view_of_claims_is_followed_from_the_page_of_views(analyst, cast):
    view = SavedView.objects.create(owner=cast.analyst, kind="claims", name="False ones", query="status=false")
    assert 'aria-pressed="false"' in analyst.get("/views/").text.split('id="main"')[1]
    analyst.post(f"/views/{view.pk}/follow/", {"on": "1"})

    assert 'aria-pressed="true"' in analyst.get("/views/").text.split('id="main"')[1]
