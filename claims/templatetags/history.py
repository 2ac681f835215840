"""The log in words: `{{ event|told }}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import template
from django.template.defaultfilters import date as day_in_words
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import (
    Attribution,
    CoverageEdge,
    CoverageMatch,
    CoverageThreshold,
    Event,
    Evidence,
    EvidenceArchive,
    Reopening,
    ReplyRequest,
    SearchEntry,
)
from claims.models.claim import Finding, Stage, Status
from claims.review.evidence_edit import FIELDS as EVIDENCE_FIELDS
from claims.templatetags.relations import relation_words

register = template.Library()


@register.filter
def told(event: Event) -> str:
    """What happened, from what to what; the person and the time stand beside it."""
    teller = TELLERS.get(event.act)
    words = teller(event.old, event.new) if teller else ""
    act = str(Event.Act(event.act).label)  # get_act_display translates all forty labels to find one
    return f"{act}: {words}" if words else act


def _change(old: Any, new: Any) -> str:
    if old in (None, ""):
        return str(new or _("none"))
    return _("%(old)s → %(new)s") % {"old": old, "new": new or _("none")}


def _named(old: dict[str, Any], new: dict[str, Any]) -> str:
    return _change(old.get("name"), new.get("name"))


def _split(old: dict[str, Any], new: dict[str, Any]) -> str:
    return _("%(found)s found, version %(version)s") % {
        "found": new.get("found", 0),
        "version": new.get("version", "?"),
    }


def _statement(old: dict[str, Any], new: dict[str, Any]) -> str:
    told = [_change(old["statement"], new["statement"])] if old["statement"] != new["statement"] else []
    if old.get("gloss") != new.get("gloss"):
        told.append(_("gloss: %(change)s") % {"change": _change(old.get("gloss"), new.get("gloss"))})
    elif old.get("gloss_language") != new.get("gloss_language"):
        told.append(_("language of the gloss"))
    return "; ".join(told)


def _stage(old: dict[str, Any], new: dict[str, Any]) -> str:
    words = _change(*(str(Stage(side["stage"]).label) for side in (old, new)))
    return f"{words} “{new['note']}”" if new.get("note") else words


def _verdict(old: dict[str, Any], new: dict[str, Any]) -> str:
    if "sealed" in new:
        return _("sealed until the second one is signed") if new["sealed"] else _("blind, the second of the two")
    changes = [_change(*(str(Status(side["status"]).label) for side in (old, new)))]
    if old.get("finding") != new.get("finding"):
        changes.append(_change(*(str(Finding(side["finding"]).label) for side in (old, new))))
    return ", ".join(changes)


def _compared(old: dict[str, Any], new: dict[str, Any]) -> str:
    told = [f"{Status(one['status']).label}, {Finding(one['finding']).label}" for one in new["pair"]]
    return _("they agree: %s") % told[0] if new["agree"] else _("they differ: %s") % " / ".join(told)


def _spans(old: dict[str, Any], new: dict[str, Any]) -> str:
    names = {"source": _("source"), "cue": _("cue"), "content": _("content")}
    return ", ".join(names.get(role, role) for role in new)


def _decision(old: dict[str, Any], new: dict[str, Any]) -> str:
    if "relation" in new:
        return _change(*(str(CoverageMatch.Relation(side["relation"]).label) for side in (old, new)))
    return str(CoverageMatch.Decision(new["decision"]).label)


def _threshold(old: dict[str, Any], new: dict[str, Any]) -> str:
    change = _change(*(f"{side['value']:.2f}" for side in (old, new)))
    return f"{CoverageThreshold.Group(new['group']).label}, {change}"


def _edge(old: dict[str, Any], new: dict[str, Any]) -> str:
    return f"{new['copy']} ← {new['origin']}, {CoverageEdge.State(new['state']).label}"


def _coverage(old: dict[str, Any], new: dict[str, Any]) -> str:
    found = new.get("found", 0)
    words = ngettext("%(n)d article found", "%(n)d articles found", found) % {"n": found}
    return f"{words}, {new['provider']}" if "provider" in new else words


def _evidence(old: dict[str, Any], new: dict[str, Any]) -> str:
    return f"{Evidence.Stance(new['stance']).label}, {new['what']}"


def _evidence_change(old: dict[str, Any], new: dict[str, Any]) -> str:
    told = (_evidence_field(name, old[name], new[name]) for name in EVIDENCE_FIELDS if name in old)
    return f"{new['what']}. {'; '.join(told)}"


def _evidence_field(name: str, *sides: str) -> str:
    labels: dict[str, Any] = {"stance": Evidence.Stance, "kind": Evidence.Kind}
    shown = [str(labels[name](side).label) if name in labels and side else side for side in sides]
    return f"{Evidence._meta.get_field(name).verbose_name}: {_change(*shown)}"  # type: ignore[union-attr]


def _search(old: dict[str, Any], new: dict[str, Any]) -> str:
    return f"{new['place']}, “{new['words']}”, {SearchEntry.Outcome(new['outcome']).label}"


def _recheck(old: dict[str, Any], new: dict[str, Any]) -> str:
    return _change(*(_day(side["day"]) if side.get("day") else "" for side in (old, new)))


def _reason(old: dict[str, Any], new: dict[str, Any]) -> str:
    return str(Reopening.Reason(new["reason"]).label)


def _reply(old: dict[str, Any], new: dict[str, Any]) -> str:
    corrected = new.get("corrected")
    return f"{new['whom']}, {ReplyRequest.Corrected(corrected).label}" if corrected else str(new["whom"])


def _relation(old: dict[str, Any], new: dict[str, Any]) -> str:
    return f"{relation_words(new['kind'], new['turned'])} C-{new['other']} “{new['statement']}”"


def _question(old: dict[str, Any], new: dict[str, Any]) -> str:
    return str(new["question"])


def _evidence_look(old: dict[str, Any], new: dict[str, Any]) -> str:
    return f"{new['what']}, {EvidenceArchive.Outcome(new['outcome']).label}"


def _evidence_named(old: dict[str, Any], new: dict[str, Any]) -> str:
    return str(new["what"])


def _profile(old: dict[str, Any], new: dict[str, Any]) -> str:
    names = {
        "name": _("name"),
        "kind": _("kind"),
        "role": _("title or office"),
        "speaks_for": _("speaks for"),
        "country": _("country"),
        "wikidata": _("Wikidata"),
        "owner": _("owner"),
        "alias": _("another name"),
        "stake": _("interested party in"),
    }
    words = [names[key] for key in names if key in old or key in new]
    shown = [str(side[key]) for side in (old, new) for key in ("name", "owner", "alias", "stake") if side.get(key)]
    told = ", ".join(words)
    return f"{told} “{' → '.join(shown)}”" if shown else told


def _grade(old: dict[str, Any], new: dict[str, Any]) -> str:
    words = f"{new['grade']} · {new['topic'] or _('in general')}"
    return words if new["granted"] else _("%(grade)s, proposed") % {"grade": words}


def _anonymity(old: dict[str, Any], new: dict[str, Any]) -> str:
    kind = new["anonymity"]
    return str(Attribution.Anonymity(kind).label) if kind else _("none")


def _assigned(old: dict[str, Any], new: dict[str, Any]) -> str:
    words = _named(old, new)
    days = new.get("days")
    if not days:
        return words
    why = ngettext("no sign for %(n)d day", "no sign for %(n)d days", days) % {"n": days}
    return f"{words}, {why}"


def _due(old: dict[str, Any], new: dict[str, Any]) -> str:
    return _change(*(_day(side["due"]) if side["due"] else None for side in (old, new)))


def _said(old: dict[str, Any], new: dict[str, Any]) -> str:
    return f"“{new['statement']}”"


def _day(date: str) -> str:
    return day_in_words(dt.date.fromisoformat(date), "j M Y")


def _moved(old: dict[str, Any], new: dict[str, Any]) -> str:
    return _("%(old)s → %(new)s") % {"old": _day(old["date"]), "new": _day(new["date"])}


def _version(old: dict[str, Any], new: dict[str, Any]) -> str:
    words = _("version of %(day)s") % {"day": _day(new["date"])}
    return f"{words}, {_('in other words')}" if new.get("words_changed") else words


def _view(old: dict[str, Any], new: dict[str, Any]) -> str:
    names = dict.fromkeys(str(side["name"]) for side in (old, new) if "name" in side)
    return f"“{' → '.join(names)}”" if names else _("private")


def _feed(old: dict[str, Any], new: dict[str, Any]) -> str:
    side = new or old
    return f"{side['name']}, {side['address']}"


def _feed_change(old: dict[str, Any], new: dict[str, Any]) -> str:
    words = {"address": _("address"), "outlet": _("outlet"), "language": _("language")}
    told = [f"{words[fact]}: {_change(old[fact], new[fact])}" for fact in words if old[fact] != new[fact]]
    if old["every"] != new["every"]:
        change = _change(old["every"] // 60, new["every"] // 60)
        told.append(_("minutes between two readings: %(change)s") % {"change": change})
    if old["active"] != new["active"]:
        told.append(_("resumed") if new["active"] else _("paused"))
    return "; ".join([_feed({}, new), *told])


TELLERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], str]] = {
    Event.Act.ASSIGNED: _assigned,
    Event.Act.DUE_SET: _due,
    Event.Act.LEASE_TAKEN: _named,
    Event.Act.COVERAGE_FOUND: _coverage,
    Event.Act.SEARCH_NOTED: _search,
    Event.Act.SEARCH_WITHDRAWN: _search,
    Event.Act.SEARCH_RESTORED: _search,
    Event.Act.RECHECK_SET: _recheck,
    Event.Act.LOOK_AGAIN: _reason,
    Event.Act.LOOKED_AGAIN: _reason,
    Event.Act.REPLY_ASKED: _reply,
    Event.Act.REPLY_ANSWERED: _reply,
    Event.Act.REPLY_WITHDRAWN: _reply,
    Event.Act.REPLY_RESTORED: _reply,
    Event.Act.RELATION_ADDED: _relation,
    Event.Act.RELATION_WITHDRAWN: _relation,
    Event.Act.RELATION_RESTORED: _relation,
    Event.Act.TICKED: _question,
    Event.Act.UNTICKED: _question,
    Event.Act.EVIDENCE_ADDED: _evidence,
    Event.Act.EVIDENCE_CHANGED: _evidence_change,
    Event.Act.EVIDENCE_WITHDRAWN: _evidence_named,
    Event.Act.EVIDENCE_RESTORED: _evidence_named,
    Event.Act.EVIDENCE_ARCHIVED: _evidence_named,
    Event.Act.EVIDENCE_FLAGGED: _evidence_look,
    Event.Act.SOURCE_SET: _named,
    Event.Act.SOURCE_CREATED: _named,
    Event.Act.SOURCE_MERGED: _named,
    Event.Act.SOURCE_PARTED: _named,
    Event.Act.SOURCE_TOLD_APART: _named,
    Event.Act.SOURCE_APART_BACK: _named,
    Event.Act.SOURCE_CHANGED: _profile,
    Event.Act.SOURCE_GRADED: _grade,
    Event.Act.ANONYMITY_SET: _anonymity,
    Event.Act.VIEW_SAVED: _view,
    Event.Act.VIEW_CHANGED: _view,
    Event.Act.VIEW_REMOVED: _view,
    Event.Act.FEED_ADDED: _feed,
    Event.Act.FEED_CHOSEN: _feed,
    Event.Act.FEED_CHANGED: _feed_change,
    Event.Act.FEED_PAUSED: _feed,
    Event.Act.FEED_RESUMED: _feed,
    Event.Act.FEED_REMOVED: _feed,
    Event.Act.DISMISSED: _said,
    Event.Act.RECALLED: _said,
    Event.Act.SPLIT: _split,
    Event.Act.STATEMENT_CHANGED: _statement,
    Event.Act.STAGE: _stage,
    Event.Act.VERDICT: _verdict,
    Event.Act.COMPARED: _compared,
    Event.Act.SPANS_CHANGED: _spans,
    Event.Act.COVERAGE_DECIDED: _decision,
    Event.Act.EDGE_DECIDED: _edge,
    Event.Act.THRESHOLD_SET: _threshold,
    Event.Act.MOVED: _moved,
    Event.Act.WAITS: _version,
    Event.Act.PLACED: _version,
    Event.Act.GONE: _version,
    Event.Act.LEFT_OPEN: _version,
}
