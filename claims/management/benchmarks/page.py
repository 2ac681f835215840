"""The page of figures, docs/benchmarks.md: each benchmark writes its tables between marks of its own name."""

from __future__ import annotations

from pathlib import Path


def put_on_page(path: Path, name: str, tables: str) -> None:
    """Between the marks `<!-- name -->` and `<!-- /name -->` of the page, or at its end when it has none."""
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    old = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n"
    block = f"{first}\n\n{tables}\n\n{last}"
    if first in old and last in old:
        new = old[: old.index(first)] + block + old[old.index(last) + len(last) :]
    else:
        new = old.rstrip() + f"\n\n{block}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new, encoding="utf-8")
