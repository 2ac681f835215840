"""Phrases that point at a statement instead of giving it ("X mengatakan hal itu pada Senin")."""

POINTERS = (
    "hal ini",
    "hal itu",
    "hal tersebut",
    "hal senada",
    "hal serupa",
    "hal yang sama",
    "hal sama",
    "hal berbeda",
    "hal lain",
    "pendapat senada",
    "pendapat serupa",
    "pernyataan senada",
    "pandangan senada",
    "pandangan serupa",
    "demikian",
    "begitu",
    "itu",
    "ini",
)
