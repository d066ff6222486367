"""A request for a decision: what is claimed, what the record says, when it was asked.

`Request.from_json` reads one as `refunds decide` gets it, `read_requests` one or a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.errors import BadInput
from bot.policy.facts import FACTS, parse_fact, parse_moment
from bot.values.json_value import JsonValue

_KEYS = ("merchant", "asked_at", "claim", "record", "unknowable", "proved")


@dataclass(frozen=True)
class Request:
    """One request.

    `claim` and `record` are facts in their JSON form. `unknowable` names facts that were asked
    and that the customer cannot know. Without `proved` the record is not looked at.
    """

    merchant: str
    asked_at: datetime
    claim: Mapping[str, JsonValue]
    record: Mapping[str, JsonValue] | None = None
    unknowable: frozenset[str] = field(default_factory=frozenset)
    proved: bool = False

    @classmethod
    def from_json(cls, raw: Any) -> Request:
        """Read a request; `proved` is true unless it says otherwise. Raises BadInput."""
        if not isinstance(raw, dict):
            raise BadInput(f"A request is an object with {', '.join(_KEYS)}; this is {raw!r:.60}.")
        _refuse_unknown_keys(raw)
        return cls(
            merchant=_text_of(raw, "merchant"),
            asked_at=_asked_at(raw),
            claim=_facts_of(raw, "claim") or {},
            record=_facts_of(raw, "record"),
            unknowable=_unknowable_of(raw),
            proved=_proved_of(raw),
        )


def read_requests(raw: Any) -> list[Request]:
    """Read one request or a list of them; BadInput says which one is wrong, what and where."""
    if not isinstance(raw, list):
        return [Request.from_json(raw)]
    return [_numbered(position, each) for position, each in enumerate(raw, start=1)]


def _numbered(position: int, raw: Any) -> Request:
    try:
        return Request.from_json(raw)
    except BadInput as error:
        raise BadInput(f"Request {position} of the list: {error}") from error


def _refuse_unknown_keys(raw: Mapping[str, Any]) -> None:
    unknown = [key for key in raw if key not in _KEYS]
    if unknown:
        raise BadInput(f"A request has no key '{unknown[0]}'. Use {', '.join(_KEYS)}.")


def _text_of(raw: Mapping[str, Any], key: str) -> str:
    if not isinstance(raw.get(key), str):
        raise BadInput(f"The request's '{key}' is {raw.get(key)!r}. Give it as a text.")
    return str(raw[key])


def _asked_at(raw: Mapping[str, Any]) -> datetime:
    text = _text_of(raw, "asked_at")
    try:
        return parse_moment(text)
    except BadInput as error:
        raise BadInput(f"The request's 'asked_at': {error}") from error


def _facts_of(raw: Mapping[str, Any], key: str) -> Mapping[str, JsonValue] | None:
    facts = raw.get(key)
    if facts is None:
        return None
    if not isinstance(facts, dict):
        raise BadInput(f"The request's '{key}' is {facts!r:.60}. Give an object of facts.")
    known = {name: value for name, value in facts.items() if value is not None}
    for name, value in known.items():
        _check_fact(key, name, value)
    return known


def _check_fact(key: str, name: str, value: Any) -> None:
    try:
        parse_fact(name, value)
    except BadInput as error:
        raise BadInput(f"In '{key}': {error}") from error


def _unknowable_of(raw: Mapping[str, Any]) -> frozenset[str]:
    names = raw.get("unknowable") or []
    if not isinstance(names, list):
        raise BadInput(f"The request's 'unknowable' is {names!r:.60}. Give a list of facts' names.")
    unknown = [name for name in names if name not in FACTS]
    if unknown:
        raise BadInput(f"In 'unknowable': fact {unknown[0]!r} is unknown. Use a fact's name.")
    return frozenset(names)


def _proved_of(raw: Mapping[str, Any]) -> bool:
    proved = raw.get("proved", True)
    if not isinstance(proved, bool):
        raise BadInput(f"The request's 'proved' is {proved!r}. Use true or false.")
    return proved
