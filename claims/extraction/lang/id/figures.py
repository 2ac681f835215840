"""How numbers, multipliers, currencies and rough amounts are written."""

FIGURES = {
    "decimal": ",",
    "thousand": ".",
    "words": {
        "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
        "sepuluh": 10, "sebelas": 11, "setengah": 0.5, "seratus": 100, "seribu": 1000, "sejuta": 1e6,
    },
    "composed": {"belas": ("add", 10), "puluh": ("times", 10), "ratus": ("times", 100)},
    "rough": {"belasan": 10, "puluhan": 10, "ratusan": 100, "ribuan": 1000, "jutaan": 1e6, "miliaran": 1e9},
    "multipliers": {"ratus": 1e2, "ribu": 1e3, "juta": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12, "trilyun": 1e12},
    "currencies": {"rp": "Rp", "idr": "Rp", "us$": "US$", "usd": "US$", "$": "US$", "€": "€", "£": "£", "rm": "RM", "s$": "S$", "a$": "A$", "¥": "¥"},
    "percent": "% persen prosen",
    "ranges": "hingga sampai - – s/d",
    "approximate": "sekitar kira-kira kurang-lebih hampir lebih-dari kurang-dari setidaknya sedikitnya mencapai paling-sedikit paling-banyak",
    "joiners": "",
    "identifiers": "pasal ayat nomor no bab rt rw blok lantai seri tipe edisi jilid halaman kamar covid bus rute gelombang",  # a number after these is a name, not an amount
    "ordinal": "ke",  # "ke-3" is a rank, not an amount
}  # fmt: skip
