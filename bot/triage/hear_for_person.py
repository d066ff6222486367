"""Hear the answer to what a person asked for with one click; say nothing."""

from __future__ import annotations

from bot.cases.inbox import ASKED_BY_PERSON, asked_by_person
from bot.cases.voices import is_guest
from bot.triage.meaning import facts_of, possible
from bot.triage.take_facts import take_claims, take_unknowable
from bot.triage.turn import Turn
from bot.understand import understand
from bot.understand.understanding import Understanding


def hear_for_person(turn: Turn) -> bool:
    """Take what was asked for into the case as claims; return whether any of it was told.

    Nothing else of the message is taken: the person reads it, and can enter what they read there.
    A question that is not answered stays open, and so do two that a bare word could answer alike.
    What several customers say in one case is left to the person.
    """
    asked, merchant = asked_by_person(turn.case), turn.merchant
    if not asked or merchant is None or is_guest(turn.case):
        return False
    for name, understood in _answers(turn, asked, merchant.zone).items():
        if name in understood.facts:
            take_claims(turn, {name: understood.facts[name]})
        else:
            take_unknowable(turn, frozenset({name}))
    if not turn.took.intersection(asked):
        return False
    turn.said.clear()
    left = [name for name in asked if name not in turn.took]
    rest = {"name": ASKED_BY_PERSON, "fact": left[0], "asked": left} if left else None
    turn.case.open_question = rest
    return True


def _answers(turn: Turn, asked: list[str], zone: str) -> dict[str, Understanding]:
    """Return how the message is to be understood for each question that it answers."""
    if turn.pressed:
        pressed = facts_of(turn.pressed)
        return {name: pressed for name in asked if _tells(pressed, name)}
    plain = _understood(turn, zone, None)
    clear = {name: plain for name in asked if name in plain.facts}
    bare = {name: _understood(turn, zone, name) for name in asked if name not in clear}
    bare = {name: understood for name, understood in bare.items() if _tells(understood, name)}
    return {**clear, **(bare if len(bare) == 1 else {})}


def _tells(understood: Understanding, name: str) -> bool:
    return name in understood.facts or name in understood.unknowable


def _understood(turn: Turn, zone: str, expecting: str | None) -> Understanding:
    text = turn.message.text or ""
    return possible(understand(text, now=turn.now, zone=zone, expecting=expecting))
