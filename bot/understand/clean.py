"""Makes any text readable: one kind of quote, dash and blank, nothing invisible.

The cleaned text and its lower-case form have the same length, so that one position serves both.
"""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
_BLANKS = re.compile(r"[^\S\n]+")
_DIGIT_RUN = re.compile(r"\d{30,}")
LONGEST = 10_000
"""Characters of a message that the house handles at all; no channel delivers more."""
HEAD, TAIL = 1_600, 400
"""Characters that are read of a longer text, from its beginning and from its end.

Nobody tells a purchase in more; what is longer is a pasted log or letter, and each further thousand
characters would cost every customer's turn 17 ms.
"""


def clean(text: str) -> str:
    """Return the text in its compatibility form, without emoji, control or private characters."""
    folded = unicodedata.normalize("NFKC", _read_part(text)).translate(_SAME)
    if folded.isascii() and folded.isprintable():
        visible = _read_part(folded)
    else:
        visible = "".join(_visible(sign) for sign in _read_part(folded))
    # A number of thirty digits is no amount, no id and no count.
    return _BLANKS.sub(" ", _DIGIT_RUN.sub(" ", visible)).strip()


def _read_part(text: str) -> str:
    if len(text) <= HEAD + TAIL:
        return text
    return f"{text[: HEAD - 1]}\n{text[-TAIL:]}"


def lower(text: str) -> str:
    """Return the text in lower case, sign by sign, so that positions stay the same."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _visible(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isprintable() else "\n" if sign in "\n\r" else " "
    if unicodedata.category(sign)[0] == "C":
        return "" if unicodedata.category(sign) == "Cf" else " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if unicodedata.category(sign) in ("So", "Sk", "Zl", "Zp") else sign
