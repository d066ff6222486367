"""What is only asked or supposed: "what if my account is suspended", "did I send any?".

A question about a fact and a condition state nothing. A question for the money does ("can I get
it back, I was charged twice?"), and so do "why" and "where": they ask about what has happened.
"""

from __future__ import annotations

import re

_END = r"(?=[.!?;,\n]|$|\b(?:but|because|bcoz|cause|since|kasi|kyunki|pero|lekin|then)\b)"
# "If you can" and "if possible" are polite; what follows them is told, not supposed.
_POLITE = (
    r"(?!\s(?:you|u|(?:i|we) (?:can|could|may|might|should|am (?:able|eligible|entitled))"
    r"|there|possible|it'?s? (?:is )?possible|some(?:one|body)|any(?:one|body)|so|needed"
    r"|(?:a|the|my) refund|pwede|maaari|ho sak\w+)\b)"
)
# "What do I do if I was charged twice" tells of a charge.
_IF = re.compile(
    r"\b(?P<asked>(?<!as )(?<!i do )(?:what if|if|suppose|supposing|assuming|in case|whether"
    r"|paano kung|kung"
    rf"|kapag|agar)\b{_POLITE}[^.!?;,\n]*?){_END}"
)
_OPENS = r"(?:^|[.!?;,\n]|\b(?:but|and|so|ok|okay|hi|hello|also)\b)[\s,]*"
_THING = r"un(?:used|sent|activated)|used|sms|credits?|tokens?|messages?|refunds?"
_ASKS = re.compile(
    rf"{_OPENS}(?P<asked>(?:"
    r"(?:is|are|was|were|am|do|does|did|has|have|had|will|would|should|kya)\s"
    rf"(?:it|my|the|i|we|they|this|that|your|all|any|some|a|an|people|customers|{_THING}"
    r"|you (?!know|have any|see|think))\b(?! (?:possible|okay|ok|because)\b)"
    rf"|(?:can|could|may) (?:{_THING}|people|customers|one|a customer)\b"
    r"|what (?:happens|becomes) (?:if|when|to|of)|what about|how about|what are the|is it true"
    rf")[^.!?;,\n]*?){_END}"
)
# "My account was suspended?" asks for a state, though it has the form of a statement.
_ASKS_STATE = re.compile(
    rf"{_OPENS}(?P<asked>(?:my|our|the|your)\s(?:\w+\s){{0,2}}(?:is|was|are|were|has been|got)\s"
    r"(?:already\s|still\s|now\s)?(?:suspended|banned|blocked|terminated|closed|disabled|restricted"
    r"|active|activated|live)(?:\s(?:na|po|ba|now|already|or not))*\s?)(?=\?)"
)
_ASKS_RULES = re.compile(
    rf"{_OPENS}(?P<asked>(?:how long|how many (?:business |working )?days|how (?:soon|fast|quickly)"
    r"|gaano (?:po )?katagal|kitne din|kitna time|what(?:'s| is| are) (?:your|the)|what your"
    rf"|ano (?:po )?(?:ang |yung )?)\b[^.!?;,\n]*?){_END}"
)
_ALL_SUPPOSED = (_IF, _ASKS, _ASKS_STATE)
_OWN = re.compile(r"\b(?:my|our|mine|ko|mera|meri|mere|bought|purchased|this|paid)\b")


def without_supposed(low: str) -> str:
    """Return lower-case text of the same length in which what states nothing is blank."""
    return _blank(low, _ALL_SUPPOSED, keep=None)


def without_rules_asked(low: str) -> str:
    """Return it with only those questions blank that speak of no purchase of the customer's own.

    "Do unused tokens get refunded?" names no product that was bought; "if I used my token" does.
    """
    return _blank(low, (*_ALL_SUPPOSED, _ASKS_RULES), keep=_OWN)


def _blank(low: str, patterns: tuple[re.Pattern[str], ...], keep: re.Pattern[str] | None) -> str:
    for pattern in patterns:
        for found in [*pattern.finditer(low)]:
            if not (keep and keep.search(found["asked"])):
                start, end = found.span("asked")
                low = low[:start] + " " * (end - start) + low[end:]
    return low
