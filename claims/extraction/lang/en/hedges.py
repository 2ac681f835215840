"""Words that weaken a statement, words that leave it open, and words that deny what somebody else said."""

HEDGES = {
    "weak": "possibly perhaps probably likely allegedly reportedly apparently purportedly supposedly seemingly believed suspected alleged maybe presumably potentially unlikely appears seems appeared seemed suggests estimated rumored rumoured",
    "modal": "may might could",
    "open": ("too early to say", "too early to tell", "too soon to say", "remains to be seen", "a chance", "a possibility", "cannot rule out", "can't rule out", "could not rule out", "not ruled out", "did not rule out", "expected to", "thought to", "not sure", "not clear", "unclear whether", "cannot confirm", "can not confirm", "could not confirm", "not certain", "don't know", "didn't know", "doesn't know", "not yet know", "unsure whether", "unable to confirm", "can't confirm", "couldn't confirm", "not know whether"),
    # What holds a negator and affirms all the same.
    "affirming": ("not only", "not just", "not merely", "not least", "not simply", "no fewer", "no less", "no more than", "no later", "no doubt", "no matter", "no choice but", "no longer than", "no wonder", "nothing but", "not until"),
    # "regretted not acting" denies nothing of itself: the negator and the ending of its verb; "is not acting" and "Poe's not acting" do.
    "gerund": ("not", "ing"),
    "negating": ("n't",),
    "contracted": ("'m", "'re", "'s"),
    # Looks like a modal of doubt and tells what was impossible.
    "firm": ("could not", "couldn't"),
    # "rejected the claims": cues that deny, and what they deny.
    "refuting": "reject dismiss",
    "refutable": "allegation allegations claim claims accusation accusations charge charges report reports suggestion suggestions notion idea story rumor rumors rumour rumours speculation assertion assertions",
}  # fmt: skip
