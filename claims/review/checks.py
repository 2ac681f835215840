"""The publish gate: the house rules, each met or not, in words and with where it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, HouseRule, RelayHop
from claims.models.house_rule import Rule, Setting
from claims.publication.freeze import origins_behind, reviewer_of, summary_of
from claims.review.errors import Unmet
from claims.review.seconds import Round, Second

Asked = Callable[[Claim, Round, Setting], "Unmet | None"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One house rule that is on, and what is unmet of it, if anything."""

    rule: Rule
    unmet: Unmet | None


def unsettled(stands: Round) -> Unmet | None:
    """What is missing of a blind second verdict, where one is needed."""
    words = {
        Second.NEEDED: _("This claim needs a blind second verdict: sign the first of the two anew."),
        Second.AWAITED: _("The blind second verdict is missing."),
        Second.CLASH: _("The two verdicts differ; a third person has to decide."),
    }
    return Unmet(words[stands.state], "#verdict") if stands.state in words else None


def house_rules(claim: Claim, stands: Round) -> list[Checked]:
    """Every rule that is on, for this claim, in the order in which they are kept."""
    settings_of = HouseRule.objects.settings()
    return [
        Checked(Rule(key), asked(claim, stands, settings_of[key]))
        for key, asked in ASKED.items()
        if settings_of[key].enabled
    ]


def _origins(claim: Claim, stands: Round, setting: Setting) -> Unmet | None:
    """One primary source, or so many independent origins. An official's word counts as an origin, not as primary."""
    if claim.evidence.standing().primary().exists():
        return None
    wanted, found = int(setting.parameters["independent"]), origins_behind(claim)["independent"]
    if found >= wanted:
        return None
    words = _(
        "No primary source is among the evidence, and %(found)d of %(wanted)d independent origins stand behind it."
    )
    return Unmet(words % {"found": found, "wanted": wanted}, "#evidence")


def _archived(claim: Claim, stands: Round, setting: Setting) -> Unmet | None:
    missing = claim.evidence.standing().unarchived().count()
    if not missing:
        return None
    words = ngettext("%(n)d link has no archived copy.", "%(n)d links have no archived copy.", missing)
    return Unmet(words % {"n": missing}, "#evidence")


def _summary(claim: Claim, stands: Round, setting: Setting) -> Unmet | None:
    if summary_of(stands):
        return None
    return Unmet(_("No verdict has a public summary. Sign one with a line for readers."), "#verdict")


def _hops(claim: Claim, stands: Round, setting: Setting) -> Unmet | None:
    rows = RelayHop.objects.filter(attribution__in=claim.attributions.standing(), opened=False, excuse="")
    names = list(dict.fromkeys(rows.order_by("attribution", "position").values_list("source__name", flat=True)))
    if not names:
        return None
    return Unmet(_("Neither opened nor excused: %(names)s.") % {"names": ", ".join(names)}, "#appearances")


def _reviewer(claim: Claim, stands: Round, setting: Setting) -> Unmet | None:
    reviewer = reviewer_of(claim)
    if settings.ONE_PERSON_DESK or (reviewer is not None and reviewer.pk not in stands.authors):
        return None
    return Unmet(_("Nobody has approved the claim who signed no verdict on it."), "#move")


def _second(claim: Claim, stands: Round, setting: Setting) -> Unmet | None:
    return unsettled(stands)


ASKED: dict[Rule, Asked] = {
    Rule.ORIGINS: _origins,
    Rule.ARCHIVED: _archived,
    Rule.HOPS_OPENED: _hops,
    Rule.SUMMARY: _summary,
    Rule.REVIEWER: _reviewer,
    Rule.BLIND_SECOND: _second,
}
