"""Templates whose nodes go shorter ways say what Django's own say, and break where they break."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Engine
from django.test import override_settings
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from claims.models.claim import Status
from factcheck.quickening import Shown


class Silent(Exception):
    silent_variable_failure = True


class Thing:
    """What rows, forms and lists of pages are made of, as far as templates can tell."""

    name, number, kind, nothing = "Dr <b> & co", 12345, "<i>", None
    status = Status.FALSE

    @property
    def broken(self):
        raise AttributeError("inside")

    @property
    def silent(self):
        raise Silent

    def method(self):
        return "called <b>"

    def wanting(self, more):
        return more

    def breaking(self):
        raise ValueError("inside")

    def delete(self):
        raise AssertionError("a template must not")

    delete.alters_data = True

    @classmethod
    def markup(cls):
        return mark_safe("<b>")


class Both(dict):
    """A dictionary whose key hides a method, as that of a QueryDict may."""


CONTEXT = {
    "thing": Thing(),
    "lazy": SimpleLazyObject(Thing),
    "words": gettext_lazy("Claims"),
    "both": Both(items="a key", inner={"deep": [7, {"last": "<"}]}),
    "list": [Thing(), "b"],
    "safe": mark_safe("<hr>"),
    "day": dt.datetime(2026, 11, 27, 14, 5, tzinfo=dt.UTC),
    "share": Decimal("0.50"),
    "million": 1_000_000,
    "yes": True,
    "call": lambda: {"result": "of a call"},
    "Kind": Status,
}
SHOWN = [
    "thing.name", "thing.number", "thing.kind", "thing.nothing", "thing.status", "thing.method", "thing.wanting",
    "thing.delete", "thing.markup", "thing.silent", "thing.missing", "thing.missing.more", "lazy.name", "lazy.method",
    "words", "both.items", "both.inner.deep.0", "both.inner.deep.1.last", "both.missing", "both.keys", "list.0.name",
    "list.1", "list.7", "safe", "day", "day.year", "share", "million", "yes", "call.result", "missing", "missing.more",
    "Kind.FALSE", "Kind.FALSE.label", "list.1.upper", "thing.name|upper", "missing|default:thing.name",
    "thing.number|add:million", "safe|add:thing.name", "thing.missing|default:'<none>'", "'a < b'", "7", "None",
]  # fmt: skip
TAGS = [
    "{% if missing %}a{% elif thing.nothing %}b{% elif thing.number > 3 and not missing.more %}c{% endif %}",
    "{% if thing.missing == None %}a{% endif %}{% if list|length == 2 %}b{% endif %}{% if 'b' in list %}c{% endif %}",
    "{% for one in list %}{{ forloop.counter }}{{ one.name }}{{ forloop.parentloop.x }}{% endfor %}{{ one }}",
    "{% for key, value in both.inner.items %}{{ key }}={{ value }}{% endfor %}",
    "{% with name=thing.name list=missing %}{{ name }}{{ list }}{% endwith %}{{ name }}",
    "{% include 'part' with name=thing.name %}{% include 'part' with name=million only %}{{ name }}{{ kept }}",
    "{% include which %}{% include 'extends' %}{% cycle 'a' 'b' as turn %}{% include 'turns' %}{% include 'turns' %}",
    "{% for x in list %}{% include 'part' with name=forloop.counter %}{% endfor %}",
    "{% blocktranslate with n=thing.name m=million %}{{ n }} of {{ m }}: 9% {{ missing }}{% endblocktranslate %}",
    "{% blocktranslate count n=list|length %}{{ n }} more{% plural %}{{ n }} more {{ n }}{% endblocktranslate %}",
    "{% firstof missing thing.nothing _('Claims') %}{% with w=_('100% <sure>') %}{{ w }}{% endwith %}",
    "{% url 'claims:article' thing.number %} {% url 'claims:article' pk=thing.number %} {% url 'claims:article' '7' %}",
    "{% url 'claims:chain_move' 3 thing.number as it %}{{ it }}{% url 'claims:nowhere' 3 as it %}[{{ it }}]",
    "{% cache None kept thing.name missing %}{{ million }}{% endcache %}{% cache 60 brief %}{{ day }}{% endcache %}",
    "{% translate 'Claims' %}{% language 'id' %}{% translate 'Claims' %}{% language 'en' %}{% translate 'Claims' %}"
    "{% endlanguage %}{% translate 'Claims' %}{% endlanguage %}{% translate 'Claims' %}",
    "{% autoescape off %}{{ thing.name }}{{ safe }}{% include 'part' with name=thing.kind %}{% endautoescape %}",
    "{% filter upper %}{{ thing.name }}{% endfilter %}{% ifchanged thing.name %}a{% endifchanged %}",
]
TEMPLATES = {
    "part": "[{{ name }}|{{ thing.number }}|{% firstof missing 'kept' as kept %}{{ kept }}]",
    "base": "<{% block a %}a{% endblock %}{% block b %}{{ thing.name }}{% endblock %}>",
    "extends": "{% extends 'base' %}{% block a %}{{ block.super }}{% include 'part' %}{% endblock %}",
    "turns": "{% cycle 'x' 'y' %}",
    "kept": "{% cache None kept thing.name %}{{ million }}{% endcache %}",
    **{f"shown {expression}": f"{{{{ {expression} }}}}" for expression in SHOWN},
    **{f"tag {number}": source for number, source in enumerate(TAGS)},
}
BREAKING = [
    "{{ thing.broken }}", "{{ thing.breaking }}", "{% url 'claims:article' %}", "{% url 'claims:nowhere' 3 %}",
    "{% include 'nowhere' %}", "{{ thing.name|default:missing.more }}",
    "{% with a=thing.broken %}{% endwith %}",
    "{% blocktranslate count n=missing %}a{% plural %}b{% endblocktranslate %}",
]  # fmt: skip


def engine(loader: str) -> Engine:
    sources = TEMPLATES | {f"breaking {source}": source for source in BREAKING}
    libraries = {
        name: f"django.templatetags.{module}"
        for name, module in (("i18n", "i18n"), ("cache", "cache"), ("static", "static"))
    }
    inner = ("django.template.loaders.locmem.Loader", sources)
    return Engine(loaders=[(loader, [inner])], libraries=libraries, builtins=list(libraries.values()))


PLAIN, QUICK = engine("django.template.loaders.cached.Loader"), engine("factcheck.folding.Loader")


def said(engine: Engine, name: str) -> str:
    return engine.get_template(name).render(Context(CONTEXT | {"which": "part"}))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_the_same_by_the_shorter_way(name):
    for language in ("en", "id", "en"):
        with override(language):
            assert said(QUICK, name) == said(PLAIN, name)


@pytest.mark.parametrize("source", BREAKING)
def test_what_breaks_a_template_breaks_it_in_the_same_way(source):
    with pytest.raises(Exception) as expected:
        said(PLAIN, f"breaking {source}")
    with pytest.raises(expected.type) as met:
        said(QUICK, f"breaking {source}")
    assert str(met.value) == str(expected.value)


def test_numbers_are_grouped_where_the_installation_groups_them():
    with override_settings(USE_THOUSAND_SEPARATOR=True), override("id"):
        assert said(QUICK, "shown million") == said(PLAIN, "shown million") == "1.000.000"


def test_what_is_kept_is_kept_for_each_value():
    kept = QUICK.get_template("kept")

    given = [kept.render(Context({"thing": {"name": name}, "million": n})) for n, name in enumerate("aabab")]

    assert given == ["0", "0", "2", "0", "2"]


def test_the_nodes_of_a_page_go_the_shorter_way():
    nodes = QUICK.get_template("extends").nodelist[0].blocks["a"].nodelist

    assert type(nodes[0]) is Shown


def test_a_developer_is_told_where_a_template_broke():
    inner = ("django.template.loaders.locmem.Loader", {"page": "one\n{{ thing.breaking }}"})
    of_a_developer = Engine(debug=True, loaders=[("factcheck.folding.Loader", [inner])])

    with pytest.raises(ValueError, match="inside") as met:
        of_a_developer.get_template("page").render(Context(CONTEXT))
    assert met.value.template_debug["line"] == 2
