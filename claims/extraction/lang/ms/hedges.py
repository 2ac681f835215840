"""Words that weaken a statement, words that leave it open, and words that deny it."""

HEDGES = {
    "negating": ("n't",),  # in quoted English
    "weak": """mungkin kemungkinan barangkali disyaki dipercayai diyakini dijangka dianggarkan dilaporkan dikatakan didakwa khabarnya kononnya
        nampaknya agaknya rupanya diramalkan berpotensi cenderung seolah-olah kira-kira dikhuatiri anggaran jangkaan dakwaan dikhabarkan
        boleh-jadi dipercaya diduga""",
    "open": ("tidak tahu", "tidak pasti", "belum pasti", "tidak dapat mengesahkan", "belum dapat mengesahkan", "belum dapat dipastikan", "tidak dapat dipastikan",
             "tidak jelas", "belum jelas", "kurang pasti", "tidak mengetahui", "boleh jadi", "belum mengesahkan", "tidak yakin"),
    # What holds a negator and affirms all the same.
    "affirming": ("bukan sahaja", "tidak hanya", "bukan hanya", "tidak kurang", "tidak lebih", "tidak lain", "tidak lama", "tidak sedikit"),
    # "menolak dakwaan": cues that deny, and what they deny.
    "refuting": "menolak",
    "refutable": "dakwaan tuduhan khabar laporan kenyataan spekulasi",
}  # fmt: skip
