"""Through whom a statement reaches us: the relays that its own sentence names."""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction import phrases, subjects
from claims.extraction.document import Document
from claims.extraction.drafts import Draft
from claims.extraction.names import Names


def named_relays(doc: Document, names: Names, drafts: list[Draft]) -> dict[int, list[str]]:
    """For the index of each draft the outlets its own sentence names as relays, nearest first."""
    found: dict[int, list[str]] = {}
    starts = [hit.first for hit in doc.hits]
    by_sentence: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(index)
        if draft.addressee is not None:
            outlet = names.outlet_in(draft.addressee)
            if outlet:
                found.setdefault(index, []).append(outlet)
        for relay in draft.relays:
            name = names.outlet_in(relay)
            if name:
                found.setdefault(index, []).append(name)
    for sentence, indices in by_sentence.items():
        first, last = doc.sentences[sentence].first, doc.sentences[sentence].last
        for hit in doc.hits[bisect_left(starts, first) : bisect_left(starts, last)]:
            if "relay" in hit.form.takes and doc.inside[hit.first] == doc.sentences[sentence].quote:
                phrase = phrases.after(doc, hit.last, last)
                outlet = names.outlet_in(phrase) if phrase else None
                before = [i for i in indices if drafts[i].hit.first < hit.first]
                if outlet and before:
                    found.setdefault(before[-1], []).append(outlet)
                    continue
                after = [i for i in indices if drafts[i].hit.first >= hit.last]
                if not after:
                    continue
                if outlet is None:  # "Kantor berita X, |mengutip| S yang menyebut C"
                    quoting = subjects.before(doc, phrases.skip_back(doc, hit.first, first), first)
                    outlet = names.outlet_in(quoting) if quoting else None
                if outlet and drafts[after[0]].source:
                    found.setdefault(after[0], []).append(outlet)
    return found
