"""How a statement is put into one line: which cues may give way to a colon, and where a line may be cut."""

STATEMENTS = {
    # Cues that say no more than that something was said: "Kremlin mengatakan belum ada perjanjian" → "Kremlin: belum ada perjanjian".
    # Others keep their word, because without it the line would say something else ("X membantah …").
    "plain_cues": """kata katanya berkata mengatakan dikatakan ujar ujarnya mengujarkan tutur tuturnya menuturkan dituturkan ucap ucapnya mengucapkan
        ungkap ungkapnya mengungkapkan diungkapkan mengungkap jelas jelasnya menjelaskan dijelaskan terang terangnya menerangkan papar paparnya
        memaparkan sebut sebutnya menyebut menyebutkan disebutkan tegas tegasnya menegaskan tandas tandasnya imbuh imbuhnya mengimbuhkan tambah tambahnya
        menambahkan lanjut lanjutnya melanjutkan menurut menurutnya melaporkan memberitakan menyatakan dinyatakan menyampaikan disampaikan pungkas
        pungkasnya beber bebernya membeberkan bilang bilangnya cetus cetusnya tulis tulisnya menulis menceritakan cerita ceritanya bercerita
        menginformasikan mengumumkan mengabarkan mencatat mengutarakan melansir mengutip mengemukakan
        dikutip dilansir diberitakan""",
    # Nouns: "ketakutan Barat bahwa …".
    "noun_cues": """ketakutan kekhawatiran kecemasan spekulasi rencana klaim laporan dugaan keyakinan tudingan tuduhan pernyataan janji harapan kabar
        peringatan pengakuan pendapat pandangan isu rumor ancaman kesepakatan keputusan usulan""",
    "that": "bahwa",
    # A long line is cut before one of these, parted by commas.
    "clause_openers": "yang,yaitu,yakni,sementara,sedangkan,ketika,saat,setelah,sebelum,karena,sehingga,namun,tetapi,meskipun,meski,termasuk,serta,dan,untuk,agar,di mana,dengan",
    # A long line may lose an opening that begins with one of these, up to its last comma.
    "openings": "setibanya setelah sesudah saat ketika sebelum usai seusai dalam di pada sejak selama sementara berbicara",
    # Words that change what is said: a cut never takes the only one of them away.
    "conditions": "jika kalau apabila bila kecuali hanya asalkan tanpa",
    # Small words that keep their capital inside a line.
    "always_capital": "",
    # A comma before one of these is dropped from a headline.
    "no_comma_before": "atau dan dari pada di ke untuk serta dengan oleh",
    "unknown_speaker": "Pembicara belum jelas",
    # Beginnings and endings that do not change what a word is about, for telling that two statements are one.
    "assimilated": {
        "meny": "s",
        "peny": "s",
        "men": "t",
        "pen": "t",
        "mem": "p",
        "pem": "p",
    },  # before a vowel: menulis → tulis
    "prefixes": "me mem men meng meny di ke ber ter pe pem pen peng per memper diper se",
    "suffixes": "kan i an nya annya kannya inya lah kah pun",
}
