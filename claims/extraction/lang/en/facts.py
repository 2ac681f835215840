"""How an article names its place, its outlet and the outlet it was taken from. Entries parted by commas."""

FACTS = {
    # "Source: Xinhua", "Reporting by Reuters": the words before an outlet that is credited.
    "credit": """source, source:, via, with reporting by, this article first appeared in, originally published by,
        originally published in, first published by, courtesy of, as reported by""",
    # Words between these and the outlet's name.
    "credit_fillers": "the, news agency, the news agency, our partners at",
    # "By TASS", "Reuters Staff": what stands in a byline before a name, after it, and between two.
    "byline": """by, written by, author, reporter, reporters, correspondent, contributor, report by, reporting by, source, credit,
        text, words, from, via, courtesy of, the, news agency""",
    "byline_after": """staff, staff writer, staff writers, writers, reporters, editors, correspondent, correspondents, contributor,
        news agency, newsroom, newswire, wire, wire service, service, news service""",
    "byline_link": "and, with, for, via, from",
    # Words that make a name in a dateline an outlet and not a place.
    "outlet_words": """news, com, net, org, tv, post, times, press, radio, media, wire, journal, herald, tribune, gazette, daily,
        cnn, bbc, reuters, afp, ap, upi, npr, nbc, abc, cbs, wikinews, observer, chronicle, today""",
}
