"""Finds the word that a customer asks the meaning of.

The words come from the policies, with what they mean; none is known to this code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.understand.clean import clean, lower

#: A question of more words asks for something else as well.
LONGEST = 12
_ASKS = re.compile(
    r"\bwhat(?:'s| is| are|s| does| do)\b|\bmeaning\b|\bmeans?\b|\bdefine\b|\bexplain\b|\bmeant\b"
    r"|\bmatlab\b|\bkya (?:hota|hoti|hai)\b|\bano\b|\banong\b|\bibig sabihin\b"
)
#: "What is the status of my top up" asks for no meaning.
_OTHER = re.compile(r"\b(?:my|status|refund|policy|happen\w*|long|much|time|mera|aking|ko)\b")


def term_asked(text: str, terms: Iterable[str]) -> str | None:
    """Return the one of `terms` whose meaning the text asks for, the longest that fits, or None."""
    low = lower(clean(text))
    if len(low.split()) > LONGEST or not _ASKS.search(low):
        return None
    named = [term for term in terms if re.search(rf"\b{re.escape(lower(term))}s?\b", low)]
    longest = max(named, key=len, default=None)
    if longest is None or _OTHER.search(low.replace(lower(longest), " ")):
        return None
    return longest
