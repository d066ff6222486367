"""Prove who the customer is: the right pair of account email and transaction ID.

Before that, the company's records reach neither the decision nor the questions, and no
answer tells which half of a wrong pair was wrong.
"""

from __future__ import annotations

from bot.cases.case import CaseFact
from bot.cases.join_case import may_join
from bot.cases.voices import is_shared
from bot.triage.turn import Turn

PAIR = ("account_email", "transaction_id")


def prove_customer(turn: Turn) -> None:
    """Look the purchase up, where this message completed or changed the pair."""
    case, merchant = turn.case, turn.merchant
    claim = case.claim()
    if merchant is None or not all(claim.get(name) for name in PAIR):
        return
    changed = turn.took & {*PAIR, "merchant"}
    is_same = "merchant" not in changed and not _pair_differs(turn)
    if not changed or (case.proved and is_same):
        return
    _forget_record(turn)
    email, transaction_id = (str(claim[name]) for name in PAIR)
    purchase = turn.lookups.prove(merchant.id, email, transaction_id)
    if purchase is None:
        _not_found(turn)
        return
    earlier = turn.lookups.other_case(merchant.id, transaction_id)
    if earlier is not None and may_join(case):
        turn.joins = earlier.ref
        turn.done = True
        return
    if earlier is None or earlier.who_speaks == "closed":
        case.purchase_key = purchase.transaction_key
    turn.earlier = earlier
    case.proved, case.confirmed = True, False
    for name, value in purchase.facts().items():
        case.facts.append(CaseFact(name, "record", value, turn.now))
    named = purchase.transaction_id
    turn.say("utter_proved", merchant=merchant.name, transaction_id=named)
    turn.note("bot", "proved the customer by email and transaction ID")


def _pair_differs(turn: Turn) -> bool:
    """Tell whether the claimed pair is another one than the record that was proved.

    What one of several senders says does not take the purchase from the others.
    """
    record, claim = turn.case.record(), turn.case.claim()
    named = [name for name in PAIR if claim.get(name)]
    if is_shared(turn.case):
        return False
    return any(_plain(claim[name]) != _plain(record.get(name)) for name in named)


def _plain(value: object) -> str:
    return "".join(c for c in str(value).casefold() if c.isalnum()).replace("o", "0")


def _forget_record(turn: Turn) -> None:
    """Proof falls when the pair changes, and with it all that the records said."""
    if turn.case.proved:
        # Before the first proof there is nothing but what staff looked up about this purchase.
        turn.case.facts[:] = [f for f in turn.case.facts if f.source != "record"]
    turn.case.proved = False
    turn.case.purchase_key = None


def _not_found(turn: Turn) -> None:
    tried = (turn.case.open_question or {}).get("tries", 0) + 1
    merchant = turn.merchant.name if turn.merchant else ""
    turn.note("bot", "could not prove the customer")
    if tried == 1:
        turn.say("utter_not_proved")
        turn.case.open_question = {"name": "identity", "fact": None, "tries": tried}
        turn.done = True
    else:
        turn.say("utter_go_on_unproved", merchant=merchant)
        turn.case.open_question = None
