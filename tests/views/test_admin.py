"""The admin site shows every table and changes almost nothing."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import reverse

from claims.models import HouseRule, Source
from claims.models.claim import Status
from claims.models.house_rule import Rule
from claims.review import workflow
from claims.review.evidence import add_evidence

CHANGEABLE = {"checklistitem", "source", "houserule", "axislabel"}
pytestmark = pytest.mark.django_db


def models():
    return [model for model in admin.site._registry if model._meta.app_label == "claims"]


@pytest.fixture
def superuser(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root"))
    return client


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.model_name)
def test_list_and_detail_open_and_only_settings_and_sources_can_be_changed(superuser, cast, kremlin, model):
    claim = kremlin.claim
    add_evidence(cast.analyst, claim.pk, url="https://example.org/", stance="context")
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Yes.", version=claim.version)
    name = f"admin:claims_{model._meta.model_name}"

    assert superuser.get(reverse(f"{name}_changelist")).status_code == 200
    row = model.objects.first()
    if row is None:
        return
    page = superuser.get(reverse(f"{name}_change", args=[row.pk]))
    assert page.status_code == 200
    assert ("_save" in page.text) == (model._meta.model_name in CHANGEABLE)
    assert superuser.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_the_name_of_a_source_can_be_mended(superuser):
    source = Source.objects.create(name="Dimitry Peskov", kind="person")
    form = {"name": "Dmitry Peskov", "kind": "person", "speaks_for": "", "role": "", "_save": "1"}
    form |= {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    superuser.post(reverse("admin:claims_source_change", args=[source.pk]), form)

    source.refresh_from_db()
    assert (source.name, source.key) == ("Dmitry Peskov", "dmitry peskov")


def test_an_analyst_does_not_get_in(browser_of):
    assert browser_of("analyst").get("/admin/").status_code == 302


@pytest.mark.parametrize("parameters", ['{"score": 1}', '{"check_score": "high"}', '{"share": -1}', "[1]"])
def test_a_parameter_that_a_house_rule_does_not_take_is_refused(superuser, parameters):
    rule = HouseRule.objects.get(key=Rule.BLIND_SECOND)
    page = superuser.post(reverse("admin:claims_houserule_change", args=[rule.pk]), {"parameters": parameters})

    assert page.status_code == 200
    assert "errorlist" in page.text
