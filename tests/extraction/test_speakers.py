"""To whom an attribution belongs: full names, pronouns, offices, descriptions, and None when several fit."""

import pytest

from claims.extraction import extract
from claims.extraction.spans import surface

# (the case, language, text, canonical name of each attribution in order)
RESOLVED = [
    ("organ of a firm", "en", "Dalmor's works council said the offer was fair.", ["Dalmor's works council"]),
    ("alliance of a country", "en", "Sweden's centrist Meadow Alliance said it would vote.", ["Meadow Alliance"]),
    ("kin before the name", "id", "Anaknya, Rina Sari, mengatakan ayahnya sakit.", ["Rina Sari"]),
    ("only person named", "en", "Snow fell on Marta Olsen's farm.\n\n“I lost six sheep,” she says.", ["Marta Olsen"]),
    ("only person named", "id", "Kapal milik Rina Wati karam. “Saya rugi,” katanya.", ["Rina Wati"]),
    ("two people named", "en", "The club of Ann Poe and Bo Lee won. “Great,” he said.", [None]),
    ("role before the name", "en",
     "“We lost,” Bo Lund said. The goalkeeper, Ann Holt, hurt a knee. Reached by phone, she said it was over.",
     ["Bo Lund", "Ann Holt"]),
    ("person of a firm", "en", "Nils Brand of Dalmor Capital wrote that wool was cheap.", ["Nils Brand"]),
    ("engineer of a city", "en", "A city engineer said the road was closed.", [None]),
    ("name behind a sentence's first noun", "id",
     "Rumah Dewi Kartika terletak di tepi sungai. “Saya suka air,” kata Dewi.", ["Dewi Kartika"]),
    ("somebody from a place", "id", "Seorang kondektur di Tokyo mengatakan kereta itu penuh.", [None]),
    ("kin of somebody", "id", "Keluarga Joko Prasetyo mengatakan remnya rusak.", [None]),
    ("councillor", "en", "Cllr Anna Weld said the road was shut. Cllr Weld added that it was wet.", ["Anna Weld"] * 2),
    ("adjective in capitals before a name", "en", "FURIOUS Rooney Tate said prices fell.", ["Rooney Tate"]),
    ("surname", "en", "Dana Poe said prices fell. Poe said the market would close.", ["Dana Poe", "Dana Poe"]),
    ("given name", "id", "Wali Kota Rina Wati mengatakan pasar ramai. Menurut Rina, harga turun.", ["Rina Wati"] * 2),
    ("pronoun", "id", "Rina Wati mengatakan harga turun. Ia menambahkan, pasar ramai.", ["Rina Wati"] * 2),
    ("pronoun", "en", "Dana Poe said prices fell. She added that the market was full.", ["Dana Poe"] * 2),
    ("subject of the sentence", "id", "Rina Wati menerima undangan itu, dan dia dilaporkan menawarkan untuk datang.",
     [None, "Rina Wati"]),
    ("thing", "en", "Reuters reported that prices fell. It added that the market was full.", ["Reuters"] * 2),
    ("office alone", "id", "Presiden Budi Santoso tiba di Kota Lama. “Pasar ramai,” kata Presiden.", ["Budi Santoso"]),
    ("title and complement", "id", "Menteri Pertahanan Rusia Ivan Petrov mengatakan kapal itu tiba.", ["Ivan Petrov"]),
    ("spokesman", "id", "Juru bicara Kremlin Ivan Petrov mengatakan kapal itu tiba.", ["Ivan Petrov"]),
    ("role, then name", "id", "Kepala Dinas Pasar Kota Lama, Rina Wati, mengatakan pasar ramai.", ["Rina Wati"]),
    ("two people", "id", "Rina Wati dan Budi Santoso mengatakan pasar ramai.", ["Rina Wati; Budi Santoso"]),
    ("name before its house", "en", "Economist Dana Poe of Harbour College said prices could rise.", ["Dana Poe"]),
    ("common noun that opens the sentence", "id", "Operator kapal membantah kelebihan muatan.", [None]),
    ("common noun, name", "id", "Operator kapal, PT Selat Abadi, membantah kelebihan muatan.", ["PT Selat Abadi"]),
    ("small title", "id", "Menurut Kepala Dinas Pasar Kota Lama, dr Rina Wati, harga turun.", ["Rina Wati"]),
    ("age", "en", "Dana Poe said prices fell. The 54-year-old added that it rained.", ["Dana Poe", "Dana Poe"]),
    ("court documents", "en", "Court documents say the mayor took bribes.", [None]),
    ("possessor of the name's house", "en", "Kestrel's Dana Poe said prices fell.", ["Dana Poe"]),
    ("house whose name ends as a possessor's", "en", "Harrow's said prices fell.",
     ["Harrow's"]),
    ("house whose name ends as a possessor's, behind the cue", "en", "Prices fell, said Harrow's.", ["Harrow's"]),
    ("house whose name ends as a possessor's, adverb", "en", "Harrow's also said prices fell.", ["Harrow's"]),
    ("house whose name ends as a possessor's, cue", "en", "Harrow's expects that prices will fall.", ["Harrow's"]),
    ("such a house with its kind", "en", "Harrow's Inc said prices fell.", ["Harrow's Inc"]),
    ("such a house with a group word", "en", "Harrow's Investors Service said prices fell.",
     ["Harrow's Investors Service"]),
    ("such a house abroad", "id", "Harrow's Indonesia mengatakan harga naik.", ["Harrow's Indonesia"]),
    ("whose name belongs to such a house", "en", "Harrow's analyst Dana Poe said prices fell.", ["Dana Poe"]),
    ("team of a person", "en", "Dana Poe said prices fell. Poe's team intends to go on.",
     ["Dana Poe", "Dana Poe's team"]),
    ("short name of a company", "en", "Shares of shipping group Halden fell. Halden denied the report.", ["Halden"]),
    ("short name of a longer one", "en", "Mistral Capital bought the port. Mistral said prices fell.",
     ["Mistral Capital"]),
    ("common word that opens the sentence", "en", "Environmental groups said prices fell.", [None]),
    ("data without an owner", "id", "Data menunjukkan harga turun.", [None]),
    ("survey without an owner", "id", "Survei menunjukkan bahwa harga turun.", [None]),
    ("figures without an owner", "en", "Figures suggest that prices fell.", [None]),
    ("surveys without an owner", "en", "Surveys found that prices fell.", [None]),
    ("surname that is a kind of document", "en", "Dana Law said prices fell. Law added that shops closed.",
     ["Dana Law", "Dana Law"]),
    ("police of a place", "en", "Norland police said prices fell.", ["Norland police"]),
    ("campaigner after an abbreviation", "en", "Forest Watchers (FW) campaigner Dana Poe said prices fell.",
     ["Dana Poe"]),
    ("federation of others", "en", "Mistral Capital bought the port. The dockers' federation said prices fell.",
     [None]),
    ("anonymous", "id", "Seorang pejabat tinggi mengatakan pasar ramai.", [None]),
    ("anonymous with a place", "en", "A U.S. security official said the ship had arrived.", [None]),
    ("town of an office", "id", "Ketua KPU Sukamaju Rina Wati mengatakan pasar di Sukamaju ramai.", ["Rina Wati"]),
    ("initial behind a regional office", "id", "“Pasar ramai,” kata Bupati E. Sulaiman.", ["E. Sulaiman"]),
    ("unknown region of a governor", "id",
     "Gubernur Primorsky Ivan Petrov mengatakan kapal itu tiba.", ["Ivan Petrov"]),
    ("company in the office", "id",
     "Direktur PT Selat Abadi (Persero) Tbk Rina Wati mengatakan harga turun.", ["Rina Wati"]),
    ("office with 'and'", "id", "Deputi Bidang Statistik Distribusi dan Jasa BPS Rina Wati mengatakan harga turun.",
     ["Rina Wati"]),
    ("office with commas", "id",
     "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Rina Wati menegaskan harga turun.",
     ["Rina Wati"]),
    ("title in small letters far before", "id",
     "Hal berbeda disampaikan analis pasar uang PT Arunika Sekuritas Rina Wati. Rina menganggap harga turun.",
     ["Rina Wati"]),
    ("office and body", "id", "Gubernur BI menegaskan harga turun.", ["Gubernur BI"]),
    ("office and body, holder named", "id",
     "Gubernur BI Rina Wati datang. Gubernur BI menegaskan harga turun.", ["Rina Wati"]),
    ("body with 'and'", "id", "Pusat Gempa dan Mitigasi Bencana Geologi (PGMBG) mengimbau warga pulang.",
     ["Pusat Gempa dan Mitigasi Bencana Geologi (PGMBG)"]),
    ("described person", "id", "Rina Wati mengatakan harga turun. Politikus PKB itu mengingatkan bahwa pasar ramai.",
     ["Rina Wati"] * 2),
    ("described with a clause", "id",
     "Rina Wati mengatakan harga turun. “Ramai,” tutur perempuan yang berjualan nasi itu.", ["Rina Wati"] * 2),
    ("described source", "id", "Seorang pejabat mengatakan harga turun. “Ramai,” kata sumber itu.", [None, None]),
    ("somebody's relative", "id", "Seorang kerabat Rina menyebut harga turun.", [None]),
    ("his report", "id",
     "Dinas Pasar menyatakan harga turun. Laporan tersebut menyoroti kenaikan sewa kios.", ["Dinas Pasar"] * 2),
    ("denier with 'dia' after", "id",
     "Kabar tersebut dibantah Wali Kota Rina Wati. Menurut dia, pasar tetap buka.", ["Rina Wati"] * 2),
    ("bystanders are not meant by -nya", "id",
     "Rina Wati berjanji akan membangun pasar. Harga beras turun, kata warga. “Tahun ini,” ujarnya.",
     ["Rina Wati", None, "Rina Wati"]),
    ("pointer names who speaks next", "id",
     "Rina Wati mengatakan harga turun. Hal senada disampaikan Budi Santoso. “Pasar ramai,” katanya.",
     ["Rina Wati", "Budi Santoso"]),
    ("they are not one person", "id",
     "Rina Wati mengatakan harga turun. Mereka berharap pasar ramai.", ["Rina Wati", None]),
    ("three people", "id", "Rina Wati, Budi Santoso, dan Sari Dewi mengatakan harga turun.",
     ["Rina Wati; Budi Santoso; Sari Dewi"]),
    ("short names together", "id", "Baik Rina, Budi, maupun Sari berharap pasar ramai.", ["Rina; Budi; Sari"]),
    ("of two, who spoke last", "id",
     "Rina Wati datang bersama Rina Sari. Rina Sari mengatakan harga turun. Menurut Rina, pasar ramai.",
     ["Rina Sari"] * 2),
    ("office with 'and' twice", "id",
     "Deputi Bidang Investasi dan Pertambangan Kementerian Maritim dan Investasi Rina Tri Wati menilai harga turun. "
     "Wati mengatakan pasar ramai.", ["Rina Tri Wati"] * 2),
    ("writer and his paper", "id", "Ivan Petrov dari media Al Balad menulis, harga beras turun.", ["Ivan Petrov"]),
    ("company of two words", "id", "Direktur Utama PT Maju Jaya Rina Wati menyebut harga turun.", ["Rina Wati"]),
    ("office with a bracket", "id",
     "Ketua Majelis Ulama Indonesia (MUI) Kota Lama Rina Wati menilai pasar ramai. Wati mengatakan harga turun.",
     ["Rina Wati"] * 2),
    ("office with a noun of its own", "id",
     "Menteri Koordinator Perekonomian Rina Wati menilai harga turun.", ["Rina Wati"]),
    ("man", "id", "Lelaki itu mengaku memiliki kios.", [None]),
    ("report of a body with initials", "id", "Laporan Upper Harbour Geological Survey (UHGS) mencatat harga turun.",
     ["Upper Harbour Geological Survey"]),
    ("who says what he asked for", "id",
     "Rina Wati mengatakan sudah meminta bantuan dari Kota Lama.", ["Rina Wati"] * 2),
    ("state at war", "id", "Delegasi Zerkan pergi. Zerkan menepis tuduhan tersebut.", ["Zerkan"]),
    ("described by what one does", "en", "Dana Poe said prices fell. The striker added that shops closed.",
     ["Dana Poe", "Dana Poe"]),
    ("described, but unnamed before", "en", "A senior diplomat said prices fell. The diplomat added that shops closed.",
     [None, None]),
    ("an office of a country", "en", "Norway's industry minister said prices fell.", ["Norway's industry minister"]),
    ("an office in the indefinite", "en", "A Norwegian industry minister said prices fell.", [None]),
    ("description", "id", "Serikat Tani Kota mengadu. Serikat itu mengatakan harga turun.", ["Serikat Tani Kota"]),
]  # fmt: skip

KINDS = [
    ("named_person", "id", "Rina Wati mengatakan pasar ramai."),
    ("organisation", "en", "Harrow's said prices fell."),
    ("organisation", "id", "Data menunjukkan harga turun."),
    ("organisation", "en", "Surveys found that prices fell."),
    ("organisation", "id", "Kremlin mengatakan kapal itu tiba."),
    ("organisation", "id", "Militer Israel mengatakan kapal itu tiba."),
    ("outlet", "id", "Kapal itu tiba, kata TASS."),
    ("outlet", "id", "Kapal itu tiba, kantor berita negara TASS melaporkan."),
    ("unnamed", "en", "Two people familiar with the matter said prices fell."),
    ("unnamed", "id", "Sumber keamanan membantah laporan itu."),
    ("organisation", "en", "Shipping group Halden said prices fell."),
    ("organisation", "en", "The criminal complaint says the stores were empty."),
    ("outlet", "en", "Prices fell, Bloomberg News reported."),
    ("pronoun", "id", "Ia mengatakan pasar ramai."),
    ("implicit", "id", "Wali kota diduga menerima suap."),
    ("organisation", "en", "The Pentagon confirmed the death."),
]


@pytest.mark.parametrize(("case", "language", "text", "names"), RESOLVED)
def test_a_source_is_known_by_the_longest_form_in_the_article(case, language, text, names):
    assert [one.canonical for one in extract(text, language).attributions] == names


@pytest.mark.parametrize(("kind", "language", "text"), KINDS)
def test_a_source_has_a_kind(kind: str, language: str, text: str):
    assert [one.source_type for one in extract(text, language).attributions] == [kind]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("id", "“Pasar ramai,” kata E. Sulaiman di Kota Lama.", "E. Sulaiman"),
        ("id", "M. Rizal Sulaiman mengatakan pasar ramai.", "M. Rizal Sulaiman"),
        ("en", "“The market was full,” said E. Dana Poe on Monday.", "E. Dana Poe"),
        (
            "id",
            "“Pasar ramai,” ujar pengguna kereta lambat rute Karang-Kota Lama itu.",
            "pengguna kereta lambat rute Karang-Kota Lama",
        ),
    ],
)
def test_a_source_holds_its_initials_and_the_noun_for_who_it_is(language: str, text: str, source: str):
    assert surface(text, extract(text, language).attributions[0].source) == source


def test_a_short_name_that_fits_two_people_stays_open_and_shows_both():
    text = "Rina Wati datang bersama Rina Sari ke pasar. Rina mengatakan harga turun."
    (one,) = extract(text, "id").attributions
    assert one.canonical is None
    assert set(one.candidates) == {"Rina Wati", "Rina Sari"}


def test_a_spokesman_speaks_for_the_office_in_his_title():
    (one,) = extract("Juru bicara Kremlin Ivan Petrov mengatakan kapal itu tiba.", "id").attributions
    assert (one.speaks_for, one.role) == ("Kremlin", "Juru bicara Kremlin")


def test_a_note_says_to_whom_a_pronoun_was_resolved():
    text = "Rina Wati mengatakan harga turun. Ia menambahkan, pasar ramai."
    assert extract(text, "id").attributions[1].why.note == "pronoun: Rina Wati"


def test_a_sentence_may_end_in_a_word_that_is_a_state_s_short_form_with_a_capital():
    text = "It is unclear whether anyone has fallen ill. A spokesman for the hospital said beds were free."
    (one,) = extract(text, "en").attributions
    assert one.source[0].of(text) == "A spokesman for the hospital"


def test_a_pronoun_means_the_person_whose_shortened_title_opens_the_sentence_before():
    text = "Alan Vale said prices fell. State Sen. Dana Poe disagreed. She argued that they rose."
    assert [one.canonical for one in extract(text, "en").attributions] == ["Alan Vale", "Dana Poe"]
