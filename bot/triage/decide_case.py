"""Decide a case as it stands, by the policy of its company."""

from __future__ import annotations

from bot.cases.case import Case
from bot.policy.decision import Decision
from bot.policy.policy_book import PolicyBook
from bot.policy.request import Request
from bot.values.json_value import JsonValue


def decide_case(book: PolicyBook, case: Case, **instead: JsonValue) -> Decision:
    """Decide the case by its facts; its company must be known.

    The request counts from the customer's first message about the refund.

    Args:
        book: the policies.
        case: gives the facts; it is not changed.
        instead: claims to decide by instead of the case's own, fact name to value.
    """
    return book.decide(
        Request(
            merchant=str(case.merchant),
            asked_at=case.asked_at,
            claim={**case.claim(), **instead},
            record=case.record() if case.proved else None,
            unknowable=case.unknowable(),
            proved=case.proved,
        )
    )
