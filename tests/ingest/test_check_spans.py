"""manage.py check_spans"""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import AttributionSpan
from tests.articles import REFERENCE

pytestmark = pytest.mark.django_db


def test_a_sound_database_is_told_to_be_sound(capsys):
    split(save_article(REFERENCE)[0])
    call_command("check_spans")
    assert "all exact" in capsys.readouterr().out


def test_a_span_that_no_longer_quotes_its_article_is_named(capsys):
    split(save_article(REFERENCE)[0])
    span = AttributionSpan.objects.filter(role="cue").first()
    AttributionSpan.objects.filter(pk=span.pk).update(quote="x" * len(span.quote))
    with pytest.raises(CommandError, match="1 of"):
        call_command("check_spans")
    assert f"[{span.start}, {span.end})" in capsys.readouterr().err
