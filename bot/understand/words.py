"""Cuts a text into words for the phrase tables: contractions opened, typing mistakes mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understand.spelling import Speller

SENTENCE_END = "."
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[,.!?;:\n]")
_NOT = re.compile(
    r"(?P<verb>did|does|do|is|was|were|are|have|has|had|could|can|wo|would|should|ca|ai|need)"
    r"n'?t|(?P<dint>dint|din't|didn|dnt|hvnt|havn't|havnt|didt)"
)
_CANNOT = {"cannot": "can", "cant": "can", "can't": "can", "wont": "will", "won't": "will"}
# What customers write on the right means the word on the left.
_SHORT_FORMS = """
    account: acc acct ac
    amount: amt
    ang: yung
    because: bcoz coz cuz bcz
    card: crad
    before: b4
    double: dbl
    hindi: hnd di hinde
    i: ive i've i'm im
    it: its it's
    message: msg
    messages: msgs
    nahi: nahin nai
    not: nt
    please: pls plz
    received: recvd rcvd recd rec'd
    that: thats
    through: thru
    token: tokn
    transaction: txn trxn trans
    twice: 2x x2
    you: u
    your: ur
"""
_SHORT = {
    short: word
    for word, _, forms in (line.strip().partition(": ") for line in _SHORT_FORMS.split("\n"))
    for short in forms.split()
}


@dataclass(frozen=True)
class Word:
    """One word: its mended form, where it stands, whether after a comma, its form as typed."""

    text: str
    start: int
    end: int
    after_comma: bool = False
    typed: str = ""


def cut(low: str, speller: Speller) -> tuple[Word, ...]:
    """Return the words of lower-case text; each end of a sentence is a word, the last one too."""
    words: list[Word] = []
    comma = False
    for found in _TOKEN.finditer(low):
        sign = found.group()
        if sign in ",:":
            comma = True
            continue
        for typed in _forms(sign):
            word = Word(speller.mend(typed), found.start(), found.end(), comma, typed)
            words.append(word)
            comma = False
    if words and words[-1].text != SENTENCE_END:
        words.append(Word(SENTENCE_END, len(low), len(low), typed=SENTENCE_END))
    return tuple(words)


def listed(text: str) -> frozenset[str]:
    """Return the words of a list that is written as plain text."""
    return frozenset(text.split())


def _forms(written: str) -> tuple[str, ...]:
    """Return the words that a written one stands for: "didn't" is two."""
    if written in ".!?;\n":
        return (SENTENCE_END,)
    if written in _CANNOT:
        return (_CANNOT[written], "not")
    if found := _NOT.fullmatch(written):
        return (found["verb"] or "did", "not")
    if written in _SHORT:
        return (_SHORT[written],)
    return (written.removesuffix("'s"),)
