"""Sentences that this pack must read: (speaker, cue, content) of every find; a speaker who is not named is "". Pieces are parted by " … "."""

EXAMPLES = (
    ("Mayor Rina Wulan said that the market opened on Monday.", (("Rina Wulan", "said", "the market opened on Monday"),)),
    ("“This market is ours,” said Rina Wulan.", (("Rina Wulan", "said", "This market is ours"),)),
    ("Rina Wulan opened the market. “We are glad,” she said.", (("Rina Wulan", "said", "We are glad"),)),
    ("According to the Trade Ministry, prices fell by 4 percent.", (("Trade Ministry", "According to", "prices fell by 4 percent"),)),
    ("Traders are believed to hoard rice.", (("", "believed", "Traders … to hoard rice"),)),
    ("Rina Wulan denied that the stores were empty.", (("Rina Wulan", "denied", "the stores were empty"),)),
    ("Rice prices fell this week, Budi Santoso told reporters.", (("Budi Santoso", "told", "Rice prices fell this week"),)),
    ("The market opened on Monday.", ()),
)  # fmt: skip
