"""What a report calls itself where it checks what others say, and words of one that brings the latest state."""

REPORTS = {
    "fact_check": "fact check, fact checked, fact checking, factcheck, hoax, debunked, misinformation, disinformation",
    "now": "now, updated, update, latest, as of, no longer",
}
