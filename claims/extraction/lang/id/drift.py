"""Words whose loss or arrival changes how much a statement says: how many, when, and how surely."""

DRIFT = {
    "all": "semua, seluruh, segenap, setiap, seluruhnya, semuanya, selalu",
    "most": "sebagian besar, mayoritas, kebanyakan, umumnya",
    "some": "sebagian, beberapa, sejumlah, kadang-kadang, banyak",
    "only": "hanya, cuma, semata, semata-mata, sekadar",
    "past": "telah, sudah, pernah, sempat",
    "future": "akan, bakal, segera, hendak",
    "plan": "rencana, berencana, rencananya, direncanakan, merencanakan, niat, berniat, bermaksud, wacana, usulan",
    "wish": "ingin, berharap, harapan, mau, menginginkan",
    "duty": "harus, wajib, perlu, mesti, semestinya, seharusnya",
    "ability": "bisa, dapat, mampu, sanggup",
}
