"""Cue entries whose "-s" and base forms are as often nouns: they need a subject just before them."""

NOUN_ALIKES = frozenset(
    """claim report state note post plan call question comment demand order request offer promise answer estimate doubt fear hope talk detail rule
    attack blast show find support back figure guess mean look signal hint boast urge worry text email tweet blog type reply counter charge
    place project view vote charge challenge rebuke address praise blame counsel caution command joke laugh quip read shout sigh scream cry
    rage storm snap cry sigh object direct guarantee speculate decree pledge vow threat direct press start begin mention study measure wonder respect rebuttal insult appeal advocate forecast
    pledge proposal dispute release comment delight remark question stress fume muse list mark name aim wish welcome attempt support project hear judge feel read mark""".split()
)
