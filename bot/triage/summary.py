"""Sum a case up: for the customer to confirm, and in a sentence for staff."""

from __future__ import annotations

from bot.policy.fact_words import label_of, value_in_words
from bot.policy.merchant import Merchant
from bot.triage.turn import Turn
from bot.values.json_value import JsonValue

#: What the customer reads back, in this order; the rest of a record is none of the summary.
SHOWN = (
    "product",
    "ground",
    "purchased_at",
    "paid",
    "messages_sent",
    "activated",
    "issue_at",
    "failure_cause",
    "duplicate_amount",
    "remaining_value",
    "value_used",
    "standard_rate",
    "discounted_rate",
    "account_status",
    "chargeback_opened",
    "chargeback_before_support",
    "support_contacted",
    "support_unable",
    "promised_activation_at",
    "wants_to_cancel",
    "cancelled_at",
    "renewed_at",
    "store",
    "payment_method",
    "transaction_id",
    "payment_reference",
    "account_email",
)

#: What a record says and nobody needs to read back, unless the customer spoke of it.
UNSAID = (
    "account_status",
    "payment_method",
    "chargeback_opened",
    "standard_rate",
    "discounted_rate",
)


def summary_lines(turn: Turn) -> list[str]:
    """Return one line a fact, for the customer; what the record says is marked so."""
    merchant = turn.merchant
    if merchant is None:
        return []
    claim = turn.case.claim()
    record = turn.case.record() if turn.case.proved else {}
    lines = (_line(name, claim.get(name), record.get(name), merchant) for name in SHOWN)
    return [line for line in lines if line]


def summarise(turn: Turn) -> str:
    """Return the case in one line, for the list that staff read."""
    return "; ".join(line.removeprefix("- ") for line in summary_lines(turn))


def _line(name: str, claimed: JsonValue, recorded: JsonValue, merchant: Merchant) -> str:
    if claimed is None and (recorded is None or name in UNSAID):
        return ""
    if recorded is None or recorded == claimed:
        return f"- {label_of(name)}: {value_in_words(name, claimed, merchant)}"
    return f"- {label_of(name)}: {value_in_words(name, recorded, merchant)} (on record)"
