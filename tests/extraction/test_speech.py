"""Several speakers in one sentence, quotations that are only partly one, and what is kept of how a find was made."""

from claims.extraction import extract
from claims.extraction.spans import surface
from tests.extraction.marked import found


def test_two_cues_with_two_contents_share_their_source():
    text = "Rina Wati membicarakan harga beras dan mengatakan pasar dibuka lagi."
    assert found(text, "id") == [
        (["Rina Wati"], ["membicarakan"], ["harga beras"]),
        (["Rina Wati"], ["mengatakan"], ["pasar dibuka lagi"]),
    ]


def test_a_second_speaker_after_a_semicolon_has_his_own_attribution():
    assert found("Critics argue that prices fell; supporters say they rose.", "en") == [
        (["Critics"], ["argue"], ["prices fell"]),
        (["supporters"], ["say"], ["they rose"]),
    ]


def test_a_second_speaker_after_but_has_his_own_attribution():
    text = "Kelompok itu menyalahkan wali kota tetapi Rina Wati membantah laporan tersebut."
    assert [(source, content) for source, _, content in found(text, "id")] == [
        (["Kelompok itu"], ["wali kota"]),
        (["Rina Wati"], ["laporan tersebut"]),
    ]


def test_a_verb_that_means_other_things_in_another_shape_still_takes_over_from_the_verb_before():
    assert found("Rina Wati mengatakan harga naik tajam dan mengungkapkan bahwa stok habis.", "id") == [
        (["Rina Wati"], ["mengatakan"], ["harga naik tajam"]),
        (["Rina Wati"], ["mengungkapkan"], ["stok habis"]),
    ]
    assert found("Dana Poe said prices rose, but Alan Vale found that shops had closed.", "en") == [
        (["Dana Poe"], ["said"], ["prices rose"]),
        (["Alan Vale"], ["found"], ["shops had closed"]),
    ]


def test_part_of_a_content_in_quotation_marks_is_mixed_speech():
    text = "Rina Wati mengatakan ada “kemungkinan” pasar dibuka lagi."
    (one,) = extract(text, "id").attributions
    assert (one.quote, surface(text, one.content)) == ("mixed", "ada “kemungkinan” pasar dibuka lagi")


def test_a_quotation_of_two_paragraphs_that_opens_twice_is_read_as_one_text():
    text = "“Harga turun di semua pasar kota ini.\n\n“Pasar ramai,” kata Rina Wati."
    assert [(source, cue) for source, cue, _ in found(text, "id")] == [(["Rina Wati"], ["kata"])]


def test_a_pronoun_written_onto_the_cue_is_a_source_without_a_span():
    text = "“Pasar ramai,” kata Rina Wati. “Harga turun,” katanya."
    second = extract(text, "id").attributions[1]
    assert (second.source, second.source_type, second.canonical) == ((), "pronoun", "Rina Wati")


def test_every_find_says_which_rule_cue_and_frame_it_comes_from():
    why = extract("Rina Wati mengataka,n bahwa harga beras turun.", "id").attributions[0].why
    assert (why.rule, why.cue_entry, why.frame, why.kind) == (
        "clause.subject_verb_that",
        "kata",
        "S V that C",
        "speech",
    )
    assert why.note == "typo: mengataka,n"
