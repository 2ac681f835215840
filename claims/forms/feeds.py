"""Forms of the watch list."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.filters.base import languages
from claims.ingest import watchlist
from claims.ingest.errors import FetchRefused

if TYPE_CHECKING:
    from claims.models import Feed

EVERY = [
    ("900", gettext_lazy("every 15 minutes")),
    ("3600", gettext_lazy("every hour")),
    ("21600", gettext_lazy("every 6 hours")),
    ("86400", gettext_lazy("once a day")),
]


class FeedForm(forms.Form):
    """A feed, a sitemap or a site to watch."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2048,
        widget=forms.TextInput(attrs={"placeholder": "https://", "inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "An RSS or Atom feed, a news sitemap, or the site itself: then the feeds and news sitemaps it names are "
            "offered."
        ),
    )
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Optional. Left empty, each article's outlet is told by its address: right for feeds of many outlets."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("Optional. Left empty, it is read from the words."),
    )
    every = forms.TypedChoiceField(
        label=gettext_lazy("How often"),
        choices=EVERY,
        coerce=lambda seconds: dt.timedelta(seconds=int(seconds)),
        help_text=gettext_lazy("More seldom when the feed asks for it, or while it fails."),
    )

    def __init__(self, *args: Any, own: int | None = None, **kwargs: Any) -> None:
        """`own`: the number of the feed that is edited, which may keep its address."""
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields["language"].choices = [("", _("read from the words")), *languages()]  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        """The address with its scheme, when it may be fetched and is not on the list."""
        try:
            address = watchlist.whole_address(self.cleaned_data["address"])
        except FetchRefused as error:
            raise forms.ValidationError(str(error)) from None
        known = watchlist.known(address)
        if known and known.pk != self.own:
            raise forms.ValidationError(_("This address is on the list already, as “%(feed)s”.") % {"feed": known})
        return address

    def clean_outlet(self) -> str:
        """The name without doubled blanks; one without letters names nobody."""
        name = " ".join(self.cleaned_data["outlet"].split())
        if name and not any(letter.isalnum() for letter in name):
            raise forms.ValidationError(_("A name needs letters."))
        return name


class ChangeFeedForm(FeedForm):
    """A feed of the list, with the version that the person saw."""

    active = forms.BooleanField(label=gettext_lazy("Read it again and again"), required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, feed: Feed) -> ChangeFeedForm:
        """The form as the feed fills it in."""
        return cls(initial=asdict(watchlist.facts_of(feed)) | {"version": feed.version}, own=feed.pk)

    def facts(self) -> watchlist.Facts:
        """What was sent, when it is valid."""
        data = self.cleaned_data
        every = int(data["every"].total_seconds())
        return watchlist.Facts(data["address"], data["outlet"], data["language"], every, data["active"])


class ChosenForm(forms.Form):
    """One of the feeds that a page names."""

    address = forms.CharField(max_length=2048)
