"""Phrases that point at a statement instead of giving it ("X said so on Friday")."""

POINTERS = (
    "so",
    "as much",
    "this",
    "that",
    "it",
    "the same",
    "the same thing",
    "otherwise",
    "nothing",
    "anything",
    "something",
    "little",
    "almost nothing",
    "a lot of things",
    "much",
)
