"""Words that keep their full stop inside a sentence."""

ABBREVIATIONS = frozenset(
    "dr drs dra ir prof hj h kh ust jl no tgl hlm dll dsb dst tbk st mr mrs ny tn sdr a.n. u.p. rp gg kel kec kab prov bpk bp m.si s.h s.e m.m ph.d".split()
)
