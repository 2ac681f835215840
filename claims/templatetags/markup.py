"""Article text as HTML: the one module that writes markup by hand. Every letter of the text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape
from itertools import groupby

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.rendering import CONTENT, Block, Layer, Mismatch, Piece

register = template.Library()

LAST_LANE = 4  # the style sheet draws five; whatever covers more than that shares the last one
TAG = re.compile(r"<[^>]+>")
TO_ESCAPE = re.compile("[&<>\"']")
ELEMENT_OF = {"headline": ("h2", "headline"), "clutter": ("p", "clutter"), "paragraph": ("p", "")}

# Characters that show nothing themselves but turn, join or part what stands around them: mark and name of each.
SHOWN_AS = {
    "\u00ad": ("SHY", gettext_noop("soft hyphen")),
    "\u061c": ("ALM", gettext_noop("Arabic letter mark")),
    "\u200b": ("ZWSP", gettext_noop("zero-width space")),
    "\u200c": ("ZWNJ", gettext_noop("zero-width non-joiner")),
    "\u200d": ("ZWJ", gettext_noop("zero-width joiner")),
    "\u200e": ("LRM", gettext_noop("left-to-right mark")),
    "\u200f": ("RLM", gettext_noop("right-to-left mark")),
    "\u202a": ("LRE", gettext_noop("left-to-right embedding")),
    "\u202b": ("RLE", gettext_noop("right-to-left embedding")),
    "\u202c": ("PDF", gettext_noop("end of an embedding or override")),
    "\u202d": ("LRO", gettext_noop("left-to-right override")),
    "\u202e": ("RLO", gettext_noop("right-to-left override")),
    "\u2060": ("WJ", gettext_noop("word joiner")),
    "\u2066": ("LRI", gettext_noop("left-to-right isolate")),
    "\u2067": ("RLI", gettext_noop("right-to-left isolate")),
    "\u2068": ("FSI", gettext_noop("first strong isolate")),
    "\u2069": ("PDI", gettext_noop("end of an isolate")),
    "\ufeff": ("BOM", gettext_noop("zero-width no-break space")),
}
# Joiners belong to the spelling after letters of Arabic, Indic and other scripts, and hold emoji together: left alone.
JOINERS = "\u200c\u200d"
HIDDEN = re.compile(f"(?<![\u0590-\U0010ffff])[{JOINERS}]|[{''.join(SHOWN_AS.keys() - set(JOINERS))}]")


def filled(pattern: str, *values: object) -> SafeString:
    """`format_html` for what is filled in hundreds of times a page: the pattern is markup, what goes in is escaped
    unless it is markup already. Django's own looks at every value six times, in case it is a lazy one, and so does
    `mark_safe`."""
    return SafeString(pattern.format(*[one if isinstance(one, SafeString) else _escaped(one) for one in values]))


def filled_each(separator: str, pattern: str, rows: Iterable[Iterable[object]]) -> SafeString:
    """`format_html_join` in the same way."""
    filled_in = [
        pattern.format(*[one if isinstance(one, SafeString) else _escaped(one) for one in row]) for row in rows
    ]
    return SafeString(separator.join(filled_in))


def _escaped(value: object) -> str:
    text = value if type(value) is str else str(value)
    return escape(text) if TO_ESCAPE.search(text) else text  # most have nothing to escape: one look instead of five


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
    inner = HIDDEN.sub(_seen, escape(piece.text, quote=False))
    for layer in piece.layers:
        inner = _layer_html(layer, inner, selected)
    return inner


def _seen(hidden: re.Match[str]) -> str:
    """A character that shows nothing, in a span whose mark the style sheet draws: the stored letters stay exact."""
    short, name = SHOWN_AS[hidden.group()]
    return f'<span class="t-hidden" data-hidden="{short}" title="{escape(_(name))}">{hidden.group()}</span>'


@register.filter
def has_hidden(text: str) -> bool:
    """Whether the text holds characters that are drawn as marks."""
    return HIDDEN.search(text) is not None


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
