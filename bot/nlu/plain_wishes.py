"""Wishes that are told by their words alone, whatever facts or yes stand beside them.

A person asked for, in any sentence; and the messages of two or three words in which a customer
asks for news, drops the request or wants a pause. Code is no wish, whatever it spells.
"""

from __future__ import annotations

import re

_PERSON = (
    r"(?:humans?|person|agents?|representative|supervisor|real (?:person|people|human)|live chat"
    r"|customer (?:service|care|support)|tao|insaan)"
    r"\b(?! (?:accounts?|seats?|fees?|licen[cs]es?|who (?:bought|paid)|numbers?)\b)"
)
_NOT = r"(?<!not )(?<!n't )(?<!dont )(?<!never )"
_ASKS_FOR = re.compile(
    rf"{_NOT}\b(?:want|need|prefer|speak|talk|chat|connect|transfer|forward|escalate"
    rf"|(?:get|give|pass|put) me|let me (?:speak|talk)|makausap|kausap)\b"
    rf"(?:\s(?!not\b)\w+){{0,4}}?\s{_PERSON}",
    re.IGNORECASE,
)
_ABOUT = r"yes|yeah|ok|okay|no|oo|opo|haan|hi|hello|just|a|an|the|real|live|human"
_PERSON_ALONE = re.compile(
    rf"\W*(?:(?:{_ABOUT})\W+){{0,4}}(?:{_PERSON})"
    r"(?:\W+(?:please|pls|plz|now|po|na|sir|maam|asap|only|nga))*\W*",
    re.IGNORECASE,
)
_BEFORE = r"\W*(?:(?:ok|okay|hi|hello|sir|maam|please|pls|so|and|ah|oh|well|just|po)\W+){0,3}"
_AFTER = r"(?:\W+(?:please|pls|plz|po|sir|maam|now|then|na|na lang|lang|for me|nga|yet|ba))*\W*"
_REQUEST = r"(?:my |the |this |that )?(?:refund )?(?:request|claim|case)"
_ALONE = {
    "check_refund_status": (
        r"(?:any|an|may|meron bang) (?:updates?|news|progress|balita)"
        r"(?: (?:on|about|for) (?:it|this|that|my (?:refund|request|case)))?|updates?"
        r"|status|status update|case status|balita"
        rf"|what(?:'s| is) (?:the |my )?(?:refund )?(?:status|update)(?: of {_REQUEST})?"
        r"|ano na(?: po)?(?: ang)? (?:status|balita|update)|kya update hai"
    ),
    "withdraw_request": (
        r"(?:cancel|withdraw|drop|stop|scrap) "
        rf"(?:{_REQUEST}|it|this|that)"
        rf"|i (?:want|would like|wish) to (?:cancel|withdraw) {_REQUEST}"
        rf"|(?:can|could) you (?:cancel|withdraw) {_REQUEST}"
        r"|forget (?:it|about it|the whole thing)|never ?mind|nvm|rehne do"
        r"|(?:hu)?wag na(?: lang)?"
    ),
    "deny": (
        r"hold(?: on| it)?|stop(?: it)?|wait(?: wait| lang)?|not so fast|teka|ruko"
        r"|(?:wait a|give me a|one) (?:moment|minute|second|sec)"
    ),
    "ask_refund_policy": (
        r"(?:where|how|to whom) (?:can|do|should|could|may) (?:i|we) (?:file |make |send )?"
        r"(?:a )?(?:formal )?(?:complain|complaint)|i (?:want|would like|wish|need) to "
        r"(?:file |make )?(?:a )?(?:formal )?(?:complain|complaint)|saan (?:po )?(?:ako )?"
        r"(?:pwede(?:ng)? )?mag ?-?reklamo"
    ),
}
_WISHES = [
    (intent, re.compile(rf"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE))
    for intent, words in _ALONE.items()
]
LONGEST_ALONE = 80
_CODE = re.compile(
    r"\s*(?:[{\[]\s*[\"'{\[].*[}\]]|<\w[^>]*>.*|</?\w+.*>|```.*|select\s.+\sfrom\s.+;"
    r"|(?:import|def|function|const|var)\s\w+\s?[({=;].*)\s*",
    re.IGNORECASE | re.DOTALL,
)


def plain_wish(text: str) -> str | None:
    """Return the intent that the words of a message tell beyond doubt, else None."""
    if asks_for_person(text):
        return "request_human"
    if len(text) > LONGEST_ALONE:
        return None
    return next((intent for intent, words in _WISHES if words.fullmatch(text)), None)


def asks_for_person(text: str) -> bool:
    """Tell whether a person is asked for, be it after a yes or between facts."""
    return bool(_ASKS_FOR.search(text) or _PERSON_ALONE.fullmatch(text))


def is_code(text: str) -> bool:
    """Tell JSON, markup or a program from what somebody says."""
    return _CODE.fullmatch(text) is not None
