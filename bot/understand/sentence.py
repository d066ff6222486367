"""Reads one message of a customer: which facts it states, corrects, withdraws or leaves open.

Each kind of fact is read by its own file; what one has read, the next no longer sees, so that an
id is not an amount and a date is not a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from bot.understand import flags, ground, names
from bot.understand.account import find_emails
from bot.understand.bare import FLAGS, SPEAKS_OF_ANOTHER, answer_in, find_swaps, yes_or_no
from bot.understand.clean import clean, lower
from bot.understand.counts import find_messages_sent
from bot.understand.ids import find_ids
from bot.understand.moments import TIME_FACTS, find_moments
from bot.understand.money import DECIMAL_FACTS, currencies_named, find_amounts
from bot.understand.name_table import NameTable
from bot.understand.numbers import WORD, in_figures
from bot.understand.spelling import Speller
from bot.understand.supposed import without_rules_asked, without_supposed
from bot.understand.times import find_phrases
from bot.understand.understanding import Understanding
from bot.understand.unsure import find_unsure, is_not_there
from bot.understand.words import Word, cut
from bot.values.json_value import JsonValue

_TABLES = (
    ground.TABLE,
    ground.ANSWERS,
    flags.TABLE,
    names.PRODUCTS,
    names.PRODUCT_ANSWERS,
    names.METHODS,
    names.METHOD_ANSWERS,
    names.STORES,
    names.STORE_ANSWERS,
    names.CAUSES,
)
_NAME_TABLES = [table for table in _TABLES if isinstance(table, NameTable)]
SPELLER = Speller(word for table in _TABLES for word in table.words)
_PHONE = re.compile(r"(?<![\w.,-])(?:\+?63|\+?91|0)[\s-]?\d{3,5}[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)")
# A state becomes the reason where the customer asks for the money back or gives reasons.
_GIVES_REASON = re.compile(
    r"\b(?:refund\w*|return|money back|because|since|reason|cancel|balik|ibalik|wapas|kyunki"
    r"|kasi|as i|so i)\b"
)
_DURATION = re.compile(
    r"(?:about|around|abt|maybe|like|mga)?\s?[\w./]{1,8}(?:\s?(?:and a half|couple of|or so))?"
    r"\s?(?:hours?|hrs?|h|mins?|minutes?|days?|weeks?|months?)"
)
# Asked when, "2" is an hour; it is morning or afternoon, whichever the customer then says.
_HOUR = re.compile(r"(?:[1-9]|1\d|2[0-3])[. !]*")
# "No, 3" and "3 not 30" give a count; what else stands before it says how sure it is.
_COUNT_AFTER = re.compile(
    r"^\W*(?:(?:no|sorry|oops|wait|actually|i meant?|correction)\W+)+(?=\S*\d|$)"
    rf"|^\W*(?:(?:no|sorry|oops|wait|actually)[,.!]\s)+(?=(?:{WORD})\b)"
)
_FIGURES_ASKED = frozenset([*DECIMAL_FACTS, "messages_sent", "transaction_id", "payment_reference"])
_AT = re.compile(r"(?:\bat|@)\s*$")
_REASON_GIVEN = re.compile(r"\breason\s?(?:is|was|:|-|=)")
# An accident is told in a word; "there was an accident on the road" is another story.
_ACCIDENT = re.compile(
    r"\W*(?:(?:sorry|it'?s?|was|is|just|only|an?|by|pure|total|honest|na|po)\W+){0,5}accident"
    r"(?:al|ally)?(?:\s(?:lang|lng|po|only|sorry|purchase|sir|maam|talaga)){0,3}\W*(?:$|[,.!\n])"
)
_CANCEL_IT = re.compile(
    r"\W*(?:(?:ok|okay|yes|please|pls|just|po)\W+){0,3}cancel (?:it|this|that)"
    r"(?:\W+(?:please|pls|po|now|na|then))*\W*"
)
_WANTS_PERSON = re.compile(
    r"\b(?:connect|transfer|talk|speak)\b.{0,20}\b(?:to|with)\b|\b(?:human|agent|representative"
    r"|a (?:real )?person)\b"
)
# "Refund it to my gcash" says where the money should go, not how it was paid.
_GIVEN_BACK = ("refund", "refunded", "returned", "ibalik", "balik", "send")
_CORRECTS = re.compile(
    r"\b(?:no,? wait|wait,? no|sorry|oops|correction|i meant?|actually|ay mali|mali pala)\b",
    re.IGNORECASE,
)
_FAULT = re.compile(r"\b(?:failure|fault|caused|outage|error|failed)\b")
_FAILURES = frozenset(
    [
        "technical_failure",
        "operator_failure",
        "dlt_rejected",
        "downtime",
        "wrong_numbers",
        "not_received",
        "template_rejected",
    ]
)


@dataclass
class _Reading:
    """What has been read so far, and the text that is left to read.

    `prose` keeps what `low` no longer shows of spans: "two weeks" of a subscription is no count of
    messages, but part of what happened.
    """

    raw: str
    low: str
    prose: str
    expecting: str | None
    facts: dict[str, JsonValue] = field(default_factory=dict)
    readings: dict[str, list[JsonValue]] = field(default_factory=dict)

    def take(self, fact: str, values: Iterable[JsonValue]) -> None:
        """Keep one value as a fact, several different ones as readings."""
        different: list[JsonValue] = []
        for value in values:
            if value not in different:
                different.append(value)
        if len(different) == 1:
            self.facts[fact] = different[0]
        elif different:
            self.readings[fact] = different

    def hide(self, start: int, end: int) -> None:
        """Blank out what has been read."""
        self.hide_figures(start, end)
        self.prose = _blanked(self.prose, start, end)

    def hide_figures(self, start: int, end: int) -> None:
        """Blank out what holds figures, but leave it to be read as words."""
        self.low = _blanked(self.low, start, end)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def understand(
    text: str, *, now: datetime, zone: str, expecting: str | None = None
) -> Understanding:
    """Return what the message says.

    `now` is an aware time, `zone` the name of the merchant's time zone, `expecting` the fact that
    the open question asks for: a bare "3", "none" or "not sure" is read in its light. Any text is
    accepted; what is not understood yields nothing. Raises BadInput for an unknown zone.
    """
    prepare()
    raw = in_figures(clean(text))
    reading = _Reading(raw, lower(raw), lower(raw), expecting)
    whole = reading.low
    _take_account(reading)
    future = _take_times(reading, now, zone)
    _take_amounts(reading)
    _take_names(reading, cut(without_rules_asked(reading.prose), SPELLER))
    _take_happenings(reading, cut(without_supposed(reading.prose), SPELLER))
    _take_counts(reading)
    _take_flag(reading, whole)
    _take_correction(reading, now, zone)
    known = frozenset(reading.facts) | frozenset(reading.readings)
    unsure = find_unsure(whole, expecting)
    unknowable = unsure.unknowable - known
    if "failure_cause" in unknowable:
        # That nobody knows the cause is an answer of its own.
        reading.facts["failure_cause"] = "unknown"
        unknowable -= {"failure_cause"}
    swaps = () if known & {"paid", "messages_sent", "transaction_id"} else find_swaps(reading.low)
    return Understanding(
        reading.facts, reading.readings, unknowable, unsure.withdrawn - known, swaps, future - known
    )


def _take_correction(reading: _Reading, now: datetime, zone: str) -> None:
    """Let what follows "sorry" or "I meant" settle what was told in two ways: "600, sorry 650"."""
    *before, last = _CORRECTS.split(reading.raw)
    asked = reading.expecting
    unsettled = {*reading.readings, *({asked} - {*reading.facts} if asked else ())}
    if not (before and before[-1].strip() and last.strip(" ,.:;-") and unsettled):
        return
    said = understand(last.strip(" ,.:;-"), now=now, zone=zone, expecting=asked).facts
    for fact in unsettled & {*said}:
        reading.readings.pop(fact, None)
        reading.facts[fact] = said[fact]


@cache
def prepare() -> None:
    """Build the tables of names, which takes seconds, once: before the first message at latest."""
    for table in _NAME_TABLES:
        table.prepare()


def _take_account(reading: _Reading) -> None:
    """Read email addresses and ids; telephone numbers are read by nobody."""
    emails = [*find_emails(reading.low)]
    reading.take("account_email", (found.group() for found in emails))
    for found in emails:
        reading.hide(*found.span())
    ids = [*find_ids(reading.low, reading.raw, reading.expecting)]
    for fact in ("transaction_id", "payment_reference"):
        reading.take(fact, (one.value for one in ids if one.fact == fact))
    for one in ids:
        reading.hide(one.start, one.end)
    for found in [*_PHONE.finditer(reading.low)]:
        reading.hide(*found.span())


def _take_times(reading: _Reading, now: datetime, zone: str) -> frozenset[str]:
    """Read the times, and return the facts whose time was named but lies ahead."""
    low = reading.low
    if reading.expecting in TIME_FACTS and _DURATION.fullmatch(answer_in(low)):
        # Asked when, "3 hours" is an answer.
        low = f"{answer_in(low)} ago"
    elif reading.expecting in ("purchased_at", "issue_at") and _HOUR.fullmatch(answer_in(low)):
        low = f"at {answer_in(low)}".rstrip(". !")
    phrases = find_phrases(low, now=now, zone=zone)
    if reading.expecting in _FIGURES_ASKED:
        # "Around 20" answers how many or how much; "at 2" and "around 2pm" are times still.
        phrases = tuple(
            one for one in phrases if not one.text.isdigit() or _AT.search(low[: one.start])
        )
    moments = find_moments(low, phrases, now=now, zone=zone, expecting=reading.expecting)
    reading.facts.update(moments.facts)
    reading.readings.update(moments.readings)
    for phrase in phrases if low == reading.low else []:
        if phrase.is_span:
            reading.hide_figures(phrase.start, phrase.end)
        elif not phrase.has_only_part:
            reading.hide(phrase.start, phrase.end)
    return moments.future


def _take_amounts(reading: _Reading) -> None:
    expecting = reading.expecting
    amounts = [*find_amounts(reading.low, expecting)]
    for fact in dict.fromkeys(one.fact for one in amounts):
        reading.take(fact, (one.value for one in amounts if one.fact == fact))
    currencies = [one.currency for one in amounts if one.currency]
    if not currencies and expecting == "currency":
        currencies = [*currencies_named(reading.low)]
    reading.take("currency", currencies)
    for one in amounts:
        reading.hide(one.start, one.end)


def _take_happenings(reading: _Reading, words: tuple[Word, ...]) -> None:
    """Read what happened, by whose fault, and what is true or false."""
    grounds = _grounds(reading, words)
    reading.take("ground", grounds)
    fails = _FAILURES.intersection(grounds) or _FAULT.search(reading.low)
    if fails or reading.expecting == "failure_cause":
        reading.take("failure_cause", names.find_named(names.CAUSES, words))
    reading.facts.update(flags.find_flags(words))
    if reading.expecting != "wants_to_cancel" and _CANCEL_IT.fullmatch(reading.low):
        # Said alone, it means the request as well as a service.
        reading.facts.pop("wants_to_cancel", None)


def _grounds(reading: _Reading, words: tuple[Word, ...]) -> tuple[str, ...]:
    if is_not_there(reading.low, reading.expecting):
        return ()  # The id is not there, not what was bought.
    grounds = ground.find_grounds(words, reading.low)
    asked = reading.expecting == "ground"
    if not grounds and (asked or _REASON_GIVEN.search(reading.low) or _ACCIDENT.match(reading.low)):
        grounds = ground.find_answers(words)
    if grounds == ("unused",) and not (asked or _GIVES_REASON.search(reading.low)):
        return ()
    return grounds


def _take_names(reading: _Reading, words: tuple[Word, ...]) -> None:
    """Read the names of what was bought, how it was paid and where."""
    products = names.find_products(words)
    if not products and reading.expecting == "product":
        products = names.find_named(names.PRODUCT_ANSWERS, words)
    reading.take("product", products)
    methods = names.find_named(names.METHODS, words, without=_GIVEN_BACK)
    if not methods and reading.expecting == "payment_method":
        methods = names.find_named(names.METHOD_ANSWERS, words)
    reading.take("payment_method", methods)
    stores = names.find_named(names.STORES, words, without=("refund", "transfer"))
    if not stores and reading.expecting == "store":
        stores = names.find_named(names.STORE_ANSWERS, words)
    reading.take("store", stores)


def _take_counts(reading: _Reading) -> None:
    low = without_supposed(reading.low)
    if reading.expecting == "messages_sent":
        low = _COUNT_AFTER.sub("", low) if _COUNT_AFTER.match(low) else low
    reading.take("messages_sent", find_messages_sent(low, reading.expecting))


def _take_flag(reading: _Reading, whole: str) -> None:
    """Read a bare yes or no in the light of the flag that was asked for."""
    if reading.expecting in FLAGS and reading.expecting not in reading.facts:
        if _WANTS_PERSON.search(whole):
            return  # "Yes, connect me to an agent" agrees to nothing that was asked.
        if (reading.facts or reading.readings) and SPEAKS_OF_ANOTHER.match(whole):
            return  # "No, it was Monday" corrects the time that was told before.
        answer = yes_or_no(whole)
        if answer is not None:
            reading.facts[reading.expecting] = answer
