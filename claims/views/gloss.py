"""The gloss beside the statement: the same in another language, changed in its place on the workbench."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.forms.review import GlossForm
from claims.review import workflow
from claims.review.errors import OutOfDate, Refused
from claims.review.permissions import Right
from claims.views import claim_conflicts, conflicts
from claims.views.access import Request, needs
from claims.views.attributions import attribution_of, changed, refused_form, with_form


@needs(Right.ANNOTATE)
@require_http_methods(["GET", "POST"])
def gloss(request: Request, pk: int) -> HttpResponse:
    """GET shows the form where the gloss stands, POST saves it; a stale one comes back with both versions."""
    attribution = attribution_of(pk)
    if request.method == "GET":
        return with_form(request, attribution, "gloss", GlossForm(claim=attribution.claim))
    if mine := conflicts.writing_on(request.POST):
        return with_form(request, attribution, "gloss", GlossForm(initial=mine, claim=attribution.claim))
    form = GlossForm(conflicts.picked(request.POST), claim=attribution.claim)
    if not form.is_valid():
        return with_form(request, attribution, "gloss", form, status=422)
    data = form.cleaned_data
    try:
        workflow.set_gloss(
            request.user,
            attribution.claim_id,
            gloss=data["gloss"],
            language=data["gloss_language"],
            version=data["claim_version"],
            article=attribution.article,
        )
    except OutOfDate:
        fresh = attribution_of(pk)
        choice = claim_conflicts.of_gloss(request.user, fresh, form)
        return with_form(request, fresh, "conflict", choice, status=409)
    except Refused as error:
        return refused_form(request, attribution, "gloss", form, error)
    return changed(request, attribution, _("Gloss of claim %(n)d saved"))
