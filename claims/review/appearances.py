"""Where a claim appears: add an appearance by hand, split one in two, move it to another claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ingest.store import take_up
from claims.models import Article, Attribution, AttributionSpan, Claim, Event, Source, search
from claims.review.attributions import State, check_spans, decision_of, fresh, record_change, replace_spans
from claims.review.carried import carry
from claims.review.chains import chain_of, write_chain
from claims.review.errors import NotReady
from claims.review.older import refuse_older
from claims.review.permissions import Right, require
from claims.review.places import Cut, cuts_of
from claims.review.workflow import appearance_moves

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Quoted = tuple[int, int, str]  # start, end, the words that stand there


@transaction.atomic
def add(
    user: User, article: Article, *, content: list[Quoted], statement: str = "", source: Source | None = None
) -> Attribution:
    """A new claim from words of the article that the machine did not find; confirmed at once, because a person made it.

    `content` are the marked places; `statement` defaults to their words. Raises SpanMismatch or NotReady.
    """
    require(user, Right.ANNOTATE)
    if not content:
        raise NotReady(_("Mark the words of the claim first."))
    refuse_older(article.pk)
    check_spans(article.text, content)
    words = " ".join((statement or " … ".join(quote for _start, _end, quote in sorted(content))).split())
    claim = Claim.objects.create(statement=words[:400], language=article.language)
    kind = Attribution.SourceType.NAMED_PERSON if source else Attribution.SourceType.IMPLICIT
    return add_row(user, article, claim, content=content, source=source, source_type=kind, rule="by_hand")


@transaction.atomic
def split(user: User, attribution_id: int, at: int, *, version: int) -> Attribution:
    """Split the content at the code point `at` into two claims of the same speaker; returns the second.

    At a place that `places.cuts_of` offers, the conjunction between the parts is left out and the second part keeps the
    subject that both share.
    """
    require(user, Right.ANNOTATE)
    first = fresh(attribution_id, version, with_article=True)
    text = first.article.text
    spans = [(span.start, span.end) for span in first.spans_of("content")]
    cut = next((cut for cut in cuts_of(first) if cut.at == at), Cut(at, at))
    before = _trimmed(text, [(start, min(end, cut.until)) for start, end in spans if start < cut.until])
    after = _trimmed(text, [*cut.shared, *((max(start, at), end) for start, end in spans if end > at)])
    if not before or not after:
        raise NotReady(_("Put the caret inside the content, between two words."))
    replace_spans(first, {"content": [list(place) for place in before]})
    old, new = [list(place) for place in spans], [list(place) for place in before]
    record_change(
        user,
        first,
        State.CORRECTED,
        Event.Act.SPANS_CHANGED,
        old={"spans": {"content": old}},
        new={"spans": {"content": new}},
    )
    content = [(start, end, text[start:end]) for start, end in after]
    speaker = f"{first.source}: " if first.source else ""
    words = " ".join(" … ".join(quote for _start, _end, quote in content).split())
    claim = Claim.objects.create(
        statement=f"{speaker}{words}"[:400], language=first.article.language, check_score=first.claim.check_score
    )
    return add_row(
        user,
        first.article,
        claim,
        content=content,
        like=first,
        source=first.source,
        source_type=first.source_type,
        rule=first.rule,
        implied=True,
    )


@transaction.atomic
def move_to_claim(user: User, attribution_id: int, claim: Claim, *, version: int) -> Attribution:
    """Say that this appearance states the same as another claim (merge), or that it does not (with a claim of its own).

    A claim that is left without appearances keeps its history and is no longer listed; what people said about it goes
    along. Raises NotReady when one of the two claims is approved or they are in two languages.
    """
    require(user, Right.ANNOTATE)
    attribution = fresh(attribution_id, version, with_article=True)
    if attribution.claim_id == claim.pk:
        return attribution
    if claim.language != attribution.article.language:
        raise NotReady(_("The claim is in another language; its statement would not fit this article."))
    appearance_moves(attribution.claim_id, claim.pk)
    carried = carry(attribution, claim.pk)
    old, new = {"claim": attribution.claim_id, **carried}, {"claim": claim.pk, **carried}
    return record_change(user, attribution, State.CORRECTED, Event.Act.CLAIM_SET, old=old, new=new, claim=claim)


def add_row(
    user: User,
    article: Article,
    claim: Claim,
    *,
    content: list[Quoted],
    source: Source | None,
    source_type: str,
    rule: str,
    like: Attribution | None = None,
    act: Event.Act = Event.Act.ADDED,
    implied: bool = False,
) -> Attribution:
    """One attribution by a person's hand, at the end of the article's list. `like` lends it speaker, cue and chain.

    Rows that the log names are never deleted: to undo an addition means to reject it. Who holds other rows of the
    article already has locked the article before them.
    """
    Article.objects.lock(article.pk)  # two who add at once would give the same number
    if not article.on_desk and take_up(article, user).pk != article.pk:
        raise NotReady(_("This text is on the desk already, under another address. Add the claim to that article."))
    last = article.attributions.order_by("-number").values_list("number", flat=True).first() or 0
    row = Attribution.objects.create(
        article=article,
        claim=claim,
        number=last + 1,
        source=source,
        source_type=source_type,
        quote_kind=like.quote_kind if like else Attribution.QuoteKind.INDIRECT,
        rule=rule,
        review_state=State.CONFIRMED,
        created_by=user,
        reviewed_by=user,
        reviewed_at=timezone.now(),
    )
    AttributionSpan.objects.bulk_create(
        AttributionSpan(attribution=row, role=AttributionSpan.Role.CONTENT, start=start, end=end, quote=quote)
        for start, end, quote in content
    )
    if like:
        AttributionSpan.objects.bulk_create(
            AttributionSpan(attribution=row, role=span.role, start=span.start, end=span.end, quote=span.quote)
            for span in like.spans.exclude(role=AttributionSpan.Role.CONTENT)
        )
        write_chain(row, chain_of(like))
    search.refresh([claim.pk])
    decided = decision_of(row)
    Event.objects.append(
        act,
        actor=user,
        article=article,
        attribution=row,
        claim=claim,
        implied=implied,
        old={**decided, "review_state": str(State.REJECTED)},
        new=decided,
    )
    return row


def _trimmed(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places without white space and commas at their ends; empty ones are left out."""
    kept = []
    for start, end in places:
        while start < end and (text[start].isspace() or text[start] in ",;"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;"):
            end -= 1
        if start < end:
            kept.append((start, end))
    return kept
