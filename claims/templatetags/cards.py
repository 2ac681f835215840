"""The list of claims beside the text, built in Python: an article has dozens of cards, and a template costs ten times
as much for each. `filled` escapes whatever goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Attribution
from claims.models.claim import Status
from claims.templatetags.marks import status_mark
from claims.templatetags.markup import filled, filled_each
from claims.templatetags.texts import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.views.bench import Card

register = template.Library()

State, QuoteKind = Attribution.ReviewState, Attribution.QuoteKind

SELECTED, CURRENT = filled(" {}", "is-selected"), filled(' aria-current="{}"', "true")
SWAP, NOBODY = filled(' hx-swap-oob="{}"', "true"), filled(' class="{}"', "none")
QUOTE_SIGNS = {QuoteKind.DIRECT: "“”", QuoteKind.MIXED: "“…"}


@register.simple_tag(takes_context=True)
def claim_cards(context: template.Context, cards: Sequence[Card], *, swap: bool = False) -> str:
    """Each card as an item of the list; `swap`: as replacements on an open page. Takes `article`, `selected`,
    `may_annotate` and `csrf_token` from the page."""
    article, selected = context["article"], context.get("selected")
    address = article.get_absolute_url()
    token = context.get("csrf_token") if context.get("may_annotate") else None
    return filled_each("", "{}", ((_card(c, address, article.language, selected, token, swap),) for c in cards))


def _card(card: Card, address: str, language: str, selected: int | None, token: object, swap: bool) -> str:
    chosen = card.number == selected
    return filled(
        '<li class="claim is-{}{}" id="c{}" data-claim="{}"{}><span class="n">{}</span><span class="who">'
        '<a href="{}?claim={}"{}{}>{}</a>{}</span>{}<span class="vh">{}, {}</span>\n'
        '<span class="says" lang="{}">{}</span>{}</li>',
        card.review_state,
        SELECTED if chosen else "",
        card.number,
        card.number,
        SWAP if swap else "",
        card.number,
        address,
        card.number,
        "" if card.source else NOBODY,
        CURRENT if chosen else "",
        _who(card, language),
        filled_each("", '<span class="via">→ {}</span>', ((relay,) for relay in card.chain)),
        status_mark(card.status),
        Status(card.status).label,
        State(card.review_state).label,
        card.language,
        card.statement,
        _put_back(card, token) if card.review_state == State.REJECTED else _notes(card),
    )


def _who(card: Card, language: str) -> str:
    if card.source:
        return card.source
    if card.source_words:
        return filled('<span lang="{}">{}</span>', language, card.source_words)
    return _("no source named")


def _put_back(card: Card, token: object) -> str:
    """What a rejected card says; only people who may change claims have a token to put it back with."""
    if token is None:
        return ""
    return filled(
        '<form class="undo small quiet" method="post" action="{0}" hx-post="{0}" hx-target="#detail">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{1}">'
        '<input type="hidden" name="version" value="{2}">{3} · '
        '<button class="linkish" type="submit">{4}</button></form>',
        reverse("claims:restore", args=[card.pk]),
        token,
        card.version,
        _("Rejected"),
        _("put back"),
    )


def _notes(card: Card) -> str:
    notes: list[str] = []
    if card.quote_kind != QuoteKind.INDIRECT:
        kind = QuoteKind(card.quote_kind)
        signs = '<span class="small quiet"><span class="qk" aria-hidden="true">{}</span> {}</span>'
        notes.append(filled(signs, QUOTE_SIGNS[kind], kind.label))
    if card.hedged:
        notes.append(filled('<span class="flag hedged">{}</span>', _("hedged")))
    if card.negated:
        notes.append(filled('<span class="flag">{}</span>', _("negated")))
    notes += [filled('<span class="quiet small">{}</span>', words) for words in _asides(card)]
    return filled('<span class="notes">{}</span>', filled_each("", "{}", ((note,) for note in notes)))


def _asides(card: Card) -> list[str]:
    """Other claims that it has to do with, and whom it may mean."""
    words = []
    if card.same_as:
        words.append(_("same claim as %(n)s") % {"n": listed(card.same_as)})
    if card.inside:
        words.append(_("inside %(n)s") % {"n": card.inside})
    if card.candidates and not card.source:
        n = len(card.candidates)
        told = ngettext("%(n)s candidate: %(names)s", "%(n)s candidates: %(names)s", n)
        words.append(told % {"n": n, "names": listed(card.candidates)})
    return words
