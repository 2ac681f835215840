"""Two people at one claim: what each made of it side by side, on the workbench and on the claim's page.

`conflicts.py` is the mechanism; here is which fields stand against which, and where the choice goes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms.claims import DueForm, StatementForm
from claims.forms.review import AnonymityForm, CorrectionForm, GlossForm, HopForm, VerdictForm, gloss_language_of
from claims.models import Attribution, AttributionSpan, Claim, Event, RelayHop
from claims.review import chains
from claims.views import conflicts
from claims.views.bench import history_of
from claims.views.conflicts import Choice, Conflict, Faster, Place, Side
from claims.views.verdicts import latest_open_to
from claims.views.workbench import correction_form

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Act = Event.Act
TALK = (Act.COMMENTED, Act.COMMENT_EDITED, Act.COMMENT_WITHDRAWN, Act.COMMENT_RESTORED)
SPANS = "spans-"  # before the name of a role: its spans, as JSON
ROLES = (AttributionSpan.Role.SOURCE, AttributionSpan.Role.CUE, AttributionSpan.Role.CONTENT)

Triples = list[tuple[int, int, str]]


def of_words(user: User, attribution: Attribution, mine: CorrectionForm) -> Conflict:
    """A correction in words (statement, source, cue, content) against the attribution as it stands now."""
    language = attribution.article.language
    return conflicts.of_form(
        user,
        mine,
        correction_form(attribution),
        _on_the_bench(attribution, "correct", "correction"),
        _changed(next(iter(history_of(attribution)), None)),
        languages={str(name): (language, language) for name in ("statement", *ROLES)},
    )


def of_spans(user: User, attribution: Attribution, wanted: Mapping[str, Triples]) -> Conflict:
    """Moved spans against the attribution as it stands now."""
    choices = []
    labels = {str(role): CorrectionForm.base_fields[str(role)].label for role in ROLES}
    for role in ROLES:
        stands = [(span.start, span.end, span.quote) for span in attribution.spans_of(role)]
        mine, theirs = (
            Side(
                _as_json(role, spans),
                " … ".join(quote for _start, _end, quote in spans),
                attribution.article.language,
            )
            for spans in (wanted.get(role, stands), stands)
        )
        choices.append(Choice(SPANS + role, str(labels[role]), mine, theirs))
    faster = _changed(next(iter(history_of(attribution)), None))
    versions = {"version": attribution.version, "claim_version": attribution.claim.version}
    return Conflict(_on_the_bench(attribution, "spans"), faster.told_to(user), versions, choices, may_edit=False)


def of_claim(user: User, claim: Claim, mine: Form) -> Conflict:
    """Words of a claim's own page (statement, gloss and its language) against the claim as it stands now."""
    stands = StatementForm(
        initial={
            "claim_version": claim.version,
            "statement": claim.statement,
            "gloss": claim.gloss,
            "gloss_language": gloss_language_of(claim),
        }
    )
    place = _on_the_page(claim, "statement")
    own = (claim.language, claim.language)
    languages = {"statement": own, "gloss": _languages_of_gloss(mine, stands)}
    return conflicts.of_form(user, mine, stands, place, _changed(_latest(claim)), languages=languages)


def of_gloss(user: User, attribution: Attribution, mine: GlossForm) -> Conflict:
    """A gloss written on the workbench against the one that stands there now."""
    stands = GlossForm(claim=attribution.claim)
    return conflicts.of_form(
        user,
        mine,
        stands,
        _on_the_bench(attribution, "gloss", "gloss"),
        _changed(_latest(attribution.claim)),
        languages={"gloss": _languages_of_gloss(mine, stands)},
    )


def of_due(user: User, claim: Claim, mine: Form) -> Conflict:
    """A due date against the one that stands there now."""
    stands = DueForm(initial={"claim_version": claim.version, "due": claim.due})
    return conflicts.of_form(user, mine, stands, _on_the_page(claim, "due"), _changed(_latest(claim)))


def of_verdict(user: User, claim: Claim, mine: Form) -> Conflict | None:
    """A verdict against the one that somebody signed meanwhile; None when it was something else that changed."""
    return _of_verdict(user, claim, mine, _on_the_page(claim, "verdict"))


def of_verdict_on_bench(user: User, attribution: Attribution, mine: Form) -> Conflict | None:
    """The same for the form beside the text of an article."""
    place = replace(_on_the_bench(attribution, "verdict"), draft=f"verdict-{attribution.claim_id}")
    return _of_verdict(user, attribution.claim, mine, place)


def of_hop(user: User, attribution: Attribution, hop: RelayHop, mine: HopForm) -> Conflict:
    """How a relay tells it against what stands there now."""
    event = next(iter(history_of(attribution)), None)
    logged = chains.read_chain(event.old.get("relays", [])) if event else []
    editor = reverse("claims:chain", args=[attribution.pk])
    place = Place(
        name=f"relay-{attribution.pk}",
        address=reverse("claims:chain_describe", args=[attribution.pk, hop.source_id]),
        theirs=f"{editor}?hop={hop.source_id}",
        target="#detail",
        draft=f"relay-{attribution.pk}-{hop.source_id}",
    )
    return conflicts.of_form(
        user,
        mine,
        HopForm.of(hop, attribution.version),
        place,
        _changed(event),
        languages={"found": ("", hop.found_language)},
        before=next((one for one in logged if one["source"] == hop.source_id), {}),
    )


def of_anonymity(user: User, attribution: Attribution, mine: AnonymityForm) -> Conflict:
    """How a source is left unnamed against what is noted there now."""
    place = replace(_on_the_bench(attribution, "anonymity"), theirs=reverse("claims:set_source", args=[attribution.pk]))
    event = next(iter(history_of(attribution)), None)
    logged = event.old if event else {}
    before = {"anonymity": logged.get("anonymity"), "reason": logged.get("anonymity_reason")}
    return conflicts.of_form(user, mine, AnonymityForm.of(attribution), place, _changed(event), before=before)


def picked_spans(posted: QueryDict) -> QueryDict:
    """The form as it was chosen, with the spans of each role put together."""
    data = conflicts.picked(posted)
    parts = [str(data.get(SPANS + role)) for role in ROLES if SPANS + role in data]
    if parts:
        data["spans"] = _joined(parts)
    return data


def _changed(event: Event | None) -> Faster:
    return Faster(event, _("%(who)s changed this claim at %(time)s"), _("Somebody else changed this claim"))


def _of_verdict(user: User, claim: Claim, mine: Form, place: Place) -> Conflict | None:
    event = _latest(claim)
    signed = latest_open_to(user, claim)
    if signed is None or event is None or event.act != Event.Act.VERDICT:
        return None
    theirs = {name: getattr(signed, name) for name in VerdictForm.base_fields if hasattr(signed, name)}
    stands = VerdictForm(initial={"claim_version": claim.version, **theirs})
    faster = Faster(event, _("%(who)s signed a verdict at %(time)s"), _("Somebody else signed a verdict"))
    written = ("", "")
    languages = {"rationale": written, "summary": written}
    return conflicts.of_form(user, mine, stands, place, faster, languages=languages, before={})


def _latest(claim: Claim) -> Event | None:
    """What was done to the claim last; talk about it changes nothing, and what follows from an act is none."""
    return Event.objects.history().filter(claim=claim, implied=False).exclude(act__in=TALK).first()


def _on_the_page(claim: Claim, name: str) -> Place:
    """In the head of the claim's own page, sent to the act of that name."""
    return Place(
        name=f"{name}-{claim.pk}",
        address=reverse(f"claims:claim_{name}", args=[claim.pk]),
        theirs=claim.get_absolute_url(),
        draft=f"{name}-{claim.pk}",
    )


def _on_the_bench(attribution: Attribution, name: str, draft: str = "") -> Place:
    """In the open claim of the workbench, sent to the act of that name."""
    return Place(
        name=f"{name}-{attribution.pk}",
        address=reverse(f"claims:{name}", args=[attribution.pk]),
        theirs=f"{attribution.article.get_absolute_url()}?claim={attribution.number}",
        target="#detail",
        draft=f"{draft}-{attribution.pk}" if draft else "",
    )


def _languages_of_gloss(mine: Form, stands: Form) -> tuple[str, str]:
    return (mine["gloss_language"].value() or "", stands["gloss_language"].value() or "")


def _as_json(role: str, spans: Triples) -> str:
    return json.dumps([[role, start, end, quote] for start, end, quote in spans], ensure_ascii=False)


def _joined(parts: list[str]) -> str:
    """The JSON lists of all parts in one; one that the form refuses when a part is no list."""
    try:
        lists: list[Any] = [json.loads(part) for part in parts]
        if all(isinstance(one, list) for one in lists):
            return json.dumps(list(chain.from_iterable(lists)))
    except (ValueError, RecursionError):
        pass
    return "[null]"
