"""How numbers, multipliers, currencies and rough amounts are written; Malay writes 1,000 and 1.5 as English does."""

FIGURES = {
    "decimal": ".",
    "thousand": ",",
    "words": {
        "sifar": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "lapan": 8, "sembilan": 9,
        "sepuluh": 10, "sebelas": 11, "setengah": 0.5, "seratus": 100, "seribu": 1000, "sejuta": 1e6,
    },
    "composed": {"belas": ("add", 10), "puluh": ("times", 10), "ratus": ("times", 100)},
    "rough": {"belasan": 10, "puluhan": 10, "ratusan": 100, "ribuan": 1000, "jutaan": 1e6, "berpuluh": 10, "beratus": 100, "beribu": 1000},
    "multipliers": {"ratus": 1e2, "ribu": 1e3, "juta": 1e6, "bilion": 1e9, "trilion": 1e12},
    "currencies": {"rm": "RM", "us$": "US$", "usd": "US$", "$": "US$", "s$": "S$", "€": "€", "£": "£", "rp": "Rp", "¥": "¥"},
    "percent": "% peratus",
    "ranges": "hingga sehingga - –",
    "approximate": "sekitar kira-kira hampir lebih-kurang lebih-daripada kurang-daripada sekurang-kurangnya mencecah",
    "joiners": "",
    "identifiers": "seksyen perkara fasal nombor no km bab bilik blok jalan penerbangan laluan fasa tingkatan",  # a number after these is a name
    "ordinal": "ke",  # "ke-3" is a rank, not an amount
}  # fmt: skip
