"""What may be set for coverage and its providers; settings.py takes every name over. No provider is on by default."""

from environs import validate

from factcheck.environment import env, seconds_between

COVERAGE_PROVIDERS: list[str] = env.list(
    "COVERAGE_PROVIDERS",
    default=[],
    validate=validate.ContainsOnly(
        ["claimreview", "google_factcheck", "gdelt", "gdelt_context", "mediacloud", "news_api", "wikinews", "wordpress"]
    ),
)
COVERAGE_PROVIDER_DAILY_REQUESTS: int = env.int(
    "COVERAGE_PROVIDER_DAILY_REQUESTS", default=500, validate=validate.Range(1, 1_000_000)
)
COVERAGE_PROVIDER_BACKGROUND_PERCENT: int = env.int(
    "COVERAGE_PROVIDER_BACKGROUND_PERCENT", default=60, validate=validate.Range(0, 100)
)
COVERAGE_PROVIDER_SECONDS: dict[str, float] = env.dict(
    "COVERAGE_PROVIDER_SECONDS", default={}, subcast_values=float, validate=seconds_between
)
COVERAGE_PROVIDER_FAILURES: int = env.int("COVERAGE_PROVIDER_FAILURES", default=5, validate=validate.Range(1, 1_000))
COVERAGE_PROVIDER_REST_SECONDS: int = env.int(
    "COVERAGE_PROVIDER_REST_SECONDS", default=600, validate=validate.Range(1, 86_400)
)
GOOGLE_FACTCHECK_KEY: str = env.str("GOOGLE_FACTCHECK_KEY", default="")
GOOGLE_FACTCHECK_URL: str = env.str(
    "GOOGLE_FACTCHECK_URL", default="https://factchecktools.googleapis.com/v1alpha1/claims:search"
)
GDELT_DOC_URL: str = env.str("GDELT_DOC_URL", default="https://api.gdeltproject.org/api/v2/doc/doc")
GDELT_CONTEXT_URL: str = env.str("GDELT_CONTEXT_URL", default="https://api.gdeltproject.org/api/v2/context/context")
MEDIACLOUD_KEY: str = env.str("MEDIACLOUD_KEY", default="")
MEDIACLOUD_COLLECTIONS: list[int] = env.list("MEDIACLOUD_COLLECTIONS", default=[], subcast=int)
MEDIACLOUD_URL: str = env.str("MEDIACLOUD_URL", default="https://search.mediacloud.org/api/search/story-list")
NEWS_APIS: list[str] = env.list("NEWS_APIS", default=[])
NEWS_API_KEYS: dict[str, str] = env.dict("NEWS_API_KEYS", default={})
WIKIDATA_LOOKUPS: bool = env.bool("WIKIDATA_LOOKUPS", default=False)
WIKIDATA_URL: str = env.str("WIKIDATA_URL", default="https://www.wikidata.org/w/api.php")
WIKINEWS_URL: str = env.str("WIKINEWS_URL", default="https://{language}.wikinews.org/w/api.php")
WORDPRESS_SITES: list[str] = env.list("WORDPRESS_SITES", default=[])

# How soon coverage of a claim is looked for again by itself: hours between two searches, by its age.
COVERAGE_AGAIN_HOURS_FIRST_DAY: int = env.int(
    "COVERAGE_AGAIN_HOURS_FIRST_DAY", default=3, validate=validate.Range(1, 10_000)
)
COVERAGE_AGAIN_HOURS_FIRST_WEEK: int = env.int(
    "COVERAGE_AGAIN_HOURS_FIRST_WEEK", default=24, validate=validate.Range(1, 10_000)
)
COVERAGE_AGAIN_HOURS_LATER: int = env.int("COVERAGE_AGAIN_HOURS_LATER", default=168, validate=validate.Range(1, 10_000))
COVERAGE_AGAIN_SLOWER: int = env.int("COVERAGE_AGAIN_SLOWER", default=4, validate=validate.Range(1, 100))
COVERAGE_AGAIN_DAYS: int = env.int("COVERAGE_AGAIN_DAYS", default=60, validate=validate.Range(0, 3650))
