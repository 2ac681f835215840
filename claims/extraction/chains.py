"""Who relays each statement, nearest first, ending with the outlet that the article credits."""

from __future__ import annotations

from claims.extraction import relays
from claims.extraction.document import Document
from claims.extraction.drafts import Draft, Speaker
from claims.extraction.names import Names

_REACH = 8  # sentences, those inside quotations counted, over which a relay holds for the same speaker
_SPEAKING = ("named_person", "unnamed", "pronoun")


def of(
    doc: Document,
    names: Names,
    drafts: list[Draft],
    speakers: list[Speaker],
    parents: list[int | None],
    credit: str | None,
    outlet: str | None,
) -> list[list[str]]:
    """The chain of each draft; `parents` gives the index of the draft in whose words it stands."""
    own = relays.named_relays(doc, names, drafts)
    outer = _through(drafts, parents)
    held = _Held(doc)
    chains: list[list[str]] = []
    for index, speaker in enumerate(speakers):
        chain: list[str] = []
        seen: set[int] = set()
        at: int | None = index
        while at is not None and at not in seen:
            seen.add(at)
            named = held.relays(drafts[at], speakers[at], own.get(at, []), alone=outer[at] is None)
            chain.extend(name for name in named if name not in chain and not _same_outlet(names, name, outlet))
            at = outer[at]
            if at is not None and (relay := _relay_name(doc, drafts[at], speakers[at])):
                chain.append(relay)
        if credit is not None:
            chain.append(credit)
        chains.append([name for name in dict.fromkeys(chain) if name != speaker.canonical])
    return chains


def _through(drafts: list[Draft], parents: list[int | None]) -> list[int | None]:
    """For each draft the other draft through which it is known: who cites its source, or in whose words it stands."""
    at = {id(draft): index for index, draft in enumerate(drafts)}
    carriers = [at.get(id(draft.carrier)) for draft in drafts]
    return [parent if carrier is None else carrier for parent, carrier in zip(parents, carriers, strict=True)]


class _Held:
    """The relays that were named once and hold for the next words of the same speaker."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.named: dict[str, tuple[list[str], int]] = {}  # speaker → (relays, sentence in which they last held)

    def relays(self, draft: Draft, speaker: Speaker, named: list[str], *, alone: bool) -> list[str]:
        """The relays of a find: those that its sentence names, else those that hold for its speaker.

        alone: it stands in nobody else's words, who would be its relay.
        """
        key = speaker.key
        if named:
            if key:
                self.named[key] = (named, draft.sentence)
            return named
        if key not in self.named:
            return []
        earlier, sentence = self.named[key]
        if relays.said_elsewhere(self.doc, draft) or draft.sentence - sentence > _REACH:
            del self.named[key]
            return []
        if not alone or speaker.kind not in _SPEAKING:
            return []
        self.named[key] = (earlier, draft.sentence)
        return earlier


def _same_outlet(names: Names, name: str, other: str | None) -> bool:
    """Whether two names mean one outlet: "the AP" is "The Associated Press"."""
    if other is None:
        return False
    first, second = (names.without_article(one).casefold() for one in (name, other))
    initials = ["".join(word[0] for word in one.split()) for one in (first, second)]
    return first == second or (len(first) > 1 and first == initials[1]) or (len(second) > 1 and second == initials[0])


def _relay_name(doc: Document, draft: Draft, speaker: Speaker) -> str | None:
    """What a chain calls the speaker of the words around: his name, or the text's own words ("the sources")."""
    words = speaker.meant if speaker.kind == "pronoun" else draft.source
    if speaker.canonical or words is None:
        return speaker.canonical
    return " ".join(doc.tokens.surface(*words).split())
