"""What is said when a message was not understood: once an apology, twice a person."""

from __future__ import annotations

from bot.triage.button import Button
from bot.triage.turn import Turn

#: How many misunderstandings in a row offer a person.
PATIENCE = 2

#: The intents that can be offered as buttons, in the customer's words.
READINGS = {
    "request_refund": "Ask for a refund",
    "ask_refund_policy": "Ask about the policy",
    "ask_how_long": "Ask how long it takes",
    "check_refund_status": "Ask about my request",
    "cancel_service": "Cancel a service",
    "request_human": "Talk to a person",
    "start_over": "Start again",
}


def not_understood(turn: Turn) -> None:
    """Say that the message was not understood; offer a person the second time in a row.

    A message that told a fact was understood, whatever its intent.
    """
    if turn.took or turn.readings or _is_waiting(turn) or turn.is_asking("edit"):
        return
    turn.case.misunderstood += 1
    if turn.case.misunderstood >= PATIENCE:
        turn.case.misunderstood = 0
        turn.say("utter_offer_person")
        turn.ask("person")
        turn.done = True
    elif (turn.message.text or "").strip():
        turn.say("utter_out_of_scope")
    else:
        turn.say("utter_nothing_written")


def ask_back(turn: Turn, likeliest: list[str]) -> None:
    """Ask which of the likeliest readings was meant.

    Args:
        turn: the message and its case.
        likeliest: names of intents, the likeliest first; those without a title are left out.
    """
    titles = [name for name in likeliest if name in READINGS][:2]
    if turn.took or turn.readings or _is_waiting(turn) or not titles:
        not_understood(turn)
        return
    turn.case.misunderstood += 1
    if turn.case.misunderstood >= PATIENCE:
        turn.case.misunderstood -= 1
        not_understood(turn)
        return
    turn.say("utter_did_you_mean", *(Button(READINGS[name], name) for name in titles))
    turn.done = True


def _is_waiting(turn: Turn) -> bool:
    return turn.case.who_speaks == "waiting"
