"""The pages that newcomers and operators rely on keep up with the code."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SETTINGS = "".join(
    (ROOT / "factcheck" / name).read_text() for name in ("settings.py", "provider_settings.py", "fetch_settings.py")
)
READS = re.findall(r"env\.\w+\(\s*\"(\w+)\",\s*default=([^,)]+)", SETTINGS)


def row_of(name: str) -> str:
    rows = [line for line in CONFIGURATION.splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1, f"docs/configuration.md has {len(rows)} rows for {name}"
    return rows[0]


def test_settings_are_found_in_the_source():
    assert len(READS) > 15


@pytest.mark.parametrize("name", [name for name, _ in READS])
def test_every_variable_is_documented(name):
    row_of(name)


@pytest.mark.parametrize(("name", "default"), [(name, default) for name, default in READS if default.isdecimal()])
def test_every_numeric_default_is_documented(name, default):
    assert f"| `{default}` |" in row_of(name)


def test_no_variable_is_documented_that_nothing_reads():
    documented = re.findall(r"^\| `([A-Z_]+)` \|", CONFIGURATION.partition("## For tests")[0], re.M)
    assert set(documented) == {name for name, _ in READS}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/operations.md"])
def test_links_between_pages_lead_somewhere(page):
    path = ROOT / page
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (path.parent / target).exists()]


def test_every_pinned_package_is_explained():
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    pins = [
        line.partition("==")[0]
        for name in ("requirements.txt", "requirements-dev.txt", "requirements-semantic.txt")
        for line in (ROOT / name).read_text().splitlines()
        if "==" in line
    ]
    assert not [package for package in pins if package not in explained]
