"""Every form that changes what stands there already, in Chromium: a stale save is told, and loses nothing."""

from __future__ import annotations

import re

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from tests.articles import REFERENCE
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW
from tests.cast import PASSWORD
from tests.views.test_stale_saves import of_evidence, of_gloss, of_profile

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 900}
RUNS_OVER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def kremlin(cast, live_server):
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return article.attributions.for_workbench().get(spans__quote="mengataka,n")


def open_profile(page, stale, kremlin):
    page.goto(stale.page)
    return page.locator("form.edit-source").first


def open_evidence(page, stale, kremlin):
    page.goto(kremlin.claim.get_absolute_url())
    item = page.locator("ul.evidence > li").first
    item.get_by_role("link", name="Change “").click()
    return item.locator("form.edit-form")


def open_gloss(page, stale, kremlin):
    page.goto(stale.page)
    page.locator("#act-gloss").click()
    return page.locator("form.gloss-form")


FORMS = [(of_profile, open_profile), (of_evidence, open_evidence), (of_gloss, open_gloss)]


def write(form, stale):
    """Type what Bram writes into the two fields."""
    for name, words in zip(stale.fields, stale.mine, strict=True):
        field = form.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)


@pytest.fixture(params=FORMS, ids=[make.__name__ for make, _open in FORMS])
def told(request, new_page, cast, kremlin):
    """Bram's page, on which he has just saved what Citra had changed meanwhile, and what it is about."""
    make, open_form = request.param
    stale = make(cast, kremlin)
    page = new_page(refusals=True)
    page.goto("/accounts/login/")
    page.get_by_label("Name").fill("bram")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    form = open_form(page, stale, kremlin)
    write(form, stale)
    stale.change()
    form.locator("button[type=submit]").first.click()
    page.get_by_role("heading", name=stale.head).wait_for()
    return page, stale


def test_the_choice_is_whole_and_accessible_wide_and_narrow(told):
    page, stale = told
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert not page.evaluate(RUNS_OVER)
        for words in (*stale.mine, *stale.theirs):
            label = page.locator(f"form.conflict input[type=radio][value='{words}']").locator("xpath=..")
            assert label.is_visible()
    assert stale.held() == stale.theirs


def test_the_choice_has_the_focus_and_is_settled_by_keyboard(told):
    page, stale = told
    form = page.locator("form.conflict")
    form.locator("input[type=radio]:focus").wait_for()
    last = form.locator(f"input[type=radio][name={stale.fields[1]}][value='{stale.mine[1]}']")
    for _step in range(10):
        if last.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # theirs
    page.keyboard.press("Control+Enter")
    form.wait_for(state="detached")
    assert stale.held() == (stale.mine[0], stale.theirs[1])


def test_what_was_chosen_leaves_no_draft_behind(told):
    page, stale = told
    page.get_by_role("button", name="Take all mine").click()
    page.locator("form.conflict").wait_for(state="detached")
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    assert stale.held() == stale.mine


def test_escape_shows_what_stands_there(told):
    page, stale = told
    page.keyboard.press("Escape")
    page.locator("form.conflict").wait_for(state="detached")
    page.wait_for_load_state()
    shown = page.locator("#main").inner_text() + " ".join(
        field.input_value() for field in page.locator("#main input:visible").all()
    )
    assert re.search(stale.theirs[0], shown)
    assert stale.held() == stale.theirs
