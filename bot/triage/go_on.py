"""Say the next thing: the question that matters, the summary, the decision, the draft.

This is the whole conversation. Each step looks at the case and either speaks and ends the
turn, or leaves it to the next step; no state is kept anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.emails.fact_lines import known_facts
from bot.policy.decision import Decision
from bot.triage.answer_status import answer_any_reference
from bot.triage.ask import ask_company, ask_fact, ask_identity, ask_reading
from bot.triage.ask_again import ask_again
from bot.triage.closed_case import answer_paid_back, answer_while_closed
from bot.triage.deadline import tell_deadline
from bot.triage.decide_case import decide_case
from bot.triage.file_request import offer_to_file
from bot.triage.follow_up import reply_to_follow_up
from bot.triage.guest import answer_guest
from bot.triage.hand_over import bring_up_to_date, hand_over, prepare_for_person
from bot.triage.keep_decision import ANSWER, heard, keep_told
from bot.triage.not_understood import not_understood
from bot.triage.other_problem import look_at_others
from bot.triage.pick_purchase import offer_purchases
from bot.triage.promise import answer_by_words
from bot.triage.prove import PAIR
from bot.triage.reply_to_question import reply_to_question
from bot.triage.say_hours import say_hours
from bot.triage.summary import summary_lines
from bot.triage.turn import Turn

Step = Callable[[Turn], None]

_YES_OR_NO = ("affirm", "deny")
#: Facts that a customer either has at hand or not, so that "yes" means "I have it".
_BY_HEART = ("account_email", "transaction_id", "payment_reference")

#: The open questions that belong to sending the email; a case that waits keeps them.
FILING = ("need", "file", "send_later", "write", "edit")


def go_on(turn: Turn) -> None:
    """Say the next thing on the case."""
    for step in (
        answer_any_reference,
        answer_while_closed,
        reply_to_follow_up,
        answer_guest,
        _while_waiting,
        ask_again,
        reply_to_question,
        _nothing_told,
        _after_filing,
        _already_asked,
        _small_talk,
        answer_paid_back,
        ask_company,
        ask_reading,
        offer_purchases,
        _decide_or_ask,
    ):
        if turn.done:
            return
        step(turn)


def _while_waiting(turn: Turn) -> None:
    """While a person is awaited the bot tells no decision; it only completes the email."""
    if turn.case.who_speaks != "waiting":
        return
    if turn.took:
        bring_up_to_date(turn)
    if _question(turn) in FILING:
        reply_to_question(turn)
        if not turn.done:
            offer_to_file(turn)
    else:
        _small_talk(turn)
        if not turn.done and turn.intent != "thank":
            _say_still_waiting(turn)
    turn.done = True


def _say_still_waiting(turn: Turn) -> None:
    if turn.case.answer_by is None:
        turn.say("utter_still_waiting_no_company", ref=turn.case.ref)
    else:
        turn.say("utter_still_waiting", ref=turn.case.ref, answer_by=answer_by_words(turn))


def _nothing_told(turn: Turn) -> None:
    """An answer that should tell a fact and tells none was not understood."""
    told = turn.took or turn.readings or turn.pressed or turn.is_told
    if told or turn.case.open_question is None:
        return
    if turn.asked_fact() in _BY_HEART and turn.intent == "affirm" and not turn.case.misunderstood:
        turn.case.misunderstood += 1
        turn.say("utter_please_send")
        turn.done = True
    elif turn.intent == "inform" or (turn.asked_fact() and turn.intent in _YES_OR_NO):
        not_understood(turn)


def _question(turn: Turn) -> str | None:
    return (turn.case.open_question or {}).get("name")


def _after_filing(turn: Turn) -> None:
    """A correction after the email went out is told to a person; the email stays as it was."""
    if turn.is_filed and turn.corrected:
        hand_over(turn, "changed after filing")


def _small_talk(turn: Turn) -> None:
    if turn.intent == "goodbye":
        turn.say("utter_goodbye", ref=turn.case.ref)
        turn.done = True
    if turn.intent == "thank":
        turn.say("utter_thank")
        turn.done = turn.case.decision is not None
    if turn.intent == "greet" and not turn.first:
        turn.say("utter_greet")


def _already_asked(turn: Turn) -> None:
    """One purchase gets one request: a second one goes to the person who has the first."""
    if turn.earlier is not None:
        turn.say("utter_already_asked", ref=turn.earlier.ref)
        hand_over(turn, "asked before")


def _decide_or_ask(turn: Turn) -> None:
    """Ask for what can still change the answer, else say the answer, else offer to send it."""
    decision = decide_case(turn.book, turn.case)
    tell_deadline(turn, decision)
    for step in (
        _ask_missing,
        _ask_what_happened,
        _ask_identity,
        _ask_amount,
        _ask_to_confirm,
        _tell,
        _offer,
    ):
        step(turn, decision)
        if turn.done:
            return


def _ask_missing(turn: Turn, decision: Decision) -> None:
    """Ask for the most useful fact, or for the proof that would answer several at once."""
    if decision.outcome != "need_facts":
        return
    if _asks_again(turn, decision):
        # What was told cannot all be true; the decision's words say so and ask again.
        turn.say("utter_not_possible", words=decision.words)
        turn.ask("fact", decision.missing[0])
        turn.done = True
        return
    # Who has told nothing yet is asked openly; a story answers several questions at once.
    begins = not turn.case.facts and "ground" in decision.missing
    name = "ground" if begins else decision.missing[0]
    askable_by_record = [fact for fact in decision.missing if fact != "ground"]
    if name != "ground" and len(askable_by_record) > 1 and _half_of_pair(turn):
        ask_identity(turn)
    if not turn.done:
        ask_fact(turn, name)


def _ask_what_happened(turn: Turn, decision: Decision) -> None:
    """Ask for the reason, where a person decides either way: they have to know it."""
    known = known_facts(turn.case)
    is_unknown = known.get("ground") is None and "ground" not in turn.case.unknowable()
    if decision.outcome == "review" and is_unknown and not turn.case.confirmed:
        ask_fact(turn, "ground")


def _asks_again(turn: Turn, decision: Decision) -> bool:
    """Tell whether a fact is asked for that was told already, and exactly."""
    told = turn.case.claim()
    return any(name in told and not isinstance(told[name], dict) for name in decision.missing)


def _half_of_pair(turn: Turn) -> bool:
    """Tell whether one more answer proves the customer and brings the records in."""
    claim = turn.case.claim()
    return sum(bool(claim.get(name)) for name in PAIR) == 1


def _ask_identity(turn: Turn, _decision: Decision) -> None:
    """Ask who the customer is, where there is a company to ask for anything at all."""
    if turn.merchant is None or turn.merchant.email_to is None:
        return
    if heard(turn.case.decision) is None or not turn.case.confirmed:
        ask_identity(turn)


def _ask_amount(turn: Turn, decision: Decision) -> None:
    """Ask for what is still missing once the outcome is settled: it changes the amount alone."""
    if decision.missing:
        ask_fact(turn, decision.missing[0])


def _ask_to_confirm(turn: Turn, _decision: Decision) -> None:
    lines = summary_lines(turn)
    if turn.case.confirmed or not lines:
        return
    if turn.is_asking("confirm") and not turn.took:
        turn.say("utter_confirm_again", *turn.lookups.buttons_of("utter_summary"))
    else:
        turn.say("utter_summary", facts="\n".join(lines))
    turn.ask("confirm")
    turn.done = True


def _tell(turn: Turn, decision: Decision) -> None:
    """Say the decision, once, and again when it changed."""
    told, now = heard(turn.case.decision), decision.to_json()
    if told is not None and _same_answer(told, now):
        if turn.is_asking("confirm"):
            turn.say("utter_decision_same")
        return
    if told is not None:
        turn.say("utter_decision_changed")
    turn.say("utter_decision", words=decision.words)
    if decision.next_words:
        turn.say("utter_next", words=decision.next_words)
    keep_told(turn, decision)
    counts = look_at_others(turn, decision)
    turn.case.decision = counts.to_json()
    _after_decision(turn, counts)


def _same_answer(told: dict[str, object], now: dict[str, object]) -> bool:
    return all(told[key] == now[key] for key in ANSWER)


def _after_decision(turn: Turn, decision: Decision) -> None:
    """Bring in a person where the policy does not settle it, and say the way on."""
    if decision.outcome == "review":
        prepare_for_person(turn, str(decision.because))
        turn.say("utter_review_handed_over", ref=turn.case.ref)
        say_hours(turn)


def _offer(turn: Turn, decision: Decision) -> None:
    """Offer to send the email that a refund or a review needs; else ask what else there is."""
    outcome = str((turn.case.decision or {}).get("outcome", decision.outcome))
    if outcome in ("eligible", "review", "wait") and not turn.is_filed:
        offer_to_file(turn)
    elif outcome == "not_eligible":
        turn.say("utter_refused_way_on")
        turn.ask("refused")
        turn.done = True
    if not turn.done:
        turn.say("utter_anything_else")
        turn.ask("anything_else")
        turn.done = True
