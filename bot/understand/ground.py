"""Why the customer wants money back: the ground, from what they say happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bot.understand.ground_phrases import GROUND_ANSWERS, GROUND_PHRASES
from bot.understand.phrases import Match, PhraseTable
from bot.understand.words import SENTENCE_END, Word, listed

TABLE = PhraseTable(GROUND_PHRASES)
ANSWERS = PhraseTable(GROUND_ANSWERS)

PENDING = "not_received pending"
"""A wording of `not_received` that gives way to more grounds than its others."""

# The left ground says more than each of the right ones: "charged twice by mistake" is a duplicate.
_SAYS_MORE: Mapping[str, frozenset[str]] = {
    "duplicate_charge": frozenset(
        ["billing_error", "accidental_purchase", "unauthorised_charge", "wrong_amount", PENDING]
    ),
    "change_of_mind": frozenset(["partial_subscription", "not_activated"]),
    "not_activated": frozenset(["not_received", "technical_failure"]),
    "wrong_amount": frozenset(["accidental_purchase"]),
    "unauthorised_charge": frozenset(["accidental_purchase", "billing_error"]),
    "operator_failure": frozenset(["technical_failure", "not_received", "accidental_purchase"]),
    "dlt_rejected": frozenset(["technical_failure", "not_received", "template_rejected"]),
    "wrong_numbers": frozenset(["accidental_purchase", "technical_failure", "not_received"]),
    "template_rejected": frozenset(["technical_failure", "not_received", "not_activated"]),
    "verification_delay": frozenset(["not_activated", "not_received", "technical_failure"]),
    "messaging_fee": frozenset(["billing_error"]),
    "poor_campaign": frozenset(["technical_failure", "not_received"]),
    "account_suspended": frozenset(["technical_failure", "access_problem", "not_activated"]),
    "downtime": frozenset(["technical_failure", "access_problem"]),
    "partial_subscription": frozenset(["unused"]),
    "cancelled_before_renewal": frozenset(
        ["billing_error", "partial_subscription", "unauthorised_charge", "duplicate_charge"]
    ),
    "forgot_to_cancel": frozenset(["cancelled_before_renewal", "partial_subscription"]),
    "billing_error": frozenset(["accidental_purchase"]),
    "promo_not_applied": frozenset(["billing_error", "not_received", "technical_failure"]),
    "access_problem": frozenset(["technical_failure", "not_received"]),
    "mistaken_upgrade": frozenset(["accidental_purchase", "downgrade", "unauthorised_charge"]),
}
_NEGATORS = frozenset(["not", "never", "no", "hindi", "nahi", "neither", "nor", "without"])
# "I do not know why I was charged twice" denies the knowing, not the charge.
_DENY_ONLY_THEMSELVES = listed(
    """
    know understand sure see remember only just want like happy i it we they my idea one
    alam pata matter you this there
    """
)
_WISHES = frozenset(["want", "like", "need", "request", "please", "wish", "how", "can"])
_REACH = 5
# What begins a second trouble; the one then does not explain the other.
_BESIDES = frozenset(["also", "plus", "another", "besides", "secondly", "additionally"])
# Phrases of these grounds hold no negation of their own.
_STATED = frozenset(["account_suspended", "duplicate_charge"])
_NOT_BOUGHT = listed(
    """
    charge charges reply replies response responses answer answers email emails feedback
    invoice bill receipt notification call explanation
    """
)
_BEFORE_NOT_BOUGHT = listed(
    """
    a an any the your one single second duplicate double extra other proper received receive get
    got from you support
    """
)
# What has not come is then the refund itself, which is no ground for one.
_AWAITS_REFUND = re.compile(
    r"\b(?:requested|asked for|waiting for|waiting on|told|promised|supposed to get|issued"
    r"|processed"
    r"|submitted|missing|got my|received my|get my) (?:\S+ ){0,8}?(?:refund|rebate|reimburse)"
    r"|\b(?:refund|rebate|reimbursement)s? ?(?:has|hasn|have|is|isn|was|wasn|did|still|not"
    r"|never|yet)"
    r"|(?<!want )(?<!need )(?<!give me )(?<!like )(?<!get )(?<!want to )\b(?:my|the|any) refund\b"
    r"|\b(?:received|receive|getting|why) a (?:refund|reimburse)"
    r"|\brefunded yet|\bnot (?:been )?refunded"
)
_ASKS_THE_RULES = re.compile(
    r"\b(?:polic(?:y|ies)|refundable|do you (?:give|offer|allow|refund|provide)"
    r"|terms and cond\w*)\b"
)


def find_grounds(words: tuple[Word, ...], low: str) -> tuple[str, ...]:
    """Return the grounds that the words give, without those that another one explains."""
    if _ASKS_THE_RULES.search(low):
        return ()
    awaits_refund = _AWAITS_REFUND.search(low)
    found = [
        match
        for match in TABLE.find(words)
        if not denies(words, match.first)
        and not (match.label == "account_suspended" and is_wish(words, match.first, match.last))
        and not (match.label == "not_activated" and _is_own_doing(words, match))
        and not _denies_within(words, match)
        and not _misses_something_else(words, match)
        and not (awaits_refund and match.label in ("not_received", PENDING))
    ]
    whole = [match for match in found if _is_whole(match, found)]
    parts = groupby(
        whole, lambda match: sum(words[at].text in _BESIDES for at in range(match.first))
    )
    strong = tuple(dict.fromkeys(ground for _, part in parts for ground in _strongest(part)))
    # That nothing was used is a reason only where no other reason is given.
    return strong if len(strong) == 1 else tuple(one for one in strong if one != "unused")


def _strongest(matches: Iterable[Match]) -> Iterator[str]:
    """Yield the grounds that none of the others explains."""
    named = tuple(dict.fromkeys(match.label for match in matches))
    weaker = {less for ground in named for less in _SAYS_MORE.get(ground, ())}
    yield from (ground.split()[0] for ground in named if ground not in weaker)


def _denies_within(words: tuple[Word, ...], match: Match) -> bool:
    """Tell "my account is not suspended", where the phrase reaches over the negation."""
    inner = words[match.first + 1 : match.last]
    return match.label in _STATED and any(word.text in _NEGATORS for word in inner)


def _misses_something_else(words: tuple[Word, ...], match: Match) -> bool:
    """Tell "I never received a duplicate charge" from what was bought and did not come."""
    if match.label != "not_received":
        return False
    for word in words[match.last : match.last + _REACH]:
        if word.text in _NOT_BOUGHT:
            return True
        if word.text not in _BEFORE_NOT_BOUGHT:
            return False
    return False


def find_answers(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the grounds that an answer of a word or two gives, when the reason was asked for."""
    return tuple(
        dict.fromkeys(one.label for one in ANSWERS.find(words) if not denies(words, one.first))
    )


def denies(words: tuple[Word, ...], first: int) -> bool:
    """Tell whether a negation before the word `first` in the same clause denies what follows."""
    for back in range(1, _REACH + 1):
        at = first - back
        if at < 0 or words[at].text in (SENTENCE_END, "but", "pero", "lekin", "because", "and"):
            return False
        if words[at + 1].after_comma:
            return False
        if words[at].text in _NEGATORS:
            return words[at + 1].text not in _DENY_ONLY_THEMSELVES
    return False


def is_wish(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Tell "I want my account deleted" and "may it be closed" from what was done to it."""
    before = {word.text for word in words[max(0, first - 4) : first]}
    return bool(before & _WISHES) or any(word.text == "be" for word in words[first:last])


def _is_own_doing(words: tuple[Word, ...], match: Match) -> bool:
    """Tell "I have not activated it", which is a state, from "it was not activated"."""
    covered = range(match.first, match.last)
    at = next((one for one in covered if words[one].text in _NEGATORS), match.first)
    before = [word.text for word in words[max(0, at - 2) : at]]
    if before[-1:] in (["have"], ["did"]) and (at == 1 or words[at - 1].after_comma):
        return True
    passive = at + 1 < len(words) and words[at + 1].text in ("been", "got", "get", "getting")
    return not passive and any(word in ("i", "we", "ako") for word in before)


def _is_whole(match: Match, found: list[Match]) -> bool:
    """Tell whether no longer phrase of another ground covers this one."""
    return not any(
        other.label not in (match.label, *_SAYS_MORE.get(match.label, ()))
        # "Not activated, not used": what was not used explains nothing.
        and other.label != "unused"
        and other.first <= match.first
        and other.last >= match.last
        and other.last - other.first > match.last - match.first
        for other in found
    )
