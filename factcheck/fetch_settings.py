"""What may be set for the fetching of pages and feeds; settings.py takes every name over."""

from environs import validate

from factcheck.environment import env

FETCH_EXTRA_PORTS: list[int] = env.list("FETCH_EXTRA_PORTS", default=[], subcast=int)
FETCH_PRIVATE_HOSTS: list[str] = env.list("FETCH_PRIVATE_HOSTS", default=[])
FETCH_CONTACT: str = env.str("FETCH_CONTACT", default="", validate=validate.Regexp(r"[\x21-\x7e]{0,100}\Z"))
FETCH_CONNECT_SECONDS: float = env.float("FETCH_CONNECT_SECONDS", default=5, validate=validate.Range(0.1, 60))
FETCH_READ_SECONDS: float = env.float("FETCH_READ_SECONDS", default=10, validate=validate.Range(0.1, 60))
FETCH_TOTAL_SECONDS: float = env.float("FETCH_TOTAL_SECONDS", default=30, validate=validate.Range(0.2, 300))
FETCH_PAUSE_SECONDS: float = env.float("FETCH_PAUSE_SECONDS", default=1, validate=validate.Range(0, 60))
FETCH_MAX_BYTES: int = env.int("FETCH_MAX_BYTES", default=10_000_000, validate=validate.Range(1_000, 100_000_000))
FETCH_HEADER_BYTES: int = env.int("FETCH_HEADER_BYTES", default=64_000, validate=validate.Range(1_000, 100_000))
FEED_FETCH_PAGES: bool = env.bool("FEED_FETCH_PAGES", default=False)
FETCH_REDIRECTS: int = env.int("FETCH_REDIRECTS", default=5, validate=validate.Range(0, 20))
