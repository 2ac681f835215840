"""What a report calls itself where it checks what others say, and words of one that brings the latest state."""

REPORTS = {
    "fact_check": "cek fakta, periksa fakta, hoaks, hoax, disinformasi, misinformasi, salah konteks",
    "now": "kini, sekarang, terkini, diperbarui, pemutakhiran, terbaru, tak lagi, tidak lagi",
}
