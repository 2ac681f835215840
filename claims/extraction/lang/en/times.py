"""Days, months and the words by which a text points from its own date to another.

`|` parts spellings of one thing; the order of weekdays (Monday first), months and units carries meaning.
"""

TIMES = {
    "weekdays": "monday tuesday wednesday thursday friday saturday sunday",
    "months": """january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep
        october|oct november|nov december|dec""",
    "units": {"day": "day days", "week": "week weeks", "month": "month months", "year": "year years"},
    "days": {
        "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
        "last night": -1, "overnight": 0, "the day before yesterday": -2,
    },
    "before_weekday": "",
    "after_weekday": "morning afternoon evening night",
    "before_month": "",
    "date_links": "of",  # "3rd of May"
    "last": {"before": "last this-past", "after": ""},
    "next": {"before": "next this-coming", "after": ""},
    "this": {"before": "this", "after": ""},
    "ago": "ago",
    "ahead": "from-now hence",
    "ago_fillers": "",
    "earlier": "earlier late early later",
    "future": "will would shall upcoming scheduled due plans planned",
    "year_leads": "in since until by from during before after late early of mid",
    "vague": "several few some many",  # before a unit: nobody can say how many
    "numeric": "",  # 2/4/2021 is February in the United States, April elsewhere
    "clock": "at",
    "ordinals": "st nd rd th",
}  # fmt: skip
