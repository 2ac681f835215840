"""Every page that the list of addresses names: clean for axe in both schemes, silent, within 390 px, nothing inline.

A new address is walked as soon as `PAGES` or `NO_PAGES` names it, and until then a test without a browser fails by its
name. An address that takes no GET needs no entry.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.demo.seed import seed
from claims.models import Article, Claim, Comment, Reanchoring, Source
from claims.review.digests import token_for
from tests.browser.accessibility import violations
from tests.browser.test_drafts import log_in
from tests.browser.test_publishing import published
from tests.browser.test_workbench import NARROW, WIDE
from tests.cast import PASSWORD
from tests.views.test_every_address import address_of, dam, numbers, one  # noqa: F401 - the fixtures

NOBODY, ANALYST, REVIEWER = "", "bram", "dina"

# Who looks at the page, and what stands behind its address. Rows are those of `world`.
PAGES: dict[str, tuple[str, str]] = {
    "login": (NOBODY, ""),
    "claims:checks": (NOBODY, ""),
    "claims:check": (NOBODY, ""),
    "claims:check_version": (NOBODY, ""),
    "claims:mail_off": (NOBODY, ""),
    "password_change": (ANALYST, ""),
    "password_change_done": (ANALYST, ""),
    "claims:home": (ANALYST, ""),
    "claims:queue": (ANALYST, ""),
    "claims:dashboard": (ANALYST, ""),
    "claims:articles": (ANALYST, ""),
    "claims:article_new": (ANALYST, ""),
    "claims:article": (ANALYST, ""),
    "claims:article_newer": (ANALYST, ""),
    "claims:article_changes": (ANALYST, ""),
    "claims:article_comments": (ANALYST, ""),
    "claims:correct": (ANALYST, ""),
    "claims:gloss": (ANALYST, ""),
    "claims:cut": (ANALYST, ""),
    "claims:merge": (ANALYST, ""),
    "claims:claim_new": (ANALYST, ""),
    "claims:set_source": (ANALYST, ""),
    "claims:chain": (ANALYST, ""),
    "claims:reanchoring": (ANALYST, ""),
    "claims:reanchoring_spans": (ANALYST, ""),
    "claims:claims": (ANALYST, ""),
    "claims:claims_columns": (ANALYST, ""),
    "claims:articles_columns": (ANALYST, ""),
    "claims:sources_columns": (ANALYST, ""),
    "claims:claim": (ANALYST, ""),
    "claims:bulk": (ANALYST, ""),
    "claims:bulk_act": (ANALYST, ""),
    "claims:claim_comments": (ANALYST, ""),
    "claims:origins": (ANALYST, ""),
    "claims:coverage_read": (ANALYST, ""),
    "claims:downstream": (ANALYST, ""),
    "claims:evidence_edit": (ANALYST, ""),
    "claims:evidence_copy": (ANALYST, ""),
    "claims:sources": (ANALYST, ""),
    "claims:source_review": (ANALYST, ""),
    "claims:outlet_pairs": (ANALYST, ""),
    "claims:source": (ANALYST, ""),
    "claims:source_comments": (ANALYST, ""),
    "claims:source_edit": (ANALYST, ""),
    "claims:comment_edit": (ANALYST, ""),
    "claims:notices": (ANALYST, ""),
    "claims:notice_choices": (ANALYST, ""),
    "claims:views": (ANALYST, ""),
    "claims:view_new": (ANALYST, "?kind=claims&query=q%3Ddam"),
    "claims:view_edit": (ANALYST, ""),
    "claims:event_log": (ANALYST, ""),
    "claims:keys": (ANALYST, ""),
    "claims:feeds": (REVIEWER, ""),
    "claims:feed_new": (REVIEWER, ""),
    "claims:feed": (REVIEWER, ""),
    "claims:feed_edit": (REVIEWER, ""),
    "claims:agreement": (REVIEWER, ""),
    "claims:thresholds": (REVIEWER, ""),
    "claims:workload": (REVIEWER, ""),
    "claims:claim_adjudicate": (REVIEWER, ""),
}

FILE = "a file"
ELSEWHERE = "leads to another page"
NO_PAGES: dict[str, str] = {
    "set_language": f"{ELSEWHERE}; a GET changes nothing",
    "claims:next": ELSEWHERE,
    "claims:spans": f"{ELSEWHERE} when asked for without a place",
    "claims:coverage": f"{ELSEWHERE} (the claim's), whose part it fills",
    "claims:coverage_outcomes": f"{ELSEWHERE} (the claim's), whose part it fills",
    "claims:searches": f"{ELSEWHERE} (the claim's), whose part it fills",
    "claims:relations": f"{ELSEWHERE} (the claim's), whose part it fills",
    "claims:evidence": f"{ELSEWHERE} (the claim's)",
    "claims:comment": f"{ELSEWHERE}, where the comment stands",
    "claims:view": f"{ELSEWHERE}, the list that was kept",
    "claims:job": f"{ELSEWHERE}, which shows how the job stands",
    "claims:people": "a list under a field, for scripts alone",
    "claims:articles_counts": "the counts beside the filters of a list, for scripts alone",
    "claims:claims_counts": "the counts beside the filters of a list, for scripts alone",
    "claims:sources_counts": "the counts beside the filters of a list, for scripts alone",
    "claims:earlier_check": "tests/browser/test_relations.py opens it: it needs two claims that nearly say the same",
    "claims:agreement_csv": FILE,
    "claims:figure_csv": FILE,
    "claims:workload_csv": FILE,
    "claims:articles_csv": FILE,
    "claims:articles_json_lines": FILE,
    "claims:claims_csv": FILE,
    "claims:claims_json_lines": FILE,
    "claims:edge_read": f"{ELSEWHERE} when an end is only named; else the page of coverage_read",
    "claims:origins_csv": FILE,
    "claims:sources_csv": FILE,
    "claims:sources_json_lines": FILE,
    "claims:source_statuses": FILE,
    "claims:events_csv": FILE,
    "claims:events_json_lines": FILE,
    "claims:evidence_file": FILE,
    "claims:evidence_copy_file": FILE,
}

# What the CSP would refuse; htmx puts a style of its own nowhere, for `includeIndicatorStyles` is off.
INLINE = """() => [
  ...[...document.querySelectorAll('script:not([src])')].filter(e => !/json|template/.test(e.type)),
  ...document.querySelectorAll('style'),
  ...[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/.test(a.name))),
].map(e => e.outerHTML.slice(0, 90))"""


# What something else lies over at its middle: it can be tabbed to, and not pressed.
COVERED = """() => {
const pressable = "main :is(a[href], button, input, select, textarea, summary)"
return [...document.querySelectorAll(pressable)].filter((e) => {
  if (!e.checkVisibility({visibilityProperty: true}) || e.closest(".vh, [inert]")) return false
  e.scrollIntoView({block: "center"})
  const box = e.getClientRects()[0]
  const there = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  if (there?.closest(".editing, .strip, .decide")) return false  // sheets that stay: what they hide is scrolled out
  return there && ![e, e.closest("label")].some((own) => own && (own.contains(there) || there.contains(own)))
}).map(e => e.outerHTML.slice(0, 90)) }"""


def named(patterns: list, prefix: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespace; the admin's pages are Django's."""
    for entry in patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            yield from named(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            yield prefix + entry.name


@pytest.fixture
def world(settings, tmp_path, cast, numbers) -> dict[str, int]:  # noqa: F811
    """A row for each address that takes a number: the demo, one article with everything, one claim for readers."""
    settings.VAR_DIR = tmp_path  # the log-ins of a demo are kept there
    seed()
    Source.objects.create(name="cna.com.tw", kind=Source.Kind.OUTLET)  # which may be the demo's CNA
    other = Claim.objects.filter(attributions__article=numbers["articles/"]).exclude(pk=numbers["claims/"]).first()
    published(other, cast)
    return numbers | {
        "reanchoring/": Reanchoring.objects.filter(state="waiting").values_list("pk", flat=True)[0],
        "comments/": Comment.objects.create(claim_id=numbers["claims/"], author=cast.analyst, body="So?").pk,
        "checks/": other.pk,
    }


def place(name: str, world: dict[str, int], cast) -> str:
    """The address of that name, with rows that are there."""
    if name == "claims:mail_off":
        return reverse(name, args=[token_for(cast.analyst)])
    if not name.startswith("claims:"):
        return reverse(name)
    newer = Article.objects.filter(supersedes__isnull=False)
    other = {
        "claims:article_changes": newer.values_list("pk", flat=True).first(),
        "claims:claim_adjudicate": world["checks/"],
    }.get(name)
    return address_of(name.removeprefix("claims:"), world, other)


@pytest.mark.django_db
@pytest.mark.above_the_database
def test_each_address_that_answers_a_get_is_a_page_of_the_walk_or_says_why_not(world, cast):
    client = Client()
    client.force_login(cast.administrator)
    names = set(named(get_resolver().url_patterns))
    listed = PAGES.keys() | NO_PAGES.keys()

    assert PAGES.keys() & NO_PAGES.keys() == set()
    assert listed - names == set()
    assert {name for name in names if client.get(place(name, world, cast)).status_code != 405} ^ listed == set()


def faults_of(page, address: str) -> Iterator[str]:
    """What is wrong with one page: in both schemes, wide and narrow, without loading it twice."""
    answer = page.goto(address)
    if answer.status != 200 or page.url.split("/", 3)[3] != address[1:]:
        yield f"answers {answer.status} at {page.url}"
    yield from (f"inline: {found}" for found in page.evaluate(INLINE))
    # the parser has dropped nothing: a style that the CSP refused is still in the text, and in the console
    if " style=" in answer.text():
        yield "inline: an element has a style of its own"
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        yield from (f"{scheme}: {found}" for found in violations(page))
    yield from (f"covered: {found}" for found in page.evaluate(COVERED))
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROW["width"]:
        yield f"{width} px wide on a screen of {NARROW['width']}"


@pytest.mark.browser
def test_every_page_is_clean_in_both_schemes_silent_and_narrow_enough(new_page, live_server, world, cast):
    faults: dict[str, list[str]] = {}
    for person in (NOBODY, ANALYST, REVIEWER):
        page = new_page(viewport=WIDE)
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        if person:
            log_in(page, reverse("claims:keys"), person)
        for name in (name for name, (who, _query) in PAGES.items() if who == person):
            found = list(faults_of(page, place(name, world, cast) + PAGES[name][1]))
            if found + said:
                faults[name] = found + [f"console: {words}" for words in said]
            said.clear()

    assert faults == {}


@pytest.mark.browser
@pytest.mark.parametrize("person", [ANALYST, REVIEWER])
def test_no_page_runs_over_a_narrow_screen_in_indonesian(new_page, live_server, world, cast, person):
    """Its words are longer than the English ones, those of buttons above all."""
    page = new_page(viewport=NARROW, locale="id-ID")
    page.goto("/accounts/login/")
    page.get_by_label("Nama").fill(person)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    pages = [place(name, world, cast) + query for name, (who, query) in PAGES.items() if who == person]
    pages += [f"/{name}/?q=nowhere" for name in ("articles", "claims", "sources")]

    wide = {}
    for address in pages:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            wide[address] = width
    assert wide == {}
