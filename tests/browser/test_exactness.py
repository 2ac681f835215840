"""What goes through the browser comes back exactly: spans with all that Unicode has in store, and fifty acts undone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article
from tests.browser.test_workbench import log_in, press, reference  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser

TRAPS = [
    "panen 🌾 raya", "👨‍👩‍👧‍👦 keluarga", "👩🏽‍🚒👍🏿 petugas", "🇮🇩🇲🇾 perbatasan",
    "kafe\u0301 senja", "n\u0303\u0323 ganda", "𝄞 nada 𝄢", "𠀋𠮷 aksara", "שלום לכולם",
    "مرحبا بالعالم", "\u202bשוק\u202c tertutup", "harga \u2067سوق\u2069 naik",
    "क्षत्रिय सेना", "ไทย ภาษา", "한국어 말", "\u1112\u1161\u11ab terurai", "naik\xa0tajam",
    "tanda\u00adhubung", "tanpa\u200bspasi", "penggabung\u200d\u200cnol",
    "❤️‍🔥 semangat", "☺︎ dan ☺️", "a & b < c > d", "&lt;b&gt;tebal&lt;/b&gt;",
    "<script>alert(1)</script>", '"kutip" \'tunggal\'', "“kutip” ‘lain’ „bawah“",
    "tab\tdi tengah", "dua  spasi   lebih", "baris\u2028pemisah",
    "paragraf\u2029pemisah", "umpan\x0claman", "Ⅷ ﬁ ﷽ lebar",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 bendera", "½ ² ™ ℃", "𝕊𝕖𝕜𝕒𝕣𝕒𝕟𝕘 𝟙𝟚",
    "🜁🜂🜃🜄", "بِسْمِ harakat", "e\u0302\u0301 Việt",
]  # fmt: skip
NEWLINES = ["\r\n", "\n", "\r", "\r\n"]


def article_with(trap: str, number: int) -> Article:
    """Our own news about a harvest, with the trap before, in and behind what will be marked, and some line ends."""
    lines = [
        f"Kabar {number} {trap} dari Lembah Wira",
        "",
        f"Lumbung {trap} dibuka pada hari Senin. Warga {trap} datang pagi-pagi.",
        "  ",
        f"Kepala desa berdiri di depan. Isi {trap} lumbung itu cukup sampai musim depan, {trap}.",
    ]
    article, _created = save_article(NEWLINES[number % len(NEWLINES)].join(lines))
    return article


SELECT = """([start, end]) => {
    // The place in UTF-16 units, counted by the page's own letters and not by the code under test.
    const letters = document.createTreeWalker(document.getElementById("article-text"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let at = 0;
    for (let node = letters.nextNode(); node; node = letters.nextNode()) {
        if (start >= at && start < at + node.length) range.setStart(node, start - at);
        if (end > at && end <= at + node.length) { range.setEnd(node, end - at); break; }
        at += node.length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_spans_make_the_round_trip_through_the_browser_on_forty_texts(page, cast, live_server):
    log_in(page)
    exact = 0
    for number, trap in enumerate(TRAPS):
        article = article_with(trap, number)
        text = article.text
        quote = f"Isi {trap} lumbung"
        start = text.index(quote)
        page.goto(f"/articles/{article.pk}/")
        page.evaluate(SELECT, [utf16(text[:start]), utf16(text[: start + len(quote)])])
        press(page, "n")  # the browser says where the selection is
        page.locator("[data-open='1']").wait_for()
        [span] = article.attributions.get().spans.all()
        made = (span.start, span.end, span.quote) == (start, start + len(quote), quote)
        press(page, "e")  # the server says where the span is; both edges are moved by a word, and saved
        page.locator(".part[aria-pressed=true]").wait_for()
        shown = page.evaluate("[...CSS.highlights.get('edit-content')].map(String).join('|')")
        press(page, "ArrowLeft", "Shift+ArrowRight", "Enter")
        page.get_by_text("Spans of claim 1 saved").wait_for()
        [span] = article.attributions.get().spans.all()
        moved = text[span.start : span.end] == span.quote and quote.startswith("Isi " + span.quote)
        assert made and moved and shown == quote, json.dumps([trap, shown, span.quote])
        exact += 1
    print(f"\n{exact} of {len(TRAPS)} texts exact")
    assert exact == 40


def test_the_text_of_the_article_element_is_the_stored_text(page, cast, live_server):
    article = article_with("👨‍👩‍👧‍👦 & <b> e\u0301", 0)
    split(article)
    log_in(page, f"/articles/{article.pk}/")

    assert page.evaluate("document.getElementById('article-text').textContent") == article.text


def state_of(article: Article) -> list[dict[str, Any]]:
    """All that the listed attributions say, and their claims."""
    return [
        {
            "number": row.number,
            "decision": (row.review_state, row.reviewed_by_id, row.reviewed_at),
            "claim": (row.claim_id, row.claim.statement, row.claim.gloss),
            "source": row.source_id,
            "spans": [(span.role, span.start, span.end, span.quote) for span in row.spans.all()],
            "relays": [(hop.position, hop.source_id) for hop in row.relays.all()],
        }
        for row in article.attributions.listed().for_workbench()
    ]


def seen(page) -> str:
    """What the page draws: the text with its marks, and the list in words."""
    text = page.locator("#article-text").evaluate("node => node.innerHTML.replaceAll(/ is-(selected|hovered)/g, '')")
    return text + page.locator("#claims-list ol.claims").inner_text()


def is_act(response) -> bool:
    """Whether it answers an act, and is none of the messages that the page sends by itself."""
    own = ("/lease/", "/presence/")
    return response.request.method == "POST" and not response.url.endswith(own)


def test_the_last_fifty_acts_are_undone_after_a_reload(page, reference):  # noqa: F811
    log_in(page, f"/articles/{reference.pk}/?claim=1")
    before, drawn = state_of(reference), seen(page)
    acts = 0

    def act(number: int | None, *keys: str, typed: str = "", pick: str = "") -> None:
        nonlocal acts
        if number:
            page.locator(f"#c{number} .who a").click()
            page.locator(f"[data-open='{number}']").wait_for()
        with page.expect_response(is_act) as answer:
            for key in keys:
                press(page, key)
                if key in "amesn":
                    page.locator("[data-key-mode], #source-q:focus").first.wait_for()
                if typed and key in "am":
                    page.keyboard.type(typed)
                    page.get_by_role("option", selected=True).filter(has_text=pick).wait_for() if pick else None
        assert answer.value.status == 200, (number, keys)
        page.locator("#detail:not([aria-busy])").wait_for()
        acts += 1

    page.locator("#detail").focus()
    for _each in range(18):
        act(None, "y")
    for number in range(1, 10):
        act(number, "x")
    for number in range(10, 19):
        # The first part of two contents is a single word, which can only grow.
        act(number, "e", "ArrowRight" if number in (12, 16) else "ArrowLeft", "Enter")
    for number in (10, 12, 13, 14, 15):
        act(number, "a", "Enter", typed="cna", pick="CNA")
    for number in (16, 17):
        act(number, "m", "Enter", typed="18")
    for number in (11, 14, 15, 18):
        act(number, "s", "Enter")
    for _each in range(3):
        act(None, "n", "ArrowDown", "Enter")
    assert acts == 50
    assert state_of(reference) != before

    page.reload()
    for _each in range(acts):
        with page.expect_response("**/undo/") as answer:
            press(page, "u")
        assert answer.value.status == 200
        page.locator("#detail:not([aria-busy])").wait_for()

    assert state_of(reference) == before
    assert seen(page) == drawn
    page.reload()
    assert seen(page) == drawn
