"""What a person decides about an attribution whose words did not stand in exactly one place of the newer version.

Every act is logged on the newer version, so that the undo of its page and of the queue takes it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ingest import anchoring
from claims.ingest.carrying import copy_row, page, spans_of
from claims.ingest.untouched import replaceable
from claims.models import Article, Attribution, AttributionSpan, Claim, Event, Reanchoring, search
from claims.models.claim import Stage
from claims.review.attributions import State, check_spans, decision_of, record_change, replace_spans
from claims.review.chains import chain_of, write_chain
from claims.review.errors import NotReady, OutOfDate
from claims.review.older import refuse_older
from claims.review.permissions import Right, require
from claims.review.workflow import appearance_moves, change

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Quoted = tuple[int, int, str]
Role = AttributionSpan.Role
Waiting = Reanchoring.State


def place(user: User, reanchoring_id: int, *, spans: dict[str, list[Quoted]], version: int) -> Attribution:
    """Say where the statement stands in the newer version, {role: [(start, end, quote), …]}; returns its row there.

    A suggestion that the machine made in the same place becomes that row; else it is a new one. Raises SpanMismatch
    when a quote is not what stands there, NotReady when content or cue would be empty or the claim is approved.
    """
    require(user, Right.ANNOTATE)
    row = _read(reanchoring_id)
    _check(row.attribution, row.article, spans)
    found = [(role, start, end) for role, places in spans.items() for start, end, _quote in places]
    # Before the transaction: both texts and the old spans are history, and reading long texts keeps nobody waiting.
    old_page, new_page = page(row.attribution.article), page(row.article)
    words_changed = not anchoring.same_words(old_page, spans_of(row.attribution), new_page, found)
    return _place(user, reanchoring_id, found, words_changed=words_changed, version=version)


@transaction.atomic
def _place(
    user: User, reanchoring_id: int, found: anchoring.Spans, *, words_changed: bool, version: int
) -> Attribution:
    row = _fresh(reanchoring_id, version)
    old, article = row.attribution, row.article
    if words_changed:
        state = State.CORRECTED
    else:
        state = State(old.review_state) if old.review_state != State.SUGGESTED else State.CONFIRMED
    about = {"reanchoring": row.pk, "words_changed": words_changed, "date": article.version_date.isoformat()}
    suggestion = _suggestion_at(article, found)
    if suggestion:
        new = _give_suggestion(user, suggestion, old, found, state, about)
    else:
        appearance_moves(old.claim_id)
        new = _make_row(user, old, article, found, state, about)
    _set(row, Waiting.PLACED, user, moved_as=new, words_changed=words_changed)
    return new


@transaction.atomic
def gone(user: User, reanchoring_id: int, *, version: int) -> Reanchoring:
    """Say that the statement is not in the newer version any more. Its claim keeps its status; who holds it is told."""
    require(user, Right.ANNOTATE)
    row = _fresh(reanchoring_id, version)
    _tell_reviewer(row.attribution.claim_id)
    _set(row, Waiting.GONE, user)
    _log(user, Event.Act.GONE, row)
    return row


@transaction.atomic
def leave_open(user: User, reanchoring_id: int, *, version: int) -> Event:
    """This person looked and could not say; it goes on waiting for everybody else."""
    require(user, Right.ANNOTATE)
    return _log(user, Event.Act.LEFT_OPEN, _fresh(reanchoring_id, version))


def put(event: Event, *, standing: bool) -> None:
    """Undo or (`standing`) redo what the event decided about the re-anchoring itself; raises OutOfDate when that
    was decided otherwise since."""
    if event.act == Event.Act.LEFT_OPEN:
        return
    row = Reanchoring.objects.select_for_update().filter(pk=event.new["reanchoring"], article=event.article_id).first()
    if row is None:  # the two articles were parted since
        raise _changed_since()
    state = Waiting.PLACED if event.act == Event.Act.PLACED else Waiting.GONE
    moved_as = event.attribution if state == Waiting.PLACED else None
    stands = (Waiting.WAITING, None) if standing else (state, moved_as)
    if (row.state, row.moved_as) != stands:
        raise _changed_since(row)
    if standing:
        _set(row, state, event.actor, moved_as=moved_as, words_changed=event.new.get("words_changed", False))
    else:
        _set(row, Waiting.WAITING, None)


def _fresh(reanchoring_id: int, version: int) -> Reanchoring:
    """The waiting row, locked with its attribution and before them the newer version, which may get a row;
    OutOfDate when somebody decided it meanwhile."""
    Article.objects.lock(Reanchoring.objects.values_list("article", flat=True).get(pk=reanchoring_id))
    row = _read(reanchoring_id, lock=True)
    if row.version != version or row.state != Waiting.WAITING:
        words = _("Somebody else has decided this statement meanwhile. Nothing of yours was saved.")
        raise OutOfDate(words, row)
    refuse_older(row.article_id)
    return row


def _changed_since(row: Reanchoring | None = None) -> OutOfDate:
    return OutOfDate(_("Somebody changed this after you did; it was not undone. Look at the history below."), row)


def _read(reanchoring_id: int, *, lock: bool = False) -> Reanchoring:
    rows = Reanchoring.objects.select_for_update(of=("self", "attribution")) if lock else Reanchoring.objects
    return rows.select_related("attribution__article", "attribution__claim", "article").get(pk=reanchoring_id)


def _check(old: Attribution, article: Article, spans: dict[str, list[Quoted]]) -> None:
    """Hold the promise of spans, and let no part go missing that the statement had."""
    needed = [Role.CONTENT, *([Role.CUE] if old.spans_of(Role.CUE) else [])]
    if not all(spans.get(role) for role in needed):
        raise NotReady(_("An attribution needs a cue and a content."))
    for places in spans.values():
        check_spans(article.text, places)


def _suggestion_at(article: Article, found: anchoring.Spans) -> Attribution | None:
    """The machine's own suggestion with the same cue, or with the same content where there is no cue."""
    role = Role.CUE if any(role == Role.CUE for role, _start, _end in found) else Role.CONTENT
    wanted = {(start, end) for at, start, end in found if at == role}
    spans = AttributionSpan.objects.filter(role=role, start__in=[start for start, _end in wanted])
    free = replaceable(article).filter(pk__in=spans.values("attribution"))
    rows = Attribution.objects.select_for_update(of=("self",)).filter(pk__in=list(free.values_list("pk", flat=True)))
    for row in rows.select_related("article", "claim", "source").order_by("pk"):
        if {(span.start, span.end) for span in row.spans_of(role)} & wanted:
            return row
    return None


def _give_suggestion(
    user: User, row: Attribution, old: Attribution, found: anchoring.Spans, state: State, about: dict[str, Any]
) -> Attribution:
    """The suggestion states the old claim: it gets claim, source and chain; what the machine read there stays read."""

    def held(of: Attribution, spans: anchoring.Spans) -> dict[str, Any]:
        return {
            "claim": of.claim_id,
            "source": of.source_id,
            "relays": chain_of(of),
            "anonymity": of.anonymity,
            "anonymity_reason": of.anonymity_reason,
            "spans": {role: sorted([s, e] for at, s, e in spans if at == role) for role in Role.values},
        }

    before, after = held(row, spans_of(row)), held(old, found)
    appearance_moves(row.claim_id, old.claim_id)
    replace_spans(row, after["spans"])
    write_chain(row, after["relays"])
    fields = {name: getattr(old, name) for name in ("claim", "source", "anonymity", "anonymity_reason")}
    return record_change(user, row, state, Event.Act.PLACED, old={**before, **about}, new={**after, **about}, **fields)


def _make_row(
    user: User, old: Attribution, article: Article, found: anchoring.Spans, state: State, about: dict[str, Any]
) -> Attribution:
    signed = {"created_by": user, "reviewed_by": user, "reviewed_at": timezone.now(), "review_state": state}
    new = copy_row(old, article, found, **signed)
    search.refresh([new.claim_id])
    decided = decision_of(new)
    Event.objects.append(
        Event.Act.PLACED,
        actor=user,
        article=article,
        attribution=new,
        claim_id=new.claim_id,
        old={**about, **decided, "review_state": str(State.REJECTED)},
        new={**about, **decided},
    )
    return new


def _set(row: Reanchoring, state: str, user: User | None, **fields: Any) -> None:
    """Write the decision; the old row gives way to the one in the newer version, or stands again."""
    given = {"moved_as": None, "words_changed": False} | fields
    for name, value in given.items():
        setattr(row, name, value)
    row.state, row.decided_by, row.decided_at = state, user, timezone.now() if user else None
    row.version += 1
    row.save()
    Attribution.objects.filter(pk=row.attribution_id).update(superseded=state == Waiting.PLACED)


def _log(user: User, act: Event.Act, row: Reanchoring) -> Event:
    about = {"reanchoring": row.pk, "date": row.article.version_date.isoformat()}
    return Event.objects.append(
        act,
        actor=user,
        article=row.article,
        attribution=row.attribution,
        claim_id=row.attribution.claim_id,
        old=about,
        new=about,
    )


def _tell_reviewer(claim_id: int) -> None:
    """Whoever reviews the claim in an older version of it is told, as when an appearance moves."""
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    if claim.stage == Stage.IN_REVIEW:
        change(claim)
