"""Withdraw the request: nothing is sent, or a person stops what was."""

from __future__ import annotations

from bot.triage.hand_over import hand_over
from bot.triage.turn import Turn


def withdraw_request(turn: Turn) -> None:
    """Say that nothing is sent; where it was sent already, let a person stop it."""
    if "ground" in turn.took:
        # "I don't need it any more" says why the money should come back.
        return
    draft = turn.case.draft()
    turn.note("customer", "withdrew the request")
    if draft is not None and draft.state != "draft":
        hand_over(turn, "withdrawn")
    elif turn.case.who_speaks == "bot":
        turn.say("utter_nothing_sent", ref=turn.case.ref)
        turn.ask("send_later")
        turn.done = True
