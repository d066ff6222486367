"""Whether what the customer says and what the record says exclude each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.cases.purchase import email_key, transaction_key
from bot.values.json_value import JsonValue

_KEYS: dict[str, Callable[[str], str]] = {
    "account_email": email_key,
    "transaction_id": transaction_key,
    "payment_reference": transaction_key,
}


def differ(name: str, claim: JsonValue, record: JsonValue) -> bool:
    """Tell whether claim and record of one fact cannot both be true.

    An interval agrees with whatever lies in it; spellings of one ID agree; nothing said agrees.
    """
    if claim is None or record is None:
        return False
    ours, theirs = _ends(name, claim), _ends(name, record)
    try:
        return _starts_after(ours, theirs) or _starts_after(theirs, ours)
    except TypeError:
        return ours != theirs


def _starts_after(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    low, high = one[0], other[1]
    return low is not None and high is not None and bool(low > high)


def _ends(name: str, value: JsonValue) -> tuple[Any, Any]:
    """Return the first and the last possible value; null stands for no bound."""
    if isinstance(value, dict):
        return tuple(
            None if end is None else _plain(name, end) for end in (value["from"], value["to"])
        )  # type: ignore[return-value]
    return _plain(name, value), _plain(name, value)


def _plain(name: str, value: JsonValue) -> Any:
    """Return the value in a form in which two spellings of it are equal."""
    if not isinstance(value, str):
        return value
    if name in _KEYS:
        return _KEYS[name](value)
    for read in (Decimal, datetime.fromisoformat):
        try:
            return read(value)
        except (InvalidOperation, ValueError):
            continue
    return value.strip().casefold()
