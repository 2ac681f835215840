"""A statement in one short line of the article's language: "Kremlin: belum ada perjanjian yang ditandatangani".

`pipeline` asks when sources, relays and features are known, for all attributions together: the source of one may
resolve a pronoun in another:

    lines = statements.headlines(text, attributions, pack)
    attribution = replace(attribution, statement=lines[index])
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import islice
from types import SimpleNamespace
from typing import NamedTuple

from claims.extraction import small_words
from claims.extraction.lang import get_pack
from claims.extraction.results import Attribution
from claims.extraction.spans import Span, beginning

AIM = 110  # code points a line should have at most
_LOOK_AT = 20_000  # code points of the text in which a word is looked for
_READ = 2_000  # code points of a span that are read
_LEAST = 45  # a cut leaves at least so many
_LONGEST_ADDRESSEE = 60  # code points between a cue and its content ("asked government officials how …")
_MOST = 240  # however far a negation may stand

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z\d])|(?<=[\d)%])[.!?][\"”»]*\s+(?=[A-Z])"
)
_DATELINE = re.compile(r"[A-Z][^\n.!?:;]{1,60}?\s?(?:[–—]|\s--?\s)\s?(?=[A-Z])")
_CLAUSE_MARK = re.compile(r"[,;:]\s|\s[–—-]\s|\.\s")
_LOOSE_MARK = re.compile(r" (?=[,.;:!?”’)])")  # the space before a mark
_LAST_STOP = re.compile(r"(?<!\.)\.(?=[\"'”’»)]*$)")
_ANY_PAIR = re.compile(r"[\"“”„«»()\[\]]")
_PAIRS = {"“": "”", "«": "»", "„": "“", "(": ")", "[": "]"}
_OUTER = " \t\n\r\u00a0,;:–—-"


Names = Sequence[tuple[Span, str]]


class _Words(NamedTuple):
    plain_cues: frozenset[str]
    noun_cues: frozenset[str]
    clause: re.Pattern[str]  # the space before a word that opens a clause or a phrase
    openings: frozenset[str]
    keep: frozenset[str]  # negators, hedges and conditions
    small: frozenset[str]
    no_comma_before: re.Pattern[str] | None
    that: str
    capitals: frozenset[str]  # words that are always written with a capital
    unknown: str


def headlines(text: str, attributions: Sequence[Attribution], pack: SimpleNamespace) -> list[str]:
    """One line for each of `attributions`, in their order."""
    names = sorted(
        (span, attribution.canonical)
        for attribution in attributions
        if attribution.source_type == "pronoun" and attribution.canonical
        for span in attribution.source
    )
    return [
        headline(text, attribution, pack, names) or " ".join(beginning(text, attribution.content, AIM).split())
        for attribution in attributions
    ]


def headline(text: str, attribution: Attribution, pack: SimpleNamespace, names: Names = ()) -> str:
    """ "Speaker: proposition", or the proposition alone when nobody is named; never without its negation or hedge.

    `names` gives, in order, the span of every pronoun that is surely resolved, and its name: it is put in its place.
    """
    words = _words(pack.code)
    cue = " ".join(span.of(text) for span in attribution.cue)
    proposition = _join(text, attribution.content, names, is_quoted=attribution.quote != "indirect")
    proposition = _shorten(_tidy(_first_sentences(proposition), words), words, attribution)
    if attribution.source_type == "implicit" or not (attribution.source or attribution.canonical):
        return _capitalised(_without_speaker(text, attribution, proposition, cue, words, names))
    speaker = _speaker(text, attribution, words)
    lead = _lead_of(text, attribution, cue, words)
    if lead:
        return (
            f"{speaker} {lead} {proposition}"
            if not lead.endswith(":")
            else f"{speaker} {lead} {_lowered(proposition, words, text)}"
        )
    return f"{speaker}: {_lowered(proposition, words, text)}"


def own(text: str, span: Span, pack: SimpleNamespace) -> str:
    """One line for a sentence without a source."""
    words = _words(pack.code)
    line = span.of(text)
    dateline = _DATELINE.match(line)
    return _capitalised(_shorten(_tidy(line[dateline.end() :] if dateline else line, words), words, None))


def _speaker(text: str, attribution: Attribution, words: _Words) -> str:
    """The resolved name, else the words that name the source; for a pronoun that nothing resolves, “unclear”."""
    if attribution.canonical:
        return attribution.canonical
    if attribution.source_type == "pronoun":
        return words.unknown
    named = re.sub(r"\s+", " ", " ".join(span.of(text) for span in attribution.source)).strip(_OUTER)
    return _capitalised(named) or words.unknown


def _lead_of(text: str, attribution: Attribution, cue: str, words: _Words) -> str:
    """The cue when the line would say something else without it ("membantah bahwa"), else ""."""
    if not attribution.content or not attribution.cue:
        return ""
    lowered = cue.lower()
    meant = {*lowered.split(), "_".join(lowered.split()), *attribution.why.cue_entry.lower().split()}
    plain = not meant.isdisjoint(words.plain_cues)
    denies = attribution.why.kind == "denial"
    if (plain and not denies) or (attribution.quote == "direct" and not denies):
        return ""
    if lowered in words.noun_cues or "noun" in attribution.why.rule:
        return f"({lowered}):"
    start, end = attribution.cue[-1].end, attribution.content[0].start
    if end < start:  # the content stands before its cue
        return f"{lowered} {words.that}" if denies else f"({lowered}):"
    between = _WORD.findall(text[start : min(end, start + _MOST)])
    if end - start > _LONGEST_ADDRESSEE or any(start <= span.start < end for span in attribution.source):
        between = [words.that] if words.that in between else []
    return " ".join([lowered, *between])


def _without_speaker(
    text: str, attribution: Attribution, proposition: str, cue: str, words: _Words, names: Names
) -> str:
    """The proposition with the cue where it stands, when the cue is what weakens it ("Moskow diyakini tertarik …")."""
    content, cues = attribution.content, attribution.cue
    if not content or not cues:
        return proposition
    if len(content) > 1 and content[0].end <= cues[0].start and cues[-1].end <= content[-1].start:
        parts = sorted((*content, *cues))
        return _shorten(_tidy(_join(text, parts, names), words), words, attribution, cue)
    if not attribution.hedged:
        return proposition
    if any(word in words.keep for word in _WORD.findall(proposition.lower())) and cue.lower() in words.noun_cues:
        return proposition
    return f"{_capitalised(cue.lower())}: {_lowered(proposition, words, text)}"


def _join(text: str, spans: Sequence[Span], names: Names, is_quoted: bool = False) -> str:
    """The letters of `spans` in order, with pronouns of `names` put by name.

    One space stands between, or a full stop where a quotation went on with a new sentence after its cue.
    """
    line = ""
    for span in spans:
        span = Span(span.start, min(span.end, span.start + _READ))
        at, piece = span.start, ""
        for place, name in names[bisect_left(names, (span, "")) : bisect_left(names, (Span(span.end, 0), ""))]:
            if at <= place.start and place.end <= span.end and _is_word(text, place):
                piece += text[at : place.start] + name
                at = place.end
        piece = (piece + text[at : span.end]).strip()
        is_new = is_quoted and line and piece.lstrip("\"“‘'")[:1].isupper() and line[-1] not in ".!?…"
        line += (". " if is_new else " ") + piece
    return line.strip()


def _is_word(text: str, span: Span) -> bool:
    """Whether a span is a whole word (the clitic -nya is not)."""
    return not (text[span.start - 1 : span.start].isalnum() or text[span.end : span.end + 1].isalnum())


def _first_sentences(proposition: str) -> str:
    """The first sentence of a statement, with the next while it is only an exclamation or a word of assent."""
    for match in islice(_SENTENCE_END.finditer(proposition, 0, 2_000), 5):
        if len(_WORD.findall(proposition[: match.start()])) >= 5:
            return proposition[: match.end()].rstrip()
    return proposition


def _tidy(line: str, words: _Words) -> str:
    """One line without dangling commas and quotation marks and without the commas a headline has no room for."""
    line = " ".join(line.split()).strip(_OUTER)
    line = _LOOSE_MARK.sub("", line)
    line = _balanced(line).strip(_OUTER)
    line = _LAST_STOP.sub("", line)
    if words.no_comma_before:
        line = words.no_comma_before.sub(r" \1", line)
    return line.strip(_OUTER)


def _balanced(line: str) -> str:
    """`line` without quotation marks and brackets that have no partner, and without marks round the whole of it."""
    if not _ANY_PAIR.search(line):
        return line
    drop: set[int] = set()
    waiting: list[tuple[int, str]] = []
    straight: list[int] = []
    for index, letter in enumerate(line):
        if letter == '"' or (letter == "”" and not any(closing == "”" for _, closing in waiting)):
            straight.append(index)
        elif waiting and letter == waiting[-1][1]:
            waiting.pop()
        elif letter in _PAIRS:
            waiting.append((index, _PAIRS[letter]))
        elif letter in "»)]“„":
            drop.add(index)
    drop.update(index for index, _ in waiting)
    if len(straight) % 2:
        drop.add(straight[-1])
    kept = "".join(letter for index, letter in enumerate(line) if index not in drop)
    if len(kept) > 2 and kept[0] in '"“”«' and kept[-1] in '"”»' and not set(kept[1:-1]) & set('"“”«»'):
        return kept[1:-1]
    return kept


def _shorten(line: str, words: _Words, attribution: Attribution | None, must: str = "") -> str:
    """`line`, or its beginning up to the end of a clause or else a word, with "…" where something was left out."""
    if len(line) <= AIM:
        return line
    line = _without_opening(line, words)
    if len(line) <= AIM:
        return line
    least = max(_LEAST, _end_of_what_stays(line, words, attribution, must))
    farthest = max(AIM, least + 30)
    clauses = [match.start() for match in words.clause.finditer(line) if least <= match.start() <= farthest]
    marks = [match.start() for match in _CLAUSE_MARK.finditer(line) if least <= match.start() <= farthest]
    best = clauses if clauses and (not marks or clauses[-1] >= marks[-1] - 40) else marks
    cut = best[-1] if best else line.rfind(" ", 0, farthest + 1)
    if cut < least:
        cut = line.find(" ", least)
    if cut <= 0 or cut >= len(line) - 12:
        return line
    kept = _balanced(line[:cut].rstrip(_OUTER + ".")).rstrip(_OUTER)
    while (last := kept.rsplit(" ", 1))[-1].lower() in words.small and len(last) > 1 and len(kept) > least:
        kept = last[0].rstrip(_OUTER)
    return kept + " …"


def _without_opening(line: str, words: _Words) -> str:
    """`line` without a long opening that tells when or where, when the main clause after it can stand alone."""
    first = _WORD.match(line)
    if first is None or first.group().lower() not in words.openings:
        return line
    comma = next((m for m in re.finditer(r",\s(?=[A-Z])", line) if len(line) - m.start() > _LEAST), None)
    if comma is None or any(word in words.keep for word in _WORD.findall(line[: comma.start()].lower())):
        return line
    return line[comma.end() :]


def _end_of_what_stays(line: str, words: _Words, attribution: Attribution | None, must: str) -> int:
    """Where the first word ends that negates, weakens or conditions the statement, and the words right after it."""
    weighty = [match for match in _WORD.finditer(line, 0, _MOST) if match.group().lower() in words.keep]
    flagged = attribution is None or attribution.negated or attribution.hedged
    first = weighty[0] if weighty and (flagged or weighty[0].start() < AIM) else None
    end = line.find(" ", first.end() + 12) if first else 0
    if must and (at := line.lower().find(must.lower())) >= 0:
        end = max(end, at + len(must))
    return end


def _capitalised(line: str) -> str:
    return line[:1].upper() + line[1:]


def _lowered(line: str, words: _Words, text: str) -> str:
    """`line` with a small first letter, unless its first word may be a name: one never written small in the text."""
    first = _WORD.match(line)
    if first is None or re.split("['’]", first.group())[0] in words.capitals:
        return line
    word = first.group().lower()
    return line[0].lower() + line[1:] if word in words.small or f" {word} " in text[:_LOOK_AT] else line


@cache
def _words(code: str) -> _Words:
    pack = get_pack(code)
    data = pack.STATEMENTS
    hedges = [*pack.HEDGES["weak"].split(), *(phrase.split()[0] for phrase in pack.HEDGES["open"])]
    commas = "|".join(data["no_comma_before"].split())
    return _Words(
        plain_cues=frozenset(data["plain_cues"].split()),
        noun_cues=frozenset(data["noun_cues"].split()),
        clause=re.compile(rf"\s(?=(?:{'|'.join(data['clause_openers'].replace('_', ' ').split(','))})\s)"),
        openings=frozenset(data["openings"].split()),
        keep=frozenset([*pack.WORDS.get("negator", "").split(), *hedges, *data["conditions"].split()]),
        small=small_words.of(code),
        no_comma_before=re.compile(rf",\s({commas})\b") if commas else None,
        that=data["that"],
        capitals=frozenset(data["always_capital"].split()),
        unknown=data["unknown_speaker"],
    )
