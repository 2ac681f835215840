"""DeedReceipt: that an act of a person was done, so that sending it again does not do it twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.written import insert

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT = timedelta(days=1)


class DeedReceiptQuerySet(models.QuerySet["DeedReceipt"]):
    def take(self, person: User, act_id: str, path: str) -> tuple[DeedReceipt, bool]:
        """The receipt of that id, and whether it is new: only then is the act at this path to be done.

        Called in the transaction of the act. A second send that comes meanwhile waits for the first to end.
        """
        receipt = self.model(person=person, act_id=act_id, path=path)
        if insert(receipt, unless_there=True):
            return receipt, True
        return self.get(person=person, act_id=act_id), False

    def expired(self) -> Self:
        return self.filter(at__lt=timezone.now() - KEPT)


class DeedReceipt(models.Model):
    """One act that was done, by the id that the browser gave it; an act that was refused leaves none."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    act_id = models.CharField(_("id of the act"), max_length=32)
    path = models.TextField(_("address of the act"), blank=True)
    status = models.PositiveSmallIntegerField(_("status of the answer"), default=200)
    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)

    objects = DeedReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt of an act")
        verbose_name_plural = _("receipts of acts")
        constraints = (models.UniqueConstraint(fields=["person", "act_id"], name="receipt_once_per_person"),)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.act_id}"

    def is_for(self, path: str) -> bool:
        """Whether the act at this path was done. Receipts from before paths were kept have none, and are taken so."""
        return self.path in ("", path)
