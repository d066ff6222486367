"""Replies that staff send with one click, with the case's own values in them.

The words stand in domain.yml. A reply that needs a value which the case does not have is not
offered, so nobody sends a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.case import Case
from bot.cases.staff_member import StaffMember
from bot.emails.fact_lines import known_facts
from bot.policy.merchant import Merchant
from bot.policy.policy_book import PolicyBook
from bot.policy.words import possessive
from bot.triage.replies import Replies
from bot.triage.turn import Say
from bot.values.due_words import due_words
from bot.values.money import Money

#: Each reply, with its title on the desk.
CANNED = {
    "utter_reply_hello": "Say hello",
    "utter_reply_looking": "I am looking into it",
    "utter_reply_answer_by": "By when there is an answer",
    "utter_reply_with_company": "The company has the request",
    "utter_reply_amount": "The amount in question",
    "utter_reply_paid_by": "By when the money comes",
    "utter_reply_purchase": "Which purchase I see",
    "utter_reply_anything_else": "Anything else?",
    "utter_reply_goodbye": "Say goodbye",
}


@dataclass(frozen=True)
class CannedReply:
    """One reply on offer: its name, its title for staff, and the words as they would be sent."""

    name: str
    title: str
    text: str


def canned_replies(
    book: PolicyBook, replies: Replies, case: Case, by: StaffMember
) -> list[CannedReply]:
    """Return the replies that fit the case as it stands, for this member of staff to send."""
    merchant = book.merchants.get(case.merchant or "")
    values = _values(case, merchant, by)
    return [
        CannedReply(name, title, _text(replies, name, values, merchant))
        for name, title in CANNED.items()
        if all(values.get(needed) for needed in replies.names_in(name))
    ]


def _text(replies: Replies, name: str, values: Mapping[str, str], merchant: Merchant | None) -> str:
    text = replies.text(Say(name, values))
    return possessive(text, merchant.name) if merchant else text


def _values(case: Case, merchant: Merchant | None, by: StaffMember) -> dict[str, str]:
    """Return what the case has; the record is told to nobody who has not proved who they are."""
    values = {"name": by.called, "ref": case.ref}
    if merchant is None:
        return values
    values["merchant"] = merchant.name
    dues = {"answer_by": case.answer_by, "paid_by": case.paid_by}
    for name, due in dues.items():
        if due is not None:
            values[name] = due_words(due, merchant.zone, merchant.zone_words)
    if case.status in ("pending", "processing"):
        values["filed"] = case.ref
    amount = (case.decision or {}).get("amount")
    if amount:
        values["amount"] = Money.parse(str(amount["value"]), str(amount["currency"])).words()
    bought = known_facts(case)
    if case.proved and bought.get("transaction_id"):
        values["transaction_id"] = str(bought["transaction_id"])
    return values
