"""Forms of an act on many rows of a list: what to do to which (the preview), and the rows as it showed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Article, BulkAct, Claim, SavedView, Source
from claims.models.claim import Stage
from claims.review.bulk import Row, Wanted, stages_of
from claims.review.permissions import Right, Role, people_with, role_of

Kind, List = BulkAct.Kind, SavedView.Kind
TICKED, PAGE, ALL, ARTICLE = "ticked", "page", "all", "article"
MOVE = "move-"  # before the stage, in the value of an act
OF_ARTICLES = "claims-"  # before an act on the open claims of articles
ROW = re.compile(r"(\d{1,18})\.(\d{1,9})(?:\.(\d{1,18}))?", re.ASCII)


def acts_for(role: Role, of: str = List.CLAIMS) -> list[tuple[str, list[tuple[str, Any]]]]:
    """What somebody in this role may do to many rows of a list, in groups with a heading; the first has none."""
    follow = [(Kind.FOLLOW.value, _("follow them")), (Kind.UNFOLLOW.value, _("follow them no more"))]
    if of == List.SOURCES:
        facts = [
            (Kind.COUNTRY.value, _("set the country …")),
            (Kind.SOURCE_KIND.value, _("set the kind …")),
            (Kind.STAKE.value, _("note a stake in …")),
        ]
        return [("", [*facts, *follow])]
    acts = [
        (Kind.TAKE.value, _("take them")),
        (Kind.PUT_BACK.value, _("put them back")),
        (Kind.ASSIGN.value, _("assign them to …")),
        (Kind.SHARE.value, _("share them out among …")),
        (Kind.DUE.value, _("set the due date …")),
    ]
    join = [(Kind.JOIN.value, _("make one claim of them …"))]
    if of == List.ARTICLES:
        return [("", follow), (_("their open claims"), [(f"{OF_ARTICLES}{kind}", words) for kind, words in acts])]
    moves = [(f"{MOVE}{stage}", f"→ {Stage(stage).label}") for stage in stages_of(role)]
    return [("", [*acts, *join, *follow]), (_("move to"), moves)]


class PeopleField(forms.ModelMultipleChoiceField):
    """People by number. One beyond what a row can have is no choice; SQLite would break on it."""

    def _check_values(self, value: Any) -> Any:
        for one in value:
            if len(str(one)) > 18:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, code="invalid_choice", params={"value": one})
        return super()._check_values(value)  # type: ignore[misc]


class ActForm(forms.Form):
    """What is to be done, as far as it needs telling."""

    act = forms.ChoiceField(label=gettext_lazy("Act"))
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=2000)
    due = forms.DateField(
        label=gettext_lazy("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: no due date."),
    )
    country = forms.RegexField(
        r"^\s*[A-Za-z]{2}\s*$",
        label=gettext_lazy("Country"),
        required=False,
        max_length=4,
        help_text=gettext_lazy("Two letters, such as ID or RU."),
        widget=forms.TextInput(attrs={"size": 4, "autocomplete": "off"}),
    )
    source_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("choose …")), *Source.Kind.choices]
    )
    topic = forms.CharField(label=gettext_lazy("Interested party in"), required=False, max_length=80)
    into = forms.RegexField(
        r"^\d{1,18}$",
        label=gettext_lazy("The claim that stays"),
        required=False,
        widget=forms.Select,
        help_text=gettext_lazy("It gets the appearances of the others, and what was gathered about them."),
    )
    listing = forms.ChoiceField(choices=List, required=False, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        asked = self.data.get("listing", "")
        self.of = List(asked) if asked in List.values else List.CLAIMS  # the list that the rows are chosen from
        (_none, simple), *groups = acts_for(role_of(user), self.of)
        self.fields["act"].choices = [("", _("choose …")), *simple, *groups]  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """The kind of act asked for, "" while there is none that the person may do."""
        act = self.cleaned_data.get("act", "").removeprefix(OF_ARTICLES)
        return Kind.MOVE.value if act.startswith(MOVE) else act

    @property
    def field(self) -> str:
        """The name of the field that the act needs filled in, "" for none."""
        needs = {Kind.COUNTRY: "country", Kind.SOURCE_KIND: "source_kind", Kind.STAKE: "topic", Kind.JOIN: "into"}
        return needs.get(self.kind, "")  # type: ignore[call-overload]

    @property
    def value(self) -> str:
        """What the field holds that the act needs filled in."""
        value = " ".join(str(self.cleaned_data.get(self.field) or "").split()) if self.field else ""
        return value.upper() if self.field == "country" else value

    def wanted(self) -> Wanted:
        """What is asked for. Without people."""
        data = self.cleaned_data
        stage = data["act"].removeprefix(MOVE) if self.kind == Kind.MOVE else ""
        note = data["note"].strip() if self.kind == Kind.MOVE else ""
        due = data["due"] if self.kind == Kind.DUE else None
        return Wanted(self.kind, listing=self.of, value=self.value, stage=stage, note=note, due=due)


class ChoiceForm(ActForm):
    """The preview's form: which rows, what, and who gets them."""

    scope = forms.ChoiceField(
        label=gettext_lazy("Which"), choices=[(one, one) for one in (TICKED, PAGE, ALL, ARTICLE)], required=False
    )
    place = forms.CharField(required=False, max_length=5_000)  # where in the list the page begins or ends
    article = forms.ModelChoiceField(Article.objects.only("pk"), required=False, widget=forms.HiddenInput)
    person = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("To whom"), required=False, empty_label=gettext_lazy("choose …")
    )
    people = PeopleField(
        User.objects.none(),
        label=gettext_lazy("Among whom"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        required=False,
        choices=[
            ("turns", gettext_lazy("each in turn")),
            ("load", gettext_lazy("more to whoever has fewer open claims")),
        ],
        widget=forms.RadioSelect,
        initial="turns",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_with(Right.ANNOTATE).order_by("first_name", "last_name", "username")
        for name in ("person", "people"):
            field: Any = self.fields[name]
            field.queryset = people
            field.label_from_instance = lambda one: one.get_full_name() or one.get_username()

    def ticked(self) -> list[int]:
        """The ticked rows; what is no number is none."""
        given = self.data.getlist("claim" if self.of == List.CLAIMS else "row") if hasattr(self.data, "getlist") else []
        numbers = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 19]
        return list(dict.fromkeys(number for number in numbers if number <= BigIntegerField.MAX_BIGINT))

    def wanted(self) -> Wanted:
        """What is asked for, with the people. Call `missing` first."""
        asked = super().wanted()
        data = self.cleaned_data
        if self.kind == Kind.TAKE:
            people: tuple[User, ...] = (self.user,)
        elif self.kind == Kind.ASSIGN:
            people = (data["person"],)
        elif self.kind == Kind.SHARE:
            people = tuple(data["people"])
        else:
            people = ()
        return replace(asked, people=people, balanced=data.get("how") == "load")

    def offer(self, claims: Sequence[Claim]) -> None:
        """Let one of these stay when they become one: the oldest, unless another was chosen."""
        oldest_first = sorted(claims, key=lambda claim: claim.pk)
        field: Any = self.fields["into"]
        field.widget.choices = [(claim.pk, f"C-{claim.pk}: {claim.statement}") for claim in oldest_first]
        numbers = [str(claim.pk) for claim in oldest_first]
        if len(numbers) > 1 and self.cleaned_data.get("into") not in numbers:
            asked: Any = self.data  # as it came: nothing of it may be written over
            self.data = asked = asked.copy()
            asked["into"] = self.cleaned_data["into"] = numbers[0]

    def missing(self) -> str:
        """What has to be said before anything can be shown; "" when nothing is missing."""
        if self.kind == Kind.JOIN and not self.value:
            return _("Choose two claims or more: they become one.")
        if self.kind == Kind.ASSIGN and not self.cleaned_data.get("person"):
            return _("Choose to whom.")
        if self.kind == Kind.SHARE and not self.cleaned_data.get("people"):
            return _("Choose among whom.")
        needs = {
            "country": _("Say which country."),
            "source_kind": _("Choose the kind."),
            "topic": _("Name the topic."),
        }
        return needs[self.field] if self.field and not self.value else ""


class DoForm(ActForm):
    """The act with the rows of its preview: number.version, and .person where somebody gets it."""

    rows = forms.CharField(max_length=40_000, widget=forms.HiddenInput)

    def clean_rows(self) -> list[Row]:
        found = [ROW.fullmatch(one) for one in self.cleaned_data["rows"].split()]
        if not found or None in found:
            raise forms.ValidationError(_("The rows of the preview could not be read. Look at the preview again."))
        return [(int(one[1]), int(one[2]), int(one[3]) if one[3] else None) for one in found if one is not None]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        gets = {person for _number, _version, person in cleaned.get("rows") or ()}
        kind = self.kind
        wrong = {
            Kind.TAKE: gets != {self.user.pk},
            Kind.ASSIGN: len(gets) > 1 or None in gets,
            Kind.SHARE: None in gets,
        }.get(kind, gets != {None})  # type: ignore[call-overload]
        if self.field and not self.value:
            raise forms.ValidationError(_("Say what is to be set. Look at the preview again."))
        if cleaned.get("rows") and wrong:
            raise forms.ValidationError(_("The rows do not fit the act. Look at the preview again."))
        return cleaned
