"""A case in words, ready for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cases.case import Case, HistoryEntry, Message
from bot.desk.history_words import detail_words
from bot.desk.moments import deadline_words, moment_words
from bot.desk.words import ACTORS, AUTHORS, CHANNELS, EMAIL_STATES, REASONS, WHO_SPEAKS, in_words
from bot.emails.differ import differ
from bot.emails.fact_lines import label_in_email, words_for_staff
from bot.policy.fact_words import label_of
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue

NOT_KNOWN = "The customer was asked and cannot say"


@dataclass(frozen=True)
class FactView:
    """One fact: the customer's word, the record's, and whether they exclude each other."""

    label: str
    claimed: str
    record: str
    differs: bool


def case_view(case: Case, merchant: Merchant | None, now: datetime) -> dict[str, Any]:
    """Return the head of the page: state, customer, times."""
    return {
        "ref": case.ref,
        "merchant": merchant.name if merchant else case.merchant or "Company not known yet",
        "who_speaks": in_words(WHO_SPEAKS, case.who_speaks),
        "status": in_words({}, case.status),
        "proved": "Has proved who they are" if case.proved else "Has not proved who they are",
        "channel": in_words(CHANNELS, case.channel),
        "asked_at": moment_words(case.asked_at, merchant),
        "reason": in_words(REASONS, case.reason),
        "due": deadline_words(case.answer_by, merchant) if case.answer_by else "",
        "overdue": case.answer_by is not None and case.answer_by < now,
        "summary": case.summary or "",
    }


def fact_views(case: Case, merchant: Merchant | None) -> list[FactView]:
    """Return every fact once, in the order in which they became known.

    Staff see the record whether or not the customer has proved who they are.
    """
    claims, records = case.claim(), case.record()
    return [
        FactView(
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


def message_views(messages: Sequence[Message], merchant: Merchant | None) -> list[dict[str, str]]:
    """Return what was said, oldest first."""
    return [
        {
            "author": message.author,
            "from": in_words(AUTHORS, message.author),
            "at": moment_words(message.at, merchant),
            "text": message.text or "(no words)",
        }
        for message in messages
    ]


def email_view(case: Case) -> dict[str, str] | None:
    """Return the newest email to the merchant, if there is one."""
    email = case.draft()
    if email is None:
        return None
    return {
        "state": in_words(EMAIL_STATES, email.state),
        "to": email.to or "The merchant's address is not known",
        "subject": email.subject,
        "body": email.body,
    }


def history_views(
    history: Sequence[HistoryEntry], merchant: Merchant | None
) -> list[dict[str, str]]:
    """Return who did what, oldest first."""
    return [
        {
            "at": moment_words(entry.at, merchant),
            "actor": in_words(ACTORS, entry.actor),
            "action": entry.action.replace("_", " "),
            "detail": detail_words(entry.detail, merchant),
        }
        for entry in history
    ]
