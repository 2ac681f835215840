"""Mentions without a certain Source: which they are, who may be meant and why, and what a person decides.

Every decision goes through `claims.review.attributions`, so that versions, log and undo hold here as in the workbench.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz

from claims.models import Article, Attribution, AttributionSpan, Event, Source
from claims.models.claim import CLOSED
from claims.models.source import name_key
from claims.review import attributions as review
from claims.review.permissions import Right, require
from claims.sources.resolve import KIND_OF_TYPE, without_short_form

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_CANDIDATES = 4
NEAR = 85  # rapidfuzz ratio from which two names count as two spellings of one
# Named speakers and what stands for them. Generic ("officials say") and absent ones are nobody in particular.
NAMING = [
    Attribution.SourceType.NAMED_PERSON,
    Attribution.SourceType.ORGANISATION,
    Attribution.SourceType.OUTLET,
    Attribution.SourceType.PRONOUN,
]


@dataclass(slots=True)
class Candidate:
    """A Source that may be meant. `reasons` are (name of the reason, in words); `weight` only orders the candidates."""

    source: Source
    reasons: list[tuple[str, str]] = field(default_factory=list)
    against: list[tuple[str, str]] = field(default_factory=list)
    weight: float = 0.0


def waiting_for(user: User) -> QuerySet[Attribution]:
    """Mentions that name somebody and have no Source, oldest first, without those this person could not decide."""
    passed_over = Event.objects.filter(
        attribution=OuterRef("pk"),
        actor=user,
        act=Event.Act.SOURCE_SET,
        new__source=None,
        undone_by__isnull=True,
    )
    named = AttributionSpan.objects.filter(attribution=OuterRef("pk"), role=AttributionSpan.Role.SOURCE)
    return (
        Attribution.objects.standing()
        .filter(Exists(named), source__isnull=True, source_type__in=NAMING, article__superseded_by__isnull=True)
        .exclude(claim__stage__in=CLOSED)
        .exclude(Exists(passed_over))
        .select_related("article__outlet", "claim")
        .defer("article__text", "article__clutter")
        .prefetch_related("spans")
        .order_by("article_id", "number")
    )


def alike(mention: Attribution, waiting: QuerySet[Attribution]) -> list[Attribution]:
    """The other waiting mentions in the same words and language. A pronoun means somebody else in every article."""
    if mention.source_type == Attribution.SourceType.PRONOUN:
        return []
    words = mention.quote_of("source").casefold()
    same_language = waiting.filter(article__language=mention.article.language).exclude(pk=mention.pk)
    return [other for other in same_language if other.quote_of("source").casefold() == words]


def candidates_for(mention: Attribution) -> list[Candidate]:
    """Who may be meant, likeliest first, with what speaks for and against each. Few, and none without a reason."""
    names = _names(mention)
    keys = {name_key(name) for name in names} - {""}
    elsewhere = _given_elsewhere(mention)
    here = _said_here(mention)
    words = {word for key in keys for word in key.split() if len(word) > 2}
    near = Q(pk__in=[*elsewhere, *here])
    for word in sorted(words):
        near |= Q(key__contains=word) | Q(aliases__key__contains=word)
    if mention.role:
        near |= Q(role__iexact=mention.role)
        near |= Q(speaks_for__key__in=[word for word in name_key(mention.role).split() if len(word) > 2])
    pool = Source.objects.standing().filter(near).select_related("speaks_for").prefetch_related("aliases").distinct()
    found = []
    for source in pool:
        candidate = Candidate(source)
        _weigh_names(candidate, mention, keys)
        _weigh_elsewhere(candidate, elsewhere)
        _weigh_affiliation(candidate, mention, here)
        _weigh_article(candidate, mention, here)
        if candidate.reasons:
            _weigh_against(candidate, mention)
            found.append(candidate)
    return sorted(found, key=lambda one: (-one.weight, one.source.name))[:MOST_CANDIDATES]


@transaction.atomic
def give(user: User, versions: Mapping[int, int], source: Source) -> list[int]:
    """Give one Source to mentions, {attribution: version the person saw}: all of them, or none.

    Returns the Events. Those of one article are one deed, so that one undo takes them back. Raises what `set_source`
    raises: OutOfDate when somebody changed one of them, NotReady when its claim is approved.
    """
    require(user, Right.ANNOTATE)
    articles: set[int] = set()
    rows = Attribution.objects.filter(pk__in=versions).only("article_id")
    Article.objects.lock(*{row.article_id for row in rows})
    for attribution in rows.in_text_order():
        implied = attribution.article_id in articles
        review.set_source(user, attribution.pk, source, version=versions[attribution.pk], implied=implied)
        articles.add(attribution.article_id)
    written = Event.objects.filter(actor=user, act=Event.Act.SOURCE_SET, attribution__in=versions, source=source)
    latest = {event.attribution_id: event.pk for event in written.order_by("pk")}
    return sorted(latest.values())


@transaction.atomic
def leave_open(user: User, attribution_id: int, *, version: int) -> int:
    """This person looked and could not say who is meant: no Source is stored, the log says who looked.

    Returns the Event. The mention goes on waiting for everybody else.
    """
    require(user, Right.ANNOTATE)
    mention = review.fresh(attribution_id, version)
    stands = {"source": mention.source_id, "name": "", **review.decision_of(mention)}
    event = Event.objects.append(
        Event.Act.SOURCE_SET,
        actor=user,
        article_id=mention.article_id,
        attribution=mention,
        claim_id=mention.claim_id,
        old=stands,
        new=stands,
    )
    return event.pk


def _names(mention: Attribution) -> list[str]:
    """What the mention is called: its words, and the name or (of joint speakers) the names the machine read there."""
    said = [] if mention.source_type == Attribution.SourceType.PRONOUN else [mention.quote_of("source")]
    joint = not mention.canonical or ";" in mention.canonical
    return [*said, *(mention.candidates if joint else [without_short_form(mention.canonical)])]


def _given_elsewhere(mention: Attribution) -> dict[int, int]:
    """{source: how many mentions in the same words, in other articles, have it}."""
    if mention.source_type == Attribution.SourceType.PRONOUN:
        return {}
    same_words = AttributionSpan.objects.filter(
        role=AttributionSpan.Role.SOURCE,
        quote__iexact=mention.quote_of("source"),
        attribution__source__isnull=False,
        attribution__article__language=mention.article.language,
    )
    rows = same_words.exclude(attribution__article=mention.article_id).exclude(attribution__review_state="rejected")
    return dict(rows.order_by().values_list("attribution__source").annotate(n=Count("attribution", distinct=True)))


def _said_here(mention: Attribution) -> dict[int, int]:
    """{source: number of its last mention before this one, or of its first after it} in the same article."""
    rows = Attribution.objects.standing().filter(article=mention.article_id, source__isnull=False)
    numbers: dict[int, int] = {}
    for source, number in rows.order_by("number").values_list("source", "number"):
        if source is not None and (number < mention.number or source not in numbers):
            numbers[source] = number
    return numbers


def _weigh_names(candidate: Candidate, mention: Attribution, keys: set[str]) -> None:
    source = candidate.source
    if source.key in keys:
        candidate.reasons.append((_("Name"), _("“%(name)s” is its name") % {"name": source.name}))
        candidate.weight += 5
        return
    for alias in source.aliases.all():
        if alias.key in keys and alias.language in ("", mention.article.language):
            candidate.reasons.append((_("Alias"), _("“%(name)s” is another name of it") % {"name": alias.name}))
            candidate.weight += 5
            return
    known = {source.key: source.name} | {alias.key: alias.name for alias in source.aliases.all()}
    best = max(((fuzz.ratio(key, name), name) for key in keys for name in known), default=(0.0, ""))
    if best[0] >= NEAR:
        candidate.reasons.append((_("Spelling"), _("close to “%(name)s”") % {"name": known[best[1]]}))
        candidate.weight += 3
    elif any(
        set(key.split()) < set(name.split()) or set(name.split()) < set(key.split()) for key in keys for name in known
    ):
        candidate.reasons.append((_("Part of a name"), _("the words occur in “%(name)s”") % {"name": source.name}))
        candidate.weight += 2


def _weigh_elsewhere(candidate: Candidate, elsewhere: dict[int, int]) -> None:
    n, total = elsewhere.get(candidate.source.pk, 0), sum(elsewhere.values())
    if n:
        words = ngettext(
            "%(n)d of %(all)d mention in these words has it", "%(n)d of %(all)d mentions in these words have it", total
        )
        candidate.reasons.append((_("Elsewhere"), words % {"n": n, "all": total}))
        candidate.weight += 3 * n / total


def _weigh_affiliation(candidate: Candidate, mention: Attribution, here: dict[int, int]) -> None:
    """The body it speaks for is named in the title given here, or (for a candidate with other reasons) speaks here."""
    body = candidate.source.speaks_for
    if body is None:
        return
    if f" {body.key} " in f" {name_key(mention.role)} ":
        words, weight = _("speaks for %(body)s, which the title here names"), 2.0
    elif body.pk in here and candidate.reasons:
        words, weight = _("speaks for %(body)s, a source of this article"), 1.0
    else:
        return
    candidate.reasons.append((_("Affiliation"), words % {"body": body}))
    candidate.weight += weight


def _weigh_article(candidate: Candidate, mention: Attribution, here: dict[int, int]) -> None:
    """Standing in the same article is a reason of its own only for a pronoun; for a name it strengthens others."""
    number = here.get(candidate.source.pk)
    role = candidate.source.role
    if role and mention.role and name_key(mention.role) == name_key(role):
        candidate.reasons.append((_("Title or office"), _("has the title “%(role)s”") % {"role": role}))
        candidate.weight += 2
    if number is None or not (candidate.reasons or mention.source_type == Attribution.SourceType.PRONOUN):
        return
    candidate.reasons.append((_("Same article"), _("source of claim %(number)d") % {"number": number}))
    candidate.weight += 1 + (1 / (mention.number - number) if number < mention.number else 0)


def _weigh_against(candidate: Candidate, mention: Attribution) -> None:
    kind = KIND_OF_TYPE.get(mention.source_type)
    if mention.source_type != Attribution.SourceType.PRONOUN and kind and candidate.source.kind != kind:
        words = _("read here as: %(kind)s") % {"kind": Source.Kind(kind).label}
        candidate.against.append((_("Kind"), words))
        candidate.weight -= 2
