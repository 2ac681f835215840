"""Words that tell how much, and in what way, a statement asks to be checked. `*` stands for any ending, `_` for a space."""

CHECKS = {
    "law": """akta undang-undang perlembagaan peraturan seksyen hukuman mahkamah melanggar haram sah penghakiman sabit didakwa dituduh lesen larangan dilarang sekatan
        perjanjian penjara dipenjara kompaun saman""",
    "event": """maut meninggal cedera terbunuh membunuh ditangkap menangkap menahan ditahan bertemu menandatangani ditandatangani menyerang diserang serangan meletup letupan
        menembak ditembak merampas dirampas berlaku bermula tiba melawat merasmikan meluluskan diluluskan memutuskan membeli menjual menghantar dihantar menerima membina dibina
        memecat dipecat meletak menang kalah jatuh terbabas kemalangan kebakaran banjir gempa keracunan lawatan diadakan ditemui menemui dirawat dipindahkan menyebabkan disebabkan
        akibat melancarkan menguji mencuri rasuah""",
    "prediction": "akan bakal dijangka diramalkan dianggarkan mungkin kemungkinan berpotensi unjuran ramalan",
    "opinion": """bagus buruk baik hebat indah penting sangat terlalu sepatutnya sewajarnya sayang mengecewakan luar_biasa layak wajar gembira bangga kecewa bersyukur percaya yakin
        berasa harap berharap semoga tenang cantik""",
    "intention": "ingin mahu merancang rancangan berjanji janji berhasrat bertekad bersedia menawarkan komited hendak berusaha sasaran menyasarkan bercadang",
    "position": "menyokong sokongan menolak mengecam mengutuk menentang menyeru mendesak menggesa menuntut mengkritik memuji mengalu-alukan menyambut kesal meminta",
    "comparison": """pertama terakhir terbesar tertinggi terendah terbanyak terburuk terbaik paling lebih meningkat naik turun menurun bertambah berkurang rekod semua seluruh sentiasa
        belum_pernah majoriti sebahagian_besar""",
    "cause": "kerana akibat disebabkan menyebabkan sebab berpunca mencetuskan sehingga",
    "question": "apakah adakah mengapa bagaimana kenapa siapa",
    "self": "saya aku kami kita",
    "empty": "terima_kasih tahniah maaf tolong sila mari",
}
