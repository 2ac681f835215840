"""What a rule finds before it becomes an attribution: ranges of tokens instead of spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.lexicon import Hit
from claims.extraction.phrases import Range


@dataclass(slots=True)
class Draft:
    """One find, in ranges of tokens; `clitic` is the number of letters of a pronoun written onto the cue."""

    rule: str
    frame: str
    hit: Hit
    take: str
    source: Range | None
    content: list[Range]
    sentence: int
    level: int
    clitic: int = 0
    shared: bool = False  # the source was taken over from the verb before ("…, and added that")
    addressee: Range | None = None
    relays: list[Range] = field(default_factory=list)
    carrier: Draft | None = None  # the find through which this one is known ("X reported, |citing| S")
    note: str = ""
    points: bool = False  # "Hal itu disampaikan S": what was said stands in the sentence before

    @property
    def kind(self) -> str:
        """The kind of the family that reads the cue in this shape (speech, belief, order …)."""
        return self.hit.form.takes[self.take].kind
