"""Transaction IDs and payment references, as customers type them.

An id holds a digit, and either stands after a word that announces it ("txn", "order #") or has
the shape of one (letters, then digits). An amount, a date, a telephone number or a reference of
one of our cases is none. Written in capitals without blanks, otherwise as the customer wrote it;
`id_key` is what to compare by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.understand.bare import answer_in
from bot.understand.words import listed

_LINK = (
    r"(?:\s?(?:(?:is|was|are|ay|hai|no|number|num|nos|code|id|po|ko|yung|nya|the|of|it'?s)(?![a-z])"
    r"|[#:=._-]|(?:from|sa|in|on|of|ng)\s(?:the\s|my\s)?(?:gcash|upi|bank|maya|paymaya|paytm|app"
    r"|receipt)"
    r"(?![a-z]))){0,4}[\s#:.=_-]{0,3}"
)
_TRANSACTION = re.compile(
    r"\b(?:txns?|trxn|trx|trans?|transact(?:ion)?|order|payment id|purchase id)(?:\s?id)?"
    rf"(?:\s?ref(?:erence)?)?(?![a-z]){_LINK}"
)
_REFERENCE = re.compile(
    rf"\b(?:(?:gcash|upi|payment|bank|paymaya|maya)\s)?(?:ref(?:erence)?|rrn|utr)(?![a-z]){_LINK}"
)
_VALUE = re.compile(r"[a-z]{1,4}[ -]\d[\da-z_-]{0,24}|[a-z0-9][\da-z_/-]{0,28}")
_GROUPS = re.compile(r"\d{2,6}(?:[ -]\d{2,6}){1,4}(?!\d)")
_SHAPE = re.compile(
    r"(?<![\w@./#-])(?P<prefix>[a-z]{2,8})(?P<sep>[-_#]?)(?P<digits>\d{1,18})"
    r"(?:[-_]?[a-z0-9]{1,12}){0,2}(?![\w@/]|\.\w|[-_]\w)"
)
_SPACED = re.compile(
    r"(?<![\w@./#-])(?P<prefix>[a-z]{2,4})\s(?P<digits>\d{3,15})(?![\w@/%]|[.,:-]\d)"
)
# "INT/24/7002", "IK-pay-90a1": three parts or four, of which the last holds figures.
_PARTS = re.compile(
    r"(?<![\w@./#-])(?P<prefix>[a-z]{2,8})(?P<sep>[-_/])[a-z0-9]{1,8}"
    r"(?:(?P=sep)[a-z0-9]{1,8})?(?P=sep)(?=[a-z]*\d)[a-z0-9]{3,12}(?![\w@/]|\.\w|[-_]\w)"
)
_OUR_CASE = re.compile(r"\brf-?[a-z0-9]{4}-?[a-z0-9]{4}\b")
_DENIED = re.compile(
    r"(?<!transaction )(?<!txn )(?<!order )(?<!reference )\b(?:code|coupon|promo|voucher)\s$"
    r"|\b(?:not|hindi|nahi|invoice|inv)\s(?:no\.?\s|number\s|#\s?)?$"
)
_DATE = re.compile(
    r"(?:[a-z]{1,4} )?[0-3]?\d-?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*|"
    r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?(?:t\d.*)?|\d{1,2}:\d\d"
)
_UNIT = re.compile(
    r"\s?(?:k|pesos?|php|rupees?|rs|inr|dollars?|usd|piso|rupaye|sms|msgs?|messages?|credits?"
    r"|hours?|hrs?|h|days?"
    r"|mins?|minutes?|weeks?|months?|am|pm|times|x|%|st|nd|rd|th|baje|araw|oras|texts?)\b"
)
# Letters before figures that make an amount, a month, a name of a thing, but no id.
_PREFIXES = listed(
    """
    php phps inr rs usd eur peso pesos sms msg msgs covid iphone ios android win windows
    mp gcash upi jan feb mar apr may jun jul aug sep sept oct nov dec utf http https error
    code ps rf inv pin otp am pm at around about under over only vitamin level step day
    week top part page ssn pan tel mob zip cvv dob tin sss fax age
    """
)
_COMMON = listed(
    """
    a an at on in of is was for the and paid pay load got only just over last near than
    need me my you sent send used cost some any all no not to by from but or its it wait
    been new old date time year day june july call dial text ref utr acct card bill with
    have has had room unit zip area plan pack via kay ako ang sa ng po ko lang yung mga ka
    ki ke se hai tha mein diya liya kata gaya then that this like now nya na pa ay take
    took lost give gave back mein max min left your our off out top sum fee sirf bas kya
    nga lng una pang dun dito up off add ask one two due few low old buy bad big end use
    how who why say see too yes yet want give here back says only even put set got
    """
)
# Words before a number that make it an amount or a count.
_BEFORE_AMOUNTS = listed(
    """
    up for off around about over under only just paid pay sent send used use load loaded
    top spent gave take took back need want ng of at by than got bought charged
    """
)
_PAYERS = frozenset(["gcash", "upi"])
_SYLLABLE = re.compile(r"[^aeiou][aeiouy][^aeiou]|[aeiou][^aeiou][aeiouy]|([a-z])[a-z]\1|\w(\w)\2")
_BARE = re.compile(
    r"(?<![\w.,])(?:(?P<prefix>[a-z]{1,7})(?P<gap>\s?-\s?|\s)?)?(?P<digits>\d[\da-z_-]{0,28})"
    r"(?![\w,]|\.\d)"
)
_CODES = frozenset(["tx", "txn", "trx", "trn", "ord", "tr"])
_FEWEST = 3
# So many figures and no more are a count or an amount, unless they are called the id.
_FEW = 4
_CALLED_ID = re.compile(r"\b(?:ids?|txn|trx|transaction|order|ref(?:erence)?|code|number)\b")


@dataclass(frozen=True)
class Found:
    """A fact that was found: its name, its value, and where it stands."""

    fact: str
    value: str
    start: int
    end: int


def id_key(text: str) -> str:
    """Return what two spellings of one id have in common: "ipg 1oo1" is IPG-1001."""
    letters = re.sub(r"[\W_]", "", text.upper())
    return letters.replace("O", "0").replace("I", "1").replace("L", "1")


def find_ids(low: str, raw: str, expecting: str | None) -> Iterator[Found]:
    """Yield the ids in a text, given in lower case and as it was typed."""
    taken = [found.span() for found in _OUR_CASE.finditer(low)]
    for one in _all(low, raw, expecting):
        if any(one.start < end and start < one.end for start, end in taken):
            continue
        taken.append((one.start, one.end))
        if not _DENIED.search(low[max(0, one.start - 24) : one.start]):
            yield one


def _all(low: str, raw: str, expecting: str | None) -> Iterator[Found]:
    told = [*_announced_ids(low)]
    spans = [(one.start, one.end) for one in told]
    for one in _shaped(low, raw):
        if not any(one.start < end and start < one.end for start, end in spans):
            told.append(_as_asked(one, expecting))
    if told or expecting not in ("transaction_id", "payment_reference"):
        yield from told
    else:
        yield from _bare(expecting, low, raw)


def _as_asked(one: Found, expecting: str | None) -> Found:
    """Return an id that nothing announces as the reference, where that was asked for."""
    prefix = re.match(r"[A-Z]*", one.value)
    is_transaction = prefix is not None and prefix.group().lower() in _CODES
    if expecting == "payment_reference" and not is_transaction:
        return replace(one, fact="payment_reference")
    return one


def _announced_ids(low: str) -> Iterator[Found]:
    for cue in _REFERENCE.finditer(low):
        if not re.search(r"(?:txn|transaction|trans|order)\s$", low[: cue.start()]):
            yield from _announced("payment_reference", cue, low)
    for cue in _TRANSACTION.finditer(low):
        yield from _announced("transaction_id", cue, low)


def _shaped(low: str, raw: str) -> Iterator[Found]:
    """Yield what has the shape of an id: "ipg1001", "IPG 1001"."""
    for found in _SHAPE.finditer(low):
        if _is_id(found, raw):
            yield _found("transaction_id", found.group(), found.start(), found.end())
    for found in _PARTS.finditer(low):
        if found["prefix"] not in _PREFIXES | _COMMON:
            yield _found("transaction_id", found.group(), found.start(), found.end())
    for found in _SPACED.finditer(low):
        if _is_code(found, low, raw) and not _UNIT.match(low[found.end() :]):
            yield _found("transaction_id", found.group(), found.start(), found.end())


def _announced(fact: str, cue: re.Match[str], low: str) -> Iterator[Found]:
    """Yield the id right after the words that announce it."""
    if re.fullmatch(r"(?:txns?|trxn|trx|trans?)[-_]?", cue.group()):
        return  # "txn00912" and "txn-00912" are ids themselves; "order00912" is not.
    groups = _GROUPS.match(low, cue.end()) if fact == "payment_reference" else None
    found = groups or _VALUE.match(low, cue.end())
    if found is None:
        return
    value = found.group() if groups else _cropped(found.group())
    end = found.start() + len(value)
    if _could_be(value, low[end:], cue.group(), fact):
        yield _found(fact, value, found.start(), end)


def _cropped(value: str) -> str:
    """Return the first word alone where only the second holds figures but is no part of it."""
    first, _, second = value.partition(" ")
    is_word = first in _COMMON or first in _PREFIXES
    return (
        first
        if second and (is_word or any(sign.isdigit() for sign in first))
        else value.rstrip("-/_")
    )


def _could_be(value: str, after: str, cue: str, fact: str) -> bool:
    figures = sum(sign.isdigit() for sign in value)
    if not figures or _DATE.fullmatch(value) or _UNIT.match(after) or re.match(r"[,.:]\d", after):
        return False
    if re.match(r"(?:php|rs|inr|p)\d", value) or re.fullmatch(r"\d+[a-z]{1,3}", value):
        return False
    if value.isdigit():
        # "order 2" counts orders; "order id 2" names one.
        return figures > _FEWEST or (
            fact == "transaction_id" and bool(re.search(r"id|#|no|num", cue))
        )
    return fact == "transaction_id" or figures >= _FEWEST


def _is_id(found: re.Match[str], raw: str) -> bool:
    prefix = found["prefix"]
    if prefix in _PREFIXES or (prefix in _COMMON and not found["sep"]):
        return False
    typed = raw[found.start("prefix") : found.end("prefix")]
    return len(found["digits"]) >= _FEWEST or typed.isupper() or prefix in _CODES


def _is_code(found: re.Match[str], low: str, raw: str) -> bool:
    """Tell letters that begin an id from a word before a number: "ipg 1001", "up 500".

    In lower case they are such only where nothing else is said, or where they are three that
    spell no syllable, as a name or a verb of three letters does.
    """
    prefix = found["prefix"]
    if prefix in _CODES:
        return True
    if prefix in _COMMON | _PREFIXES:
        return False
    if raw[found.start("prefix") : found.end("prefix")].isupper() and not raw.isupper():
        return True
    if answer_in(low).rstrip(" .!") == found.group():
        return len(prefix) <= _FEWEST
    return len(prefix) == _FEWEST and not _SYLLABLE.fullmatch(prefix)


def _bare(fact: str, low: str, raw: str) -> Iterator[Found]:
    """Yield the one thing with figures in an answer to "what is the transaction ID?"."""
    answer = answer_in(low).rstrip(" .!")
    if fact == "payment_reference" and (groups := _GROUPS.fullmatch(answer)):
        start = low.index(groups.group())
        yield _found(fact, groups.group(), start, start + len(groups.group()))
        return
    for found in _BARE.finditer(low):
        is_code = found["prefix"] and (found["gap"] != " " or _is_code(found, low, raw))
        start = found.start() if is_code else found.start("digits")
        value = low[start : found.end()]
        whole = value == answer
        if not is_code and found["prefix"] in _BEFORE_AMOUNTS | _PREFIXES - _PAYERS:
            continue
        called = _CALLED_ID.search(low) is not None
        if value.isdigit() and len(value) <= _FEW and not called:
            continue
        fits = _could_be(value, low[found.end() :], "id", "transaction_id")
        if (
            fits
            and len(value) > 1
            and (whole or called or is_code or len(found["digits"]) > _FEWEST)
        ):
            yield _found(fact, value, start, found.end())


def _found(fact: str, value: str, start: int, end: int) -> Found:
    plain = re.sub(r"[^\S\n]", "", value).upper()
    if fact == "payment_reference" and re.fullmatch(r"[\d-]+", plain):
        plain = plain.replace("-", "")
    return Found(fact, plain, start, end)
