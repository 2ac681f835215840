"""Articles from files, for commands that need no database: text, standard input, or JSON lines.

    for document in read_documents("articles.jsonl.gz", complain=print):
        ...

What cannot be read is told to `complain` in one line that names the file, and its line if it has one; the rest is read.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from claims.extraction.lang import codes

MOST_BYTES = 10_000_000  # of one article; a newspaper's longest stays under a hundredth of it
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_TEXT_CONTROLS = set("\n\r\t\f\v\b\x1b\x85")

Complain = Callable[[str], None]


class Document(NamedTuple):
    """One article as it was read: offsets of an extraction count from the beginning of `text`."""

    id: str
    text: str
    language: str | None = None


def read_documents(path: str, complain: Complain) -> Iterator[Document]:
    """The articles in the file `path`, or on standard input for "-".

    A name ending in `.jsonl` or `.jsonl.gz` holds one JSON object a line, `{"id", "text", "lang"?}`, read as it stands.
    Any other file is one article in UTF-8; its line ends become "\\n", as they do when an article is saved.
    """
    if path == "-":
        yield from _from_bytes("stdin", sys.stdin.buffer.read(MOST_BYTES + 1), complain)
        return
    try:
        with Path(path).open("rb") as file:
            if path.endswith((".jsonl", ".jsonl.gz")):
                yield from _from_lines(path, file, complain)
            else:
                yield from _from_bytes(path, file.read(MOST_BYTES + 1), complain)
    except OSError as error:
        complain(f"{path}: {error.strerror or error}")


def _from_bytes(path: str, data: bytes, complain: Complain) -> Iterator[Document]:
    if len(data) > MOST_BYTES:
        complain(f"{path}: longer than {MOST_BYTES:,} bytes; that is no single article")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "looks like a binary file" if b"\0" in data[:4096] else "is not UTF-8 text; convert it first"
        complain(f"{path}: {what} (byte {error.start + 1})")
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    wrong = _what_is_wrong(text)
    if wrong:
        complain(f"{path}: {wrong}")
        return
    yield Document(path if path == "stdin" else Path(path).stem, text)


def _from_lines(path: str, file: IO[bytes], complain: Complain) -> Iterator[Document]:
    lines = gzip.GzipFile(fileobj=file) if path.endswith(".gz") else file
    number = articles = 0
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                document = _from_json(f"{path}, line {number}", line, complain)
                articles += 1
                if document:
                    yield document
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        complain(f"{path}, after line {number}: not a whole gzip file ({error})")
        return
    if not articles:
        complain(f"{path}: empty")


def _from_json(where: str, line: bytes, complain: Complain) -> Document | None:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        complain(f"{where}: is not UTF-8 text (byte {error.start + 1})")
        return None
    except ValueError as error:
        complain(f"{where}: not JSON: {error}")
        return None
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        complain(f'{where}: wants an object with "id" and "text"')
        return None
    language = found.get("lang")
    if language is not None and language not in codes():
        complain(f"{where}: no language pack {language!r}; there are: {', '.join(codes())}")
        return None
    wrong = _what_is_wrong(found["text"])
    if wrong:
        complain(f"{where}: {wrong}")
        return None
    return Document(str(found.get("id", where)), found["text"], language)


def _what_is_wrong(text: str) -> str:
    """Why a text cannot be an article; "" when it can."""
    if not text.strip():
        return "empty"
    if "\0" in text:
        return f"looks like a binary file (NUL at character {text.index(chr(0)) + 1})"
    if _HALF_PAIR.search(text):
        return "holds half of a surrogate pair, which is no letter"
    controls = sum(letter < " " and letter not in _TEXT_CONTROLS for letter in text[:4096])
    return "looks like a binary file" if controls * 20 > len(text[:4096]) else ""
