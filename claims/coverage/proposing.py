"""Which edges are proposed for a claim: its carriers in, unsaved `CoverageEdge` rows out, each with its evidence.

Six looks at the same carriers: the texts (copies, translations and written credits: `origins.find_edges`), what the
markup of their pages says (`stated_edges`), whom a feed names, what the extraction read (who is said to say it, through
which relays), quotations in the same words, and who owns the outlets. A chain goes from the article over its relays to
the speaker, so that "Dikutip dari CNA" and "kata TASS" in one article become article → CNA → TASS.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.coverage import origins, stated_edges
from claims.coverage.copies import Text, is_earlier
from claims.coverage.terms import WORD, plain
from claims.models import Article, Attribution, Claim, CoverageEdge, CoverageMatch, FeedItem, Source
from claims.models.coverage_edge import node_of
from claims.models.source import name_key
from claims.sources import pairs

Kind = CoverageEdge.Kind
KIND_OF = {
    "text_reuse": Kind.TEXT_REUSE,
    "translation": Kind.TRANSLATION,
    "article_credit": Kind.CREDIT,
    "attribution": Kind.ATTRIBUTION,
}
METHOD = "origins-1"
READ_METHOD = "attributions-1"
READ_SCORE = 0.85  # of a speaker or relay that the extraction read in the words of the claim
FEED_SCORE = 0.85  # of an outlet that a feed names
QUOTE_SCORE, OWNER_SCORE = 0.7, 0.5
QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]?")
FEWEST_WORDS = 8  # of a run shown as evidence of reuse
MOST_WORDS = 2000  # of each text compared for it


@dataclass(frozen=True, slots=True)
class Node:
    """One end of an edge: an article's number, or a name."""

    article: int | None = None
    name: str = ""

    @property
    def key(self) -> str:
        return node_of(self.article, self.name)


def carriers_of(claim: Claim) -> list[Article]:
    """The articles that carry a claim, with their text: its own, and the coverage that repeats it and stands."""
    return list(
        Article.objects.filter(pk__in=carrier_ids([claim.pk])[claim.pk])
        .select_related("outlet", "markup", "found_byline")
        .prefetch_related("outlet__aliases")  # which tell whether a byline names the outlet itself
        .order_by("pk")
    )


def carrier_ids(claims: Iterable[int]) -> dict[int, set[int]]:
    """{claim: the numbers of the articles that carry it}."""
    ids: dict[int, set[int]] = {pk: set() for pk in claims}
    own = Attribution.objects.standing().filter(claim__in=ids).values_list("claim_id", "article_id")
    repeating = CoverageMatch.objects.filter(claim__in=ids, relation=CoverageMatch.Relation.REPEATS).exclude(
        decision=CoverageMatch.Decision.NOT_RELATED
    )
    for claim, article in [*own, *repeating.values_list("claim_id", "article_id")]:
        ids[claim].add(article)
    return ids


def propose(claim: Claim) -> list[CoverageEdge]:
    """Every edge that the texts give reason for, one between each two ends; several may lead out of one article."""
    articles = carriers_of(claim)
    labels = pairs.labels(article.outlet for article in articles if article.outlet)
    carriers = [
        origins.Carrier(
            Text(article.pk, article.text, article.language, first_seen(article)),
            article.outlet.name if article.outlet else "",
            labels.get(article.outlet_id, frozenset()),
        )
        for article in articles
    ]
    said = _said_in(claim, articles)
    steps = stated_edges.find(articles, carriers)
    marked = _of_markup(claim, articles, steps)
    found = [
        *_of_texts(claim, articles, carriers),
        *marked,
        *_of_feeds(claim, articles, carriers),
        *_of_attributions(claim, articles, said, carriers),
        *_of_quotations(claim, said, carriers),
        *_of_owners(claim, articles, carriers),
    ]
    whole = [edge for edge, step in zip(marked, steps, strict=True) if step.is_whole and step.name]
    found += list(_behind(claim, articles, whole, found))
    found.sort(key=lambda edge: Kind.values.index(edge.kind))
    first: dict[tuple[str, str], CoverageEdge] = {}
    for edge in found:
        first.setdefault((edge.copy_node, edge.origin_node), edge)
    return list(first.values())


def first_seen(article: Article) -> dt.datetime:
    """The earlier of published and first seen: a page may carry the date of its last change."""
    if article.published is None:
        return article.created_at
    return min(article.created_at, dt.datetime.combine(article.published, dt.time(), dt.UTC))


def _of_texts(claim: Claim, articles: Sequence[Article], carriers: Sequence[origins.Carrier]) -> list[CoverageEdge]:
    """What `origins.find_edges` says, with the words to look at."""
    by_pk = {article.pk: article for article in articles}
    edges = origins.find_edges(claim.statement, claim.language, carriers)
    names = _known([edge.name for edge in edges if edge.name])
    found = []
    for edge in edges:
        copy, kind = by_pk[int(str(edge.copy))], KIND_OF[edge.method]
        if isinstance(edge.origin, tuple):
            origin = Node(name=names.get(name_key(edge.name), edge.name))
        else:
            origin = Node(int(str(edge.origin)))
        if kind == Kind.TEXT_REUSE and origin.article is not None:
            start, end, there = longest_run(copy.text, by_pk[origin.article].text)
        else:
            start, end, there = edge.start, None if edge.start is None else edge.start + len(edge.evidence), None
        found.append(_edge(claim, Node(copy.pk), origin, kind, METHOD, edge.score, copy, start, end, there))
    return found


def _of_markup(claim: Claim, articles: Sequence[Article], steps: Sequence[stated_edges.Step]) -> list[CoverageEdge]:
    """What the markup of each article's page says, in its words: an edge for each step."""
    by_pk = {article.pk: article for article in articles}
    known = _known([step.name for step in steps if step.name])
    found = []
    for step in steps:
        to = Node(step.origin, known.get(name_key(step.name), step.name))
        edge = _edge(claim, Node(step.copy), to, step.kind, step.method, step.score, by_pk[step.copy], None, None)
        edge.evidence = step.words
        found.append(edge)
    return found


def _behind(
    claim: Claim, articles: Sequence[Article], whole: Sequence[CoverageEdge], found: Sequence[CoverageEdge]
) -> Iterator[CoverageEdge]:
    """Where an outlet that is not here wrote a whole article, that outlet → whom the article names: its words are that
    outlet's. A credit beside a byline may be that of whoever took the article over."""
    by_pk = {article.pk: article for article in articles}
    for written in whole:
        named = [one for one in found if one.copy_id == written.copy_id and one.kind in (Kind.CREDIT, Kind.ATTRIBUTION)]
        if written.kind != Kind.CANONICAL and any(one.kind == Kind.CREDIT for one in named):
            continue
        for one in named:
            ends = Node(name=written.origin_name), Node(one.origin_id, one.origin_name)
            if one.origin_node != written.origin_node and one.copy_id is not None:
                place = one.evidence_start, one.evidence_end, one.origin_start
                yield _edge(claim, *ends, one.kind, one.method, one.score, by_pk[one.copy_id], *place)


def _of_feeds(claim: Claim, articles: Sequence[Article], carriers: Sequence[origins.Carrier]) -> list[CoverageEdge]:
    """article → the outlet from which a feed says that it comes (`<source url>`, Atom's `source`, `rel="via"`)."""
    article_of = {article.pk: article for article in articles}
    by_pk = {carrier.key: carrier for carrier in carriers}
    rows = FeedItem.objects.filter(article__in=article_of).exclude(taken_from="").order_by("pk")
    told = list(rows.values_list("article_id", "taken_from"))
    known = _known(words for _article, words in told)
    found = []
    for pk, words in told:
        name, article = known.get(name_key(words), words), article_of[pk]
        key = origins.name_of(name)
        if by_pk[pk].is_of(key) or (article.outlet and name_key(article.outlet.name) == name_key(name)):
            continue
        seen = origins.published_by(key, by_pk[pk], carriers)
        to = Node(int(str(seen))) if seen is not None else Node(name=name)
        if to.article == pk:
            continue
        edge = _edge(claim, Node(pk), to, Kind.FEED, "feeds-1", FEED_SCORE, article, None, None)
        edge.evidence = words
        found.append(edge)
    return found


def _of_attributions(
    claim: Claim,
    articles: Sequence[Article],
    said_in: Sequence[tuple[Article, Attribution]],
    carriers: Sequence[origins.Carrier],
) -> list[CoverageEdge]:
    """article → its relays, the farthest from the speaker first → who is said to say it, or whom that person speaks
    for. A speaker without a name is nobody to join two articles by."""
    by_pk = {carrier.key: carrier for carrier in carriers}
    found = []
    for article, said in said_in:
        speaker = said.source and (said.source.speaks_for or said.source)
        relays = [hop.source for hop in sorted(said.relays.all(), key=lambda hop: -hop.position)]
        named = [one for one in (*relays, speaker) if one and one.kind != Source.Kind.UNNAMED]
        at = Node(article.pk)
        for one in named:
            key = origins.name_of(one.name)
            if one.pk == article.outlet_id or (one.kind == Source.Kind.OUTLET and by_pk[article.pk].is_of(key)):
                continue
            seen = origins.published_by(key, by_pk[article.pk], carriers) if one.kind == Source.Kind.OUTLET else None
            to = Node(int(str(seen))) if seen is not None else Node(name=one.name)
            if to.key == at.key:
                continue
            start, end = _evidence_of(said, article, one)
            kind = Kind.ATTRIBUTION if one is speaker else Kind.CREDIT
            found.append(_edge(claim, at, to, kind, READ_METHOD, READ_SCORE, article, start, end))
            at = to
    return found


def _of_quotations(
    claim: Claim, said_in: Sequence[tuple[Article, Attribution]], carriers: Sequence[origins.Carrier]
) -> list[CoverageEdge]:
    """The later of two articles that quote the same words AND attribute them alike → the earlier. The quotation alone
    joins nothing: two reporters can hear one speech."""
    by_pk = {carrier.key: carrier for carrier in carriers}
    found = []
    for article, said in said_in:
        for earlier, there in said_in:
            if not _comes_after(by_pk[article.pk].text, by_pk[earlier.pk].text) or _speaker(said) != _speaker(there):
                continue
            run = _same_quotation(article.text, said, earlier.text, there)
            if run:
                ends = Node(article.pk), Node(earlier.pk)
                found.append(_edge(claim, *ends, Kind.SAME_QUOTATION, "quotations-1", QUOTE_SCORE, article, *run))
                break
    return found


def _speaker(said: Attribution) -> str:
    """Who is said to say it, as it is compared: the Source, else the words."""
    return f"source:{said.source_id}" if said.source_id else name_key(said.quote_of("source"))


def _same_quotation(
    here: str, said: Attribution, other: str, there: Attribution
) -> tuple[int | None, int | None, int | None] | None:
    """(start, end, start there) of a run of at least FEWEST_WORDS that stands in quotation marks in both."""
    if not _speaker(said):
        return None
    for start, end in _quoted(here, said):
        for other_start, other_end in _quoted(other, there):
            one, two, at = longest_run(here[start:end], other[other_start:other_end])
            if one is not None and two is not None and at is not None:
                return start + one, start + two, other_start + at
    return None


def _quoted(text: str, said: Attribution) -> list[tuple[int, int]]:
    """What is quoted of the content, as places in the text: all of a direct one, else what stands in its marks."""
    contents = [span for span in said.spans.all() if span.role == "content"]
    if said.quote_kind == Attribution.QuoteKind.DIRECT:
        return [(span.start, span.end) for span in contents]
    return [
        (span.start + match.start(1), span.start + match.end(1))
        for span in contents
        for match in QUOTED.finditer(text[span.start : span.end])
    ]


def _of_owners(claim: Claim, articles: Sequence[Article], carriers: Sequence[origins.Carrier]) -> list[CoverageEdge]:
    """Every article of an owner's outlets → the earliest of another outlet of the same owner."""
    by_pk = {carrier.key: carrier for carrier in carriers}
    first: dict[str, Article] = {}
    found = []
    for article in sorted(articles, key=lambda one: (first_seen(one), one.pk)):
        owner = name_key(article.outlet.owner) if article.outlet else ""
        if not owner:
            continue
        earliest = first.setdefault(owner, article)
        if earliest.outlet_id != article.outlet_id and _comes_after(by_pk[article.pk].text, by_pk[earliest.pk].text):
            ends = Node(article.pk), Node(earliest.pk)
            edge = _edge(claim, *ends, Kind.SAME_OWNER, "owners-1", OWNER_SCORE, article, None, None)
            edge.evidence = article.outlet.owner if article.outlet else ""
            found.append(edge)
    return found


def _comes_after(one: Text, other: Text) -> bool:
    """Whether an article can have something from another one: it is later, or the times do not tell and it came in
    later, so that two never have it from each other."""
    earlier = is_earlier(other, one)
    return earlier is True or (earlier is None and int(str(other.key)) < int(str(one.key)))


def _said_in(claim: Claim, articles: Sequence[Article]) -> list[tuple[Article, Attribution]]:
    """Who says it in each article: the claim's own attributions, elsewhere the outermost one over the passage found."""
    places = {
        article: (start, end)
        for article, start, end in claim.coverage.values_list("article_id", "passage_start", "passage_end")
    }
    ids = [article.pk for article in articles]
    rows = Attribution.objects.standing().filter(article__in=ids).select_related("source__speaks_for")
    rows = rows.prefetch_related("spans", "relays__source").in_text_order()
    by_article: dict[int, list[tuple[int, Attribution]]] = defaultdict(list)
    for row in rows:
        if row.claim_id == claim.pk:
            by_article[row.article_id].append((-1, row))
        elif row.article_id in places:
            start, end = places[row.article_id]
            contents = [span for span in row.spans.all() if span.role == "content"]
            shared = sum(max(0, min(span.end, end) - max(span.start, start)) for span in contents)
            if shared:
                by_article[row.article_id].append((shared, row))
    found = []
    for article in articles:
        candidates = by_article[article.pk]
        own = [row for shared, row in candidates if shared < 0]
        best = [max(candidates, key=lambda pair: (pair[0], -pair[1].pk))[1]] if candidates and not own else []
        found += [(article, row) for row in own or best]
    return found


def _evidence_of(said: Attribution, article: Article, one: Source) -> tuple[int | None, int | None]:
    """Where the words stand that name a source: its span in the attribution, the credit, or its name in the text."""
    if one in (said.source, said.source and said.source.speaks_for):
        spans = [span for span in said.spans.all() if span.role in ("source", "cue")]
        if spans:
            return min(span.start for span in spans), max(span.end for span in spans)
    at = article.text.rfind(one.name)  # a credit stands at the end as a rule
    if at < 0:
        return None, None
    line = article.text.rfind("\n", 0, at) + 1
    sentence = article.text.rfind(". ", line, at)
    return (sentence + 2 if sentence >= 0 else line), at + len(one.name)


def _edge(
    claim: Claim, copy: Node, origin: Node, kind: str, method: str, score: float, text_of: Article,
    start: int | None, end: int | None, there: int | None = None,
) -> CoverageEdge:  # fmt: skip
    evidence = text_of.text[start:end] if start is not None and end is not None else ""
    return CoverageEdge(
        claim=claim,
        copy_id=copy.article, copy_name=copy.name[:200], copy_node=copy.key,
        origin_id=origin.article, origin_name=origin.name[:200], origin_node=origin.key,
        kind=kind, method=method, score=min(score, 1.0),
        evidence=evidence, evidence_in=text_of if evidence else None,
        evidence_start=start if evidence else None, evidence_end=end if evidence else None,
        origin_start=there if evidence else None,
    )  # fmt: skip


def _known(names: Iterable[str]) -> dict[str, str]:
    """{key of a name: the name of the Source that is known as that}, so that CNA and Channel NewsAsia are one node."""
    found: dict[str, str] = {}
    for source in Source.objects.first_known_as(names):
        for key in (source.key, *(alias.key for alias in source.aliases.all())):
            found.setdefault(key, source.name)
    return found


def longest_run(copy: str, origin: str) -> tuple[int | None, int | None, int | None]:
    """(start, end, where it stands in the origin) of the longest run of words that both have; three times None for
    one that is too short to show."""
    here = [match for match, _n in zip(WORD.finditer(copy), range(MOST_WORDS), strict=False)]
    there = [match for match, _n in zip(WORD.finditer(origin), range(MOST_WORDS), strict=False)]
    one, other = ([plain(match.group()) for match in matches] for matches in (here, there))
    run = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    if run.size < FEWEST_WORDS:
        return None, None, None
    return here[run.a].start(), here[run.a + run.size - 1].end(), there[run.b].start()
