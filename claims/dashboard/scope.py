"""What the figures of the dashboard are about: how many weeks, which kind of claim, which language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Attribution, Claim

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """The claims of a `kind` (of check-worthiness) and a `language`, either "" for all, over the last `weeks`.

    Weeks are calendar weeks from Monday in the time zone of the desk; the week of `now` is the last one.
    """

    now: dt.datetime
    weeks: int = 12
    kind: str = ""
    language: str = ""

    @property
    def mondays(self) -> list[dt.date]:
        """The first day of each week, oldest first."""
        today = timezone.localdate(self.now)
        last = today - dt.timedelta(days=today.weekday())
        return [last - WEEK * back for back in range(self.weeks - 1, -1, -1)]

    @property
    def since(self) -> dt.datetime:
        """The moment at which the first week begins."""
        return timezone.make_aware(dt.datetime.combine(self.mondays[0], dt.time.min))

    @property
    def fields(self) -> dict[str, str]:
        """What a claim has to be, as conditions on its own fields."""
        asked = {"check_kind": self.kind, "language": self.language}
        return {name: value for name, value in asked.items() if value}

    def claims(self) -> QuerySet[Claim]:
        """Every claim that stands, whenever it came."""
        return Claim.objects.standing().filter(**self.fields)

    def of_claims(self, field: str = "claim") -> dict[str, str]:
        """The same conditions for rows that point to a claim."""
        return {f"{field}__{name}": value for name, value in self.fields.items()}

    def appearances(self) -> QuerySet[Attribution]:
        """What stands of the claims that came within the weeks."""
        return Attribution.objects.standing().filter(claim__created_at__gte=self.since, **self.of_claims())
