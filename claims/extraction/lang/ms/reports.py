"""What a report calls itself where it checks what others say, and words of one that brings the latest state."""

REPORTS = {
    "fact_check": "semak fakta, semakan fakta, berita palsu, hoaks",
    "now": "kini, sekarang, terkini, dikemas kini, terbaharu, tidak lagi",
}
