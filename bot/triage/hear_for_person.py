"""Hear the answer to what a person asked for with one click; say nothing."""

from __future__ import annotations

from bot.cases.inbox import ASKED_BY_PERSON
from bot.cases.voices import is_guest
from bot.triage.meaning import facts_of
from bot.triage.take_facts import take_claims, take_unknowable
from bot.triage.turn import Turn
from bot.understand import understand
from bot.understand.understanding import Understanding


def hear_for_person(turn: Turn) -> bool:
    """Take the fact that was asked for into the case as a claim; return whether it was told.

    Nothing else of the message is taken: the person reads it, and can enter what they read there.
    An answer without the fact leaves the question open. What several customers say in one case
    is left to the person.
    """
    name, merchant = turn.asked_fact(), turn.merchant
    if not turn.is_asking(ASKED_BY_PERSON) or name is None or merchant is None:
        return False
    if is_guest(turn.case):
        return False
    understood = _understood(turn, name, merchant.zone)
    if name in understood.facts:
        take_claims(turn, {name: understood.facts[name]})
    elif name in understood.unknowable:
        take_unknowable(turn, frozenset({name}))
    if name not in turn.took:
        return False
    turn.said.clear()
    turn.case.open_question = None
    return True


def _understood(turn: Turn, name: str, zone: str) -> Understanding:
    if turn.pressed:
        return facts_of(turn.pressed)
    return understand(turn.message.text or "", now=turn.now, zone=zone, expecting=name)
