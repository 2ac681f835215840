"""What the `bench_*` commands measure, apart from how they print it."""
