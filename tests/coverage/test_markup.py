"""ClaimReview markup in the forms in which pages and feeds have it, and in broken ones."""

import datetime as dt
import json

import pytest

from claims.coverage import markup

PAGE = "https://fact.example/dam"
REVIEW = {
    "@context": "http://schema.org",
    "@type": "ClaimReview",
    "url": PAGE,
    "claimReviewed": "The dam at Lake Orel has no crack",
    "datePublished": "2024-03-05",
    "author": {"@type": "Organization", "name": "Fact Desk", "url": "https://fact.example"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Tomas Varga"},
        "firstAppearance": {"@type": "CreativeWork", "url": "https://herald.example/dam"},
        "appearance": ["https://post.example/1", {"@id": "https://post.example/2"}],
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 6, "alternateName": "Pants on fire"},
    "sdLicense": "https://creativecommons.org/licenses/by-nc/4.0",
}
OLDER = {
    "itemReviewed": {
        "@type": "CreativeWork",
        "author": [{"@type": "Person", "name": "Tomas Varga"}],
        "url": "https://herald.example/dam",
    }
}


def page(*values, attributes='type="application/ld+json"', wrap="{}"):
    blocks = "".join(f"<script {attributes}>{wrap.format(json.dumps(value))}</script>" for value in values)
    return f"<html><head><script>var x = '<p>';</script>{blocks}</head><body>Dam</body></html>"


def only(html, url=PAGE):
    (review,) = markup.reviews_of_page(html, url)
    return review


def test_a_review_has_its_claim_who_said_it_and_the_rating_as_worded():
    review = only(page(REVIEW))
    assert (review.claim, review.claimant) == ("The dam at Lake Orel has no crack", "Tomas Varga")
    assert (review.rating, review.publisher) == ("Pants on fire", "Fact Desk")
    assert review.published == dt.datetime(2024, 3, 5, tzinfo=dt.UTC)
    assert review.licence == "https://creativecommons.org/licenses/by-nc/4.0"


def test_appearances_are_addresses_objects_and_lists_the_first_one_first():
    found = only(page(REVIEW)).appearances
    assert found == ("https://herald.example/dam", "https://post.example/1", "https://post.example/2")


@pytest.mark.parametrize(
    "value",
    [
        [{"@type": "WebPage"}, REVIEW],
        {"@context": "https://schema.org/", "@graph": [{"@type": "WebSite"}, REVIEW]},
        {"@type": "WebPage", "mainEntity": {"review": REVIEW}},
        REVIEW | {"@type": ["Review", "ClaimReview"]},
        REVIEW | {"@type": "https://schema.org/ClaimReview"},
        REVIEW | {"claimReviewed": {"@value": REVIEW["claimReviewed"], "@language": "en"}},
    ],
    ids=["list", "graph", "nested", "list of types", "type as address", "value object"],
)
def test_the_review_is_found_in_every_form_of_json_ld(value):
    assert only(page(value)).claim == REVIEW["claimReviewed"]


@pytest.mark.parametrize(
    "html",
    [
        page(REVIEW, attributes="class=y TYPE='application/ld+json; charset=utf-8' id=a"),
        page(REVIEW, wrap="<!-- {} -->"),
        page(REVIEW, wrap="//<![CDATA[\n{}\n//]]>"),
        page(REVIEW).replace('\\"', '"').replace("no crack", "no\tcrack"),
        page(REVIEW).removesuffix("</script></head><body>Dam</body></html>"),
        page(REVIEW).replace('": "', "&quot;: &quot;").replace('"@type', "&quot;@type"),
    ],
    ids=["attributes", "comment", "CDATA", "control character", "no end", "entities"],
)
def test_untidy_blocks_are_read(html):
    assert len(markup.reviews_of_page(html, PAGE)) == 1


def test_older_markup_has_the_claim_as_a_creative_work():
    review = only(page(REVIEW | OLDER))
    assert (review.claimant, review.appearances) == ("Tomas Varga", ("https://herald.example/dam",))


def test_references_into_the_graph_are_followed():
    graph = [
        REVIEW | {"author": {"@id": "#desk"}, "itemReviewed": {"@id": "#claim"}},
        {"@id": "#desk", "@type": "Organization", "name": "Fact Desk"},
        {"@id": "#claim", "@type": "Claim", "appearance": "https://post.example/1"},
    ]
    review = only(page({"@graph": graph}))
    assert (review.publisher, review.appearances) == ("Fact Desk", ("https://post.example/1",))


def test_two_reviews_of_a_page_are_two_and_the_same_one_twice_is_one():
    other = REVIEW | {"claimReviewed": "The dam is leaking"}
    assert len(markup.reviews_of_page(page(REVIEW, other, REVIEW), PAGE)) == 2


def test_a_rating_that_is_only_a_number_is_none():
    assert only(page(REVIEW | {"reviewRating": {"ratingValue": -1, "bestRating": "6"}})).rating == ""


def test_a_relative_or_missing_address_is_the_pages():
    assert only(page(REVIEW | {"url": "/dam?x=1"})).url == "https://fact.example/dam?x=1"
    assert only(page({key: value for key, value in REVIEW.items() if key != "url"})).url == PAGE


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<script type='application/ld+json'>",
        page({"@type": "NewsArticle"}),
        page(REVIEW | {"claimReviewed": None, "itemReviewed": 7}),
        page(REVIEW | {"claimReviewed": "x", "url": "javascript:alert(1)"}).replace(PAGE, ""),
        page(REVIEW)[:-150].replace("}", ""),
        f"<script type='application/ld+json'>{'[' * 100_000}</script>",
        f"<script type='application/ld+json'>{{\"a\": {'9' * 10_000}}}</script>",
        "<script" * 200_000,
    ],
)
def test_garbage_holds_no_review(html):
    assert markup.reviews_of_page(html) == []


def test_wrong_types_inside_a_review_leave_the_field_empty():
    broken = REVIEW | {
        "author": 7,
        "reviewRating": "false",
        "datePublished": ["soon"],
        "itemReviewed": [
            3,
            {"@type": "Claim", "author": {"name": {}}, "appearance": ["", None, "ftp://x", "http://[::"]},
        ],
        "sdLicense": {},
    }
    review = only(page(broken))
    assert (review.publisher, review.rating, review.published, review.claimant) == ("", "", None, "")
    assert (review.appearances, review.licence) == ((), "")


def feed(*items, **more):
    elements = [{"@type": "DataFeedItem", "dateCreated": "2024-03-05", "item": item} for item in items]
    return json.dumps({"@type": "DataFeed", "dateModified": "2024-03-06", "dataFeedElement": elements} | more)


def cut(text, size):
    return [text[at : at + size] for at in range(0, len(text), size)]


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_a_feed_is_read_in_pieces_of_any_size(size):
    text = feed([REVIEW], None, [], [None], REVIEW | {"claimReviewed": "The dam is leaking"}, note="after")
    assert [review.claim for review in markup.reviews_in(cut(text, size))] == [
        "The dam at Lake Orel has no crack",
        "The dam is leaking",
    ]


@pytest.mark.parametrize("text", [json.dumps([REVIEW]), json.dumps(REVIEW), page(REVIEW), "\ufeff \n" + feed([REVIEW])])
def test_a_list_an_object_a_page_and_a_feed_are_told_apart(text):
    assert len(list(markup.reviews_in(cut(text, 50)))) == 1


@pytest.mark.parametrize("text", ["", "not JSON", '{"dataFeedElement": 7', feed([REVIEW])[:-9], "[1, 2"])
def test_what_breaks_off_or_is_no_json_says_so(text):
    with pytest.raises(markup.NoFeed):
        list(markup.reviews_in(cut(text, 50)))


def test_a_block_of_blanks_is_read_in_time_that_grows_with_it():
    assert markup.reviews_of_page(page(REVIEW) + page("{" + " " * 1_900_000 + "}]"), PAGE)
