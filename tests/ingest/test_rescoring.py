"""The optional rescorer: trained on the desk's reviews, scored on what it has not seen, off until switched on."""

import pytest
from django.core.management import CommandError, call_command

from claims.extraction import extract
from claims.ingest import rescoring
from claims.ingest.store import save_article
from claims.models import Article, Attribution, Claim
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ARTICLE = "Rina Wulan mengatakan bahwa harga beras turun. Menurut Budi Santoso, stok beras masih cukup."


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    """Models of a test stay with the test."""
    settings.VAR_DIR = tmp_path


def review(cast: Cast, articles: int, right_rules: tuple[str, ...], per_article: int = 10) -> None:
    """Articles whose finds were decided: those of `right_rules` confirmed, the others rejected."""
    for number in range(articles):
        article, _ = save_article(f"Nomor {number}: {ARTICLE}")
        claim = Claim.objects.create(statement=f"Harga {number}", language="id")
        for place in range(1, per_article + 1):
            rule = ("clause.subject_verb_that", "noun.that")[place % 2]
            state = Attribution.ReviewState.CONFIRMED if rule in right_rules else Attribution.ReviewState.REJECTED
            Attribution.objects.create(
                article=article, claim=claim, number=place, source_type="named_person", quote_kind="indirect",
                rule=rule, cue_entry="kata", frame="S V that C", confidence=0.7, review_state=state,
                reviewed_by=cast.analyst,
            )  # fmt: skip


def test_without_a_model_an_extraction_stays_as_it_is():
    found = extract(ARTICLE, "id")
    assert rescoring.apply(found) is found


def test_too_few_reviews_are_counted_instead_of_trained_on(cast: Cast):
    review(cast, articles=2, right_rules=("noun.that",))
    with pytest.raises(CommandError, match="20 reviewed finds in 2 articles; training needs 100 in 10 at least"):
        call_command("train_rescorer")
    assert rescoring.card() is None


def test_reviews_that_all_agree_teach_nothing(cast: Cast):
    review(cast, articles=12, right_rules=("noun.that", "clause.subject_verb_that"))
    with pytest.raises(CommandError, match="nothing to learn from"):
        call_command("train_rescorer")


def test_a_trained_model_shows_its_held_back_score_and_stays_off(cast: Cast, capsys):
    review(cast, articles=12, right_rules=("clause.subject_verb_that",))
    call_command("train_rescorer")
    out = capsys.readouterr().out
    assert "Held back: 30 reviewed finds in 3 articles, 15 right." in out
    assert "rules 0.2900, rescorer 0.00" in out
    found = extract(ARTICLE, "id")
    assert rescoring.apply(found) is found


@pytest.mark.parametrize(("right_rule", "is_sure"), [("clause.subject_verb_that", True), ("noun.that", False)])
def test_switched_on_it_gives_the_confidence_the_desks_reviews_teach(cast: Cast, capsys, right_rule, is_sure):
    review(cast, articles=12, right_rules=(right_rule,))
    call_command("train_rescorer")
    call_command("train_rescorer", "--switch-on")
    assert "Held back: 30" in capsys.readouterr().out
    first = rescoring.apply(extract(ARTICLE, "id")).attributions[0]
    assert first.why.rule == "clause.subject_verb_that"
    assert first.confidence > 0.7 if is_sure else first.confidence < 0.3
    assert "rescored, rules gave" in first.why.note
    call_command("train_rescorer", "--switch-off")
    assert rescoring.apply(extract(ARTICLE, "id")) == extract(ARTICLE, "id")


def test_a_model_that_does_no_better_than_the_rules_cannot_be_switched_on(cast: Cast):
    review(cast, articles=12, right_rules=("clause.subject_verb_that",))
    call_command("train_rescorer")
    card = rescoring.card()
    assert card is not None
    card["held_back"]["rescorer"] = card["held_back"]["rules"]
    rescoring._write_card(card)
    with pytest.raises(CommandError, match="no better than the rules"):
        call_command("train_rescorer", "--switch-on")


def test_nothing_can_be_switched_on_before_it_was_trained():
    with pytest.raises(CommandError, match="no rescorer was trained yet"):
        call_command("train_rescorer", "--switch-on")


def test_only_machine_finds_that_a_person_decided_are_learned_from(cast: Cast):
    review(cast, articles=1, right_rules=("noun.that",), per_article=4)
    undecided, own, rest = Attribution.objects.all()[:3]
    Attribution.objects.filter(pk=undecided.pk).update(review_state="suggested", reviewed_by=None)
    Attribution.objects.filter(pk=own.pk).update(created_by=cast.analyst)
    Attribution.objects.filter(pk=rest.pk).update(review_state="corrected")
    [finds] = rescoring.reviewed().values()
    assert [ok for _, ok in finds] == [False, False]
    assert Article.objects.count() == 1
