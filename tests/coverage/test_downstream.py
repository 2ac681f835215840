"""An origin changed: which copies still carry the old words, on the page and in what followers are told."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.coverage import downstream
from claims.coverage.downstream import Copy, still_carried
from claims.coverage.sweep import find_coverage
from claims.coverage.watch import watched
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import (
    Article,
    Claim,
    CoverageMatch,
    Event,
    Evidence,
    EvidenceArchive,
    Job,
    Notice,
    Publication,
    Reopening,
)
from claims.models.claim import Status
from claims.review import following, notices, reopenings, workflow
from claims.review.event_log import seal
from tests.cast import Cast
from tests.coverage.test_provenance import take_in

FIRST = (
    "The rescue office at Orel said on Monday that 41 passengers of the ferry Cahaya Selat were saved. "
    "The harbour master closed the port until dawn. The council met in the evening to hear the crew.\n"
)
CORRECTED = FIRST.replace("41 passengers", "14 passengers")


def carried(new: str, copy: str, old: str = FIRST) -> list[tuple[str, str, str]]:
    """(the old sentence, the new one, the copy's) of each that the copy still carries."""
    changes = still_carried(old, new, "en", [Copy(1, copy, "en")])
    return [(c.old, c.new, copy[slice(*c.copies[1])]) for c in changes if c.copies]


def test_a_copy_that_still_says_the_old_figure_is_found_with_its_passage():
    copy = f"Night desk. {FIRST}"
    assert carried(CORRECTED, copy) == [
        (FIRST.split(". ")[0] + ".", CORRECTED.split(". ")[0] + ".", FIRST.split(". ")[0] + ".")
    ]


@pytest.mark.parametrize(
    ("new", "copy"),
    [
        (CORRECTED, CORRECTED),  # it was corrected too
        (CORRECTED, f"{CORRECTED} An earlier version said that 41 passengers of the ferry Cahaya Selat were saved."),
        (CORRECTED, FIRST.split(". ", 1)[1]),  # it never had the sentence
        (CORRECTED, "A choir sang for hours in a valley full of people."),
        (FIRST.replace("Monday ", "Monday, "), FIRST),  # only a comma came
        (FIRST + "The ferry had been checked in May.", FIRST),  # something was added, nothing changed
    ],
)
def test_what_is_corrected_or_never_had_the_words_is_not(new, copy):
    assert carried(new, copy) == []


def test_a_sentence_that_was_withdrawn_has_nothing_in_its_place():
    new = FIRST.replace(" The harbour master closed the port until dawn.", "")
    assert carried(new, FIRST) == [("The harbour master closed the port until dawn.", "",
                                    "The harbour master closed the port until dawn.")]  # fmt: skip


def test_a_text_that_is_gone_as_a_whole_is_carried_sentence_by_sentence():
    assert len(carried("", FIRST)) == 3


def test_a_page_of_very_many_sentences_does_not_hold_up_the_others(monkeypatch):
    monkeypatch.setattr(downstream, "MOST_SENTENCES", 2)
    assert len(carried("", FIRST)) == 2


@pytest.fixture
def origin(db) -> Article:
    return take_in(FIRST, "Orel Herald", "2024-03-04")


@pytest.fixture
def claim(origin) -> Claim:
    """With two copies: one was corrected since, the other still says the old."""
    take_in(f"Night desk. {FIRST}", "Valley Post", "2024-03-05")
    claim = Claim.objects.filter(attributions__article=origin).order_by("pk").first()
    find_coverage(claim)
    return claim


def newer(article: Article, text: str = CORRECTED) -> Article:
    after, _created = save_article(text, outlet=article.outlet.name, published=article.published, supersedes=article)
    split(after)
    return after


def judge(claim: Claim, cast: Cast) -> None:
    claim.refresh_from_db()
    workflow.sign_verdict(cast.analyst, claim.pk, status=Status.TRUE, rationale="Seen.", version=claim.version)


def test_a_newer_version_shows_the_copies_that_say_what_it_has_changed(claim, origin):
    assert watched(claim) == []
    after = newer(origin)
    (found,) = watched(claim)
    assert (found.origin.article, found.stale, found.compared) == (after, 1, 1)
    assert [next(iter(change.copies)) for change in found.changes] == [
        Article.objects.get(outlet__name="Valley Post").pk
    ]


def test_a_copy_that_was_corrected_too_drops_out(claim, origin):
    newer(origin)
    newer(Article.objects.get(outlet__name="Valley Post"), f"Night desk. {CORRECTED}")
    assert [one.stale for one in watched(claim) if one.origin.article.outlet.name == "Orel Herald"] == [0]


def test_what_an_article_was_taken_from_is_no_copy_of_it(claim, origin):
    copy = Article.objects.get(outlet__name="Valley Post")
    newer(copy, f"Night desk. {CORRECTED}")
    assert [one.stale for one in watched(claim)] == [0]


@pytest.mark.parametrize(("outcome", "text", "sentences"), [("changed", CORRECTED, 1), ("gone", "", 3)])
def test_a_page_of_evidence_that_changed_or_is_gone_is_watched(claim, cast: Cast, outcome, text, sentences):
    evidence = Evidence.objects.create(
        claim=claim, url="https://example.org/first", stance="supports", created_by=cast.analyst
    )
    for number, (result, words) in enumerate((("archived", FIRST), (outcome, text))):
        job = Job.objects.create(
            kind=Job.Kind.CHECK_EVIDENCE, evidence=evidence, state="done", finished_at=timezone.now(), attempts=number
        )
        kept = {"reason": "404"} if result == "gone" else {"sha256": "0" * 64, "page_file": "x", "text": words}
        EvidenceArchive.objects.create(evidence=evidence, job=job, outcome=result, fetched_at=timezone.now(), **kept)
    (found,) = watched(claim)
    assert (found.origin.kind, found.origin.evidence, found.stale) == (outcome, evidence, 2)
    assert len(found.changes) == sentences


def test_a_check_of_ours_that_was_corrected_is_watched_in_all_coverage(claim, cast: Cast):
    said = "Nobody at the rescue office has a list that names more than nine passengers."
    quoting = take_in(f"Fact check. {said}", "Valley Check", "2024-03-06")
    CoverageMatch.objects.create(claim=claim, article=quoting, relation="fact_checks", score=1)
    for version, (kind, words) in enumerate((("first", said), ("correction", said.replace("nine", "forty"))), 1):
        Publication.objects.create(
            claim=claim, version=version, kind=kind, note="Corrected.", frozen={"rationale": words},
            published_by=cast.reviewer,
        )  # fmt: skip
    (found,) = watched(claim)
    assert (found.origin.kind, [list(change.copies) for change in found.changes]) == ("check", [[quoting.pk]])


def test_followers_of_a_judged_claim_are_told_once_and_led_to_the_page(claim, origin, cast: Cast):
    judge(claim, cast)
    following.follow(cast.colleague, "claim", claim.pk)
    newer(origin)
    reopenings.look_for_reasons()
    reason = Reopening.objects.get(claim=claim, reason="downstream")
    assert reason.link == reverse("claims:downstream", args=[claim.pk])
    seal()
    notices.tell()
    events = Event.objects.filter(act=Event.Act.LOOK_AGAIN, new__reason="downstream")
    assert Notice.objects.filter(user=cast.colleague, event__in=events, kind=Notice.Kind.AGAIN).count() == 1
    reopenings.look_for_reasons()
    assert Reopening.objects.filter(claim=claim, reason="downstream").count() == 1


def test_nobody_is_told_while_no_copy_says_the_old(claim, origin, cast: Cast):
    judge(claim, cast)
    newer(Article.objects.get(outlet__name="Valley Post"), f"Night desk. {CORRECTED}")
    newer(origin)
    reopenings.look_for_reasons()
    assert not Reopening.objects.filter(reason="downstream").exists()


def test_the_page_shows_old_and_new_words_and_each_passage(client, claim, origin, cast: Cast):
    client.force_login(cast.viewer)
    address = reverse("claims:downstream", args=[claim.pk])
    assert "Nothing behind this claim has changed" in client.get(address).text
    newer(origin)
    text = client.get(address).text
    assert "<b>1</b> of 1 copy still says the old" in text
    assert "41</del>" in text and "14</ins>" in text and "Valley Post" in text
    assert address in client.get(reverse("claims:origins", args=[claim.pk])).text
