"""The named formulas of amounts, in the currency's units, before rounding.

A formula gives None while a fact that it needs is not exactly known. The benefit of a discount
is not rounded, the refund is: so says the reading of section 3 of IPROG TECH's policy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.policy.known_facts import KnownFacts


@dataclass(frozen=True)
class AmountFormula:
    """One formula: the facts that it reads, and its words where the figure is not known yet."""

    name: str
    facts: tuple[str, ...]
    words: str
    compute: Callable[[KnownFacts], Decimal | None]


def _paid_in_full(facts: KnownFacts) -> Decimal | None:
    return _decimal(facts, "paid")


def _duplicate_amount(facts: KnownFacts) -> Decimal | None:
    return _decimal(facts, "duplicate_amount")


def _value_remaining(facts: KnownFacts) -> Decimal | None:
    """What is left of the credits: as stated, else all of it unused, else what was not used."""
    remaining = _decimal(facts, "remaining_value")
    if remaining is not None:
        return remaining
    paid, used = _decimal(facts, "paid"), _decimal(facts, "value_used")
    if facts.value("messages_sent") == 0:
        return paid
    return None if paid is None or used is None else paid - used


def _paid_less_discount_benefit(facts: KnownFacts) -> Decimal | None:
    """What was paid less messages sent x (standard rate - discounted rate)."""
    sent = facts.value("messages_sent")
    if sent == 0:
        return _decimal(facts, "paid")
    rates = _rates(facts)
    return None if rates is None or sent is None else _less(facts, sent * (rates[0] - rates[1]))


def _less_benefit_of_discounted_value(facts: KnownFacts) -> Decimal | None:
    """Reading 1: the value used was counted at the discounted rate (200 / 0.90 messages)."""
    rates, used = _rates(facts), _decimal(facts, "value_used")
    if rates is None or used is None or not rates[1]:
        return None
    return _less(facts, used / rates[1] * (rates[0] - rates[1]))


def _less_benefit_of_standard_value(facts: KnownFacts) -> Decimal | None:
    """Reading 2: the value used was counted at the standard rate (200 / 1.00 messages)."""
    rates, used = _rates(facts), _decimal(facts, "value_used")
    if rates is None or used is None or not rates[0]:
        return None
    return _less(facts, used / rates[0] * (rates[0] - rates[1]))


def _rates(facts: KnownFacts) -> tuple[Decimal, Decimal] | None:
    standard, discounted = _decimal(facts, "standard_rate"), _decimal(facts, "discounted_rate")
    return None if standard is None or discounted is None else (standard, discounted)


def _less(facts: KnownFacts, benefit: Decimal) -> Decimal | None:
    paid = _decimal(facts, "paid")
    return None if paid is None else paid - benefit


def _decimal(facts: KnownFacts, name: str) -> Decimal | None:
    value = facts.value(name)
    return value if isinstance(value, Decimal) else None


_RATES = ("standard_rate", "discounted_rate")
_FORMULAS = (
    AmountFormula("paid_in_full", ("paid",), "the full amount you paid", _paid_in_full),
    AmountFormula(
        "duplicate_amount",
        ("duplicate_amount",),
        "the amount that was charged twice",
        _duplicate_amount,
    ),
    AmountFormula(
        "value_remaining",
        ("remaining_value", "paid", "messages_sent", "value_used"),
        "the value that is left",
        _value_remaining,
    ),
    AmountFormula(
        "paid_less_discount_benefit",
        ("paid", "messages_sent", *_RATES),
        "what you paid, less the discount you received",
        _paid_less_discount_benefit,
    ),
    AmountFormula(
        "paid_less_benefit_of_discounted_value",
        ("paid", "value_used", *_RATES),
        "what you paid, less the discount you received",
        _less_benefit_of_discounted_value,
    ),
    AmountFormula(
        "paid_less_benefit_of_standard_value",
        ("paid", "value_used", *_RATES),
        "what you paid, less the discount you received",
        _less_benefit_of_standard_value,
    ),
)
AMOUNTS: Mapping[str, AmountFormula] = {each.name: each for each in _FORMULAS}
