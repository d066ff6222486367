"""Cuts a text into words for the phrase tables: contractions opened, typing mistakes mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understand.spelling import Speller

SENTENCE_END = "."
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[,.!?;:\n]")
_NOT = re.compile(
    r"(?P<verb>did|does|do|is|was|were|are|have|has|had|could|can|wo|would|should|ca|ai|need)"
    r"n'?t|(?P<dint>dint|didn|dnt|hvnt|havn't|havnt|didt)"
)
_CANNOT = {"cannot": "can", "cant": "can", "can't": "can", "wont": "will", "won't": "will"}
_SHORT = {
    **{
        "u": "you",
        "ur": "your",
        "pls": "please",
        "plz": "please",
        "b4": "before",
        "bcoz": "because",
    },
    **{
        "coz": "because",
        "cuz": "because",
        "bcz": "because",
        "thru": "through",
        "recvd": "received",
    },
    **{"rcvd": "received", "recd": "received", "rec'd": "received", "acc": "account"},
    **{"acct": "account", "ac": "account", "amt": "amount", "msgs": "messages", "msg": "message"},
    **{"ive": "i", "i've": "i", "i'm": "i", "im": "i", "its": "it", "it's": "it", "thats": "that"},
    **{"nt": "not", "yung": "ang", "2x": "twice", "x2": "twice", "txn": "transaction"},
    **{"trxn": "transaction", "trans": "transaction", "nahin": "nahi", "nai": "nahi", "ni": "ni"},
    **{
        "hnd": "hindi",
        "di": "hindi",
        "hinde": "hindi",
        "d": "hindi",
        "dbl": "double",
        "tokn": "token",
    },
}


@dataclass(frozen=True)
class Word:
    """One word: its mended form, where it stands, and whether a comma stands before it."""

    text: str
    start: int
    end: int
    after_comma: bool = False


def cut(low: str, speller: Speller) -> tuple[Word, ...]:
    """Return the words of lower-case text; the end of a sentence is a word of its own."""
    words: list[Word] = []
    comma = False
    for found in _TOKEN.finditer(low):
        token = found.group()
        if token in ",:":
            comma = True
            continue
        for form in _forms(token, speller):
            words.append(Word(form, found.start(), found.end(), comma))
            comma = False
    return tuple(words)


def _forms(token: str, speller: Speller) -> tuple[str, ...]:
    if token in ".!?;\n":
        return (SENTENCE_END,)
    if token in _CANNOT:
        return (_CANNOT[token], "not")
    if found := _NOT.fullmatch(token):
        return (found["verb"] or "did", "not")
    if token in _SHORT:
        return (_SHORT[token],)
    return (speller.mend(token.removesuffix("'s")),)
