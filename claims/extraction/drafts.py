"""What a rule finds before it becomes an attribution: ranges of tokens instead of spans, and who speaks there."""

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


@dataclass(slots=True)
class Speaker:
    """A draft's source, resolved."""

    kind: str
    canonical: str | None
    candidates: tuple[str, ...] = ()
    role: str | None = None
    speaks_for: str | None = None
    note: str = ""
    key: str = ""  # tells the same unnamed speaker when he comes again ("the U.S. security official")
    referent: str = ""  # kind of what a pronoun refers to
    meant: Range | None = None  # the words of an unnamed speaker whom a pronoun refers to
