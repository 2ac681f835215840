"""Evidence on the claim page and its files: what is shown, sent, refused, and to whom."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from claims.ingest import kept_files
from claims.models import Claim, Event, Evidence, EvidenceArchive, Job
from claims.review.evidence import add_evidence
from tests.views.conftest import HTMX

pytestmark = pytest.mark.django_db
URL = "https://example.org/record"


@pytest.fixture
def claim(kremlin) -> Claim:
    return kremlin.claim


@pytest.fixture
def link(cast, claim) -> Evidence:
    return add_evidence(cast.analyst, claim.pk, stance="supports", url=URL, title="Record", quote="No plan.")


def looked(evidence: Evidence, outcome: str, text: str = "", **more) -> EvidenceArchive:
    job = Job.objects.create(kind=Job.Kind.CHECK_EVIDENCE, evidence=evidence, state="done", finished_at=timezone.now())
    kept = {"sha256": "9f3c" + "0" * 60, "page_file": kept_files.keep(text.encode() or b"-", "archive", ".html")}
    kept["warc_file"] = kept["page_file"]
    return EvidenceArchive.objects.create(
        evidence=evidence, job=job, outcome=outcome, fetched_at=timezone.now(), text=text, url=URL, http_status=200,
        content_type="text/html", **{**(kept if text else {}), **more},
    )  # fmt: skip


def post(client, name: str, evidence: Evidence, htmx: bool = True, **sent):
    address = reverse(f"claims:evidence_{name}", args=[evidence.pk])
    return client.post(address, {"version": evidence.version, **sent}, headers=HTMX if htmx else {})


def test_a_link_is_archived_by_a_job_of_its_own(analyst, claim):
    sent = {"url": URL, "stance": "supports", "kind": "primary", "language": "id", "access": "paywall"}
    response = analyst.post(reverse("claims:claim_evidence", args=[claim.pk]), sent, headers=HTMX)

    made = claim.evidence.get()
    assert (made.kind, made.language, made.access) == ("primary", "id", "paywall")
    job = Job.objects.get(kind=Job.Kind.ARCHIVE_EVIDENCE)
    assert job.evidence == made
    assert f'hx-get="{reverse("claims:job", args=[job.pk])}"' in response.text
    assert f'hx-trigger="archive_evidence-{made.pk} from:body"' in response.text


def test_a_file_becomes_evidence_and_comes_back_as_an_attachment_that_nothing_runs(analyst, claim):
    file = SimpleUploadedFile("../Taklimat.html", b"<script>alert(1)</script>", content_type="image/png")
    analyst.post(reverse("claims:claim_evidence", args=[claim.pk]), {"file": file, "stance": "context"}, headers=HTMX)

    made = claim.evidence.get()
    assert not Job.objects.filter(kind=Job.Kind.ARCHIVE_EVIDENCE).exists()
    answer = analyst.get(reverse("claims:evidence_file", args=[made.pk]))
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"] == 'attachment; filename="Taklimat.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_of_a_wrong_type_is_refused_and_the_words_stay(analyst, claim):
    file = SimpleUploadedFile("a.pdf", b"MZ")
    sent = {"file": file, "stance": "context", "note": "The minutes of the meeting"}
    response = analyst.post(reverse("claims:claim_evidence", args=[claim.pk]), sent, headers=HTMX)

    assert response.status_code == 422
    assert "not what its name says" in response.text
    assert "The minutes of the meeting" in response.text
    assert not claim.evidence.exists()


def test_files_are_for_people_with_a_role(client, browser_of, cast, link):
    copy = looked(link, "archived", "No plan.")
    for address in (
        reverse("claims:evidence_copy", args=[copy.pk]),
        reverse("claims:evidence_copy_file", args=[copy.pk, "page"]),
        reverse("claims:evidence_copy_file", args=[copy.pk, "warc"]),
    ):
        assert client.get(address).status_code == 302
        assert browser_of("nobody").get(address).status_code == 403
        assert browser_of("viewer").get(address).status_code == 200
    assert browser_of("viewer").get(reverse("claims:evidence_copy_file", args=[copy.pk, "other"])).status_code == 404


def test_the_copy_is_shown_as_text_with_the_quote_marked(analyst, link):
    copy = looked(link, "archived", "He said:\n<b>No plan.</b>")
    text = analyst.get(reverse("claims:evidence_copy", args=[copy.pk])).text

    assert '&lt;b&gt;<mark id="quote">No plan.</mark>&lt;/b&gt;' in text
    assert "9f3c" in text


def test_a_changed_page_is_flagged_beside_the_claim_and_compared_with_its_copy(analyst, link):
    looked(link, "archived", "There is no plan.\nNo plan.")
    changed = looked(link, "changed", "There is a plan.")
    page = analyst.get(link.claim.get_absolute_url()).text
    assert "The page changed after we archived it" in page

    compared = analyst.get(reverse("claims:evidence_copy", args=[changed.pk])).text
    assert ">There is no plan.\nNo plan." not in compared
    assert "<del" in compared.partition("changed-text")[2]
    assert "<ins" in compared.partition("changed-text")[2]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("gone", "The page is gone"), ("failed", "failed:"), ("unchanged", "unchanged, looked at on")],
)
def test_each_way_a_look_ends_is_told_apart(analyst, link, outcome, words):
    assert "Not archived yet" in analyst.get(link.claim.get_absolute_url()).text
    looked(link, "archived", "No plan.")
    looked(link, outcome, reason="The host answers with status 404." if outcome != "unchanged" else "")
    text = " ".join(analyst.get(link.claim.get_absolute_url()).text.split())
    assert words in text
    assert "Archive again" in text


def test_a_failed_archiving_says_why_and_can_be_tried_again(analyst, link):
    Job.objects.create(
        kind=Job.Kind.ARCHIVE_EVIDENCE,
        evidence=link,
        state="failed",
        reason="No such host.",
        finished_at=timezone.now(),
    )
    text = analyst.get(link.claim.get_absolute_url()).text
    assert "Not archived</b>: No such host." in text
    assert "Try again" in text

    again = post(analyst, "archive", link)
    assert "Archiving the page" in again.text
    assert Job.objects.unfinished().get().evidence == link


def test_evidence_is_changed_in_its_place(analyst, link):
    form = analyst.get(reverse("claims:evidence_edit", args=[link.pk]), headers=HTMX)
    assert form["HX-Retarget"] == f"#evidence-{link.pk}"
    assert 'value="Record"' in form.text

    response = post(analyst, "edit", link, stance="refutes", title="Minutes", kind="official")
    assert "Evidence changed." in response.text
    link.refresh_from_db()
    assert (link.stance, link.title, link.kind, link.quote) == ("refutes", "Minutes", "official", "")
    assert "Undo my change" in response.text
    undone = post(analyst, "undo", link)
    assert "Record" in undone.text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_stale_change_shows_what_stands_there_and_keeps_what_was_typed(analyst, browser_of, link, htmx):
    post(browser_of("colleague"), "edit", link, stance="context", title="Their title")
    response = post(analyst, "edit", link, htmx, stance="supports", note="Mine, typed at length")

    assert response.status_code == 409
    assert "Their title" in response.text
    assert "Mine, typed at length" in response.text
    assert 'name="version" value="2"' in response.text, "sending again would be refused again"


@pytest.mark.parametrize("htmx", [True, False])
def test_evidence_is_withdrawn_and_put_back(analyst, link, htmx):
    response = post(analyst, "withdraw", link, htmx)
    assert response.status_code == (200 if htmx else 302)
    link.refresh_from_db()
    assert link.withdrawn_at
    assert "Withdrawn" in analyst.get(link.claim.get_absolute_url()).text
    post(analyst, "restore", link, htmx)
    link.refresh_from_db()
    assert link.withdrawn_at is None


def test_the_log_tells_what_was_changed_in_words(analyst, link):
    post(analyst, "edit", link, stance="refutes", title="Record", kind="primary", quote="No plan.")
    text = analyst.get(link.claim.get_absolute_url()).text.partition('id="history"')[2]

    assert "Record. stance: supports → refutes; kind: primary" in text
    assert Event.objects.filter(act=Event.Act.EVIDENCE_CHANGED).count() == 1


def test_a_viewer_is_offered_nothing_and_may_do_nothing(browser_of, link):
    viewer = browser_of("viewer")
    for name in ("edit", "withdraw", "restore", "undo", "archive"):
        assert post(viewer, name, link, stance="supports").status_code == 403
    assert "Withdraw" not in viewer.get(link.claim.get_absolute_url()).text.partition('id="main"')[2]
