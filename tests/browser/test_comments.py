"""Comments by keyboard: `c` opens the box, an @ offers people, and what was typed survives."""

from __future__ import annotations

import pytest

from claims.models import Comment
from claims.review import comments
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_outbox import article, first  # noqa: F401 - the fixture
from tests.browser.test_workbench import NARROW, WIDE

pytestmark = pytest.mark.browser


def open_box(page, article):  # noqa: F811
    address = f"/articles/{article.pk}/"
    log_in(page, address)
    page.goto(f"{address}?claim={first(article).number}")
    page.keyboard.press("c")
    box = page.locator("#detail").get_by_label("Your comment", exact=True)
    box.wait_for()
    page.wait_for_function("() => document.activeElement.name === 'body'")
    return box


def test_a_comment_is_written_and_somebody_mentioned_by_keyboard_alone(page, article, cast):  # noqa: F811
    claim = first(article).claim
    comments.comment(cast.colleague, "claim", claim.pk, "The survey of 2023 says otherwise, @bram.")
    box = open_box(page, article)
    page.keyboard.type("Which one, @c")
    page.locator("#detail").get_by_role("option", name="citra").wait_for()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
    page.set_viewport_size(WIDE)
    page.keyboard.press("Enter")
    assert box.input_value() == "Which one, @citra "
    page.keyboard.type("\nThe second?")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Comment saved.").wait_for()

    made = Comment.objects.order_by("-pk").first()
    assert (made.body, list(made.mentions.all())) == ("Which one, @citra \nThe second?", [cast.colleague])
    page.wait_for_function(f"() => document.activeElement.id === 'comment-{made.pk}'")
    assert violations(page) == []
    page.keyboard.press("c")
    page.wait_for_function("() => document.activeElement.name === 'body'")
    page.keyboard.press("Escape")
    page.locator("#detail").get_by_role("link", name="Read and write").wait_for()
    assert page.locator(f"#comments-claim-{claim.pk}-n").inner_text() == "2"


def test_escape_leaves_a_name_as_it_was_typed_and_keeps_the_box(page, article):  # noqa: F811
    box = open_box(page, article)
    page.keyboard.type("See @ci")
    page.get_by_role("option", name="citra").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("option", name="citra").wait_for(state="hidden")

    assert box.input_value() == "See @ci"


def test_a_comment_that_is_being_written_survives_a_crash(page, article):  # noqa: F811
    open_box(page, article)
    page.keyboard.type("The ministry's own survey lists three.")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.includes('comment-claim'))")
    another = page.context.new_page()
    page.close()  # without asking the page, as a crash would
    another.goto(f"/articles/{article.pk}/?claim={first(article).number}")
    another.keyboard.press("c")
    another.get_by_text("Your draft of").wait_for()

    assert another.locator("#detail textarea[name=body]").input_value() == "The ministry's own survey lists three."
    another.keyboard.press("Control+Enter")
    another.get_by_text("Comment saved.").wait_for()
    assert not another.evaluate("() => Object.keys(localStorage).some((key) => key.includes('comment-claim'))")


def test_a_comment_is_edited_in_its_place_on_the_dossier(page, article, cast):  # noqa: F811
    claim = first(article).claim
    comments.comment(cast.analyst, "claim", claim.pk, "Wich survey?")
    log_in(page, claim.get_absolute_url())
    page.keyboard.press("c")
    page.get_by_role("link", name="Edit", exact=True).click()
    box = page.get_by_label("Comment", exact=True)
    box.fill("Which survey?")
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    page.get_by_text("Comment changed.").wait_for()

    page.get_by_text("1 earlier wording").click()
    page.get_by_text("Wich survey?").wait_for()
    assert violations(page) == []
