"""Names the reader of a newspaper knows: places and governments, outlets, and the words between the parts of a name."""

NAMES = {
    "place": """rusia moskow moskwa ukraina kiev kyiv kremlin china cina tiongkok beijing taiwan jepang tokyo korea-utara korea-selatan pyongyang seoul amerika-serikat as
        washington inggris london prancis paris jerman berlin italia roma spanyol belanda belgia brussels uni-eropa eropa iran teheran irak baghdad israel palestina gaza lebanon beirut
        suriah damaskus turki ankara turkiye mesir kairo arab-saudi riyadh yaman qatar doha india new-delhi pakistan afghanistan kabul myanmar thailand bangkok malaysia kuala-lumpur
        singapura filipina manila vietnam hanoi kamboja laos brunei indonesia jakarta timor-leste papua-nugini australia canberra selandia-baru kanada ottawa meksiko brasil argentina
        kuba venezuela kolombia cile afrika-selatan nigeria kenya somalia sudan etiopia libya maroko aljazair tunisia polandia hongaria rumania finlandia swedia norwegia denmark
        swiss austria yunani portugal serbia belarus kazakhstan georgia armenia azerbaijan barat gedung-putih pentagon kremlin jawa-tengah jawa-timur jawa-barat dki-jakarta dki banten yogyakarta diy bali papua papua-barat maluku maluku-utara sulawesi-selatan sulawesi-utara
        sulawesi-tengah sulawesi-tenggara sulawesi-barat gorontalo kalimantan-timur kalimantan-barat kalimantan-selatan kalimantan-tengah kalimantan-utara sumatera-utara sumatera-barat
        sumatera-selatan riau kepulauan-riau jambi bengkulu lampung aceh bangka-belitung nusa-tenggara-barat nusa-tenggara-timur ntt ntb sumut sumbar sumsel jabar jateng jatim surabaya bandung
        semarang medan makassar palembang denpasar solo bogor depok tangerang bekasi malang hamas hizbullah taliban nato pbb asean""",
    "outlet": """reuters afp ap tass cna bbc cnn kcna yonhap xinhua antara kompas detik detikcom detik.com detiksulsel detiknews tempo liputan6 okezone sindonews republika tribunnews
        tribun cnnindonesia kumparan tirto bloomberg al-jazeera aljazeera the-guardian new-york-times washington-post wall-street-journal associated-press anadolu sputnik ria-novosti
        interfax kyodo nhk dpa cbs nbc abc fox-news sky-news channel-newsasia the-star bernama merdeka.com viva suara.com metro-tv tvone kompas.com kompas.id cnbc jpnn vivanews mediaindonesia fmt
        axios politico deutsche-welle dw voa nikkei haaretz""",
    "organisation": "pertamina telkom telkomsel garuda-indonesia google facebook meta twitter apple microsoft amazon boeing airbus tesla toyota honda samsung huawei gojek grab tokopedia shopee golkar pdi-p gerindra nasdem pks pkb ppp demokrat polri tni",
    "name_part": "bin binti al van von de el ibn abu of for",
}  # fmt: skip
