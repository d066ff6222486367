"""The form of the files in `policies/`, as JSON Schema: which keys there are, and what they hold.

`policies/iprog/` shows each key at work. What refers to something else (facts, sections,
formulas, other clauses) is checked by `load.py`.
"""

from __future__ import annotations

from typing import Any

from bot.policy.decision import BECAUSES, LEANINGS
from bot.policy.facts import FACTS
from bot.values.opening_hours import WEEKDAYS

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}
_COUNT = {"type": "integer", "minimum": 1}
_HOURS = {"type": "integer", "minimum": 0}
_RANGE = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
_OUTCOMES = ["eligible", "review", "not_eligible", "wait", "elsewhere"]
# An empty mapping in YAML is null, so that "{}" need not be written.
_PRODUCTS = {"enum": list(FACTS["product"].choices)}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _table(keys: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": keys, "additionalProperties": values}


_WINDOW = _object({"fact": _TEXT, "hours": _HOURS})
_LEANING = {"enum": list(LEANINGS)}
_CONFLICT = _object({"clauses": _TEXTS, "words": _TEXT}, {"leaning": _LEANING})
_POSSIBLE_AMOUNT = _object({"amount": _TEXT, "sections": _TEXTS, "why": _TEXT})
_CLAUSE = _object(
    {
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "sections": _TEXTS,
        "when": {"type": "object", "minProperties": 1},
        "outcome": {"enum": _OUTCOMES},
        "words": _TEXT,
    },
    {
        "part": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "strength": {"enum": ["will", "may"]},
        "because": {"enum": list(BECAUSES)},
        "leaning": _LEANING,
        "amount": _TEXT,
        "alternatives": {"type": "array", "items": _POSSIBLE_AMOUNT},
        "ask_again": _WINDOW,
        "overrides": _TEXTS,
        "conflicts_with": {"type": "array", "items": _CONFLICT},
        "without_section": _TEXT,
        "turns": {"type": "array", "items": {"enum": [*_OUTCOMES, "need_facts"]}, "minItems": 1},
        "told_apart": _TEXT,
        "better_later": _TEXT,
        "better_used": _TEXT,
        "next": _TEXT,
    },
)
_SECTION = _object(
    {"title": _TEXT, "reads_as": {"enum": ["decides", "informs", "not_modelled"]}},
    {"reason": _TEXT},
)
_PAYMENT = _object({"by": _TEXT, "within_business_days": _RANGE, "words": _TEXT})
_CLAUSES = {"type": "array", "items": _CLAUSE}
_CLOCK = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
_DAYS = {"type": "array", "items": {"enum": list(WEEKDAYS)}, "minItems": 1, "uniqueItems": True}
_TERM = _object({"names": {**_TEXTS, "minItems": 1}, "words": _TEXT})
# A browser names a website so: in small letters, with no path and no slash at the end.
_ORIGIN = {"type": "string", "pattern": "^https?://[a-z0-9.-]+(:[0-9]+)?$"}
_TEMPLATE = _object(
    {
        "name": {"type": "string", "pattern": "^[a-z0-9_]{1,512}$"},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(_[A-Z]{2})?$"},
        "words": _TEXT,
    }
)
_WHATSAPP = _object({}, {"templates": {"type": "array", "items": _TEMPLATE}})
_CHAT = _object(
    {},
    {
        "colour": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
        "assistant": _TEXT,
        "avatar": {"type": "string", "pattern": "^[a-z0-9_-]+[.]svg$"},
        "greeting": _TEXT,
        "allowed_origins": {"type": "array", "items": _ORIGIN},
    },
)

VERSION_SCHEMA = _object(
    {
        "merchant": _TEXT,
        "in_force_from": _TEXT,
        "source": _TEXT,
        "sections": _table({"type": "string"}, _SECTION),
        "clauses": {**_CLAUSES, "minItems": 1},
    },
    {
        "request_within": _WINDOW,
        "presumed": {"type": "object"},
        "read_as": {"type": "object", "additionalProperties": _TEXT},
        "after_approval": _table({"enum": ["any", *_PRODUCTS["enum"]]}, _PAYMENT),
        "where_from": _TEXT,
    },
)

MERCHANT_SCHEMA = _object(
    {
        "id": _TEXT,
        "name": _TEXT,
        "zone": _TEXT,
        "zone_words": _TEXT,
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "standing": {"enum": ["official", "third_party"]},
        "answer_within": _COUNT,
        "products": _table(_PRODUCTS, _TEXT),
        "next": _table({"enum": _OUTCOMES}, _TEXT),
    },
    {
        "also_known_as": _TEXTS,
        "email_to": _TEXT,
        "desk_to": _TEXT,
        "email_needs": _table({"enum": ["any", *_PRODUCTS["enum"]]}, _TEXTS),
        "urgent_subject": _TEXT,
        "urgent_within_hours": _COUNT,
        "hours": _TEXT,
        "open": _object({"days": _DAYS, "from": _CLOCK, "to": _CLOCK}),
        "payments": _table({"type": "string"}, _TEXT),
        "in_short": _TEXT,
        "how_long": _TEXT,
        "rights": _TEXT,
        "how_to_cancel": _TEXT,
        "terms": {"type": "array", "items": _TERM},
        "chat": _CHAT,
        "whatsapp": _WHATSAPP,
        "clauses": _CLAUSES,
    },
)
