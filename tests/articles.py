"""Texts that many tests read. All of our own, but for the reference article, which the demo ships."""

from __future__ import annotations

from claims.demo.seed import FOLDER

REFERENCE = (FOLDER / "reference.txt").read_text(encoding="utf-8")

DAM = """Dam at Lake Orel is safe, ministry says

OREL, 3 March 2024 – The water ministry said on Sunday that the dam at Lake Orel is safe. Engineer Tomas Varga told the
Orel Herald that no crack had been found.

"We measured every joint," Varga said.
"""

DAM_DENIAL = """Engineer: dam at Lake Orel has cracks

OREL, 4 March 2024 – Cracks have been found in the dam at Lake Orel, engineer Ilona Petri said on Monday. Petri told the
Valley Post that three joints of the dam were leaking.
"""


def demo_text(name: str) -> str:
    """The text of one demo article, by its file name without ending."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
