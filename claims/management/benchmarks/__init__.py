"""What the `bench_*` commands measure, apart from how they print it."""


class BenchError(Exception):
    """What is missing or went wrong, in words for the person at the terminal."""
