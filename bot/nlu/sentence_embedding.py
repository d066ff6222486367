"""Rasa featurizer: the meaning of a message as one dense vector.

A thin shell around `bot.nlu.embedding`; mixed sentences are put into English first, and what is
mistyped is mended (`bot.nlu.as_read`). Rasa's `LogisticRegressionClassifier` fixes its C at 1,
so the length that the vectors are scaled to is the only knob of its regularisation: at length 1
no confidence rises above .2 and no threshold works; from 3 to 10 they spread, with the same score.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.as_read import as_read
from bot.nlu.embedding import Embedding, Vector


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbedding(DenseFeaturizer, GraphComponent):
    """Featurize each message's text; no tokenizer of Rasa's is needed before it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`length` scales the unit vectors; `threads` is what one message may use."""
        return {**DenseFeaturizer.get_default_config(), "length": 5.0, "threads": 1}

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
        """Build it with the embedding's weights loaded."""
        return cls(execution_context.node_name, config, Embedding(threads=config["threads"]))

    def __init__(self, name: str, config: dict[str, Any], embedding: Embedding) -> None:
        super().__init__(name, config)
        self._embedding = embedding

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence's vector, shape (1, 384), to each message that has a text.

        An empty text has one too: the classifier after this fails on a message without any.
        """
        for message in messages:
            if message.get(TEXT) is not None:
                self._add(self._embedding.encode(as_read(message.get(TEXT))), message)
        return messages

    # Rasa finds this hook by the parameter's name, `training_data`.
    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Do the same for the training sentences, all at once."""
        messages = [each for each in training_data.training_examples if each.get(TEXT) is not None]
        vectors = self._embedding.encode_all([as_read(message.get(TEXT)) for message in messages])
        for vector, message in zip(vectors, messages, strict=True):
            self._add(vector, message)
        return training_data

    def _add(self, vector: Vector, message: Message) -> None:
        scaled = self._config["length"] * vector[np.newaxis, :]
        self.add_features_to_message(
            sequence=None, sentence=scaled, attribute=TEXT, message=message
        )
