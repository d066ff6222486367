"""What no billing record can say: a thousandth of a peso, a purchase that is still to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from bot.policy.facts import FACTS, FactValue
from bot.values.money import round_half_up

#: Prices of one message; companies quote them in fractions of the smallest coin.
_RATES = ("standard_rate", "discounted_rate")
AMOUNTS = tuple(
    name for name, spec in FACTS.items() if spec.kind == "decimal" and name not in _RATES
)


def impossible_in(facts: Mapping[str, FactValue], now: datetime) -> list[str]:
    """Return what cannot be true of a purchase, a sentence each with what to do.

    Args:
        facts: the facts of one row as `parse_fact` gives them; those that were refused are absent.
        now: nothing was bought after it.
    """
    return [*_finer_than_a_coin(facts), *_still_to_come(facts, now), *_refunded_before(facts)]


def _finer_than_a_coin(facts: Mapping[str, FactValue]) -> list[str]:
    currency = facts.get("currency")
    if not isinstance(currency, str):
        return []
    most = _decimals(round_half_up(Decimal(0), currency))
    return [
        f"Fact '{name}' has the value '{amount}', and {currency} has {most} decimals. "
        "Write the exact amount."
        for name in AMOUNTS
        if isinstance(amount := facts.get(name), Decimal)
        # A zero at the end says nothing more: spreadsheets write 1000.00 yen.
        and len(f"{amount:f}".partition(".")[2].rstrip("0")) > most
    ]


def _decimals(amount: Decimal) -> int:
    return len(f"{amount:f}".partition(".")[2])


def _still_to_come(facts: Mapping[str, FactValue], now: datetime) -> list[str]:
    bought = facts.get("purchased_at")
    if not isinstance(bought, datetime) or bought <= now:
        return []
    return [
        f"Fact 'purchased_at' has the value '{bought.isoformat()}', which is still to come. "
        "Check the date and the offset."
    ]


def _refunded_before(facts: Mapping[str, FactValue]) -> list[str]:
    bought, refunded = facts.get("purchased_at"), facts.get("refunded_at")
    if not (isinstance(bought, datetime) and isinstance(refunded, datetime)):
        return []
    if refunded >= bought:
        return []
    return [
        f"Fact 'refunded_at' has the value '{refunded.isoformat()}', which is before the purchase "
        f"at '{bought.isoformat()}'. Check both times and their offsets."
    ]
