"""When somebody else was faster: both versions side by side, to choose field by field, all mine, or all theirs.

Nothing of it is kept on the server. The form carries what the person wrote and what stands there now; each field is a
pair of radio buttons whose values are the two versions, so that saving the mix is saving an ordinary correction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms.review import gloss_language_of
from claims.models import Attribution, AttributionSpan, Claim, Event
from claims.templatetags.texts import language_label
from claims.views.bench import history_of

MINE = "mine-"  # before the name of a field: what the person wrote, for "take all mine"
SPANS = "spans-"  # before the name of a role: its spans, as JSON
ROLES = (AttributionSpan.Role.SOURCE, AttributionSpan.Role.CUE, AttributionSpan.Role.CONTENT)

Triples = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in both versions: the values that are sent, and the words that are shown."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_shown: str
    theirs_shown: str

    @property
    def same(self) -> bool:
        return " ".join(self.mine_shown.split()) == " ".join(self.theirs_shown.split())


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the page shows: where the choice goes, the versions it starts from, the fields, and who was faster; where
    things are as they stand (`theirs`), and which part of the page a choice replaces ("" for what the answer says)."""

    address: str
    versions: Mapping[str, int]
    choices: list[Choice]
    latest: Event | None
    theirs: str
    language: str
    target: str = ""
    draft: str = ""  # the draft that it settles, by the name that the form of the first try gave it

    @property
    def may_edit(self) -> bool:
        """Whether the fields are words that can be written on."""
        return not any(choice.name.startswith(SPANS) for choice in self.choices)


def of_words(attribution: Attribution, wrote: Mapping[str, Any]) -> Conflict:
    """A correction in words (statement, source, cue, content) against the attribution as it stands now."""
    stands = {str(role): attribution.quote_of(role) for role in ROLES} | {"statement": attribution.claim.statement}
    choices = [
        Choice(name, label, wrote.get(name, ""), stands[name], wrote.get(name, ""), stands[name])
        for name, label in _labels().items()
    ]
    address = reverse("claims:correct", args=[attribution.pk])
    return _conflict(address, attribution, choices, draft=f"correction-{attribution.pk}")


def of_spans(attribution: Attribution, wanted: Mapping[str, Triples]) -> Conflict:
    """Moved spans against the attribution as it stands now."""
    choices = []
    for role in ROLES:
        stands = [(span.start, span.end, span.quote) for span in attribution.spans_of(role)]
        mine = wanted.get(role, stands)
        choices.append(
            Choice(
                SPANS + role,
                _labels()[role],
                _as_json(role, mine),
                _as_json(role, stands),
                " … ".join(quote for _start, _end, quote in mine),
                " … ".join(quote for _start, _end, quote in stands),
            )
        )
    return _conflict(reverse("claims:spans", args=[attribution.pk]), attribution, choices)


def of_claim(claim: Claim, wrote: Mapping[str, str], latest: Event | None) -> Conflict:
    """Words of a claim's own page (statement, gloss and its language) against the claim as it stands now."""
    held = {"statement": claim.statement, "gloss": claim.gloss, "gloss_language": gloss_language_of(claim)}
    labels = {"statement": _("Statement"), "gloss": _("Gloss"), "gloss_language": _("Language of the gloss")}
    choices = []
    for name, label in labels.items():
        mine, stands = wrote.get(name) or "", held[name]
        shown = language_label if name == "gloss_language" else str
        choices.append(Choice(name, label, mine, stands, shown(mine), shown(stands)))
    return Conflict(
        reverse("claims:claim_statement", args=[claim.pk]),
        {"claim_version": claim.version},
        choices,
        latest,
        theirs=claim.get_absolute_url(),
        language=claim.language,
        draft=f"statement-{claim.pk}",
    )


def mine_of(posted: QueryDict) -> dict[str, Any]:
    """What the person wrote, by the names of their form's fields."""
    return {name.removeprefix(MINE): posted.get(name) for name in posted if name.startswith(MINE)}


def picked(posted: QueryDict) -> QueryDict:
    """The form as it was chosen: all of mine when that was pressed, and the spans of each role put together."""
    data = posted.copy()
    if data.get("take") == "mine":
        for name in [name for name in posted if name.startswith(MINE)]:
            data[name.removeprefix(MINE)] = posted.get(name, "")
    parts = [str(data.get(SPANS + role)) for role in ROLES if SPANS + role in data]
    if parts:
        data["spans"] = _joined(parts)
    return data


def _conflict(address: str, attribution: Attribution, choices: list[Choice], draft: str = "") -> Conflict:
    versions = {"version": attribution.version, "claim_version": attribution.claim.version}
    return Conflict(
        address,
        versions,
        choices,
        next(iter(history_of(attribution)), None),
        theirs=f"{attribution.article.get_absolute_url()}?claim={attribution.number}",
        language=attribution.article.language,
        target="#detail",
        draft=draft,
    )


def _labels() -> dict[str, str]:
    return {"statement": _("Statement"), "source": _("Source words"), "cue": _("Cue"), "content": _("Content")}


def _as_json(role: str, spans: Triples) -> str:
    return json.dumps([[role, start, end, quote] for start, end, quote in spans], ensure_ascii=False)


def _joined(parts: list[str]) -> str:
    """The JSON lists of all parts in one; one that the form refuses when a part is no list."""
    try:
        lists = [json.loads(part) for part in parts]
        if all(isinstance(one, list) for one in lists):
            return json.dumps(list(chain.from_iterable(lists)))
    except (ValueError, RecursionError):
        pass
    return "[null]"
