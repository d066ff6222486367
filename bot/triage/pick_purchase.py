"""Let a customer whose account is known pick the purchase, where they have no transaction ID.

The account is known where the door vouches for it, or where they proved another purchase of it.
What is shown is masked: enough to know one's own purchase again, and no whole ID.
"""

from __future__ import annotations

from bot.cases.case import CaseFact
from bot.cases.purchase import Purchase, email_key
from bot.policy.merchant import Merchant
from bot.triage.ask import ask_fact
from bot.triage.button import Button
from bot.triage.turn import Turn
from bot.values.json_value import JsonValue
from bot.values.money import Money
from bot.values.times import in_zone

#: How many purchases are offered, and how many characters of an ID are shown.
OFFERED = 5
SHOWN_OF_ID = 4
#: What the buttons mean; `meaning.py` reads the first kind.
PICKED = "purchase={id}"
ANOTHER = "purchase=?"
_OFFERED_ONCE = "purchases to pick from"


def take_vouched_account(turn: Turn) -> None:
    """Take the account that the door vouches for, unless the customer names one."""
    case = turn.case
    if case.vouched_email is None or case.claim().get("account_email"):
        return
    case.facts.append(CaseFact("account_email", "claimed", case.vouched_email, turn.now))
    turn.took.add("account_email")
    turn.note("bot", "knows the account", by="the door or an earlier proof")


def offer_purchases(turn: Turn) -> None:
    """Offer the account's newest purchases once; after "Another one" ask for its ID."""
    case, merchant, email = turn.case, turn.merchant, turn.case.vouched_email
    if merchant is None or email is None or case.proved or case.claim().get("transaction_id"):
        return
    if email_key(str(case.claim().get("account_email") or "")) != email_key(email):
        return
    if turn.pressed == ANOTHER:
        ask_fact(turn, "transaction_id")
        return
    if _OFFERED_ONCE in case.told or "transaction_id" in case.unknowable():
        return
    purchases = turn.lookups.purchases(merchant.id, email)[:OFFERED]
    if not purchases:
        return
    case.told.append(_OFFERED_ONCE)
    buttons = [Button(masked(one, merchant), _means(one)) for one in purchases]
    turn.say("utter_pick_purchase", *buttons, Button("Another one", ANOTHER))
    turn.ask("pick", "transaction_id")
    turn.done = True


def masked(purchase: Purchase, merchant: Merchant) -> str:
    """Return a purchase as its owner knows it: "SMS credits, ₱1,000.00, 20 Nov, …1001"."""
    record = purchase.facts()
    product = _product(record.get("product"), merchant)
    paid = Money.parse(str(record["paid"]), str(record.get("currency") or merchant.currency))
    day = in_zone(purchase.purchased_at, merchant.zone)
    shown = purchase.transaction_id[-SHOWN_OF_ID:]
    return f"{product}, {paid.words()}, {day.day} {day:%b}, …{shown}"


def _product(product: JsonValue, merchant: Merchant) -> str:
    words = merchant.products.get(str(product), "").removeprefix("a ").removeprefix("the ")
    return words[:1].upper() + words[1:] if words else "Purchase"


def _means(purchase: Purchase) -> str:
    return PICKED.format(id=purchase.transaction_id)
