"""Two words written as one; they are parted at the apostrophe ("he's" → "he", "'s")."""

CONTRACTIONS = frozenset(
    """i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'd we'll
    they're they've they'd they'll who's who'd who'll that's there's what's""".split()
)
