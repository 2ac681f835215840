"""How a statement is put into one line: which cues may give way to a colon, and where a line may be cut."""

STATEMENTS = {
    # Cues that say no more than that something was said: "The Kremlin said no agreement was signed" → "Kremlin: no agreement was signed".
    # Others keep their word, because without it the line would say something else ("X denied …").
    "plain_cues": """say says said saying tell tells told telling add adds added adding state states stated stating note notes noted noting
        explain explains explained report reports reported write writes wrote announce announces announced according according_to remark remarked
        mention mentioned mentions continue continued continues go_on went_on tweet tweeted tweets post posted comment commented comments
        declare declared declares reply replied replies answer answered per statement recall recalled recalls relate related conclude concluded quoting citing cited quoted""",
    # Nouns: "fears that …".
    "noun_cues": """fear fears concern concerns claim claims report reports plan plans belief speculation rumor rumors rumour rumours allegation
        allegations accusation accusations agreement promise pledge warning warnings hope hopes assertion suggestion view opinion idea order demand""",
    "that": "that",
    # A long line is cut before one of these, parted by commas.
    "clause_openers": "which,who,while,when,after,before,because,so that,but,although,though,including,and,as,where,since,for,with",
    # A long line may lose an opening that begins with one of these, up to its last comma.
    "openings": "after before when while during on at in since following upon",
    # Words that change what is said: a cut never takes the only one of them away.
    "conditions": "if unless only except without until provided",
    # Small words that keep their capital inside a line.
    "always_capital": "I",
    # A comma before one of these is dropped from a headline.
    "no_comma_before": "",
    "unknown_speaker": "Unclear speaker",
    # Beginnings and endings that do not change what a word is about, for telling that two statements are one.
    "assimilated": {},
    "prefixes": "",
    "suffixes": "s es ed ing ly ment ments tion ions",
}
