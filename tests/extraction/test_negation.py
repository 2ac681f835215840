"""Whether what is said is negated: the main clause, not what hangs on it, and not words that only look so."""

import pytest

from claims.extraction import extract

NEGATED = [
    ("en", "Ann Poe said there was no evidence of fraud."),
    ("en", "Ann Poe said nobody was hurt."),
    ("en", "“I'm not going anywhere,” Ann Poe said."),
    ("en", "Ann Poe urged people not to travel."),
    ("en", "Ann Poe warned against travelling."),
    ("en", "Ann Poe rejected the claim."),
    ("en", "Ann Poe said neither man had been charged."),
    ("en", "Ann Poe said that so far, no one has died."),
    ("en", "Ann Poe said that in Ohio, nobody was hurt."),
    ("en", "Ann Poe said that on Monday, in Ohio, no deal was signed."),
    ("id", "Rina mengatakan tidak ada korban jiwa."),
    ("id", "Rina mengatakan bahwa hingga kini, tidak ada korban jiwa."),
    ("id", "“Di lokasi, belum ada bantuan,” kata Rina."),
    ("id", "Rina mengimbau warga agar tidak keluar rumah."),
    ("id", "Rina meminta warga tidak panik."),
    ("id", "Rina melarang warga masuk."),
    ("id", "Rina menolak tudingan itu."),
    ("id", "“Jangan panik,” kata Rina."),
    ("id", "Rina menulis, “Don't believe everything.”"),
    ("en", "A spokesman denied that the pitch had been too wet."),
]

NOT_NEGATED = [
    ("a second predicate", "en", "Ann Poe said she was counting the coins and had not found a buyer."),
    ("a second predicate", "id", "Rina mengatakan jalan itu dibangun tahun lalu dan belum dicat."),
    ("what somebody was told", "en", "Ann Poe said the city had wanted her not to come."),
    ("a clause with its own subject", "en", "Ann Poe said she knew the road wasn't safe."),
    ("a clause behind an adjective", "en", "Ann Poe said they were sure the bus would not stop."),
    ("a relative clause", "en", "Ann Poe said families who did not have cars were trapped."),
    ("a condition in front", "en", "Ann Poe said that if taxes did not rise, schools would close."),
    ("not only", "en", "Ann Poe said it was not only unfair but illegal."),
    ("no fewer", "en", "Ann Poe said no fewer than 40 people had died."),
    ("an interjection", "en", "“No, it was fine,” Ann Poe said."),
    ("no doubt", "en", "“No doubt it was fraud,” Ann Poe said."),
    ("a contrast at the end", "en", "Ann Poe said prices rose, not fell."),
    ("a contrast behind an adverbial", "en", "Ann Poe said that in Ohio, prices rose, not fell."),
    ("another place", "en", "Ann Poe said that in Ohio, not Iowa, prices rose."),
    ("another place", "id", "Rina mengatakan bahwa di Sukamaju, bukan di Wanasari, harga naik."),
    ("what was not done", "en", "Ann Poe said she regretted not acting sooner."),
    ("the second sentence", "en", "“It went well. I do not think we could ask for more,” Ann Poe said."),
    ("a relative clause", "id", "Rina mengatakan warga yang tidak punya mobil terjebak."),
    ("a condition in front", "id", "Rina mengatakan jika pajak tidak naik, sekolah ditutup."),
    ("a concession in front", "id", "Rina mengatakan, meski hujan tidak reda, pasar tetap buka."),
    ("not only, twice", "id", "Rina mengatakan hal itu bukan hanya tidak adil, tetapi juga melanggar hukum."),
    ("not few", "id", "Rina mengatakan tidak sedikit warga yang mengungsi."),
    ("no fewer", "id", "Rina mengatakan tidak kurang dari 40 orang tewas."),
    ("no fewer", "ms", "Rina berkata tidak kurang daripada 40 orang terkorban."),
]


@pytest.mark.parametrize(("language", "text"), NEGATED)
def test_a_negated_statement_is_known(language: str, text: str):
    assert [one.negated for one in extract(text, language).attributions] == [True]


@pytest.mark.parametrize(("why", "language", "text"), NOT_NEGATED)
def test_what_only_holds_a_negator_is_not_negated(why: str, language: str, text: str):
    assert [one.negated for one in extract(text, language).attributions] == [False]
