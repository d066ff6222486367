"""A second problem in one message: put aside, and looked at after the first is decided."""

from __future__ import annotations

from bot.policy.decision import Decision
from bot.policy.fact_words import CHOICES
from bot.triage.decide_case import decide_case
from bot.triage.turn import Turn

#: Kept in `Case.told` once the other problems were spoken of.
TOLD = "other problems"
#: Where the first problem comes to nothing yet, another one is decided too.
_COME_TO_NOTHING = ("not_eligible", "wait")
_COME_TO_MORE = ("eligible", "review")


def put_aside(turn: Turn, grounds: list[str]) -> None:
    """Keep the problems that were told together, until each was looked at."""
    turn.case.aside = [{"ground": ground} for ground in grounds]


def other_problems(turn: Turn) -> list[str]:
    """Return the grounds that were put aside and are not the one being looked at."""
    now = turn.case.claim().get("ground")
    return [str(each["ground"]) for each in turn.case.aside if each.get("ground") != now]


def look_at_others(turn: Turn, decision: Decision) -> Decision:
    """Speak of the other problems, once; return the decision that counts.

    A refund or a person comes of the first problem: then the others are noted, and stand in the
    email. Else each is decided too, and the case goes on with the first that comes to more.
    """
    counts = decision
    for ground in [] if TOLD in turn.case.told else other_problems(turn):
        words = CHOICES["ground"][ground]
        if counts.outcome not in _COME_TO_NOTHING:
            turn.say("utter_other_problem_noted", ground=words, ref=turn.case.ref)
            continue
        other = decide_case(turn.book, turn.case, ground=ground)
        if other.outcome == "need_facts":
            turn.say("utter_other_problem_noted", ground=words, ref=turn.case.ref)
            continue
        turn.say("utter_other_problem", ground=words, words=other.words)
        turn.note("bot", "looked at another problem", ground=ground, outcome=other.outcome)
        if other.outcome in _COME_TO_MORE:
            _go_on_with(turn, ground)
            counts = other
    if turn.case.aside:
        turn.case.told = [*turn.case.told, TOLD]
    return counts


def _go_on_with(turn: Turn, ground: str) -> None:
    for fact in turn.case.facts:
        if fact.name == "ground" and fact.source == "claimed":
            fact.value, fact.at = ground, turn.now
