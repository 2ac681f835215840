"""Names the reader of a newspaper knows: places and governments, outlets, and the words between the parts of a name."""

NAMES = {
    "place": """russia moscow ukraine kiev kyiv kremlin china beijing taiwan japan tokyo north-korea south-korea pyongyang seoul united-states america u.s. us usa washington britain england uk u.k.
        london france paris germany berlin italy rome spain madrid netherlands belgium brussels european-union eu europe iran tehran iraq baghdad israel jerusalem palestine gaza lebanon beirut syria damascus
        turkey ankara egypt cairo saudi-arabia riyadh yemen qatar doha india new-delhi pakistan islamabad afghanistan kabul myanmar burma thailand bangkok malaysia kuala-lumpur singapore philippines manila vietnam
        hanoi cambodia laos brunei indonesia jakarta australia canberra new-zealand canada ottawa mexico brazil argentina cuba venezuela colombia chile south-africa nigeria kenya somalia sudan ethiopia
        libya morocco algeria tunisia poland hungary romania finland sweden norway denmark switzerland austria greece portugal serbia belarus georgia armenia azerbaijan the-west west white-house
        pentagon hamas hezbollah taliban nato congress california texas florida new-york ohio iowa new-hampshire nevada arizona virginia""",
    "outlet": """reuters afp ap associated-press tass cna bbc cnn kcna yonhap xinhua antara bloomberg al-jazeera the-guardian guardian new-york-times washington-post wall-street-journal usa-today anadolu sputnik ria-novosti
        interfax kyodo nhk dpa cbs nbc abc fox-news sky-news channel-newsasia the-star bernama politico axios breitbart breitbart-news huffpost huffington-post nbc-news cbs-news abc-news cbc cbc-news npr pbs msnbc fox time newsweek the-hill
        associated-press los-angeles-times daily-news new-york-daily-news the-atlantic slate vox buzzfeed buzzfeed-news daily-beast western-journalism western-journal mirror telegraph independent canadian-press toronto-star korean-central-news-agency
        upi efe ansa lusa apa belga tanjug ukrinform tasnim irna isna wafa sana pti ani dawn yna cgtn cctv cnbc ktn sabc enca rte rthk abs-cbn rappler
        financial-times economist the-economist le-monde le-figaro liberation l'equipe der-spiegel spiegel bild die-welt die-zeit el-pais el-mundo la-repubblica corriere-della-sera haaretz
        times-of-israel jerusalem-post al-arabiya al-mayadeen press-tv kommersant izvestia meduza novaya-gazeta kyiv-independent ndtv times-of-india hindustan-times the-hindu
        straits-times south-china-morning-post global-times people's-daily nikkei asahi-shimbun yomiuri-shimbun mainichi-shimbun chosun-ilbo bangkok-post
        the-verge wired techcrunch the-information bleeping-computer ars-technica vanity-fair new-yorker the-new-yorker forbes fortune business-insider barron's marketwatch semafor propublica
        the-intercept daily-caller voice-of-america radio-free-europe radio-free-asia deutsche-welle france-24 euronews the-athletic espn sports-illustrated rolling-stone tmz
        channel-4 channel-4-news channel-5 itv itv-news gb-news lbc bbc-news bbc-world-service bbc-radio bbc-radio-4 bbc-radio-5 bbc-radio-5-live bbc-one newsnight the-nation the-new-republic
        evening-standard sunday-times the-sunday-times the-times the-telegraph the-independent the-observer daily-mail the-sun globe-and-mail radio-new-zealand nrk svt yle nos rtl talksport talkradio
        meet-the-press face-the-nation state-of-the-union good-morning-america morning-joe fox-business national-review mother-jones""",
    "organisation": "google facebook meta twitter apple microsoft amazon boeing airbus tesla toyota honda samsung huawei walmart exxon exxonmobil chevron uber starbucks netflix disney nike pfizer",
    # How the name of a possessor ends: "Kestrel's chairman".
    "owner_mark": "'s",
    # Words that the names of outlets hold, with a capital, nouns for media, and such as mean
    # other things as well when an adjective stands before them ("the environmental agency").
    "outlet_part": """times post journal tribune herald gazette news radio tv television press today wire mail sun guardian review bulletin courier record register mirror star sentinel
        dispatch examiner inquirer echo argus advertiser ledger monitor express telegraph statesman insider chronicle observer globe week weekly daily magazine broadcasting network media mercury intelligencer
        clarion beacon""",
    "medium": "newspaper newspapers magazine broadcaster daily weekly tabloid radio television tv media press podcast",
    "bare_medium": "paper agency news wire network station channel outlet programme program publication",
    # What is given to an outlet ("in an email to the Courier"), what is written for one, and the verb for that.
    "given": "statement email e-mail message letter comments comment remarks note briefing",
    "written": "op-ed article column essay piece commentary editorial",
    "writing": "write writes writing wrote written",
    # Where everybody may say something ("on social media"), so that nobody relays it.
    "platform": "media",
    # What tells how unnamed people know ("two people briefed on the talks").
    "insider": "familiar close briefed involved aware privy",
    # What an outlet did with the words of others ("a statement carried by TASS"), and how it quotes them.
    "carrying": "speaking talking asked questioned interviewed carried published aired broadcast released distributed quoted cited reported seen obtained reviewed read relayed posted leaked",
    "quoting": "quoted quotes quote quoting cited cites cite citing",
    # How the noun for somebody by their age ends: "the 54-year-old".
    "age_ending": "-old",
    # What the noun for a person ends in, when it is not listed.
    "person_ending": "er eer ist ian man woman ess ede ish crat ant",
    "name_part": "bin al van von de da di del la der ibn abu of the for people's women's children's men's workers' teachers' farmers' veterans' world's",
    # The last word of a company's name: what stands before it is the short form.
    "company_part": "inc corp ltd llc plc co capital securities holdings partners airlines airways motors energy industries technologies pharmaceuticals bank group foods stores systems solutions therapeutics ventures insurance telecom brands logistics shipping properties software aerospace semiconductor biotech biosciences healthcare minerals metals breweries hotels resorts entertainment studios",
    # Small words inside the name of an office, and those of `name_part` that part two names oftener than they stand in one.
    "office_link": "of and",
    "parting": "the for",
    # What a description loses when it comes again: "the source" finds "a source".
    "description_article": "the a an",
    "plural_ending": "s",
}  # fmt: skip
