"""Save an article once: frozen text, its hash, and what the page says about itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from claims.coverage import archive, reuse
from claims.extraction import read_page
from claims.extraction.lang import codes
from claims.extraction.language import detect
from claims.ingest import versions
from claims.ingest.errors import IngestError
from claims.models import Article, Event, PageMarkup, Source
from claims.sources import homes, resolve
from claims.sources.outlets import host_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.extraction.results import ArticleFacts, Span
    from claims.ingest.stated import Stated

SURROGATES = re.compile("[\ud800-\udfff]")
FEWEST_LETTERS = 20
MOST_CONTROL_SHARE = 0.02


def freeze(text: str) -> str:
    """The text as it will be stored for ever: newlines become LF, nothing else changes.

    Raises IngestError for an empty, binary or oversized text, NUL and lone surrogates.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise IngestError(_("The text is empty. Paste an article or choose a file."))
    if "\x00" in text:
        raise IngestError(
            _("The text holds NUL characters, so it is not plain text. Paste the article's words instead.")
        )
    if SURROGATES.search(text):
        raise IngestError(_("The text holds broken characters (lone surrogates). Copy it again from the page."))
    size = len(text.encode())
    if size > settings.MAX_ARTICLE_BYTES:
        raise IngestError(
            _("The text has %(size)d bytes; at most %(most)d are taken. Split it into single articles.")
            % {"size": size, "most": settings.MAX_ARTICLE_BYTES}
        )
    control = sum(1 for c in text if c < " " and c not in "\n\t\f\v")
    if control > MOST_CONTROL_SHARE * len(text):
        raise IngestError(_("This looks like a binary file, not like an article."))
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        raise IngestError(_("This is too short to be an article."))
    return text


def content_hash(text: str) -> str:
    """SHA-256 of the frozen text in UTF-8, hexadecimal: equal texts are one Article on the desk."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_same(text: str, url: str = "") -> Article | None:
    """The article that a person who sends this text means: the one on the desk that has exactly this text, else one
    that was found outside, at that address or, with no address given, at any. Raises IngestError as `freeze` does."""
    return _same(content_hash(freeze(text)), versions.url_key(url.strip()))


def _same(digest: str, key: str) -> Article | None:
    rows = Article.objects.filter(content_hash=digest).order_by("-on_desk", "pk")
    return rows.filter(Q(on_desk=True) | Q(url_key=key) if key else Q()).first()


def save_article(
    text: str,
    *,
    user: User | None = None,
    intake: str = Article.Intake.PASTE,
    url: str = "",
    outlet: str | None = None,
    published: dt.date | None = None,
    supersedes: Article | None = None,
    stated: Stated | None = None,
) -> tuple[Article, bool]:
    """The Article with this text on the desk, and whether it is new there. The same text again gives the existing one;
    one that was found outside is taken up.

    `outlet` and `published` are given when the sender knows them; otherwise the text may tell. `supersedes` is the
    version before this one; when the text is that very version's, nothing happens. Raises IngestError.
    """
    text = freeze(text)
    url = checked_url(url)
    digest = content_hash(text)
    existing = _same(digest, versions.url_key(url))
    if existing:
        new = not existing.on_desk
        if stated and versions.url_key(stated.address) in ("", existing.url_key):
            keep_markup(existing, stated)
        return _as_next_version(take_up(existing, user), supersedes, user), new
    facts, clutter = read_page(text)
    try:
        with transaction.atomic():
            article = create(
                text, facts, clutter, url=url, outlet=outlet, published=published, after=supersedes,
                stated=stated, intake=intake, created_by=user,
            )  # fmt: skip
            Event.objects.append(Event.Act.INGESTED, actor=user, article=article, new={"intake": intake})
            article = _as_next_version(article, supersedes, user)
    except IntegrityError:
        # Somebody saved the same text between our look and our write: theirs is the one.
        return _as_next_version(Article.objects.on_desk().get(content_hash=digest), supersedes, user), False
    return article, True


def create(
    text: str,
    facts: ArticleFacts,
    clutter: Sequence[Span],
    *,
    url: str,
    outlet: str | Source | None,
    published: dt.date | None,
    after: Article | None = None,
    stated: Stated | None = None,
    **fields: Any,
) -> Article:
    """A new Article of a frozen text, found in the archive and compared with it; not with `after`, the version before
    it. Raises IntegrityError when there may be no second one."""
    outlet = outlet or facts.outlet
    article = Article.objects.create(
        text=text,
        content_hash=content_hash(text),
        clutter=[[span.start, span.end] for span in clutter],
        url=url,
        url_key=versions.url_key(url),
        site=homes.home_of(host_of(url)),
        title=(facts.title or "")[:500],
        title_start=facts.title_span.start if facts.title_span else None,
        title_end=facts.title_span.end if facts.title_span else None,
        language=facts.language,
        dateline_place=(facts.dateline_place or "")[:120],
        published=published or facts.date or (stated.published if stated else None),
        outlet=resolve.get_or_make(outlet, Source.Kind.OUTLET) if isinstance(outlet, str) else outlet,
        credit=resolve.get_or_make(facts.credit, Source.Kind.OUTLET) if facts.credit else None,
        **fields,
    )
    keep_markup(article, stated)
    archive.index(article)
    reuse.index(article, after)
    return article


def keep_markup(article: Article, stated: Stated | None) -> None:
    """Keep what the page of an article says in its markup. What was kept first stays."""
    if stated is None or stated.is_empty or PageMarkup.objects.filter(article=article).exists():
        return
    try:
        with transaction.atomic():
            PageMarkup.objects.create(
                article=article,
                said=stated.as_dict(),
                address=stated.address[:2048],
                canonical_key=stated.canonical_key,
                digest=stated.digest,
            )
    except IntegrityError:
        return  # somebody sent the same page in the same moment


def take_up(article: Article, user: User | None = None) -> Article:
    """Put an article that was found outside on the desk, and return it; where its text is there already, that one."""
    try:
        with transaction.atomic():
            taken = Article.objects.filter(pk=article.pk, on_desk=False).update(
                on_desk=True, created_by=Coalesce("created_by", Value(user.pk if user else None))
            )
            if taken:
                _let_be_read(article)
                new = {"intake": article.intake}
                Event.objects.append(Event.Act.INGESTED, actor=user, article=article, new=new)
    except IntegrityError:
        return Article.objects.on_desk().get(content_hash=article.content_hash)
    article.refresh_from_db(fields=["on_desk", "created_by"])
    return article


def _let_be_read(article: Article) -> None:
    """Have it in a language that a pack of ours reads, as every text is that people send."""
    if article.language not in codes():
        article.language = detect(article.text)
        Article.objects.filter(pk=article.pk).update(language=article.language)
        archive.index(article)


def _as_next_version(article: Article, supersedes: Article | None, user: User | None) -> Article:
    if supersedes is not None and supersedes.pk != article.pk and versions.supersede(supersedes, article, user=user):
        article.refresh_from_db()
    return article


def checked_url(url: str) -> str:
    """A web address as it is stored, "" for none. Raises IngestError."""
    url = url.strip()
    if not url:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        raise IngestError(_("“%(url)s” is not a web address (http or https).") % {"url": url[:80]}) from None
    if len(url) > 2048:
        raise IngestError(_("The address is longer than 2,048 characters."))
    return url
