"""Which fact a phrase of time belongs to: the purchase, the fault, the cancelling, the promise.

The verb of the same clause tells; else the verb of the clause before; else the open question. A
time alone is the time of the purchase, unless the sentence speaks of opening hours or waiting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.understand.piece import Interval
from bot.understand.times import Phrase, as_json, resolve, resolve_coming
from bot.understand.words import listed
from bot.values.json_value import JsonValue

TIME_FACTS = frozenset(
    ["purchased_at", "issue_at", "promised_activation_at", "cancelled_at", "renewed_at"]
)
_OTHER = "other"
_CUES: tuple[tuple[str, str], ...] = (
    (
        "promised_activation_at",
        r"promis\w+|supposed to (?:be )?(?:activat\w+|go live|start|happen)|will be activated"
        r"|activation date|(?:would|will|should|to) be (?:active|activated|live|ready"
        r"|up and running)"
        r"|(?:would|will) (?:go live|activate)|told (?:me |us )?(?:the )?activation"
        r"|activation (?:is |was )?(?:on|by|for|set|scheduled|due|expected)"
        r"|should (?:have been|be) activated|committed|assured",
    ),
    (
        "cancelled_at",
        r"(?:i|we|have|already|had|was|been|subscription|plan|it|and|kinansela) (?:also |then )?"
        r"cancell?ed|cancell?ed|cancellation|kinansela|unsubscribed|cancel kiya|nagcancel"
        r"|nag-cancel",
    ),
    ("renewed_at", r"(?:auto[- ]?)?renew(?:ed|al|s)?|autorenew\w*"),
    (
        "issue_at",
        r"fail(?:ed|ing|s|ure)?|down|errors?|stopped|broke|broken|not work\w*|n'?t work\w*"
        r"|outage|unavailable|inaccessible|offline|threw|crash\w*"
        r"|time ?outs?|bounced|problem|nasira|hindi gumagana|band (?:hai|ho)|issue (?:started"
        r"|began|happened)"
        r"|started|happened|noticed|glitch|kharab|hindi gumana|gumagana",
    ),
    (
        _OTHER,
        r"contacted|emailed|called|messaged|complain\w*|reported|raised|requested|asked|applied"
        r"|told|said"
        r"|replied|spoke|waiting|waited|to wait|deadline"
        r"|open(?:s|ed)?\b(?! a)|close[sd]?|respond\w*|reply"
        r"|refunded|followed up|until|till|expires?|need (?:it|this|the money)|want (?:it|this|my)"
        r"|activated|sent|used|hours are",
    ),
    (
        "purchased_at",
        r"b[ou]{1,2}ght|buy|buying|purchas\w*|paid|pay|payment|top(?:ped|ping)?[- ]?up"
        r"|load(?:ed)?|recharge\w*"
        r"|order(?:ed)?|deposit(?:ed)?|transfer(?:red)?|subscribed|charge[ds]?|deducted|debited"
        r"|billed|got (?:it|them|sms"
        r"|the|my|a|this)|transaction|txn|li[yj]a|liye|kharid\w*|recharge kiya|bumili|binili"
        r"|nakabili|nagbayad"
        r"|nag-?load|nag-?pa-?load|nag-?top[- ]?up|kaka(?:bili|load|bayad)|bili|bayad|nabili"
        r"|kata|kat ga\w+",
    ),
)
_CUE = [(fact, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for fact, words in _CUES]
_CLAUSE = re.compile(
    r"(?<!\brs)(?<!\bno)\n|[.!?;](?=\s|$)|,(?!\d)|\s[/|]\s|\b(?:but|then|tapos|pero|lekin|par"
    r"|magar|which|kaya|so|now|however|when)\b"
    r"|\band\b(?=\s(?:it|i|we|the|then|they|my|now|still|never|also|failed|cancelled|canceled"
    r"|was|stopped|sms))"
)
_WANTS = re.compile(r"\b(?:today|tonight|now|asap)\b")
_NOT_A_TIME_QUESTION = re.compile(
    r"\b(?:hours|open|close|closed|closing|available|when|how long|until|till|office|working days"
    r"|see you|call (?:me|us|back)|meet|remind me|later|i will|i'll|can you|could you)\b"
)
# A date run together, of which the clock time beside it is a part: "06102018 time 320 pm".
_BESIDE_DATE = re.compile(
    r"(?<![\w.,-])\d{6,8}(?![\w-])(?!\s?(?:pesos?|php|rs|rupees?|inr|sms|credits))"
)
_WORD = re.compile(r"[a-z']{2,}")
_SAYS_NOTHING = listed(
    """
    it was is its it's that the this my me we our you your on at in of to and or for by from
    as so no not yes yeah ok okay sorry actually wait meant mean think guess maybe about around
    exactly roughly just like only hi hello hey sir maam po pls please thanks thank i'm im
    refund money back want need help sms load token tokens credit credits premium time date day
    purchase purchased_at order bought correct right that's instead rather oops correction should
    be been made make happened one thing ago there here na lang yung ang sa ng kasi kaya
    both each noong nung tha hai ko ki ka ke bhai ji did had has have know today's
    """
)
_MOST_WORDS = 2
"""Other words beside a time that may still be the purchase's; in more, something else is told."""
_BILL_AFTER = re.compile(r"(?:'s|s)?\s(?:\w+\s)?(?:bills?|statements?|invoices?)\b")
_BILL_BEFORE = re.compile(r"\b(?:bills?|statements?|invoices?)\s(?:of|for|from)\s(?:the\s)?$")
_NO_DATE = re.compile(
    r"\b(?:no|never|not|n't|without|didnt|did not)\b(?:\s\w+){0,4}\s(?:date|deadline"
    r"|promise[d]?|timeline|eta)\b"
    r"|\bnothing was promised\b|\bno promise\b|\bnever promised\b|\bnot promised\b"
)
_DENIED = re.compile(r"\b(?:not|hindi|instead of|rather than)\s(?:on\s|at\s)?(?:noong\s)?$")
_DEADLINE = re.compile(r"\b(?:before|by|until|till)\s(?:the\s)?$")
_BUYS = re.compile(r"\b(?:bought|purchased|subscribed|ordered|topped up|first)\b")
# A charge for a renewal is the renewal, unless the clause tells of the first purchase.
_RENEWAL = re.compile(
    r"^(?!.*\b(?:bought|purchased|subscribed)\b).*\b(?:auto[- ]?)?renew(?:ed|al)\b"
)
_FEWEST_ITEMS = 3
# Of these nobody speaks before they are past; a renewal or an end is known of beforehand.
_HAPPENED = frozenset(["purchased_at", "issue_at"])
_DOER = re.compile(
    r"\b(?:i(?! (?:want|need|wanna|would like)\b)|we|it|they|you|he|she|support|someone|ako"
    r"|(?<!gusto )ko|maine|hum|contacted|emailed|called"
    r"|complain\w*|reported|requested|asked|waiting|failed|cancell?ed|renew\w*|stopped|expires?"
    r"|open|close[sd]?|deadline)\b"
)
_INTENDS = re.compile(
    r"\b(?:will|'ll|i'll|we'll|going to|gonna|want|wanna|can|could|should|may|refund\w*|return"
    r"|reply|wait\w*|expect\w*|need|plan\w*|hope|if|when|before|by|until|till|back)\b"
)
_MOST_PHRASES = 12
"""Phrases of time that one message may tell; a pasted log has more, and none is meant."""


@dataclass(frozen=True)
class Moments:
    """The times that were found: sure ones, those to choose from, and what cannot have been."""

    facts: dict[str, JsonValue]
    readings: dict[str, list[JsonValue]]
    future: frozenset[str] = frozenset()
    """The facts that are told with a time which lies ahead."""


def find_moments(
    low: str, phrases: tuple[Phrase, ...], *, now: datetime, zone: str, expecting: str | None
) -> Moments:
    """Return when what happened, from the phrases of time found in lower-case text."""
    gathered: dict[str, list[tuple[Interval, ...]]] = {}
    future: set[str] = set()
    beside_date = _BESIDE_DATE.search(low)
    telling = [
        one
        for one in phrases
        if not one.is_span
        and not _is_denied(one, low)
        and not (beside_date and one.is_clock_alone and not one.told)
    ]
    clauses = _clauses(low)
    for phrase in telling[:_MOST_PHRASES]:
        fact = _fact_of(phrase, low, clauses, expecting)
        if fact is None and len(telling) == 1 and _stands_alone(phrase, low):
            fact = "purchased_at"
        if len(telling) == 1 and fact in (None, _OTHER) and _is_item(phrase, low, clauses):
            fact = "purchased_at"
        if fact is None or fact == _OTHER:
            continue
        reader = resolve_coming if fact == "promised_activation_at" else resolve
        if readings := reader(phrase, now=now, zone=zone):
            gathered.setdefault(fact, []).append(readings)
        elif (
            fact in (expecting, *_HAPPENED)
            and _is_claimed_ahead(phrase, low, clauses, expecting)
            and resolve_coming(phrase, now=now, zone=zone)
        ):
            future.add(fact)
    facts: dict[str, JsonValue] = {}
    open_: dict[str, list[JsonValue]] = {}
    for fact, several in gathered.items():
        readings = _agreed(several)
        if len(readings) == 1:
            facts[fact] = as_json(readings[0])
        else:
            open_[fact] = [as_json(one) for one in readings]
    if "promised_activation_at" not in facts and _promises_nothing(low, expecting):
        facts["promised_activation_at"] = "none"
    return Moments(facts, open_, frozenset(future))


def _stands_alone(phrase: Phrase, low: str) -> bool:
    """Tell a time beside which nothing else is told, so that it can but be the purchase's."""
    rest = f"{low[: phrase.start]} {low[phrase.end :]}"
    if _NOT_A_TIME_QUESTION.search(rest):
        return False
    return len([word for word in _WORD.findall(rest) if word not in _SAYS_NOTHING]) <= _MOST_WORDS


def _is_item(phrase: Phrase, low: str, clauses: list[tuple[int, int]]) -> bool:
    """Tell a time that is an item of its own in a list of facts: "sms, 0 sent, 2 hours ago".

    A list has no sentence in it: nobody does anything at that time but buy.
    """
    start, end = _clause_of(phrase, low, clauses)
    own = f"{low[start : phrase.start]} {low[phrase.end : end]}"
    if phrase.is_only_today:
        return False
    if any(word not in _SAYS_NOTHING for word in _WORD.findall(own)):
        return False
    return len(clauses) >= _FEWEST_ITEMS and not _DOER.search(low)


def _clause_of(phrase: Phrase, low: str, clauses: list[tuple[int, int]]) -> tuple[int, int]:
    at = max(number for number, (start, _) in enumerate(clauses) if start <= phrase.start)
    end = next((end for _, end in clauses[at:] if end >= phrase.end), len(low))
    return clauses[at][0], end


def _is_claimed_ahead(
    phrase: Phrase, low: str, clauses: list[tuple[int, int]], expecting: str | None
) -> bool:
    """Tell "bought it tomorrow", which nobody can have, from what is to be done tomorrow."""
    start, end = _clause_of(phrase, low, clauses)
    if _INTENDS.search(low, start, end) or _NOT_A_TIME_QUESTION.search(low, start, end):
        return False
    return expecting in TIME_FACTS or _nearest(low, start, end, phrase) is not None


def _promises_nothing(low: str, expecting: str | None) -> bool:
    if expecting == "promised_activation_at":
        return bool(re.match(r"\W*(?:none|no|nope|wala|nothing|never|nahi|hindi)\b", low)) or bool(
            _NO_DATE.search(low)
        )
    return bool(_NO_DATE.search(low)) and "activat" in low


def _fact_of(
    phrase: Phrase, low: str, clauses: list[tuple[int, int]], expecting: str | None
) -> str | None:
    """Return the fact a phrase belongs to, `_OTHER` for none of ours, None where nothing tells."""
    wanted = expecting if expecting in TIME_FACTS else None
    if phrase.has_only_part and wanted is None:
        return _OTHER
    at = max(number for number, (start, _) in enumerate(clauses) if start <= phrase.start)
    end = next((end for _, end in clauses[at:] if end >= phrase.end), len(low))
    cue = _nearest(low, clauses[at][0], end, phrase)
    if cue is None and wanted is None and at:
        cue = _told_before(low, clauses[: at + 1], phrase)
    if cue is None and wanted is None and not at and clauses[1:]:
        first = f"{low[: phrase.start]} {low[phrase.end : end]}"
        if all(word in _SAYS_NOTHING for word in _WORD.findall(first)):
            cue = _nearest(low, *clauses[1], phrase)  # "Two days ago now, I made a transfer."
    if cue != "promised_activation_at" and _is_deadline(phrase, low):
        return _OTHER
    if _BILL_AFTER.match(low, phrase.end) or _BILL_BEFORE.search(low[: phrase.start]):
        return _OTHER  # The month of a bill is no time at which something happened.
    if cue == "purchased_at" and _RENEWAL.search(low[clauses[at][0] : end]):
        cue = "renewed_at"
    if cue in (None, _OTHER) and wanted is None and phrase.is_only_today:
        return _OTHER
    if cue == "purchased_at" and wanted == "renewed_at" and not _BUYS.search(low):
        return wanted
    return cue or wanted


def _told_before(low: str, clauses: list[tuple[int, int]], phrase: Phrase) -> str | None:
    """Return the fact of the clause before; of one further back where but items lie between."""
    *earlier, own = clauses
    for clause in reversed(earlier):
        cue = _nearest(low, *clause, phrase)
        said = _WORD.findall(f"{low[own[0] : phrase.start]} {low[phrase.end : own[1]]}")
        if cue or any(word not in _SAYS_NOTHING for word in said):
            return cue
    return None


def _is_denied(phrase: Phrase, low: str) -> bool:
    """Tell "not Saturday", which is what the customer corrects."""
    return bool(_DENIED.search(low[max(0, phrase.start - 20) : phrase.start]))


def _is_deadline(phrase: Phrase, low: str) -> bool:
    """Tell "before 15 Nov" from the day on which something was."""
    starts_with_day = any(one.start == phrase.start for one in phrase.days)
    return starts_with_day and bool(_DEADLINE.search(low[max(0, phrase.start - 16) : phrase.start]))


def _clauses(low: str) -> list[tuple[int, int]]:
    """Return where each clause begins and ends; one without a word is none."""
    clauses, start = [], 0
    for found in _CLAUSE.finditer(low):
        if low[start : found.start()].strip():
            clauses.append((start, found.start()))
            start = found.end()
    return [*clauses, (start, len(low))]


def _nearest(low: str, start: int, end: int, phrase: Phrase) -> str | None:
    """Return the fact of the verb nearest to the phrase; a verb before it is nearer."""
    best: tuple[int, str] | None = None
    claimed: list[tuple[int, int]] = [(phrase.start, phrase.end)]
    for fact, pattern in _CUE:
        for found in pattern.finditer(low, start, end):
            if any(found.start() < last and first < found.end() for first, last in claimed):
                continue
            claimed.append(found.span())
            behind = found.start() >= phrase.end
            distance = found.start() - phrase.end + 6 if behind else phrase.start - found.end()
            if best is None or distance < best[0]:
                best = (distance, fact)
    return best[1] if best else None


def _agreed(several: list[tuple[Interval, ...]]) -> tuple[Interval, ...]:
    """Return what several phrases for one fact have in common, else all of their readings."""
    readings = several[0]
    for others in several[1:]:
        common = tuple(
            (max(one[0], other[0]), min(one[1], other[1]))
            for one in readings
            for other in others
            if one[0] <= other[1] and other[0] <= one[1]
        )
        readings = common or tuple(sorted({*readings, *others}))
    return tuple(dict.fromkeys(readings))
