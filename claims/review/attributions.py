"""What a person may decide about one attribution: confirm, correct, reject, put back, choose the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Article, Attribution, AttributionSpan, Event, Source, search
from claims.models.attribution import SPANS_OF
from claims.models.prepared import Prepared, attach
from claims.models.written import insert, rewrite
from claims.review.errors import NotReady, OutOfDate, SpanMismatch
from claims.review.older import has_newer, is_older
from claims.review.permissions import Right, require
from claims.review.workflow import refuse_if_closed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

State = Attribution.ReviewState
Place = tuple[int, int]


def _locked(pk: int) -> QuerySet[Attribution]:
    rows = Attribution.objects.select_for_update(of=("self", "claim")).annotate(has_newer=has_newer())
    return rows.select_related("article", "source", "claim").filter(pk=pk)


# Called in transactions only: the SQL is written once, so Django asks only then whether it runs in one.
FRESH: Prepared[Attribution] = Prepared(lambda pk: _locked(pk).defer("article__text", "article__clutter"))
FRESH_TO_SHOW: Prepared[Attribution] = Prepared(
    lambda pk: (
        Attribution.objects.opened()
        .select_related("article__outlet", "article__credit")
        .select_for_update(of=("self", "claim"))
        .annotate(has_newer=has_newer())
        .filter(pk=pk)
    )
)


@dataclass(frozen=True, slots=True)
class Moved:
    """An attribution after its spans were set, and where they stood before."""

    attribution: Attribution
    before: list[Place]


@transaction.atomic
def confirm(user: User, attribution_id: int, *, version: int) -> Attribution:
    """The machine (or the colleague) was right."""
    return _decide(user, attribution_id, version, State.CONFIRMED, Event.Act.CONFIRMED)


@transaction.atomic
def reject(user: User, attribution_id: int, *, version: int) -> Attribution:
    """There is no attribution here. It stays in the list, struck, and can be put back."""
    return _decide(user, attribution_id, version, State.REJECTED, Event.Act.REJECTED)


@transaction.atomic
def restore(user: User, attribution_id: int, *, version: int) -> Attribution:
    """Take a decision back: the attribution is a suggestion again."""
    return _decide(user, attribution_id, version, State.SUGGESTED, Event.Act.RESTORED)


@transaction.atomic
def set_source(
    user: User, attribution_id: int, source: Source | None, *, version: int, implied: bool = False
) -> Attribution:
    """Say who really speaks here, or (None) that no certain source is known."""
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    if attribution.source_id == (source.pk if source else None):
        return attribution
    old = {"source": attribution.source_id, "name": attribution.source.name if attribution.source else ""}
    new = {"source": source.pk if source else None, "name": source.name if source else ""}
    return record_change(
        user,
        attribution,
        State.CORRECTED,
        Event.Act.SOURCE_SET,
        old=old,
        new=new,
        about=source,
        implied=implied,
        source=source,
    )


@transaction.atomic
def set_source_everywhere(user: User, attribution_id: int, *, version: int) -> int:
    """Give the same Source to every attribution of the article whose speaker is written with the same words and that no
    person has decided; returns how many. All of them are one deed for undo."""
    require(user, Right.ANNOTATE)
    model = fresh(attribution_id, version, with_article=True)
    words = model.quote_of("source").casefold()
    if not words:
        raise NotReady(_("No words name the source here, so there is nothing to look for in the article."))
    if model.source is None:
        raise NotReady(_("Set the source of this claim first; then the same mentions can get it too."))
    others = model.article.attributions.untouched().exclude(pk=model.pk).exclude(source=model.source)
    alike = [a for a in others.prefetch_related("spans") if a.quote_of("source").casefold() == words]
    for position, other in enumerate(alike):
        set_source(user, other.pk, model.source, version=other.version, implied=position > 0)
    return len(alike)


@transaction.atomic
def set_anonymity(user: User, attribution_id: int, kind: str, reason: str, *, version: int) -> Attribution:
    """Note how the source is left unnamed ("" for not at all), and the reason that the article gives for it."""
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    new = {"anonymity": kind, "anonymity_reason": " ".join(reason.split())[:300] if kind else ""}
    if kind and kind not in Attribution.Anonymity.values:
        raise NotReady(_("Choose one of the kinds listed."))
    old = {name: getattr(attribution, name) for name in new}
    if old == new:
        return attribution
    return record_change(
        user,
        attribution,
        State.CORRECTED,
        Event.Act.ANONYMITY_SET,
        old=old,
        new=new,
        anonymity=new["anonymity"],
        anonymity_reason=new["anonymity_reason"],
    )


@transaction.atomic
def create_source(user: User, *, name: str, kind: str) -> Source:
    """A new Source by a person's hand; an existing one of that name and kind is returned as it is, or, if it was merged
    into another, that other one."""
    require(user, Right.ANNOTATE)
    name = " ".join(name.split())
    if not any(c.isalnum() for c in name):
        raise NotReady(_("A source needs a name."))
    if len(name) > 200:
        raise NotReady(_("A name has at most 200 characters."))
    source, made = Source.objects.made_or_known(name, kind)
    if made:
        Event.objects.append(Event.Act.SOURCE_CREATED, actor=user, source=source, new={"name": name, "kind": kind})
    return source


@transaction.atomic
def set_spans(
    user: User, attribution_id: int, *, version: int, spans: dict[str, list[tuple[int, int, str]]]
) -> Attribution:
    """Replace the spans of the roles in `spans`: {role: [(start, end, quote), …]}, code points into the article.

    Raises SpanMismatch when a quote is not what stands there, NotReady when content or cue would be empty.
    """
    return move_spans(user, attribution_id, version=version, spans=spans).attribution


def move_spans(user: User, attribution_id: int, *, version: int, spans: dict[str, list[tuple[int, int, str]]]) -> Moved:
    """What `set_spans` does, in a transaction of the caller, for whoever shows it afterwards: the attribution comes
    with its article and what `opened` adds, and with its spans as they are now."""
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version, to_show=True)
    text = attribution.article.text
    for role, wanted in spans.items():
        if role != AttributionSpan.Role.SOURCE and not wanted:
            raise NotReady(_("An attribution needs a cue and a content."))
        check_spans(text, wanted)
    old, new = {}, {}
    there = SPANS_OF(attribution_id)
    places = [(span.start, span.end) for span in there]
    for role, wanted in spans.items():
        before = [[span.start, span.end] for span in there if span.role == role]
        after = sorted([start, end] for start, end, _quote in wanted)
        if before != after:
            old[role], new[role] = before, after
    if new:
        there = replace_spans(attribution, new, there)
        record_change(
            user, attribution, State.CORRECTED, Event.Act.SPANS_CHANGED, old={"spans": old}, new={"spans": new}
        )
    attach(attribution, "spans", there)
    return Moved(attribution, places)


def replace_spans(
    attribution: Attribution, spans: dict[str, list[list[int]]], there: list[AttributionSpan] | None = None
) -> list[AttributionSpan]:
    """Write the spans of the given roles, {role: [[start, end], …]}, in place of those that are there; returns all that
    the attribution has now, in text order. What stands where it is to stand is left alone, and one span of a role that
    is to stand elsewhere moves there: that is what people do most."""
    text = attribution.article.text
    standing = SPANS_OF(attribution.pk) if there is None else there
    for role, places in spans.items():
        gone = [span for span in standing if span.role == role and [span.start, span.end] not in places]
        kept = [[span.start, span.end] for span in standing if span.role == role and span not in gone]
        new = [
            AttributionSpan(attribution=attribution, role=role, start=start, end=end, quote=text[start:end])
            for start, end in places
            if [start, end] not in kept
        ]
        standing = [span for span in standing if span not in gone] + new
        if len(gone) == len(new) == 1:
            new[0].pk = gone[0].pk
            letters = {name: getattr(new[0], name) for name in ("start", "end", "quote")}
            rewrite(AttributionSpan, {"pk": gone[0].pk}, letters)
            continue
        if gone:
            AttributionSpan.objects.filter(pk__in=[span.pk for span in gone]).delete()
        for span in new:
            insert(span)
    return sorted(standing, key=lambda span: (span.start, span.end))


def check_spans(text: str, spans: list[tuple[int, int, str]]) -> None:
    """Hold the promise of spans: inside the text, ordered, not overlapping, and `text[start:end] == quote`."""
    previous = 0
    for start, end, quote in sorted(spans):
        if not previous <= start < end <= len(text):
            raise SpanMismatch(_("The marked places overlap or lie outside the article."))
        if text[start:end] != quote:
            raise SpanMismatch(
                _("“%(quote)s” does not stand at that place of the article any more. Mark it again.")
                % {"quote": quote[:80]}
            )
        previous = end


def _decide(user: User, attribution_id: int, version: int, state: State, act: Event.Act) -> Attribution:
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version)
    if attribution.review_state == state:
        return attribution
    return record_change(user, attribution, state, act)


def decision_of(attribution: Attribution) -> dict[str, object]:
    """The signed decision as the log keeps it: enough to put it back exactly."""
    at = attribution.reviewed_at
    return {
        "review_state": str(attribution.review_state),
        "reviewed_by": attribution.reviewed_by_id,
        "reviewed_at": at.isoformat() if at else None,
    }


def write(attribution: Attribution, **fields: object) -> Attribution:
    """Write fields if the row is still the version that was read; raises OutOfDate when it is not."""
    as_read = {"pk": attribution.pk, "version": attribution.version}
    changed = rewrite(Attribution, as_read, fields | {"version": attribution.version + 1})
    if not changed:
        raise OutOfDate(_("Somebody else changed this attribution just now. Nothing of yours was saved."), attribution)
    before = attribution.claim_id
    for name, value in fields.items():
        setattr(attribution, name, value)
    attribution.version += 1
    search.refresh((before, attribution.claim_id))
    return attribution


def record_change(
    user: User,
    attribution: Attribution,
    state: State,
    act: Event.Act,
    *,
    old: Mapping[str, object] | None = None,
    new: Mapping[str, object] | None = None,
    about: Source | None = None,
    implied: bool = False,
    **fields: object,
) -> Attribution:
    """Sign and time a decision, write what it changes, and log what was and what is."""
    before = {**(old or {}), **decision_of(attribution)}
    decided = state != State.SUGGESTED
    attribution = write(
        attribution,
        review_state=state,
        reviewed_by=user if decided else None,
        reviewed_at=timezone.now() if decided else None,
        **fields,
    )
    Event.objects.append(
        act,
        actor=user,
        article_id=attribution.article_id,
        attribution=attribution,
        claim_id=attribution.claim_id,
        source=about,
        implied=implied,
        old=before,
        new={**(new or {}), **decision_of(attribution)},
    )
    return attribution


def fresh(attribution_id: int, version: int, *, with_article: bool = False, to_show: bool = False) -> Attribution:
    """The attribution and its claim, locked; before them its article, for an act that takes more rows of it. The text
    of the article is read when somebody looks at it, as few acts do, or `to_show` it with all that `opened` adds.

    Raises OutOfDate unless it is the version the person saw, NotReady when the claim is approved
    or the article has a newer version.
    """
    if with_article:
        Article.objects.lock(Attribution.objects.values_list("article", flat=True).get(pk=attribution_id))
    attribution = (FRESH_TO_SHOW if to_show else FRESH).only(attribution_id)
    if attribution.version != version:
        words = _("Somebody else changed this attribution while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, attribution)
    if attribution.has_newer:  # type: ignore[attr-defined]  # which FRESH adds
        raise is_older()
    refuse_if_closed(attribution.claim)
    return attribution
