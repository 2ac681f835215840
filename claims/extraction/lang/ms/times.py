"""Days, months and the words by which a text points from its own date to another.

`|` parts spellings of one thing; the order of weekdays (Monday first), months and units carries meaning.
"""

TIMES = {
    "weekdays": "isnin selasa rabu khamis jumaat sabtu ahad",
    "months": "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sept|sep oktober|okt november|nov disember|dis",
    "units": {"day": "hari", "week": "minggu", "month": "bulan", "year": "tahun"},
    "days": {
        "hari ini": 0, "semalam": -1, "kelmarin": -2, "esok": 1, "lusa": 2, "malam tadi": -1, "malam ini": 0, "pagi tadi": 0,
        "petang tadi": 0, "tengah hari tadi": 0, "awal pagi tadi": 0, "pagi ini": 0, "petang ini": 0,
    },
    "before_weekday": "hari",  # "hari Jumaat"
    "after_weekday": "pagi petang malam",  # "Jumaat malam"
    "before_month": "bulan",
    "date_links": "",
    "last": {"before": "", "after": "lalu lepas"},
    "next": {"before": "", "after": "depan hadapan akan-datang"},
    "this": {"before": "", "after": "ini"},
    "ago": "lalu lepas",  # "dua hari lalu"
    "ahead": "lagi",
    "ago_fillers": "yang",  # "dua hari yang lalu"
    "earlier": "awal pertengahan akhir hujung",  # "hujung minggu lalu", "awal tahun ini"
    "future": "akan bakal dijadual dijadualkan dijangka",
    "year_leads": "tahun pada sejak hingga sampai mulai pertengahan",  # words after which a bare "2021" is a year
    "vague": "beberapa",  # before a unit: nobody can say how many
    "numeric": "dmy",  # how 2/4/2021 is read; "" when readers disagree
    "clock": "pukul jam",
    "ordinals": "hb hb.",  # "16hb September"
}  # fmt: skip
