"""A case in words, ready for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cases.case import Case, HistoryEntry
from bot.cases.hold import holder
from bot.desk.history_words import action_words, entry_words
from bot.desk.moments import (
    clock_words,
    deadline_words,
    left_words,
    moment_words,
    zone_note,
    zone_of,
)
from bot.desk.words import ACTORS, CHANNELS, REASONS, STATES, STATUSES, WHO_SPEAKS, in_words
from bot.emails.differ import differ
from bot.emails.fact_lines import label_in_email, words_for_staff
from bot.policy.fact_words import label_of
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue

NOT_KNOWN = "The customer was asked and cannot say"


@dataclass(frozen=True)
class FactView:
    """One fact: the customer's word, the record's, and whether they exclude each other."""

    name: str
    label: str
    claimed: str
    record: str
    differs: bool


def case_view(case: Case, merchant: Merchant | None, now: datetime, me: str) -> dict[str, Any]:
    """Return the head of the page: who speaks, who has it, customer, times."""
    return {
        "ref": case.ref,
        "merchant": merchant.name if merchant else case.merchant or "Company not known yet",
        "state": case.who_speaks,
        "state_words": STATES[case.who_speaks],
        "who_speaks": _who_speaks(case, me),
        "held": _held(case, merchant, now),
        "status": in_words(STATUSES, case.status),
        "proved": "Has proved who they are" if case.proved else "Has not proved who they are",
        "is_proved": case.proved,
        "channel": in_words(CHANNELS, case.channel),
        "asked_at": moment_words(case.asked_at, merchant),
        "waits": left_words(case.waiting_since, now) if case.waiting_since else "",
        "reason": in_words(REASONS, case.reason),
        "due": deadline_words(case.answer_by, merchant) if case.answer_by else "",
        "due_in": left_words(case.answer_by, now),
        "overdue": case.answer_by is not None and case.answer_by < now,
        "summary": case.summary or "",
        "zone_note": zone_note(merchant, case.customer_zone, now),
    }


def _who_speaks(case: Case, me: str) -> str:
    if case.who_speaks != "human" or case.held_by is None:
        return in_words(WHO_SPEAKS, case.who_speaks)
    return "You" if case.held_by == me else case.held_by


def _held(case: Case, merchant: Merchant | None, now: datetime) -> str:
    """Say until when whoever speaks has the case, or that they have let it lie."""
    if case.who_speaks != "human" or case.held_by is None or case.held_until is None:
        return ""
    if holder(case, now) is not None:
        return f"until {clock_words(case.held_until, merchant)} {zone_of(merchant).words}"
    return "Nothing was done for half an hour; anybody may take over."


def fact_views(case: Case, merchant: Merchant | None) -> list[FactView]:
    """Return every fact once, in the order in which they became known.

    Staff see the record whether or not the customer has proved who they are.
    """
    claims, records = case.claim(), case.record()
    return [
        FactView(
            name=name,
            label=label_in_email(name, merchant) if merchant else label_of(name),
            claimed=NOT_KNOWN if name in case.unknowable() else _words(name, claims, merchant),
            record=_words(name, records, merchant),
            differs=differ(name, claims.get(name), records.get(name)),
        )
        for name in dict.fromkeys(fact.name for fact in case.facts)
    ]


def _words(name: str, facts: dict[str, JsonValue], merchant: Merchant | None) -> str:
    if facts.get(name) is None:
        return ""
    return words_for_staff(name, facts[name], merchant) if merchant else str(facts[name])


def history_views(
    history: Sequence[HistoryEntry], merchant: Merchant | None
) -> list[dict[str, str]]:
    """Return who did what, oldest first."""
    return [
        {
            "at": moment_words(entry.at, merchant),
            "actor": in_words(ACTORS, entry.actor) if entry.actor in ACTORS else entry.actor,
            "action": action_words(entry.action),
            "detail": entry_words(entry.action, entry.detail, merchant),
        }
        for entry in history
    ]


def note_views(history: Sequence[HistoryEntry], merchant: Merchant | None) -> list[dict[str, str]]:
    """Return the private notes, newest first; of an erased one nothing is left."""
    notes = [entry for entry in history if entry.action == "noted" and entry.detail]
    return history_views(notes[::-1], merchant)


def other_case_views(cases: Sequence[Case], merchants: Any) -> list[dict[str, str]]:
    """Return the customer's other cases, each in a line."""
    return [
        {
            "ref": case.ref,
            "state": STATES[case.who_speaks],
            "status": in_words(STATUSES, case.status),
            "at": moment_words(case.asked_at, merchants.get(case.merchant or "")),
        }
        for case in cases
    ]
