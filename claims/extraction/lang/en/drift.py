"""Words whose loss or arrival changes how much a statement says: how many, when, and how surely."""

DRIFT = {
    "all": "all, every, everyone, everybody, everything, entire, always",
    "most": "most, mostly, majority, largely",
    "some": "some, several, a few, part of, partly, sometimes, many",
    "only": "only, merely, solely",
    "past": "has, have, had, already, did, was, were",
    "future": "will, 'll, won't, shall, going to, is set to, are set to, about to",
    "plan": "plan, plans, planned, planning, intend, intends, intended, intention, intentions, aim, aims, propose, proposes, proposal",
    "wish": "hope, hopes, want, wants, wish, wishes, would like",
    "duty": "must, should, have to, has to, need to, needs to, ought to, required to, obliged to",
    "ability": "can, cannot, can't, able to, unable to, capable of",
}  # fmt: skip
