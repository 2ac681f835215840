"""Small words and nouns that tell where a phrase begins and ends and what it is."""

WORDS = {
    "determiner": "para sang si kaum seluruh semua setiap",
    "indefinite": "seorang sebuah seekor beberapa sejumlah satu dua tiga empat lima sebahagian banyak salah sekumpulan suatu",
    "demonstrative": "itu ini tersebut tadi berkenaan",
    "preposition": "di ke dari daripada pada dalam dengan untuk oleh bagi tentang kepada terhadap antara atas hingga sampai sejak selama melalui menerusi tanpa sebagai mengenai berhubung menjelang selepas sekitar semasa",
    "coordinator": "dan atau serta mahupun",
    "subordinator": "ketika apabila kerana jika sekiranya kalau bila setelah selepas sebelum sesudah agar supaya meskipun walaupun sehingga sebab sambil setiap selain selama sejak andai guna memandangkan semasa sebaik",
    "contrast": "tetapi tapi namun manakala sedangkan meskipun walaupun sebaliknya bagaimanapun melainkan",
    "sharing": "sambil seraya dan serta lalu kemudian tetapi namun",
    "complementiser": "bahawa bahawasanya agar supaya",
    "question": "apakah adakah mengapa kenapa bagaimana siapa bila apa sama-ada",
    "relative": "yang di-mana dimana",
    "auxiliary": "telah sudah akan sedang masih boleh dapat harus mahu ingin sempat pernah bakal belum turut mula terus perlu hendak pun tengah enggan",
    "adverb": "juga kemudian lalu kembali terus hanya sendiri malah pula misalnya sebelum lagi dengan tegas secara berasingan sekadar justeru ringkas akhirnya lantas selanjutnya antara lain pernah jelas memang sekali sentiasa kerap sering pun turut",
    "negator": "tidak tak bukan belum jangan tiada tanpa",
    "pronoun": "dia ia beliau mereka nya dirinya kedua-duanya baginda",
    "plural_pronoun": "mereka kedua-duanya",
    "first_person": "saya aku kami kita anda kamu awak",
    "infinitive": "untuk agar supaya",
    "agent": "oleh",
    "about": "tentang mengenai berhubung berkenaan perihal",
    "addressee": "kepada terhadap",
    "opener": "namun tetapi tapi sementara selain malah kemudian lalu selanjutnya sebelum manakala kerana oleh meskipun walaupun lebih lanjut dan jadi apatah sebaliknya bagaimanapun terdahulu berasingan sebab dengan di pada dalam ketika apabila selepas setelah untuk dari hingga sejak justeru sehubungan sebelumnya mengulas",
    "time": "isnin selasa rabu khamis jumaat sabtu ahad januari februari mac april mei jun julai ogos september oktober november disember hari semalam esok lusa kelmarin tadi pagi tengah petang malam minggu bulan tahun waktu",
    "title": """perdana menteri timbalan ketua presiden pengerusi setiausaha agung pengarah ketua-pengarah naib canselor rektor dekan gabenor
        datuk datuk-seri dato dato' seri sri tan tun tuanku sultan yang-di-pertuan raja ratu putera puteri tengku tunku yab yb ybhg encik tuan puan cik haji hajah ustaz ustazah imam mufti
        dr prof profesor ir ts senator ahli exco adun speaker pesuruhjaya panglima jeneral leftenan mejar kolonel kapten laksamana inspektor superintendan asp dsp acp sac dcp cp sarjan koperal
        jurucakap pegawai peguam hakim pendakwa bekas mendiang allahyarham pengasas penganalisis penyelidik pakar guru pensyarah ekonomi ahli-parlimen
        duta pesuruhjaya-tinggi wakil perwakilan pengurus ceo eksekutif koordinator penyelaras penasihat pembantu jurulatih pelakon penyanyi penulis wartawan editor
        besar utama tertinggi kanan pertama kedua negara polis daerah negeri jabatan siasatan jenayah komersial narkotik urusan saksi mangsa penduduk nelayan petani peniaga pelajar""",
    "group_word": """kementerian jabatan agensi badan lembaga suruhanjaya mahkamah polis tentera angkatan kerajaan majlis dewan parti pertubuhan persatuan yayasan institut
        universiti syarikat bank kumpulan gerakan gabungan kesatuan perbadanan pejabat pusat bahagian unit pasukan pihak istana parlimen jawatankuasa bursa kelab sekolah hospital
        sprm pdrm bnm mkn kkm jpj jpn tudm tldm atm umno pas pkr dap bersatu pbb nato who asean kongres senat persekutuan jemaah sekretariat forum biro sdn""",
    "outlet_word": "agensi-berita akhbar harian majalah media stesen portal televisyen",
    "document_word": "kenyataan laporan surat dokumen tinjauan kajian penyelidikan data hasil banci statistik analisis siasatan audit catatan laman indeks",
    "person_noun": """pegawai sumber saksi penduduk anggota polis lelaki wanita perempuan orang penganalisis pakar ahli penyelidik
        jurucakap wakil pelarian mangsa keluarga isteri suami bapa ayah ibu anak jiran peniaga pemandu pekerja doktor jururawat tentera
        askar komander diplomat aktivis mahasiswa pelajar guru pengkritik penyokong penunjuk penyiasat pendakwa peguam hakim
        masyarakat orang-ramai rakyat pihak kalangan sejumlah ramai netizen saintis seseorang lawan usahawan petani nelayan penumpang pengguna pelanggan pembeli pengunjung pesakit pemilik peserta""",
    "office": """pertahanan luar negeri dalam kewangan kesihatan pendidikan kebudayaan sosial agama undang-undang pengangkutan perdagangan pertanian perikanan
        tenaga sumber asli kerja raya perumahan komunikasi digital pelancongan ekonomi alam sekitar sains teknologi sukan belia wanita keluarga masyarakat keselamatan
        bandar luar daerah negeri persekutuan operasi siasatan jenayah trafik narkotik komersial penyelamat bomba pembangunan""",
    "no_source": "rancangan jadual dakwaan undang-undang kebiasaan",
    "circumstance": "dalam menerusi melalui kepada ketika semasa",
    "polity_head": "republik kerajaan delegasi pasukan tentera utusan",
    "relation": "saudara sahabat rakan teman keluarga jiran isteri suami ayah bapa ibu anak adik kakak abang sepupu pembantu penyokong peguam",
    "occasion": "wawancara temubual",
    "alike": "senada serupa sama",
    "gives": "mengeluarkan menyampaikan memberikan memberi membuat menerima",
    "needs_name": "sdn bank universiti yayasan institut syarikat hospital",
    "place_head": "di ke daerah bandar negeri kampung mukim pulau",
    "regional_office": "gabenor pesuruhjaya daerah bandar",
    "sole_office": "presiden perdana menteri timbalan ketua pengerusi setiausaha pengarah gabenor sultan raja ratu panglima naib speaker",
    "apposed": "ada termasuk iaitu yakni bermula ialah adalah malah terdiri",
    "moment": "ketika semasa selepas sebelum sambil apabila",
    "modal": "boleh dapat harus perlu mahu ingin enggan gagal",
    "asked": "ditanya ditemui dihubungi",
    "generic_group": "kumpulan pertubuhan syarikat lembaga parti gerakan badan yayasan persatuan komuniti gabungan institusi",
    "verb": "ada adalah ialah merupakan iaitu tiba pergi datang naik turun maut masuk keluar kata ujar kembali akan pulang jatuh mula tinggal ikut hadir lahir kalah menang hidup meninggal tahu punya",
    # Prepositions before where something was said, and before an owner.
    "channel": "melalui menerusi",
    "belonging": "dari daripada",
}
