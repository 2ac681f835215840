"""What stands on a page around an article. One entry a line; letters are compared without case, marks or spaces at the ends."""

CLUTTER = {
    # Whole lines.
    "lines": """
        iklan
        advertorial
        beranda
        trending
        terpopuler
        terkini
        populer
        lainnya
        bagikan
        bagikan artikel
        bagikan berita ini
        salin tautan
        cari
        masuk
        daftar
        langganan
        berlangganan
        komentar
        nama
        surel
        situs web
        kirim
        kirim komentar
        batalkan balasan
        balas
        lihat semua
        selengkapnya
        baca selengkapnya
        halaman selanjutnya
        halaman berikutnya
        selanjutnya
        sebelumnya
        lanjutkan membaca
        gulir untuk lanjut membaca
        lanjut baca
        tutup iklan
        tentang kami
        redaksi
        kontak
        kontak kami
        hubungi kami
        pedoman media siber
        kebijakan privasi
        syarat dan ketentuan
        karier
        indeks
        galeri
        foto
        video
        infografis
        nasional
        internasional
        ekonomi
        olahraga
        hiburan
        gaya hidup
        teknologi
        otomotif
        opini
        penulis
        editor
        tag
        topik
        topik terkait
        sumber
        """,
    # Beginnings of lines.
    "starts": """
        baca juga
        baca :
        baca:
        baca pula
        simak juga
        simak video
        simak berita
        simak :
        lihat juga
        lihat video
        tonton juga
        tonton video
        saksikan juga
        saksikan video
        saksikan live
        artikel terkait
        berita terkait
        artikel lainnya
        dapatkan update
        dapatkan berita
        dapatkan informasi
        ikuti kami
        ikuti saluran
        ikuti berita
        ikuti update
        gabung di
        bergabung di
        bergabung dengan grup
        ayo gabung
        mari bergabung
        unduh aplikasi
        download aplikasi
        klik di sini
        klik disini
        silakan masukkan
        silahkan masukkan
        silakan login
        tinggalkan komentar
        tinggalkan balasan
        beri komentar
        tulis komentar
        alamat email anda tidak akan
        alamat surel anda tidak akan
        ruas yang wajib ditandai
        simpan nama, email
        simpan nama, surel
        beri tahu saya
        hak cipta
        dilarang menyalin
        dilarang mengambil
        seluruh hak cipta
        editor:
        editor :
        penulis:
        penulis :
        reporter:
        reporter :
        pewarta:
        pewarta :
        penyunting:
        redaktur:
        uploader:
        sumber:
        sumber :
        tag:
        tags:
        topik:
        label:
        kata kunci:
        diterbitkan:
        diperbarui:
        terakhir diperbarui
        dibaca:
        waktu baca
        foto:
        foto :
        foto/
        keterangan foto
        ilustrasi:
        ilustrasi.
        ilustrasi (
        gambar:
        sumber foto
        sumber gambar
        home >
        beranda >
        beranda/
        beranda »
        advertisement
        scroll ke bawah
        gulir ke bawah
        lanjutkan dengan konten
        konten ini
        artikel ini telah tayang
        artikel ini sudah tayang
        berita ini telah tayang
        """,
    # Anywhere in a short line.
    "anywhere": """
        menggunakan akismet
        menggunakan cookie
        menggunakan kuki
        kebijakan cookie
        all rights reserved
        hak cipta dilindungi
        dengan google news
        channel whatsapp
        saluran whatsapp
        kanal telegram
        """,
    # Headings after which everything up to the next paragraph is a list of links.
    "sections": """
        berita terkait
        artikel terkait
        baca juga
        terpopuler
        berita populer
        trending
        berita lainnya
        artikel lainnya
        rekomendasi
        rekomendasi untuk anda
        pilihan editor
        berita terbaru
        terbaru
        terkini
        topik terkait
        sumber
        referensi
        """,
    # Beginnings of such headings.
    "section_starts": """
        baca selengkapnya di
        berita lain tentang
        """,
    # Headings after which the page holds readers' words or a form, to its end.
    "endings": """
        komentar
        tinggalkan komentar
        tinggalkan balasan
        tulis komentar
        beri komentar
        """,
    # Words on the buttons by which a page is passed on; a line of nothing else is no text.
    "sharing": "surel cetak salin tautan bagikan",
    # Menu words that pages glue to a headline or a row of crumbs.
    "crumbs": "beranda home berita nasional internasional daerah ekonomi politik hukum dunia global news",
    # Words of photo credits: "(Foto: ANTARA/...)".
    "photo": "foto gambar ilustrasi dok dokumentasi ist istimewa antara-foto",
    # Words of a line that only says when or how long: "Diterbitkan 3 jam lalu".
    "stamps": "diterbitkan diperbarui dipublikasikan terbit tayang update menit jam detik lalu baca dibaca wib wita wit pukul",
    # Words that make even a short line without a full stop part of the article.
    "prose": "kata ujar tutur ucap mengatakan menyatakan adalah telah akan menurut bahwa tidak",
    # Glued anywhere, even inside a paragraph.
    "inside": r"\[gambas:[^\]\n]{1,60}\] | \[baca juga:?[^\]\n]{1,160}\] | \(\*\)(?=\s*$) | \((?:[a-z]{2,4}/){1,2}[a-z]{2,4}\)(?=\s*$)",
}
