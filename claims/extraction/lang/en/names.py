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
        meet-the-press face-the-nation state-of-the-union good-morning-america morning-joe fox-business national-review mother-jones""",
    "organisation": "google facebook meta twitter apple microsoft amazon boeing airbus tesla toyota honda samsung huawei walmart exxon exxonmobil chevron uber starbucks netflix disney nike pfizer",
    # How the name of a possessor ends: "Kestrel's chairman".
    "owner_mark": "'s",
    # What an outlet did with the words of others ("a statement carried by TASS"), and how it quotes them.
    "carrying": "speaking talking interviewed carried published aired broadcast released distributed quoted cited reported seen obtained reviewed read relayed posted leaked",
    "quoting": "quoted quotes quote quoting cited cites cite citing",
    # How the noun for somebody by their age ends: "the 54-year-old".
    "age_ending": "-old",
    # What the noun for a person ends in, when it is not listed.
    "person_ending": "er eer ist ian man woman ess ede ish crat ant",
    "name_part": "bin al van von de da di del la der ibn abu of the for people's women's children's men's workers' teachers' farmers' veterans' world's",
    # The last word of a company's name: what stands before it is the short form.
    "company_part": "inc corp ltd llc plc co capital securities holdings partners airlines airways motors energy industries technologies pharmaceuticals bank group",
    # Small words inside the name of an office, and those of `name_part` that part two names oftener than they stand in one.
    "office_link": "of and",
    "parting": "the for",
    # What a description loses when it comes again: "the source" finds "a source".
    "description_article": "the a an",
    "plural_ending": "s",
}  # fmt: skip
