"""Evidence: what an analyst puts beside a claim: a link, a file, or an article of the archive, with a stance.

Here it is added; `evidence_edit` changes and withdraws it, `archives` keeps copies of what its address shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from claims.ingest import kept_files
from claims.ingest.addresses import parse, public_addresses
from claims.ingest.errors import FetchRefused
from claims.ingest.uploads import Upload
from claims.models import Article, Claim, Event, Evidence, EvidenceFile, search
from claims.review.errors import NotReady
from claims.review.passages import find_passage
from claims.review.permissions import Right, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_ADDRESS = 2048
LONGEST = {"title": 300, "access": 200, "language": 8}
PUBLIC = "1.1.1.1"  # stands in for the look-up of a name, which only the job does
FOLDER = "uploads"
_is_web_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_evidence(
    user: User,
    claim_id: int,
    *,
    stance: str,
    url: str = "",
    article: Article | None = None,
    file: Upload | None = None,
    **about: str,
) -> Evidence:
    """Put a link (`url`), a file or an Article beside a claim; exactly one of the three.

    about: `title`, `kind`, `language`, `access`, `quote` and `note`, each as far as it is known. Nothing is fetched
    here: the caller asks for a job that archives the page. Raises NotAllowed, or NotReady when the address is not one
    of the public web, a value is unknown, or the claim has this evidence already.
    """
    require(user, Right.ANNOTATE)
    claim = Claim.objects.get(pk=claim_id)
    url = url.strip()
    if [bool(url), article is not None, file is not None].count(True) != 1:
        raise NotReady(_("Evidence is a link, a file or an article of the archive: give one of the three."))
    if url:
        check_address(url)
    fields = checked(stance=stance, **about)
    evidence = Evidence(claim=claim, article=article, url=url, created_by=user, **fields)
    anchor(evidence)
    if file is not None:
        evidence.file, evidence.file_name = _kept(user, file), file.name
    try:
        with transaction.atomic():
            evidence.save(force_insert=True)
    except IntegrityError:
        raise NotReady(_("This is evidence of the claim already.")) from None
    search.refresh([claim.pk])
    Event.objects.append(
        Event.Act.EVIDENCE_ADDED,
        actor=user,
        claim=claim,
        article=article,
        new={"evidence": evidence.pk, "stance": stance, "what": str(evidence)},
    )
    return evidence


def checked(**fields: str) -> dict[str, Any]:
    """What describes the evidence, tidied. Raises NotReady for an unknown stance or kind and for what is too long."""
    if fields.get("stance") not in Evidence.Stance.values:
        raise NotReady(_("Say what the evidence does: support, refute or give context."))
    if fields.get("kind", "") not in ("", *Evidence.Kind.values):
        raise NotReady(_("There is no such kind of evidence."))
    for name, most in LONGEST.items():
        if len(fields.get(name, "")) > most:
            raise NotReady(
                _("%(field)s has at most %(n)d characters.")
                % {"field": str(Evidence._meta.get_field(name).verbose_name).capitalize(), "n": most}  # type: ignore[union-attr]
            )
    tidy = {name: " ".join(value.split()) for name, value in fields.items()}
    return tidy | {name: fields[name].strip() for name in ("quote", "note") if name in fields}


def anchor(evidence: Evidence) -> None:
    """Find the quote in the article, or in the copy of the page, and set its place; none where it does not stand.

    Raises NotReady when it is a quote from an article that does not have these words.
    """
    copy = None
    if evidence.article is None and evidence.pk:
        copy = evidence.archives.copies().filter(outcome="archived").last()
    text = evidence.article.text if evidence.article else copy.text if copy else ""
    place = find_passage(text, evidence.quote)
    if evidence.article and evidence.quote and place is None:
        raise NotReady(_("These words do not stand in the article. Copy the quote from it letter for letter."))
    evidence.quote_start, evidence.quote_end = place or (None, None)
    evidence.anchored_in = copy if place else None


def check_address(url: str) -> None:
    """Raises NotReady, in words, for what is no address of the public web; no name is looked up."""
    if len(url) > LONGEST_ADDRESS:
        raise NotReady(_("The address is longer than %(n)d characters.") % {"n": LONGEST_ADDRESS})
    try:
        _is_web_address(url)
    except ValidationError:
        raise NotReady(
            _("“%(url)s” is not an address of the web: it begins with http:// or https://.") % {"url": url[:80]}
        ) from None
    if "@" in url.split("/")[2]:
        # user:password@host: would put a password into the log, and is how a link hides where it leads.
        raise NotReady(_("The address holds a name or password before the “@”. Remove it."))
    try:
        target = parse(url, extra_ports=settings.FETCH_EXTRA_PORTS)
        public_addresses(target, _without_looking_up, private_hosts=settings.FETCH_PRIVATE_HOSTS)
    except FetchRefused as error:
        raise NotReady(str(error)) from None


def _without_looking_up(host: str, port: int) -> list[str]:
    """The address that a host is written as; names that mean this machine or its neighbours count as private."""
    last = host.rpartition(".")[2]
    if last in ("localhost", "local", "internal", "home", "lan"):
        return ["127.0.0.1"]
    return [host] if ":" in host or last.isdigit() else [PUBLIC]


def _kept(user: User, file: Upload) -> EvidenceFile:
    """The file on disk and its row. The bytes are written before the row: a file without a row harms nobody."""
    used = EvidenceFile.objects.filter(created_by=user).aggregate(bytes=Sum("size"))["bytes"] or 0
    if used + len(file.data) > settings.UPLOAD_QUOTA_BYTES:
        raise NotReady(
            _("Your uploads would take more than %(n)d bytes. Ask an administrator for more room.")
            % {"n": settings.UPLOAD_QUOTA_BYTES}
        )
    try:
        name = kept_files.keep(file.data, FOLDER)
    except OSError:
        raise NotReady(_("The file could not be stored. Nothing was saved; try again or tell an operator.")) from None
    kept, _created = EvidenceFile.objects.get_or_create(
        sha256=name.rpartition("/")[2],
        defaults={"stored": name, "content_type": file.content_type, "size": len(file.data), "created_by": user},
    )
    return kept
