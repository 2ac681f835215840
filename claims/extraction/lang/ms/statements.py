"""How a statement is put into one line: which cues may give way to a colon, and where a line may be cut."""

STATEMENTS = {
    # Cues that say no more than that something was said: "Kremlin berkata tiada perjanjian" → "Kremlin: tiada perjanjian".
    "plain_cues": """kata katanya berkata mengatakan dikatakan ujar ujarnya tutur ucap ungkap mengungkapkan jelas jelasnya menjelaskan dijelaskan
        tegas tegasnya menegaskan tambah tambahnya menambah menambahkan sebut menyebut menurut menurutnya lapor melaporkan memberitakan menyatakan dinyatakan
        memaklumkan dimaklumkan memberitahu mengumumkan mendedahkan tulis menulis cerita menceritakan mengulas ulas memetik dipetik""",
    # Nouns: "kebimbangan bahawa …".
    "noun_cues": "kebimbangan kekhuatiran ketakutan spekulasi dakwaan jangkaan anggaran keyakinan tuduhan andaian harapan laporan kenyataan janji amaran pengakuan arahan gesaan ugutan",
    "that": "bahawa",
    # A long line is cut before one of these, parted by commas.
    "clause_openers": "yang,iaitu,manakala,sedangkan,ketika,apabila,selepas,sebelum,kerana,sehingga,namun,tetapi,walaupun,meskipun,termasuk,serta,dan,untuk,agar,di mana,dengan",
    # A long line may lose an opening that begins with one of these, up to its last comma.
    "openings": "selepas ketika semasa sebelum apabila dalam di pada sejak selama mengulas",
    # Words that change what is said: a cut never takes the only one of them away.
    "conditions": "jika sekiranya kalau apabila kecuali hanya asalkan tanpa",
    # Small words that keep their capital inside a line.
    "always_capital": "",
    # A comma before one of these is dropped from a headline.
    "no_comma_before": "atau dan dari daripada pada di ke untuk serta dengan oleh",
    "unknown_speaker": "Penutur tidak jelas",
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
