"""Folded templates give what Django's own give."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.template.loader_tags import BlockNode, ExtendsNode
from django.utils.translation import override

from factcheck.folding import Constant

TEMPLATES = {
    "base.html": "<i>{% block title %}{% translate 'Claims' %}{% endblock %}</i>{% block main %}{% endblock %}",
    "part.html": "{% translate 'Stage' %}: {{ n }}",
    "extends": "{% extends 'base.html' %}{% block main %}{% translate 'Source' %}{{ name }}{% endblock %}",
    "constants": "{% translate 'Claims' %} {% url 'claims:queue' %}{% static 'claims/css/base.css' %}{# x #}",
    "branches": "{% if n > 1 %}{% translate 'Stage' %}{% elif n %}{% translate 'Words' %}{% else %}0{% endif %}",
    "loops": "{% for x in names %}{% translate 'Stage' %} {{ x }} {{ forloop.counter }}{% empty %}-{% endfor %}",
    "scopes": "{% with m=n %}{% translate 'Source' %}{{ m }}{% endwith %}{% include 'part.html' with n=7 %}",
    "kept": "{% translate 'Claims' as said %}{% url 'claims:queue' as at %}{{ said|upper }} {{ at }}",
    "variables": "{% translate name %}{% url 'claims:article' n %}{% translate 'Claims'|lower %}",
    "escaping": "{% translate 'a & <b>' %}{% autoescape off %}{{ name }}{% translate 'a < b' %}{% endautoescape %}",
    "counted": "{% blocktranslate count n=n %}{{ n }} more{% plural %}{{ n }} more{% endblocktranslate %}",
    "blocks": "{% blocktranslate %}Words{% endblocktranslate %}{% blocktranslate %}{{ n }}: 9%{% endblocktranslate %}",
    "filters": "{% filter upper %}{% translate 'Source' %}{% endfilter %}",
}
CONTEXTS = [{"n": 3, "name": "Dr <b> & co", "names": ["a", "b"]}, {"n": 0, "name": "", "names": []}]


def engine(loader: str) -> Engine:
    inner = ("django.template.loaders.locmem.Loader", TEMPLATES)
    libraries = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}
    return Engine(loaders=[(loader, [inner])], libraries=libraries, builtins=list(libraries.values()))


PLAIN, FOLDED = engine("django.template.loaders.cached.Loader"), engine("factcheck.folding.Loader")


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"variables"}))
def test_a_folded_template_says_the_same_in_every_language_each_time(name):
    for language in ("en", "id", "en"):
        with override(language):
            for values in CONTEXTS:
                given = FOLDED.get_template(name).render(Context(values))
                assert given == PLAIN.get_template(name).render(Context(values))


def test_what_varies_is_asked_for_each_time():
    first, second = (FOLDED.get_template("variables").render(Context({"n": n, "name": "Stage"})) for n in (1, 2))

    assert "/articles/1/" in first and "/articles/2/" in second


def test_neighbours_that_never_change_are_one_node():
    (only,) = FOLDED.get_template("constants").nodelist

    assert isinstance(only, Constant)


def test_the_blocks_of_a_template_are_looked_for_once():
    nodes = FOLDED.get_template("base.html").nodelist
    found = nodes.get_nodes_by_type(BlockNode)

    assert [block.name for block in found] == ["title", "main"]
    assert nodes.get_nodes_by_type(BlockNode) is found
    assert nodes.get_nodes_by_type(ExtendsNode) == []


def test_the_templates_of_the_project_are_folded():
    loaders = settings.TEMPLATES[0]["OPTIONS"]["loaders"]

    assert [name for name, _inner in loaders] == ["factcheck.folding.Loader"]
