"""Real words that are one slip away from a cue and must not be taken for a mistyped one."""

LOOKALIKES = frozenset("starting planting indicting bordering theories admitting slamming beginning planting".split())
