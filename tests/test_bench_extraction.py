"""Measuring against gold files, without any but our own sentences."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.management.benchmarks import extraction as bench

TEXT = "Rina Wulan mengatakan bahwa harga beras turun. Menurut Budi Santoso, stok beras masih cukup."
GOLD = {
    "id": "beras",
    "lang": "id",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 10]], "cue": [[11, 21]], "content": [[28, 45]]},
        {"source": [[55, 67]], "cue": [[47, 54]], "content": [[69, 91]]},
    ],
}
# Counts finds; the real scorers lie beside their gold files, outside this repository.
SCORER = """
import json, sys
gold, found = (sum(len(json.loads(line)["attributions"]) for line in open(path)) for path in sys.argv[1:3])
share = min(gold, found) / max(gold, found)
none = {"gold": 0, "recall": 0.0}
kinds = {"direct": none, "mixed": none, "indirect": {"gold": gold, "recall": share}}
attribution = {"p": share, "r": share, "f1": share}
print(json.dumps({"attribution": attribution, "counts": {"gold": gold}, "recall_by_kind": kinds}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.jsonl").write_text(json.dumps(GOLD) + "\n")
    (tmp_path / "score.py").write_text(SCORER)
    return tmp_path


def record(*finds: dict) -> dict:
    return {"id": "beras", "attributions": [{"cue": [[11, 21]], **find} for find in finds]}


def test_a_find_with_half_of_the_content_and_the_source_counts():
    find = {"source": [[5, 10]], "content": [[28, 39]], "confidence": 0.9}
    result = bench.finds([GOLD], [record(find)])
    assert (result.gold, result.predicted, len(result.found)) == (2, 1, 1)
    assert result.sureness == [(0.9, True)]


@pytest.mark.parametrize(
    "find",
    [
        {"source": [[0, 10]], "content": [[28, 33]], "confidence": 0.9},
        {"source": [[55, 67]], "content": [[28, 45]], "confidence": 0.9},
        {"source": [], "content": [[28, 45]], "confidence": 0.9},
    ],
    ids=["too little content", "another source", "no source"],
)
def test_other_finds_do_not_count(find: dict):
    result = bench.finds([GOLD], [record(find)])
    assert result.found == {}
    assert result.sureness == [(0.9, False)]


def test_one_find_serves_one_gold_attribution():
    find = {"source": [[0, 10]], "content": [[28, 45]], "confidence": 0.9}
    assert len(bench.finds([GOLD], [record(find, find)]).found) == 1


def test_what_is_kept_of_a_run_holds_no_word_of_the_texts():
    found = bench.finds([GOLD], [record({"source": [[0, 10]], "content": [[28, 45]], "confidence": 0.9})])
    kept = json.dumps(bench.to_keep("1.0", {"small": found}))
    assert not [word for word in re.findall(r"\w+", TEXT) if word in kept]


def test_gains_and_losses_are_told_by_place():
    first = {"source": [[0, 10]], "content": [[28, 45]], "confidence": 0.9}
    second = {"source": [[55, 67]], "content": [[69, 91]], "confidence": 0.9}
    before = bench.to_keep("1.0", {"small": bench.finds([GOLD], [record(first)])})
    now = {"small": bench.finds([GOLD], [record(second)])}
    gained, lost = bench.compare(before, now)["small"]
    assert gained == ["beras cue [[47, 54]]"]
    assert bench.places([GOLD], lost) == ["beras cue [[11, 21]]"]


def test_calibration_gives_the_share_of_right_finds_in_each_band():
    sureness = [(0.95, True), (0.9, True), (0.9, False), (0.42, False), (1.0, True)]
    assert bench.calibration(sureness) == [("0.9–1.0", 4, 0.75), ("0.4–0.5", 1, 0.0)]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (None, r"nowhere: no such folder\. It should hold gold files"),
        ((), "no score.py in it"),
        (("score.py",), "no gold file"),
    ],
)
def test_a_folder_that_cannot_be_measured_is_named_with_what_it_lacks(tmp_path: Path, files, message: str):
    place = tmp_path / "nowhere"
    if files is not None:
        place.mkdir()
        for name in files:
            (place / name).touch()
    with pytest.raises(CommandError, match=message):
        call_command("bench_extraction", str(place))


def test_training_sets_are_left_out_unless_asked_for(folder: Path):
    (folder / "small-train.jsonl").write_text(json.dumps(GOLD))
    assert [data.name for data in bench.data_sets([folder])] == ["small"]
    assert [data.name for data in bench.data_sets([folder], with_training=True)] == ["small-train", "small"]


def test_a_run_is_printed_saved_on_the_page_and_compared_with_the_next(folder: Path, settings, capsys):
    settings.BASE_DIR = folder
    page = folder / "docs" / "benchmarks.md"
    page.parent.mkdir()
    block = "<!-- bench_extraction -->\nfigures of yesterday\n<!-- /bench_extraction -->"
    page.write_text(f"# Benchmarks\n\nkept before\n\n{block}\n\nkept after\n")
    call_command("bench_extraction", str(folder), "--runs", "1", "--no-growth", "--save")
    assert "| small | id | 2 | 100.0 | 100.0 | **100.0** | – | – | 100.0 | – |" in capsys.readouterr().out
    text = page.read_text()
    assert "| small | id | 2 |" in text
    assert "yesterday" not in text
    assert text.startswith("# Benchmarks\n\nkept before\n")
    assert text.endswith("kept after\n")
    call_command("bench_extraction", str(folder), "--runs", "1", "--no-growth")
    assert "small: 0 gained, 0 lost against the kept run" in capsys.readouterr().out


def test_a_scorer_that_fails_is_quoted(folder: Path):
    (folder / "score.py").write_text("import sys; sys.exit('article beras is unknown')")
    with pytest.raises(CommandError, match="article beras is unknown"):
        call_command("bench_extraction", str(folder), "--runs", "1", "--no-growth")
