"""Malay words that attribute. An entry is written `root active passive`; the clitic form (`katanya`) is made from the root."""

from claims.extraction.lang.shared import Cues

CUES = (
    Cues(
        "speech",
        "clause that whether quote after bare",
        """kata mengatakan dikatakan, ujar, tutur, ucap mengucapkan, ungkap mengungkapkan, jelas menjelaskan dijelaskan, tegas menegaskan ditegaskan,
        tambah menambah ditambah, sebut menyebut disebut, cerita menceritakan diceritakan, dakwa mendakwa didakwa, luah meluahkan diluahkan,
        ulas mengulas, jawab menjawab, seru menyeru, pesan berpesan, bantah, harap, akui, keluh mengeluh""",
    ),
    Cues(
        "speech",
        "clause that whether quote",
        """berkata, berujar, menambahkan, memberitahu diberitahu, memaklumkan dimaklumkan, menyatakan dinyatakan, mengumumkan diumumkan,
        mendedahkan didedahkan, mengesahkan disahkan, menyifatkan disifatkan, menzahirkan, melahirkan, memperincikan, menekankan ditekankan,
        mengakui diakui, mengaku, mengingatkan diingatkan, memperingatkan, mencadangkan dicadangkan, menyarankan disarankan, membayangkan,
        menganggap, memperjelas, bertanya, mempersoalkan dipersoalkan, bertegas, berpendapat, membidas, merumuskan, memetik_sebagai_berkata,
        menyuarakan disuarakan, menggambarkan digambarkan, memberi_jaminan, menjamin, mengulangi, mempertahankan, menasihatkan dinasihatkan""",
    ),
    Cues("writing", "clause that quote after bare", "tulis menulis ditulis, menerusi_hantaran, memuat_naik, berciap, ciap"),
    Cues("report", "clause that quote after bare", "lapor"),
    Cues("report", "clause that quote", "melaporkan dilaporkan, memberitakan diberitakan, mencatatkan, menyiarkan, melapor"),
    Cues("finding", "that clause object", "mendapati, mengetahui_bahawa, menemui_bahawa"),
    Cues("finding", "full that documented", "menunjukkan, membuktikan, memperlihatkan"),
    Cues("finding", "prep documented", "berdasarkan, merujuk"),
    Cues("belief", "clause that", "percaya, yakin, mempercayai, mengandaikan, optimis, sedar, beranggapan, berpandangan"),
    Cues("belief", "clause that", "menjangka, menjangkakan, menganggarkan, meramalkan, mengesyaki", hedges=True),
    Cues("belief", "clause that quote", "berharap, mengharapkan"),
    Cues("fear", "clause that", "bimbang, khuatir, risau, takut, gusar", hedges=True),
    Cues("order", "that clause to", "meminta, mengarahkan diarahkan, menggesa digesa, menuntut dituntut, mendesak didesak, memerintahkan diperintahkan, merayu, melarang dilarang, mengajak"),
    Cues("intention", "that clause to", "berjanji, menjanjikan dijanjikan, merancang dirancang, berhasrat, bercadang, komited, bertekad, menawarkan, mengancam, mengugut, bersedia, enggan, menolak"),
    Cues("denial", "clause that object", "menafikan dinafikan, menyangkal disangkal, menepis, membantah", negates=True),
    Cues("judgement", "that object", "mengecam dikecam, mengkritik dikritik, menuduh dituduh, menyalahkan, memuji, mengalu-alukan, menyambut_baik, mengutuk, membidas, menyelar"),
    Cues("speech", "about", "bercakap_tentang, bercakap_mengenai, membincangkan, mengulas_mengenai, mengulas_tentang, menyentuh_mengenai"),
    Cues("speech", "object", "menjelaskan, mengumumkan, mengesahkan, mengakui, menegaskan, mendedahkan"),
    Cues("speech", "prep", "menurut, kata"),
    Cues(
        "belief",
        "evidential",
        "dipercayai, diyakini, dijangka, dijangkakan, dianggarkan, disyaki, dilaporkan, dikatakan, didakwa, diramalkan, dikhabarkan, khabarnya, kononnya, dikhuatiri, dianggap, dituduh",
        hedges=True,
    ),
    Cues("fear", "noun", "kebimbangan, kekhuatiran, ketakutan", hedges=True),
    Cues("belief", "noun", "spekulasi, dakwaan, jangkaan, anggaran, khabar-angin, keyakinan, tuduhan, andaian, harapan", hedges=True),
    Cues("speech", "noun", "laporan, kenyataan, janji, amaran, pengakuan, pengumuman, arahan, gesaan, kesimpulan, ugutan, penafian"),
    Cues("report", "relay", "dipetik, memetik, dipetik_daripada, dilaporkan_oleh, seperti_dilaporkan, sebagaimana_dilaporkan, memetik_laporan"),
)  # fmt: skip
