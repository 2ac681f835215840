"""Every form that changes what stands there already, in Chromium: a stale save is told, and loses nothing."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from tests import stale as forms
from tests.articles import REFERENCE
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 900}
BESIDE = 40  # pixels from the left of a radio button to its words
RUNS_OVER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
FORMS = [make for name, make in vars(forms).items() if name.startswith("of_")]
# One of each kind of page: plain, a part of a page, the workbench.
SOME = [forms.of_profile, forms.of_evidence, forms.of_gloss]
# Where a form stands that has no address of its own.
ON_THE_CLAIM = [forms.of_evidence, forms.of_answer, forms.of_day, forms.of_due, forms.of_verdict]
AT_ITS_PAGE = [forms.of_profile, forms.of_gloss, forms.of_relay, forms.of_anonymity, forms.of_verdict_on_bench]


@pytest.fixture
def kremlin(cast, live_server):
    article, _created = save_article(REFERENCE, user=cast.analyst)
    split(article)
    return article.attributions.for_workbench().get(spans__quote="mengataka,n")


def open_form(page, make, stale, kremlin):
    """The form as Bram opens it."""
    if make in ON_THE_CLAIM:
        page.goto(kremlin.claim.get_absolute_url())
    else:
        page.goto(stale.page if make in AT_ITS_PAGE else stale.address)
    if make is forms.of_evidence:
        page.get_by_role("link", name="Change “").click()
    if make is forms.of_gloss:
        page.locator("#act-gloss").click()
    form = page.locator(f'form[action="{stale.address}"]').filter(has=page.locator(f"[name={stale.fields[0]}]"))
    form.wait_for(state="attached")
    form.evaluate("form => form.closest('details')?.setAttribute('open', '')")
    return form


def write(form, stale):
    """What Bram writes."""
    for name, words in zip(stale.fields, stale.mine, strict=True):
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={words}]").check(force=True)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)


@pytest.fixture(params=FORMS, ids=[make.__name__ for make in FORMS])
def told(request, new_page, cast, kremlin):
    """Bram's page, on which he has just saved what Citra had changed meanwhile, and what it is about."""
    make = request.param
    stale = make(cast, kremlin)
    page = new_page(refusals=True)
    page.goto("/accounts/login/")
    page.get_by_label("Name").fill(getattr(cast, stale.role).username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    form = open_form(page, make, stale, kremlin)
    write(form, stale)
    stale.change()
    form.locator("button[type=submit]").first.click()
    page.get_by_role("heading", name=stale.head).wait_for()
    return page, stale


some = pytest.mark.parametrize("told", SOME, ids=[make.__name__ for make in SOME], indirect=True)


def test_the_choice_is_whole_and_accessible_wide_and_narrow(told):
    page, stale = told
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert not page.evaluate(RUNS_OVER)
        for words in (*stale.mine, *stale.theirs):
            radio = page.locator(f"form.conflict input[type=radio][value='{words}']")
            shown = radio.locator("xpath=..").locator(".words")
            assert shown.is_visible()
            assert shown.bounding_box()["x"] - radio.bounding_box()["x"] < BESIDE
    assert stale.held() == stale.theirs


def test_the_choice_has_the_focus_and_is_settled_by_keyboard(told):
    page, stale = told
    form = page.locator("form.conflict")
    form.locator("input[type=radio]:focus").wait_for()
    last = form.locator(f"input[type=radio][name={stale.fields[-1]}][value='{stale.mine[-1]}']")
    for _step in range(10):
        if last.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # theirs
    page.keyboard.press("Control+Enter")
    form.wait_for(state="detached")
    assert stale.held() == (*stale.mine[:-1], stale.theirs[-1])


@some
def test_what_was_chosen_leaves_no_draft_behind(told):
    page, stale = told
    page.get_by_role("button", name="Take all mine").click()
    page.locator("form.conflict").wait_for(state="detached")
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    assert stale.held() == stale.mine


@some
def test_escape_shows_what_stands_there(told):
    page, stale = told
    page.keyboard.press("Escape")
    page.locator("form.conflict").wait_for(state="detached")
    page.wait_for_load_state()
    fields = [field.input_value() for field in page.locator("#main input:visible").all()]
    assert stale.theirs[0] in page.locator("#main").inner_text() + " ".join(fields)
    assert stale.held() == stale.theirs
