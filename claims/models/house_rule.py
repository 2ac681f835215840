"""House rule: what a desk asks of its own work, kept as data: on or off, with parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """The rules there are; what each asks stands in `review/`."""

    ORIGINS = "origins", _("a primary source or independent origins")
    HOPS_OPENED = "hops_opened", _("every relay opened or excused")
    ARCHIVED = "archived", _("evidence archived")
    SUMMARY = "summary", _("a public summary")
    REVIEWER = "reviewer", _("reviewed by somebody who signed no verdict")
    BLIND_SECOND = "blind_second", _("blind second verdict")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a rule stands: as an administrator set it, else as it comes."""

    enabled: bool = True
    parameters: dict[str, float] = field(default_factory=dict)


# `check_score`: from which check-worthiness on; `share`: of all other claims, 0 to 1.
# `independent`: so many origins do where there is no primary source.
DEFAULTS: dict[str, Setting] = {
    Rule.ORIGINS: Setting(parameters={"independent": 2}),
    Rule.ARCHIVED: Setting(),
    Rule.HOPS_OPENED: Setting(),
    Rule.SUMMARY: Setting(),
    Rule.REVIEWER: Setting(),
    Rule.BLIND_SECOND: Setting(parameters={"check_score": 0.75, "share": 0.0}),
}


class HouseRuleQuerySet(models.QuerySet["HouseRule"]):
    def settings(self) -> dict[str, Setting]:
        """How each rule stands; one query."""
        rows = {row.key: Setting(row.enabled, row.known_parameters()) for row in self.all()}
        return DEFAULTS | {key: setting for key, setting in rows.items() if key in DEFAULTS}


class HouseRule(models.Model):
    """An administrator's setting of one rule. Without a row the rule stands as it comes."""

    key = models.CharField(_("rule"), max_length=30, choices=Rule, unique=True)
    enabled = models.BooleanField(_("on"), default=True)
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)

    objects = HouseRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_key_display())

    def clean(self) -> None:
        """Refuses a parameter that the rule does not have, and one that is no number."""
        known = DEFAULTS[self.key].parameters if self.key in DEFAULTS else {}
        if not isinstance(self.parameters, dict) or set(self.parameters) - set(known):
            raise ValidationError({"parameters": _("This rule takes: %s.") % (", ".join(known) or _("nothing"))})
        for value in self.parameters.values():
            if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
                raise ValidationError({"parameters": _("Parameters are numbers from 0.")})

    def known_parameters(self) -> dict[str, Any]:
        """The parameters as they come, with those that were set."""
        return DEFAULTS[self.key].parameters | self.parameters if self.key in DEFAULTS else {}
