"""The page that edits a source: facts, names, stakes, grades, merging. One plain form per act.

A stale save of the profile is answered with both versions. The other acts add a row or take one away, so nothing of
theirs stands against it: they come back with what was typed and what happened meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.coverage.providers import wikidata
from claims.forms.sources import AliasForm, GradeForm, ProfileForm, RowForm, StakeForm, WikidataForm
from claims.models import Event, Source
from claims.models.source import name_key
from claims.review.errors import NotAllowed, OutOfDate, Refused
from claims.review.permissions import Right, may
from claims.sources import merging, profile
from claims.views import conflicts, meanwhile
from claims.views.access import Request, needs
from claims.views.conflicts import Conflict, Faster, Place
from claims.views.errors import STATUS_OF
from claims.views.limits import SEARCH, costs
from claims.views.meanwhile import Problem

MOST_FOUND = 8


def _profile(request: Request, pk: int, form: Any) -> None:
    profile.set_profile(request.user, pk, form.profile(), version=form.cleaned_data["version"])


def _alias(request: Request, pk: int, form: Any) -> None:
    data = form.cleaned_data
    profile.add_alias(request.user, pk, data["name"], data["language"], version=data["version"])


def _alias_gone(request: Request, pk: int, form: Any) -> None:
    profile.remove_alias(request.user, pk, form.cleaned_data["row"], version=form.cleaned_data["version"])


def _wikidata(request: Request, pk: int, form: Any) -> None:
    data = form.cleaned_data
    profile.choose_wikidata(request.user, pk, data["number"], form.names(), version=data["version"])


def _stake(request: Request, pk: int, form: Any) -> None:
    profile.add_stake(request.user, pk, form.cleaned_data["topic"], version=form.cleaned_data["version"])


def _stake_gone(request: Request, pk: int, form: Any) -> None:
    profile.remove_stake(request.user, pk, form.cleaned_data["row"], version=form.cleaned_data["version"])


def _grade(request: Request, pk: int, form: Any) -> None:
    data = form.cleaned_data
    facts = {"topic": data["topic"], "reason": data["reason"]}
    profile.grade(request.user, pk, data["grade"], **facts, version=data["version"])


def _grant(request: Request, pk: int, form: Any) -> None:
    profile.grant(request.user, pk, form.cleaned_data["row"], version=form.cleaned_data["version"])


def _merge(request: Request, pk: int, form: Any) -> None:
    data = form.cleaned_data
    versions = {"gone_version": data["row_version"] or 0, "kept_version": data["version"]}
    merging.merge(request.user, data["row"], pk, **versions)


def _part(request: Request, pk: int, form: Any) -> None:
    merging.part(request.user, form.cleaned_data["row"], pk, version=form.cleaned_data["version"])


# The act's name in the address → its form, what it does, and what is said afterwards.
ACTS: dict[str, tuple[type[Form], Callable[[Request, int, Any], None], str]] = {
    "profile": (ProfileForm, _profile, gettext_noop("Profile saved.")),
    "alias": (AliasForm, _alias, gettext_noop("Name added.")),
    "alias-gone": (RowForm, _alias_gone, gettext_noop("Name taken away.")),
    "wikidata": (WikidataForm, _wikidata, gettext_noop("Saved what was chosen in Wikidata.")),
    "stake": (StakeForm, _stake, gettext_noop("Stake noted.")),
    "stake-gone": (RowForm, _stake_gone, gettext_noop("Stake taken away.")),
    "grade": (GradeForm, _grade, gettext_noop("Grade noted.")),
    "grant": (RowForm, _grant, gettext_noop("Grade granted.")),
    "merge": (RowForm, _merge, gettext_noop("Merged. It can be taken back below.")),
    "part": (RowForm, _part, gettext_noop("The merge is taken back.")),
}


@needs(Right.ANNOTATE)
@costs(SEARCH)
@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    """All forms as the source stands; `q` looks for sources to merge into it, `wikidata` asks Wikidata for a name."""
    return _page(request, pk, {})


@needs(Right.ANNOTATE)
@require_POST
def act(request: Request, pk: int, name: str) -> HttpResponse:
    """One act. A refused one shows the page as it is now, the reason, and what was typed."""
    if name not in ACTS:
        raise Http404
    form_class, do, said = ACTS[name]
    if mine := conflicts.writing_on(request.POST):
        return _page(request, pk, {}, writing={name: form_class(initial=mine, auto_id=f"{name}-%s")})
    form = form_class(conflicts.picked(request.POST))
    status, problem = 422, None
    if form.is_valid():
        try:
            do(request, pk, form)
        except Refused as error:
            if isinstance(error, NotAllowed) or _source(pk).merged_into:
                raise  # the page of a merged one has no forms that could keep what was typed
            if isinstance(error, OutOfDate) and name == "profile":
                return _page(request, pk, {}, conflict=_conflict(request, pk, form), status=409)
            status = STATUS_OF.get(type(error), 422)
            if late := meanwhile.of(request, error):
                form.data = {**request.POST.dict(), "version": str(_source(pk).version)}  # it can be sent again
                problem = Problem("source", str(error), late.events, late)
            else:
                form.add_error(None, str(error))
        else:
            messages.success(request, _(said))
            return redirect("claims:source_edit", pk)
    return _page(request, pk, {name: form}, problem=problem, status=status)


def _page(
    request: Request,
    pk: int,
    refused: dict[str, Form],
    *,
    writing: dict[str, Form] | None = None,
    conflict: Conflict | None = None,
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with each form as the source stands; `refused` ones come with what was typed, `writing` ones as they
    are, a `conflict` stands in the place of the profile's, and a `problem` is an act that came too late."""
    source = _source(pk)
    grades = list(source.grades.newest_first())
    typed = request.GET.get("q", "").strip()
    asked = request.GET.get("wikidata", "").strip()
    context = {
        "source": source,
        "forms": _forms(source, refused) | (writing or {}),
        "conflict_form": conflict,
        "problem": problem,
        "problems": [str(error) for name, form in refused.items() if name not in FORMS for error in _all_errors(form)],
        "aliases": source.aliases.order_by("language", "name"),
        "stakes": source.stakes.all(),
        "in_force": profile.grades_in_force(grades),
        "proposals": profile.proposals(grades),
        "may_review": may(request.user, Right.REVIEW),
        "typed": typed,
        "found": Source.objects.matching(typed).exclude(pk=pk)[:MOST_FOUND] if typed else [],
        "wikidata": _looked_up(source, asked) if settings.WIKIDATA_LOOKUPS else None,
        "absorbed": source.absorbed.order_by("name"),
    }
    return render(request, "claims/source_edit.html", context, status=status)


def _source(pk: int) -> Source:
    return get_object_or_404(Source.objects.select_related("speaks_for", "merged_into"), pk=pk)


def _conflict(request: Request, pk: int, mine: Form) -> Conflict:
    """The profile as it was sent against the one that stands there now."""
    source = _source(pk)
    event = Event.objects.history().filter(source=source).first()
    before = dict(event.old) if event else {}
    if spoke_for := before.get("speaks_for"):  # the form has the name of what the log has the number of
        before["speaks_for"] = Source.objects.values_list("name", flat=True).filter(pk=spoke_for).first()
    place = Place(
        name=f"profile-{pk}",
        address=reverse("claims:source_act", args=[pk, "profile"]),
        theirs=reverse("claims:source_edit", args=[pk]),
        live=False,
        draft=f"profile-{pk}",
    )
    faster = Faster(event, _("%(who)s changed this source at %(time)s"), _("Somebody else changed this source"))
    return conflicts.of_form(request.user, mine, _forms(source, {})["profile"], place, faster, before=before)


def _looked_up(source: Source, asked: str) -> dict[str, Any]:
    """What was asked and came: each candidate with those of its names that the source has not yet."""
    if not asked:
        return {"asked": source.name}
    told = wikidata.look_up(asked, get_language() or "")
    known = profile.names_of(source)
    rows = [(candidate, _new_names(candidate.names, known)) for candidate in told.candidates]
    return {"asked": asked, "told": told, "rows": rows}


def _new_names(names: dict[str, str], known: Container[tuple[str, str]]) -> list[tuple[str, str]]:
    """(language, name) of the names that can be added; one that is the same in all languages once, as "any"."""
    spelled = [(language, name) for language, name in names.items() if language]
    if len(spelled) > 1 and len({name_key(name) for _language, name in spelled}) == 1:
        spelled = [("any", spelled[0][1])]
    return [
        (language, name)
        for language, name in spelled
        if (name_key(name), "") not in known and (name_key(name), language) not in known
    ]


FORMS = ("profile", "alias", "stake", "grade")  # those that a person types into


def _forms(source: Source, refused: dict[str, Form]) -> dict[str, Form]:
    """Each form as the source stands, or the refused one with what was typed and the version that holds now."""
    version = {"version": source.version}
    facts = {name: getattr(source, name) for name in ("name", "kind", "role", "country", "wikidata", "owner")}
    speaks_for = source.speaks_for.name if source.speaks_for else ""
    forms: dict[str, Form] = {
        "profile": ProfileForm(initial={**facts, "speaks_for": speaks_for, **version}, auto_id="profile-%s"),
        "alias": AliasForm(initial=version, auto_id="alias-%s"),
        "stake": StakeForm(initial=version, auto_id="stake-%s"),
        "grade": GradeForm(initial=version, auto_id="grade-%s"),
    }
    for name, form in refused.items():
        if name in forms:
            form.auto_id = f"{name}-%s"
            form.data = {key: form.data[key] for key in form.data} | {"version": str(source.version)}
            forms[name] = form
    return forms


def _all_errors(form: Form) -> list[Any]:
    return [error for errors in form.errors.values() for error in errors]
