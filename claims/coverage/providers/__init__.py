"""Who outside the archive can be asked for coverage. All are off until COVERAGE_PROVIDERS names them.

    for provider in registry.configured():
        answer = asking.ask(provider, Query("Shoigu shows Kim the Kinzhal missile"))
        answer.outcome, answer.items, answer.reason

A provider is a module that writes addresses and reads answers (`google_factcheck`, `gdelt`, `mediacloud`, `news_api`,
`wikinews`, `wordpress`); `asking` alone fetches, through the guarded fetcher, within the provider's rate and its
requests per day (`limits`, shared by all workers). `claimreview` answers from our own tables.
"""
