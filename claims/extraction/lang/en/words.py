"""Small words and nouns that tell where a phrase begins and ends and what it is."""

WORDS = {
    "determiner": "the a an this that these those his her its their our my your some any no each every both all another either neither most",
    "possessive": "his her its their our my your",
    "indefinite": "a an some one two three four five six several many few another dozens hundreds both",
    "demonstrative": "the this that these those",
    "quantity": "more most about nearly almost over around",
    "preposition": "in on at of for from with by to into about against between among through during before after under over within without near since until toward towards upon across behind beyond amid despite like as per via inside outside along around than regarding including following",
    "coordinator": "and or nor &",
    "subordinator": "because when while although though if unless since after before until once whereas as where whenever wherever even",
    "contrast": "but while although though whereas yet however despite even",
    "sharing": "and but or then",
    "complementiser": "that",
    "question": "whether how why what who when where which if",
    "relative": "who whom whose which that where",
    "auxiliary": "remain remains remained has have had is are was were be been being will would can could may might must should shall do does did having 's 've 'd 'll 'm 're get got gets don't doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't",
    "passive": "is are was were be been being gets got 'm 're",
    "adverb": "aloud however nevertheless nonetheless meanwhile therefore also later then earlier previously recently publicly repeatedly reportedly once already just still now even again often never always only simply flatly bluntly angrily quickly briefly initially finally eventually further furthermore first reluctantly exclusively tearfully sensationally apparently actually currently falsely privately openly famously correctly wrongly clearly strongly subsequently specifically immediately similarly rightly explicitly consistently frequently directly formally officially has since so both all long widely not generally largely regularly sometimes sarcastically jokingly incorrectly likewise ultimately too indeed rather really",
    "negator": "not n't no never none nothing nobody neither nor cannot without don't doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't",
    "pronoun": "he she it they him her them himself herself themselves itself",
    "plural_pronoun": "they them themselves",
    "first_person": "i we you me us",
    "infinitive": "to",
    "agent": "by",
    "about": "about of on",
    "addressee": "to",
    "opener": "but and yet however meanwhile still so then also later earlier on in at after before when while although though because as if since with for moreover furthermore additionally nevertheless instead indeed last this during under despite even now today yesterday tomorrow once or nor thus therefore of by from following",
    "time": "days weeks months years hours minutes monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec yesterday today tomorrow tonight morning afternoon evening night week month year late early earlier later last next this ago recently",
    "title": """cllr councillor councilor mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister ministers chancellor secretary deputy governor gov senator sen sens representative rep reps congressman
        congresswoman mayor chairman chairwoman chair director chief executive ceo officer spokesman spokeswoman spokesperson spokespeople general gen lt lieutenant col colonel adm admiral
        rear major maj capt captain commander sgt sergeant sheriff judge justice attorney ambassador king queen prince princess pope bishop archbishop rabbi imam rev reverend
        father sister brother coach manager head leader founder president-elect former ex-president analyst economist expert researcher scientist author writer journalist reporter
        columnist editor lawyer prosecutor investigator detective inspector constable activist candidate nominee premier speaker whip majority minority republican democrat democratic
        assistant associate senior junior co-founder lawmaker legislator counsel adviser advisor aide strategist consultant commissioner superintendent foreign defense defence environment interior finance health
        first acting interim undersecretary under-secretary host anchor actor actress singer pollster historian pastor evangelist billionaire businessman real-estate mogul democrat frontrunner front-runner""",
    "group_word": """pt ministry department government agency bureau commission committee council court police army navy military force forces administration office party union association organization organisation
        institute university college school company corporation corp inc ltd llc bank group movement front coalition alliance federation league board authority authorities parliament congress
        senate house cabinet campaign team club foundation center centre society church hospital embassy treasury state county city town country nation regime officials un u.n. nato fbi cia nsa dhs
        epa fda cdc doj irs gop dnc rnc eu pac network service command headquarters panel task firm jury delegation trust fund chamber crown hall republicans democrats pentagon kremlin white-house""",
    "outlet_word": "newspaper news magazine agency times post journal tribune herald gazette press broadcaster outlet website site blog channel radio tv daily paper chronicle globe observer media",
    "document_word": "forms files papers ledger ledgers log logs contract contracts invoice invoices receipts minutes memos diary diaries chart charts database spreadsheet photos photographs videos recording recordings report statement letter document study survey poll memo filing complaint lawsuit article op-ed release book editorial account law bill research data email documents records analysis results figures evidence statistics footage images messages transcript transcripts filings tests audit review assessment census index numbers findings studies surveys polls reports letters statements forecasts estimates indictment affidavit headline tweet post log notice dossier inquiry investigation probe analysis inquest brochure leaflet pamphlet petition manifesto readout communique dispatch cable directive guidance verdict ruling judgment judgement testimony paper papers",
    "person_noun": """official officials source sources spokesman spokeswoman spokesperson spokesmen witness witnesses resident residents man woman men women person people voter voters analyst analysts expert experts researcher
        researchers scientist scientists critic critics supporter supporters aide aides adviser advisers diplomat diplomats officer officers lawyer lawyers lawmaker lawmakers leader leaders member members
        friend friends neighbor neighbors neighbour neighbours mother father son daughter wife husband brother sister parent parents student students teacher teachers worker workers employee employees
        soldier soldiers commander commanders activist activists protester protesters reporter reporters journalist journalists historian economist economists author authors someone somebody everyone everybody nobody anyone others
        many some most few one another observer observers bureaucrat bureaucrats politician politicians investigator investigators prosecutor prosecutors victim victims democrats republicans conservatives liberals
        candidate candidates senator senators representatives doctor doctors minister president judge mayor governor director chairman candidate nominee boss user users americans refugees migrants pundits donors delegates strategists operatives insiders
        campaigners firefighters rescuers medics villagers locals neighbours commuters motorists drivers pupils shoppers tourists organisers organizers planners regulators inspectors
        auditors engineers surveyors developers landlords tenants staff crew pilots nurses midwives surgeons vets archaeologists astronomers biologists physicists chemists geologists meteorologists forecasters
        climatologists virologists epidemiologists ministers mps peers councillors councilors envoys negotiators mediators insurgents rebels militants separatists loyalists monitors fans players coaches referees
        survivor survivors bystander bystanders passenger passengers trader traders farmer farmers fisherman fishermen relative relatives
        manager ceo chief executive attorney professor pollster pollsters rival rivals opponent opponents ally allies veteran veterans couple girl boy child children kid guy guys lady""",
    "office": "foreign affairs defense defence environment interior finance health education justice transportation treasury homeland security energy labor labour commerce agriculture housing trade national public federal",
    "plural": "police people men women media public",
    "apposed": "including included compared based aged named called",
    "manner": "as",
    # The pronoun for what is no person.
    "thing": "it",
    # Prepositions before where something was said ("on Facebook"), before an owner, and before what else a noun may have with it.
    "channel": "on via",
    "belonging": "of",
    "attaching": "for at from with",
    "expletive": "there",
    "gives": "gave gives give giving made makes make making issued issues issuing voiced voices expressed expresses repeated reiterated took takes taking shared shares hold holds held raised raises offered offers aired airs",
    "article": "the a an",
    "accompanying": "with",
    "moment": "when after during",
    "asked": "asked questioned",
    "modal": "would could might should may must wouldn't couldn't shouldn't can't cannot",
    "generic_group": "group organization organisation company firm movement party agency union network association charity maker chain insurer retailer start-up startup giant conglomerate carrier airline operator developer producer publisher supplier lender brewer automaker carmaker subsidiary consultancy nonprofit non-profit foundation think-tank watchdog federation club",
    "occasion": "interview interviews conference briefing hearing debate rally speech release call meeting podcast appearance broadcast message comments remarks",
    "verb": "rose swung spun stuck dealt strode strove withstood broke spoke wrote chose drew drove ate flew forgot grew hid knew lost paid rode ran sang sank sent shook slept sold spent stole struck swept taught threw woke wore began blew brought built bought caught clung fed fought fled froze heard hung kept leapt meant overcame sought shone shrank slid sprang swore undertook upheld withdrew won said says told tells thought knew felt heard saw is are was were has have had will would can could may might must should does did went came took made got gave put left ran sat stood fell met kept held led won lost became remained seems appears includes included goes makes comes becomes knows wants keeps lets begins brings happens writes provides sits pays meets continues learns understands follows creates speaks allows spends grows remembers loves buys waits serves dies sends builds stays reaches raises sells requires decides pulls agrees owns belongs exists depends involves contains seeks thinks believes hates carries marries tries applies relies refers prefers exceeds feels finds gets gives takes puts become give go come know want seem keep let begin bring happen write provide sit lose continue learn understand create speak allow grow send require decide exist depend involve contain seek agree belong die arrive receive refuse occur disappear believe think feel deserves",
}
