"""Regular English verb forms, made from the base: (form, ending of the base, letters dropped, letters added); first fit per form.

`*` in the letters added stands for the last letter of the base, doubled: "admit", "admitted".
"""

INFLECTIONS = (
    ("third", ("ch", "sh", "ss", "x", "o", "zz"), 0, "es"),
    ("third", ("by", "cy", "dy", "fy", "gy", "ly", "my", "ny", "py", "ry", "sy", "ty"), 1, "ies"),
    ("third", ("",), 0, "s"),
    ("past", ("e",), 0, "d"),
    ("past", ("by", "cy", "dy", "fy", "gy", "ly", "my", "ny", "py", "ry", "sy", "ty"), 1, "ied"),
    ("past", ("lan", "mit", "cur", "fer", "lot", "lam", "nap", "rip", "log", "beg", "but", "ver", "quip"), 0, "*ed"),
    ("past", ("",), 0, "ed"),
    (
        "participle",
        ("lan", "mit", "cur", "fer", "lot", "lam", "nap", "rip", "log", "beg", "but", "ver", "quip"),
        0,
        "*ing",
    ),
    ("participle", ("ee",), 0, "ing"),
    ("participle", ("e",), 1, "ing"),
    ("participle", ("",), 0, "ing"),
)
