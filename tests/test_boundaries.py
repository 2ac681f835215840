"""The house rules that a machine can hold: who imports whom, who marks text as markup, who reads the environment."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLAIMS = ROOT / "claims"

# Imports run downwards only: a part may use what stands before it here, and its own neighbours.
LAYERS: list[set[str]] = [
    {"extraction"},
    {"models"},
    {"ingest", "sources", "review", "coverage", "publication", "filters", "dashboard"},
    {"jobs"},
    {"tasks"},
    {
        "views",
        "api",
        "management",
        "admin",
        "forms",
        "templatetags",
        "rendering",
        "urls",
        "apps",
        "demo",
    },
]
LAYER_OF = {part: number for number, parts in enumerate(LAYERS) for part in parts}

# Extraction is a function of its text: no database, network, clock or dice.
FORBIDDEN_IN_EXTRACTION = {
    "django", "celery", "kombu", "redis", "psycopg", "socket", "ssl", "http", "urllib", "random", "secrets", "time"
}  # fmt: skip

NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "httpcore",
    "aiohttp",
    "ftplib",
    "smtplib",
}
MAY_USE_THE_NETWORK = ("claims/ingest/fetch.py", "claims/ingest/connections.py", "claims/coverage/providers/")
# The supervisor of local processes asks ports and Unix sockets of this machine.
LOCAL_SOCKETS_ONLY = ("claims/management/workbench/",)

# The one module that may tell Django that a string is markup already; read it with that in mind.
REVIEWED_FOR_MARKUP = "claims/templatetags/markup.py"


def modules(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, inside functions too; relative ones spelled out."""
    package = path.relative_to(ROOT).with_suffix("").parts
    package = package if path.name == "__init__.py" else package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def part_of(dotted: str) -> str | None:
    """The part of `claims` that a dotted name lies in; None for other packages and for `claims` itself."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "claims" and len(parts) > 1 else None


def is_in(dotted: str, packages: set[str]) -> bool:
    return any(dotted == package or dotted.startswith(f"{package}.") for package in packages)


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_part_of_claims_has_its_place():
    parts = {path.stem for path in CLAIMS.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - {"__init__", "migrations"} <= LAYER_OF.keys(), "say in LAYERS where the new part belongs"


def test_imports_run_one_way():
    turned_back = []
    for path in modules(CLAIMS):
        own = part_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for dotted in imported(path):
            other = part_of(dotted)
            if own in LAYER_OF and other in LAYER_OF and LAYER_OF[other] > LAYER_OF[own]:
                turned_back.append(f"{short(path)} imports {dotted}")
    assert not turned_back


def test_extraction_is_pure():
    impure = [
        f"{short(path)} imports {dotted}"
        for path in modules(CLAIMS / "extraction")
        for dotted in imported(path)
        if is_in(dotted, FORBIDDEN_IN_EXTRACTION) or part_of(dotted) not in ("extraction", None)
    ]
    assert not impure


def test_only_the_fetcher_and_the_coverage_providers_open_connections():
    allowed = MAY_USE_THE_NETWORK + LOCAL_SOCKETS_ONLY
    callers = [
        f"{short(path)} imports {dotted}"
        for path in modules(CLAIMS)
        for dotted in imported(path)
        if is_in(dotted, NETWORK) and not short(path).startswith(allowed)
    ]
    assert not callers


def test_only_one_module_marks_text_as_markup():
    marks = re.compile(r"mark_safe|SafeString|safestring")
    users = [short(path) for path in modules(CLAIMS) if marks.search(path.read_text(encoding="utf-8"))]
    assert set(users) <= {REVIEWED_FOR_MARKUP}


@pytest.mark.parametrize("pattern", [r"\|\s*safe(seq)?\b", r"{%\s*autoescape\s+off"])
def test_no_template_switches_escaping_off(pattern):
    assert not [short(path) for path in templates() if re.search(pattern, path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an inline style", r"<style\b|\sstyle\s*="),
        ("an inline event handler", r"<[^>]*\son[a-z]+\s*="),
        ("an inline script", r"<script(?![^>]*\bsrc\s*=)(?![^>]*application/(ld\+)?json)[^>]*>"),
        ("htmx's inline handlers, which need eval", r"\shx-on[:-]|\shx-vals\s*=\s*[\"']js:"),
        ("something from another host", r"<(script|link|img|iframe|audio|video)\b[^>]*(src|href)\s*=\s*[\"']\w*:?//"),
    ],
)  # fmt: skip
def test_no_template_has_what_the_content_security_policy_forbids(what, pattern):
    assert not [short(path) for path in templates() if re.search(pattern, path.read_text(encoding="utf-8"), re.I)]


def test_only_settings_read_the_environment():
    readers = []
    for path in [*modules(ROOT / "factcheck"), *modules(CLAIMS)]:
        # manage.py, celery and wsgi name the settings module, as in every Django project.
        text = path.read_text(encoding="utf-8").replace('os.environ.setdefault("DJANGO_SETTINGS_MODULE"', "")
        if re.search(r"os\.environ|os\.getenv|\benviron\b", text) and path.name != "settings.py":
            readers.append(short(path))
    assert not readers
