"""Who is told what. People who are mentioned are told at once, in the act itself; everybody else by `tell`, which reads
the sealed log every few seconds, so that no act waits for it.

Each person is told of an event once, however often the job runs, and never of what they did themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.models import Attribution, Event, Following, LogReader, Notice, NoticeChoices
from claims.models.comment import SUBJECTS
from claims.review.permissions import Right, readers, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Comment

READER = "notices"
PER_TURN = 500  # events read in one transaction
Act, Kind = Event.Act, Notice.Kind

# What an act is to those who follow what it was done to.
KINDS: dict[str, Notice.Kind] = {
    Act.ASSIGNED: Kind.ASSIGNED,
    Act.COMMENTED: Kind.COMMENT,
    Act.STAGE: Kind.STAGE,
    Act.VERDICT: Kind.VERDICT,
    Act.SECOND_ASKED: Kind.VERDICT,
    Act.STATEMENT_CHANGED: Kind.CORRECTION,
    Act.SPANS_CHANGED: Kind.CORRECTION,
    Act.SOURCE_SET: Kind.CORRECTION,
    Act.RELAYS_SET: Kind.CORRECTION,
    Act.CLAIM_SET: Kind.CORRECTION,
    Act.REJECTED: Kind.CORRECTION,
    Act.EVIDENCE_ADDED: Kind.EVIDENCE,
    Act.EVIDENCE_WITHDRAWN: Kind.EVIDENCE,
    Act.EVIDENCE_FLAGGED: Kind.EVIDENCE,
    Act.COVERAGE_FOUND: Kind.COVERAGE,
    Act.WAITS: Kind.REANCHORING,
    Act.GONE: Kind.REANCHORING,
    Act.PLACED: Kind.REANCHORING,
    Act.SUPERSEDED: Kind.VERSION,
    Act.LOOK_AGAIN: Kind.AGAIN,
    Act.SOURCE_CHANGED: Kind.SOURCE,
    Act.SOURCE_GRADED: Kind.SOURCE,
    Act.SOURCE_MERGED: Kind.SOURCE,
}
# Whoever follows an article or a source hears this of its claims; the small steps are for those who follow the claim.
OF_ITS_CLAIMS = {Kind.COMMENT, Kind.STAGE, Kind.VERDICT, Kind.REANCHORING, Kind.AGAIN}
MAKES_FOLLOW = (Act.ASSIGNED, Act.COMMENTED, Act.VERDICT)


def tell_mentioned(event: Event, comment: Comment, people: Iterable[User]) -> None:
    """Tell people that a comment names them; call it in the transaction that wrote `event`."""
    _write([(person.pk, Kind.MENTION, event, comment.pk) for person in people if person.pk != event.actor_id])


def tell() -> int:
    """Tell followers what was sealed since the last time; returns how many notices that were. Safe to run twice, and
    at once."""
    told = 0
    while True:
        read, new = _tell_some()
        told += new
        if read < PER_TURN:
            return told


def mark_read(user: User, notice: int | None = None) -> int:
    """Note that the person has read one notice, or (None) all; returns how many were unread."""
    require(user, Right.READ)
    unread = Notice.objects.filter(user=user).unread()
    return (unread if notice is None else unread.filter(pk=notice)).update(read_at=timezone.now())


@transaction.atomic
def choose(user: User, **wanted: object) -> NoticeChoices:
    """Keep what the person wants to be told, by the fields of NoticeChoices; holds for what happens from now on."""
    require(user, Right.READ)
    choices, _made = NoticeChoices.objects.update_or_create(user=user, defaults=wanted)
    if choices.mail == NoticeChoices.Mail.NEVER:  # what has not been mailed yet will not be
        Notice.objects.filter(user=user, digest__isnull=True, by_mail=True).update(by_mail=False)
    return choices


@transaction.atomic
def _tell_some() -> tuple[int, int]:
    """(events read, notices written)."""
    LogReader.objects.get_or_create(name=READER)
    reader = LogReader.objects.select_for_update().get(name=READER)
    sealed = Event.objects.filter(seal__position__gt=reader.position).order_by("seal__position")
    events = list(sealed.select_related("seal")[:PER_TURN])
    if not events:
        return 0, 0
    told = [event for event in events if _is_told(event)]
    _follow_by_itself(told)
    _follow_on(told)
    new = _write(_wanted(told)) if told else 0
    LogReader.objects.filter(name=READER).update(position=events[-1].seal.position)
    return len(events), new


def _is_told(event: Event) -> bool:
    """What another act implied is told with that one; a search that found nothing, a move in the same words: never."""
    if event.act not in KINDS or event.implied:
        return False
    if event.act == Act.COVERAGE_FOUND:
        return bool(event.new.get("fresh", event.new.get("found")))
    if event.act == Act.PLACED:
        return bool(event.new.get("words_changed"))
    if event.act == Act.LOOK_AGAIN:  # a person who opens a settled reason again gives no new one
        return event.actor_id is None
    return True


def _follow_by_itself(events: list[Event]) -> None:
    """Whoever comments, signs, or is given a claim follows it, unless they chose otherwise."""
    rows = []
    for event in events:
        person = event.new.get("person") if event.act == Act.ASSIGNED else event.actor_id
        subject = next((name for name in SUBJECTS if getattr(event, f"{name}_id")), None)
        if event.act in MAKES_FOLLOW and person and subject:
            about = {f"{subject}_id": getattr(event, f"{subject}_id")}
            rows.append(Following(user_id=person, since=event.at, **about))
    unwilling = set(NoticeChoices.objects.filter(follows_by_itself=False).values_list("user_id", flat=True))
    people = _still_there({row.user_id for row in rows}) - unwilling
    Following.objects.bulk_create([row for row in rows if row.user_id in people], ignore_conflicts=True)


def _follow_on(events: list[Event]) -> None:
    """Whoever follows an article follows its newer version."""
    newer = {event.new["article"]: event for event in events if event.act == Act.SUPERSEDED}
    followers = Following.objects.standing().filter(article__in=newer).values_list("user_id", "article_id")
    rows = [
        Following(user_id=person, article_id=newer[older].article_id, since=newer[older].at)
        for person, older in followers
    ]
    Following.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass
class Audience:
    """Who follows what, as far as some events need to know: {(kind, number): [following, …]}."""

    events: list[Event]
    of_claim: dict[int, set[tuple[str, int]]] = field(default_factory=lambda: defaultdict(set))
    followers: dict[tuple[str, int], list[Following]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        claims = {event.claim_id for event in self.events if event.claim_id}
        places = Attribution.objects.standing().filter(claim__in=claims).order_by()
        for claim, article, source in places.values_list("claim_id", "article_id", "source_id"):
            self.of_claim[claim] |= {("article", article)} | ({("source", source)} if source else set())
        numbers = defaultdict(set)
        for kind, number in {thing for event in self.events for thing in self.things(event)}:
            numbers[kind].add(number)
        wanted = Q(pk__in=[])
        for kind, found in numbers.items():
            wanted |= Q(**{f"{kind}__in": found})
        for row in Following.objects.standing().filter(wanted):
            kind = next(name for name in SUBJECTS if getattr(row, f"{name}_id"))
            self.followers[kind, getattr(row, f"{kind}_id")].append(row)

    def things(self, event: Event) -> set[tuple[str, int]]:
        """What somebody may follow who is to be told of the event."""
        own = {(name, getattr(event, f"{name}_id")) for name in SUBJECTS if getattr(event, f"{name}_id")}
        if event.act == Act.SUPERSEDED:
            own.add(("article", event.new["article"]))  # the older version
        if not event.claim_id:
            return own
        # The source of an attribution, and the article that it stands in, are told of the larger steps only.
        around = self.of_claim[event.claim_id] if KINDS[event.act] in OF_ITS_CLAIMS else set()
        return {("claim", event.claim_id)} | around

    def of(self, event: Event) -> set[int]:
        """The people to tell."""
        rows = [row for thing in self.things(event) for row in self.followers[thing] if row.since <= event.at]
        people = {row.user_id for row in rows}
        if event.act == Act.ASSIGNED:  # it concerns whoever has the claim now, follower or not, and nobody else
            people = {event.new.get("person")} - {None}
        return people - {event.actor_id}


def _wanted(events: list[Event]) -> list[tuple[int, Notice.Kind, Event, int | None]]:
    audience = Audience(events)
    return [
        (person, KINDS[event.act], event, event.new.get("comment"))
        for event in events
        for person in sorted(audience.of(event))
    ]


def _write(lines: list[tuple[int, Notice.Kind, Event, int | None]]) -> int:
    """Write notices to those who may still read and want them; returns how many, those that were there included."""
    people = {person for person, *_rest in lines}
    chosen = {row.user_id: row for row in NoticeChoices.objects.filter(user__in=people)}
    there = _still_there(people)
    rows = []
    for person, kind, event, comment in lines:
        choices = chosen.get(person) or NoticeChoices(user_id=person)
        in_page, by_mail = choices.wants_in_page(kind), choices.wants_by_mail(kind)
        if person in there and (in_page or by_mail):
            row = Notice(user_id=person, kind=kind, event=event, comment_id=comment, in_page=in_page, by_mail=by_mail)
            rows.append(row)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _still_there(people: set[int]) -> set[int]:
    """Those who may read: whoever lost their role or left is told nothing."""
    return set(readers().filter(pk__in=people).values_list("pk", flat=True)) if people else set()
