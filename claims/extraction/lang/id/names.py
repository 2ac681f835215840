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
        semarang medan makassar palembang denpasar solo bogor depok tangerang bekasi malang hamas hizbullah taliban nato pbb asean
        sleman bantul kulon-progo gunungkidul klaten boyolali sukoharjo wonogiri karanganyar sragen grobogan blora rembang kudus jepara demak kendal temanggung magelang purworejo kebumen
        banjarnegara purbalingga banyumas purwokerto cilacap brebes tegal pemalang pekalongan salatiga ungaran sidoarjo gresik lamongan tuban bojonegoro ngawi magetan ponorogo pacitan
        trenggalek tulungagung blitar kediri nganjuk jombang mojokerto pasuruan probolinggo situbondo bondowoso jember banyuwangi lumajang bangkalan pamekasan sumenep madiun madura cianjur
        sukabumi garut tasikmalaya ciamis pangandaran kuningan cirebon majalengka sumedang indramayu subang purwakarta karawang cimahi serang pandeglang lebak cilegon tangerang-selatan
        jakarta-selatan jakarta-utara jakarta-barat jakarta-timur jakarta-pusat badung gianyar klungkung karangasem buleleng jembrana tabanan bangli mataram lombok-timur lombok-barat
        lombok-tengah lombok-utara lombok sumbawa dompu kupang manggarai manggarai-barat sikka flores-timur flores lembata sumba-timur sumba-barat sumba labuan-bajo deli-serdang langkat
        simalungun asahan labuhanbatu tapanuli-utara tapanuli-selatan tapanuli-tengah samosir dairi nias binjai tebing-tinggi pematangsiantar padang bukittinggi payakumbuh pariaman agam
        tanah-datar pasaman pesisir-selatan dharmasraya sijunjung kampar pelalawan siak bengkalis rokan-hulu rokan-hilir indragiri-hulu indragiri-hilir dumai pekanbaru batam bintan
        tanjungpinang karimun natuna muaro-jambi kerinci merangin tebo bungo ogan-ilir ogan-komering-ilir musi-banyuasin muara-enim lahat prabumulih lubuklinggau banyuasin pangkalpinang
        belitung bangka bandar-lampung lampung-selatan lampung-timur lampung-tengah lampung-utara pringsewu tanggamus pesawaran mesuji banda-aceh aceh-besar pidie bireuen lhokseumawe
        aceh-utara aceh-timur aceh-tengah langsa gayo-lues nagan-raya simeulue pontianak singkawang sambas mempawah sanggau sintang ketapang kubu-raya kapuas-hulu banjarmasin banjarbaru
        barito-kuala tanah-laut kotabaru palangkaraya palangka-raya kotawaringin-timur kotawaringin-barat kapuas seruyan katingan samarinda balikpapan bontang kutai-kartanegara kutai-timur
        kutai-barat berau paser penajam-paser-utara tarakan nunukan malinau bulungan manado bitung minahasa tomohon bolaang-mongondow kotamobagu sangihe talaud palu donggala poso morowali
        parigi-moutong toli-toli tolitoli banggai gowa maros pangkep barru parepare pinrang sidrap wajo soppeng sinjai bulukumba bantaeng jeneponto takalar luwu luwu-utara luwu-timur palopo
        toraja tana-toraja enrekang kendari konawe kolaka muna buton baubau wakatobi mamuju majene polewali-mandar ambon tual seram ternate tidore halmahera jayapura sorong manokwari merauke
        timika mimika nabire biak puncak-jaya wamena jayawijaya yahukimo nduga raja-ampat fakfak kaimana papua-tengah papua-pegunungan papua-selatan papua-barat-daya ikn sulsel sulut sulteng
        sultra kaltim kalsel kalteng kalbar kaltara babel kepri jabodetabek bangladesh nepal sri-lanka mongolia uganda ghana kongo rwanda niger burkina-faso zimbabwe angola mozambik peru
        ekuador bolivia paraguay uruguay panama haiti islandia irlandia skotlandia slovakia slovenia kroasia bosnia kosovo albania bulgaria estonia latvia lituania moldova siprus kuwait
        bahrain oman uea uni-emirat-arab uzbekistan kirgizstan tajikistan turkmenistan hong-kong makau new-york california texas florida los-angeles rafah tepi-barat yerusalem tel-aviv
        krimea donbas mariupol kharkiv odessa abu-dhabi dubai jenewa wina brussel den-haag sydney melbourne""",
    "outlet": """reuters afp ap tass cna bbc cnn kcna yonhap xinhua antara kompas detik detikcom detik.com detiksulsel detiknews tempo liputan6 okezone sindonews republika tribunnews
        tribun cnnindonesia kumparan tirto bloomberg al-jazeera aljazeera the-guardian new-york-times washington-post wall-street-journal associated-press anadolu sputnik ria-novosti
        interfax kyodo nhk dpa cbs nbc abc fox-news sky-news channel-newsasia the-star bernama merdeka.com viva suara.com metro-tv tvone kompas.com kompas.id cnbc jpnn vivanews mediaindonesia fmt
        axios politico deutsche-welle dw voa nikkei haaretz""",
    "organisation": "pertamina telkom telkomsel garuda-indonesia google facebook meta twitter apple microsoft amazon boeing airbus tesla toyota honda samsung huawei gojek grab tokopedia shopee golkar pdi-p gerindra nasdem pks pkb ppp demokrat polri tni",
    "name_part": "bin binti al van von de el ibn abu of for",
    # Small words inside the name of an office, and that of `name_part` that parts two names oftener than it stands in one.
    "office_link": "dari dan of and",
    "parting": "for",
    # What a description loses when it comes again: "sumber" finds "seorang sumber".
    "description_article": "seorang sebuah satu para",
}  # fmt: skip
