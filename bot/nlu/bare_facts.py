"""Messages that are nothing but a fact: an address, an id, an amount, a time.

To the sentence embedding they look like anything, because their words have no meaning of their
own.
"""

from __future__ import annotations

import re

# Whatever has a digit, an @ or a currency's sign in it.
_FIGURE = re.compile(r"\S*[\d@₱₹$€£]\S*")
_WORD = re.compile(r"[^\W\d_]+")
# What is said around a figure without wishing anything.
_AROUND_FIGURES = """
    a about account actually afternoon ago am amount an and approx around at bought by date day days
    email evening for from gcash hour hours hrs i id in inr is it its last mail min mins minutes
    morning my night noon number o oclock of on only order paid pay payment pesos php pm
    purchase purchased ref reference rs rupees sorry than the this time today transaction txn
    under usd via was with yesterday po sa ng noong kahapon kanina umaga hapon gabi ko
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th
"""
_AROUND = frozenset(_AROUND_FIGURES.split())


# "Am" alone is no greeting; "morning" alone is one, unless a time was asked for.
_HALF = re.compile(r"\W*(?:the )?[ap]\W?m\W*(?:(?:po|please|pls|sir|maam|i think)\W*)*")
_PART = re.compile(
    r"\W*(?:(?:in|at|the|sa|nung|noong|it was|po)\W+){0,3}(?:morning|afternoon|evening|night|noon"
    r"|midnight|umaga|hapon|gabi|tanghali|subah|dopahar|shaam|raat)\W*"
    r"(?:(?:po|please|pls|sir|maam|i think|ko|ng|mein)\W*)*"
)


def is_half_of_day(text: str, *, asked: bool) -> bool:
    """Tell whether `text` is but "am" or "pm"; where a time was asked, "morning" is such too."""
    low = text.casefold()
    return bool(_HALF.fullmatch(low)) or (asked and _PART.fullmatch(low) is not None)


def is_bare_fact(text: str) -> bool:
    """Tell whether `text` has a figure and, besides, only words that surround figures."""
    rest, figures = _FIGURE.subn(" ", text.casefold())
    return figures > 0 and all(word in _AROUND for word in _WORD.findall(rest))
