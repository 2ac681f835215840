"""What holds of every part of a result, however strange the text: spans, scores, lines."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from claims.extraction.lang import codes
from claims.extraction.results import QUOTE_KINDS, SOURCE_TYPES, Extraction
from claims.extraction.spans import Span

# Pieces that the rules look at, thrown together in any order between arbitrary letters.
PIECES = st.sampled_from(
    [
        *"Rina Wulan mengatakan mengataka,n bahwa kata katanya menurut said that diyakini tidak dia he she dan".split(),
        *"berkata kerajaan serta yang untuk Presiden Iklan MiG-31I İ ß ﬁ ² ٣ 🙂 99999999999 31/2/2020".split(),
        *"“ ” \" ' ‘ « ( ) [ , . … ! ? : - – \n \n\n \u200f \u00ad e\u0301".split(" "),
        *("according to", "told reporters", "1.7 juta", "US$ 5,3", "(16/9/2023)", "pada hari Jumat", "dua hari lalu"),
        *(
            "last week",
            "Juru bicara",
            "Dikutip dari CNA.",
            "(Reuters)",
            "Baca juga:",
            "JAKARTA, KOMPAS —",
            "seperti dilansir",
        ),
        "\u00a0",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join) | st.text(max_size=200)
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans_of(found: Extraction) -> list[tuple[Span, ...]]:
    """Every role of every result as a group of spans that must be in order."""
    groups: list[tuple[Span, ...]] = [found.boilerplate]
    for one in found.attributions:
        groups += [one.source, one.cue, one.content]
        groups += [(mention.span,) for mention in (*one.times, *one.figures)]
    groups += [(one.span,) for one in found.own_voice]
    groups += [(span,) for span in (found.facts.title_span, found.facts.credit_span) if span]
    return groups


@QUICK
@given(TEXTS, st.sampled_from(codes()))
def test_spans_are_in_order_inside_the_text_and_hold_letters(text: str, code: str):
    for group in spans_of(extract(text, code)):
        end = 0
        for span in group:
            assert end <= span.start < span.end <= len(text)
            assert span.of(text).strip()
            end = span.end


@QUICK
@given(TEXTS, st.sampled_from(codes()))
def test_every_attribution_is_whole(text: str, code: str):
    found = extract(text, code).attributions
    for index, one in enumerate(found):
        assert one.cue
        assert one.content
        assert one.quote in QUOTE_KINDS
        assert one.source_type in SOURCE_TYPES
        assert 0 <= one.confidence <= 1
        assert 0 <= one.check.score <= 1
        assert one.statement.strip()
        assert "\n" not in one.statement
        assert one.same_claim_as is None or one.same_claim_as < index
        assert one.inside is None or (0 <= one.inside < len(found) and one.inside != index)
