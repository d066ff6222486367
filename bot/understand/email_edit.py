"""Reads what a customer wants added to a prepared email, or taken out of it.

"add that I already called them" adds *I already called them*; "take my phone number out" takes out
*my phone number*. Hindi and Filipino words that do the same are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understand.clean import clean

_BEFORE = (
    r"\W*(?:(?:please|pls|plz|ok|okay|yes|no|and|but|also|oh|wait|sorry|po|sir|maam|paki"
    r"|(?:can|could|will|would) (?:you|u)|i want (?:you )?to|i(?:'d| would) like (?:you )?to|just)"
    r"\W+){0,5}"
)
_WHERE = r"(?:\s+(?:in|into|to|on)\s+(?:it|this|that|(?:the|my|that) (?:e-?mail|mail|draft)))?"
_ADD = re.compile(
    rf"{_BEFORE}(?:add|include|mention|write|put|note|say|tell (?:them|him|her|the company)"
    rf"|(?:pa(?:ki)?|i)?dagdag(?: mo)?(?: na| po)*|(?:paki)?sulat(?: mo)?(?: na rin| na| po)*)"
    rf"(?:\s+(?:also|too|as well))?{_WHERE}(?:\s+in(?=\s+that\b))?(?:\s+(?:that|na)\b"
    r"|\s+(?:this|the following)(?=\s*:))?\s*[:,]?\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ADD_AFTER = re.compile(
    r"\W*(?:(?:ye|yeh|mail me|email me|usme)\s+)?(?:bhi\s+)?(?:likho|likh do|add karo|add kar do)"
    r"(?:\s+ki)?\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_REMOVE = re.compile(
    rf"{_BEFORE}(?:take\s+(?:out|away)|remove|delete|erase|leave\s+out|strike|drop"
    r"|(?:do not|don'?t|dont|never)\s+(?:write|mention|include|put|add|say|send)"
    r"|(?:paki)?(?:tanggalin|alisin)(?: mo| po| na)*(?: yung| ang)?)\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TAKE_OUT = re.compile(
    rf"{_BEFORE}(?:take|leave|keep|cut)\s+(?P<what>\S.{{0,120}}?)\s+(?:out|away|off)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_REMOVE_AFTER = re.compile(
    r"\W*(?P<what>\S.{0,80}?)\s+(?:hata do|hatao|nikal do|hata dijiye)\W*", re.IGNORECASE
)
_FILLER = re.compile(
    r"^(?:the\s+|my\s+|that\s+|this\s+|part\s+|line\s+|sentence\s+|bit\s+|thing\s+|where\s+"
    r"|about\s+)+"
    r"|\s+(?:from|in|of|out of)\s+(?:it|there|(?:the|my) (?:e-?mail|mail|draft))\W*$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\W*(?:it|that|this|last(?: one| line)?|what i (?:just )?(?:said|added))?\W*", re.I
)
#: "Add it" and "include my phone number" say what is wanted and not yet the words for it.
_NO_WORDS = re.compile(
    r"\W*(?:it|this|that|something|one more thing|more|a line|a note|(?:my|the|his|her)\s+[^\W\d]+"
    r"(?:\s+(?!is\b|was\b|has\b|had\b|did\b|are\b|were\b)[^\W\d]+){0,2})\W*",
    re.IGNORECASE,
)
_INTO_IT = re.compile(
    r"\s+(?:in|into|to) (?:it|(?:the|my) (?:e-?mail|mail|draft))\W*$", re.IGNORECASE
)
#: What sends an email that lies ready, in few words and without a no.
_SEND = re.compile(
    r"\b(?:send|submit|file|mail|bhejo?|bhej do|i?send mo|ipadala|isumite|i-submit)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|don'?t|dont|never|wait|later|before|first|without|if|wag|huwag|mat|nahi"
    r"|i'?ll|i will|myself|let me|going to|gonna)\b|\?",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[.,;!\n]+")
LONGEST_SEND = 7


@dataclass(frozen=True)
class EmailEdit:
    """What to change: words to `add`, or what to `remove` in the customer's words.

    `remove` is empty where they only point at what was added last.
    """

    add: str | None = None
    remove: str | None = None


def read_email_edit(text: str) -> EmailEdit | None:
    """Return the change that the message asks for, or None where it names none."""
    words = clean(text)
    removed = _REMOVE.fullmatch(words) or _TAKE_OUT.fullmatch(words)
    removed = removed or _REMOVE_AFTER.fullmatch(words)
    if removed:
        what = removed["what"].strip()
        return EmailEdit(remove="" if _LAST.fullmatch(what) else _FILLER.sub("", what).strip(" .!"))
    added = _ADD.fullmatch(words) or _ADD_AFTER.fullmatch(words)
    what = _INTO_IT.sub("", added["what"]).strip() if added else ""
    return None if not what or _NO_WORDS.fullmatch(what) else EmailEdit(add=what)


def says_send(text: str) -> bool:
    """Tell whether a message says, to a prepared email, that it shall go.

    What comes last counts: "wait no. send it" sends.
    """
    words = clean(text)
    last = next((part for part in reversed(_PAUSE.split(words)) if part.strip()), "")
    is_short = len(words.split()) <= LONGEST_SEND
    return is_short and _SEND.search(last) is not None and _NOT.search(last) is None
