"""Ids that cannot be guessed, and references that can be read out over a telephone."""

from __future__ import annotations

import re
import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: of what looks or sounds alike, one at most is used.
_ALPHABET = "234679ACDEFGHJKMNPQRTWXY"
_GROUP = 4
_ID_BYTES = 16
_DASH = r"[\-\u2010-\u2015]"
# Typed on a telephone: in small letters, with blanks, other dashes or nothing between. With a dash
# it is meant for one also where a character is mistaken.
_CHARACTERS, _ANY = f"[{_ALPHABET}]{{{_GROUP}}}", f"[A-Z0-9]{{{_GROUP}}}"
_REFERENCE = re.compile(
    rf"\bRF(?=[\s]*{_DASH}\s*{_ANY}|(?:\s|{_DASH})*{_CHARACTERS}(?:\s|{_DASH})*{_CHARACTERS}\b)"
    rf"(?:\s|{_DASH})*({_ANY})(?:\s|{_DASH})*({_ANY})\b",
    re.IGNORECASE,
)


def new_reference() -> str:
    """Make a case reference such as "RF-7K3M-92QD": 8 characters, about 37 random bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(2))
    return "RF-" + "-".join(groups)


def references_in(text: str) -> tuple[str, ...]:
    """Return the case references in a text as they are written: "rf 7k3m 92qd" is RF-7K3M-92QD."""
    found = (f"RF-{one.upper()}-{other.upper()}" for one, other in _REFERENCE.findall(text))
    return tuple(dict.fromkeys(found))


def without_references(text: str) -> str:
    """Return the text without the case references in it."""
    return _REFERENCE.sub(" ", text)


def new_id(prefix: str) -> str:
    """Make an id such as "msg_3f…", 128 random bits after what it is an id of."""
    return f"{prefix}_{secrets.token_hex(_ID_BYTES)}"
