"""A sentence's vector stands for its meaning, and costs the same whatever is written."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from bot.errors import BadInput
from bot.nlu.embedding import DIMENSIONS, Embedding


@pytest.fixture(scope="module")
def embedding() -> Embedding:
    return Embedding()


def test_a_sentence_is_a_unit_vector(embedding: Embedding) -> None:
    vector = embedding.encode("I want a refund")
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_sentences_of_like_meaning_lie_near_each_other(embedding: Embedding) -> None:
    asked = embedding.encode("I want my money back")
    assert asked @ embedding.encode("please refund me") > 0.5
    assert asked @ embedding.encode("nice weather today") < 0.2


def test_capitals_and_blanks_around_change_nothing(embedding: Embedding) -> None:
    assert np.allclose(embedding.encode("  REFUND please "), embedding.encode("refund please"))


def test_a_blank_text_is_the_zero_vector(embedding: Embedding) -> None:
    assert not embedding.encode(" \n ").any()


def test_many_at_once_are_the_same_as_one_by_one_in_their_order(embedding: Embedding) -> None:
    texts = ["a much longer sentence about two top-ups from Tuesday", "", "yes", "IPG-1001 ₱500"]
    together = embedding.encode_all(texts)
    apart = np.stack([embedding.encode(text) for text in texts])
    assert np.allclose(together, apart, atol=1e-4)
    assert embedding.encode_all([]).shape == (0, DIMENSIONS)


def test_nobody_can_change_what_is_remembered(embedding: Embedding) -> None:
    with pytest.raises(ValueError, match="read-only"):
        embedding.encode("hello")[0] = 1.0


@pytest.mark.parametrize("text", ["x " * 5000, "x" * 10_000, "'" * 10_000, "😀" * 10_000])
def test_ten_thousand_characters_cost_no_more_than_a_long_sentence(
    embedding: Embedding, text: str
) -> None:
    began = time.monotonic()
    embedding.encode(text)
    # A hundred times what it takes alone: only a text that is read whole would get there.
    assert time.monotonic() - began < 5


def test_weights_that_nobody_examined_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(BadInput, match=r"model\.onnx have sha256 .* not 8199be6f"):
        Embedding(tmp_path / "model.onnx")
