"""A dateline is no part of what somebody says."""

from __future__ import annotations

import pytest

from claims.extraction import extract


@pytest.mark.parametrize(
    "text",
    [
        "BAHARI – Harga beras naik, kata Menteri Sari Dewi. Pasar tetap ramai.",
        "BAHARI, 4 Oktober 2023 – Harga beras naik, kata Menteri Sari Dewi. Pasar tetap ramai.",
        "BAHARI, KOMPAS — Harga beras naik, kata Menteri Sari Dewi. Pasar tetap ramai.",
    ],
)
def test_a_content_begins_behind_the_dateline(text: str):
    found = extract("Harga Naik Lagi\n\n" + text, "id").attributions[0]
    assert [span.of("Harga Naik Lagi\n\n" + text) for span in found.content] == ["Harga beras naik"]
    assert found.statement.lower() == "sari dewi: harga beras naik"


@pytest.mark.parametrize("text", ["Rice is up 12 per cent in Bahari.", "They earn two dollars per day in the harvest."])
def test_per_attributes_only_before_a_name(text: str):
    assert not extract(text, "en").attributions


def test_per_before_a_name_attributes():
    assert extract("Per Reuters, the talks failed on Monday.", "en").attributions[0].canonical == "Reuters"
