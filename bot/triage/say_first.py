"""What is said before anything else: who answers, and what to know about this message."""

from __future__ import annotations

from bot.cases.inbox import INTRODUCED
from bot.triage.turn import Turn
from bot.understand.clean import LONGEST
from bot.understand.gloss import gloss
from bot.values.card_numbers import HIDDEN

#: Kept in `Case.told` once the customer knows that answers come in plain English.
ENGLISH = "plain English"


def say_first(turn: Turn) -> None:
    """Introduce the case where it begins, and say what the message itself calls for."""
    _introduce(turn)
    text = turn.message.text or ""
    if ENGLISH not in turn.case.told and not turn.pressed and gloss(text) != text:
        turn.case.told = [*turn.case.told, ENGLISH]
        turn.say("utter_plain_english")
    if len(text) > LONGEST:
        turn.say("utter_message_too_long", limit=str(LONGEST))
    if HIDDEN in text:
        turn.say("utter_card_hidden")


def _introduce(turn: Turn) -> None:
    if turn.is_asking("new_purchase"):
        turn.say("utter_another_purchase", ref=turn.case.ref)
        turn.case.open_question = None
    elif turn.is_asking("after_closed"):
        turn.say("utter_after_closed", ref=str((turn.case.open_question or {}).get("ref")))
        turn.case.open_question = None
    elif turn.first and INTRODUCED not in turn.case.told:
        turn.say("utter_intro")
