"""Sentences that this pack must read: (speaker, cue, content) of every find; a speaker who is not named is "". Pieces are parted by " … "."""

EXAMPLES = (
    ("Wali Kota Rina Wulan mengatakan bahwa pasar itu dibuka Senin.", (("Rina Wulan", "mengatakan", "pasar itu dibuka Senin"),)),
    ("“Pasar ini milik warga,” kata Rina Wulan.", (("Rina Wulan", "kata", "Pasar ini milik warga"),)),
    ("Rina Wulan membuka pasar itu. “Kami senang,” ujarnya.", (("Rina Wulan", "ujarnya", "Kami senang"),)),
    ("Menurut Kementerian Perdagangan, harga beras turun 4 persen.", (("Kementerian Perdagangan", "Menurut", "harga beras turun 4 persen"),)),
    ("Pedagang diyakini menimbun beras.", (("", "diyakini", "Pedagang … menimbun beras"),)),
    ("Rina Wulan membantah bahwa stok habis.", (("Rina Wulan", "membantah", "stok habis"),)),
    ("Juru bicara pemerintah Budi Santoso menegaskan, tidak ada beras impor.", (("Budi Santoso", "menegaskan", "tidak ada beras impor"),)),
    ("Harga beras di pasar itu turun, menurut Rina Wulan.", (("Rina Wulan", "menurut", "Harga beras di pasar itu turun"),)),
    ("Data Badan Pangan menunjukkan harga beras turun.", (("Badan Pangan", "menunjukkan", "harga beras turun"),)),
    ("Kabar itu dibantah Rina Wulan.", (("Rina Wulan", "dibantah", "Kabar itu"),)),
    ("Kebijakan itu diakui Rina Wulan belum sempurna.", (("Rina Wulan", "diakui", "Kebijakan itu … belum sempurna"),)),
    ("Hal senada disampaikan Rina Wulan.", ()),
    ("Pasar itu dibuka Senin.", ()),
)  # fmt: skip
