"""Customers whose purchases (twins.csv) are alike, so that one way in can be held to another."""

from __future__ import annotations

from typing import Any

from tests.journeys.product import Product

#: What differs between two customers who did the same.
THEIR_OWN = {"account_email", "transaction_id", "purchased_at"}


def asks_for_refund(email: str, transaction_id: str) -> str:
    return (
        f"I want a refund, txn {transaction_id}, my account is {email}, bought 3 hours ago, "
        "not one message sent, changed my mind"
    )


#: What each says after that: the summary is right, no reference at hand, the email may go.
THEN = ("yes", "I don't have it", "yes")


def case_over_rest(product: Product) -> dict[str, Any]:
    """Let one twin get a whole refund over REST, and return what it came to."""
    product.say("twin", asks_for_refund("tina@example.com", "TWN-3001"), *THEN)
    return came_to(product.case_of("twin"))


def came_to(case: dict[str, Any]) -> dict[str, Any]:
    """Return of a case, as `refunds case show` tells it, what must be alike for all twins."""
    decision = case["decision"]
    return {
        "merchant": case["merchant"],
        "who_speaks": case["who_speaks"],
        "status": case["status"],
        "facts": {name: fact for name, fact in case["facts"].items() if name not in THEIR_OWN},
        "decision": decision
        and {key: decision[key] for key in ("outcome", "because", "amount", "clauses", "missing")},
        "written": sum(message["from"] == "customer" for message in case["messages"]),
    }
