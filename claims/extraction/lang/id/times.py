"""Days, months and the words by which a text points from its own date to another.

`|` parts spellings of one thing; the order of weekdays (Monday first), months and units carries meaning.
"""

TIMES = {
    "weekdays": "senin selasa rabu kamis jumat|jum'at|jum’at sabtu minggu|ahad",
    "months": """januari|jan februari|feb|pebruari maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt|ags|agust september|sept|sep
        oktober|okt november|nov|nopember desember|des""",
    "units": {"day": "hari", "week": "pekan minggu", "month": "bulan", "year": "tahun"},
    "days": {
        "hari ini": 0, "kemarin": -1, "besok": 1, "lusa": 2, "kemarin lusa": -2, "tadi malam": -1, "semalam": -1, "tadi pagi": 0,
        "malam ini": 0, "pagi tadi": 0, "siang tadi": 0, "sore tadi": 0, "pagi ini": 0, "siang ini": 0, "sore ini": 0, "esok hari": 1,
    },
    "before_weekday": "hari",  # "hari Jumat"
    "after_weekday": "pagi siang sore malam dini-hari petang",  # "Jumat malam"
    "before_month": "bulan",
    "date_links": "",
    "last": {"before": "", "after": "lalu silam kemarin"},
    "next": {"before": "", "after": "depan mendatang"},
    "this": {"before": "", "after": "ini"},
    "ago": "lalu silam",  # "dua hari lalu"
    "ahead": "lagi mendatang",
    "ago_fillers": "yang",  # "dua hari yang lalu"
    "earlier": "awal pertengahan akhir",  # "akhir pekan lalu", "awal tahun ini"
    "future": "akan bakal rencananya dijadwalkan direncanakan mendatang",
    "year_leads": "tahun pada sejak hingga sampai mulai medio",  # words after which a bare "2021" is a year
    "vague": "beberapa sekian",  # before a unit: nobody can say how many
    "numeric": "dmy",  # how 2/4/2021 is read; "" when readers disagree
    "clock": "pukul jam",
    "ordinals": "",
}  # fmt: skip
