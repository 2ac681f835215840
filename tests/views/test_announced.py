"""Every key that changes something: the answer says in the page's live region what happened."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Attribution
from claims.models.keymap import Keyed
from tests.views.conftest import HTMX
from tests.views.test_attributions import words_of
from tests.views.test_editing import triples

pytestmark = [pytest.mark.django_db, pytest.mark.above_the_database]

REGION = re.compile(r'<div id="toasts" hx-swap-oob="innerHTML">.*?<span>(.+?)</span>', re.DOTALL)
# They lead somewhere, open something or tick boxes; whatever they lead to is said by where the focus goes.
LEAD_ON = {Keyed.NEXT, Keyed.PREVIOUS, Keyed.SEARCH, Keyed.QUEUE, Keyed.OVERLAY, Keyed.CHOOSE_ALL, Keyed.BULK}

Sent = dict[str, Any]
ARTICLE = {Keyed.UNDO, Keyed.REDO, Keyed.NEW_CLAIM}
CLAIM = {Keyed.EVIDENCE, Keyed.COMMENT}


def shorter(one: Attribution) -> str:
    *others, (role, start, _end, quote) = triples(one)
    word = quote.split()[0]
    return json.dumps([*others, [role, start, start + len(word), word]])


def free_words(one: Attribution) -> str:
    """A sentence of the article that no claim has."""
    taken = [span.start for row in one.article.attributions.all() for span in row.spans.all()]
    lines = [line for line in one.article.text.split("\n") if len(line.split()) > 3]
    return next(
        line
        for line in lines
        if not any(one.article.text.index(line) <= at < one.article.text.index(line) + len(line) for at in taken)
    )


ACTS: dict[Keyed, tuple[str, Callable[[Attribution], Sent]]] = {
    Keyed.CONFIRM: ("confirm", lambda one: {"version": one.version}),
    Keyed.REJECT: ("reject", lambda one: {"version": one.version}),
    Keyed.STATUS: (
        "verdict",
        lambda one: {
            "claim_version": one.claim.version,
            "seen": 0,
            "status": "unproven",
            "rationale": "Nobody saw it.",
        },
    ),
    Keyed.UNDO: ("undo", lambda _one: {}),
    Keyed.REDO: ("redo", lambda _one: {}),
    Keyed.SPANS: ("spans", lambda one: {"version": one.version, "spans": shorter(one)}),
    Keyed.CORRECT: ("correct", lambda one: words_of(one, statement="Kremlin: other words.")),
    Keyed.GLOSS: ("gloss", lambda one: {"claim_version": one.claim.version, "gloss": "Words", "gloss_language": "en"}),
    Keyed.SOURCE: ("set_source", lambda one: {"version": one.version, "name": "Valley Post", "kind": "outlet"}),
    Keyed.SOURCE_EVERYWHERE: (
        "source_everywhere",
        lambda one: {"version": one.version, "name": "Valley Post", "kind": "outlet"},
    ),
    Keyed.CHAIN: ("chain_add", lambda one: {"version": one.version, "name": "Valley Post", "kind": "outlet"}),
    Keyed.CUT: ("cut", lambda one: {"version": one.version, "at": one.spans.get(role="content").start + 10}),
    Keyed.MERGE: (
        "merge",
        lambda one: {"version": one.version, "other": one.article.attributions.exclude(claim=one.claim).first().pk},
    ),
    Keyed.NEW_CLAIM: ("claim_new", lambda one: {"words": free_words(one)}),
    Keyed.TAKE_UP: ("take_up", lambda _one: {}),
    Keyed.DISMISS: ("own_voice_dismiss", lambda _one: {}),
    Keyed.EVIDENCE: ("claim_evidence", lambda _one: {"url": "https://example.org/", "stance": "supports"}),
    Keyed.COMMENT: ("claim_comments", lambda _one: {"body": "So?"}),
}


def address(act: Keyed, one: Attribution) -> str:
    name, _sent = ACTS[act]
    pk = one.article_id if act in ARTICLE else one.claim_id if act in CLAIM else one.pk
    if act in (Keyed.TAKE_UP, Keyed.DISMISS):
        pk = one.article.own_voice.first().pk
    return reverse(f"claims:{name}", args=[pk])


def test_every_key_is_an_act_that_is_tried_here_or_leads_on():
    assert set(Keyed) == set(ACTS) | LEAD_ON


@pytest.mark.parametrize("act", ACTS)
def test_an_act_says_in_the_live_region_what_happened(analyst: Client, kremlin: Attribution, act: Keyed):
    before = {Keyed.UNDO: [Keyed.CONFIRM], Keyed.REDO: [Keyed.CONFIRM, Keyed.UNDO]}.get(act, [])
    for earlier in [*before, act]:
        kremlin = Attribution.objects.get(pk=kremlin.pk)
        answer = analyst.post(address(earlier, kremlin), ACTS[earlier][1](kremlin), headers=HTMX)
    assert answer.status_code < 300, answer.text
    assert REGION.search(answer.text), answer.text[-1500:]
