"""Why the machine thinks so, in words: its rules, its hedges, its line of evidence."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import Attribution

register = template.Library()

# In the order in which the parts stand in the text. A rule that is not named here is shown by its own name alone.
RULES = {
    "clause.subject_verb_that": gettext_noop("source, cue, “that”, content"),
    "clause.subject_verb_clause": gettext_noop("source, cue, content as a clause"),
    "clause.subject_verb_object": gettext_noop("source, cue, content as an object"),
    "clause.subject_verb_about": gettext_noop("source, cue, what it is about"),
    "clause.subject_verb_whether": gettext_noop("source, cue, an open question"),
    "clause.subject_verb_to": gettext_noop("source, cue, what is to be done"),
    "clause.subject_verb_quote": gettext_noop("source, cue, quotation"),
    "clause.content_source_cue": gettext_noop("content, then source and cue"),
    "clause.cue_source": gettext_noop("content, then cue and source"),
    "clause.cue_clitic": gettext_noop("content, then a cue that carries its speaker"),
    "passive.evidential": gettext_noop("a passive that names no source"),
    "passive.opening": gettext_noop("a passive with its source, then content"),
    "passive.agent": gettext_noop("a passive with its source after “by”"),
    "evidential.adverb": gettext_noop("a word of hearsay, such as “reportedly”"),
    "prep.source_content": gettext_noop("“according to”, source, content"),
    "prep.content_source": gettext_noop("content, “according to”, source"),
    "noun.that": gettext_noop("a noun of saying or thinking, “that”, content"),
    "quote.source_cue": gettext_noop("source and cue beside a quotation"),
    "quote.cue_source": gettext_noop("quotation, then cue and source"),
    "quote.cue_clitic": gettext_noop("quotation, then a cue that carries its speaker"),
    "quote.signed": gettext_noop("quotation, signed by its source"),
    "relay.quoting": gettext_noop("one outlet quoting another"),
    "own_voice": gettext_noop("taken up from the article's own voice"),
    "by_hand": gettext_noop("added by a person"),
}


@register.filter
def rule_words(rule: str) -> str:
    """What the rule looks for; "" when it has no words yet."""
    return _(RULES[rule]) if rule in RULES else ""


@register.filter
def hedged_words(attribution: Attribution) -> str:
    """Hedged by whom."""
    return {
        "reporter": _("hedged by the reporter"),
        "speaker": _("hedged by the speaker"),
        "both": _("hedged by speaker and reporter"),
    }.get(attribution.hedged_by, _("hedged"))


@register.simple_tag
def why_line(attribution: Attribution) -> list[tuple[str, str]]:
    """(role, letters) of every span, in text order."""
    return [(span.role, span.quote) for span in attribution.spans.all()]
