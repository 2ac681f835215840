"""What readers see of a claim, as plain data: taken once, when it is published, and never looked up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation

from claims.coverage.provenance import origins_as_read
from claims.models import Attribution, Claim, Event, Verdict
from claims.models.claim import Finding, Stage, Status
from claims.review.permissions import Role, role_of
from claims.review.seconds import Round, Second

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Frozen = dict[str, Any]


def freeze(claim: Claim, stands: Round, reviewer: User | None) -> Frozen:
    """The claim as it stands, with the verdict that holds. Needs a round that is settled."""
    verdict = stands.standing
    assert verdict is not None  # a gate of the move
    row = claim.attributions.standing().select_related("source__speaks_for", "article__outlet").order_by("pk").first()
    return {
        "statement": claim.statement,
        "language": claim.language,
        "gloss": claim.gloss,
        "gloss_language": claim.gloss_language,
        "said": _who_says_it(row),
        "chain": _chain(row),
        "article": _article(row),
        "status": {"key": verdict.status, "labels": _labels(Status(verdict.status))},
        "finding": {"key": verdict.finding, "labels": _labels(Finding(verdict.finding))},
        "confidence": _labels(Verdict.Confidence(verdict.confidence)),
        "summary": summary_of(stands),
        "rationale": verdict.rationale,
        "as_of": verdict.as_of.isoformat(),
        "evidence": _evidence(claim),
        "origins": {name: number for name, number in origins_behind(claim).items() if isinstance(number, int)},
        "people": _people(stands, reviewer),
        "second_reviewed": reviewer is not None and reviewer.pk not in stands.authors,
    }


def origins_behind(claim: Claim) -> dict[str, Any]:
    """How many independent origins stand behind the claim's own articles and the coverage that repeats it."""
    return origins_as_read(claim).as_dict()


def summary_of(stands: Round) -> str:
    """The public line: of the verdict that holds, else of the other one of the pair."""
    ordered = [stands.standing, stands.first, stands.second]
    return next((verdict.summary for verdict in ordered if verdict and verdict.summary), "")


def reviewer_of(claim: Claim) -> User | None:
    """Who approved the claim last."""
    approvals = Event.objects.filter(claim=claim, act=Event.Act.STAGE, new__stage=Stage.APPROVED.value)
    latest = approvals.select_related("actor").order_by("-pk").first()
    return latest.actor if latest else None


def _labels(choice: Any) -> dict[str, str]:
    """Its word in every language of the interface, as it is today."""
    words = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words[code] = str(choice.label)
    return words


def _who_says_it(row: Attribution | None) -> Frozen:
    source = row.source if row else None
    if source is None:
        return {}
    return {"name": source.name, "role": source.role, "speaks_for": str(source.speaks_for or "")}


def _chain(row: Attribution | None) -> list[Frozen]:
    """The relays, nearest to the speaker first."""
    if row is None:
        return []
    hops = row.relays.select_related("source").order_by("position")
    return [{"name": hop.source.name, "opened": hop.opened, "excuse": hop.excuse, "link": hop.link} for hop in hops]


def _article(row: Attribution | None) -> Frozen:
    if row is None:
        return {}
    article = row.article
    return {
        "title": article.title,
        "language": article.language,
        "url": article.url,
        "outlet": str(article.outlet or ""),
        "published": article.published.isoformat() if article.published else "",
    }


def _evidence(claim: Claim) -> list[Frozen]:
    return [
        {
            "title": str(item),
            "url": item.url or (item.article.url if item.article else ""),
            "kind": item.kind,
            "archived": item.copy.fetched_at.isoformat() if item.copy else "",
            "outlet": str(item.article.outlet or "") if item.article else "",
            "stance": item.stance,
            "quote": item.quote,
        }
        for item in claim.evidence.standing().listed()
    ]


def _people(stands: Round, reviewer: User | None) -> Frozen:
    """Who did what: names, or roles where the desk does not publish names."""
    parts = {"second": stands.second, "decided": stands.deciding}
    people = {part: _named(verdict.author) for part, verdict in parts.items() if verdict}
    if stands.first:
        people["checked"] = _named(stands.first.author)
    if reviewer is not None and reviewer.pk not in stands.authors:
        people["reviewed"] = _named(reviewer)
    return people | {"blind": stands.state in (Second.AGREED, Second.DECIDED)}


def _named(person: User) -> Frozen:
    if settings.PUBLISH_NAMES:
        return {"name": person.get_full_name() or person.get_username()}
    return {"role": Role(role_of(person)).name.lower()}
