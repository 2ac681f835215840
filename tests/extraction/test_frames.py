"""Who says what, frame by frame: `[source] <cue> {content}` as they must be found, everything else must not."""

import pytest

from claims.extraction import extract
from claims.extraction.spans import surface
from tests.extraction import marked

# (the frame, language, the sentence with its one attribution marked)
ONE = [
    ("that-clause", "id", "[Rina Wati] <mengatakan> bahwa {harga beras turun}."),
    ("clause after a comma", "id", "[Rina Wati] <menambahkan>, {pasar sudah ramai}."),
    ("hearer and day before the clause", "id",
     "[Rina Wati] <mengatakan> kepada wartawan pada hari Jumat, bahwa {pasar dibuka lagi}."),
    ("cue after the content", "id", "{Harga beras turun di semua pasar}, <kata> [Rina Wati]."),
    ("according to", "id", "<Menurut> [Rina Wati], {harga beras turun}."),
    ("according to, after the content", "id", "{Harga beras sudah turun}, <menurut> [Rina Wati]."),
    ("parenthetical source", "id", "{Pasar lama itu}, <kata> [Rina], {dibangun kembali tahun depan}."),
    ("leading adverbial is not content", "id", "Dalam rapat itu, [Rina Wati] <mengatakan>, {pasar dibuka lagi}."),
    ("passive without a source", "id", "{Wali kota} <diyakini> {menyetujui rencana itu}."),
    ("noun with its source", "id", "Kabar itu memicu <kekhawatiran> [warga] bahwa {pasar akan ditutup}."),
    ("source with an age", "id", "[Rina Wati] (41) <mengatakan> {pasar dibuka lagi}."),
    ("source with place and time", "id", "[Rina Wati], di Kota Lama, <mengatakan>, {pasar dibuka lagi}."),
    ("anonymous source", "id", "[Seorang pejabat tinggi] <mengatakan> {pasar dibuka lagi}."),
    ("coordinated sources", "id", "[satu warga dan satu pedagang] <mengatakan> {pasar dibuka lagi}."),
    ("contrast ends the content", "id",
     "[Rina Wati] <mengatakan> {pasar dibuka lagi}, sementara jalan di sekitarnya masih rusak."),
    ("mistyped cue", "id", "[Rina Wati] <mengataka,n> {pasar dibuka lagi}."),
    ("two letters changed places", "id", "[Rina Wati] <mengatakna> {pasar dibuka lagi}."),
    ("one letter missing", "id", "[Rina Wati] <mengtakan> {pasar dibuka lagi}."),
    ("mark that opens the next sentence", "id", "[Rina Wati] <berharap> {harga beras turun}. ”Kami menunggu"),
    ("mark that closes nothing", "id", "Kios itu, <menurut> [dia], {dibuka lagi besok}, ”katanya."),
    ("words in marks that are only mentioned", "id",
     "”Outlet” baru [Rina Wati] <menyatakan> {pasar dibuka lagi}."),
    ("title of the document", "id",
     "<Mengacu pada> [data Bank Dunia] ”Pulau yang Tumbuh”, {harga beras turun}."),
    ("two frames in one", "id", "<Menurut> [Rina Wati], dalam rapat itu, mengatakan, {harga beras turun}."),
    ("name with a preposition and its acronym", "id",
     "<Menurut> [Ketua Jaringan Pedagang untuk Rakyat (JPR) Rina Wati], {harga beras turun}."),
    ("agency whose name is a small word", "id", "[Antara] <mewartakan> bahwa {pasar dibuka lagi}."),
    ("such an agency behind its kind", "id", "[Kantor berita Antara] <mengabarkan> {pasar dibuka lagi}."),
    ("root of reporting after the content", "id", "{Pasar baru dibuka lagi}, <lapor> [Reuters]."),
    ("highlighted by people", "id", "[Rina Wati] <menyoroti> {penutupan pasar}."),
    ("noun that is a root", "id", "[Rina Wati] mengeluarkan <klaim> bahwa {pasar dibuka lagi}."),
    ("adverbial before a speaker set off by commas", "en",
     "{In both cases}, [Dana Poe] <said>, {those funds paid for it}."),
    ("short adverbial before such a speaker", "en", "In particular, [Dana Poe] <said>, {the fund paid for it}."),
    ("condition before such a speaker", "en", "{If the road floods}, [Dana Poe] <said>, {drivers must wait}."),
    ("condition within what is said", "en", "[Dana Poe] <said>, {if elected, she would open the market}."),
    ("reason within what is said", "en", "[Dana Poe] <said> {because prices fell, the market would open}."),
    ("speaker between apposition and content", "en",
     "[Lake's pollster, Dana Poe], <says> {his man has the money}."),
    ("speaker with a place", "en",
     "For now, [Dana Poe], at the Royal Institute, <said> {prices and rents have fallen}."),
    ("relative clause with an apposition in it", "en",
     "[Ms. Poe], who helped found EDGE, a group based in Harlow, <said> {she stayed}."),
    ("aside between cue and 'that'", "en",
     "[Dana Poe] <said> on Channel 4, where he is a host, that {prices fell}."),
    ("who said it is the nearest name", "en", "The minister lined up with [Dana Poe], who has <said> {prices fell}."),
    ("share of people", "en", "Nationwide, [47%] <say> {the market should open}."),
    ("people counted", "en", "[About one in five] <say> {they would stay}."),
    ("quantity for people", "en", "[Most] <said> {they were at home}."),
    ("second verb of a subject with a complement", "en",
     "[Two officers] with no knowledge of it chafed at that and <said> {waiting was right}."),
    ("second verb with its day", "en", "[Poe] has been critical of him but on Tuesday <wrote> that {she agreed}."),
    ("dated document", "en", "<According to> [a January 2016 study] by the Poe Institute, {voters stayed at home}."),
    ("described document", "en", "<According to> [an archived version of the page], {the mayor paid for it}."),
    ("what a sign says", "en", "<According to> [Dana Poe], {one road sign read, “Drive slowly.”}"),
    ("matrix clause before its speaker", "en", "{It is a reminder}, [Dana Poe] <said>, that {prices fall}."),
    ("finding of people", "en", "{Sleep does little for the heart}, [researchers] have <found>."),
    ("object before another predicate", "en", "[Dana Poe] <denied> {wrongdoing} and has left the town."),
    ("nothing found", "en", "[Researchers] <found> {no link between the road and the flood}."),
    ("relative clause of a lead-in", "en",
     "Under the plan, which [the ministry] <says> {will cost £4m}, the road would close."),
    ("apposed subject of a second verb", "en",
     "Its chief executive, [Mark Lund], apologised to residents and <said> {the leak was closed}."),
    ("call with reporters", "en", "[Dana Poe] <told> reporters on a conference call that {prices fell}."),
    ("fears that grow", "en", "<Fears> are growing that {the dam could burst}."),
    ("fear that is", "en", "The <fear> among villagers is that {the dam will burst}."),
    ("there are fears", "en", "There are <fears> that {the dam could burst}."),
    ("noun that is itself a subject", "en", "<Concerns> that {the bridge was unsafe} were raised in 2019."),
    ("as somebody noted", "en", "As [Dana Poe] <noted>, {prices fell}."),
    ("hearer with what is told of him", "en", "[Dana Poe] <urged> {anyone with news to call police}."),
    ("subject of a clause after the main one", "en",
     "Shares fell 4% after [the company] <warned> that {profits would be low}."),
    ("main subject before a participle", "en", "[The bank] raised its forecast, <saying> {prices had risen}."),
    ("apposed subject without a verb before it", "en", "[Poe, a farmer], <says> {the water rose within minutes}."),
    ("report with its reader", "en", "[The report], seen by the council, <accuses> {both sides of fraud}."),
    ("body's report", "en", "[A UN report] released on Thursday <accused> {both sides of fraud}."),
    ("hearer before a negative subject", "en", "[Dana Poe] <told> the club {nobody had read the contract}."),
    ("speaker who ends in a pronoun", "en", "{The road is closed}, [a person close to her] <said>."),
    ("society in the plural", "en", "[The Society of Rural Vets] <estimates> that {heated barns save calves}."),
    ("second cue within what is said", "en", "{At the gate}, [she] <says>, {he asked her for a coin}."),
    ("participle that goes on", "en", "{Sales were great}, [he] <said>, wiping his face."),
    ("passive that opens the sentence", "id", "<Dikatakan> [Rina Wati], {harga beras turun}."),
    ("passive with its agent", "id", "<Diungkapkan> oleh [Rina Wati], {harga beras turun}."),
    ("passive after 'as'", "id", "Sebagaimana <disampaikan> [Rina Wati], {harga beras turun}."),
    ("passive, then the day", "id", "<Dijelaskan> [Rina Wati] pada hari Jumat, {harga beras turun}."),
    ("closing passive", "id", "{Harga beras turun di semua pasar}, <diungkapkan> oleh [Rina Wati]."),
    ("closing passive of an agency", "id", "{Harga turun di semua pasar}, demikian <dilaporkan> [kantor berita TASS]."),
    ("passive with an office", "id", "<Diumumkan> [pemerintah], {pasar dibuka pada hari Senin}."),
    ("relative clause after the source", "id", "<Menurut> [Rina Wati], yang memimpin rapat, {harga beras turun}."),
    ("relative clause after the source", "en", "<According to> [Dana Poe], who runs the market, {prices fell}."),
    ("agency set off by a comma", "id", "{Harga turun di kota itu}, <kata> [kantor berita negara Rusia, TASS]."),
    ("pronoun on the passive", "id", "<Ditambahkannya>, {harga beras turun}."),
    ("uncovered", "id", "[Rina Wati] <mengungkap> {harga beras turun}."),
    ("long apposition", "id",
     "[Ketua Serikat Pedagang Kota Lama sekaligus anggota komite pasar, Rina Wati], <menyatakan> {harga turun}."),
    ("relative clause before the cue", "id",
     "[Rina Wati], yang memimpin rapat sejak pagi, <menyebutkan> {pasar dibuka lagi}."),
    ("quoted fragment", "id", "[Rina Wati] <menyebut> {harga itu “tidak masuk akal” bagi pembeli}."),
    ("something is uncovered", "id", "[Pemerintah] <mengungkapkan> {rencana baru}."),
    ("admits", "id", "[Rina Wati] <mengaku> {belum menerima laporan}."),
    ("judges", "id", "[Ekonom Rina Wati] <menilai> {kebijakan itu terlambat}."),
    ("asks of others", "id", "[Wali Kota Lama, Rina Wati], <meminta> {warga tidak panik}."),
    ("presses", "id", "[Aktivis lingkungan] <mendesak> {pemerintah mencabut izin tambang itu}."),
    ("plans", "id", "[Pemerintah kota] <berencana> {membangun dua pasar baru}."),
    ("suspects", "id", "[Polisi] <menduga> {pelaku masuk lewat jendela}."),
    ("relative clause that ends in a noun", "id",
     "[Seorang pedagang] yang enggan disebut namanya <mengatakan> {harga beras turun}."),
    ("relative clause that ends in a verb", "id",
     "[Seorang pedagang] yang minta namanya tak ditulis <menyebut> {harga beras turun}."),
    ("hearer before the cue", "id",
     "[Seorang pedagang, Rina Wati] (38), kepada wartawan <bercerita> {pasar sudah sepi}."),
    ("report between source and cue", "id",
     "[Dinas Pasar] dalam laporan semester itu <menyatakan> {pasar dibuka lagi}."),
    ("channel, place and date between", "id",
     "[Wali Kota Rina Wati] melalui keterangan tertulis di Kota Lama, Jumat (1/6/2020), <mengatakan>, {harga turun}."),
    ("reached by a paper", "id",
     "[Rina Wati], saat dihubungi Kompas, Senin (1/6/2020), <mengatakan>, {pasar dibuka lagi}."),
    ("survey as source", "id", "[Survei lembaga itu terhadap 1.200 warga] <menunjukkan>, {harga beras turun}."),
    ("data as source", "id", "[Data Dinas Pasar] <menunjukkan> {harga beras turun 4 persen}."),
    ("based on data", "id", "Hingga sore, <berdasarkan> [data Dinas Pasar], {dua kios belum dibuka}."),
    ("passive after an adverbial", "id", "Kendati demikian, <dikatakan> [Rina Wati] bahwa {harga beras turun}."),
    ("passive, its agent without 'oleh'", "id", "{Pandangan tersebut} <dibantah> [Menteri Perdagangan Rina Wati]."),
    ("long office with commas", "id",
     "[Badan Pasar, Gudang, dan Timbangan (BPGT)] <memprediksi> {harga beras turun}."),
    ("who and what is pointed at", "id", "{Harga beras turun di semua pasar}. Demikian <disampaikan> [dua pejabat]."),
    ("place before the date", "id",
     "[Ketua Serikat Rina Wati] di Kota Lama, Rabu (1/7/2020), <mengatakan>, {pasar dibuka lagi}."),
    ("relative clause without a comma", "id",
     "<Menurut> [Rina] yang juga ketua serikat, {harga beras turun di semua pasar}."),
    ("planned deed", "id", "[Pabrik itu] <menargetkan> {merilis obat baru pada Juni}."),
    ("not sure whether", "id", "[Rina Wati] tidak dapat <memastikan> {apakah pasar dibuka lagi}."),
    ("website as place", "id", "Dalam laman Dinas Pasar <disebutkan>, {harga beras turun di semua pasar}."),
    ("passive, long subject", "id", "{Permintaan membuka data harga dan stok ini} juga <disampaikan> [IDI]."),
    ("adverbial opens the content", "id", "[Rina Wati] <memaparkan>, {dari pantauannya, 80 kios masih tutup}."),
    ("'but' inside the content", "id",
     "[Rina Wati] <mengatakan>, {bagi pedagang yang sakit tetapi tidak menunjukkan gejala, pasar tetap buka}."),
    ("name, age, then where from", "id",
     "[Rina Wati (25), warga Kota Lama, Jawa Barat], <khawatir> {pasar akan ditutup}."),
    ("for example", "id", "[Rina Wati (28), warga Kota Lama], misalnya, <menyayangkan> {kondisi saat ini yang sepi}."),
    ("does not deny", "id", "Dia membuka pasar itu. [Rina] <tidak memungkiri>, {harga beras semakin tinggi}."),
    ("told at a feast", "id", "[Dia] <menyampaikan> pada rapat itu, {jumlah pembeli dibatasi}."),
    ("decimal comma before the cue", "id",
     "[Menteri Rina Wati], saat menyerahkan 10,5 ton ikan ke Kota Lama, Rabu (1/4), <menyatakan> {harga turun lagi}."),
    ("fragment, then 'but'", "id",
     "[Seorang diplomat] <mengatakan> {“jaraknya masih lebar”, tetapi pintu belum tertutup}."),
    ("person by name", "id", "[Seorang warga bernama Rina], 47 tahun, <mengaku> {pasar sudah sepi}."),
    ("urges", "id", "[Rina Wati] <mendorong> {pemerintah agar membuka pasar itu}."),
    ("an office is the content's subject", "id", "<Menurut> [Rina], {Presiden membuka pasar itu kemarin}."),
    ("some towns are the content's subject", "id",
     "<Menurut> [Rina], {beberapa daerah mengalami kenaikan seperti Aceh}."),
    ("so says", "id", "{Harga beras turun di semua pasar}, begitu <kata> [Rina Wati]."),
    ("fronted content goes on", "id", "{Kebijakan itu} <diakui> [Rina Wati] {belum sempurna}."),
    ("noun after a verb of giving", "id", "[Dinas Pasar] mengeluarkan <peringatan> dini bahwa {pasar akan ditutup}."),
    ("relay that opens the sentence", "id",
     "<Dilansir dari> [Reuters], Senin (3/6/2024), {harga beras turun di semua pasar}."),
    ("data that are cited", "id", "<Mengutip> [data Dinas Pasar], {harga beras naik 3 persen}."),
    ("that-clause", "en", "[Dana Poe] <said> that {prices fell}."),
    ("bare clause", "en", "[Dana Poe, a city councillor], <said> {the market will reopen}."),
    ("relative clause left out", "en", "[Dana Poe], who runs the market, <said> {prices fell}."),
    ("hearer", "en", "[Dana Poe] <told> reporters on Friday that {prices fell}."),
    ("cue after the content", "en", "{Prices fell in all markets}, [Dana Poe] <said>."),
    ("parenthetical source", "en", "{The market}, [Dana Poe] <said>, {will reopen in May}."),
    ("a survey and its share", "id", "[Survei itu] <menunjukkan> {40 persen warga puas}."),
    ("data and a figure", "id", "[Data BPS] <menunjukkan> {inflasi 3 persen}."),
    ("a study and what it found", "id", "[Penelitian itu] <menemukan> {gula berbahaya}."),
    ("according to", "en", "<According to> [Dana Poe], {prices fell}."),
    ("what a participle goes on, behind an age", "en",
     "[The star], 31, broke her silence on Tuesday, <telling> fans {she had left}."),
    ("what a possessor has goes on", "en", "[Her publicist] has since hit back, <calling> {the story “rubbish”}."),
    ("day between a passive and that", "en", "It was <reported> last week that {the pair had split}."),
    ("what is told about a document", "en",
     "<According to> [the log], obtained by local media, {the first boat came at two}."),
    ("figures open what is said", "en", "{At least 40 people died}, [police] <said>, and dozens are missing."),
    ("a study behind what it found", "en", "{Support fell to 54 percent}, [the poll] <found>."),
    ("an adjective that believes", "en", "[Dana Poe] is <adamant> that {prices fell}."),
    ("an adjective that fears", "en", "[Dana Poe] was <worried> that {prices would fall}."),
    ("a warning that is given", "en", "[The bank] gave a clear <warning> that {prices would fall}."),
    ("a view that is held", "en", "[Dana Poe] takes the <view> that {prices fell}."),
    ("fears that are expressed", "en", "[Dana Poe] expressed <fears> that {prices would fall}."),
    ("however between cue and that", "en", "[Dana Poe] <cautioned>, however, that {prices could fall}."),
    ("who heard it, with a speaker", "en", "Residents were <told> by [police] that {the road was closed}."),
    ("who heard it, without one", "en", "The court was <told> {Vale had debts of 80,000}."),
    ("a speaker and an age with a name", "en",
     "[A survivor, 23-year-old Dana Poe], <told> AFP {she clung to a cooler}."),
    ("no pronoun behind its verb without a quotation", "en", "[The striker], 29, <hinted> {she would retire}."),
    ("noun and verb of one finding", "en", "[The findings] <showed> that {voters want stability}."),
    ("passive with infinitive", "en", "{The mayor} is <expected> {to resign}."),
    ("adverb", "en", "{The mayor} <reportedly> {resigned on Monday}."),
    ("noun with that", "en", "The news fed <fears> that {the market would close}."),
    ("noun phrase", "en", "[The council] <confirmed> {the closure} on Friday."),
    ("intention", "en", "[The council] <agreed> {to reopen the market}."),
    ("question", "en", "[Dana Poe] <asked> {why the market had closed}."),
    ("progressive", "en", "[Dana Poe] is <claiming> that {prices fell}."),
    ("adjective that may be an adverb", "en", "[Dana Poe] <blamed> {the long dry season}."),
    ("how the source is known", "en", "<According to> [a warehouse ledger] seen by the Courier, {prices fell}."),
    ("where the speaker stood", "id", "Di sana [Rina Wati] <mengatakan> {pasar dibuka lagi}."),
    ("belief denied, nested", "en", "[Two traders] <said> {they did not believe the denial}."),
    ("title with a full stop", "en", "[Gov. Dana Poe] <said> {prices fell}."),
    ("parenthetical source with a day", "en", "{The market}, [Dana Poe] <said> on Friday, {is going to reopen}."),
    ("contraction", "en", "[They]'re <telling> traders that {prices fell}."),
    ("passive inside a relative clause", "en", "{The mayor}, who is <believed> {to own a stall}, opened the market."),
    ("study that finds without 'that'", "en", "[A survey] <found> {prices fell in May}."),
    ("in a release, then the clause", "en", "[Dana Poe] <said> in a press release {it would reopen in May}."),
    ("hearer before a pronoun", "en", "[Dana Poe] <told> The Harbour Post {she was not ready}."),
    ("noun phrase before a time", "en", "[Dana Poe] <slammed> {the referee} after her team lost again."),
    ("what somebody says before another cue", "en", "[Two officials] <lamented> {the arrests}."),
    ("order up to a contrast", "en", "[Dana Poe] <urged> {traders to stay}, but the hall was empty."),
    ("registered voters", "en", "[Half of registered voters] <say> {they will stay home}."),
    ("subject after a time", "en", "Two days after [Dana Poe] <told> traders {the market would close}."),
    ("study with what is told about it", "en",
     "[A Harbour survey] published last week <found> that {most traders stay}."),
    ("according to, without a comma", "en", "{Prices fell} <according to> [a Harbour poll] released Monday."),
    ("according to, after a conjunction", "en", "But <according to> [Dana Poe], {prices fell}."),
    ("plea", "en", "[Dana Poe] <pleaded> {not guilty}."),
    ("negated order", "en", "[Dana Poe] <asked> {the city not to close it}."),
    ("putting it", "en", "The mayor is, as [Poe] <puts it>, “{a bully}.”"),
    ("relative clause that attributes", "en", "[Dana Poe], who <said> last week that {prices fell}, left."),
    ("relative clause, then the main verb", "en", "[Dana Poe], who has <said> {the market will close}, is the mayor."),
    ("quoted name of a thing", "en", "[Dana Poe] <called> {it “a cold, dark hall,”} and left."),
    ("topic first, quotation after a colon", "en",
     "Regarding the hall, [Dana Poe] <said> in a statement: “{It is cold}.”"),
    ("order with an adverb of time inside", "en", "[Her doctor] has since <advised> {her to give up late shifts}."),
    ("order that ends in a quotation", "en", "[Dana Poe] <urged> {traders to treat exhaustion as “a bargain”}."),
    ("noun that may be a verb after its article", "en", "[Dana Poe] <asked> {the judge to bar him from the market}."),
    ("judgement with an adverb inside", "en", "[Dana Poe] <accused> {the council of being too close to traders}."),
    ("apposition with a compound adjective", "en",
     "[Dana Poe, a self-confessed night owl], <stressed> that {prices fell}."),
    ("described by whom he belongs to", "en",
     "{Prices fell in all markets}, <said> [trader and City broker Dana Poe, Kemp’s former business partner]."),
    ("a quoted name before 'that'", "en", "[Dana Poe] <said> on the show “City Today” that {prices fell}."),
    ("a topic of two words before the cue", "en", "{This campaign}, [he] <says>, {is different}."),
    ("a named topic before the speaker's name", "en", "{Mayor Dana Poe}, [Vale] <said>, {had been in the hall}."),
    ("a source told of", "en", "{The talks}, <according to> [a log] kept for years, {were brief}."),
    ("how people know", "en", "{The talks}, <according to> [two people briefed on them], {were brief}."),
    ("people close to somebody", "en", "[People close to him] <said> {prices fell}."),
    ("however without commas", "en", "[Poe] however <said> {she would welcome the deal}."),
    ("however between commas", "en", "[Poe], however, <said> {she would welcome the deal}."),
    ("a number in an apposition", "en",
     "[Senator Dana Poe, the No. 2 trader in the hall], <said> {the market will vote on Monday}."),
    ("participle behind a long relative clause", "en",
     "[Traders], who currently hold a narrow majority in the hall, have blocked it, <saying> {prices fell}."),
    ("much of what is said", "en", "[Poe] <said> {much of the talk was about rice}."),
    ("a quantity behind a place", "en", "In Vermont, [half of all traders] <said> {prices fell}."),
    ("a document and who read it", "en", "But [a log] reviewed by the council <shows> that {prices fell}."),
    ("expecting to do", "en", "[The bank] <expects> {to report results on March 12}."),
    ("one of them", "en", "[One of them] <said> {prices fell}."),
    ("what is told of a name behind its verb", "en",
     "{Most were children}, <said> [Dana Poe, a nurse] who treated the victims."),
    ("somebody who does what no list holds", "en", "[A woman] who gardens nearby <said> {she heard shouting}."),
    ("a warning without a hearer", "en", "[Poe] <warns> {the road may close}."),
    ("an investigation behind what it found", "en", "{Taps were shut off}, [an investigation] has <found>."),
    ("an apposition before a participle", "en",
     "[Dana Poe, the mayor of Harbour], has been even more scathing, <threatening> {to leave}."),
    ("a group that does something", "en", "[The union] that represents the traders <said> {prices fell}."),
    ("who, behind a title and a preposition", "en",
     "Traders read a post by [Mayor Dana Poe], who <wrote> that {prices fell}."),
    ("a remark behind the cue", "en", "{The market is for sale}, [traders] <said>, in what would be a first."),
    ("remaining sure", "en", "[Traders] remain <confident> that {prices will rise}."),
    ("demand to do", "en", "[Poe] <demanded> {to know why the market had closed}."),
]  # fmt: skip

# Direct speech: the outer marks are left out of the content.
QUOTED = [
    ("uncovered, after a quotation", "id", "“{Stok sudah habis},” [Rina Wati] <mengungkapkan>."),
    ("uncovered, after a quotation and a pronoun", "id", "“{Stok sudah habis},” [ia] <mengungkapkan>."),
    ("cue and name after", "id", "“{Pasar ramai},” <kata> [Rina Wati]."),
    ("same mark on both sides", "id", "”{Pasar ramai},” <ujar> [Rina Wati]."),
    ("space on the wrong side", "id", "”{Pasar ramai}, ”<ujar> [Rina Wati]."),
    ("name before the quotation", "id", "[Rina Wati] <mengatakan>, “{Pasar ramai}.”"),
    ("several sentences", "id", "“{Pasar ramai. Harga turun},” <tutur> [Rina Wati] saat ditemui di kantornya."),
    ("goes on after the cue", "en", "“{Prices fell},” <said> [Dana Poe]. “{We are glad}.”"),
    ("goes on in the sentence", "en", "“{Prices fell},” [Dana Poe] <said>, “{and we are glad}.”"),
    ("question mark", "en", "“{Who knows?}” [Dana Poe] <asked>."),
    ("cue first", "en", "[Dana Poe] <said>: “{Prices fell}.”"),
    (
        "quotation on the next line",
        "en",
        "Prices fell in May.\n\n[Dana Poe] <continued>:\n\n“{Prices fell and nobody knows why}.”",
    ),
    ("straight marks", "en", '"{Prices fell}," [Dana Poe] <said>.'),
    ("two single marks", "en", "''{Prices fell},'' [Dana Poe] <said>."),
    ("the source ends in an abbreviation", "en", "“{Prices fell},” <said> [Dana Poe of Quarry], Fla. “{We are glad}.”"),
    ("dentist", "id", "”{Jangan diremehkan},” <kata> [Letnan dokter gigi Rina Wati]."),
    ("age for a name", "id", "”{Harga sudah turun},” <ujar> [pria 32 tahun itu], Senin malam."),
    ("question, verb, name", "en", "“{Who knows?}” <asked> [Dana Poe]."),
    ("warning, verb, name", "en", "“{It is late},” <warned> [Dana Poe]."),
]

NONE = [
    ("not in detail", "id", "Dinas itu tidak spesifik menjelaskan jumlah kios."),
    ("who asks is only described", "id", "Ada aturan yang mewajibkan pasar tutup."),
    ("a law as basis", "id", "Rapat tersebut berdasarkan surat edaran menteri, bagi pedagang wajib."),
    ("relay with nothing after it", "id", "Dilansir dari Reuters"),
    ("no comment", "id", "Ditanya soal pasar itu, Rina Wati enggan berkomentar."),
    ("a thing that shows", "id", "Tak dibukanya pasar itu menunjukkan bahwa pedagang takut."),
    ("'this' reminds", "id", "Ini mengingatkan bahwa masih ada yang tutup."),
    ("a state of mind has no words", "id", "Kecemasan ini beralasan karena pasar tutup."),
    ("who feels is only described", "id", "Warga yang merasa rugi datang lagi."),
    ("a name is given", "id", "Program yang disebut Pasar Kita itu dimulai lagi."),
    ("a verb before fear", "id", "Ia pergi ke pasar meski dilanda takut setengah mati."),
    ("not planned yet", "id", "Rapat lanjutan belum dijadwalkan."),
    ("to show somebody a thing", "id", "Rina Wati menunjukkan kepada Budi pasar itu."),
    ("plural noun", "en", "Twenty states and their claims were discussed."),
    ("relative clause after a noun", "en", "The report that was lost is on the table."),
    ("statement not made", "en", "Dana Poe did not say that prices fell."),
    ("statement only possible", "en", "Dana Poe could say that prices fell."),
    ("found by somebody", "en", "The wallet was found on the street by someone."),
    ("name that holds a cue", "en", "The United States exports rice."),
    ("adjective", "id", "Aturan yang jelas dan tegas diperlukan."),
    ("part of a phrase", "id", "Ia bertanggung jawab atas pasar itu."),
    ("pointer in the passive", "id", "Hal itu dikatakan Rina Wati kepada wartawan."),
    ("what nobody says", "en", "No one has explained why the siren failed."),
    ("adverbial before a question", "en", "During the debate, Dana Poe asked the judge about the road."),
    ("nothing said", "en", "Dana Poe said little about the plan."),
    ("noun with its relative clause", "en", "Most southern states that will vote in March have large cities."),
    ("noun after a possessive", "en", "The report on her email practices suggested nothing."),
    ("pointer with a preposition in the passive", "id", "Seruan seperti ini dianjurkan oleh Rina Wati."),
    ("plan instead of a source", "id", "Menurut rencana, pasar dibuka pada Mei."),
    ("a real word like a cue", "id", "Petugas mematikan lampu di pasar itu."),
    ("another real word like a cue", "id", "Warga mengadakan rapat di pasar itu."),
    ("pointer", "id", "Rina Wati mengatakan hal itu pada Jumat."),
    ("pointer", "en", "Dana Poe said so on Friday."),
    ("speaker announcing his own words", "id", "“Kami sampaikan bahwa saya yakin pasar ramai.”"),
    ("found as it was", "en", "A bundle of plans was lost, and a firm found guilty would lose its permit."),
    ("noun before its verb", "en", "Shift work and stress may play a part."),
    ("noun with a number", "en", "The court met for a 20-minute hearing."),
    ("name before a plural noun", "en", "The Paris attack killed two people."),
]


def found(text: str, language: str) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        (
            [span.of(text) for span in one.source],
            [span.of(text) for span in one.cue],
            [span.of(text) for span in one.content],
        )
        for one in extract(text, language).attributions
    ]


@pytest.mark.parametrize(("frame", "language", "sentence"), ONE + QUOTED)
def test_an_attribution_is_found_with_its_exact_spans(frame: str, language: str, sentence: str):
    text, expected = marked.read(sentence)
    spans = [[span.of(text) for span in role] for role in (expected.source, expected.cue, expected.content)]
    assert found(text, language) == [tuple(spans)]


@pytest.mark.parametrize(("frame", "language", "sentence"), QUOTED)
def test_a_whole_quotation_is_direct_speech(frame: str, language: str, sentence: str):
    text, _ = marked.read(sentence)
    assert [one.quote for one in extract(text, language).attributions] == ["direct"]


@pytest.mark.parametrize(("reason", "language", "sentence"), NONE)
def test_what_only_looks_like_an_attribution_is_left_alone(reason: str, language: str, sentence: str):
    assert found(sentence, language) == []


def test_two_cues_with_two_contents_share_their_source():
    text = "Rina Wati membicarakan harga beras dan mengatakan pasar dibuka lagi."
    assert found(text, "id") == [
        (["Rina Wati"], ["membicarakan"], ["harga beras"]),
        (["Rina Wati"], ["mengatakan"], ["pasar dibuka lagi"]),
    ]


def test_a_second_speaker_after_a_semicolon_has_his_own_attribution():
    assert found("Critics argue that prices fell; supporters say they rose.", "en") == [
        (["Critics"], ["argue"], ["prices fell"]),
        (["supporters"], ["say"], ["they rose"]),
    ]


def test_a_second_speaker_after_but_has_his_own_attribution():
    text = "Kelompok itu menyalahkan wali kota tetapi Rina Wati membantah laporan tersebut."
    assert [(source, content) for source, _, content in found(text, "id")] == [
        (["Kelompok itu"], ["wali kota"]),
        (["Rina Wati"], ["laporan tersebut"]),
    ]


def test_a_verb_that_means_other_things_in_another_shape_still_takes_over_from_the_verb_before():
    assert found("Rina Wati mengatakan harga naik tajam dan mengungkapkan bahwa stok habis.", "id") == [
        (["Rina Wati"], ["mengatakan"], ["harga naik tajam"]),
        (["Rina Wati"], ["mengungkapkan"], ["stok habis"]),
    ]
    assert found("Dana Poe said prices rose, but Alan Vale found that shops had closed.", "en") == [
        (["Dana Poe"], ["said"], ["prices rose"]),
        (["Alan Vale"], ["found"], ["shops had closed"]),
    ]


def test_part_of_a_content_in_quotation_marks_is_mixed_speech():
    text = "Rina Wati mengatakan ada “kemungkinan” pasar dibuka lagi."
    (one,) = extract(text, "id").attributions
    assert (one.quote, surface(text, one.content)) == ("mixed", "ada “kemungkinan” pasar dibuka lagi")


def test_a_quotation_of_two_paragraphs_that_opens_twice_is_read_as_one_text():
    text = "“Harga turun di semua pasar kota ini.\n\n“Pasar ramai,” kata Rina Wati."
    assert [(source, cue) for source, cue, _ in found(text, "id")] == [(["Rina Wati"], ["kata"])]


def test_a_pronoun_written_onto_the_cue_is_a_source_without_a_span():
    text = "“Pasar ramai,” kata Rina Wati. “Harga turun,” katanya."
    second = extract(text, "id").attributions[1]
    assert (second.source, second.source_type, second.canonical) == ((), "pronoun", "Rina Wati")


def test_every_find_says_which_rule_cue_and_frame_it_comes_from():
    why = extract("Rina Wati mengataka,n bahwa harga beras turun.", "id").attributions[0].why
    assert (why.rule, why.cue_entry, why.frame, why.kind) == (
        "clause.subject_verb_that",
        "kata",
        "S V that C",
        "speech",
    )
    assert why.note == "typo: mengataka,n"
