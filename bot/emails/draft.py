"""The email that asks the merchant for a refund, drafted from a case and its decision.

The customer reads it before it is filed, so it holds nothing that they may not know. Once it is
filed, a proved customer gets a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.cases.case import Case, Email
from bot.emails.fact_lines import (
    FactLine,
    fact_line,
    known_facts,
    label_in_email,
    words_for_staff,
)
from bot.emails.fill import fill
from bot.emails.reading import read_decision
from bot.emails.recipients import proved_address
from bot.emails.single_line import single_line
from bot.errors import NotAllowed
from bot.policy.fact_words import CHOICES
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue
from bot.values.times import parse_time, time_words

#: The outcomes that a request can be filed with, each with its folder under `templates/`.
OUTCOMES = ("eligible", "review", "not_eligible", "wait", "need_facts")
#: Told elsewhere in the email, or of no use to the merchant's staff.
_NOT_LISTED = ("currency", "chargeback_opened", "abuse_flags", "ground_confirmed")


def draft_request(
    case: Case, decision: Mapping[str, Any], merchant: Merchant, now: datetime
) -> Email:
    """Draft the request to the merchant; `to` is empty where the merchant's address is unknown.

    Args:
        case: gives the facts and the reference.
        decision: the decision in its JSON form.
        merchant: says what its emails must contain, and in which zone its staff read times.
        now: decides whether it is urgent.

    Raises:
        NotAllowed: the outcome is one that no request is filed with.
    """
    outcome = decision["outcome"]
    if outcome not in OUTCOMES:
        raise NotAllowed(
            f"No request is filed for the outcome '{outcome}'. Tell the steps instead."
        )
    facts = known_facts(case)
    asked_for = _asked_for(facts, merchant)
    subject, body = fill(
        outcome,
        ref=case.ref,
        merchant=merchant.name,
        urgent=urgent_word(decision, merchant, now),
        transaction=_words(facts, "transaction_id", merchant),
        asked_at=time_words(case.asked_at, merchant.zone, merchant.zone_words),
        needs=_lines(case, asked_for, merchant),
        others=_lines(case, _others(facts, (*asked_for, *case.left_out)), merchant),
        also_told=_also_told(case, facts),
        additions=[single_line(line, longest=300) for line in case.additions],
        not_given=_not_given(case, facts, merchant),
        chargeback=facts.get("chargeback_opened") is True,
        proved=case.proved,
        reading=read_decision(decision, merchant),
    )
    return Email("request", merchant.email_to or "", subject, body, now)


def draft_to_copy(case: Case, merchant: Merchant, now: datetime) -> Email:
    """Draft the customer's own letter to a company whose address is not known.

    The customer sends it, so it speaks for them and holds nothing but what they said.
    """
    facts = case.claim()
    asked_for = _asked_for(facts, merchant)
    names = (*asked_for, *_others(facts, (*asked_for, *case.left_out)))
    subject, body = fill(
        "to_copy",
        merchant=merchant.name,
        facts=[
            (label_in_email(name, merchant), words_for_staff(name, facts[name], merchant))
            for name in names
            if facts.get(name) is not None
        ],
        also_told=_also_told(case, facts),
        additions=[single_line(line, longest=300) for line in case.additions],
    )
    return Email("request", "", subject, body, now)


def draft_copy(case: Case, merchant: Merchant, now: datetime) -> Email | None:
    """Draft a copy of the case's request to the customer's address on record.

    Returns:
        None where the customer has not proved who they are, or there is no request.
    """
    address, request = proved_address(case), case.draft()
    if address is None or request is None:
        return None
    subject, body = fill(
        "copy",
        ref=case.ref,
        merchant=merchant.name,
        to=request.to,
        answer_by=read_decision(case.decision or {}, merchant).answer_by,
        subject=request.subject,
        body=request.body.rstrip(),
    )
    return Email("copy", address, subject, body, now)


def urgent_word(decision: Mapping[str, Any], merchant: Merchant, now: datetime) -> str:
    """Return the merchant's word for urgent where the time for asking is about to end, or "".

    It is true within the merchant's `urgent_within_hours` before the last instant, and at that
    instant itself.
    """
    request_by = (decision.get("deadlines") or {}).get("request_by")
    if not request_by or not merchant.urgent_subject or merchant.urgent_within_hours is None:
        return ""
    left = parse_time(request_by) - now
    is_urgent = timedelta(0) <= left < timedelta(hours=merchant.urgent_within_hours)
    return merchant.urgent_subject if is_urgent else ""


def _words(facts: Mapping[str, JsonValue], name: str, merchant: Merchant) -> str:
    value = facts.get(name)
    return "" if value is None else words_for_staff(name, value, merchant)


def _also_told(case: Case, facts: Mapping[str, JsonValue]) -> list[str]:
    """Return the problems that were told beside the one that is decided."""
    grounds = (str(each["ground"]) for each in case.aside)
    return [CHOICES["ground"][ground] for ground in grounds if ground != facts.get("ground")]


def _needs(facts: Mapping[str, JsonValue], merchant: Merchant) -> tuple[tuple[str, ...], ...]:
    """Return what the merchant asks for: groups of facts, of which each wants one."""
    product = facts.get("product")
    needs = merchant.needs_in_email(product if isinstance(product, str) else None)
    return tuple(tuple(need.split(" or ")) for need in needs)


def _asked_for(facts: Mapping[str, JsonValue], merchant: Merchant) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for need in _needs(facts, merchant) for name in need))


def _others(facts: Mapping[str, JsonValue], asked_for: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in facts if name not in asked_for and name not in _NOT_LISTED)


def _lines(case: Case, names: tuple[str, ...], merchant: Merchant) -> list[FactLine]:
    lines = (fact_line(case, name, merchant) for name in names)
    return [line for line in lines if line]


def _not_given(case: Case, facts: Mapping[str, JsonValue], merchant: Merchant) -> list[str]:
    """Name what the merchant asks for and nobody has said, and what the customer cannot say."""
    missing = []
    for need in _needs(facts, merchant):
        if any(facts.get(name) is not None for name in need):
            continue
        label = " or ".join(label_in_email(name, merchant) for name in need)
        cannot = bool(case.unknowable().intersection(need))
        missing.append(f"{label} (the customer was asked and cannot say)" if cannot else label)
    return missing
