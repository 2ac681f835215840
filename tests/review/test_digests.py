"""Mail about notifications: one letter in a period, nothing lost, nothing twice, and a way out of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Claim, Digest, Notice, NoticeChoices, Source
from claims.review import comments, digests, following, notices, saved_views, watching
from claims.review.notices import choose
from claims.sources import profile
from claims.tasks import forget_notices
from tests.articles import DAM, DAM_DENIAL
from tests.smtp import serve_smtp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.EMAIL_ON, settings.SITE_URL, settings.DIGEST_HOUR = True, "https://desk.example", 7


@pytest.fixture
def claim(cast) -> Claim:
    cast.colleague.email = "citra@desk.example"
    cast.colleague.save()
    article, _created = save_article(DAM, user=cast.analyst)
    split(article)
    return Claim.objects.order_by("pk").first()


def mention(cast, claim: Claim, words: str = "Which survey,\n-- \n@citra?") -> None:
    comments.comment(cast.analyst, "claim", claim.pk, words)


def tomorrow(days: int = 1) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=days)


def test_a_letter_tells_who_did_what_with_links_and_ways_out(cast, claim):
    mention(cast, claim)
    assert digests.run(tomorrow()) == digests.Sent(made=1, sent=1, refused=0)

    [letter] = mail.outbox
    said = Notice.objects.get().comment
    assert (letter.to, letter.subject) == (["citra@desk.example"], "Factcheck: 1 new notification")
    assert "- Bram mentioned you\n" in letter.body
    assert (
        f"  {claim.statement}\n  > Which survey, -- @citra?\n  https://desk.example/comments/{said.pk}/\n"
        in letter.body
    )
    assert "https://desk.example/notifications/choices/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body
    assert "&" not in letter.body


def test_a_run_that_is_repeated_sends_nothing_twice(cast, claim):
    mention(cast, claim)
    for _turn in range(3):
        digests.run(tomorrow())

    assert len(mail.outbox) == 1


def test_one_letter_a_day_holds_what_was_new_before_the_hour(cast, claim):
    mention(cast, claim)
    now = timezone.now()
    begun = digests.begins("daily", now)
    Notice.objects.update(created_at=begun + dt.timedelta(minutes=1))
    assert digests.run(now).made == 0  # it is of this day
    Notice.objects.update(created_at=begun - dt.timedelta(minutes=1))
    assert digests.run(now).made == 1
    mention(cast, claim, "And @citra, the other one?")
    Notice.objects.filter(digest=None).update(created_at=begun - dt.timedelta(minutes=1))
    assert digests.run(now).made == 0  # this day has its letter
    Digest.objects.update(made_at=begun - dt.timedelta(minutes=1))
    assert digests.run(now).made == 1

    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("often", "at", "begun"),
    [("daily", "06:59", "25 07:00"), ("daily", "07:00", "26 07:00"), ("hourly", "06:59", "26 06:00")],
)
def test_a_day_begins_at_the_hour_of_the_letters_in_the_time_zone_of_the_pages(settings, often, at, begun):
    settings.TIME_ZONE = "Asia/Jakarta"
    timezone.get_default_timezone.cache_clear()
    with timezone.override("Asia/Jakarta"):
        now = dt.datetime.fromisoformat(f"2026-03-26T{at}:30+07:00")
        assert f"{digests.begins(often, now):%d %H:%M}" == begun
    timezone.get_default_timezone.cache_clear()


def test_a_letter_is_in_the_language_that_was_chosen(cast, claim):
    choose(cast.colleague, language="id")
    mention(cast, claim)
    digests.run(tomorrow())

    assert "Bram menyebut Anda" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Factcheck: 1 pemberitahuan baru"


def test_whoever_wants_no_mail_of_a_kind_or_at_all_gets_none(cast, claim):
    choose(cast.colleague, not_by_mail=["mention"])
    mention(cast, claim)
    assert digests.run(tomorrow()).made == 0
    choose(cast.colleague, not_by_mail=[])
    mention(cast, claim)
    choose(cast.colleague, mail="never")
    choose(cast.colleague, mail="hourly")  # what came before that is not mailed after all

    assert digests.run(tomorrow()).made == 0


def test_what_was_read_meanwhile_and_what_was_withdrawn_is_not_mailed(cast, claim):
    mention(cast, claim, "Read, @citra.")
    Notice.objects.update(read_at=timezone.now())
    mention(cast, claim, "Secret, @citra.")
    said = Notice.objects.get(read_at=None).comment
    comments.withdraw(cast.analyst, said.pk, version=1)
    digests.run(tomorrow())

    assert "Read" not in mail.outbox[0].body
    assert "Secret" not in mail.outbox[0].body


def test_whoever_left_or_has_no_address_gets_no_mail(cast, claim):
    mention(cast, claim)
    cast.colleague.groups.clear()
    assert digests.run(tomorrow()).made == 0
    cast.colleague.groups.set(cast.analyst.groups.all())
    type(cast.colleague).objects.filter(pk=cast.colleague.pk).update(email="")

    assert digests.run(tomorrow()).made == 0


def test_a_hundred_lines_are_told_one_by_one_and_the_others_counted(cast, claim):
    for _n in range(digests.MOST_LINES + 3):
        mention(cast, claim)
    digests.run(tomorrow())

    assert mail.outbox[0].subject == "Factcheck: 103 new notifications"
    assert mail.outbox[0].body.count("mentioned you") == 100
    assert "And 3 more: https://desk.example/notifications/" in mail.outbox[0].body
    assert digests.run(tomorrow(2)).made == 0


def test_a_server_that_refuses_or_is_away_loses_nothing_and_gets_the_same_letter_again(cast, claim, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    mention(cast, claim)
    assert digests.run(tomorrow()) == digests.Sent(made=1, sent=0, refused=1)
    with serve_smtp(refuse=1) as server:
        settings.EMAIL_PORT = server.port
        assert digests.run(tomorrow()) == digests.Sent(made=0, sent=0, refused=1)
        mention(cast, claim, "Meanwhile, @citra.")
        assert digests.run(tomorrow()) == digests.Sent(made=0, sent=1, refused=0)
        assert digests.run(tomorrow(2)).sent == 1

    first, second = server.letters
    assert "Which survey" in first and "Meanwhile" not in first
    assert "Meanwhile" in second and "Which survey" not in second


def test_a_letter_whose_sender_was_killed_goes_out_under_the_same_id(cast, claim):
    mention(cast, claim)
    digest = Digest.objects.create(user=cast.colleague)
    Notice.objects.update(digest=digest)
    assert Digest.objects.take(digest.pk)  # and then it was killed
    assert digests.run(tomorrow()).sent == 0
    Digest.objects.update(tried_at=timezone.now() - dt.timedelta(minutes=11))
    assert digests.run(tomorrow()).sent == 1

    assert mail.outbox[0].extra_headers["Message-ID"] == f"<digest-{digest.pk}@desk.example>"


def test_the_way_out_works_without_a_log_in_by_hand_and_for_mail_programs(cast, claim):
    mention(cast, claim)
    address = f"/notifications/off/{digests.token_for(cast.colleague)}/"
    stranger = Client(enforce_csrf_checks=True)
    assert "Send no more" in stranger.get(address).text
    assert not NoticeChoices.objects.exists()  # asking changes nothing
    answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})

    assert "Citra gets no more mail" in answer.text
    assert NoticeChoices.objects.get(user=cast.colleague).mail == "never"
    assert digests.run(tomorrow()).made == 0


@pytest.mark.parametrize("token", ["1", "MQ:1xyz:abc", "x" * 500])
def test_a_way_out_that_is_not_ours_leads_nowhere(cast, token):
    for answer in (Client().get(f"/notifications/off/{token}/"), Client().post(f"/notifications/off/{token}/")):
        assert answer.status_code == 404
        assert "not one of ours" in answer.text


def test_the_command_says_what_it_did(cast, claim, settings, capsys):
    call_command("send_digests")
    assert "0 letters made" in capsys.readouterr().out
    settings.EMAIL_ON = False
    mention(cast, claim)
    call_command("send_digests")

    assert "sends no mail" in capsys.readouterr().out
    assert not Digest.objects.exists()


def test_what_was_read_long_ago_and_letters_without_anything_unread_are_forgotten(cast, claim):
    for _time in range(3):
        mention(cast, claim)
    read, recent, unread = Notice.objects.order_by("pk")
    for told in (read, recent):
        notices.mark_read(cast.colleague, told.pk)
    holding, empty = [Digest.objects.create(user=cast.colleague, sent_at=tomorrow(-100)) for _n in range(2)]
    Notice.objects.filter(pk=unread.pk).update(digest=holding)
    assert forget_notices() == 0
    Notice.objects.filter(pk=read.pk).update(read_at=tomorrow(-91), digest=empty)

    assert forget_notices() == 1
    assert set(Notice.objects.all()) == {unread, recent}
    assert list(Digest.objects.all()) == [holding]


def test_a_letter_tells_of_an_article_and_a_source_that_newly_fit_a_view(cast, claim):
    for kind, query in (("articles", "language=en"), ("sources", "stake=dams")):
        view = saved_views.save(cast.colleague, kind=kind, name=f"My {kind}", query=query)
        following.follow(cast.colleague, "view", view.pk)
    article, _created = save_article(DAM_DENIAL, user=cast.analyst)
    source = Source.objects.create(name="Orel Valley Authority", kind=Source.Kind.ORGANISATION)
    profile.add_stake(cast.analyst, source.pk, "dams", version=source.version)
    watching.look()
    digests.run(tomorrow())

    [letter] = mail.outbox
    told = f"- An article newly fits “My articles”\n  {article.title}\n  https://desk.example/articles/{article.pk}/\n"
    assert told in letter.body
    assert (
        f"- A source newly fits “My sources”\n  {source}\n  https://desk.example/sources/{source.pk}/\n" in letter.body
    )
