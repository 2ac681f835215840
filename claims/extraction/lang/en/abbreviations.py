"""Words that keep their full stop inside a sentence; `#` stands for the figure that must follow."""

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st gen lt col maj capt adm sgt rep reps sen sens gov rev hon pres inc corp co ltd llc vs etc jan feb mar apr jun jul aug sep sept oct nov dec calif fla mass mich minn pa ariz ala ark colo conn del ga ill ind kan ky la md mo mont neb nev okla ore penn tenn tex va vt wash wis wyo d.c u.s u.k u.n u.s.a a.m p.m i.e e.g ph.d no# nos# art# sec# p# pp# vol#".split()
)
