"""Two people at one claim: their words, spans and glosses side by side (see `conflicts.py`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms.claims import StatementForm
from claims.forms.review import CorrectionForm, GlossForm, gloss_language_of
from claims.models import Attribution, AttributionSpan, Claim, Event
from claims.views import conflicts
from claims.views.bench import history_of
from claims.views.conflicts import Choice, Conflict, Faster, Place, Side
from claims.views.workbench import correction_form

if TYPE_CHECKING:
    from django.contrib.auth.models import User

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
    place = Place(
        name=f"statement-{claim.pk}",
        address=reverse("claims:claim_statement", args=[claim.pk]),
        theirs=claim.get_absolute_url(),
        draft=f"statement-{claim.pk}",
    )
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


def picked_spans(posted: QueryDict) -> QueryDict:
    """The form as it was chosen, with the spans of each role put together."""
    data = conflicts.picked(posted)
    parts = [str(data.get(SPANS + role)) for role in ROLES if SPANS + role in data]
    if parts:
        data["spans"] = _joined(parts)
    return data


def _changed(event: Event | None) -> Faster:
    return Faster(event, _("%(who)s changed this claim at %(time)s"), _("Somebody else changed this claim"))


def _latest(claim: Claim) -> Event | None:
    return Event.objects.history().filter(claim=claim).first()


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
