"""What a verb looks like when the word is not listed: prefixes, with the least length of the whole word."""

VERB_SHAPES = {"prefixes": ("me", "di", "ber", "ter"), "suffixes": (), "min": 6, "abstract": (("ke", "an"), ("pe", "an")),
               "not": "mereka merdeka media menteri menurut merah meski melalui medan mesin metro meja mengenai mesyuarat melaka memandangkan "
                      "dia dinas direktori diri dirinya daripada distrik divisi digital diplomat dividen "
                      "beras berita beberapa besar benar bersama berikut berbagai berapa berat bersih bersalah berusia berkenaan berhubung beliau bekas bernama terhadap terlalu tersebut "
                      "terutama terus terakhir terbaru tertentu terbesar terengganu tertinggi termasuk"}  # fmt: skip
