"""By when somebody must have answered, and how the customer reads it."""

from __future__ import annotations

from bot.triage.turn import Turn
from bot.values.business_days import end_of_business_day
from bot.values.due_words import due_words


def set_answer_by(turn: Turn) -> None:
    """Count the merchant's promised business days from the moment the person was asked."""
    merchant = turn.merchant
    if merchant is not None:
        turn.case.answer_by = end_of_business_day(
            turn.now, merchant.answer_within, merchant.zone, merchant.country
        )


def answer_by_words(turn: Turn) -> str:
    """Return the day and time of the promised answer, with the merchant's zone in it."""
    merchant, by = turn.merchant, turn.case.answer_by
    if merchant is None or by is None:
        return ""
    return due_words(by, merchant.zone, merchant.zone_words)
