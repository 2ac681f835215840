"""Words that keep their full stop inside a sentence; `#` stands for the figure that must follow,
and a capital must be there where one is written ("Ill.", but "he was ill.")."""

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st gen lt col maj capt adm sgt rep reps sen sens gov rev hon pres inc corp co ltd llc vs etc jan feb Mar apr jun jul aug sep sept oct nov dec calif fla Mass mich minn Pa ariz ala Ark colo Conn Del Ga Ill Ind Kan Ky La Md Mo mont neb nev okla Ore penn tenn tex Va vt Wash wis wyo d.c u.s u.k u.n u.s.a a.m p.m i.e e.g ph.d no# nos# art# sec# p# pp# vol#".split()
)
