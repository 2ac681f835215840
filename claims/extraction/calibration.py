"""How sure a find is: the share of its rule's finds that were right on the dev sets."""

from __future__ import annotations

from claims.extraction.shares import SHARES

UNMEASURED = 0.5  # a rule that no dev set has tried


def confidence(language: str, rule: str, kind: str) -> float:
    """The measured share for a rule with a kind of cue in a language; the rule's own in that language, or in any.

    `manage.py calibrate_extraction` measures the shares and writes them to `shares.py`.
    """
    for key in (f"{language} {rule} {kind}", f"{language} {rule}", rule):
        if key in SHARES:
            return SHARES[key]
    return UNMEASURED
