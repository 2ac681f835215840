"""Words that weaken a statement, words that leave it open, and words that deny it."""

HEDGES = {
    "weak": "possibly perhaps probably likely allegedly reportedly apparently purportedly supposedly seemingly believed suspected alleged maybe presumably potentially unlikely appears seems appeared seemed suggests",
    "modal": "may might could",
    "open": ("not sure", "not clear", "unclear whether", "cannot confirm", "can not confirm", "could not confirm", "not certain", "don't know", "didn't know", "doesn't know", "not yet know", "unsure whether", "unable to confirm", "can't confirm", "couldn't confirm", "not know whether"),
}  # fmt: skip
