"""Words that tell how much, and in what way, a statement asks to be checked. `*` stands for any ending, `_` for a space."""

CHECKS = {
    "law": """undang-undang uu peraturan perpres perppu pasal hukum hukuman pidana terpidana melanggar pelanggaran ilegal sah mahkamah
        pengadilan putusan vonis divonis dakwaan didakwa izin larangan dilarang sanksi konstitusi perjanjian regulasi dipenjara penjara""",
    "event": """tewas meninggal luka terluka menewaskan melukai ditangkap menangkap ditahan menahan bertemu menandatangani ditandatangani menyerang
        diserang serangan meledak ledakan menembak ditembak menggeledah menyita disita terjadi memulai dimulai tiba mengunjungi meresmikan
        menyetujui disetujui memutuskan membeli menjual mengirim dikirim menerima membangun dibangun memecat dipecat mengundurkan menolak
        terpilih memenangkan kalah jatuh tabrakan kebakaran banjir gempa keracunan kunjungan digelar berlangsung ditemukan menemukan
        dirawat dievakuasi mengungsi menyebabkan disebabkan akibat memproduksi meluncurkan menguji mencuri korupsi membunuh dibunuh menyalahkan""",
    "prediction": "akan bakal diperkirakan diprediksi diproyeksikan mungkin kemungkinan berpotensi kelak proyeksi ramalan",
    "opinion": """bagus buruk baik hebat indah penting sangat terlalu seharusnya semestinya sebaiknya sayang mengecewakan luar_biasa
        layak pantas senang bangga prihatin kecewa bersyukur percaya yakin merasa harap berharap semoga tenang cantik keren""",
    "intention": "ingin mau berencana rencana berjanji janji berniat bertekad siap menawarkan berkomitmen akan_terus hendak berupaya target menargetkan",
    "position": "mendukung dukungan menolak mengecam mengutuk menentang menyerukan mendesak menuntut mengkritik memuji menyambut menyesalkan meminta",
    "comparison": """pertama terakhir terbesar tertinggi terendah terbanyak terburuk terbaik terlama terkecil satu-satunya lebih paling
        meningkat naik turun menurun bertambah berkurang dua_kali rekor semua seluruh selalu belum_pernah mayoritas sebagian_besar""",
    "cause": "karena akibat disebabkan menyebabkan berkat sebab dipicu memicu gara-gara sehingga",
    "question": "apakah mengapa bagaimana kenapa siapa",
    "self": "saya aku kami kita",
    "empty": "terima_kasih selamat mohon maaf tolong silakan ayo mari",
}
