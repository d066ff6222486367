"""Facts as lines for staff: each value marked with where it comes from.

The mark stands before the value, and a value is one line: what a customer types can look like
neither a mark nor a line of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.case import Case
from bot.emails.differ import differ
from bot.emails.single_line import single_line
from bot.policy.fact_words import CHOICES, label_of, value_in_words
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue

CLAIMED = "claimed by the customer"
RECORDED = "from your records"
#: Values whose words in `policy/fact_words.py` speak to the customer.
_OF_THE_CUSTOMER = {
    ("ground", "change_of_mind"): "changed their mind",
    ("ground", "unauthorised_charge"): "a charge that they did not agree to",
}


@dataclass(frozen=True)
class FactLine:
    """One fact: what the record says, else the claim; `differs` is a claim against the record."""

    label: str
    mark: str
    words: str
    differs: str | None = None


def fact_line(case: Case, name: str, merchant: Merchant) -> FactLine | None:
    """Return the line of one fact, or None where nobody has said anything about it.

    The record counts for a proved customer alone, because the customer reads the draft too.
    """
    claim, record = case.claim().get(name), known_record(case).get(name)
    label = label_in_email(name, merchant)
    if record is None:
        if claim is None:
            return None
        return FactLine(label, CLAIMED, words_for_staff(name, claim, merchant))
    return FactLine(
        label,
        RECORDED,
        words_for_staff(name, record, merchant),
        words_for_staff(name, claim, merchant) if differ(name, claim, record) else None,
    )


def known_record(case: Case) -> dict[str, JsonValue]:
    """Return the record's facts, none before the customer has proved who they are."""
    return case.record() if case.proved else {}


def known_facts(case: Case) -> dict[str, JsonValue]:
    """Return every fact with the value that counts: the record's before the claimed one."""
    return {**case.claim(), **known_record(case)}


def label_in_email(name: str, merchant: Merchant) -> str:
    """Return a fact's label; a reference is named after the payment when there is one kind."""
    if name == "ground":
        return "Reason for the request"
    # `payments` also names ways in which nobody pays, such as a refund as credits.
    ways = [words for way, words in merchant.payments.items() if way in CHOICES["payment_method"]]
    if name == "payment_reference" and len(ways) == 1:
        return f"{ways[0]} reference"
    return label_of(name)


def words_for_staff(name: str, value: JsonValue, merchant: Merchant) -> str:
    """Return a fact's value in words for a reader who is not the customer, on one line."""
    own = _OF_THE_CUSTOMER.get((name, value)) if isinstance(value, str) else None
    return own or single_line(value_in_words(name, value, merchant))
