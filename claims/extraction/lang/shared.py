"""What every language pack is made of, and the defaults a pack falls back to. Words and shapes, no logic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """A family of cues that behave alike.

    kind: speech, writing, belief, intention, fear, order, finding, denial, judgement, report.
    takes: which shapes the cue enters, a subset of `TAKES`.
    words: entries separated by new lines or commas. An entry is its forms separated by spaces (`_` parts the words of
        one form); the pack's `INFLECTIONS` add the regular forms, its `VOICES` tell each form's voice.
    """

    kind: str
    takes: str
    words: str
    hedges: bool = False
    negates: bool = False


# The shapes a cue may enter. A pack's cue names those that fit; `frames.Reader` reads them: `leading`, `contents`, `unnamed` and
# `trailing` know how.
TAKES = {
    "clause": "S V C: a clause follows without a complementiser",
    "full": "S V C: as `clause`, but only if C holds a verb or a comma leads to it",
    "that": "S V that C",
    "whether": "S V whether / how C",
    "quote": "S V “C”, “C” V S, “C” S V",
    "after": "C, V S and C, S V: the cue may stand after what is said",
    "tell": "S V someone (that) C",
    "object": "S V NP: a noun phrase says what is claimed",
    "about": "S V about NP: only the topic is given",
    "to": "S V to do C",
    "bare": "a root that attributes only after (or, opening the sentence, before) its content: C, V S",
    "prep": "according to S, C",
    "named": "with `prep`: only before a name, because the word means other things as well (per cent, per day)",
    "documented": "the other shapes of its family: only of a document (data, a survey), because the word means other things as well",
    "evidential": "X is V-ed (to) C: nobody is named",
    "happening": "X is V-ed: nobody is named, and what is said may be the subject alone",
    "adverb": "X reportedly C",
    "noun": "the N (of S) that C",
    "relay": "as reported by S",
}

# Word classes a pack may list. Each becomes one bit of a token's tag.
CLASSES = (
    "determiner", "preposition", "coordinator", "subordinator", "contrast", "complementiser", "question", "relative",
    "auxiliary", "passive", "adverb", "negator", "pronoun", "first_person", "title", "person_noun", "time", "infinitive", "agent", "opener", "verb", "group_word", "outlet_word", "indefinite", "demonstrative",
    "about", "addressee", "sharing", "possessive", "quantity", "document_word", "plural_pronoun", "office", "modal", "plural", "asked", "moment", "no_source", "generic_group", "circumstance", "place_head", "regional_office", "sole_office", "polity_head", "relation", "alike", "gives", "needs_name", "occasion",
    "apposed", "article", "accompanying", "manner", "expletive", "thing", "channel", "belonging", "attaching",
)  # fmt: skip

# Marks are shared by all languages that we read; a pack may add its own.
QUOTE_MARKS = {
    "double": '"“”„‟«»″＂',
    "single": "'‘’‚‛‹›`",
    "opening": "“„«‘‚‹",
}

# A pack's file that is missing counts as the empty value here.
DEFAULTS: dict[str, object] = {
    "CUES": (),
    "WORDS": {},
    "NAMES": {},
    "ABBREVIATIONS": frozenset(),
    "CONTRACTIONS": frozenset(),
    "INFLECTIONS": (),
    "VOICES": (),
    "CLITICS": (),
    "HEDGES": {},
    "LOOKALIKES": frozenset(),
    "NOUN_ALIKES": frozenset(),
    "POINTERS": (),
    "VERB_SHAPES": {},
    "DRIFT": {},
    "REPORTS": {},
}
