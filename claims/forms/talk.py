"""Forms of what people say to each other and are told: a comment, its edit, choices about notifications."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from claims.forms.review import VersionForm
from claims.models import Notice, NoticeChoices
from claims.review.comments import LONGEST


class CommentForm(forms.Form):
    """A new comment."""

    body = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("@ and a name tells that person."),
    )


class EditCommentForm(CommentForm, VersionForm):
    """The comment in other words."""


class ChoicesForm(forms.Form):
    """Whether each kind of notification comes in the page and by mail; how often mail comes, and in which language."""

    follows_by_itself = forms.BooleanField(
        label=_("Follow by itself what I comment on, sign, or am given"), required=False
    )
    mail = forms.ChoiceField(label=_("Mail"), choices=NoticeChoices.Mail, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Notice.Kind:
            for way in ("page", "mail"):
                self.fields[f"{way}-{kind}"] = forms.BooleanField(required=False)

    @staticmethod
    def initial_of(choices: NoticeChoices, language: str) -> dict[str, Any]:
        """The form as the person has chosen; `language` is the interface's, for whoever has chosen none."""
        ticks = {f"page-{kind}": choices.wants_in_page(kind) for kind in Notice.Kind}
        ticks |= {f"mail-{kind}": kind not in choices.not_by_mail for kind in Notice.Kind}
        own = {"follows_by_itself": choices.follows_by_itself, "mail": choices.mail}
        return own | {"language": choices.language or language} | ticks

    def rows(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """(kind in words, its tick for the page, its tick for mail)."""
        for kind in Notice.Kind:
            yield str(kind.label), self[f"page-{kind}"], self[f"mail-{kind}"]

    def chosen(self) -> dict[str, Any]:
        """By the fields of NoticeChoices."""
        data = self.cleaned_data
        off = {way: [kind.value for kind in Notice.Kind if not data[f"{way}-{kind}"]] for way in ("page", "mail")}
        own = {name: data[name] for name in ("follows_by_itself", "mail", "language")}
        return own | {"not_in_page": off["page"], "not_by_mail": off["mail"]}
