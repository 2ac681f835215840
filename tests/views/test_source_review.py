"""The page that asks who is meant."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import KeyMap
from claims.views.source_review import KEPT
from tests.sources.test_mentions import again, engineer, mention, namesake  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

PAGE = "/sources/review/"


def decide(browser, mention, **data):  # noqa: F811
    return browser.post(reverse("claims:source_review_decide", args=[mention.pk]), {"version": 1, **data}, follow=True)


def test_the_mention_stands_in_its_sentence_beside_its_candidates(analyst, mention):  # noqa: F811
    page = analyst.get(f"{PAGE}?mention={mention.pk}").content.decode()
    assert "Same: Tomas Varga" in page
    assert "Tomas Varga the younger" in page
    assert all(span.quote in page for span in mention.spans.all())


def test_a_digit_chooses_the_other_candidate(analyst, mention, namesake):  # noqa: F811
    response = analyst.get(f"{PAGE}?mention={mention.pk}&candidate=2")
    assert response.context["chosen"] == namesake


@pytest.mark.parametrize(
    "query", ["mention=x", "mention=99999999999999999999", "mention=0&candidate=9", "candidate=-1"]
)
def test_strange_addresses_open_the_oldest_mention(analyst, mention, query):  # noqa: F811
    response = analyst.get(f"{PAGE}?{query}")
    assert (response.status_code, response.context["mention"]) == (200, response.context["rows"][0])


def test_same_sets_the_source(analyst, mention, engineer):  # noqa: F811
    decide(analyst, mention, source=engineer.pk)
    mention.refresh_from_db()
    assert mention.source == engineer


def test_ticked_mentions_get_the_same_source_and_one_undo_takes_all_back(analyst, mention, again, engineer):  # noqa: F811
    decide(analyst, mention, source=engineer.pk, also=[f"{again.pk}:1"])
    again.refresh_from_db()
    assert again.source == engineer
    analyst.post(f"{PAGE}undo/")
    for one in (mention, again):
        one.refresh_from_db()
        assert (one.source, one.review_state) == (None, "suggested")


def test_undo_is_refused_when_more_was_done_in_the_article_since(analyst, mention, engineer):  # noqa: F811
    decide(analyst, mention, source=engineer.pk)
    analyst.post(reverse("claims:reject", args=[mention.pk]), {"version": 2})
    assert analyst.post(f"{PAGE}undo/").status_code == 409
    mention.refresh_from_db()
    assert mention.source == engineer


def test_a_new_source_is_made_and_set(analyst, mention):  # noqa: F811
    decide(analyst, mention, name="Tomas Varga of Orel", kind="person")
    mention.refresh_from_db()
    assert mention.source.name == "Tomas Varga of Orel"


def test_a_decision_leads_on_to_the_mention_behind_it(analyst, mention, again, engineer):  # noqa: F811
    rows = analyst.get(PAGE).context["rows"]
    at = rows.index(mention)
    page = analyst.get(f"{PAGE}?mention={mention.pk}")
    assert page.text.count(f'name="then" value="{rows[at + 1].pk}"') == 2  # with a known source, and with a new one
    opened = decide(analyst, mention, source=engineer.pk, then=rows[at + 1].pk)
    assert opened.context["mention"] == rows[at + 1]


def test_what_was_to_come_next_and_waits_no_more_is_passed_over(analyst, mention, again, engineer):  # noqa: F811
    opened = decide(analyst, mention, source=engineer.pk, also=[f"{again.pk}:1"], then=again.pk)
    assert opened.context["mention"] == (opened.context["rows"] or [None])[0]


def test_the_keys_of_the_page_are_those_that_the_person_set(analyst, cast, mention):  # noqa: F811
    KeyMap.objects.create(user=cast.analyst, keys={"next": "d"})
    page = analyst.get(PAGE).text
    assert 'data-key="d"' in page and 'data-key="j"' not in page


def test_not_sure_leaves_it_empty(analyst, mention):  # noqa: F811
    page = decide(analyst, mention, unsure="1").content.decode()
    mention.refresh_from_db()
    assert mention.source is None
    assert "Left open" in page


@pytest.mark.parametrize("data", [{}, {"name": "Somebody"}, {"source": "0"}, {"unsure": "1", "version": ""}])
def test_half_a_decision_is_refused(analyst, mention, data):  # noqa: F811
    assert decide(analyst, mention, **data).status_code == 422


def test_an_old_page_is_told_so(analyst, mention, engineer):  # noqa: F811
    decide(analyst, mention, source=engineer.pk)
    assert decide(analyst, mention, source=engineer.pk).status_code == 409


def test_readers_are_refused_and_strangers_log_in(browser_of, client, mention):  # noqa: F811
    assert browser_of("viewer").get(PAGE).status_code == 403
    assert client.get(PAGE).status_code == 302


def test_more_mentions_cost_no_more_queries(analyst, mention, again, django_assert_num_queries):  # noqa: F811
    with django_assert_num_queries(22):
        analyst.get(f"{PAGE}?mention={mention.pk}")


def test_nobody_to_ask_about_is_said(analyst):
    assert "Everybody is known" in analyst.get(PAGE).content.decode()


def test_one_press_gives_the_source_to_all_mentions_in_the_same_words(analyst, mention, again, engineer):  # noqa: F811
    page = analyst.get(f"{PAGE}?mention={mention.pk}").text
    assert "All 2 “Varga” → Tomas Varga" in page
    answer = decide(analyst, mention, everyone=engineer.pk, alike=[f"{again.pk}:1"])
    again.refresh_from_db()
    assert again.source == engineer
    assert "2 mentions given to Tomas Varga." in answer.content.decode()


def test_a_decision_that_came_too_late_leaves_nothing_to_take_back(analyst, mention, engineer):  # noqa: F811
    type(mention).objects.filter(pk=mention.pk).update(version=5)
    answer = decide(analyst, mention, source=engineer.pk)
    assert answer.status_code == 409 and "data-again" in answer.text  # it was tried whether it is still possible
    assert not analyst.session.get(KEPT)


def test_all_or_none_when_one_of_them_was_changed_meanwhile(analyst, mention, again, engineer):  # noqa: F811
    type(again).objects.filter(pk=again.pk).update(version=5)
    assert decide(analyst, mention, everyone=engineer.pk, alike=[f"{again.pk}:1"]).status_code == 409
    mention.refresh_from_db()
    assert mention.source is None
