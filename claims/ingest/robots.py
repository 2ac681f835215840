"""robots.txt (RFC 9309): asked before a page is fetched that nobody named, only a feed; and which sitemaps it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from claims.ingest.errors import FetchFailed, FetchRefused, PageGone
from claims.ingest.fetch import fetch

NAME = "FactcheckWorkbench"


@dataclass(slots=True)
class Robots:
    """The rules of the sites met while one feed is read; each is asked once."""

    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def allow(self, url: str) -> bool:
        """Whether the site lets us read this page. A site without rules does; one that fails to answer does not."""
        return self._of(url).can_fetch(NAME, url)

    def sitemaps(self, url: str) -> list[str]:
        """What the `Sitemap:` lines of the site of `url` say, as written."""
        return self._of(url).site_maps() or []

    def _of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = _rules_of(site)
        return self._rules[site]


def _rules_of(site: str) -> RobotFileParser:
    rules = RobotFileParser()
    try:
        rules.parse(fetch(f"{site}/robots.txt", types=("text/plain",)).text().text[:500_000].splitlines())
    except (PageGone, FetchRefused):  # no such file, or a page of words instead of it
        rules.parse([])
    except FetchFailed:
        rules.parse(["User-agent: *", "Disallow: /"])
    return rules
