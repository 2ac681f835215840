"""Which demo article comes from which invented outlet, and what analysts know beforehand about names."""

from __future__ import annotations

from typing import NamedTuple


class DemoArticle(NamedTuple):
    """`file` in `articles/`; `outlet` as the publisher's name, None where only the text may tell; `follows` the file of
    which it is a newer version."""

    file: str
    outlet: str | None
    follows: str | None = None


ARTICLES = (
    DemoArticle("reference.txt", None),
    # The same visit: one wire text, two copies, a translation …
    DemoArticle("meridian-kinzhal.txt", "Meridian Press"),
    DemoArticle("harborview-kinzhal.txt", "Harborview Courier"),
    DemoArticle("ledger-kinzhal.txt", "Northern Ledger"),
    DemoArticle("samudra-kinzhal.txt", "Kabar Samudra"),
    # … ten that all have it from CNA, which has it from TASS: fifteen articles, one origin …
    DemoArticle("cna-pantai.txt", "Kabar Pantai"),
    DemoArticle("cna-selatan.txt", "Harian Selatan"),
    DemoArticle("cna-lembah.txt", "Suara Lembah"),
    DemoArticle("cna-bahari.txt", "Warta Bahari"),
    DemoArticle("cna-timur.txt", "Pos Timur"),
    DemoArticle("cna-kota.txt", "Lensa Kota"),
    DemoArticle("cna-nusa.txt", "Berita Nusa"),
    DemoArticle("cna-utara.txt", "Gema Utara"),
    DemoArticle("cna-muara.txt", "Jurnal Muara"),
    DemoArticle("cna-fajar.txt", "Kabar Fajar"),
    # … own reporting, and one that contradicts it.
    DemoArticle("gazette-no-agreement.txt", "Straits Gazette"),
    DemoArticle("lintas-agreement.txt", "Lintas Rahasia"),
    DemoArticle("cakrawala-university.txt", "Warta Cakrawala"),
    DemoArticle("courier-sanctions.txt", "Harborview Courier"),
    # A price, and two figures that cannot both be right.
    DemoArticle("cakrawala-beras.txt", "Warta Cakrawala"),
    DemoArticle("samudra-beras.txt", "Kabar Samudra"),
    DemoArticle("gazette-rice.txt", "Straits Gazette"),
    DemoArticle("courier-rice.txt", "Harborview Courier"),
    # An accident, and a denial that does not hold.
    DemoArticle("samudra-feri.txt", "Kabar Samudra"),
    DemoArticle("pesisir-feri.txt", "Warta Pesisir"),  # copied from it, and never corrected
    DemoArticle("ledger-ferry.txt", "Northern Ledger"),
    DemoArticle("cakrawala-feri.txt", "Warta Cakrawala"),
    # The next day the page says otherwise: one figure is another, and the denial is gone.
    DemoArticle("samudra-feri-2.txt", "Kabar Samudra", follows="samudra-feri.txt"),
)

# name, kind, speaks for, {alias: language}
SOURCES: tuple[tuple[str, str, str | None, dict[str, str]], ...] = (
    ("Kremlin", "organisation", None, {}),
    ("Moskow", "organisation", None, {"Moscow": "en"}),
    ("Dmitry Peskov", "person", "Kremlin", {"Peskov": ""}),
    ("Vladimir Putin", "person", None, {}),
    ("Kim Jong Un", "person", None, {}),
    ("Sergei Shoigu", "person", None, {}),
    ("TASS", "outlet", None, {}),
    ("CNA", "outlet", None, {"Channel NewsAsia": "en"}),
    ("Korea Utara", "organisation", None, {"North Korea": "en", "Pyongyang": ""}),
    ("Rusia", "organisation", None, {"Russia": "en"}),
    ("Barat", "organisation", None, {"the West": "en"}),
)


# Article and words of claims for which coverage is looked for: copies of one story, a denial, a figure that was
# corrected where it comes from, and the claim that is published.
LOOKED_FOR = (
    ("reference.txt", "sistem rudal Kinzhal"),
    ("reference.txt", "tidak ada perjanjian yang ditandatangani"),
    ("reference.txt", "belum ada perjanjian"),
    ("samudra-feri.txt", "41 penumpang selamat"),
    ("cakrawala-beras.txt", "naik 12 persen"),
)


class DemoPerson(NamedTuple):
    """Somebody to log in as, one for each role."""

    username: str
    first_name: str
    last_name: str
    role: str


PEOPLE = (
    DemoPerson("rini", "Rini", "Wulandari", "analyst"),
    DemoPerson("dewi", "Dewi", "Anggraini", "reviewer"),
    DemoPerson("budi", "Budi", "Hartono", "viewer"),
    DemoPerson("admin", "Ayu", "Lestari", "administrator"),
)
