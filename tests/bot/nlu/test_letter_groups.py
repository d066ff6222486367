"""Every message has one vector of letters, of the length that the configuration says."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.letter_groups import HASHES, LetterGroups


def vector(text: str) -> np.ndarray:
    featurizer = LetterGroups("letters", {**LetterGroups.get_default_config(), "length": 4.0})
    (message,) = featurizer.process([Message(data={TEXT: text})])
    _, sentence = message.get_sparse_features(TEXT)
    return sentence.features.toarray()


@pytest.mark.parametrize("text", ["hi", "cancel my plan " * 20, "ノート", "a" * 100_000])
def test_the_vector_has_the_same_length_however_long_the_message_is(text: str) -> None:
    assert vector(text).shape == (1, HASHES)
    assert np.linalg.norm(vector(text)) == pytest.approx(4.0)


def test_a_text_without_letters_has_no_groups() -> None:
    assert not vector("").any()


def test_a_misspelled_word_lies_nearer_to_its_word_than_another_does() -> None:
    word, slip, other = (vector(one)[0] for one in ("cancellation", "cancelation", "greetings"))
    assert word @ slip > 4 * (word @ other)
