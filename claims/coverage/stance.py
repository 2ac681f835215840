"""How an article stands to a headline: agree, disagree, discuss or unrelated, as the Fake News Challenge names them.

Rules of ours, no trained weights. News mostly reports what somebody says, which is to discuss it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.coverage.ranking import Counts, Question, score

RELATED = 0.33  # of the weight of all that the headline asks for
BEGINNING = 500  # code points in which an article says what it makes of its subject
FEWEST_DENIALS = 2  # one such word may belong to what is told
DENIAL = re.compile(
    r"\b(?:hoax(?:es)?|fake[ds]?|false|debunk\w*|den(?:y|ies|ied|ying)|untrue|fabricat\w*|bogus|refut\w*|"
    r"not true|made up|no truth|hoaks|bohong|palsu|(?:mem)?bantah\w*|tidak benar|menyangkal|disangkal)\b",
    re.IGNORECASE,
)
HEARSAY = re.compile(
    r"\b(?:report(?:s|ed|edly|ing)?|alleg\w*|claim(?:s|ed|ing)?|rumou?r\w*|according to|purport\w*|unconfirmed|"
    r"unverified|suppos\w*|may|might|could|appear\w*|apparent\w*|sources?|said to|"
    r"kabar\w*|dikabarkan|diduga|konon|disebut|menurut|klaim|mengklaim|mungkin|sumber|isu|beredar)\b",
    re.IGNORECASE,
)


def stance_of(headline: str, asked: Question, text: str, terms: Sequence[str], language: str, counts: Counts) -> str:
    """`asked`: the headline as a question; `terms`: those of the text, in its language."""
    whole = sum(counts.weight(wanted) for wanted in asked.of(language))
    if not whole or score(asked, terms, language, counts) < RELATED * whole:
        return "unrelated"
    beginning = text[:BEGINNING]
    if len(DENIAL.findall(beginning)) >= FEWEST_DENIALS and not DENIAL.search(headline):
        return "disagree"
    return "discuss" if HEARSAY.search(headline) or HEARSAY.search(beginning) else "agree"
