"""Words that weaken a statement, words that leave it open, and words that deny it."""

HEDGES = {
    "negating": ("n't",),  # in quoted English
    "weak": """mungkin kemungkinan barangkali diduga dugaan diyakini diperkirakan dilaporkan dikabarkan disebut-sebut konon kabarnya sepertinya
        tampaknya nampaknya kelihatannya agaknya rupanya diprediksi terindikasi disinyalir ditengarai berpotensi cenderung seolah seakan kira-kira
        bisa-jadi boleh-jadi diduga indikasi dikhawatirkan perkiraan estimasi kayaknya""",
    "open": ("tidak tahu", "kurang tahu", "tidak dapat memastikan", "belum dapat memastikan", "belum bisa memastikan", "tidak bisa memastikan",
             "belum memastikan", "belum tahu", "tidak yakin", "belum jelas", "tidak jelas", "tidak tahu pasti", "belum dapat dipastikan",
             "belum bisa dipastikan", "tidak mengetahui", "belum mengetahui", "bisa jadi", "boleh jadi", "kurang yakin", "belum pasti", "tak tahu", "tak bisa memastikan"),
    # What holds a negator and affirms all the same.
    "affirming": ("tidak hanya", "tak hanya", "bukan hanya", "tidak sekadar", "bukan sekadar", "tak sekadar", "tidak cuma", "bukan cuma", "tak cuma", "tidak saja", "bukan saja",
                  "tidak sedikit", "tak sedikit", "tidak kurang", "tak kurang", "tidak lebih", "tak lebih", "tidak jarang", "tak jarang", "tidak lain", "tak lain", "tidak lama", "tak lama"),
    # "menolak tudingan": cues that deny, and what they deny.
    "refuting": "menolak tolak",
    "refutable": "tudingan tuduhan klaim kabar isu anggapan dugaan rumor pernyataan laporan tudingan-tudingan",
}  # fmt: skip
