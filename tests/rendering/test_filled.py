"""Our quick way to fill markup escapes as Django's does."""

from __future__ import annotations

import pytest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from claims.templatetags.markup import filled, filled_each

VALUES = ["<script>alert('x')</script>", "\"quoted\" & 'so'", "", 7, 1.5, None, gettext_lazy("Claims"), "{0} {} {x}"]


@pytest.mark.parametrize("value", [*VALUES, format_html("<b>{}</b>", "a<b")])
def test_a_value_is_escaped_unless_it_is_markup_already(value):
    assert filled('<i title="{}">{}</i>', value, "x") == format_html('<i title="{}">{}</i>', value, "x")


def test_what_is_filled_is_markup_and_is_not_escaped_again():
    inner = filled("<b>{}</b>", "a & b")

    assert isinstance(inner, SafeString)
    assert filled("<i>{}</i>", inner) == "<i><b>a &amp; b</b></i>"


def test_rows_are_filled_one_by_one():
    rows = [(value, number) for number, value in enumerate(VALUES)]

    assert filled_each(", ", "<li>{} {}</li>", rows) == format_html_join(", ", "<li>{} {}</li>", rows)
