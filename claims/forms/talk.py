"""Forms of what people say to each other: a comment, its edit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.review import VersionForm
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
