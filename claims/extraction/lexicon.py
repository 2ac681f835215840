"""A language pack compiled for look-up: words to class bits, and cue forms to the entries they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extraction.lang import get_pack
from claims.extraction.lang.shared import CLASSES, Cues

BIT = {name: 1 << index for index, name in enumerate(CLASSES)}
# The shapes of verbs: an entry that enters one of them has the forms of a verb.
_OF_VERBS = frozenset(
    "clause full that whether quote after tell object about to bare evidential happening".split()  # noqa: SIM905
)
LONG = 8  # a cue of this length may be mistyped and is still told


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a cue: the words after the first, its voice, and for each shape it may enter its family."""

    entry: str
    rest: tuple[str, ...]
    voice: str  # active, passive, bare, clitic; base, third, past, participle
    takes: dict[str, Cues]

    def of_documents(self, *shapes: str) -> bool:
        """Whether every one of `shapes` that this form enters belongs to its family for documents ("documented")."""
        kept = self.takes.get("documented")
        return kept is not None and all(self.takes.get(shape, kept) is kept for shape in shapes)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue form found in the text: tokens `first` up to `last`."""

    first: int
    last: int
    form: Form
    typo: str = ""


class Lexicon:
    """Everything that the rules ask a pack, as dictionaries and sets."""

    def __init__(self, code: str) -> None:
        pack = get_pack(code)
        self.code = code
        self.pack = pack
        self.tags: dict[str, int] = {}
        for name, words in pack.WORDS.items():
            bit = BIT[name]
            for word in words.split():
                self.tags[word] = self.tags.get(word, 0) | bit
        self.places = _phrases(pack.NAMES.get("place", ""))
        self.place_openers = frozenset(place.split(" ")[0] for place in self.places)
        self.organisations = _phrases(pack.NAMES.get("organisation", ""))
        self.outlets = _phrases(pack.NAMES.get("outlet", ""))
        self.name_parts = frozenset(pack.NAMES.get("name_part", "").split())
        self.company_parts = frozenset(pack.NAMES.get("company_part", "").split())
        self.owner_marks = tuple(pack.NAMES.get("owner_mark", "").split())
        self.carrying = frozenset(pack.NAMES.get("carrying", "").split())
        self.outlet_parts = frozenset(pack.NAMES.get("outlet_part", "").split())
        self.plain_media = frozenset(pack.NAMES.get("medium", "").split())
        self.media = self.plain_media | frozenset(pack.NAMES.get("bare_medium", "").split())
        self.given = frozenset(pack.NAMES.get("given", "").split())
        self.written = frozenset(pack.NAMES.get("written", "").split())
        self.writing = frozenset(pack.NAMES.get("writing", "").split())
        self.insiders = frozenset(pack.NAMES.get("insider", "").split())
        self.platforms = frozenset(pack.NAMES.get("platform", "").split())
        self.quoting = frozenset(pack.NAMES.get("quoting", "").split())
        self.office_links = frozenset(pack.NAMES.get("office_link", "").split())
        self.parting = frozenset(pack.NAMES.get("parting", "").split())
        self.articles = frozenset(pack.NAMES.get("description_article", "").split())
        self.plural_endings = tuple(pack.NAMES.get("plural_ending", "").split())
        persons = pack.NAMES.get("person_ending", "").split()
        self.plural_persons = tuple(person + plural for person in persons for plural in self.plural_endings)
        self.age_endings = tuple(pack.NAMES.get("age_ending", "").split())
        self.abbreviations = pack.ABBREVIATIONS
        self.contractions = pack.CONTRACTIONS
        shapes = pack.VERB_SHAPES
        self.verb_prefixes = tuple(shapes.get("prefixes", ()))
        self.verb_suffixes = tuple(shapes.get("suffixes", ()))
        self.participles = tuple(shapes.get("participles", ()))
        self.adverbs = tuple(shapes.get("adverbs", ()))
        self.verb_length = shapes.get("min", 99)
        self.abstract = tuple(shapes.get("abstract", ()))  # beginnings and ends of nouns for what is no person
        self.not_verbs = frozenset(shapes.get("not", "").split())
        self.cues: dict[str, list[Form]] = {}
        self._add_cues()
        self.evidentials = frozenset(  # stand like adverbs before a verb: "dia |dilaporkan| menawarkan"
            word
            for word, forms in self.cues.items()
            if any(form.voice == "passive" and "evidential" in form.takes for form in forms)
        )
        self.lookalikes = pack.LOOKALIKES
        self.noun_alikes = pack.NOUN_ALIKES
        self._deletions = self._typo_table()
        self._typos: dict[str, str | None] = {}

    def is_abstract(self, word: str) -> bool:
        """Whether a word has the shape of a noun for what is no person ("perekonomian")."""
        return len(word) > 7 and any(word.startswith(begin) and word.endswith(end) for begin, end in self.abstract)

    def verb_like(self, word: str) -> bool:
        """Whether an unlisted word has the shape of a verb."""
        if len(word) < self.verb_length or word in self.not_verbs or "-" in word:  # "self-confessed"
            return False
        return word.startswith(self.verb_prefixes) if self.verb_prefixes else word.endswith(self.verb_suffixes)

    def adverb_like(self, word: str) -> bool:
        """Whether a word ends as adverbs do ("bluntly")."""
        return word.endswith(self.adverbs)

    def participle_like(self, word: str) -> bool:
        """Whether an unlisted word has the shape of a present participle ("clutching")."""
        return len(word) >= self.verb_length and word not in self.not_verbs and word.endswith(self.participles)

    def typo_of(self, word: str) -> str | None:
        """The long cue that `word` is one slip away from, or None."""
        if len(word) < LONG or len(word) > 24 or word in self.lookalikes:
            return None
        if word not in self._typos:
            if len(self._typos) > 20_000:
                self._typos.clear()
            self._typos[word] = self._find_typo(word)
        return self._typos[word]

    def _find_typo(self, word: str) -> str | None:
        """A letter too few, one too many, or two that changed places. A wrong letter makes too many real words."""
        found = self._deletions.get(word)
        if found and _same_ends(found, word):
            return found
        for i in range(len(word)):
            shorter = word[:i] + word[i + 1 :]
            if shorter in self.cues and _same_ends(shorter, word):
                return shorter
            found = self._deletions.get(shorter)
            if found and sorted(found) == sorted(word):
                return found
        return None

    def _typo_table(self) -> dict[str, str]:
        table: dict[str, str] = {}
        for word, forms in self.cues.items():
            if len(word) > LONG and any(not form.rest and {"clause", "quote"} & form.takes.keys() for form in forms):
                for i in range(1, len(word)):
                    table.setdefault(word[:i] + word[i + 1 :], word)
        return {slip: word for slip, word in table.items() if slip not in self.cues and slip not in self.tags}

    def _add_cues(self) -> None:
        forms: dict[tuple[str, ...], dict[str, Any]] = {}
        for family in self.pack.CUES:
            takes = family.takes.split()
            for item in entries(family):
                for words, voice in self.forms(item, takes):
                    row = forms.setdefault(
                        words, {"entry": item.split(" ")[0].replace("_", " "), "voice": voice, "takes": {}}
                    )
                    row["takes"] = {**{take: family for take in takes if _fits(take, voice)}, **row["takes"]}
                    if voice == "bare":
                        row["voice"] = voice
        for words, row in forms.items():
            self.cues.setdefault(words[0], []).append(Form(row["entry"], words[1:], row["voice"], row["takes"]))
        for rows in self.cues.values():
            rows.sort(key=lambda form: -len(form.rest))

    def forms(self, entry: str, takes: list[str]) -> list[tuple[tuple[str, ...], str]]:
        """All written forms of one entry ("kata mengatakan dikatakan", "point_out"), as words, each with its voice.

        takes: the shapes of its family, which decide whether the forms of a verb or a noun are made.
        """
        pack = self.pack
        rows = [tuple(form.split("_")) for form in entry.split(" ")]
        if pack.VOICES:  # the form itself tells its voice
            voiced = [(row, self._voice(row[0], takes)) for row in rows]
            if "bare" in takes and len(rows) > 1 and len(rows[0][0]) + 1 < len(rows[1][0]):
                voiced[0] = (rows[0], "bare")  # a root that begins like a prefix: "terang menerangkan"
            clings = [
                row
                for row, voice in voiced
                if voice == "bare" or ("prep" in takes and len(row) == 1) or (voice == "passive" and "clause" in takes)
            ]
            return voiced + [((*row[:-1], row[-1] + clitic), "clitic") for row in clings for clitic in pack.CLITICS]
        if not _OF_VERBS & set(takes) and "noun" not in takes:
            return [(row, "base") for row in rows]
        return self._inflected(rows[0], rows[1:], "noun" in takes)

    def _voice(self, word: str, takes: list[str]) -> str:
        for prefix, voice in self.pack.VOICES:
            if word.startswith(prefix) and (prefix or "bare" in takes):
                return voice
        return "active"

    def _inflected(
        self, words: tuple[str, ...], irregular: list[tuple[str, ...]], noun: bool
    ) -> list[tuple[tuple[str, ...], str]]:
        base, particles = words[0], words[1:]
        rows = [(words, "base")]
        made = {"past"} if irregular else set()
        for form, endings, dropped, added in self.pack.INFLECTIONS:
            if form in made or not base.endswith(endings):
                continue
            made.add(form)
            if noun and form != "third":
                continue
            ending = added.replace("*", base[-1])  # "admit", "admitted", "admitting"
            rows.append(((base[: len(base) - dropped] + ending, *particles), form))
        rows.extend((words, "participle" if words[0].endswith(self.participles) else "past") for words in irregular)
        return rows


def entries(family: Cues) -> list[str]:
    """The entries of a family of cues as written: "say said saying", "point_out"."""
    items = (item.strip() for item in family.words.replace("\n", ",").split(","))
    return [item for item in items if item]


def _same_ends(cue: str, word: str) -> bool:
    """Slips at the ends of a word are mostly other forms of it or other words."""
    return cue[0] == word[0] and cue[-2:] == word[-2:]


def _fits(take: str, voice: str) -> bool:
    if take == "bare":
        return voice in ("bare", "clitic")
    if voice == "clitic":
        return take in ("prep", "quote", "after", "clause", "full")
    return True


def _phrases(text: str) -> frozenset[str]:
    """Names as lower-case words with spaces ("korea-utara" in the data is "korea utara")."""
    return frozenset(item.replace("-", " ") for item in text.split()) | frozenset(text.split())


@cache
def get_lexicon(code: str) -> Lexicon:
    """The compiled pack, made once per process."""
    return Lexicon(code)
