"""How a Malay form tells its voice, and what clings to a root."""

# First fit decides; the empty prefix is the root itself.
VOICES = (("di", "passive"), ("ter", "passive"), ("me", "active"), ("ber", "active"), ("", "bare"))
