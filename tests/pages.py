"""Web pages as publishers write them, for what their markup says. Outlets and people are made up."""

from __future__ import annotations

import json
from typing import Any


def web_page(text: str, *head: str, data: Any = None, raw: str = "", body: str = "") -> str:
    """A page with these lines in its head, this JSON-LD (an object, or `raw` as it stands), and a text in <article>."""
    title, *paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    block = raw or (json.dumps(data) if data is not None else "")
    script = f'<script type="application/ld+json">{block}</script>' if block else ""
    words = "".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{''.join(head)}{script}</head>"
        f"<body><nav>Menu</nav>{body}<article><h1>{title}</h1>{words}</article></body></html>"
    )


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def news(**said: Any) -> dict[str, Any]:
    """A NewsArticle of JSON-LD."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", **said}
