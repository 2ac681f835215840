"""What a verb looks like when the word is not listed: prefixes, with the least length of the whole word."""

VERB_SHAPES = {"prefixes": ("me", "di", "ber", "ter"), "suffixes": (), "min": 6, "abstract": (("ke", "an"), ("pe", "an")),
               "not": "mereka merdeka media menteri menurut merah meski melalui mei medan mesin metro meja melainkan mengenai "
                      "dia dinas direktur diri dirinya dimana dirjen dinding distrik divisi disertasi digital diplomat dewan "
                      "beras berita beberapa besar benar bersama berikut berbagai berapa berat bersih bersalah berusia berinisial terhadap terkait terlalu tersebut "
                      "terutama terus terakhir terbaru tertentu terpisah terbesar terjadinya teroris terorisme tertinggi tertulis bernama"}  # fmt: skip
