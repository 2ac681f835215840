"""Agreement figures, against examples worked by hand in the literature and against a library."""

from __future__ import annotations

from collections import Counter

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dashboard.agreement import agreement, alpha, kappa, mean_with_interval, overlap

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A (Meg and Owen) and B (Ben and Gerry).
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
ANSWERS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=40)


def cells(first: str, second: str) -> Counter[tuple[str, str]]:
    return Counter(zip(first, second, strict=True))


def table(*rows: tuple[int, ...]) -> dict[tuple[str, str], int]:
    """A square of counts as textbooks print it."""
    return {(str(one), str(other)): n for one, row in enumerate(rows) for other, n in enumerate(row)}


def test_kappa_equals_the_textbook_example():
    """Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (3rd edition, 2003), table 18.1."""
    assert kappa(table((75, 1, 4), (5, 4, 1), (0, 0, 10))) == pytest.approx(0.676, abs=0.0005)


def test_alpha_equals_its_authors_example_with_two_answers():
    assert alpha(cells(MEG, OWEN)) == pytest.approx(0.095, abs=0.0005)


def test_alpha_equals_its_authors_example_with_five_answers():
    assert alpha(cells(BEN, GERRY)) == pytest.approx(0.692, abs=0.0005)


@given(ANSWERS)
def test_alpha_is_what_the_library_computes(pairs):
    mine = alpha(Counter(pairs))
    if len({answer for pair in pairs for answer in pair}) < 2:
        assert mine is None
        return
    data = [["abcd".index(pair[who]) for pair in pairs] for who in (0, 1)]
    assert mine == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


@given(ANSWERS)
def test_full_agreement_is_one_or_undefined_and_never_more(pairs):
    for figure in (kappa(Counter(pairs)), alpha(Counter(pairs))):
        assert figure is None or figure <= 1
    same = Counter((first, first) for first, _second in pairs)
    assert kappa(same) in (None, 1)
    assert alpha(same) in (None, 1)


def test_answers_that_never_differ_have_no_figure_beyond_chance():
    found = agreement([("true", "true")] * 5)

    assert (found.n, found.same, found.kappa, found.alpha, found.alpha_interval) == (5, 5, None, None, None)


def test_the_interval_holds_the_figure_and_narrows_with_more_pairs():
    few = agreement(list(zip(BEN, GERRY, strict=True)))
    many = agreement(list(zip(BEN * 20, GERRY * 20, strict=True)))

    for found in (few, many):
        assert found.alpha_interval[0] < found.alpha < found.alpha_interval[1]
    assert many.alpha_interval[1] - many.alpha_interval[0] < few.alpha_interval[1] - few.alpha_interval[0]


def test_the_interval_is_the_same_each_time():
    pairs = list(zip(BEN, GERRY, strict=True))

    assert agreement(pairs) == agreement(pairs)


def test_the_interval_of_a_mean_is_near_that_of_the_normal_distribution():
    values = [0.0, 1.0] * 200
    mean, (low, high) = mean_with_interval(values)

    assert mean == 0.5
    assert (low, high) == pytest.approx((0.451, 0.549), abs=0.012)  # 0.5 ± 1.96 × 0.5 / √400


def test_one_value_has_no_interval():
    assert mean_with_interval([0.7]) == (0.7, None)


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ([(0, 10)], [(0, 10)], 1.0),
        ([(0, 10)], [(10, 20)], 0.0),
        ([(0, 10)], [(0, 5)], 2 / 3),
        ([(0, 4), (6, 10)], [(0, 10)], 16 / 18),
        ([], [], 1.0),
    ],
)
def test_overlap_is_what_both_marked(first, second, share):
    assert overlap(first, second) == pytest.approx(share)
