"""What tells Indonesian from other languages: its small words, and the words its nearest neighbour spells differently."""

LANGUAGE = {
    "name": "Bahasa Indonesia",
    # Neighbours without a pack that a detector must be able to answer, lest their texts be forced on this pack.
    "neighbours": "MALAY TAGALOG",
    "words": """yang dan di dari ke pada dalam dengan untuk oleh itu ini tersebut adalah ada akan telah sudah tidak bukan belum
        juga bahwa karena kata para sebagai atau saat setelah sebelum menjadi lebih dapat bisa mereka kami kita dia ia saya
        seorang sebuah namun tetapi sejak hingga antara terhadap kepada menurut mengatakan masih harus secara tak hari tahun""",
    "own": """karena bisa saat namun polisi kantor pemerintah provinsi kabupaten persen miliar triliun senin minggu rabu maret juni juli agustus
        desember nggak enggak anda pihaknya ujarnya ucapnya tuturnya ujar tutur mobil uang inggris serikat
        kementerian tiongkok anggota korban kedua sekitar usai sedangkan terkait kemudian sementara rumah-sakit
        perusahaan rusia rupiah kemarin pekan kamis selasa dulu cuma kalau bagaimana mau""",
}
