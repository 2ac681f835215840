"""Evidence: what is taken beside a claim, changed, withdrawn and taken back, and what is refused in words."""

from __future__ import annotations

import pytest

from claims.ingest import kept_files
from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.ingest.uploads import Upload
from claims.models import Claim, Event, Evidence, EvidenceFile
from claims.review import evidence_edit
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.evidence import add_evidence
from claims.review.evidence_edit import FIELDS
from tests.articles import DAM, DAM_DENIAL

pytestmark = pytest.mark.django_db
RECORD = "https://example.org/record"


@pytest.fixture
def claim(cast) -> Claim:
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return article.attributions.first().claim


@pytest.fixture
def link(cast, claim) -> Evidence:
    return add_evidence(cast.analyst, claim.pk, stance="supports", url=RECORD, title="Record", kind="primary")


def described(evidence: Evidence, **changed: str) -> dict[str, str]:
    return {name: getattr(evidence, name) for name in FIELDS} | changed


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://[::1]/",
        "http://localhost/",
        "http://printer.local/",
        "http://169.254.169.254/latest/",
        "https://example.org:8443/",
        "http://0x7f000001/",
    ],
)
def test_a_private_address_is_refused_and_nothing_is_saved(cast, claim, url):
    with pytest.raises(NotReady):
        add_evidence(cast.analyst, claim.pk, stance="supports", url=url)
    assert not Evidence.objects.exists()
    assert not Event.objects.filter(act=Event.Act.EVIDENCE_ADDED).exists()


@pytest.mark.parametrize(
    "wrong", [{"stance": "maybe"}, {"kind": "rumour"}, {"access": "x" * 201}, {"title": "x" * 301}]
)
def test_an_unknown_or_too_long_value_is_refused(cast, claim, wrong):
    with pytest.raises(NotReady):
        add_evidence(cast.analyst, claim.pk, **{"stance": "supports", "url": RECORD, **wrong})
    assert not Evidence.objects.exists()


def test_a_quote_from_an_article_has_its_place_in_the_text(cast, claim):
    article, _created = save_article(DAM_DENIAL)
    made = add_evidence(cast.analyst, claim.pk, stance="refutes", article=article, quote="three joints of the dam")
    assert article.text[made.quote_start : made.quote_end] == "three joints of the dam"
    with pytest.raises(NotReady, match="do not stand in the article"):
        evidence_edit.change(cast.analyst, made.pk, version=1, **described(made, quote="four joints"))


def test_a_file_is_kept_once_under_its_hash(cast, claim, media_root):
    file = Upload("briefing.pdf", "application/pdf", b"%PDF-1.7 words")
    made = add_evidence(cast.analyst, claim.pk, stance="supports", file=file)
    place = kept_files.path_of(made.file.stored)

    assert place.read_bytes() == file.data
    assert place.is_relative_to(media_root)
    assert made.file.sha256 in place.name
    with pytest.raises(NotReady, match="already"):
        add_evidence(cast.colleague, claim.pk, stance="supports", file=file)
    assert EvidenceFile.objects.count() == 1


def test_uploads_beyond_a_persons_room_are_refused(cast, claim, settings):
    settings.UPLOAD_QUOTA_BYTES = 10
    with pytest.raises(NotReady, match="more than 10 bytes"):
        add_evidence(cast.analyst, claim.pk, stance="context", file=Upload("a.txt", "text/plain", b"eleven byte"))
    assert not EvidenceFile.objects.exists()


def test_a_full_disk_leaves_no_half_file(cast, claim, media_root):
    media_root.parent.mkdir(exist_ok=True)
    media_root.write_text("a file where the folder should be")
    with pytest.raises(NotReady, match="could not be stored"):
        add_evidence(cast.analyst, claim.pk, stance="context", file=Upload("a.txt", "text/plain", b"words"))
    assert not Evidence.objects.exists()


def test_a_change_is_logged_with_what_stood_there(cast, link):
    evidence_edit.change(cast.colleague, link.pk, version=1, **described(link, kind="official", note="Seen."))
    link.refresh_from_db()

    assert (link.kind, link.note, link.version) == ("official", "Seen.", 2)
    event = Event.objects.get(act=Event.Act.EVIDENCE_CHANGED)
    assert event.old == {"kind": "primary", "note": ""}
    assert event.new == {"kind": "official", "note": "Seen.", "evidence": link.pk, "what": "Record"}


def test_whoever_was_slower_is_told_and_overwrites_nothing(cast, link):
    evidence_edit.change(cast.colleague, link.pk, version=1, **described(link, note="Theirs."))
    with pytest.raises(OutOfDate):
        evidence_edit.change(cast.analyst, link.pk, version=1, **described(link, note="Mine."))
    with pytest.raises(OutOfDate):
        evidence_edit.withdraw(cast.analyst, link.pk, version=1)
    link.refresh_from_db()
    assert (link.note, link.withdrawn_at) == ("Theirs.", None)


def test_ones_own_last_change_is_taken_back_and_nobody_elses(cast, link):
    evidence_edit.change(cast.analyst, link.pk, version=1, **described(link, note="Typo."))
    with pytest.raises(NotReady, match="nothing of yours"):
        evidence_edit.take_back(cast.colleague, link.pk, version=2)
    evidence_edit.take_back(cast.analyst, link.pk, version=2)
    link.refresh_from_db()

    assert (link.note, link.version) == ("", 3)
    assert Event.objects.get(act=Event.Act.UNDONE).undoes.act == Event.Act.EVIDENCE_CHANGED
    with pytest.raises(NotReady, match="nothing of yours"):
        evidence_edit.take_back(cast.analyst, link.pk, version=3)


def test_withdrawn_evidence_counts_no_more_until_it_is_put_back(cast, link):
    evidence_edit.withdraw(cast.colleague, link.pk, version=1)
    assert not Evidence.objects.standing().exists()
    assert not Claim.objects.containing("record").exists()
    with pytest.raises(NotReady, match="was withdrawn"):
        evidence_edit.change(cast.analyst, link.pk, version=2, **described(link))

    evidence_edit.put_back(cast.analyst, link.pk, version=2)
    assert list(Evidence.objects.standing().primary()) == [link]
    assert Claim.objects.containing("record").get() == link.claim


def test_what_was_added_again_meanwhile_stays_withdrawn(cast, link):
    evidence_edit.withdraw(cast.analyst, link.pk, version=1)
    add_evidence(cast.colleague, link.claim_id, stance="context", url=RECORD)
    with pytest.raises(NotReady, match="added again meanwhile"):
        evidence_edit.put_back(cast.analyst, link.pk, version=2)


def test_a_reader_changes_nothing(cast, link):
    for act in (evidence_edit.withdraw, evidence_edit.put_back, evidence_edit.take_back):
        with pytest.raises(NotAllowed):
            act(cast.viewer, link.pk, version=1)


@pytest.mark.parametrize(
    ("url", "quote", "address"),
    [
        (RECORD, "no plan - yet", f"{RECORD}#:~:text=no%20plan%20%2D%20yet"),
        (f"{RECORD}#part", "a, b & c", f"{RECORD}#part:~:text=a%2C%20b%20%26%20c"),
        (RECORD, "", RECORD),
        (RECORD, "word " * 60 + "end", f"{RECORD}#:~:text=" + "%20".join(["word"] * 5) + "," + "word%20" * 4 + "end"),
    ],
)
def test_a_link_leads_to_the_quoted_passage(url, quote, address):
    assert Evidence(url=url, quote=quote).passage_url == address
