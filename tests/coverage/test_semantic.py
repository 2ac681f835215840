"""The optional reranker with its real library and a tiny model made here: run by `make test-semantic`."""

from __future__ import annotations

import json
import socket

import pytest

pytest.importorskip("sentence_transformers", reason="the optional library is not installed: make test-semantic")

from django.core.management import call_command

from claims.coverage import ranking, rerank, semantic
from claims.coverage.sweep import find_coverage
from tests.coverage.test_rerank import claim as claim
from tests.coverage.test_rerank import outlets

ALIKE = {"crack": (1, 0), "fissure": (1, 0), "reporters": (0, 9)}


@pytest.fixture(autouse=True)
def no_connections(monkeypatch):
    """Whoever opens one is refused, so that a model which needs the network cannot be loaded."""

    def refuse(_socket, address):
        raise AssertionError(f"a connection to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    semantic.loaded.cache_clear()


@pytest.fixture
def tiny(tmp_path):
    """The folder of a model that knows three words, a fissure being all that a crack is."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = {word: number for number, word in enumerate(["[UNK]", *ALIKE])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = torch.tensor([(0.0, 0.0), *ALIKE.values()], dtype=torch.float32)
    folder = tmp_path / "tiny-model"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=vectors)]).save(str(folder))
    return folder


@pytest.fixture
def random_transformer(tmp_path):
    """The folder of a transformer with chance weights, as most models are built."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    inner = tmp_path / "bert"
    inner.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dam", "crack", "rain"]
    (inner / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(str(inner / "vocab.txt")).save_pretrained(inner)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(words), **sizes)).save_pretrained(inner)
    transformer = Transformer(str(inner))
    folder = tmp_path / "random-model"
    SentenceTransformer(modules=[transformer, Pooling(16)]).save(str(folder))
    return folder


def test_a_model_puts_what_says_the_same_in_other_words_first(claim, tiny, settings):
    find_coverage(claim)
    before = outlets(claim)
    settings.RERANK_MODEL = str(tiny)
    outcome = find_coverage(claim)
    assert "model_not_asked" not in outcome
    assert (before, outlets(claim)) == (["Harbour Gazette", "Valley Post"], ["Valley Post", "Harbour Gazette"])
    post, gazette = claim.coverage.listed()
    assert gazette.score > post.score
    assert (post.similarity, gazette.similarity) == pytest.approx((1.0, 82**-0.5))
    assert post.reasons["model"] == gazette.reasons["model"] == ["tiny-model"]


def test_the_score_and_the_relation_stay_those_of_the_words(claim, tiny, settings):
    find_coverage(claim)
    before = list(claim.coverage.order_by("article").values_list("article", "score", "relation", "passage_start"))
    settings.RERANK_MODEL = str(tiny)
    find_coverage(claim)
    after = list(claim.coverage.order_by("article").values_list("article", "score", "relation", "passage_start"))
    assert after == before
    assert all(similarity is not None for similarity in claim.coverage.values_list("similarity", flat=True))


def test_a_model_is_loaded_once_a_process(tiny, settings):
    settings.RERANK_MODEL = str(tiny)
    assert semantic.similarities(["a crack"], [["a fissure"], ["reporters"], []]) == pytest.approx([1.0, 0.0, 0.0])
    loaded = semantic.loaded(str(tiny))
    semantic.similarities(["a crack"], [["a crack"]])
    assert semantic.loaded(str(tiny)) is loaded


def test_a_transformer_with_its_tokenizer_is_loaded_from_its_folder(random_transformer, settings):
    settings.RERANK_MODEL = str(random_transformer)
    alike, other = semantic.similarities(["dam crack"], [["dam crack"], ["rain"]])
    assert alike == pytest.approx(1.0, abs=1e-4)
    assert 0.0 <= other <= 1.0


def test_check_is_content_with_a_model_and_its_library(tiny, settings):
    settings.RERANK_MODEL = str(tiny)
    call_command("check")


def test_a_folder_whose_weights_are_broken_leaves_the_order_as_it_is(claim, tiny, settings):
    for weights in tiny.rglob("model.safetensors"):
        weights.write_bytes(b"no weights")
    settings.RERANK_MODEL = str(tiny)
    assert "cannot be loaded" in find_coverage(claim)["model_not_asked"]
    assert outlets(claim) == ["Harbour Gazette", "Valley Post"]


def test_code_that_lies_with_a_model_is_not_run(claim, tiny, settings, tmp_path):
    marker = tmp_path / "ran"
    (tiny / "own_code.py").write_text(f"open({str(marker)!r}, 'w')\nclass Module: pass\n")
    listed = json.loads((tiny / "modules.json").read_text())
    (tiny / "modules.json").write_text(
        json.dumps([*listed, {"idx": 9, "name": "9", "path": "", "type": "own_code.Module"}])
    )
    settings.RERANK_MODEL = str(tiny)
    assert "cannot be loaded" in find_coverage(claim)["model_not_asked"]
    assert not marker.exists()


def test_the_archives_answers_are_ranked_by_the_model_too(claim, tiny, settings):
    settings.RERANK_MODEL = str(tiny)
    texts = ["crack"]
    harbour, valley = claim_articles()
    asked = ranking.question(texts, "en")
    ranked = rerank.answers(texts, asked, [(harbour, 2.0), (valley, 1.9)])
    assert [pk for pk, _score in ranked] == [valley, harbour]


def claim_articles():
    from claims.models import Article

    return list(Article.objects.order_by("pk").values_list("pk", flat=True))
