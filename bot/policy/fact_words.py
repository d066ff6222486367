"""How facts and their values are called, to customers and staff alike."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from bot.policy.facts import is_fact
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue
from bot.values.money import Money
from bot.values.times import interval_words, time_words

LABELS = {
    "account_email": "Account email",
    "transaction_id": "Transaction ID",
    "payment_reference": "Payment reference",
    "product": "Bought",
    "ground": "What happened",
    "paid": "Paid",
    "duplicate_amount": "Charged a second time",
    "remaining_value": "Still unused",
    "value_used": "Used, in money",
    "standard_rate": "Normal price of a message",
    "discounted_rate": "Price of a message with the token",
    "currency": "Currency",
    "payment_method": "Paid by",
    "store": "Bought through",
    "purchased_at": "Time of purchase",
    "issue_at": "Start of the problem",
    "promised_activation_at": "Promised to be active by",
    "cancelled_at": "Cancelled",
    "renewed_at": "Renewed",
    "refunded_amount": "Already paid back",
    "refunded_at": "Paid back on",
    "messages_sent": "Messages sent from it",
    "activated": "Activated",
    "support_contacted": "Support contacted",
    "support_unable": "Support could not solve it",
    "chargeback_opened": "Payment disputed with the bank",
    "chargeback_before_support": "Disputed before writing to support",
    "wants_to_cancel": "Wants to cancel",
    "ground_confirmed": "Confirmed by the records",
    "failure_cause": "Cause of the failure",
    "account_status": "Account",
    "abuse_flags": "Notes on the account",
}

CHOICES = {
    "ground": {
        "duplicate_charge": "charged twice",
        "not_received": "what was bought never arrived",
        "technical_failure": "a technical problem",
        "not_activated": "it was not activated",
        "unused": "not used",
        "change_of_mind": "changed your mind",
        "accidental_purchase": "bought by accident",
        "wrong_amount": "bought the wrong amount",
        "unauthorised_charge": "a charge you did not agree to",
        "operator_failure": "messages not delivered by the operator",
        "dlt_rejected": "messages rejected under DLT",
        "wrong_numbers": "sent to wrong numbers",
        "template_rejected": "the template was rejected",
        "verification_delay": "the verification takes too long",
        "messaging_fee": "messaging fees",
        "poor_campaign": "the campaign did not work as hoped",
        "account_suspended": "the account was suspended",
        "partial_subscription": "only part of the subscription was used",
        "downtime": "the service was down",
        "cancelled_before_renewal": "cancelled before it renewed",
        "forgot_to_cancel": "forgot to cancel",
        "billing_error": "a mistake in the bill",
        "promo_not_applied": "a promotion was not applied",
        "access_problem": "no access to the account",
        "downgrade": "changed to a smaller plan",
        "mistaken_upgrade": "upgraded by mistake",
    },
    "payment_method": {
        "card": "card",
        "paypal": "PayPal",
        "bank_transfer": "bank transfer",
        "gcash": "GCash",
        "upi": "UPI",
        "netbanking": "net banking",
    },
    "store": {
        "direct": "the company's website",
        "apple": "the Apple App Store",
        "google_play": "Google Play",
        "roku": "Roku",
    },
    "failure_cause": {
        "merchant": "the company's system",
        "operator": "the mobile operator",
        "dlt": "DLT rules",
        "meta": "Meta/WhatsApp",
        "customer": "the customer's own data",
        "network": "the network",
        "unknown": "not known",
    },
    "account_status": {
        "active": "active",
        "suspended": "suspended",
        "terminated": "closed by the company",
    },
}

_MONEY = {"paid", "duplicate_amount", "remaining_value", "value_used", "refunded_amount"}
_MONEY |= {"standard_rate", "discounted_rate"}
_TIMES = {"purchased_at", "issue_at", "promised_activation_at", "cancelled_at", "renewed_at"}
_TIMES |= {"refunded_at"}


def label_of(name: str) -> str:
    """Return what the fact is called, as the label of a line ("Time of purchase")."""
    return LABELS[name]


def value_in_words(name: str, value: JsonValue, merchant: Merchant) -> str:
    """Return the fact's value in words, times in the merchant's zone and money in its currency.

    Args:
        name: a fact of interfaces, such as `purchased_at`.
        value: its value in JSON form; null reads as "not known".
        merchant: gives the zone, the currency and the products' words.
    """
    if value is None:
        return "not known"
    # An old history may hold what is no fact any more; that is told as it stands.
    if name in _TIMES and value != "none" and is_fact(name, value):
        return _time(value, merchant)
    if name in _MONEY and is_fact(name, value):
        return Money(Decimal(str(value)), merchant.currency).words()
    if name == "product":
        return merchant.products.get(str(value), str(value).replace("_", " "))
    if name in CHOICES:
        return CHOICES[name].get(str(value), str(value))
    return _plain(value)


def _time(value: JsonValue, merchant: Merchant) -> str:
    zone, words = merchant.zone, merchant.zone_words
    if not isinstance(value, dict):
        return time_words(datetime.fromisoformat(str(value)), zone, words)
    low, high = value["from"], value["to"]
    if low is None or high is None:
        side, known = ("before", high) if low is None else ("after", low)
        return f"{side} {time_words(datetime.fromisoformat(str(known)), zone, words)}"
    ends = datetime.fromisoformat(str(low)), datetime.fromisoformat(str(high))
    return interval_words(*ends, zone, words)


def _plain(value: JsonValue) -> str:
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, dict):
        return _range(value["from"], value["to"])
    return str(value)


def _range(low: object, high: object) -> str:
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"between {low} and {high}"
