"""Words whose loss or arrival changes how much a statement says: how many, when, and how surely."""

DRIFT = {
    "all": "semua, seluruh, segala, setiap, kesemua, kesemuanya, semuanya, sentiasa",
    "most": "sebahagian besar, majoriti, kebanyakan, umumnya",
    "some": "sebahagian, beberapa, sejumlah, sesetengah, kadang-kadang, banyak, ramai",
    "only": "hanya, cuma, semata-mata, sekadar",
    "past": "telah, sudah, pernah, sempat",
    "future": "akan, bakal, hendak",
    "plan": "rancangan, merancang, dirancang, perancangan, cadangan, bercadang, berniat, hasrat",
    "wish": "mahu, ingin, berharap, harapan, menginginkan",
    "duty": "harus, mesti, wajib, perlu, sepatutnya, patut",
    "ability": "boleh, dapat, mampu",
}
