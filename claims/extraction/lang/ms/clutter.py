"""What stands on a page around an article. One entry a line; letters are compared without case, marks or spaces at the ends."""

CLUTTER = {
    "lines": """
        iklan
        laman utama
        utama
        trending
        popular
        paling popular
        terkini
        kongsi
        kongsikan
        kongsi artikel ini
        salin pautan
        cari
        log masuk
        daftar
        langgan
        komen
        nama
        emel
        laman web
        hantar
        hantar komen
        balas
        lihat semua
        baca lagi
        selanjutnya
        seterusnya
        sebelumnya
        tentang kami
        hubungi kami
        dasar privasi
        terma dan syarat
        nasional
        dunia
        sukan
        hiburan
        bisnes
        pendapat
        """,
    "starts": """
        baca juga
        baca lagi:
        artikel berkaitan
        berita berkaitan
        ikuti kami
        ikuti saluran
        sertai saluran
        sertai kumpulan
        muat turun aplikasi
        klik di sini
        langgan saluran
        dapatkan berita
        dapatkan akses
        hak cipta
        tag:
        tags:
        kata kunci:
        topik:
        gambar:
        gambar hiasan
        foto:
        gambar fail
        oleh:
        penulis:
        diterbitkan:
        dikemas kini
        disiarkan pada
        alamat emel anda
        tinggalkan komen
        tinggalkan balasan
        log masuk untuk
        """,
    "anywhere": """
        menggunakan kuki
        hak cipta terpelihara
        saluran telegram
        saluran whatsapp
        """,
    "sections": """
        berita berkaitan
        artikel berkaitan
        berita lain
        terkini
        paling popular
        pilihan editor
        topik berkaitan
        """,
    # Beginnings of such headings.
    "section_starts": """
        baca selanjutnya di
        berita lain tentang
        """,
    "endings": """
        komen
        tinggalkan komen
        tinggalkan balasan
        """,
    # Words on the buttons by which a page is passed on; a line of nothing else is no text.
    "sharing": "e-mel cetak salin pautan kongsi",
    "crumbs": "utama laman berita nasional dunia bisnes sukan politik semasa",
    "photo": "gambar foto ilustrasi gambar-fail ihsan",
    "stamps": "diterbitkan disiarkan dikemas kini pada jam minit lalu bacaan pagi petang malam tengah hari am pm",
    "prose": "kata ujar berkata menyatakan adalah telah akan menurut bahawa tidak",
    "inside": r"\[baca:?[^\]\n]{1,160}\] | (?<=[.!?”\"])\s?[-–]\s?BERNAMA(?=\s*$)",
}
