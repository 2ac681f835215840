"""Every language pack, found by its folder: its shape, that it is data only, and that it reads its own examples."""

import ast
from pathlib import Path

import pytest

from claims.extraction import extract, lang, language
from claims.extraction.lang.shared import DEFAULTS, TAKES
from claims.extraction.spans import surface

PACKS = Path(lang.__file__).parent
FOLDERS = sorted(path for path in PACKS.iterdir() if path.is_dir() and not path.name.startswith("_"))
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.py") if path.name != "__init__.py")
# What every pack must have: all that is read and has no default.
CONSTANTS = ("CHECKS", "CLUTTER", "CUES", "EXAMPLES", "FACTS", "FIGURES", "HEDGES", "LANGUAGE", "NAMES", "STATEMENTS",
             "TIMES", "WORDS")  # fmt: skip
EXAMPLES = [
    pytest.param(folder.name, text, finds, id=f"{folder.name}: {text}")
    for folder in FOLDERS
    for text, finds in lang.get_pack(folder.name).EXAMPLES
]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_indonesian_english_and_malay_are_among_the_packs():
    assert {"id", "en", "ms"} <= {folder.name for folder in FOLDERS}
    assert [folder.name for folder in FOLDERS] == list(lang.codes())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_pack_has_every_constant_that_is_read(folder: Path):
    pack = lang.get_pack(folder.name)
    assert [name for name in CONSTANTS if not getattr(pack, name, None)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_pack_has_no_constant_that_nothing_reads(folder: Path):
    known = {*CONSTANTS, *DEFAULTS, "code"}
    assert {name for name in vars(lang.get_pack(folder.name)) if name not in known} == set()


@pytest.mark.parametrize("constant", ["CHECKS", "CLUTTER", "FACTS", "FIGURES", "LANGUAGE", "STATEMENTS", "TIMES"])
def test_the_packs_fill_in_the_same_entries(constant: str):
    shapes = {folder.name: sorted(getattr(lang.get_pack(folder.name), constant)) for folder in FOLDERS}
    assert len({tuple(keys) for keys in shapes.values()}) == 1, shapes


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_data_only_and_ends_in_one_constant(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    logic = (
        ast.FunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.If,
        ast.For,
        ast.While,
        ast.Try,
        ast.With,
        ast.comprehension,
    )
    assert not [node for node in ast.walk(tree) if isinstance(node, logic)]
    assigned = [node.targets[0].id for node in tree.body if isinstance(node, ast.Assign)]
    assert assigned == [path.stem.upper()]


@pytest.mark.parametrize(("code", "text", "finds"), EXAMPLES)
def test_a_pack_reads_its_examples(code: str, text: str, finds: tuple[tuple[str, str, str], ...]):
    found = extract(text, code).attributions
    assert [
        (one.canonical or surface(text, one.source), surface(text, one.cue), surface(text, one.content))
        for one in found
    ] == list(finds)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_packs_examples_are_told_to_be_in_its_language(folder: Path):
    text = " ".join(text for text, _ in lang.get_pack(folder.name).EXAMPLES)
    assert language.detect(text) == folder.name


def test_malay_is_told_from_indonesian():
    assert language.detect("Kerajaan memberitahu bahawa wang itu akan diberi kepada pelajar kerana harga naik.") == "ms"
    assert language.detect("Pemerintah menyebut bahwa uang itu akan diberikan kepada siswa karena harga naik.") == "id"


def test_an_unknown_language_is_named_with_those_that_exist():
    with pytest.raises(lang.UnknownLanguage, match="no language pack 'xx'; there are: en, id, ms"):
        extract("Rina", "xx")


# Word classes whose members are words of a language and nothing else; "report" and "agency" may be names in the code.
SMALL_WORDS = (
    "determiner", "preposition", "coordinator", "subordinator", "contrast", "complementiser", "question", "relative",
    "auxiliary", "negator", "pronoun", "first_person", "article", "infinitive", "agent", "opener", "possessive",
    "demonstrative", "plural_pronoun", "modal",
)  # fmt: skip
# Names of our own, spelt like small words: shapes of cues, keys of packs, groups of patterns, values of results.
OUR_NAMES = {*TAKES, "all", "before", "both", "earlier", "first", "inside", "last", "most", "next", "not", "only",
             "some", "this"}  # fmt: skip
RULES = sorted(path for path in PACKS.parent.glob("*.py") if path.name != "report.py")  # which prints for people


def letters_only(text: str) -> str:
    return text.strip(" '’").lower()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_a_module_of_the_rules_holds_no_word_or_ending_of_a_language(path: Path):
    words = {
        word
        for code in lang.codes()
        for name in SMALL_WORDS
        for word in lang.get_pack(code).WORDS.get(name, "").split()
        if len(word) > 1
    } - OUR_NAMES
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    endings = [
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("endswith", "startswith")
        for argument in node.args
        for text in ast.walk(argument)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]
    found = [(text.lineno, text.value) for text in texts if letters_only(text.value) in words]
    found += [(text.lineno, text.value) for text in endings if text.value.strip("'’").isalpha()]  # not ".gz"
    assert found == []
