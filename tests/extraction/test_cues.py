"""Every cue of every language pack finds something: no entry is shadowed by an earlier one or fits no frame."""

from collections.abc import Iterator

import pytest

from claims.extraction import lang
from claims.extraction.document import Document
from claims.extraction.lang.shared import Cues
from claims.extraction.lexicon import Form, entries, get_lexicon
from claims.extraction.pipeline import read

# For each shape a cue may enter: sentences that have it, with the cue left open.
SENTENCES = {
    "en": {
        "clause": ("Dana Poe {} the market had closed.", "Dana Poe was {} the market had closed."),
        "full": ("Dana Poe {} the market had closed.", "The survey {} the market had closed."),
        "that": ("Dana Poe {} that the market had closed.", "Dana Poe was {} that the market had closed."),
        "whether": ("Dana Poe {} whether the market had closed.", "The survey {} how the market had closed."),
        "quote": ("Dana Poe {}, “The market is closed.”", "“The market is closed,” Dana Poe {}."),
        "after": ("The market had closed, Dana Poe {}.", "The market had closed, the survey {}."),
        "tell": ("Dana Poe {} reporters that the market had closed.",),
        "object": ("Dana Poe {} the closure of the market.", "The survey {} the closure of the market."),
        "about": ("Dana Poe {} about the market.", "Dana Poe {} the market."),
        "to": ("Dana Poe {} to close the market.", "Dana Poe {} reporters to close the market."),
        "prep": ("{} Dana Poe, the market had closed.",),
        "evidential": ("The market is {} to be closed.", "The market {} to be closed."),
        "happening": ("The market was {} closed.", "It {} that the market had closed."),
        "adverb": ("The market {} closed.",),
        "noun": ("The {} that the market would close grew.",),
        "relay": ("{} Reuters, the market had closed.", "According to the Echo, {} Dana Poe, the market had closed."),
    },
    "id": {
        "clause": ("Rina Wati {} pasar sudah ditutup.", "Survei {} pasar sudah ditutup."),
        "full": ("Rina Wati {} pasar sudah ditutup.", "Survei {} pasar sudah ditutup."),
        "that": ("Rina Wati {} bahwa pasar sudah ditutup.", "Survei {} bahwa pasar sudah ditutup."),
        "whether": ("Rina Wati {} apakah pasar sudah ditutup.",),
        "quote": ("Rina Wati {}, “Pasar sudah ditutup.”", "“Pasar sudah ditutup,” {} Rina Wati."),
        "after": ("Pasar sudah ditutup, {} Rina Wati.",),
        "object": ("Rina Wati {} penutupan pasar.", "Survei {} penutupan pasar."),
        "about": ("Rina Wati {} pasar.",),
        "to": ("Rina Wati {} untuk menutup pasar.",),
        "bare": ("Pasar sudah ditutup, {} Rina Wati.",),
        "prep": ("{} Rina Wati, pasar sudah ditutup.", "{} data dinas, pasar sudah ditutup."),
        "evidential": ("Pasar {} akan ditutup.",),
        "noun": ("Rina Wati mengeluarkan {} bahwa pasar ditutup.",),
        "relay": ("{} Reuters, pasar sudah ditutup.",),
    },
    "ms": {
        "clause": ("Rina Wati {} pasar sudah ditutup.", "Tinjauan {} pasar sudah ditutup."),
        "full": ("Rina Wati {} pasar sudah ditutup.", "Tinjauan {} pasar sudah ditutup."),
        "that": ("Rina Wati {} bahawa pasar sudah ditutup.", "Tinjauan {} bahawa pasar sudah ditutup."),
        "whether": ("Rina Wati {} sama ada pasar sudah ditutup.", "Rina Wati {} adakah pasar sudah ditutup."),
        "quote": ("Rina Wati {}, “Pasar sudah ditutup.”", "“Pasar sudah ditutup,” {} Rina Wati."),
        "after": ("Pasar sudah ditutup, {} Rina Wati.",),
        "object": ("Rina Wati {} penutupan pasar.", "Tinjauan {} penutupan pasar."),
        "about": ("Rina Wati {} pasar.",),
        "to": ("Rina Wati {} untuk menutup pasar.",),
        "bare": ("Pasar sudah ditutup, {} Rina Wati.",),
        "prep": ("{} Rina Wati, pasar sudah ditutup.", "{} data jabatan, pasar sudah ditutup."),
        "evidential": ("Pasar {} akan ditutup.",),
        "noun": ("Rina Wati mengeluarkan {} bahawa pasar ditutup.",),
        "relay": ("{} Reuters, pasar sudah ditutup.",),
    },
}


def forms_of(code: str, family: Cues, entry: str) -> Iterator[tuple[str, Form]]:
    """The written forms of one entry that its family still reads in some shape."""
    lexicon = get_lexicon(code)
    for words, _voice in lexicon.forms(entry, family.takes.split()):
        for form in lexicon.cues[words[0]]:
            if form.rest == words[1:] and family in form.takes.values():
                yield " ".join(words), form


def is_read(code: str, family: Cues, form: Form, sentence: str) -> bool:
    """Whether the form is found in the sentence, and read as its family says."""
    found = read(Document(sentence, get_lexicon(code)))
    return any(draft.hit.form == form and form.takes[draft.take] is family for draft in found)


def sentences(code: str, family: Cues, words: str) -> Iterator[str]:
    for shape in family.takes.split():
        for sentence in SENTENCES[code].get(shape, ()):
            filled = sentence.replace("{}", words)
            yield filled[0].upper() + filled[1:]


@pytest.mark.parametrize("code", lang.codes())
def test_every_entry_is_found_in_a_sentence_of_one_of_its_shapes(code: str):
    dead = [
        (family.kind, family.takes, entry)
        for family in lang.get_pack(code).CUES
        for entry in entries(family)
        if not any(
            is_read(code, family, form, sentence)
            for words, form in forms_of(code, family, entry)
            for sentence in sentences(code, family, words)
        )
    ]
    assert dead == []


@pytest.mark.parametrize("code", lang.codes())
def test_no_entry_of_a_family_is_a_form_of_another_of_its_entries(code: str):
    lexicon = get_lexicon(code)
    for family in lexicon.pack.CUES:
        given: dict[tuple[str, ...], str] = {}
        for entry in entries(family):
            written = [tuple(form.split("_")) for form in entry.split()]
            assert [(entry, given[form]) for form in written if form in given] == []
            given |= {form: entry for form, _voice in lexicon.forms(entry, family.takes.split())}


def test_every_language_has_sentences_to_try_its_cues_in():
    assert list(SENTENCES) == list(lang.codes())


def test_an_english_verb_that_doubles_its_last_letter_does_so_in_all_its_forms():
    assert {"admitted", "admitting", "begged", "begging"} <= get_lexicon("en").cues.keys()
