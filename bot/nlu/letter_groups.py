"""Rasa featurizer: which groups of two to four letters a message has, as one sparse vector.

Beside the sentence embedding, which knows what is meant, these know how it is spelled: "cancell",
Hindi and Filipino words, and short replies, of which the embedding makes little. Groups are
hashed, so nothing is learned or stored; the vector has one length for every message, whatever its
number of words, which raw counts had not, and those were measured to cost points (docs/why.md).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import HashingVectorizer

from bot.nlu.as_read import as_read

SHORTEST, LONGEST = 2, 4
HASHES = 4096
# Of a longer text the embedding reads no more either.
LONGEST_TEXT = 1536


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LetterGroups(SparseFeaturizer, GraphComponent):
    """Featurize each message's text; no tokenizer of Rasa's is needed before it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`length` is that of every vector: its weight beside the embedding's."""
        return {**SparseFeaturizer.get_default_config(), "length": 4.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any; Rasa asks for this method."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 -- Rasa passes it by name.
        resource: Resource,  # noqa: ARG003 -- The same.
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Build it; there is nothing to load."""
        return cls(execution_context.node_name, config)

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)
        self._hashing = HashingVectorizer(
            analyzer="char_wb",
            ngram_range=(SHORTEST, LONGEST),
            n_features=HASHES,
            binary=True,
            norm="l2",
        )

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector, shape (1, 4096), to each message that has a text."""
        for message in messages:
            if message.get(TEXT) is not None:
                self._add(message)
        return messages

    # Rasa finds this hook by the parameter's name, `training_data`.
    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Do the same for the training sentences."""
        self.process(training_data.training_examples)
        return training_data

    def _add(self, message: Message) -> None:
        text = as_read(message.get(TEXT)[:LONGEST_TEXT])
        groups = self._config["length"] * self._hashing.transform([text])
        self.add_features_to_message(
            sequence=None, sentence=groups, attribute=TEXT, message=message
        )
