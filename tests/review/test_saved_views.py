"""Saved views: whose they are, what may be done with them, and that nothing is lost."""

from __future__ import annotations

import pytest

from claims.models import Event, Preferences, SavedView
from claims.review import saved_views
from claims.review.errors import NotAllowed, NotReady, OutOfDate

pytestmark = pytest.mark.django_db
CLAIMS = SavedView.Kind.CLAIMS


@pytest.fixture
def mine(cast) -> SavedView:
    return saved_views.save(cast.analyst, kind=CLAIMS, name="False ones", query="status=false")


@pytest.fixture
def shared(cast) -> SavedView:
    return saved_views.save(cast.colleague, kind=CLAIMS, name="For review", query="stage=in_review", shared=True)


def test_a_view_is_open_to_its_owner_and_when_shared_to_everybody(cast, mine, shared):
    assert list(SavedView.objects.open_to(cast.analyst)) == [mine, shared]
    assert list(SavedView.objects.open_to(cast.viewer)) == [shared]


def test_two_views_of_a_person_on_one_list_have_two_names(cast, mine):
    with pytest.raises(NotReady, match="“False ones” already"):
        saved_views.save(cast.analyst, kind=CLAIMS, name="  False   ones ", query="")
    saved_views.save(cast.colleague, kind=CLAIMS, name="False ones", query="")

    assert SavedView.objects.filter(name="False ones").count() == 2


@pytest.mark.parametrize(("name", "words"), [("  ", "needs a name"), ("n" * 81, "at most 80")])
def test_a_name_that_is_none_is_refused(cast, name, words):
    with pytest.raises(NotReady, match=words):
        saved_views.save(cast.analyst, kind=CLAIMS, name=name, query="")


def test_whoever_only_reads_keeps_views_and_shares_none(cast):
    own = saved_views.save(cast.viewer, kind=CLAIMS, name="Mine", query="")

    with pytest.raises(NotAllowed):
        saved_views.change(cast.viewer, own.pk, version=own.version, shared=True)
    with pytest.raises(NotAllowed):
        saved_views.save(cast.nobody, kind=CLAIMS, name="Mine", query="")


def test_a_shared_view_is_changed_by_its_owner_only(cast, shared):
    with pytest.raises(NotAllowed, match="Copy it"):
        saved_views.change(cast.analyst, shared.pk, version=shared.version, name="Other")
    with pytest.raises(NotAllowed, match="Copy it"):
        saved_views.remove(cast.administrator, shared.pk, version=shared.version)


def test_a_private_view_is_not_there_for_others(cast, mine):
    for act in (saved_views.copy, saved_views.start_with, saved_views.put_back):
        with pytest.raises(SavedView.DoesNotExist):
            act(cast.colleague, mine.pk)
    with pytest.raises(SavedView.DoesNotExist):
        saved_views.change(cast.colleague, mine.pk, version=1, name="Other")


def test_a_copy_is_private_ones_own_and_has_a_name_of_its_own(cast, shared):
    first, second = (saved_views.copy(cast.analyst, shared.pk) for _ in range(2))

    assert (first.owner, first.name, first.query, first.shared) == (cast.analyst, shared.name, shared.query, False)
    assert second.name == "For review 2"


def test_a_view_that_was_changed_meanwhile_is_not_changed_again(cast, mine):
    saved_views.change(cast.analyst, mine.pk, version=mine.version, name="Wrong ones")

    with pytest.raises(OutOfDate):
        saved_views.change(cast.analyst, mine.pk, version=mine.version, name="Bad ones")
    assert SavedView.objects.get(pk=mine.pk).name == "Wrong ones"


def test_a_removed_view_can_be_put_back_unless_its_name_was_given_away(cast, mine):
    saved_views.remove(cast.analyst, mine.pk, version=mine.version)
    assert list(SavedView.objects.open_to(cast.analyst)) == []
    assert saved_views.removed_lately(cast.analyst) == [mine]

    other = saved_views.save(cast.analyst, kind=CLAIMS, name=mine.name, query="")
    with pytest.raises(NotReady, match="already"):
        saved_views.put_back(cast.analyst, mine.pk)
    saved_views.change(cast.analyst, other.pk, version=other.version, name="Another")
    saved_views.put_back(cast.analyst, mine.pk)

    assert mine in SavedView.objects.open_to(cast.analyst)
    assert Event.objects.get(act=Event.Act.UNDONE).undoes.act == Event.Act.VIEW_REMOVED


def test_views_go_up_and_down_within_their_list(cast, mine):
    second = saved_views.save(cast.analyst, kind=CLAIMS, name="Second", query="")
    third = saved_views.save(cast.analyst, kind=CLAIMS, name="Third", query="")

    saved_views.move(cast.analyst, third.pk, by=-1)
    saved_views.move(cast.analyst, mine.pk, by=-1)  # at the top already

    assert list(SavedView.objects.own(cast.analyst)) == [mine, third, second]


def test_the_log_says_nothing_about_a_private_view_but_that_there_is_one(cast, mine, shared):
    private, open_to_all = (Event.objects.get(new__view=view.pk).new for view in (mine, shared))

    assert private == {"view": mine.pk, "kind": "claims"}
    assert open_to_all["name"] == "For review"


def test_a_person_has_only_so_many_views(cast, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 2)
    for name in ("One", "Two"):
        saved_views.save(cast.analyst, kind=CLAIMS, name=name, query="")

    with pytest.raises(NotReady, match="2 views already"):
        saved_views.save(cast.analyst, kind=CLAIMS, name="Three", query="")


def test_the_start_page_is_a_view_that_is_open_to_the_person_or_none(cast, shared):
    saved_views.start_with(cast.analyst, shared.pk)
    assert Preferences.objects.of(cast.analyst).start == shared

    saved_views.start_with(cast.analyst, None)
    assert Preferences.objects.of(cast.analyst).start is None
