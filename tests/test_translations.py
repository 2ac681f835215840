"""Every word of the interface has its Indonesian: nothing missing, unsure, left over or broken."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.conftest import missing_part

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "locale/id/LC_MESSAGES/django.po"
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
STRING = r'"(?:[^"\\]|\\.)*"'
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def entries() -> dict[str, tuple[str, str]]:
    """msgid → (msgstr, comment line) of the catalogue."""
    found = {}
    for entry in CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts = {key: _joined(entry, key) for key in ("msgid", r"msgstr(?:\[0\])?")}
        found[parts["msgid"]] = (parts[r"msgstr(?:\[0\])?"], entry)
    return found


def _joined(entry: str, key: str) -> str:
    match = re.search(rf"^{key} ((?:{STRING}\n?)+)", entry, re.M)
    assert match, f"no {key} in:\n{entry}"
    return "".join(ast.literal_eval(line) for line in re.findall(STRING, match[1]))


def in_python() -> Iterator[tuple[str, str]]:
    """(message, file) of everything marked in Python."""
    for folder in ("claims", "factcheck"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(getattr(node, "func", None), "id", None)
                if name in MARKERS and node.args and isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value, path.name


def in_templates() -> Iterator[tuple[str, str]]:
    """(message, file) of everything marked in templates, as Django's own parser reads it."""
    folder = ROOT / "templates"
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
        name = path.relative_to(folder).as_posix()
        source = path.read_text(encoding="utf-8")
        nodes = engines["django"].from_string(source).template.nodelist
        for node in nodes.get_nodes_by_type(TranslateNode):
            yield str(node.filter_expression.var.literal).replace("%", "%%"), name
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            yield node.render_token_list(node.singular)[0], name
        for words in re.findall(r'\b_\("([^"]+)"\)', source):
            yield words, name


def test_everything_marked_in_the_code_is_translated():
    known = entries()
    missing = {f"{where}: {words}" for words, where in [*in_python(), *in_templates()] if words not in known}
    assert not missing, "run manage.py makemessages -l id --no-location --no-wrap, and translate"


def test_nothing_is_unsure_or_empty():
    assert not [
        msgid for msgid, (msgstr, entry) in entries().items() if not msgstr or re.search("^#.*fuzzy", entry, re.M)
    ]


def test_nothing_is_left_over():
    used = {words for words, _where in [*in_python(), *in_templates()]}
    assert not entries().keys() - used


@pytest.mark.parametrize(
    ("msgid", "msgstr"), [(msgid, msgstr) for msgid, (msgstr, _e) in entries().items() if "%(" in msgid]
)
def test_a_translation_has_the_places_of_its_original(msgid, msgstr):
    assert set(PLACEHOLDER.findall(msgstr)) == set(PLACEHOLDER.findall(msgid))


def test_the_catalogue_compiles(tmp_path):
    if not shutil.which("msgfmt"):
        missing_part("gettext is missing: apt-get install gettext")
    compiled = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", f"--output-file={compiled}", CATALOGUE], check=True)
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Verification status") == "Status verifikasi"
    assert catalogue.ngettext("%(n)s appearance", "%(n)s appearances", 2) == "%(n)s kemunculan"


def test_times_of_day_are_written_as_the_language_does():
    """Indonesian writes 18.12: a format with an hour is a message like any other."""
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    assert not [path.name for path in sources if re.search(r'\|date:"[^"]*[GH]', path.read_text(encoding="utf-8"))]
