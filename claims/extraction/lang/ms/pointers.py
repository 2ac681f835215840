"""Phrases that point at a statement instead of giving it ("Beliau berkata demikian pada sidang media")."""

POINTERS = (
    "hal ini",
    "hal itu",
    "perkara ini",
    "perkara itu",
    "perkara tersebut",
    "perkara sama",
    "demikian",
    "itu",
    "ini",
)
