"""Give the facts of a message to the case, before anything is answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.cases.case import CaseFact
from bot.cases.voices import is_guest, is_shared
from bot.emails.differ import differ
from bot.errors import BadInput
from bot.policy.fact_words import label_of, value_in_words
from bot.policy.facts import FACTS, is_fact, parse_fact
from bot.triage.closed_case import meet_closed_case
from bot.triage.decide_case import decide_case
from bot.triage.guest import greet_joined, take_from_guest
from bot.triage.meaning import facts_of, possible
from bot.triage.pick_purchase import take_vouched_account
from bot.triage.prove import prove_customer
from bot.triage.say_first import say_first
from bot.triage.turn import Turn
from bot.understand.company import companies_named
from bot.understand.understanding import Understanding
from bot.values.json_value import JsonValue

#: Intents that say nothing by themselves.
VAGUE = ("inform", "ask_back", "out_of_scope", "affirm", "deny")
#: Facts that a customer may find later; that they may is said once, and kept in `Case.told`.
LOOKED_UP = {"transaction_id", "payment_reference", "account_email", "purchased_at"}
CANNOT_SAY = "may be sent later"
#: Kept in `Case.told` where the customer named the company, and not the door.
COMPANY_TOLD = "company by the customer"


def take_facts(turn: Turn) -> None:
    """Give what the message tells to the case: its words, or the pressed button's meaning."""
    say_first(turn)
    understood = facts_of(turn.pressed) if turn.pressed else possible(turn.understood)
    if _is_other_purchase(turn, understood):
        turn.is_other_purchase = turn.done = True
        return
    meet_closed_case(turn, understood)
    if turn.done or turn.case.who_speaks == "closed":
        return
    greet_joined(turn)
    if is_guest(turn.case):
        take_from_guest(turn, understood)
        return
    take_vouched_account(turn)
    _take_pressed_company(turn)
    _take_company(turn)
    _withdraw(turn, understood.withdrawn)
    facts = {**understood.facts, **_swapped(turn, understood)}
    take_claims(turn, {**facts, **_answer_by_yes_or_no(turn, understood)})
    _take_cancelling(turn)
    take_unknowable(turn, understood.unknowable | _has_none(turn, understood))
    turn.readings = dict(understood.readings)
    if understood.future:
        turn.is_told = True
        turn.say("utter_time_ahead")
    _say_times_back(turn, understood.facts)
    was_proved = turn.case.proved
    prove_customer(turn)
    if was_proved:
        _say_what_is_on_record(turn)
    if turn.took or turn.intent not in VAGUE:
        turn.case.misunderstood = 0


def _swapped(turn: Turn, understood: Understanding) -> dict[str, JsonValue]:
    """Read "500 not 5000" as a correction of the claim that has the old value."""
    claim = turn.case.claim()
    return {
        name: swapped
        for new, old in understood.swaps
        for name, value in claim.items()
        if (swapped := _swap(name, value, new, old)) is not None
    }


def _swap(name: str, value: JsonValue, new: str, old: str) -> JsonValue:
    """Return the new value in the fact's own form, if `value` is the old one; else None."""
    try:
        if parse_fact(name, _in_form(name, old)) != parse_fact(name, value):
            return None
        parse_fact(name, _in_form(name, new))
    except BadInput:
        return None
    return _in_form(name, new)


def _in_form(name: str, text: str) -> JsonValue:
    return int(text) if FACTS[name].kind == "count" and text.isdigit() else text


def _is_other_purchase(turn: Turn, understood: Understanding) -> bool:
    """Tell whether a message to a case that is settled on one purchase is about another one.

    Settled on one is a case that is filed, that was closed before, or that several senders share.
    """
    case, facts = turn.case, understood.facts
    if not (turn.is_filed or is_shared(case) or case.closed_at):
        return False
    if turn.intent == "request_refund" and case.proved:
        # "And my token too", without its ID: the record says that the case is about credits.
        product = facts.get("product")
        if differ("product", product, case.record().get("product")):
            return True
    known = {**case.claim(), **case.record()}
    name = "transaction_id"
    return differ(name, facts.get(name), known.get(name))


def _say_what_is_on_record(turn: Turn) -> None:
    """Say where the record outweighs what the message told, instead of swallowing it."""
    merchant, record, claim = turn.merchant, turn.case.record(), turn.case.claim()
    if merchant is None or not turn.case.proved:
        return
    for name in sorted(turn.took & record.keys() & claim.keys()):
        if differ(name, claim[name], record[name]):
            value = value_in_words(name, record[name], merchant)
            turn.say("utter_record_says", merchant=merchant.name, label=label_of(name), value=value)


def _take_pressed_company(turn: Turn) -> None:
    name, _, merchant = (turn.pressed or "").partition("=")
    if name == "merchant" and merchant in turn.book.merchants:
        _settle_company(turn, merchant)


def _take_company(turn: Turn) -> None:
    """Take the company from the words, where they name exactly one.

    A company that the door gave is never changed by a word in a sentence; one that the customer
    named can be corrected until the request is filed.
    """
    known = turn.case.merchant
    is_settled = turn.is_filed or is_shared(turn.case)
    if known is not None and (COMPANY_TOLD not in turn.case.told or is_settled):
        return
    found = named_companies(turn)
    if len(found) == 1 and found[0] != known:
        _settle_company(turn, found[0])
        if known is not None and turn.merchant is not None:
            turn.case.confirmed = False
            turn.say("utter_company_corrected", merchant=turn.merchant.name)


def named_companies(turn: Turn) -> tuple[str, ...]:
    """Return the ids of the companies that the message names, or may mean."""
    names = {m.id: (m.name, *m.also_known_as) for m in turn.book.merchants.values()}
    return companies_named(turn.message.text or "", names)


def _settle_company(turn: Turn, merchant: str) -> None:
    turn.case.merchant = merchant
    turn.took.add("merchant")
    turn.case.told = [*turn.case.told, COMPANY_TOLD]
    turn.note("customer", "named the company", merchant=merchant)
    for earlier in turn.read_again():
        for name, value in earlier.facts.items():
            _take_claim(turn, name, value)


def _withdraw(turn: Turn, names: frozenset[str]) -> None:
    claims = [f for f in turn.case.facts if f.source == "claimed" and f.name in names]
    for fact in claims:
        turn.case.facts.remove(fact)
        turn.took.add(fact.name)
    if claims:
        turn.case.confirmed = False
        turn.say("utter_withdrawn")
        turn.note("customer", "took back", facts=sorted(fact.name for fact in claims))


def _answer_by_yes_or_no(turn: Turn, understood: Understanding) -> dict[str, JsonValue]:
    """Read yes and no in the light of the open question, where the words told no fact of it."""
    name = turn.asked_fact()
    if name is None or name in understood.facts or turn.intent not in ("affirm", "deny"):
        return {}
    if understood.facts.keys() & turn.case.claim().keys():
        # "No, it was Monday" denies what was said before, not what is asked.
        return {}
    said_yes = turn.intent == "affirm"
    if FACTS[name].kind == "flag":
        return {name: said_yes}
    if FACTS[name].kind == "count":
        return {name: {"from": 1, "to": None} if said_yes else 0}
    return {}


def _has_none(turn: Turn, understood: Understanding) -> frozenset[str]:
    """Read a no to the question for an id as having none."""
    name = turn.asked_fact()
    if name is None or name in understood.facts or turn.intent != "deny" or turn.took:
        return frozenset()
    return frozenset({name}) if name in ("transaction_id", "payment_reference") else frozenset()


def take_claims(turn: Turn, facts: dict[str, JsonValue]) -> None:
    """Take what the customer told, and say back what they changed by it."""
    corrected = [name for name, value in facts.items() if _take_claim(turn, name, value)]
    if facts:
        turn.note("customer", "told", facts=facts)
    if corrected:
        turn.corrected.update(corrected)
        turn.case.confirmed = False
        _say_changes(turn, {name: facts[name] for name in corrected})


def _say_changes(turn: Turn, changes: Mapping[str, JsonValue]) -> None:
    """Say back what was changed, and to what."""
    merchant = turn.merchant
    if merchant is not None:
        said = (f"{label_of(n)}: {value_in_words(n, v, merchant)}" for n, v in changes.items())
        turn.say("utter_corrected", changes="; ".join(said))


def _take_cancelling(turn: Turn) -> None:
    """Take the wish to cancel for the answer to whether they want to, where that is to be asked."""
    if turn.intent != "cancel_service" or turn.merchant is None:
        return
    if "wants_to_cancel" in decide_case(turn.book, turn.case).missing:
        take_claims(turn, {"wants_to_cancel": True})


def _take_claim(turn: Turn, name: str, value: JsonValue) -> bool:
    """Take one claim; return whether it corrects an earlier one."""
    if not is_fact(name, value) or FACTS[name].record_only:
        return False
    turn.took.add(name)
    earlier = next((f for f in turn.case.facts if f.name == name and f.source == "claimed"), None)
    if earlier is None:
        turn.case.facts.append(
            CaseFact(name, "claimed", value, turn.now, message_id=turn.message.id)
        )
        return False
    corrects = not earlier.unknowable and not _narrows(value, earlier.value)
    earlier.value, earlier.unknowable = value, False
    earlier.at, earlier.message_id = turn.now, turn.message.id
    return corrects


def _say_times_back(turn: Turn, facts: Mapping[str, JsonValue]) -> None:
    """Say a time from the customer's words back in full: a wrong one is never taken in silence."""
    merchant = turn.merchant
    if merchant is None or turn.pressed:
        return
    for name, value in facts.items():
        if FACTS[name].kind == "time" and value != "none" and name not in turn.corrected:
            turn.say("utter_time_understood", time=value_in_words(name, value, merchant))


def take_unknowable(turn: Turn, names: frozenset[str]) -> None:
    """Note what the customer cannot say; what they said of it before stays."""
    known = sorted(names & set(FACTS))
    for name in known:
        turn.took.add(name)
        claims = (f for f in turn.case.facts if f.name == name and f.source == "claimed")
        fact = next(claims, None)
        if fact is None:
            fact = CaseFact(name, "claimed", None, turn.now, message_id=turn.message.id)
            turn.case.facts.append(fact)
        fact.unknowable = True
    if known:
        turn.note("customer", "could not say", facts=known)
    if set(known) & LOOKED_UP and CANNOT_SAY not in turn.case.told:
        turn.case.told = [*turn.case.told, CANNOT_SAY]
        turn.say("utter_cannot_say")


def _narrows(value: JsonValue, earlier: JsonValue) -> bool:
    """Tell whether `value` says the same as `earlier` or lies within it."""
    if value == earlier:
        return True
    if not isinstance(earlier, dict):
        return False
    low, high = _ends(value)
    return _at_least(low, earlier["from"]) and _at_least(earlier["to"], high)


def _ends(value: JsonValue) -> tuple[JsonValue, JsonValue]:
    return (value["from"], value["to"]) if isinstance(value, dict) else (value, value)


def _at_least(value: JsonValue, bound: JsonValue) -> bool:
    """Compare two ends of intervals of one fact; an open end bounds nothing."""
    if bound is None or value is None:
        return bound is None or value is None
    if isinstance(value, str) and isinstance(bound, str):
        return datetime.fromisoformat(value) >= datetime.fromisoformat(bound)
    return isinstance(value, int) and isinstance(bound, int) and value >= bound
