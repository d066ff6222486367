"""A customer whose purchase has a request already, by somebody else or from another channel.

They proved the purchase, so they may know how its request stands, and what they tell counts for
staff. What the other one said, the draft and the decision on it are not theirs to read.
"""

from __future__ import annotations

from bot.cases.case import CaseFact
from bot.cases.voices import fill_gaps, is_guest
from bot.emails.differ import differ
from bot.policy.facts import FACTS
from bot.triage.hand_over import prepare_for_person
from bot.triage.promise import answer_by_words
from bot.triage.say_status import say_status
from bot.triage.turn import Turn
from bot.understand.understanding import Understanding

#: What a guest tells a person, also where nothing of it is a fact.
_TELLING = ("inform", "request_refund", "edit_email")


def greet_joined(turn: Turn) -> None:
    """Say once that the conversation goes on in the case that the purchase has."""
    if not turn.is_asking("joined"):
        return
    turn.case.open_question = None
    if is_guest(turn.case):
        turn.say("utter_joined_request", ref=turn.case.ref)
        say_status(turn, turn.case)
        turn.done = True
    else:
        turn.say("utter_joined", ref=turn.case.ref)


def take_from_guest(turn: Turn, understood: Understanding) -> None:
    """Add what nobody has told yet; what the guest tells otherwise is noted for staff."""
    facts = {n: v for n, v in understood.facts.items() if not FACTS[n].record_only}
    claims = [
        CaseFact(name, "claimed", value, turn.now, message_id=turn.message.id)
        for name, value in facts.items()
    ]
    known = turn.case.claim()
    left = fill_gaps(turn.case, claims)
    otherwise = {f.name: f.value for f in left if differ(f.name, f.value, known.get(f.name))}
    turn.took.update(facts)
    if facts:
        turn.note("customer", "told", facts=facts, said_otherwise=otherwise)


def answer_guest(turn: Turn) -> None:
    """Answer a guest: how the request stands, and that what they told is added to it."""
    if not is_guest(turn.case):
        return
    case = turn.case
    if turn.intent == "thank":
        turn.say("utter_thank")
    elif turn.intent == "goodbye":
        turn.say("utter_goodbye", ref=case.ref)
    elif turn.intent in _TELLING or turn.took:
        if case.who_speaks == "bot":
            prepare_for_person(turn, "told more by another sender")
        if case.answer_by is None:
            turn.say("utter_still_waiting_no_company", ref=case.ref)
        else:
            turn.say("utter_still_waiting", ref=case.ref, answer_by=answer_by_words(turn))
    elif not turn.said:
        turn.say("utter_guest", ref=case.ref)
    turn.done = True
