"""Regular English verb forms, made from the base: (form, ending of the base, letters dropped, letters added); first fit per form."""

INFLECTIONS = (
    ("third", ("ch", "sh", "ss", "x", "o", "zz"), 0, "es"),
    ("third", ("by", "cy", "dy", "fy", "gy", "ly", "my", "ny", "py", "ry", "sy", "ty"), 1, "ies"),
    ("third", ("",), 0, "s"),
    ("past", ("e",), 0, "d"),
    ("past", ("by", "cy", "dy", "fy", "gy", "ly", "my", "ny", "py", "ry", "sy", "ty"), 1, "ied"),
    ("past", ("lan", "mit", "cur", "fer", "lot", "lam", "nap", "rip", "log", "beg", "but", "ver", "quip"), 0, ""),
    ("past", ("",), 0, "ed"),
    ("participle", ("ee",), 0, "ing"),
    ("participle", ("e",), 1, "ing"),
    ("participle", ("",), 0, "ing"),
)
