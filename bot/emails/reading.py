"""A decision in words for staff: how the assistant reads the policy, for them to review.

It names sections and never promises. The customer reads the draft too, so what must not be said
to customers (a suspicion of abuse) is not said here either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.emails.single_line import single_line
from bot.policy.fact_words import label_of
from bot.policy.merchant import Merchant
from bot.values.due_words import due_words
from bot.values.money import Money
from bot.values.times import parse_time

Decision = Mapping[str, Any]

_BECAUSE = {
    "discretion": "The policy says that a refund may be given here, so the choice is yours.",
    "conflict": "These sections disagree about this case, so it is yours to say which one counts.",
    "unclear": "The policy leaves this case out, or can be read in two ways.",
    "unverified": "It turns on something that only you can confirm.",
    "no_policy": "No written refund policy that the assistant knows covers this purchase.",
    "abuse": "It turns on something that only you can confirm.",
}
_LEANING = {
    "favourable": "As far as it goes, the reading leans towards a refund.",
    "unfavourable": "As far as it goes, the reading leans against a refund.",
}

#: What a fact is called inside a sentence, where its label reads badly there.
_INSIDE_A_SENTENCE = {
    "product": "what was bought",
    "ground": "the reason",
    "paid": "the amount paid",
    "messages_sent": "the messages sent",
    "activated": "whether it was activated",
    "account_status": "the state of the account",
    "transaction_id": "the transaction ID",
    "store": "where it was bought",
}


@dataclass(frozen=True)
class Reading:
    """What the templates say of a decision; a text is empty where there is nothing to say.

    `sections` reads "section 2" or "sections 2 and 5"; `open_facts` are the labels of what is
    still missing, `claimed` of what the reading takes on the customer's word, `turns_on` of what
    leaves it to a person, and `comparison` says what would have changed it.
    """

    sections: str
    because: str
    leaning: str
    amount: str
    alternatives: tuple[str, ...]
    claimed: str
    open_facts: str
    turns_on: str
    comparison: str
    request_by: str
    ask_again_at: str
    answer_by: str


def read_decision(decision: Decision, merchant: Merchant) -> Reading:
    """Put a decision's JSON form into words, times in the merchant's zone."""
    deadlines = decision.get("deadlines") or {}
    return Reading(
        sections=sections_in_words(decision.get("clauses") or ()),
        because=_BECAUSE.get(str(decision.get("because")), ""),
        leaning=_LEANING.get(str(decision.get("leaning")), ""),
        amount=amount_in_words(decision.get("amount"), merchant),
        alternatives=tuple(
            alternative_in_words(one, merchant) for one in decision.get("alternatives") or ()
        ),
        claimed=_labels(decision.get("claimed") or ()),
        open_facts=_labels(decision.get("missing") or ()),
        turns_on=_labels(decision.get("turns_on") or ()),
        comparison=single_line(str(decision.get("counterfactual") or ""), longest=400),
        request_by=_time(deadlines.get("request_by"), merchant),
        ask_again_at=_time(deadlines.get("ask_again_at"), merchant),
        answer_by=_time(deadlines.get("answer_by"), merchant),
    )


def sections_in_words(clauses: Sequence[str]) -> str:
    """Return "section 2", "sections 2 and 5", or nothing where no clause is named."""
    if not clauses:
        return ""
    *first, last = clauses
    return f"sections {', '.join(first)} and {last}" if first else f"section {last}"


def amount_in_words(amount: Mapping[str, str] | None, merchant: Merchant) -> str:
    """Return an amount and its way, "₱1,000.00 through GCash"."""
    if not amount:
        return ""
    words = Money.parse(amount["value"], amount["currency"]).words()
    by = amount.get("by")
    if not by:
        return words
    if by in merchant.products:
        return f"{words} as {merchant.products[by]}"
    return f"{words} through {merchant.payments.get(by, f'the {_spaced(by)}')}"


def alternative_in_words(alternative: Mapping[str, Any], merchant: Merchant) -> str:
    """Return one possible amount with the reason and the sections it stands on."""
    amount = amount_in_words(alternative.get("amount"), merchant) or "no refund"
    sections = sections_in_words(alternative.get("clauses") or ())
    why = str(alternative.get("why") or "").strip().rstrip(".")
    return ": ".join(part for part in (amount, why) if part) + (
        f" ({sections})" if sections else ""
    )


def _labels(names: Sequence[str]) -> str:
    return ", ".join(_inside_a_sentence(name) for name in names)


def _inside_a_sentence(name: str) -> str:
    label = label_of(name)
    return _INSIDE_A_SENTENCE.get(name) or label[:1].lower() + label[1:]


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _time(text: str | None, merchant: Merchant) -> str:
    if not text:
        return ""
    return due_words(parse_time(text), merchant.zone, merchant.zone_words)
