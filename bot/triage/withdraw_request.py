"""Withdraw the request: nothing is sent, or a person stops what was."""

from __future__ import annotations

from bot.triage.hand_over import prepare_for_person
from bot.triage.turn import Turn


def withdraw_request(turn: Turn) -> None:
    """Say that nothing is sent; where it was sent already, let a person stop it.

    "I don't need it any more" withdraws a request that is filed; before that, it says why the
    money should come back.
    """
    if turn.case.who_speaks == "closed":
        return
    if turn.is_filed:
        turn.note("customer", "withdrew the request")
        if turn.case.who_speaks == "bot":
            prepare_for_person(turn, "withdrawn")
        turn.say("utter_withdrawal_noted", ref=turn.case.ref)
        turn.done = True
    elif "ground" not in turn.took and turn.case.who_speaks == "bot":
        turn.note("customer", "withdrew the request")
        turn.say("utter_nothing_sent", ref=turn.case.ref)
        turn.ask("send_later")
        turn.done = True
