"""What tells Malay from other languages: its small words, and the words Indonesian spells differently."""

LANGUAGE = {
    "name": "Bahasa Melayu",
    "neighbours": "INDONESIAN TAGALOG",
    "words": """yang dan di dari ke pada dalam dengan untuk oleh itu ini tersebut adalah ada akan telah sudah tidak bukan belum
        juga bahawa kerana kata para sebagai atau selepas sebelum menjadi lebih dapat mereka kami kita dia ia saya beliau
        seorang sebuah tetapi sejak hingga antara terhadap kepada menurut berkata masih harus secara tak hari tahun""",
    "own": """kerana bahawa selepas polis kerajaan wang hospital peratus bilion trilion isnin khamis jumaat ahad mac jun julai ogos disember
        beliau manakala semasa iaitu ialah berkenaan memaklumkan mendakwa menafikan jurucakap pegawai
        kementerian daripada syarikat inggeris amerika-syarikat semalam esok datuk seri dato tan sri tun
        encik puan cik mesyuarat mahkamah peguam pengerusi setiausaha timbalan malaysia bekas kereta lapan ujarnya kes
        parlimen pilihan-raya sidang-media dijangka setakat sehingga mahu bagaimanapun""",
}
