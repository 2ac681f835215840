"""How an article names its place, its outlet and the outlet it was taken from. Entries parted by commas."""

FACTS = {
    # "Dikutip dari CNA", "Dilansir Reuters, Senin (12/12/2022)": the words before an outlet that is credited.
    "credit": """dikutip dari, dikutip, dilansir dari, dilansir oleh, dilansir, melansir dari, melansir, mengutip dari, mengutip,
        diberitakan, disadur dari, seperti dikutip dari, sumber, dinukil dari""",
    # Words between these and the outlet's name.
    "credit_fillers": "kantor berita, laman, situs, situs berita, media, harian, surat kabar, portal, stasiun televisi, koran, dari",
    # "Oleh: TASS", "Kontributor Antara": what stands in a byline before a name, after it, and between two.
    "byline": """oleh, ditulis oleh, penulis, pewarta, reporter, wartawan, jurnalis, kontributor, koresponden, laporan, laporan dari,
        sumber, kredit, teks, tim, redaksi, kantor berita, dikutip dari, dilansir dari, disadur dari""",
    "byline_after": "staf, tim, redaksi",
    "byline_link": "dan, bersama, dengan, untuk, melalui, via",
    # Words that make a name in a dateline an outlet and not a place.
    "outlet_words": """news, com, co.id, id, net, tv, post, times, press, radio, media, pos, kompas, tempo, antara, detik, republika,
        tribun, berita, online, koran, harian, cnn, bbc, reuters, afp, kabar, suara, info, indonesia, wire, radar, liputan6""",
}
