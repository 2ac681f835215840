"""Names the reader of a newspaper knows: places and governments, outlets, and the words between the parts of a name."""

NAMES = {
    "place": """malaysia kuala-lumpur putrajaya selangor johor johor-bahru pulau-pinang kedah perlis perak pahang kelantan kota-bharu terengganu melaka negeri-sembilan seremban sabah kota-kinabalu
        sarawak kuching labuan shah-alam ipoh alor-setar rusia moscow ukraine kyiv kremlin china beijing taiwan jepun tokyo korea-utara korea-selatan pyongyang seoul amerika-syarikat as
        washington britain london perancis paris jerman berlin itali rom sepanyol belanda brussels eropah kesatuan-eropah iran tehran iraq baghdad israel palestin gaza lubnan beirut
        syria damsyik turkiye ankara mesir kaherah arab-saudi riyadh yaman qatar doha india new-delhi pakistan afghanistan kabul myanmar thailand bangkok
        singapura filipina manila vietnam hanoi kemboja laos brunei indonesia jakarta timor-leste australia canberra new-zealand kanada ottawa mexico brazil argentina
        afrika-selatan nigeria kenya somalia sudan libya maghribi barat rumah-putih pentagon hamas hizbullah taliban pbb asean""",
    "outlet": """bernama reuters afp ap tass cna bbc cnn kcna yonhap xinhua antara berita-harian harian-metro utusan-malaysia sinar-harian astro-awani the-star new-straits-times malaysiakini
        free-malaysia-today malay-mail kosmo sinar bloomberg al-jazeera anadolu kyodo nhk dpa""",
    "organisation": "petronas maybank proton perodua airasia tenaga-nasional umno pas pkr dap google facebook meta apple microsoft",
    "name_part": "bin binti a/l a/p al van von de ibn abu of anak",
    # Small words inside the name of an office.
    "office_link": "dari dan of and",
    # What a description loses when it comes again: "sumber" finds "seorang sumber".
    "description_article": "seorang sebuah satu para",
}  # fmt: skip
