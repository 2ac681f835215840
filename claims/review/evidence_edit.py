"""Change evidence, withdraw it, put it back, and take one's last change back: each names the version that was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Event, Evidence, search
from claims.review.errors import NotReady, OutOfDate
from claims.review.evidence import anchor, checked
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIELDS = ("title", "stance", "kind", "language", "access", "quote", "note")
Act = Event.Act


@transaction.atomic
def change(user: User, pk: int, *, version: int, **fields: str) -> Evidence:
    """Write what describes the evidence (FIELDS, all of them); its address, file or article stays what it is.

    Raises NotAllowed, NotReady or OutOfDate.
    """
    require(user, Right.ANNOTATE)
    evidence = _fresh(pk, version)
    if evidence.withdrawn_at:
        raise NotReady(_("This evidence was withdrawn. Put it back before you change it."))
    wanted = checked(**{name: fields[name] for name in FIELDS})
    old = {name: getattr(evidence, name) for name in FIELDS if getattr(evidence, name) != wanted[name]}
    if old:
        new = {name: wanted[name] for name in old}
        _describe(evidence, new)
        _log(Act.EVIDENCE_CHANGED, user, evidence, old=old, new=new)
    return evidence


@transaction.atomic
def withdraw(user: User, pk: int, *, version: int) -> Evidence:
    """Let it count no more; its row and its copies stay, and `put_back` brings it back. Raises as `change` does."""
    require(user, Right.ANNOTATE)
    evidence = _fresh(pk, version)
    if evidence.withdrawn_at is None:
        _write(evidence, withdrawn_at=timezone.now(), withdrawn_by=user)
        _log(Act.EVIDENCE_WITHDRAWN, user, evidence)
    return evidence


@transaction.atomic
def put_back(user: User, pk: int, *, version: int) -> Evidence:
    """Undo a withdrawal. Raises as `change` does, and NotReady when the same was added again meanwhile."""
    require(user, Right.ANNOTATE)
    evidence = _fresh(pk, version)
    if evidence.withdrawn_at is not None:
        try:
            with transaction.atomic():
                _write(evidence, withdrawn_at=None, withdrawn_by=None)
        except IntegrityError:
            raise NotReady(_("The same was added again meanwhile, so this one stays withdrawn.")) from None
        _log(Act.EVIDENCE_RESTORED, user, evidence)
    return evidence


@transaction.atomic
def take_back(user: User, pk: int, *, version: int) -> Evidence:
    """Write what stood there before the latest change, if that was the person's own. Raises as `change` does, and
    NotReady when there is none."""
    require(user, Right.ANNOTATE)
    evidence = _fresh(pk, version)
    event = undoable(user, [pk]).get(pk)
    if event is None or evidence.withdrawn_at:
        raise NotReady(_("There is nothing of yours to undo here."))
    stands = {name: getattr(evidence, name) for name in event.old}
    _describe(evidence, event.old)
    _log(Act.UNDONE, user, evidence, old=stands, new=event.old, undoes=event)
    return evidence


def undoable(user: User, ids: list[int]) -> dict[int, Event]:
    """For each of these pieces of evidence its latest change, where that was the person's own and still stands."""
    changes = Event.objects.filter(
        act__in=[Act.EVIDENCE_CHANGED, Act.UNDONE], claim__evidence__in=ids, new__evidence__in=ids
    )
    latest = {event.new["evidence"]: event for event in changes.order_by("pk").distinct()}
    return {
        pk: event for pk, event in latest.items() if event.act == Act.EVIDENCE_CHANGED and event.actor_id == user.pk
    }


def _describe(evidence: Evidence, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(evidence, name, value)
    if "quote" in fields:
        anchor(evidence)
    _write(
        evidence,
        **fields,
        quote_start=evidence.quote_start,
        quote_end=evidence.quote_end,
        anchored_in=evidence.anchored_in,
    )


def _fresh(pk: int, version: int) -> Evidence:
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("claim", "article").get(pk=pk)
    if evidence.version != version:
        words = _("Somebody else changed this evidence while you looked at it. Nothing of yours was saved.")
        raise OutOfDate(words, evidence)
    return evidence


def _write(evidence: Evidence, **fields: Any) -> None:
    changed = Evidence.objects.filter(pk=evidence.pk, version=evidence.version).update(
        **fields, version=evidence.version + 1
    )
    if not changed:
        raise OutOfDate(_("Somebody else changed this evidence just now. Nothing of yours was saved."), evidence)
    evidence.refresh_from_db()
    search.refresh([evidence.claim_id])


def _log(act: Event.Act, user: User, evidence: Evidence, *, old: dict[str, Any] | None = None,
         new: dict[str, Any] | None = None, undoes: Event | None = None) -> None:  # fmt: skip
    about = {"evidence": evidence.pk, "what": str(evidence)}
    Event.objects.append(
        act, actor=user, claim=evidence.claim, old=old or {}, new={**(new or {}), **about}, undoes=undoes
    )
