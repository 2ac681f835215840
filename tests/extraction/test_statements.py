"""A statement in one short line."""

import pytest

from claims.extraction import statements
from claims.extraction.lang import get_pack
from claims.extraction.spans import Span
from tests.extraction import marked


def line(sentence: str, code: str = "id", **values) -> str:
    text, attribution = marked.read(sentence, **values)
    return statements.headline(text, attribution, get_pack(code))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Rina] <mengatakan> bahwa {harga beras turun}.", "Rina: harga beras turun"),
        ("“{Harga beras turun},” <kata> [Rina].", "Rina: Harga beras turun"),
        ("[Rina] <mengatakan> {belum ada izin yang telah, atau akan diberikan, dari dua pihak}.",
         "Rina: belum ada izin yang telah atau akan diberikan dari dua pihak"),
        ("[Rina] <membantah> bahwa {harga turun}.", "Rina membantah bahwa harga turun"),
        ("[Rina] <membenarkan> {adanya kenaikan itu}.", "Rina membenarkan adanya kenaikan itu"),
        ("[Rina] <mengatakan>, {“harga turun}.", "Rina: harga turun"),
        ("[Rina] <mengatakan> {ada “gangguan” di gudang}.", "Rina: ada “gangguan” di gudang"),
    ],
)  # fmt: skip
def test_the_speaker_stands_before_the_proposition(sentence: str, expected: str):
    assert line(sentence) == expected


def test_a_first_word_written_small_elsewhere_is_written_small():
    assert line("“{Harga turun},” <kata> [Rina] saat harga diumumkan.") == "Rina: harga turun"


def test_the_resolved_name_replaces_the_words_of_the_source():
    text, one = marked.read("[Dia] <mengatakan> {harga turun}.", source_type="pronoun", canonical="Rina Wulan")
    assert statements.headline(text, one, get_pack("id")) == "Rina Wulan: harga turun"


def test_a_pronoun_that_nothing_resolves_is_not_put_as_a_name():
    text, one = marked.read("[Dia] <mengatakan> {harga turun}.", source_type="pronoun", canonical=None)
    assert statements.headline(text, one, get_pack("id")) == "Pembicara belum jelas: harga turun"


def test_a_pronoun_in_the_content_is_replaced_when_it_is_surely_resolved():
    text, one = marked.read("{dia} <dilaporkan> {menawarkan beras}.", hedged=True)
    lines = statements.headline(text, one, get_pack("id"), [(Span(0, 3), "Rina Wulan")])
    assert lines == "Rina Wulan dilaporkan menawarkan beras"


def test_an_implicit_source_leaves_the_proposition_with_its_hedge():
    assert line("{Warga} <diyakini> {menimbun beras}.", hedged=True) == "Warga diyakini menimbun beras"


def test_an_implicit_source_with_a_cue_that_does_not_hedge_leaves_the_proposition():
    assert line("It <became known> that {he left the keys}.", "en") == "He left the keys"


def test_an_english_denial_keeps_its_verb():
    assert (
        line("[Rina Wulan] <denied> that {prices fell}.", "en", kind="denial") == "Rina Wulan denied that prices fell"
    )


def test_a_quotation_that_goes_on_after_its_cue_is_two_sentences():
    sentence = "“{We win},” [she] <said>. “{Nobody loses today}.”"
    assert line(sentence, "en", quote="direct", canonical="Rina") == "Rina: we win. Nobody loses today"


LONG = (
    "[Rina] <mengatakan> {harga beras di lima pasar besar kota itu turun karena panen raya di tiga kabupaten tetangga, "
    "sementara harga cabai di pasar yang sama masih bertahan tinggi sejak bulan lalu}."
)


def test_a_long_statement_is_cut_at_the_end_of_a_clause():
    cut = line(LONG)
    assert cut == "Rina: harga beras di lima pasar besar kota itu turun karena panen raya di tiga kabupaten tetangga …"


@pytest.mark.parametrize("weight", ["tidak akan turun", "jika hujan datang", "kemungkinan turun"])
def test_a_cut_never_takes_the_negation_the_condition_or_the_hedge(weight: str):
    head = "harga beras di lima pasar besar kota itu, di tiga kabupaten tetangga, dan di pulau yang jauh sekali itu"
    tail = "menurut catatan dinas yang baru selesai disusun kemarin sore di kantor"
    sentence = f"[Rina] <mengatakan> {{{head} {weight} {tail}}}."
    assert weight in line(sentence, negated=True, hedged=True)


def test_every_word_of_a_cut_line_is_whole():
    words = " ".join(f"kata{number}" for number in range(100))
    cut = line(f"[Rina] <mengatakan> {{{words}}}.")
    assert cut.endswith(" …")
    assert set(cut.removesuffix(" …").removeprefix("Rina: ").split()) <= set(words.split())


def test_a_long_opening_gives_way_to_the_main_clause():
    sentence = (
        "[Rina] <mengatakan> {setibanya di Kota Lama, sebuah kota pelabuhan besar yang dekat dengan perbatasan "
        "dua negara, Budi Santoso disambut oleh wali kota dan para pedagang pasar}."
    )
    assert line(sentence) == "Rina: Budi Santoso disambut oleh wali kota dan para pedagang pasar"


def test_the_articles_own_sentence_loses_its_dateline():
    text = "KOTA LAMA, KOMPAS — Harga beras turun 4 persen."
    assert statements.own(text, Span(0, len(text)), get_pack("id")) == "Harga beras turun 4 persen"
