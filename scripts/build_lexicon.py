#!/usr/bin/env python3
"""Build the Indonesian–English word list from the FreeDict dictionary that Debian packages.

    apt-get install dict-freedict-eng-ind
    scripts/build_lexicon.py [DICTIONARY] > claims/coverage/lexicon/freedict.tsv

One line per English headword: the word, a tab, its Indonesian translations separated by "; ". Affixes, pronunciations,
word classes and explanations are left out, as is what has more than LONGEST words: the list serves to find words again
in the other language, not to be read. Licence of the result: beside it, in claims/coverage/lexicon/README.md.
"""

import gzip
import re
import sys
from collections.abc import Iterator

DICTIONARY = "/usr/share/dictd/freedict-eng-ind.dict.dz"
HEAD = re.compile(r"^(?P<word>\S.*?)(?: /.*/)? <(?P<kind>[a-z., ]+)>$")
NUMBERED = re.compile(r"^\d+\. (?P<words>.+)$")
SENSE = re.compile(r"\s*\d+\.$")  # number of the first explanation, printed behind the translations
ASIDE = re.compile(r"\([^)]*\)")
AFFIXES = {"prefix", "suffix", "affix", "infix", "letter", "symbol"}
LONGEST = 3


def entries(lines: Iterator[str]) -> Iterator[tuple[str, list[str]]]:
    """(headword, translations) in the dictionary's order; a word comes once per class."""
    word, translations = "", []  # type: ignore[var-annotated]
    first = False
    for line in lines:
        head = HEAD.match(line)
        if head:
            if translations:
                yield word, translations
            word = "" if head["kind"] in AFFIXES else head["word"].split(" /")[0]
            translations, first = [], True
            continue
        numbered = NUMBERED.match(line)
        if word and (first or numbered):
            found = SENSE.sub("", numbered["words"] if numbered else line)
            translations += [part.strip() for part in ASIDE.sub("", found).split(",")]
        first = False
    if translations:
        yield word, translations


def is_usable(phrase: str) -> bool:
    return bool(re.search(r"\w", phrase)) and phrase[-1:] != "-" and 1 <= len(phrase.split()) <= LONGEST


def main() -> None:
    with gzip.open(sys.argv[1] if len(sys.argv) > 1 else DICTIONARY, "rt", encoding="utf-8") as file:
        lines = iter(file.read().split("\n"))
    merged: dict[str, dict[str, None]] = {}
    for word, translations in entries(lines):
        if is_usable(word):
            usable = (translation for translation in translations if is_usable(translation))
            merged.setdefault(word, {}).update(dict.fromkeys(usable))
    for word, found in sorted(merged.items()):
        if found:
            print(f"{word}\t{'; '.join(found)}")


if __name__ == "__main__":
    main()
