"""Tells a demo purchase in a sentence: what was bought when, and what the records say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.cases.purchase import Purchase
from bot.policy.fact_words import CHOICES, value_in_words
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue
from bot.values.money import Money

HOUR = timedelta(hours=1)
#: From how many hours on a time is told in days.
LONG_AGO = 48


@dataclass(frozen=True)
class DemoStory:
    """One row of the demo page: who to be, what to name, and what there is to know."""

    email: str
    transaction_id: str
    words: str


def story(purchase: Purchase, merchant: Merchant, now: datetime) -> DemoStory:
    """Tell a purchase: "Ana bought SMS credits for ₱1,000.00, 3 hours ago; no messages sent."."""
    record = purchase.record
    name = purchase.account_email.split("@")[0].replace(".", " ").title()
    what = value_in_words("product", record.get("product"), merchant)
    paid = Money(Decimal(str(record["paid"])), str(record["currency"])).words()
    bought = f"{name} bought {what} for {paid}, {_when(purchase.purchased_at, now)}"
    words = "; ".join([bought, *_details(record, now)]) + "."
    return DemoStory(purchase.account_email, purchase.transaction_id, words)


def _details(record: dict[str, JsonValue], now: datetime) -> Iterator[str]:
    if (sent := record.get("messages_sent")) is not None:
        yield f"{sent or 'no'} {'message' if sent == 1 else 'messages'} sent"
    if (activated := record.get("activated")) is not None:
        yield "activated" if activated else "not activated"
    for fact, words in (
        ("promised_activation_at", "promised to be active by a time"),
        ("cancelled_at", "cancelled"),
        ("renewed_at", "charged again"),
    ):
        if isinstance(moment := record.get(fact), str) and moment != "none":
            yield f"{words} {_when(datetime.fromisoformat(moment), now)}"
    if (store := record.get("store")) not in (None, "direct"):
        yield f"through {CHOICES['store'][str(store)]}"
    if ground := record.get("ground"):
        confirmed = "the records confirm" if record.get("ground_confirmed") else "the records say"
        yield f"{confirmed}: {CHOICES['ground'][str(ground)]}"
    if (status := record.get("account_status")) not in (None, "active"):
        yield f"the account is {CHOICES['account_status'][str(status)]}"


def _when(moment: datetime, now: datetime) -> str:
    """Say how long ago, in whole hours, and from two days on in whole days."""
    hours = (now - moment) // HOUR
    if hours < 1:
        return "less than an hour ago"
    if hours == 1:
        return "1 hour ago"
    return f"{hours} hours ago" if hours < LONG_AGO else f"{hours // 24} days ago"
