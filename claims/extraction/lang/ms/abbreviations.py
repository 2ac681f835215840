"""Words that keep their full stop inside a sentence."""

ABBREVIATIONS = frozenset(
    "dr prof hj hjh ir ts sdn bhd no jln kg pn en tn yb yab ybhg ybm dll dsb mr mrs a.l a.p s.m".split()
)
