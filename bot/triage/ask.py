"""Ask the one question that comes next."""

from __future__ import annotations

from bot.policy.fact_words import CHOICES, value_in_words
from bot.policy.facts import FACTS
from bot.triage.button import Button
from bot.triage.other_problem import put_aside
from bot.triage.prove import PAIR
from bot.triage.turn import Say, Turn
from bot.values.json_value import JsonValue

#: How somebody is reminded of a question: the first time, the second, and from then on.
REMINDERS = ("utter_still_needed", "utter_still_needed_again", "utter_still_needed_or_person")
#: The same where the email can go without the answer.
SOFT_REMINDERS = ("utter_still_useful", "utter_still_useful_again")
#: What the button for a company that is not among ours means.
OTHER_COMPANY = "merchant=?"


def ask_company(turn: Turn) -> None:
    """Ask which company it is about, while that is not known."""
    if turn.case.merchant is not None:
        return
    companies = sorted(turn.book.merchants.values(), key=lambda m: m.name)
    if turn.is_asking("company") and turn.pressed == OTHER_COMPANY:
        turn.say("utter_unknown_company", companies=", ".join(m.name for m in companies))
    else:
        buttons = [Button(m.name, f"merchant={m.id}") for m in companies]
        again = "utter_ask_company_again" if turn.is_asking("company") else "utter_ask_company"
        turn.say(again, *buttons, Button("Another company", OTHER_COMPANY))
    turn.ask("company")
    turn.done = True


def ask_reading(turn: Turn) -> None:
    """Ask which of two readings the customer meant; a wrong one is never taken in silence."""
    merchant = turn.merchant
    if not turn.readings or merchant is None:
        return
    name, values = next(iter(turn.readings.items()))
    told_as = "utter_which_reading"
    if name == "ground":
        # Two grounds are seldom two readings: both may be so.
        put_aside(turn, [str(value) for value in values])
        told_as = "utter_two_problems"
    buttons = (Button(value_in_words(name, v, merchant), f"{name}={_as_text(v)}") for v in values)
    turn.say(told_as, *buttons)
    turn.ask("fact", name)
    turn.done = True


def ask_identity(turn: Turn) -> None:
    """Ask for what is missing of the pair that proves the customer, if anything is."""
    merchant, claim = turn.merchant, turn.case.claim()
    unknowable = turn.case.unknowable()
    missing = [n for n in PAIR if not claim.get(n) and n not in unknowable]
    if turn.case.proved or merchant is None or not missing:
        return
    if len(missing) == len(PAIR):
        _say_or_remind(turn, "identity", "transaction_id", "utter_ask_email_and_transaction")
        turn.ask("identity", "transaction_id")
        turn.done = True
    else:
        ask_fact(turn, missing[0])


def ask_fact(turn: Turn, name: str, question: str = "fact") -> None:
    """Ask for one fact, in the light of what is known of it already.

    Args:
        turn: the message and its case; the company must be known.
        name: the fact.
        question: what the question is for: the decision ("fact") or the email ("need").
    """
    merchant = turn.merchant
    if merchant is None:
        return
    known = turn.case.claim().get(name)
    if name == "purchased_at" and known is not None:
        turn.say("utter_ask_purchased_at_exactly", time=value_in_words(name, known, merchant))
    else:
        say = question_about(turn, name)
        _say_or_remind(turn, question, name, say.response, *say.buttons, **say.values)
    turn.ask(question, name)
    turn.done = True


def question_about(turn: Turn, name: str) -> Say:
    """Return the question for one fact, as it is asked the first time."""
    merchant = turn.merchant.name if turn.merchant else ""
    values = {"merchant": merchant, "by_payment": _by_payment(turn)}
    return Say(f"utter_ask_{name}", values, tuple(_buttons(turn, name)))


def _say_or_remind(
    turn: Turn, question: str, fact: str, response: str, *buttons: Button, **values: str
) -> None:
    """Ask, or where it was asked before and something else came between, remind in other words."""
    times = turn.times_asked(question, fact)
    if not times:
        turn.say(response, *buttons, **values)
        return
    reminders = SOFT_REMINDERS if _can_do_without(turn, question, fact) else REMINDERS
    reminder = reminders[min(times, len(reminders)) - 1]
    needed = FACTS[fact].words if question != "identity" else "your email and the transaction ID"
    turn.say(reminder, *buttons, *turn.lookups.buttons_of(response), fact=needed)


def _can_do_without(turn: Turn, question: str, fact: str) -> bool:
    """Tell whether the email can be sent without this: a number that not everybody has at hand."""
    is_sent = turn.merchant is not None and turn.merchant.email_to is not None
    return is_sent and question == "need" and FACTS[fact].kind == "text"


def _buttons(turn: Turn, name: str) -> list[Button]:
    """Return the choices that the merchant's own words give; the others stand in domain.yml."""
    merchant = turn.merchant
    if merchant is None:
        return []
    if name == "product":
        return [Button(words, f"product={key}") for key, words in merchant.products.items()]
    if name == "payment_method":
        return [Button(words, f"{name}={key}") for key, words in CHOICES[name].items()]
    return []


def _by_payment(turn: Turn) -> str:
    """Return " by GCash", where the way of payment is known or the company takes but one."""
    merchant = turn.merchant
    if merchant is None:
        return ""
    ways = [way for way in merchant.payments if way in CHOICES["payment_method"]]
    known = {**turn.case.claim(), **turn.case.record()}.get("payment_method")
    way = known or (ways[0] if len(ways) == 1 else None)
    return f" by {value_in_words('payment_method', way, merchant)}" if way else ""


def _as_text(value: JsonValue) -> str:
    return f"{value['from']}..{value['to']}" if isinstance(value, dict) else str(value)
