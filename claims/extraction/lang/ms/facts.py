"""How an article names its place, its outlet and the outlet it was taken from. Entries parted by commas."""

FACTS = {
    # "Dipetik daripada CNA": the words before an outlet that is credited.
    "credit": "dipetik daripada, dipetik dari, dipetik, memetik, memetik laporan, lapor, sumber, dilaporkan oleh",
    # Words between these and the outlet's name.
    "credit_fillers": "agensi berita, akhbar, portal, portal berita, stesen televisyen, media, laporan, laman sesawang",
    # "Oleh: Bernama", "Wartawan Bernama": what stands in a byline before a name, after it, and between two.
    "byline": "oleh, ditulis oleh, penulis, pemberita, wartawan, koresponden, laporan, sumber, kredit, teks, agensi berita, dipetik daripada",
    "byline_after": "kakitangan, agensi berita",
    "byline_link": "dan, bersama, dengan, untuk, melalui",
    # Words that make a name in a dateline an outlet and not a place.
    "outlet_words": """news, com, com.my, my, net, tv, post, times, press, radio, media, bernama, berita, harian, utusan, sinar,
        kosmo, metro, cnn, bbc, reuters, afp, ap, malaysiakini, star, online, astro""",
}
