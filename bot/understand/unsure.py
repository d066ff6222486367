"""What the customer cannot tell ("no idea"), and what they take back ("scratch that")."""

from __future__ import annotations

import re
from dataclasses import dataclass

DO_NOT_KNOW = (
    r"\b(?:no idea|not (?:really |quite |so |very |too |100% |entirely |actually )?(?:sure"
    r"|certain)|unsure"
    r"|(?:i |we )?(?:do not|don'?t|dont|dnt|did not|didn'?t|didnt|can ?not|can'?t|cant"
    r"|couldn'?t|could not)"
    r" (?:really |even |actually |exactly |quite )?(?:know|remember|recall|recollect|find"
    r"|have|see|tell|say)"
    r"|(?:i )?forgot|i have forgotten|dunno|idk|idek|dk|i lost|lost (?:the|my)|no clue"
    r"|not a clue|unknown"
    r"|hindi ko (?:na )?(?:po )?(?:alam|maalala|matandaan|tanda)"
    r"|di ko (?:na )?(?:po )?(?:alam|maalala|tanda|matandaan)"
    r"|ewan(?: ko)?|nakalimutan ko|(?:mujhe )?(?:nahi|nhi) (?:pata|yaad|malum|maloom)"
    r"|pata (?:nahi|nhi)"
    r"|(?:nobody|no ?one|they never|they did ?n[o']?t) (?:has )?(?:told|tell|said|explained"
    r"|informed|knows)"
    r"|yaad (?:nahi|nhi)|malum (?:nahi|nhi)|n/a|not available|can'?t remember"
    r"|wala (?:po )?(?:akong|ako) (?:copy|record|resibo)"
    r"|no (?:record|copy|trace) of|don'?t have (?:it|one|that|any))\b"
)
_DO_NOT_KNOW = re.compile(DO_NOT_KNOW)
# What follows is not the thing asked for: "I don't know how to get a refund".
_OF_SOMETHING_ELSE = re.compile(
    r"\s(?:how (?:to|do|can|i|it|this|the)|what to|where to|who|why|whom|whether|if i"
    r"|what (?:happened|you|else|is going)"
    r"|any (?:money|funds)|my money|the money|access|time to)\b"
)
_TAKES_BACK = re.compile(
    r"\b(?:actually|hmm+|wait|sorry|on second thou?ghts?|come to think of it|no wait"
    r"|maybe not|well)\b"
    r"[\s,.!]{0,4}(?:now |but |and |i |im |i'm |am |i am |that |that'?s |was |we |maybe |ako "
    r"|po ){0,4}"
    r"(?:not (?:so |really |quite |too )?(?:sure|certain)|unsure|may be wrong|might be wrong"
    r"|could be wrong|was wrong"
    r"|do not (?:know|remember)|don'?t (?:know|remember)|dont (?:know|remember)|wrong"
    r"|guess(?:ed|ing)|not that)"
    r"|\b(?:scratch|ignore|forget|disregard|cancel) (?:that|what i said|my last|it)\b"
    r"|\bi take (?:it|that) back\b"
    r"|\bi (?:may|might|could) (?:be|have been|be totally) (?:wrong|mistaken)\b"
    r"|\bi was (?:wrong|mistaken)\b"
    r"|\bnot (?:so )?sure (?:any ?more|now)\b|\bthat(?: was|'?s| is) (?:wrong|not right"
    r"|a mistake|incorrect)\b"
)
_NAMES: tuple[tuple[str, str], ...] = (
    ("payment_reference", r"ref(?:erence)?(?: (?:no|number|id))?|utr|rrn"),
    (
        "transaction_id",
        r"(?:txn|transaction|trans|trx|order|transac)\s?(?:id|no|number|ref\w*|code)?|\bid\b",
    ),
    ("account_email", r"e-?mail(?: address)?"),
    ("cancelled_at", r"when (?:i|we) (?:cancell?ed|did cancel)|cancell?ation (?:date|time|day)"),
    ("renewed_at", r"when it (?:was )?renewed|renewal (?:date|time|day)"),
    (
        "issue_at",
        r"when (?:it|the \w+|sms|they) (?:failed|happened|stopped|started|went|broke|crashed)",
    ),
    (
        "purchased_at",
        r"exact time|time|date|day|when (?:i|we|exactly|it was|that was|was it|ko|did i)"
        r"|kailan|kab|oras",
    ),
    ("messages_sent", r"how many|number of (?:sms|messages)|count|messages? sent|ilan|kitne"),
    ("paid", r"how much|amount|price|magkano|kitna|value"),
    ("product", r"product|what i bought|which one i bought"),
    ("payment_method", r"how i paid|payment method"),
    (
        "activated",
        r"if (?:it|the token|it'?s|its) (?:is |was )?(?:activated|active)|activation status",
    ),
    ("failure_cause", r"what caused|the cause|why it failed|cause"),
    ("ground", r"the reason|reason"),
)
_NAME = [(fact, re.compile(rf"\b(?:{words})\b")) for fact, words in _NAMES]
_REACH = 60
# Asked for what stands in a receipt or an account, "it's not there" is no complaint.
_LOOKED_UP = frozenset(["transaction_id", "payment_reference", "account_email"])
_NOT_THERE = re.compile(
    r"\W*(?:(?:sorry|but|it'?s?|is|that'?s?|there'?s?|the (?:id|number|reference)|i see|i have|po"
    r"|sir|maam)\s){0,4}"
    r"(?:(?:not|isn'?t|nothing|none|nowhere|no (?:id|number|ref\w*|such thing)|wala(?:ng)?|nahi)"
    r"(?:\s(?:there|here|in (?:it|there|my \w+|the \w+)|on (?:it|my \w+|the \w+)|shown|showing"
    r"|listed|visible|written|indicated|available|found|po|doon|dun|dito|diyan|dyan|naman|hai"
    r"|anywhere"
    r"|to be found|id|reference)){1,3}|nowhere(?: to be found)?|none"
    r"|no (?:id|ref\w*)(?: (?:no|number|id))?)"
    r"(?:\s(?:sir|maam|po|sorry|either|at all))*\W*"
)


@dataclass(frozen=True)
class Unsure:
    """The facts that the customer cannot tell, and those that they take back."""

    unknowable: frozenset[str]
    withdrawn: frozenset[str]


def is_not_there(low: str, expecting: str | None) -> bool:
    """Tell whether the answer to "what is the id?" is that there is none to be seen."""
    return expecting in _LOOKED_UP and bool(_NOT_THERE.fullmatch(low))


def find_unsure(low: str, expecting: str | None) -> Unsure:
    """Return what lower-case text leaves open, of a fact it names or else of the one asked for."""
    taken_back = _TAKES_BACK.search(low)
    if taken_back:
        around = low[max(0, taken_back.start() - 30) : taken_back.end() + _REACH]
        facts = _named(around) or ({expecting} if expecting else set())
        return Unsure(frozenset(), frozenset(facts))
    unknown: set[str] = {expecting} if expecting and is_not_there(low, expecting) else set()
    for found in _DO_NOT_KNOW.finditer(low):
        after = low[found.end() : found.end() + _REACH]
        if _OF_SOMETHING_ELSE.match(after):
            continue
        sentence = re.split(r"[.!?;\n,]|\bbut\b", after)[0]
        unknown |= _named(sentence) or _named(_before(low, found.start()))
        if not unknown and expecting and _is_whole_answer(found.group(), sentence):
            unknown.add(expecting)
    return Unsure(frozenset(unknown), frozenset())


def _before(low: str, start: int) -> str:
    return re.split(r"[.!?;\n]", low[max(0, start - 40) : start])[-1]


def _named(text: str) -> set[str]:
    for fact, pattern in _NAME:
        if pattern.search(text):
            return {fact}
    return set()


def _is_whole_answer(words: str, rest: str) -> bool:
    """Tell whether "don't have" or "can't see" ends there, so that the asked thing is meant."""
    return (
        not re.search(r"(?:have|see|find|tell|say|lost)$", words)
        or not rest.strip()
        or bool(re.match(r"\s(?:it|that|one|them|this|any|the|my|po|sorry|sir)\b", rest))
    )
