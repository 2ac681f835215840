"""Small words and nouns that tell where a phrase begins and ends and what it is."""

WORDS = {
    "determiner": "baik pihak para sang si kaum seluruh semua setiap",
    "indefinite": "seorang sebuah seekor beberapa sejumlah satu dua tiga empat lima sebagian banyak salah sekelompok suatu",
    "demonstrative": "itu ini tersebut tadi",
    "preposition": "di ke dari pada dalam dengan untuk oleh bagi tentang kepada terhadap antara atas hingga sampai sejak selama melalui tanpa sebagai mengenai soal terkait menjelang usai seusai lewat sekitar sesuai seperti seiring berkat akibat demi",
    "coordinator": "dan atau serta maupun",
    "subordinator": "ketika saat karena jika kalau apabila bila setelah sebelum sesudah agar supaya meski meskipun walau walaupun sehingga sebab selagi sembari setiap setibanya selain selama sejak andai guna padahal",
    "contrast": "tetapi tapi namun sementara sedangkan meskipun meski walaupun walau kendati padahal melainkan",
    "sharing": "seraya sambil sembari dan serta lalu kemudian tetapi namun",
    "complementiser": "bahwa bahwasanya agar supaya",
    "question": "apakah mengapa kenapa bagaimana siapa kapan apa",
    "relative": "yang di-mana dimana",
    "auxiliary": "telah sudah akan sedang masih bisa dapat harus mau ingin sempat pernah bakal belum turut ikut mulai terus perlu boleh hendak pun tengah enggan",
    "adverb": "juga kemudian lalu kembali langsung hanya sendiri bahkan pula misalnya sebelumnya lagi dengan tegas secara terpisah sekadar justru singkat akhirnya lantas sebelumnya selanjutnya antara lain pernah jelas giliran memang terus sekaligus selalu kerap sering pun turut malah mengaku tetap biasanya tentunya sebenarnya umumnya selebihnya bersama hampir kini kadang acap terkadang sontak spontan buru-buru terang-terangan blak-blakan berulang sangat amat sungguh benar-benar semakin kian sebaiknya",
    "negator": "tidak tak bukan belum jangan enggak nggak tiada tanpa ndak gak",
    "pronoun": "dia ia beliau mereka nya dirinya keduanya pihaknya",
    "plural_pronoun": "mereka keduanya",
    "first_person": "saya aku kami kita anda kamu engkau",
    "infinitive": "untuk agar supaya",
    "agent": "oleh",
    "about": "tentang mengenai soal terkait perihal",
    "addressee": "kepada terhadap",
    "opener": "namun tetapi tapi sementara selain bahkan kemudian lalu selanjutnya sebelumnya adapun sedangkan karena oleh meski meskipun lebih lanjut kendati akan walau walaupun dan jadi apalagi sebaliknya padahal pun terpisah sebab dengan di pada dalam saat ketika setelah untuk dari hingga sejak sana sini situ sebagaimana seperti begitupun termasuk misalnya alhasil walhasil kini dulu syahdan lantas akhirnya akibatnya artinya pasalnya terlebih adapula terbaru",
    "time": "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober november desember hari kemarin besok lusa tadi pagi siang sore malam pekan bulan tahun waktu wib wita wit",
    "title": """presiden wapres wakil perdana menteri menko mensos menkeu menlu menhan menkes mendagri gubernur wagub bupati wali walikota wali-kota camat lurah kades ketua wakil-ketua
        sekretaris bendahara kepala kabid kasubdit kapolri kapolda kapolres kapolsek kadis kabag kabiro panglima pangdam danrem dandim
        jenderal jendral letjen letnan mayjen mayor brigjen brigadir kolonel kapten laksamana marsekal komjen komisaris kompol kombes kombespol akbp akp iptu ipda aipda bripka irjen inspektur
        juru jubir direktur dirut dirjen deputi asisten staf anggota pemimpin pendiri pengamat peneliti analis pakar guru dosen rektor
        dekan dokter dr dr. prof profesor drs ir haji hj hajah kh kiai kyai ustaz ustadz romo pendeta uskup paus raja ratu pangeran sultan
        pengacara advokat hakim jaksa penyidik koordinator manajer manager ceo komisioner komisaris-utama senator pelatih kapten-tim aktor aktris
        penyanyi sutradara penulis wartawan jurnalis editor mantan eks bekas mendiang almarhum bapak pak ibu bu bung saudara tuan nyonya
        besar utama umum jenderal muda madya agung ad interim pelaksana tugas plt pj penjabat pjs dekan duta konsul utusan perwakilan warga saksi korban tersangka terdakwa
        aktivis petani nelayan pedagang mahasiswa siswa sopir ekonom epidemiolog sosiolog ahli tokoh ulama pejabat petugas juri komandan bos chief kuasa hukum penasihat penasehat pengajar pegiat penggiat sekjen wasekjen ketum waketum kasatgas kasat kanit kapuspen kadiv kadivhumas kabareskrim kajari kajati menkopolhukam
        menparekraf mendikbud menag mentan menhub menpora menpan menteri-koordinator sekda politikus politisi legislator relawan praktisi virolog psikolog perawat bidan pengurus pengelola pemilik
        wakapolda wakapolres kapolsek kapolresta kapolrestabes dirreskrimum atlet pemain wasit budayawan sejarawan filsuf aktor presenter youtuber influencer perdana-menteri kanselir head director manager chief officer president vice founder co-founder lead country regional
        humas artis penyair seniman komika desainer pimpinan kasi kasie kasubag karo karopenmas kapusdatin kalaksa kasipenkum kasatreskrim kasatlantas kasatresnarkoba dirkrimum dirkrimsus dirlantas dirreskrimsus dirresnarkoba kadispen kapendam kabidhumas wamen wamenlu wamenkes wamenkeu wamenag menkominfo menkumham mendag menperin menaker mendes mendikbudristek stafsus ajudan panitera notaris psikiater meteorolog geolog vulkanolog arkeolog antropolog kriminolog seismolog purnawirawan capres cawapres cagub caleg calon sekum bendum plh kasal kasad ksad kasau pangkostrad danlanud danlanal serda sertu serka serma letda lettu letkol marsda marsma laksda laksma brigpol drg ns apt gus habib rapper novelis komponis maestro penanggung jawab sekretariat""",
    "group_word": """kementerian kemenkes kemenlu kemenhan badan lembaga dinas komisi mahkamah pengadilan kepolisian kejaksaan polri polda polres polsek polisi tni militer angkatan tentara
        pemerintah pemkot pemprov pemkab dewan dpr dprd mpr partai organisasi asosiasi yayasan institut universitas perusahaan pt cv bank
        kelompok gerakan front koalisi aliansi serikat perserikatan uni persatuan ikatan kedutaan kantor pusat satgas tim otoritas istana parlemen komite bursa grup klub
        perhimpunan pbb nato who kpk bpk bpom bmkg bnpb bi ojk kpu bawaslu mui nu muhammadiyah kominfo negara kongres senat barat komnas kontras lsm icw ylbhi
        federasi konsulat detasemen rumah sekolah jaringan forum himpunan sekretariat rezim pihak kubu kabinet majelis fraksi panitia satuan unit perkumpulan operator maskapai produsen pengembang
        delegasi bps bnn bkn bpbd basarnas pvmbg brin lipi lapan bapanas bapeten kpai lpsk bpjs lps lpdp kadin apindo hipmi pgri idi ikappi ylki walhi imparsial setara kemendagri kemenag kemenko kemenhub kementan kemenperin kemendag kemenaker kemensos kemendikbud kemendikbudristek kemenparekraf kemenkumham kemenkeu kemenpora klhk kkp esdm bumn bareskrim densus polresta polrestabes polsekta puskesmas rsud rsup dinkes disdik bappenas tbk persero inc ltd corp firma konsorsium manajemen keuskupan gereja masjid pesantren akademi politeknik kampus laboratorium observatorium bandara pelabuhan direktorat divisi biro fakultas""",
    "outlet_word": "kantor-berita harian koran surat-kabar majalah media stasiun portal tabloid televisi berita",
    "document_word": "pernyataan laporan surat dokumen survei studi penelitian data hasil riset kajian jajak catatan temuan sensus statistik analisis keterangan rilis dakwaan putusan pantauan pemantauan simulasi pemodelan indeks investigasi audit angka jajak-pendapat penelusuran penyelidikan pengamatan rekaman laman situs pendataan berkas",
    "person_noun": """pejabat sumber saksi warga petugas polisi pria wanita perempuan laki-laki orang pengamat analis pakar ahli peneliti
        juru perwakilan wakil anggota pengungsi korban keluarga istri suami ayah ibu anak tetangga pedagang sopir pekerja buruh karyawan dokter perawat tentara
        prajurit komandan diplomat perwira aktivis mahasiswa siswa guru kritikus pendukung demonstran pengunjuk penyidik jaksa pengacara hakim
        saksi-mata masyarakat publik penduduk rakyat kalangan sejumlah banyak netizen warganet ilmuwan narasumber seseorang lawan pengusaha petani nelayan tersangka terdakwa terpidana kerabat sahabat teman rekan kolega tetua pengendara penumpang pembeli pelanggan nasabah konsumen jemaah suporter santri orangtua pengguna pengunjung pasien pelaku pelajar pesinetron pedangdut pelantun pemeran peraih alumnus jebolan legislator pelapor terlapor sesepuh penyintas lelaki gadis bocah remaja pemuda kakek nenek ustaz pengemudi peserta panitia relawan penjual pembalap atlet pemilih kader simpatisan napi narapidana wisatawan turis""",
    "office": """pertahanan luar negeri dalam keuangan kesehatan pendidikan kebudayaan sosial agama hukum ham perhubungan perdagangan perindustrian pertanian kehutanan kelautan perikanan
        energi sumber daya mineral pekerjaan umum perumahan rakyat desa tenaga kerja ketenagakerjaan komunikasi informatika pariwisata ekonomi kreatif lingkungan hidup riset teknologi
        olahraga pemuda perempuan anak keamanan pertanahan transmigrasi informasi kepresidenan presidium gugus satuan bidang humas daerah provinsi kabupaten kota kecamatan kelurahan dusun rt rw reserse kriminal operasi penerangan intelijen
        hubungan masyarakat pelayanan pengelolaan pengembangan pembinaan pengawasan penanganan pengendalian pencegahan penyakit fakir miskin bencana penanggulangan nasional
        statistik moneter fiskal pajak bea cukai darat laut udara timur barat utara selatan tengah tenggara republik fakultas jurusan program studi ilmu politik divisi seksi subdit polres
        investasi maritim koordinator pemberdayaan aparatur negara reformasi birokrasi perencanaan pembangunan sekretariat kabinet angkatan hak asasi manusia antiteror khusus gugus percepatan""",
    "no_source": "rasa rencana jadwal dugaan undang-undang kebiasaan hal ini itu kondisi situasi peristiwa kejadian",
    "apposed": "ada termasuk yakni yaitu mulai ialah adalah berbasis bahkan terdiri",
    "circumstance": "dalam melalui lewat kepada via usai seusai",
    "polity_head": "republik kerajaan pemerintah delegasi pasukan tentara militer utusan",
    "occasion": "wawancara",
    "relation": "kerabat sahabat teman rekan kolega keluarga tetangga istri suami ayah ibu anak adik kakak paman bibi mertua sepupu ajudan penggemar pendukung pengikut pengacara",
    "alike": "senada serupa sama",
    "gives": "mengeluarkan menyampaikan memberikan memberi menerbitkan melontarkan mengajukan merilis menerima mendapat membuat",
    "needs_name": "pt cv bank universitas yayasan institut politeknik polda polres polresta polsek pengadilan kejaksaan rsud puskesmas",
    "place_head": "di ke kabupaten kota provinsi kecamatan desa kelurahan kampung dusun pulau nagari distrik",
    "regional_office": "gubernur wagub bupati wabup walikota camat lurah kades kapolda kapolres kapolresta kapolsek wakapolres kajari kajati sekda dandim danrem kota kabupaten kasatreskrim kasatlantas",
    "sole_office": """presiden wapres perdana menteri menko menlu menhan menkes mensos mendagri menkominfo menkumham mendag menag mentan menhub menaker gubernur bupati wali walikota
        kapolri kapolda kapolres panglima ketua sekjen sekda direktur dirut dirjen kepala kanselir raja ratu paus sultan rektor camat lurah jaksa""",
    "moment": "saat ketika seusai usai setelah sebelum selepas sembari sambil",
    "modal": "bisa dapat harus perlu mau ingin enggan batal gagal lupa",
    "asked": "ditanya ditanyai",
    "generic_group": "kelompok organisasi perusahaan lembaga partai gerakan badan yayasan asosiasi komunitas koalisi aliansi institusi",
    "verb": "ada adalah ialah merupakan yakni yaitu tiba pergi datang naik turun tewas masuk keluar kata ujar tutur ucap kembali akan pulang jatuh mulai tinggal ikut hadir lahir kalah menang hidup meninggal tahu punya buka",
    # Prepositions before where something was said, and before an owner.
    "channel": "lewat melalui",
    "belonging": "dari",
}
