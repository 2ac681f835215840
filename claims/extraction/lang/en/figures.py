"""How numbers, multipliers, currencies and rough amounts are written."""

FIGURES = {
    "decimal": ".",
    "thousand": ",",
    "words": {
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
        "half": 0.5,
    },
    "composed": {},
    "rough": {"dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 1e6, "billions": 1e9, "scores": 20},
    "multipliers": {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
                    "m": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3},
    "currencies": {"us$": "US$", "usd": "US$", "$": "$", "€": "€", "£": "£", "rp": "Rp", "rm": "RM", "s$": "S$", "a$": "A$", "c$": "C$", "¥": "¥"},
    "percent": "% percent per-cent",
    "ranges": "to - –",
    "approximate": "about around roughly nearly almost some over more-than less-than at-least up-to approximately an-estimated",
    "joiners": "of",
    "identifiers": "article section number no resolution chapter page flight route highway room phase title proposition channel formula covid act",  # a number after these is a name, not an amount
    "ordinal": "",
}  # fmt: skip
