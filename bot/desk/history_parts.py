"""What a step of a case's history notes, each part as words that staff read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.desk.moments import moment_words
from bot.desk.words import CHANNELS, EMAIL_KINDS, ENDINGS, OUTCOMES, STATUSES, in_words
from bot.policy.fact_words import label_of, value_in_words
from bot.policy.facts import FACTS
from bot.policy.merchant import Merchant

#: Words of a part by its name; `{}` is what was noted.
_WORDS = {
    "account_email": "account {}",
    "after": "after case {}",
    "by": "by {}",
    "case": "{}",
    "channel": "by {}",
    "error": "the answer was: {}",
    "from": "from case {}",
    "how": "{}",
    "ground": "{}",
    "kind": "{}",
    "merchant": "{}",
    "had": "{} had the case before",
    "next_words": "What comes next: {}",
    "outcome": "{}",
    "policy_version": "by {}",
    "reason": "{}",
    "ref": "case {}",
    "said": "{}",
    "said_otherwise": "said otherwise: {}",
    "sender": "as {}",
    "status": "the request stood at: {}",
    "status_before": "before that: {}",
    "subject": "subject “{}”",
    "text": "{}",
    "to": "to {}",
    "until": "it was to wait until {}",
    "words": "“{}”",
}
#: Names without words of their own, which are told by their value.
_AS_GUEST = "as_guest"


def part_words(name: str, value: Any, merchant: Merchant | None) -> str:
    """Return one part in words; of one without words here, its name stands before it."""
    if name in {"facts", "said_otherwise", "fact"}:
        return _WORDS.get(name, "{}").format(_facts(value, merchant))
    if name == _AS_GUEST:
        return "as somebody who has not proved who they are"
    said = _READ[name](value, merchant) if name in _READ else _plain(value)
    words = _WORDS.get(name)
    return words.format(said) if words else f"{name.replace('_', ' ')}: {said}"


def fact_words(name: str, value: Any, merchant: Merchant | None) -> str:
    """Return a fact with its value."""
    if merchant is None or name not in FACTS:
        return f"{name.replace('_', ' ')}: {value}"
    return f"{label_of(name)}: {value_in_words(name, value, merchant)}"


def fact_value(name: str, value: Any, merchant: Merchant | None) -> str:
    """Return a fact's value alone."""
    return value_in_words(name, value, merchant) if merchant and name in FACTS else str(value)


def _facts(value: Any, merchant: Merchant | None) -> str:
    if isinstance(value, dict):
        return "; ".join(fact_words(fact, said, merchant) for fact, said in value.items())
    named = [value] if isinstance(value, str) else value
    return ", ".join(label_of(fact) if fact in FACTS else str(fact) for fact in named)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"“{each}”" for each in value)
    return "yes" if value is True else str(value)


def _company(value: Any, merchant: Merchant | None) -> str:
    return merchant.name if merchant and merchant.id == value else str(value)


def _version(value: Any, _: Merchant | None) -> str:
    undated = value == "undated"
    return "the policy, which is undated" if undated else f"the policy in force from {value}"


def _moment(value: Any, merchant: Merchant | None) -> str:
    try:
        return moment_words(datetime.fromisoformat(str(value)), merchant)
    except ValueError:
        return str(value)


#: How the value of a part is read, where it is a name of ours.
_READ: Mapping[str, Callable[[Any, Merchant | None], str]] = {
    "channel": lambda value, _: in_words(CHANNELS, str(value)),
    "ground": lambda value, merchant: fact_value("ground", value, merchant),
    "kind": lambda value, _: in_words(EMAIL_KINDS, str(value)),
    "merchant": _company,
    "outcome": lambda value, _: ENDINGS.get(str(value)) or in_words(OUTCOMES, str(value)),
    "policy_version": _version,
    "status": lambda value, _: in_words(STATUSES, str(value)),
    "status_before": lambda value, _: in_words(STATUSES, str(value)),
    "until": _moment,
}
