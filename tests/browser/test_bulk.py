"""Acts on many claims in a real browser: by keyboard alone, without JavaScript, and axe finds nothing wrong."""

from __future__ import annotations

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import BulkAct, Claim, Source
from claims.models.claim import Stage
from tests.browser.accessibility import violations
from tests.browser.test_workbench import NARROW, WIDE, log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser


def test_claims_are_ticked_previewed_changed_and_taken_back_by_keyboard_alone(new_page, cast, reference):  # noqa: F811
    page = new_page()
    log_in(page, "/claims/?sort=statement")
    boxes = page.locator("td.tick input")
    press(page, "j", " ")
    press(page, "j", "j", " ")
    assert [boxes.nth(n).is_checked() for n in range(4)] == [True, False, True, False]
    page.get_by_label("Act", exact=True).select_option("move-not_checkworthy")
    boxes.nth(2).focus()
    press(page, "f")
    page.get_by_role("heading", name="Several claims at once").wait_for()
    page.get_by_text("2 will change").wait_for()
    press(page, "y")
    page.get_by_text("2 claims changed").wait_for()
    assert Claim.objects.filter(stage=Stage.NOT_CHECKWORTHY).count() == 2
    press(page, "u")
    page.get_by_text("2 claims were put back as they were").wait_for()
    press(page, "f")
    page.wait_for_url("**/claims/?sort=statement")
    assert not Claim.objects.filter(stage=Stage.NOT_CHECKWORTHY).exists()


def test_one_key_ticks_the_page_and_shift_ticks_what_lies_between(new_page, cast, reference):  # noqa: F811
    page = new_page()
    log_in(page, "/claims/")
    boxes = page.locator("td.tick input")
    press(page, "*")
    assert all(boxes.nth(n).is_checked() for n in range(boxes.count()))
    assert page.locator("#bulk-scope").inner_text().startswith(f"the ticked ones ({boxes.count()})")
    press(page, "*")
    assert not any(boxes.nth(n).is_checked() for n in range(boxes.count()))
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert [boxes.nth(n).is_checked() for n in range(6)] == [False, True, True, True, True, False]


def test_who_gets_them_is_asked_on_the_preview_and_what_changes_follows_at_once(new_page, cast, reference):  # noqa: F811
    page = new_page()
    log_in(page)
    page.goto("/bulk/?scope=all&act=assign")
    page.get_by_text("Choose to whom.").wait_for()
    page.get_by_label("To whom").select_option(label="Citra")
    page.get_by_text("nobody → Citra").first.wait_for()
    page.get_by_label("Act", exact=True).select_option("share")
    page.get_by_label("Bram").check()
    page.get_by_text("nobody → Bram").first.wait_for()


def test_without_javascript_the_page_is_chosen_by_name(new_page, cast, reference):  # noqa: F811
    page = new_page(java_script_enabled=False)
    log_in(page, "/claims/?language=id")
    page.locator("td.tick input").first.check()
    page.get_by_label("Act", exact=True).select_option("take")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Change 1 claim").click()
    page.get_by_text("1 claim changed").wait_for()
    assert Claim.objects.get(assigned_to=cast.analyst)
    page.get_by_role("link", name="Back to the list").click()
    page.wait_for_url("**/claims/?language=id")


def test_nothing_is_wrong_with_the_pages_in_both_themes_wide_and_narrow(new_page, cast, reference):  # noqa: F811
    page = new_page()
    log_in(page)
    page.goto("/bulk/?scope=all&act=move-duplicate&note=Twice")
    page.get_by_role("button", name="Change 17 claims").click()
    page.wait_for_url("**/bulk/*/")
    act = BulkAct.objects.get()
    addresses = (
        "/claims/",
        "/bulk/?scope=all&act=move-in_review",
        "/bulk/?scope=all&act=share",
        act.get_absolute_url(),
    )
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        for address in addresses:
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_workload_and_the_due_date_are_fine_in_both_themes_wide_and_narrow(new_page, cast, reference):  # noqa: F811
    mine = list(Claim.objects.order_by("pk").values_list("pk", flat=True)[:5])
    Claim.objects.filter(pk__in=mine).update(assigned_to=cast.analyst)
    Claim.objects.filter(pk__in=mine[:2]).update(due="2024-05-03")
    cast.analyst.groups.add(cast.reviewer.groups.get())
    page = new_page()
    log_in(page)
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        for address in ("/workload/", f"/claims/{mine[0]}/", "/claims/?due=over", "/queue/"):
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_sources_are_ticked_previewed_changed_and_taken_back_by_keyboard_alone(new_page, cast, reference):  # noqa: F811
    page = new_page()
    log_in(page, "/sources/")
    boxes = page.locator("td.tick input")
    press(page, "j", " ")
    page.get_by_label("Act", exact=True).select_option("country")
    boxes.first.focus()
    press(page, "f")
    page.get_by_text("Say which country.").wait_for()
    page.get_by_label("Country").fill("ru")
    press(page, "Enter")
    page.get_by_text("1 will change").wait_for()
    page.get_by_role("button", name="Change 1 source").focus()
    press(page, "y")
    page.get_by_text("1 source changed").wait_for()
    assert Source.objects.get(country="RU")
    press(page, "u")
    page.get_by_text("1 source was put back as it was").wait_for()
    press(page, "f")
    page.wait_for_url("**/sources/")
    assert not Source.objects.filter(country="RU").exists()


def test_the_longer_heads_of_sources_in_indonesian_leave_room_for_every_column(page, cast, reference):  # noqa: F811
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page)
    page.locator("summary.me").click()
    page.get_by_role("button", name="Indonesia").click()
    page.locator("html[lang=id]").wait_for()
    page.goto("/sources/")

    assert page.locator(".table-wrap").evaluate("wrap => wrap.scrollWidth <= wrap.clientWidth")


def test_the_other_lists_and_their_previews_are_fine_wide_and_narrow(new_page, cast, reference):  # noqa: F811
    page = new_page()
    log_in(page)
    previews = ("sources&scope=page&act=stake&topic=dams", "articles&scope=all&act=claims-share", "articles&scope=all")
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        for address in ("/sources/", "/articles/", *(f"/bulk/?listing={one}" for one in previews)):
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_claims_that_say_the_same_become_one_from_the_page_of_one_of_them(new_page, cast, reference):  # noqa: F811
    copy, _created = save_article(f"{reference.text}\n\nDisalin oleh Kabar Pantai.", outlet="Kabar Pantai")
    split(copy)
    claim = Claim.objects.filter(attributions__article=reference, statement__contains="Kinzhal").first()
    page = new_page()
    log_in(page, claim.get_absolute_url())
    page.get_by_text("Another claim says the same:").wait_for()
    page.get_by_role("link", name="Make one claim of them").click()
    page.get_by_text("1 will change").wait_for()
    assert page.get_by_label("The claim that stays").input_value() == str(claim.pk)
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []
        assert not page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    press(page, "y")
    page.get_by_text("1 claim changed").wait_for()
    assert copy.attributions.filter(claim=claim).count() == 1
    press(page, "u")
    page.get_by_text("1 claim was put back as it was").wait_for()
    assert not copy.attributions.filter(claim=claim).exists()
