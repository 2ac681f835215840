"""Comments: who may say something, who is meant, and that older words and withdrawn ones are handled as promised."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Claim, Comment, Event, Source
from claims.review import appearances, comments, mentions
from claims.review.errors import NotAllowed, NotReady, OutOfDate
from claims.review.undo import redo, undo
from claims.sources import merging
from tests.articles import DAM

pytestmark = pytest.mark.django_db
Act = Event.Act


@pytest.fixture
def article(cast) -> Article:
    found, _created = save_article(DAM, user=cast.analyst)
    split(found)
    return found


@pytest.fixture
def claim(article) -> Claim:
    return Claim.objects.order_by("pk").first()


@pytest.fixture
def said(cast, claim) -> Comment:
    return comments.comment(cast.analyst, "claim", claim.pk, "Which survey, @citra?").comment


@pytest.mark.parametrize("kind", ["article", "claim", "source"])
def test_an_analyst_comments_on_an_article_a_claim_and_a_source(cast, article, claim, kind):
    subject = {"article": article, "claim": claim, "source": Source.objects.first()}[kind]
    made = comments.comment(cast.analyst, kind, subject.pk, "  Look at this.\r\nTwice. ").comment

    assert (made.body, made.subject, made.author) == ("Look at this.\nTwice.", subject, cast.analyst)
    event = Event.objects.get(act=Act.COMMENTED)
    assert (getattr(event, kind), event.new) == (subject, {"comment": made.pk})


def test_whoever_only_reads_writes_no_comment(cast, claim, said):
    for act in (
        lambda: comments.comment(cast.viewer, "claim", claim.pk, "Hello"),
        lambda: comments.edit(cast.viewer, said.pk, "Hello", version=1),
        lambda: comments.withdraw(cast.viewer, said.pk, version=1),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(("body", "words"), [(" \n ", "Write something"), ("x" * 10_001, "at most 10000")])
def test_a_comment_of_no_words_or_too_many_is_refused(cast, claim, body, words):
    with pytest.raises(NotReady, match=words):
        comments.comment(cast.analyst, "claim", claim.pk, body)


def test_an_edit_keeps_the_older_words_and_the_log_keeps_none(cast, said):
    comments.edit(cast.analyst, said.pk, "Which survey of 2023, @dina?", version=said.version)

    said.refresh_from_db()
    assert [one.body for one in said.wordings.all()] == ["Which survey, @citra?"]
    assert list(said.mentions.all()) == [cast.reviewer]
    assert Event.objects.get(act=Act.COMMENT_EDITED).new == {"comment": said.pk}


def test_a_stale_edit_is_refused_and_changes_nothing(cast, said):
    comments.edit(cast.analyst, said.pk, "First", version=1)
    with pytest.raises(OutOfDate):
        comments.edit(cast.analyst, said.pk, "Second", version=1)

    assert Comment.objects.get(pk=said.pk).body == "First"


def test_a_comment_is_edited_by_its_author_only(cast, said):
    for person in (cast.colleague, cast.administrator):
        with pytest.raises(NotAllowed, match="whoever wrote it"):
            comments.edit(person, said.pk, "Mine now", version=1)


def test_a_comment_is_withdrawn_by_its_author_or_an_administrator_and_put_back_by_whoever_did(cast, said):
    with pytest.raises(NotAllowed):
        comments.withdraw(cast.reviewer, said.pk, version=1)
    gone = comments.withdraw(cast.administrator, said.pk, version=1)
    assert gone not in Comment.objects.standing()
    with pytest.raises(NotReady, match="withdrawn"):
        comments.edit(cast.analyst, said.pk, "Again", version=2)
    with pytest.raises(NotAllowed):
        comments.put_back(cast.analyst, said.pk, version=2)
    comments.put_back(cast.administrator, said.pk, version=2)

    assert said in Comment.objects.standing()
    acts = Event.objects.filter(new__comment=said.pk).order_by("pk").values_list("act", flat=True)
    assert list(acts) == [Act.COMMENTED, Act.COMMENT_WITHDRAWN, Act.COMMENT_RESTORED]


def test_a_mention_reaches_people_who_may_read_and_nobody_else(cast, claim):
    body = "@citra, @Alma and @nobody, @gone, @stranger: write to desk@citra.example. @citra."
    written = comments.comment(cast.analyst, "claim", claim.pk, body)

    assert set(written.comment.mentions.all()) == {cast.colleague, cast.viewer}
    assert written.unknown == ["nobody", "gone", "stranger"]


def test_a_name_that_two_people_have_means_neither(cast):
    twin = User.objects.create_user("Citra")
    twin.groups.set(cast.colleague.groups.all())

    assert mentions.meant("@citra") == ([], ["citra"])


def test_a_comment_in_parts_is_the_comment_again(cast):
    body = "For @citra. And @nobody\nelse (@dina)."
    parts = mentions.pieces(body, [cast.colleague, cast.reviewer])

    assert "".join(words for words, _who in parts) == body
    assert [who for _words, who in parts if who] == [cast.colleague, cast.reviewer]


def test_letters_behind_an_at_offer_those_whose_names_begin_so(cast):
    User.objects.filter(pk=cast.reviewer.pk).update(last_name="Citrawati")

    assert mentions.offered("CIT") == [cast.colleague, cast.reviewer]
    assert mentions.offered("nobody") == []


def test_a_comment_is_found_by_its_words_until_it_is_withdrawn(cast, claim, said):
    assert list(Claim.objects.containing("which survey")) == [claim]
    comments.withdraw(cast.analyst, said.pk, version=1)

    assert not Claim.objects.containing("which survey").exists()


def test_a_claim_with_a_comment_stays_when_its_article_is_split_again(article, claim, said):
    split(article)

    assert Claim.objects.standing().filter(pk=claim.pk).exists()


def test_comments_go_along_when_their_claim_is_merged_and_come_back_when_that_is_undone(cast, article, claim, said):
    row, other = claim.attributions.get(), Claim.objects.exclude(pk=claim.pk).order_by("pk").first()
    appearances.move_to_claim(cast.analyst, row.pk, other, version=row.version)
    assert list(Comment.objects.about(other)) == [said]
    assert list(Claim.objects.containing("which survey")) == [other]
    undo(cast.analyst, article)
    assert list(Comment.objects.about(claim)) == [said]
    redo(cast.analyst, article)

    assert list(Comment.objects.about(other)) == [said]


def test_comments_stay_with_a_claim_that_keeps_another_appearance(cast, article, claim, said):
    rows = article.attributions.order_by("number")
    first = claim.attributions.get()
    second = rows.exclude(pk=first.pk).first()
    appearances.move_to_claim(cast.analyst, second.pk, claim, version=second.version)
    third = Claim.objects.create(statement="Another one.", language=article.language)
    first.refresh_from_db()
    appearances.move_to_claim(cast.analyst, first.pk, third, version=first.version)

    assert list(Comment.objects.about(claim)) == [said]


def test_comments_go_along_when_their_source_is_merged_and_come_back_with_it(cast, article):
    gone, kept = Source.objects.create(name="Ministry", key="ministry-x"), Source.objects.create(name="W", key="w-x")
    made = comments.comment(cast.analyst, "source", gone.pk, "Is this the same?").comment
    merging.merge(cast.analyst, gone.pk, kept.pk, gone_version=gone.version, kept_version=kept.version)
    assert list(Comment.objects.about(kept)) == [made]
    assert comments.subject_of("source", gone.pk) == kept
    kept.refresh_from_db()
    merging.part(cast.analyst, gone.pk, kept.pk, version=kept.version)

    assert list(Comment.objects.about(gone)) == [made]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"claim": True, "article": True},
        {"claim": True, "body": ""},
        {"claim": True, "withdrawn": True},
    ],
)
def test_the_database_refuses_a_comment_that_cannot_be(cast, article, claim, wrong):
    fields = {"author": cast.analyst, "body": wrong.get("body", "x")}
    fields |= {name: row for name, row in (("claim", claim), ("article", article)) if name in wrong}
    if "withdrawn" in wrong:
        fields["withdrawn_by"] = cast.analyst
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**fields)
