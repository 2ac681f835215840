"""One file per noun. DESIGN words: Article, Claim, Source, Evidence; the rest hangs on these four."""

from claims.models import search
from claims.models.archive import ArchivePending, ArchiveSize, ArchiveText, Shingle, TermFrequency, TextReuse
from claims.models.article import Article, OwnVoice
from claims.models.attribution import Attribution, AttributionSpan, RelayHop
from claims.models.axis_label import AxisLabel
from claims.models.bulk import BulkAct
from claims.models.checklist import ChecklistItem, ChecklistTick
from claims.models.claim import Claim
from claims.models.claim_relation import ClaimRelation
from claims.models.claim_review import ClaimReview, ClaimReviewAppearance, ClaimReviewTerm
from claims.models.comment import Comment, CommentWording
from claims.models.coverage import CoverageMatch
from claims.models.coverage_edge import CoverageEdge
from claims.models.coverage_schedule import CoverageSchedule
from claims.models.coverage_threshold import CoverageThreshold
from claims.models.digest import Digest
from claims.models.event import Event
from claims.models.evidence import Evidence, EvidenceFile
from claims.models.evidence_archive import EvidenceArchive
from claims.models.feed import Feed, FeedItem
from claims.models.following import Following
from claims.models.house_rule import HouseRule
from claims.models.job import Job
from claims.models.keymap import KeyMap
from claims.models.lease import Lease
from claims.models.notice import LogReader, Notice, NoticeChoices
from claims.models.page_markup import FoundByline, PageMarkup
from claims.models.presence import Presence
from claims.models.provider_call import ProviderCall
from claims.models.publication import Publication
from claims.models.reanchoring import Reanchoring
from claims.models.receipt import DeedReceipt
from claims.models.reopening import Reopening
from claims.models.reply_request import ReplyRequest
from claims.models.saved_view import Preferences, SavedView
from claims.models.seal import EventSeal
from claims.models.search_entry import SearchEntry
from claims.models.source import OutletsApart, Source, SourceAlias, SourceGrade, SourceStake
from claims.models.verdict import Verdict

__all__ = [
    "ArchivePending",
    "ArchiveSize",
    "ArchiveText",
    "Article",
    "Attribution",
    "AttributionSpan",
    "AxisLabel",
    "BulkAct",
    "ChecklistItem",
    "ChecklistTick",
    "Claim",
    "ClaimRelation",
    "ClaimReview",
    "ClaimReviewAppearance",
    "ClaimReviewTerm",
    "Comment",
    "CommentWording",
    "CoverageEdge",
    "CoverageMatch",
    "CoverageSchedule",
    "CoverageThreshold",
    "DeedReceipt",
    "Digest",
    "Event",
    "EventSeal",
    "Evidence",
    "EvidenceArchive",
    "EvidenceFile",
    "Feed",
    "FeedItem",
    "Following",
    "FoundByline",
    "HouseRule",
    "Job",
    "KeyMap",
    "Lease",
    "LogReader",
    "Notice",
    "NoticeChoices",
    "OutletsApart",
    "OwnVoice",
    "PageMarkup",
    "Preferences",
    "Presence",
    "ProviderCall",
    "Publication",
    "Reanchoring",
    "RelayHop",
    "Reopening",
    "ReplyRequest",
    "SavedView",
    "SearchEntry",
    "Shingle",
    "Source",
    "SourceAlias",
    "SourceGrade",
    "SourceStake",
    "TermFrequency",
    "TextReuse",
    "Verdict",
    "search",
]
