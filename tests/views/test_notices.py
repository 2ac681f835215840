"""What a person is told: the count in the head, the page, reading, following, choices."""

from __future__ import annotations

import pytest

from claims.ingest.store import save_article
from claims.models import Claim, Following, Notice, NoticeChoices, SavedView
from claims.models.claim import Status
from claims.review import comments, event_log, following, notices, verdicts, watching
from tests.articles import DAM_DENIAL
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


@pytest.fixture
def told(cast, claim) -> list[Notice]:
    """Citra follows the claim and is told of a mention and a verdict."""
    following.follow(cast.colleague, "claim", claim.pk)
    comments.comment(cast.analyst, "claim", claim.pk, "Which survey, @citra?")
    verdicts.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="No.", version=claim.version)
    event_log.seal()
    notices.tell()
    return list(Notice.objects.filter(user=cast.colleague).order_by("pk"))


@pytest.fixture
def citra(browser_of):
    return browser_of("colleague")


def test_the_head_of_each_page_says_how_many_are_new(citra, analyst, told):
    for address in ("/queue/", "/claims/", "/log/"):
        assert "2 new<" in citra.get(address).text
        assert 'id="unread"></span>' in analyst.get(address).text


def test_an_open_article_hears_of_it_with_its_sign_of_life(citra, reference, told):
    answer = citra.post(f"/articles/{reference.pk}/presence/", headers=HTMX).text

    assert 'id="unread" hx-swap-oob="true"' in answer
    assert "2 new<" in answer


def test_the_page_tells_who_did_what_to_what(citra, claim, told):
    page = citra.get("/notifications/").text

    assert "<b>Bram</b> mentioned you" in page
    assert "Which survey, @citra?" in page
    assert "signed a verdict: Unverified → False" in page
    assert claim.statement in page


def test_opening_one_marks_it_as_read_and_leads_to_the_very_comment(citra, told):
    mention, verdict = told
    answer = citra.post(f"/notifications/{mention.pk}/open/")

    assert answer.url == mention.comment.get_absolute_url()
    assert citra.post(f"/notifications/{verdict.pk}/open/").url == f"/claims/{verdict.event.claim_id}/#verdict"
    assert "<b>Bram</b>" not in citra.get("/notifications/?unread=1").text


def test_one_and_all_are_marked_as_read(citra, told, cast):
    citra.post(f"/notifications/{told[0].pk}/read/")
    assert Notice.objects.count_unread(cast.colleague) == 1
    page = citra.post("/notifications/read/", follow=True).text

    assert "1 notification marked as read." in page
    assert Notice.objects.count_unread(cast.colleague) == 0


def test_nobody_reads_or_opens_what_another_is_told(analyst, told, cast):
    for act in ("read", "open"):
        assert analyst.post(f"/notifications/{told[0].pk}/{act}/").status_code == 404
    analyst.post("/notifications/read/")

    assert Notice.objects.count_unread(cast.colleague) == 2


def test_the_words_of_a_withdrawn_comment_are_told_no_more(citra, cast, told):
    comments.withdraw(cast.analyst, told[0].comment_id, version=1)

    assert "Which survey" not in citra.get("/notifications/").text


def test_more_notifications_cost_no_more_queries(citra, cast, claim, told, django_assert_num_queries):
    citra.get("/notifications/")
    for _turn in range(2):
        with django_assert_num_queries(6):  # session, person, groups, keys, count, notices
            citra.get("/notifications/")
        for _n in range(4):
            comments.comment(cast.analyst, "claim", claim.pk, "@citra")


@pytest.mark.parametrize("kind", ["article", "claim", "source"])
def test_following_is_a_button_that_stays_pressed(browser_of, cast, reference, kremlin, kind):
    alma = browser_of("viewer")
    pk = {"article": reference.pk, "claim": kremlin.claim_id, "source": kremlin.source_id}[kind]
    answer = alma.post(f"/{kind}s/{pk}/follow/", {"on": "1"}, headers=HTMX)
    assert 'aria-pressed="true"' in answer.text
    assert 'aria-pressed="true"' in alma.get(f"/{kind}s/{pk}/comments/").text
    assert 'aria-pressed="true"' in alma.get(f"/{kind}s/{pk}/").text
    assert "You follow it no more." in alma.post(f"/{kind}s/{pk}/follow/", {"on": "0"}, follow=True).text

    assert not Following.objects.standing().filter(user=cast.viewer).exists()


def test_choices_are_kept_and_shown(citra, cast):
    sent = {f"page-{kind}": "on" for kind in Notice.Kind if kind != "stage"}
    sent |= {"mail-mention": "on", "mail": "hourly", "language": "id"}
    page = citra.post("/notifications/choices/", sent, follow=True)

    chosen = NoticeChoices.objects.get(user=cast.colleague)
    assert (chosen.not_in_page, chosen.mail, chosen.language) == (["stage"], "hourly", "id")
    assert (chosen.wants_by_mail("mention"), chosen.wants_by_mail("comment")) == (True, False)
    assert not chosen.follows_by_itself
    assert "Your choices hold from now on." in page.text
    assert 'name="mail" value="hourly"' in page.text.replace("checked", "").replace("  ", " ")


def test_strange_choices_are_refused(citra):
    assert citra.post("/notifications/choices/", {"mail": "always", "language": "xx"}).status_code == 422
    assert not NoticeChoices.objects.exists()


def test_a_claim_that_newly_fits_a_view_is_told_with_its_name(citra, cast, claim):
    view = SavedView.objects.create(owner=cast.colleague, kind="claims", name="False ones", query="status=false")
    following.follow(cast.colleague, "view", view.pk)
    verdicts.sign_verdict(cast.analyst, claim.pk, status=Status.FALSE, rationale="No.", version=claim.version)
    watching.look()
    page = citra.get("/notifications/").text

    assert "newly fits “False ones”" in page
    assert citra.post(f"/notifications/{Notice.objects.get().pk}/open/").url == claim.get_absolute_url()


@pytest.mark.parametrize(
    "language, words", [("en", "An article</b> newly fits “All of them”"), ("id", "Sebuah artikel</b>")]
)
def test_an_article_that_newly_fits_a_view_stands_in_the_page_and_leads_there(citra, cast, language, words):
    view = SavedView.objects.create(owner=cast.colleague, kind="articles", name="All of them", query="")
    citra.post(f"/views/{view.pk}/follow/", {"on": "1"})
    new, _created = save_article(DAM_DENIAL, user=cast.analyst)
    watching.look()
    page = citra.get("/notifications/", headers={"Accept-Language": language}).text

    assert words in page and new.title in page
    assert citra.post(f"/notifications/{Notice.objects.get().pk}/open/").url == new.get_absolute_url()


def test_views_of_every_list_offer_to_be_followed(citra, cast):
    for kind in SavedView.Kind:
        view = SavedView.objects.create(owner=cast.colleague, kind=kind, name=f"View of {kind}", query="")
        assert f"/views/{view.pk}/follow/" in citra.get("/views/").text
