"""Pronouns written onto the cue ("katanya")."""

CLITICS = ("nya",)
