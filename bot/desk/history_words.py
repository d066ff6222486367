"""What was noted with a step of a case's history, in words for staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.desk.delivery_words import undelivered_words
from bot.desk.history_parts import fact_value, fact_words, part_words
from bot.policy.fact_words import label_of
from bot.policy.facts import FACTS
from bot.policy.merchant import Merchant

#: Kept for the record; the case's page shows the decision in a section of its own.
SHOWN_ELSEWHERE = frozenset({"decision", "deadlines"})
#: What was done, where the history's own words are short for it.
ACTIONS = {
    "opened": "opened the case",
    "told": "told facts",
    "ask_person": "passed the case to a person",
    "take_over": "took over",
    "hand_back": "handed the case back to the assistant",
    "close": "closed the case",
    "reopen": "opened the case again",
    "settled": "noted how it ended",
    "not delivered": "could not reach the customer",
    "withheld": "kept back an answer, because a person had taken over",
    "gave the reason": "said why it was closed",
    "joined": "went on here from another case",
    "noted": "wrote a note",
    "entered": "entered a fact",
    "asked for": "asked the customer for",
    "knows the account": "knew the account",
    "worked out for staff": "worked out a decision for staff",
    "asked how a case stands": "asked how a request stands",
    "email_sent": "sent an email",
    "email_failed": "could not send an email",
    "email_uncertain": "perhaps sent an email",
    "email_dropped": "gave up an email",
}
#: Of a passage from one who speaks to the next, the action tells enough.
_PASSAGES = frozenset({"ask_person", "take_over", "hand_back", "close", "reopen"})
#: Numbers of rows, which say nothing to a reader.
_ROW_IDS = frozenset({"email", "message"})
_SOURCES = {"claimed": "as the customer's word", "record": "as on record"}


def detail_words(detail: Mapping[str, Any] | None, merchant: Merchant | None) -> str:
    """Return the detail in words; what was erased or is empty is left out."""
    parts = (
        part_words(name, value, merchant)
        for name, value in (detail or {}).items()
        if value and name not in SHOWN_ELSEWHERE
    )
    return "; ".join(parts)


def action_words(action: str) -> str:
    """Return what was done, after the name of who did it."""
    return ACTIONS.get(action) or action.replace("_", " ")


def entry_words(action: str, detail: Mapping[str, Any] | None, merchant: Merchant | None) -> str:
    """Return the detail of one entry without what its action tells already."""
    given = dict(detail or {})
    if action in _PASSAGES:
        given.pop("to", None)
        # A conversation that joined another notes the other case there.
        if not str(given.get("from")).startswith("RF-"):
            given.pop("from", None)
    shown = {name: value for name, value in given.items() if name not in _ROW_IDS}
    if action == "noted":
        return str(shown.get("text") or "")
    if action == "asked for":
        fact = str(shown.get("fact"))
        return label_of(fact) if fact in FACTS else fact
    if action == "not delivered":
        return undelivered_words(shown.get("error"))
    if action == "entered":
        return _entered(shown, merchant)
    return detail_words(shown, merchant)


def _entered(detail: Mapping[str, Any], merchant: Merchant | None) -> str:
    words = []
    for fact, value in (detail.get("facts") or {}).items():
        now = (
            fact_words(fact, value, merchant)
            if value is not None
            else f"{label_of(fact)}: taken away"
        )
        was = detail.get("was")
        before = f", before {fact_value(fact, was, merchant)}" if was is not None else ""
        words.append(f"{now}{before} ({_SOURCES.get(str(detail.get('source')), '')})")
    return "; ".join(words)
