"""How sure a find is."""

from claims.extraction.calibration import UNMEASURED, confidence
from claims.extraction.shares import SHARES


def test_a_rule_that_no_set_has_tried_is_as_sure_as_a_coin():
    assert confidence("id", "rule.of_nobody", "speech") == UNMEASURED


def test_a_language_without_figures_of_its_own_has_those_of_the_rule():
    assert confidence("xx", "quote.cue_source", "speech") == SHARES["quote.cue_source"]


def test_a_quotation_with_its_speaker_is_surer_than_a_noun_phrase():
    assert confidence("en", "quote.source_cue", "speech") > confidence("en", "clause.subject_verb_object", "judgement")
