"""Short answers, which mean something only in the light of what was asked: "yes", "no wait, 2"."""

from __future__ import annotations

import re

from bot.values.json_value import JsonValue

FLAGS = frozenset(
    [
        *("activated", "support_contacted", "support_unable", "chargeback_opened"),
        *("chargeback_before_support", "wants_to_cancel"),
    ]
)
_YES = re.compile(
    r"\W*(?:yes+|yep|yeah|yup|yea|ya+|y|yess|oo|opo|oho|haan|han|haa|ji|sure|correct|right"
    r"|true|of course"
    r"|definitely|absolutely|certainly|affirmative|indeed|i did|i have|i do|we did|it is"
    r"|it was|already"
    r"|ok|okay|already did|meron|na nga)\b(?! not)"
)
_NO = re.compile(
    r"\W*(?:no+|nope|nah|n|not yet|never|hindi|hnd|nahi|nhi|nahin|wala|walang|false|not"
    r"|negative|none"
    r"|i did not|i have not|i do not|i did ?n'?t|i have ?n'?t|i do ?n'?t|did ?n'?t|have ?n'?t"
    r"|di pa)\b"
)
_FILLER = re.compile(
    r"\W*(?:sorry|no[ ,]+wait|wait|actually|i meant?|i mean|oops|correction|make (?:it|that)"
    r"|it'?s|its|it is"
    r"|it was|i think|i guess|maybe|hmm+|okay|ok|so|umm*|uhh*|ahh*|ohh*|well|just|like|sir"
    r"|maam|ma'am|po)\b[\s,.:-]*"
)
_NO_THEN = re.compile(r"\W*(?:no|nope|hindi)\W+(?=\d)")
_POLITE_END = re.compile(r"(?:[\s,]+(?:po|sir|maam|ma'am|please|pls|ji|thanks|nga))+[\s.!]*$")
NOT_THAT = re.compile(r"[\s,]+(?:not|hindi|instead of|and not)\s+[\w.,-]{1,20}\s*[.!]?$")
_SWAP = re.compile(
    r"(?<![\w.,])(?P<new>\d[\d.,]{0,12}\d|\d)k?\s?,?\s(?:not|hindi"
    r"|instead of)\s(?P<old>\d[\d.,]{0,12}\d|\d)(?![\w])"
)
_SWAP_BACK = re.compile(
    r"\bnot\s(?P<old>\d[\d.,]{0,12}\d|\d)\s?,?\s?(?:but|it'?s|its"
    r"|it is)?\s(?P<new>\d[\d.,]{0,12}\d|\d)(?![\w])"
)
SPEAKS_OF_ANOTHER = re.compile(
    r"\W*(?:(?:no+|yes|sorry|wait|actually|oops)\W+){0,3}"
    r"(?:it was|it is|it'?s|that was|i meant?|make it)\b(?!\snot\b)"
)
"""Begins a message that corrects what was told before, and so says nothing of what was asked."""
LONGEST_ANSWER = 200
"""Characters of a bare answer; who writes more tells a story, and every pattern costs time."""
_MOST_FILLERS = 4


def answer_in(low: str) -> str:
    """Return the answer without what people say before and after it."""
    rest = low.strip()
    if len(rest) > LONGEST_ANSWER:
        return rest
    for _ in range(_MOST_FILLERS):
        shorter = _FILLER.sub("", rest, count=1) if _FILLER.match(rest) else rest
        if not shorter or shorter == rest:
            break
        rest = shorter
    rest = _POLITE_END.sub("", _NO_THEN.sub("", rest, count=1))
    return NOT_THAT.sub("", rest, count=1).strip()


def yes_or_no(low: str) -> JsonValue:
    """Return true or false when the text begins by saying so, else None."""
    answer = answer_in(low) or low
    if len(answer) > LONGEST_ANSWER:
        answer = low = low.lstrip()[:LONGEST_ANSWER]
    if _NO.match(answer):
        return False
    return True if _YES.match(answer) or _YES.match(low) else None


def find_swaps(low: str) -> tuple[tuple[str, str], ...]:
    """Return the corrections "new not old" between bare figures, as (new, old)."""
    pairs = [(found["new"], found["old"]) for found in _SWAP.finditer(low)]
    pairs += [(found["new"], found["old"]) for found in _SWAP_BACK.finditer(low)]
    return tuple(dict.fromkeys((new.replace(",", ""), old.replace(",", "")) for new, old in pairs))
