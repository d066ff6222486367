"""The facts that a refund can turn on: their names, kinds and accepted values.

Whoever adds a fact adds it here, and every room that reads or asks for facts knows it. A value
is as unsure as the customer is: a count or a time may be a span. What no purchase of a message
service can reach is no fact, whoever says it: a customer, a person at the desk or a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.errors import BadInput
from bot.policy.span import Span
from bot.values.money import parse_decimal
from bot.values.times import parse_time

FactValue = str | bool | int | Decimal | datetime | Span[int] | Span[datetime] | tuple[str, ...]

GROUNDS = (
    *("duplicate_charge", "not_received", "technical_failure", "not_activated", "unused"),
    *("change_of_mind", "accidental_purchase", "wrong_amount", "unauthorised_charge"),
    *("operator_failure", "dlt_rejected", "wrong_numbers", "template_rejected"),
    *("verification_delay", "messaging_fee", "poor_campaign", "account_suspended"),
    *("partial_subscription", "downtime", "cancelled_before_renewal", "forgot_to_cancel"),
    *("billing_error", "promo_not_applied", "access_problem", "downgrade", "mistaken_upgrade"),
)
PRODUCTS = (
    *("sms_credits", "premium_token", "sms_gateway", "whatsapp_api", "rcs", "subscription"),
    *("setup_fee", "platform_access", "promotional_credits"),
)


#: No top-up has more messages; and no database rounds it.
MOST = 1_000_000_000
#: Above what any company pays back, in every currency.
MOST_MONEY = Decimal(1_000_000_000_000)
#: In characters; an email address has at most 254.
LONGEST_TEXT = 254
#: How many notes a fact of texts may have.
MOST_TEXTS = 20
#: The first and the last year in which something of a case may have been, or be promised.
YEARS = (2000, 2099)
#: How much of a refused value its sentence repeats, in characters.
_REPEATED = 60


@dataclass(frozen=True)
class FactSpec:
    """One row of the table of facts.

    `kind` is text, choice, decimal, count, time, flag or texts. `choices` are the accepted words
    (of a time: words beside a time). A `record_only` fact is believed from a billing record alone
    and never asked for. `words` name the fact to a customer.
    """

    name: str
    kind: str
    words: str
    choices: tuple[str, ...] = ()
    record_only: bool = False


_ROWS = (
    FactSpec("account_email", "text", "the email address of your account"),
    FactSpec("transaction_id", "text", "the transaction ID"),
    FactSpec("payment_reference", "text", "the payment reference"),
    FactSpec("product", "choice", "what you bought", PRODUCTS),
    FactSpec("ground", "choice", "the reason why you ask for a refund", GROUNDS),
    FactSpec("paid", "decimal", "the amount you paid"),
    FactSpec("duplicate_amount", "decimal", "the amount that was charged twice"),
    FactSpec("remaining_value", "decimal", "the value that is left"),
    FactSpec("value_used", "decimal", "the value you used"),
    FactSpec("standard_rate", "decimal", "the standard price of a message"),
    FactSpec("discounted_rate", "decimal", "your discounted price of a message"),
    FactSpec("currency", "text", "the currency you paid in"),
    FactSpec(
        "payment_method",
        "choice",
        "how you paid",
        ("card", "paypal", "bank_transfer", "gcash", "upi", "netbanking"),
    ),
    FactSpec("store", "choice", "where you bought it", ("direct", "apple", "google_play", "roku")),
    FactSpec("purchased_at", "time", "the date and time of the purchase"),
    FactSpec("issue_at", "time", "when the problem happened"),
    FactSpec("promised_activation_at", "time", "the promised activation date", ("none",)),
    FactSpec("cancelled_at", "time", "when you cancelled"),
    FactSpec("renewed_at", "time", "when it renewed"),
    FactSpec("refunded_amount", "decimal", "what was paid back already", record_only=True),
    FactSpec("refunded_at", "time", "when it was paid back", record_only=True),
    FactSpec("messages_sent", "count", "how many messages you sent from this purchase"),
    FactSpec("activated", "flag", "whether it was activated"),
    FactSpec("support_contacted", "flag", "whether you contacted support"),
    FactSpec("support_unable", "flag", "whether support could not solve it"),
    FactSpec("chargeback_opened", "flag", "whether you opened a chargeback"),
    FactSpec(
        "chargeback_before_support",
        "flag",
        "whether you opened the chargeback before you contacted support",
    ),
    FactSpec("wants_to_cancel", "flag", "whether you want to cancel the service"),
    FactSpec("ground_confirmed", "flag", "whether the reason is confirmed", record_only=True),
    FactSpec(
        "failure_cause",
        "choice",
        "what caused the failure",
        ("merchant", "operator", "dlt", "meta", "customer", "network", "unknown"),
    ),
    FactSpec(
        "account_status",
        "choice",
        "the status of your account",
        ("active", "suspended", "terminated"),
    ),
    FactSpec("abuse_flags", "texts", "notes on the account", record_only=True),
)
FACTS: Mapping[str, FactSpec] = {row.name: row for row in _ROWS}


def parse_fact(name: str, raw: Any) -> FactValue:
    """Read one fact's JSON value; raises BadInput naming fact, value and what is accepted."""
    if name not in FACTS:
        raise BadInput(f"Fact '{name}' is unknown. Use one of: {', '.join(FACTS)}.")
    spec = FACTS[name]
    try:
        return _READERS[spec.kind](spec, raw)
    except _NotAcceptedError as reason:
        raise BadInput(f"Fact '{name}' has the value {_repeated(raw)}. {reason}") from reason
    except BadInput as reason:
        raise BadInput(f"Fact '{name}': {reason}") from reason


def is_fact(name: str, raw: Any) -> bool:
    """Tell whether the fact takes this JSON value."""
    try:
        parse_fact(name, raw)
    except BadInput:
        return False
    return True


def parse_moment(text: str) -> datetime:
    """Read a time of a case; raises BadInput where it is none, or in another age."""
    moment = parse_time(text[: LONGEST_TEXT + 1])
    first, last = YEARS
    if not first <= moment.year <= last:
        raise BadInput(f"'{text}' is not between the years {first} and {last}. Check the year.")
    return moment


def _repeated(raw: Any) -> str:
    if isinstance(raw, int) and raw.bit_length() > 4 * _REPEATED:
        return "a number of very many digits"
    words = repr(raw)
    return words if len(words) <= _REPEATED else f"{words[:_REPEATED]}…"


class _NotAcceptedError(Exception):
    """Says what the fact accepts; never leaves this file."""


def _read_text(_: FactSpec, raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise _NotAcceptedError("Write it as a text that is not empty.")
    return _not_too_long(raw)


def _not_too_long(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise _NotAcceptedError(f"Write at most {LONGEST_TEXT} characters.")
    return text


def _read_choice(spec: FactSpec, raw: Any) -> str:
    if raw not in spec.choices:
        raise _NotAcceptedError(f"Use one of: {', '.join(spec.choices)}.")
    return str(raw)


def _read_flag(_: FactSpec, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _NotAcceptedError("Use true or false.")
    return raw


def _read_decimal(_: FactSpec, raw: Any) -> Decimal:
    if not isinstance(raw, str):
        raise _NotAcceptedError('Write it as a text, such as "1000.00".')
    number = parse_decimal(_not_too_long(raw))
    if number < 0:
        raise _NotAcceptedError("Write an amount of zero or more.")
    if number > MOST_MONEY:
        raise _NotAcceptedError(f"Write an amount of at most {MOST_MONEY:,}.")
    return number


def _read_texts(_: FactSpec, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        raise _NotAcceptedError('Write a list of texts, such as ["many refunds"].')
    if len(raw) > MOST_TEXTS:
        raise _NotAcceptedError(f"Write at most {MOST_TEXTS} notes.")
    return tuple(map(_not_too_long, raw))


def _read_count(_: FactSpec, raw: Any) -> int | Span[int]:
    return _read_span(raw, _one_count) if isinstance(raw, dict) else _one_count(raw)


def _one_count(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise _NotAcceptedError('Write a whole number of zero or more, or {"from": 1, "to": null}.')
    if raw > MOST:
        raise _NotAcceptedError(f"Write a number of at most {MOST:,}.")
    return raw


def _read_time(spec: FactSpec, raw: Any) -> str | datetime | Span[datetime]:
    if isinstance(raw, str) and raw in spec.choices:
        return raw
    return _read_span(raw, _one_time) if isinstance(raw, dict) else _one_time(raw)


def _one_time(raw: Any) -> datetime:
    if not isinstance(raw, str):
        raise _NotAcceptedError('Write a time such as "2026-03-02T14:00:00+08:00".')
    return parse_moment(raw)


def _read_span(raw: dict[str, Any], read_one: Callable[[Any], Any]) -> Span[Any]:
    if set(raw) != {"from", "to"}:
        raise _NotAcceptedError('A span has the keys "from" and "to", and no other.')
    start, end = (None if raw[key] is None else read_one(raw[key]) for key in ("from", "to"))
    span: Span[Any] = Span(start, end)
    if span.is_empty:
        raise _NotAcceptedError('"from" comes after "to". Put the earlier or smaller one first.')
    return span


_READERS: Mapping[str, Callable[[FactSpec, Any], FactValue]] = {
    "text": _read_text,
    "choice": _read_choice,
    "flag": _read_flag,
    "decimal": _read_decimal,
    "texts": _read_texts,
    "count": _read_count,
    "time": _read_time,
}
