"""What a verb looks like when the word is not listed: endings, with the least length of the whole word."""

VERB_SHAPES = {"prefixes": (), "suffixes": ("ed",), "participles": ("ing",), "adverbs": ("ly",), "min": 5,
               "not": "united hundred indeed speed breed exceed proceed sacred naked red bed shed armed unnamed retired unidentified so-called proposed alleged"}  # fmt: skip
