"""What the markup of pages says about where articles come from: articles in, steps to other articles and outlets out.

Three things are said there: that a page is the copy of one elsewhere (its canonical link), who wrote it (its byline),
and whom its own data name as the source (JSON-LD). Markup is full of templates' mistakes, so a step is proposed only
where one outlet can be meant and nothing speaks against it; "https://own.site/…" and the outlet's own name never do.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from claims.coverage import origins
from claims.ingest.stated import Stated, Work
from claims.ingest.versions import url_key
from claims.models import Article, CoverageEdge, FoundByline, PageMarkup, Source
from claims.models.source import name_key
from claims.sources import homes
from claims.sources.outlets import Outlets, host_of, site_of

Kind = CoverageEdge.Kind
METHOD, TOLD_METHOD = "markup-1", "named-1"  # by the page itself; by whoever named the page to us
CANONICAL, SYNDICATED, MAIN_PAGE = 0.9, 0.85, 0.6  # scores: a link says it, a tag of old says it, it may be a slip
NAMED, AMONG_OTHERS, BASED_ON = 0.85, 0.7, 0.75
SHARED = 0.1  # of the copy's runs of three words, at least, where both texts are here
WHOLE_TEXT = 100  # words: less may be only a title and a snippet
DAYS_APART = dt.timedelta(days=1)  # by which time zones may turn two days round
MOST_LOOKED_AT = 200
# Hosts that keep pages of others under addresses of their own.
MIRRORS = ("ampproject.org", "googleusercontent.com", "translate.goog", "archive.org", "archive.ph", "archive.today")
NO_PUBLISHER = (".local", ".localhost", ".internal", ".test", ".invalid")
_STORY = re.compile(r"\d|-\w+-|_\w+_|\.(?:s?html?|php|aspx?)$")  # what the last part of an article's path has


@dataclass(frozen=True, slots=True)
class Step:
    """`copy` (an article's number) says that it is from `origin`, an article, or else from the outlet `name`."""

    copy: int
    origin: int | None
    name: str
    kind: str
    score: float
    words: str  # as they stand in the markup
    method: str = METHOD
    is_whole: bool = True  # the article as it stands is that outlet's, with whomever it attributes things to


class _Page:
    """One article with what its page says, and what is its own: its site and its names."""

    def __init__(self, article: Article, markup: PageMarkup | None, byline: FoundByline | None) -> None:
        self.article, self.markup = article, markup
        self.said = Stated.of(markup.said, markup.address) if markup else Stated(address=article.url)
        # What the page itself says of its authors is nearer to it than what somebody else said of the page.
        self.is_told = byline is not None and not self.said.authors
        self.authors = tuple(byline.authors) if byline and self.is_told else self.said.authors
        addresses = (article.url, self.said.address)
        self.sites = {site for address in addresses if (site := site_of(host_of(address)))}
        self.keys = {key for address in addresses if (key := url_key(address))}
        names = [self.said.site, *self.said.publishers]
        if article.outlet:
            names += [article.outlet.name, *(alias.name for alias in article.outlet.aliases.all())]
        self.names = {letters for name in names if (letters := _letters(name))}

    @property
    def is_known(self) -> bool:
        """Whether anything tells whose page it is; nothing can be told to be another's otherwise."""
        return bool(self.sites or self.names)

    def owns(self, name: str) -> bool:
        """Whether a name may be this outlet's own: "ANTARA" at antaranews.com."""
        letters = _letters(name)
        labels = [_letters(site.split(".", 1)[0]) for site in self.sites]
        return letters in self.names or any(
            label == letters
            or (len(letters) > 1 and label.startswith(letters))
            or (len(letters) > 4 and letters in label)
            or (len(label) > 3 and letters.startswith(label))
            for label in labels
        )

    def is_elsewhere(self, address: str) -> bool:
        """Whether an address is surely one of another publisher's articles."""
        host = host_of(address)
        site = site_of(host)
        if not self.sites or not site or site in self.sites or site in MIRRORS or f".{host}".endswith(NO_PUBLISHER):
            return False
        parts = [part for part in urlsplit(address).path.split("/") if part]
        return bool(parts) and (len(parts) > 2 or bool(_STORY.search(parts[-1])) or bool(urlsplit(address).query))

    def lines(self) -> list[str]:
        """Everything that may name an outlet."""
        said = self.said
        works = [work.name for work in (*said.based_on, *said.citations)]
        return [*self.authors, *said.affiliations, *said.source_organisations, *said.providers, *said.credit_texts,
                *works]  # fmt: skip


def find(articles: Sequence[Article], carriers: Sequence[origins.Carrier]) -> list[Step]:
    """The steps that the markup of these articles gives reason for; the carriers are the same articles."""
    told = ((one, getattr(one, "markup", None), getattr(one, "found_byline", None)) for one in articles)
    pages = [page for one, *said in told if any(said) and (page := _Page(one, *said)).is_known]
    if not pages:
        return []
    outlets = Outlets(line for page in pages for line in page.lines())
    here = _Here(articles, carriers, outlets)
    found: list[Step] = []
    for page in pages:
        found += [*_canonical(page, here), *_byline(page, here), *_credits(page, here), *_works(page, here)]
    return [step for step in found if step.origin != step.copy]


class _Here:
    """The articles that carry the claim, and the outlets, as what a page names is looked for among them."""

    def __init__(self, articles: Sequence[Article], carriers: Sequence[origins.Carrier], outlets: Outlets) -> None:
        self.outlets = outlets
        self.carriers = list(carriers)
        self.by_pk = {int(str(carrier.key)): carrier for carrier in carriers}
        self.by_key: dict[str, Article] = {}
        for article in sorted(articles, key=lambda one: one.pk):
            if article.url_key:
                self.by_key[article.url_key] = article

    def outlet(self, page: _Page, name: str) -> tuple[int | None, str] | None:
        """(article, "") or (None, name): where an outlet's report of the claim stands. None for the page's own."""
        if not name or page.owns(name):
            return None
        seen = origins.published_by(origins.name_of(name), self.by_pk[page.article.pk], self.carriers)
        return (int(str(seen)), "") if seen is not None else (None, name)

    def address(self, page: _Page, address: str) -> tuple[int | None, str] | None:
        """The same for an address elsewhere; None where it can not be from there, or nobody knows whose it is."""
        key = url_key(address)
        if not key or key in page.keys or not page.is_elsewhere(address):
            return None
        there = self.by_key.get(key)
        if there is not None:
            return None if self._speaks_against(page, there) else (there.pk, "")
        kept = Article.objects.current().filter(url_key=key).select_related("outlet").order_by("-pk").first()
        if kept is not None and (len(kept.text.split()) >= WHOLE_TEXT or kept.pk == page.article.pk):
            return None  # it is here, and does not carry the claim
        name = kept.outlet.name if kept and kept.outlet else self._outlet_at(host_of(address))
        return None if _same_owner(page.article, name) else self.outlet(page, name)

    def _outlet_at(self, host: str) -> str:
        if found := self.outlets.at(host):
            return found
        site = homes.home_of(host)
        resident = homes.residents([site]).get(site)
        return resident.name if resident else ""

    def _speaks_against(self, page: _Page, there: Article) -> bool:
        """Whether it cannot be the copy of that one: it is older, they name each other, or say it in other words."""
        mine = page.article
        if mine.published and there.published and mine.published < there.published - DAYS_APART:
            return True
        back = getattr(there, "markup", None)
        if back is not None and back.canonical_key and back.canonical_key in page.keys:
            return True
        one, other = self.by_pk[mine.pk].text, self.by_pk[there.pk].text
        if one.language != other.language or len(other.text.split()) < WHOLE_TEXT:
            return False
        return len(one.shingles & other.shingles) < SHARED * len(one.shingles)


def _canonical(page: _Page, here: _Here) -> list[Step]:
    """That the page is a copy, by the one address that it names as the original."""
    said = page.said
    if said.canonical:
        tries = [(said.canonical, CANONICAL)] if not _is_template(page) else []
        if not any(page.is_elsewhere(address) for address in said.canonical):
            tries = [(said.syndicated_from, SYNDICATED)]
    elif said.syndicated_from:
        tries = [(said.syndicated_from, SYNDICATED)]
    else:
        tries = [((*said.main_page, *filter(None, [said.og_url])), MAIN_PAGE)]
    for addresses, score in tries:
        if len({url_key(address) for address in addresses}) != 1:
            continue
        to = here.address(page, addresses[0])
        if to and (score != MAIN_PAGE or to[0] is not None):
            return [Step(page.article.pk, *to, Kind.CANONICAL, score, addresses[0])]
    return []


def _is_template(page: _Page) -> bool:
    """Whether other stories of the same site name the same original: then its pages all do."""
    if page.markup is None or not page.markup.canonical_key:
        return False
    others = PageMarkup.objects.naming_too(page.markup).values_list("address", "article__url")[:MOST_LOOKED_AT]
    return any(site_of(host_of(address)) in page.sites for several in others for address in several)


def _byline(page: _Page, here: _Here) -> list[Step]:
    """That an outlet wrote it, of which it is not the site."""
    found = []
    for line in (*page.authors, *page.said.affiliations):
        named, number = here.outlets.in_byline(line)
        score = NAMED if len(named) == number else AMONG_OTHERS
        steps = _steps(page, here, named, Kind.BYLINE, score, line)
        told = page.is_told and line in page.authors
        found += [replace(step, method=TOLD_METHOD) for step in steps] if told else steps
    return found


def _credits(page: _Page, here: _Here) -> list[Step]:
    said = page.said
    keyed = (
        ("sourceOrganization", said.source_organisations),
        ("provider", said.providers),
        ("creditText", said.credit_texts),
    )
    found = []
    for key, lines in keyed:
        for line in lines:
            named, _number = here.outlets.in_byline(line)
            found += _steps(page, here, named, Kind.JSON_LD, NAMED, f"{key}: {line}")
    return found


def _steps(page: _Page, here: _Here, names: Iterable[str], kind: str, score: float, words: str) -> list[Step]:
    ends = (here.outlet(page, name) for name in names)
    return [Step(page.article.pk, *to, kind, score, words) for to in ends if to]


def _works(page: _Page, here: _Here) -> list[Step]:
    """That it is based on one other article: of several, or of one that nobody knows, the claim may be from any."""
    found = []
    for key, works in (("isBasedOn", page.said.based_on), ("citation", page.said.citations)):
        others = [work for work in works if not _is_own(page, work)]
        ends = {here.address(page, work.url) if work.url else _by_name(page, here, work) for work in others}
        if len(ends) == 1 and (to := ends.pop()) is not None:
            words = f"{key}: {others[0].url or others[0].name}"
            found.append(Step(page.article.pk, *to, Kind.JSON_LD, BASED_ON, words, is_whole=False))
    return found


def _by_name(page: _Page, here: _Here, work: Work) -> tuple[int | None, str] | None:
    named, number = here.outlets.in_byline(work.name)
    return here.outlet(page, named[0]) if len(named) == number == 1 else None


def _is_own(page: _Page, work: Work) -> bool:
    return site_of(host_of(work.url)) in page.sites if work.url else page.owns(work.name)


def _same_owner(article: Article, name: str) -> bool:
    """Whether an outlet belongs to the owner of the article's: their pages often share one template."""
    owner = name_key(article.outlet.owner) if article.outlet else ""
    owners = Source.objects.with_names([name]).values_list("owner", flat=True) if owner else ()
    return owner in map(name_key, owners)


def _letters(name: str) -> str:
    return name_key(name).replace(" ", "")
