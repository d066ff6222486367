"""Tell staff that the customer did not get what was said to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.cases.case import Case, HistoryEntry, Message
from bot.cases.states import pass_on
from bot.cases.steps import store_case
from bot.policy.policy_book import PolicyBook
from bot.values.business_days import end_of_business_day

#: Why a case waits whose words did not reach the customer.
REASON = "undelivered"


def note_undelivered(
    session: Any, book: PolicyBook, message_id: int, error: str, at: datetime
) -> None:
    """Note it in the case; where the bot spoke, a person takes it from there.

    Args:
        session: one that writes.
        book: has the company's promise of an answer.
        message_id: the words that did not arrive.
        error: why, in the channel's code ("131047").
        at: now.

    Raises:
        CaseChanged: somebody else stored the case at the same moment.
    """
    message = session.get(Message, message_id)
    case: Case = session.get(Case, message.case_id)
    detail = {"message": message_id, "error": error}
    case.history.append(HistoryEntry(at, "bot", "not delivered", detail))
    if case.who_speaks == "bot":
        pass_on(case, "ask_person", at, "bot")
        case.reason = REASON
        case.answer_by = case.answer_by or _answer_by(book, case, at)
    store_case(session, case, at)


def _answer_by(book: PolicyBook, case: Case, at: datetime) -> datetime | None:
    merchant = book.merchants.get(case.merchant or "")
    if merchant is None:
        return None
    return end_of_business_day(at, merchant.answer_within, merchant.zone, merchant.country)
