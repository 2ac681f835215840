"""Sentences that this pack must read: (speaker, cue, content) of every find; a speaker who is not named is "". Pieces are parted by " … "."""

EXAMPLES = (
    ("Datuk Bandar Rahim Osman berkata pasar itu dibuka Isnin.", (("Rahim Osman", "berkata", "pasar itu dibuka Isnin"),)),
    ("“Pasar ini milik rakyat,” kata Rahim Osman.", (("Rahim Osman", "kata", "Pasar ini milik rakyat"),)),
    ("Rahim Osman merasmikan pasar itu. “Kami gembira,” katanya.", (("Rahim Osman", "katanya", "Kami gembira"),)),
    ("Menurut Kementerian Perdagangan, harga beras turun 4 peratus.", (("Kementerian Perdagangan", "Menurut", "harga beras turun 4 peratus"),)),
    ("Peniaga dipercayai menyorok beras.", (("", "dipercayai", "Peniaga … menyorok beras"),)),
    ("Rahim Osman menafikan bahawa stok telah habis.", (("Rahim Osman", "menafikan", "stok telah habis"),)),
    ("Jurucakap kerajaan Aisyah Karim menegaskan tiada beras import.", (("Aisyah Karim", "menegaskan", "tiada beras import"),)),
    ("Data Jabatan Perangkaan menunjukkan harga beras turun.", (("Jabatan Perangkaan", "menunjukkan", "harga beras turun"),)),
    ("Bernama melaporkan bahawa pasar itu dibuka Isnin.", (("Bernama", "melaporkan", "pasar itu dibuka Isnin"),)),
    ("“Harga ikan naik,” lapor Bernama.", (("Bernama", "lapor", "Harga ikan naik"),)),
    ("Kenyataan yang sama disampaikan Rahim Osman.", ()),
    ("Pasar itu dibuka Isnin.", ()),
)  # fmt: skip
