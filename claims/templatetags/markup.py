"""Article text as HTML: the one module that writes markup by hand. Every letter of the text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from itertools import groupby

from django import template
from django.utils.safestring import SafeString, mark_safe

from claims.rendering import CONTENT, Block, Layer, Mismatch, Piece

register = template.Library()

LAST_LANE = 4  # the style sheet draws five; whatever covers more than that shares the last one
TAG = re.compile(r"<[^>]+>")
ELEMENT_OF = {"headline": ("h2", "headline"), "clutter": ("p", "clutter"), "paragraph": ("p", "")}


@register.simple_tag
def article_text(text: str, blocks: list[Block], selected: int | None = None) -> SafeString:
    """The whole article; marks of claim `selected` stand out. Raises Mismatch when a letter would differ.

    The browser finds offsets by counting in the element's text, so that text is the stored one, white space included.
    """
    drawn = [block_html(block, selected) or escape(text[block.start : block.end], quote=False) for block in blocks]
    html = "\n".join(_with_clutter_folded(blocks, drawn))
    if unescape(TAG.sub("", html)) != text:
        raise Mismatch("The drawn letters differ from the stored ones.")
    return mark_safe(html)  # noqa: S308 - escaped piece by piece above


@register.simple_tag
def article_block(block: Block, selected: int | None = None) -> SafeString:
    """One paragraph, to take the place of the same one on an open page."""
    return mark_safe(block_html(block, selected, swap=True))  # noqa: S308 - escaped piece by piece below


@register.simple_tag
def quoted_pieces(blocks: list[Block]) -> SafeString:
    """The letters of some lines with their marks, as the inside of one paragraph: a sentence quoted elsewhere."""
    lines = ("".join(_piece_html(piece, None) for piece in block.pieces) for block in blocks)
    return mark_safe(" ".join(lines))  # noqa: S308 - escaped piece by piece below


def block_html(block: Block, selected: int | None = None, *, swap: bool = False) -> str:
    """One line of the article as an element; "" for a blank one. `swap` marks it as a replacement for htmx."""
    if block.kind == "blank":
        return ""
    tag, name = ELEMENT_OF[block.kind]
    attributes = f' id="t{block.start}"' + (f' class="{name}"' if name else "") + f' data-start="{block.start}"'
    if swap:
        attributes += ' hx-swap-oob="true"'
    inner = "".join(_piece_html(piece, selected) for piece in block.pieces)
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _piece_html(piece: Piece, selected: int | None) -> str:
    inner = escape(piece.text, quote=False)
    for layer in piece.layers:
        inner = _layer_html(layer, inner, selected)
    return inner


def _layer_html(layer: Layer, inner: str, selected: int | None) -> str:
    flags = [
        f"t-{layer.role}",
        f"lane-{min(layer.lane, LAST_LANE)}" if layer.lane is not None else "",
        f"is-{layer.state}" if layer.state else "",
        "starts" if layer.starts else "",
        "ends" if layer.ends else "",
        "is-selected" if selected in layer.numbers else "",
    ]
    attributes = f'class="{" ".join(filter(None, flags))}"'
    if layer.numbers:
        attributes += f' data-claims="{" ".join(map(str, layer.numbers))}"'
    if layer.label is not None:
        # Drawn by the style sheet from this attribute: the stored letters stay exact, and copying copies only them.
        attributes += f' data-n="{layer.label}"'
    tag = "mark" if layer.role == CONTENT else "span"
    return f"<{tag} {attributes}>{inner}</{tag}>"


def _with_clutter_folded(blocks: Sequence[Block], drawn: Sequence[str]) -> list[str]:
    """Neighbouring clutter shares one wrapper, so that it is dimmed and kept out of print as one thing."""
    out = list(drawn)
    told = [(at, block.kind) for at, block in enumerate(blocks) if block.kind != "blank"]
    for kind, run in groupby(told, key=lambda place: place[1]):
        if kind == "clutter":
            places = [at for at, _kind in run]
            out[places[0]] = f'<div class="clutter-run">{out[places[0]]}'
            out[places[-1]] = f"{out[places[-1]]}</div>"
    return out
