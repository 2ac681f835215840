"""The command that needs no database, and how it answers bad input."""

import gzip
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

ARTICLE = "Wali kota Rina Wulan mengatakan bahwa harga beras turun."


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str, int]:
    """Standard output, standard error and exit status of one call."""
    status = 0
    try:
        call_command("extract_file", *arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    return out, err, status


def test_a_text_file_becomes_one_json_line(tmp_path: Path, capsys):
    file = tmp_path / "beras.txt"
    file.write_text(ARTICLE)
    out, err, status = run(capsys, str(file))
    record = json.loads(out)
    assert (record["id"], record["lang"], status, err) == ("beras", "id", 0, "")
    [found] = record["attributions"]
    assert found["canonical"] == "Rina Wulan"
    assert [ARTICLE[start:end] for start, end in found["content"]] == ["harga beras turun"]
    assert record["seconds"] >= 0


def test_json_lines_keep_their_ids_and_their_offsets(tmp_path: Path, capsys):
    file = tmp_path / "articles.jsonl.gz"
    lines = [{"id": 7, "text": f"\r\n{ARTICLE}", "lang": "id"}, {"id": "b", "text": "The mayor said it rained."}]
    with gzip.open(file, "wt", encoding="utf-8") as out_file:
        out_file.write("\n".join(json.dumps(line) for line in lines))
    out, _, status = run(capsys, str(file))
    first, second = [json.loads(line) for line in out.splitlines()]
    assert (first["id"], second["id"], second["lang"], status) == ("7", "b", "en", 0)
    [start, end] = first["attributions"][0]["cue"][0]
    assert lines[0]["text"][start:end] == "mengatakan"


def test_standard_input_is_read_for_a_dash(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    out, _, _ = run(capsys, "-")
    assert json.loads(out)["id"] == "stdin"


def test_line_ends_of_a_text_file_become_those_of_a_saved_article(tmp_path: Path, capsys):
    file = tmp_path / "dos.txt"
    file.write_bytes(f"Beras\r\n\r\n{ARTICLE}\r\n".encode())
    out, _, _ = run(capsys, str(file))
    [start, end] = json.loads(out)["attributions"][0]["cue"][0]
    assert f"Beras\n\n{ARTICLE}"[start:end] == "mengatakan"


def test_explain_says_who_through_whom_and_why(tmp_path: Path, capsys):
    file = tmp_path / "beras.txt"
    file.write_text(f"{ARTICLE} Dikutip dari CNA.")
    out, _, _ = run(capsys, str(file), "--explain")
    assert "Rina Wulan: harga beras turun" in out
    assert "via:   CNA" in out
    assert "clause.subject_verb_that, cue “" in out


def test_the_named_language_is_used(tmp_path: Path, capsys):
    file = tmp_path / "beras.txt"
    file.write_text(ARTICLE)
    out, _, _ = run(capsys, str(file), "--lang", "en")
    assert json.loads(out)["lang"] == "en"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("latin.txt", "harga caf\u00e9 naik".encode("latin-1"), "is not UTF-8 text; convert it first (byte 10)"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0", "looks like a binary file (byte 1)"),
        ("nul.txt", b"harga\0beras", "looks like a binary file (NUL at character 6)"),
        ("broken.jsonl", b'{"id": 1, "text": "Rina"\n', "line 1: not JSON"),
        ("textless.jsonl", b'{"id": 1}\n', 'line 1: wants an object with "id" and "text"'),
        ("list.jsonl", b"[1]\n", 'line 1: wants an object with "id" and "text"'),
        ("half.jsonl", b'{"id": 1, "text": "a\\ud800"}\n', "line 1: holds half of a surrogate pair"),
        ("french.jsonl", b'{"id": 1, "text": "bonjour", "lang": "fr"}\n', "line 1: no language pack 'fr'"),
        ("none.jsonl", b"\n", "empty"),
        ("cut.jsonl.gz", gzip.compress(b'{"id": 1, "text": "x"}' * 90, mtime=0)[:40], "not a whole gzip file"),
        ("plain.jsonl.gz", b'{"id": 1, "text": "x"}', "not a whole gzip file"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_still_read(tmp_path: Path, capsys, name: str, data: bytes, message: str):
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(ARTICLE)
    out, err, status = run(capsys, str(bad), str(good))
    assert err.startswith(str(bad))
    assert message in err
    assert json.loads(out)["id"] == "good"
    assert status == 2


def test_a_missing_file_is_named(tmp_path: Path, capsys):
    _, err, status = run(capsys, str(tmp_path / "none.txt"))
    assert (err, status) == (f"{tmp_path}/none.txt: No such file or directory\n", 2)
