"""Amounts of money, and which amount of the purchase each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understand.bare import LONGEST_ANSWER

# A comma within a number belongs to it; one after it ends an item of a list: "P1,000, 0 sent".
_FIGURE = (
    r"\d{1,3}(?:,\d{2,3}){1,4}(?:\.\d{1,2})?(?!\d|,\d)|\d{1,9}(?:\.\d{1,2})?(?![\d.]*\d)(?!,\d\d)"
)
_TIMES = r"(?:\s?(?P<times>k|thousand|lakh|lac|lakhs)\b)?"
_BEFORE = r"(?P<before>php|phps|pesos?|inr|rs\.?|rupees|usd|us\$|eur|p|[\u20b1\u20b9$\u20ac])"
_AFTER = (
    r"(?P<after>pesos?|piso|php|rupees?|rupaye|rupay|rupya|rs|inr|dollars?|usd|euros?|eur|bucks"
    r"|/-|[\u20b1\u20b9$\u20ac])(?![\w])"
)
_SIGNED = re.compile(rf"(?<![\w.,]){_BEFORE}\s?(?P<figure>{_FIGURE}){_TIMES}(?![\w])")
_NAMED = re.compile(rf"(?<![\w.,/:-])(?P<figure>{_FIGURE}){_TIMES}\s?{_AFTER}")
_NOT_MONEY = (
    r"(?!\s?(?:sms|msgs?|messages?|texts?|credits?|tokens?|times|x|out|hours?|hrs?|h|mins?"
    r"|minutes?|days?"
    r"|weeks?|months?|am|pm|st|nd|rd|th|%|o'?clock|points?|numbers?|contacts?|baje)\b|[%:/-]?\d|:)"
)
_PAY = (
    r"paid|pay|paying|topped up|top(?:ped)?[- ]?up|loaded|load|recharged?|recharge of|spent"
    r"|deposited"
    r"|charged(?: me)?|deducted|debited|billed|transferred|amount(?: is| was)?|worth|price"
    r"|cost|costs"
    r"|nagload|nag-load|nagbayad|magbayad|nagpa-?load|bayad|nagtopup|nag-?top[- ]?up|binayad"
    r"|binayaran"
    r"|bought|purchased|total|took|taken|entered|typed|keyed in|inilagay|kinuha"
    r"|(?:recharge|payment|pay|top ?up) kiya(?: tha)?"
)
# "Billed for 10 seats", "bought 3 premium tokens": a figure before a plural counts things.
_COUNTS_THINGS = (
    r"(?!\s(?!(?:for|to|from|by|via|with|on|in|at|and|or|but|not|no|instead|yesterday|today|last"
    r"|this"
    r"|twice|plus|thru|through|using|as|was|is|has|all|total|each|per|only|already|just|then|so"
    r"|because|since|when|sa|ng|na|ka|ki|ke|se|ko|please|pls|plz|thanks|my|the|of|out|extra|more"
    r"|worth|yes|pesos|rupees|bucks|dollars|euros)\b)"
    r"(?:[a-z]{2,}\s)??[a-z]{3,}(?<!s)s\b)"
)
_BARE = re.compile(
    rf"\b(?:{_PAY})\s(?:(?:me|us|ako|po|of|for|with|ng|nang|about|around|only|just|is|was|a|the"
    rf"|total|by|exactly"
    rf"|ang|my|account)\s){{0,3}}(?P<figure>{_FIGURE}){_TIMES}(?![\w]){_NOT_MONEY}{_COUNTS_THINGS}"
)
_ALONE = re.compile(rf"(?<![\w.,/:-])(?P<figure>{_FIGURE}){_TIMES}(?![\w]){_NOT_MONEY}")
# "Rate 1.00 discounted 0.90": the two prices of one message, where nothing is paid.
_RATE = re.compile(
    r"(?<!open )(?<!error )(?<!reply )(?<!failure )(?<!success )(?<!delivery )(?<!response )"
    r"(?<!click )(?<!exchange )(?<!interest )\b(?:rate|discounted)(?:\s?(?:is|was|of|at|to|:|=))*"
    rf"\s(?P<figure>{_FIGURE}){_TIMES}(?![\w]){_NOT_MONEY}"
)
# The second of the two needs no "rate" of its own.
_DISCOUNTED = re.compile(r"\brate\b.*\bdiscounted(?:\s?(?:is|was|of|at|to|:|=))*\s?$")
_CURRENCIES = (
    (r"php|phps|peso|pesos|piso|p|\u20b1", "PHP"),
    (r"inr|rs\.?|rupees?|rupaye|rupay|rupya|/-|\u20b9", "INR"),
    (r"usd|us\$|\$|dollars?|bucks", "USD"),
    (r"eur|euros?|\u20ac", "EUR"),
)
_THOUSANDS = {"k": 1000, "thousand": 1000, "lakh": 100_000, "lac": 100_000, "lakhs": 100_000}
# Which amount is meant, by the words right before or right after it; the first that fits.
_ROLES: tuple[tuple[str, str, str], ...] = (
    (
        "",  # An amount that was not paid: the one meant, or the one corrected.
        r"\b(?:not|instead of|rather than)\s(?:for\s|the\s)?$"
        r"|\b(?:wanted|meant|intended|supposed|want|trying)\b(?:\s\w+){0,4}\s$"
        r"|\bshould (?:have been|be|only be)\s(?:only\s)?$",
        "",
    ),
    (
        "standard_rate",
        r"(?:\b(?:standard|regular|normal|usual|original) (?:rate|price)"
        r"|(?<!discounted )(?<!promo )(?<!discount )(?<!special )\brate)"
        r"(?:\s?(?:is|of|was|at|:|=))*\s?$",
        "",
    ),
    (
        "discounted_rate",
        r"\b(?:discounted|promo|discount|special) (?:rate|price)(?:\s?(?:is|of|was|at|:|=))*\s?$",
        "",
    ),
    (
        "duplicate_amount",
        r"\b(?:duplicate|extra|second|additional|double|excess|again)\b(?:\s\w+){0,4}\s?$",
        r"^\s?(?:is |was |were )?(?:extra|more|again|duplicate|twice extra)\b",
    ),
    (
        "remaining_value",
        r"\b(?:remaining|balance|left|unused)\b(?:\s\w+){0,4}\s?$",
        r"^(?:\s?worth)?\s?(?:of )?(?:\w+ )?(?:left|remaining|balance|unused|natira|bacha)\b",
    ),
    (
        "value_used",
        r"\b(?:used|consumed|spent only|nagamit)\b"
        r"(?:\s(?:only|up|about|around|just|worth|maybe|perhaps|like|roughly|na|ko|mga))*\s?$",
        r"^(?:\s?worth)?\s?(?:was |has been |already )?(?:used|consumed|nagamit)\b",
    ),
    (
        "paid",
        r"\b(?:paid|topped up|loaded|recharged|bought|purchased|nagbayad)\b(?:\s\w+){0,2}\s?$",
        "",
    ),
)
_ROLE = [
    (fact, re.compile(before), re.compile(after) if after else None)
    for fact, before, after in _ROLES
]
# An amount that is wanted back; what was paid may have been more.
_WANTED_BEFORE = re.compile(
    r"\b(?:refu?n\w*|reb[ai]\w*t\w*|reimb\w*|restitu\w*|comp\w*sat\w*|money back"
    r"|(?:give|gimme) (?:me )?back|return|ibalik|balik|wapas)\b"
    r"(?:\s(?:of|for|to|me|us|fo|the|my|a|an|is|was|worth|amount|amounting|sum|total|full|about"
    r"|around|exactly|only|just|back|please|pls|ng|ang|yung)){0,4}\s?[:=]?\s?$"
)
_WANTED_AFTER = re.compile(
    r"^\s?(?:(?:should|must|can|will|has|was|is|needs? to|to) )?(?:(?:be|been) )?"
    r"(?:back|refunded|returned|reimbursed|wapas|ibalik)\b"
)
# "Refund my 500 load", "a refund of the 500 I paid": the amount of the purchase after all.
_OF_PURCHASE = re.compile(
    r"^\s?(?:worth\s)?(?:of\s)?(?:(?:sms|premium|my|the)\s){0,2}"
    r"(?:load|top\W?up|recharge|purchase|payment|order|credits?|token|subscription|plan|charge"
    r"|deposit|transaction)\b"
)
_WE_PAID = (
    r"\s(?:that\s|which\s)?(?:i|we)\s(?:have\s|just\s|already\s)?"
    r"(?:paid|loaded|topped up|deposited)\b"
)
_PAID_AFTER = re.compile(_WE_PAID)
_I_PAID = re.compile(rf"(?<![\w.,/:-])(?P<figure>{_FIGURE}){_TIMES}(?={_WE_PAID})")
_PER = re.compile(r"^\s?(?:per|/|a)\s?(?:sms|message|msg|text|month|credit)")
# "Charged 500 twice": one of the two is the duplicate.
_TWICE = re.compile(
    r"\s?(?:each |(?:was |got |were )?(?:charged|debited|deducted|billed|taken|nabawas) )?"
    r"(?:(?:from|sa|off|on) (?:me|my \w+|us|akin|\w+ ko) )?"
    r"(?:twice|2x|x2|two times|2 times|double|dalawang beses|do baar)\b"
)
_CHARGED_TWICE = re.compile(
    r"\b(?:charged?|billed|debited|deducted|kaltas|nakaltas|bawas|nabawas)\s(?:\w+\s){0,4}?"
    r"(?:twice|two times|2 times|2x|double|dalawang beses|2 beses|do baar)\b"
    r"|\b(?:two|2|both|double) (?:charges|payments|debits|transactions|deductions) of\b"
    r"|\b(?:double|twice|doble(?:ng)?|2x|do baar) (?:na )?(?:charged?|billed|debited|debit|deducted"
    r"|deduction|kaltas|bawas)\b"
)
_IN_ALL = re.compile(r"\b(?:total|altogether|in all|combined|lahat-?lahat)\b")
_EXTRA = re.compile(r"\b(?:second|extra|additional|duplicate|excess|difference)\b")
_NOTHING = re.compile(r"\W*(?:zero|nothing|none|nil|0|wala|walang|kuch nahi|not(?:hing)? used)\b")
_MAY_BE_NOTHING = frozenset(["value_used", "remaining_value"])
_NEARBY = 48
_ZERO_AFTER_SHAPE = Decimal("0.01")


@dataclass(frozen=True)
class Amount:
    """An amount: which fact it is ("" for one that was not paid), its value and currency."""

    fact: str
    value: str
    currency: str | None
    start: int
    end: int


def find_amounts(low: str, expecting: str | None) -> Iterator[Amount]:
    """Yield the amounts in lower-case text; a bare figure counts after a word of paying only."""
    if expecting in _MAY_BE_NOTHING and _NOTHING.match(low):
        yield Amount(expecting or "", "0.00", None, 0, 0)
        return
    amounts = [*_all(low, expecting)]
    yield from amounts
    yield from _both_charges(low, amounts)


def _both_charges(low: str, amounts: list[Amount]) -> Iterator[Amount]:
    """Yield the other of two equal charges: "double debited Rs 599" was paid, and paid again."""
    charges = [one for one in amounts if one.fact in ("paid", "duplicate_amount")]
    if len(charges) != 1 or _IN_ALL.search(low) or _EXTRA.search(low):
        return
    if _CHARGED_TWICE.search(low):
        other = {"paid": "duplicate_amount", "duplicate_amount": "paid"}[charges[0].fact]
        yield replace(charges[0], fact=other)


def _all(low: str, expecting: str | None) -> Iterator[Amount]:
    taken: list[tuple[int, int]] = []
    patterns = [_SIGNED, _NAMED, _BARE, _I_PAID]
    if "rate" in low:
        patterns.append(_RATE)
    if expecting in DECIMAL_FACTS and len(low.strip()) <= LONGEST_ANSWER:
        patterns.append(_ALONE)
    for pattern in patterns:
        for found in pattern.finditer(low):
            start, end = found.start("figure"), found.end()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            yield from _amount(found, low, expecting)


DECIMAL_FACTS = frozenset(
    [
        "paid",
        "duplicate_amount",
        "remaining_value",
        "value_used",
        "standard_rate",
        "discounted_rate",
    ]
)


def _amount(found: re.Match[str], low: str, expecting: str | None) -> Iterator[Amount]:
    groups = found.groupdict()
    value = Decimal(found["figure"].replace(",", ""))
    value *= _THOUSANDS.get(groups.get("times") or "", 1)
    currency = _currency(groups.get("before") or groups.get("after"))
    fact = _role(low, found)
    if fact is None:
        fact = expecting if expecting in DECIMAL_FACTS else "paid"
    if fact and value > 0:
        begin = found.start("before") if groups.get("before") else found.start("figure")
        text = str(value.quantize(_ZERO_AFTER_SHAPE))
        yield Amount(fact, text, currency, begin, found.end())
        if fact == "paid" and _TWICE.match(low[found.end() :]):
            yield Amount("duplicate_amount", text, currency, begin, found.end())


def _role(low: str, found: re.Match[str]) -> str | None:
    """Return the fact that the words around an amount make of it, "" for none, None if silent."""
    begin = found.start("before") if found.groupdict().get("before") else found.start("figure")
    sentence = re.split(
        r"[.!?;\n,](?:\s|$)|\b(?:but|pero|lekin)\b", low[max(0, begin - _NEARBY) : begin]
    )
    before, after = sentence[-1], low[found.end() : found.end() + _NEARBY]
    if _PAID_AFTER.match(after):
        return "paid"
    if _DISCOUNTED.search(low, max(0, begin - _NEARBY), begin):
        return "discounted_rate"
    if _is_wanted(before, after):
        return ""
    for fact, first, second in _ROLE:
        if first.search(before) or (second and second.search(after)):
            return fact
    if _PER.match(after):
        return "standard_rate"
    return None


def _is_wanted(before: str, after: str) -> bool:
    """Tell an amount that is wanted back from one that was paid."""
    if _WANTED_AFTER.match(after):
        return not re.search(r"\bpaid\b", before)
    return bool(_WANTED_BEFORE.search(before)) and not _OF_PURCHASE.match(after)


def currencies_named(low: str) -> Iterator[str]:
    """Yield the currencies that an answer without a figure names."""
    for words, code in _CURRENCIES:
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", low):
            yield code


def _currency(sign: str | None) -> str | None:
    for words, code in _CURRENCIES:
        if sign and re.fullmatch(words, sign):
            return code
    return None
