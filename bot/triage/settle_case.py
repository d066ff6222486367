"""Settle a case: staff note how it ended, and every customer in it hears so.

What staff add in their own words is for the one who wrote last, and for the proved address.
The answer is said in the chat, where it waits for whoever has closed it, and a proved customer
gets it by email. The desk and the command line call the same verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, get_args

from bot.cases.case import Case, CaseFact, HistoryEntry, Status
from bot.cases.purchase import transaction_key
from bot.cases.states import pass_on
from bot.cases.steps import Said, load_case, say_to_last, send_to_all, store_case
from bot.emails.notice import draft_notice
from bot.errors import BadInput, NotAllowed
from bot.policy.facts import MOST_MONEY
from bot.policy.merchant import Merchant
from bot.policy.policy_book import PolicyBook
from bot.triage.replies import Replies
from bot.triage.turn import Say
from bot.values.business_days import end_of_business_day
from bot.values.due_words import due_words
from bot.values.money import Money, parse_decimal
from bot.values.times import day_words, iso

Outcome = Literal[
    "processing", "refunded", "partially_refunded", "completed", "declined", "canceled"
]
OUTCOMES: tuple[str, ...] = get_args(Outcome)
#: What customers read of each.
WORDS = {
    "processing": "utter_settled_processing",
    "refunded": "utter_settled_refunded",
    "partially_refunded": "utter_settled_partially_refunded",
    "completed": "utter_settled_completed",
    "declined": "utter_settled_declined",
    "canceled": "utter_settled_canceled",
}
#: Where the money went back, and so an amount belongs to it.
PAID = ("refunded", "partially_refunded", "completed")


@dataclass(frozen=True)
class Settlement:
    """How a case ended: `amount` is what was paid back now, `words` are staff's own, or "".

    `called` is the first name of who wrote them, to the customer.
    """

    outcome: str
    by: str
    amount: str | None = None
    words: str = ""
    called: str | None = None


def settle_case(  # noqa: PLR0917 -- What, where and when: none can be left out.
    session: Any,
    book: PolicyBook,
    replies: Replies,
    ref: str,
    settlement: Settlement,
    at: datetime,
) -> Case:
    """Settle the case of that reference; settling it the same way again changes nothing.

    Args:
        session: one that writes.
        book: the policies, for the company's zone and by when it pays.
        replies: the words of domain.yml.
        ref: the case's reference.
        settlement: how it ended.
        at: now.

    Raises:
        CaseNotFound: no case has that reference.
        BadInput: the outcome or the amount cannot be.
        NotAllowed: the case is about no company, or its conversation went on in another case.
        CaseChanged: somebody else stored it first.
    """
    return settle_loaded(session, book, replies, load_case(session, ref), settlement, at)


def settle_loaded(  # noqa: PLR0917 -- The same.
    session: Any,
    book: PolicyBook,
    replies: Replies,
    case: Case,
    settlement: Settlement,
    at: datetime,
) -> Case:
    """Settle a case that is loaded already; the rest is as in `settle_case`."""
    merchant = _merchant_of(case, book)
    amount = _amount(case, settlement, merchant)
    settled = _as_json(settlement, amount)
    if {**(case.settlement or {}), "at": None} == {**settled, "at": None}:
        return case
    _note(case, settlement, {**settled, "at": iso(at, merchant.zone)}, at)
    if settlement.outcome == "processing":
        case.paid_by = _paid_by(book, case, at)
    said = [Say(WORDS[settlement.outcome], _values(case, merchant, amount, at))]
    if case.paid_by is not None and settlement.outcome == "processing":
        due = due_words(case.paid_by, merchant.zone, merchant.zone_words)
        said.append(Say("utter_status_paid_by", {"date": due}))
    texts = [replies.text(say) for say in said]
    notice = draft_notice(case, merchant, "\n".join(texts), settlement.words, at)
    if notice is not None:
        case.emails.append(notice)
    store_case(session, case, at)
    send_to_all(session, case, [Said(text) for text in texts], at)
    if settlement.words:
        words = Said(settlement.words, name=settlement.called)
        say_to_last(session, case, [words], at, author="staff")
    return case


def _merchant_of(case: Case, book: PolicyBook) -> Merchant:
    if case.joined_to is not None:
        raise NotAllowed(f"Case {case.ref} went on in another case. Settle that one.")
    merchant = book.merchants.get(case.merchant or "")
    if merchant is None:
        raise NotAllowed(f"Case {case.ref} is about no company that is known. Close it instead.")
    return merchant


def _amount(case: Case, settlement: Settlement, merchant: Merchant) -> Money | None:
    if settlement.outcome not in OUTCOMES:
        known = ", ".join(OUTCOMES)
        raise BadInput(f"'{settlement.outcome}' is no outcome of a case. Use one of {known}.")
    if settlement.outcome not in PAID:
        if settlement.amount is not None:
            raise BadInput(f"An amount does not belong to '{settlement.outcome}'. Leave it out.")
        return None
    currency = str(case.record().get("currency") or case.claim().get("currency") or "")
    text = settlement.amount or _amount_decided(case, settlement)
    if text is None:
        raise BadInput("How much was paid back is not known. Say how much, such as 1000.00.")
    if parse_decimal(text) > MOST_MONEY:
        raise BadInput(f"That is more than anybody pays back. Give at most {MOST_MONEY:,}.")
    amount = Money.parse(text, currency or merchant.currency)
    if amount.amount <= 0:
        raise BadInput(f"{amount.words()} is no amount that was paid back. Give what was paid.")
    return amount


def _amount_decided(case: Case, settlement: Settlement) -> str | None:
    """Return what was noted as paid back before, or what the decision names; a part is told."""
    before = (case.settlement or {}).get("amount")
    if settlement.outcome == "completed" and before:
        return str(before["value"])
    if settlement.outcome == "partially_refunded":
        return None
    decided = (case.decision or {}).get("amount")
    return str(decided["value"]) if decided else None


def _as_json(settlement: Settlement, amount: Money | None) -> dict[str, Any]:
    return {
        "outcome": settlement.outcome,
        "amount": amount.to_json() if amount else None,
        "words": settlement.words,
    }


def _note(case: Case, settlement: Settlement, settled: dict[str, Any], at: datetime) -> None:
    before, case.settlement = case.settlement, settled
    paid = settled["amount"]
    detail = {
        "outcome": settlement.outcome,
        "amount": f"{paid['value']} {paid['currency']}" if paid else None,
        "words": settlement.words,
        "status_before": case.status,
    }
    case.history.append(HistoryEntry(at, settlement.by, "settled", detail))
    if settlement.outcome == "canceled":
        drop_queued_requests(case)
    case.status = _status(settlement.outcome)
    if settlement.outcome != "processing":
        case.paid_by = None
        if case.who_speaks != "closed":
            pass_on(case, "close", at=at, actor=settlement.by)
    elif case.who_speaks in ("waiting", "human"):
        pass_on(case, "hand_back", at=at, actor=settlement.by)
    elif case.who_speaks == "closed":
        pass_on(case, "reopen", at=at, actor=settlement.by)
    case.answer_by = None
    if settled["amount"] is not None:
        _note_paid_back(case, before, settled, at)


def drop_queued_requests(case: Case) -> None:
    """Keep here what has not left yet; what is being sent cannot be called back."""
    for email in case.emails:
        if email.kind in ("request", "short_request", "follow_up") and email.state == "queued":
            email.state = "dropped"


def _is_same_payment(before: dict[str, Any] | None, settled: dict[str, Any]) -> bool:
    """Tell whether the payment is the one that was noted before, told anew or corrected."""
    if before is None or before["outcome"] not in PAID:
        return False
    whole = {before["outcome"], settled["outcome"]} <= {"refunded", "completed"}
    is_repeated = before["outcome"] == settled["outcome"] and before["amount"] == settled["amount"]
    return whole or is_repeated or settled["outcome"] == "completed"


def _note_paid_back(
    case: Case, before: dict[str, Any] | None, settled: dict[str, Any], at: datetime
) -> None:
    """Note what was paid back in all where a decision finds it."""
    total = Decimal(str(case.record().get("refunded_amount") or 0))
    if before is not None and _is_same_payment(before, settled):
        total -= Decimal(before["amount"]["value"])
    paid_back = {
        "refunded_amount": str(total + Decimal(settled["amount"]["value"])),
        "refunded_at": iso(at, "UTC"),
    }
    case.facts[:] = [
        fact for fact in case.facts if fact.source == "claimed" or fact.name not in paid_back
    ]
    case.facts.extend(CaseFact(name, "record", value, at) for name, value in paid_back.items())
    named = {**case.claim(), **case.record()}.get("transaction_id")
    if case.purchase_key is None and named and case.who_speaks == "closed":
        # Staff paid for it, so the purchase is the one that was claimed.
        case.purchase_key = transaction_key(str(named))


def _status(outcome: str) -> Status:
    statuses: dict[str, Status] = {
        "processing": "processing",
        "refunded": "refunded",
        "partially_refunded": "partially_refunded",
        "completed": "completed",
        "canceled": "canceled",
        "declined": "closed",
    }
    return statuses[outcome]


def _paid_by(book: PolicyBook, case: Case, at: datetime) -> datetime | None:
    """Count the business days that the policy names for a payment, from the approval on."""
    policy = book.policy_of(str(case.merchant))
    name = (case.decision or {}).get("policy_version")
    version = next(
        (t.version for t in policy.table.versions if t.version and t.version.name == name), None
    )
    product = {**case.claim(), **case.record()}.get("product")
    payment = version.payment_of(str(product) if product else None) if version else None
    if payment is None:
        return None
    merchant, days = policy.merchant, payment.within_business_days[1]
    return end_of_business_day(at, days, merchant.zone, merchant.country)


def _values(case: Case, merchant: Merchant, amount: Money | None, at: datetime) -> dict[str, str]:
    return {
        "ref": case.ref,
        "merchant": merchant.name,
        "amount": amount.words() if amount else "",
        "date": day_words(at, merchant.zone),
    }
