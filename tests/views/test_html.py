"""Every page is valid HTML: no parse error, no id twice, every label and description points at something."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from claims.coverage.sweep import find_coverage
from claims.review import saved_views

pytestmark = [pytest.mark.django_db, pytest.mark.above_the_database]

POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


def faults(page: str) -> list[str]:
    """What a validator would say about a page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    lines = page.split("\n")
    found = [f"{code} in line {line}: {lines[line - 1][:120]}" for (line, _column), code, _data in parser.errors]
    ids = Counter(node.get("id") for node in tree.iter() if node.get("id"))
    found += [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]
    for node in tree.iter():
        for attribute in POINTERS:
            for name in (node.get(attribute) or "").split():
                if name not in ids:
                    found.append(f"{attribute}={name} points at nothing")
    return found


@pytest.fixture
def pages(kremlin, cast) -> list[str]:
    kept = saved_views.save(cast.analyst, kind="claims", name="Kept", query="")
    gone = saved_views.save(cast.analyst, kind="claims", name="Gone", query="")
    saved_views.remove(cast.analyst, gone.pk, version=gone.version)
    find_coverage(kremlin.claim)
    article, claim = kremlin.article, kremlin.claim
    return [
        reverse("claims:queue"),
        reverse("claims:articles"),
        reverse("claims:article_new"),
        article.get_absolute_url(),
        f"{article.get_absolute_url()}?claim={kremlin.number}",
        reverse("claims:correct", args=[kremlin.pk]),
        reverse("claims:set_source", args=[kremlin.pk]),
        reverse("claims:claims"),
        f"{reverse('claims:claims')}?status=unverified&q=perjanjian",
        claim.get_absolute_url(),
        kremlin.source.get_absolute_url(),
        f"{reverse('claims:source_edit', args=[kremlin.source_id])}?q=c",
        f"{reverse('claims:set_source', args=[kremlin.pk])}?q=wahyu",
        reverse("claims:chain", args=[kremlin.pk]),
        reverse("claims:source_review"),
        reverse("claims:views"),
        f"{reverse('claims:view_new')}?kind=claims&query=status%3Dfalse",
        reverse("claims:view_edit", args=[kept.pk]),
        reverse("password_change"),
        "/no/such/page/",
    ]


def test_the_checker_finds_what_is_wrong():
    page = "<!doctype html><title>x</title><p id=a><div id=a></p></div><label for=b>c</label>"
    assert len(faults(page)) >= 3


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_page_is_valid_html(analyst: Client, pages: list[str], language: str):
    for address in pages:
        page = analyst.get(address, headers={"Accept-Language": language}).text
        assert faults(page) == [], address
        assert re.search(r'<html[^>]* lang="' + language, page), address


def test_the_log_in_page_is_valid_html():
    assert faults(Client().get(reverse("login")).text) == []
