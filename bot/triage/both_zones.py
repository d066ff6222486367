"""An instant as the customer reads it: in the company's time, and in their own where it differs."""

from __future__ import annotations

from datetime import datetime

from bot.policy.merchant import Merchant
from bot.values.times import in_zone, time_words


def words_in_both_zones(moment: datetime, merchant: Merchant, customer_zone: str | None) -> str:
    """Return the instant in the company's zone, and in the customer's if that is another time."""
    words = time_words(moment, merchant.zone, merchant.zone_words)
    if customer_zone is None:
        return words
    local = in_zone(moment, customer_zone)
    if local.utcoffset() == in_zone(moment, merchant.zone).utcoffset():
        return words
    return f"{words}, which is {time_words(moment, customer_zone, 'where you are')}"
