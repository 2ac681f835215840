"""What the article states with no source."""

from claims.extraction import extract

ARTICLE = """Pasar Kota Lama Dibuka Lagi

KOTA LAMA – Wali kota Rina Wulan mengatakan pasar baru itu menelan biaya Rp 12 miliar.

Ini pembukaan pertama pasar tersebut sejak banjir besar tahun 2019. Pemandangan dari lantai atas sangat indah.

“Kami menanam 300 pohon di tepi sungai itu,” kata Rina.

Apakah 40 pedagang lama kembali ke sana?

Baca juga: 12 Pasar Terbesar di Pulau Itu

Sebanyak 40 pedagang menempati kios baru di lantai bawah. Dikutip dari CNA."""


def test_checkable_sentences_without_a_source_are_offered_the_most_checkable_first():
    voice = extract(ARTICLE, "id").own_voice
    assert [one.statement for one in voice] == [
        "Ini pembukaan pertama pasar tersebut sejak banjir besar tahun 2019",
        "Sebanyak 40 pedagang menempati kios baru di lantai bawah",
    ]


def test_they_are_laid_to_the_outlet_the_article_credits():
    assert {one.attributed_to for one in extract(ARTICLE, "id").own_voice} == {"CNA"}


def test_they_are_laid_to_the_articles_own_outlet_when_it_credits_none():
    article = ARTICLE.replace("KOTA LAMA –", "KOTA LAMA, KOMPAS —").replace(" Dikutip dari CNA.", "")
    assert {one.attributed_to for one in extract(article, "id").own_voice} == {"Kompas"}


def test_their_spans_are_the_sentences():
    for one in extract(ARTICLE, "id").own_voice:
        assert one.span.of(ARTICLE).startswith(one.statement[:20])


def test_none_of_them_holds_an_attribution():
    found = extract(ARTICLE, "id")
    cues = [span for one in found.attributions for span in one.cue]
    assert cues
    assert not any(one.span.start <= cue.start and cue.end <= one.span.end for one in found.own_voice for cue in cues)
