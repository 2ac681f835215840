"""Demo data: the reference article, short articles of our own from invented outlets, and people to log in as."""
