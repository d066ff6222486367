"""Ids that cannot be guessed, and references that can be read out over a telephone."""

from __future__ import annotations

import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: of what looks or sounds alike, one at most is used.
_ALPHABET = "234679ACDEFGHJKMNPQRTWXY"
_GROUP = 4
_ID_BYTES = 16


def new_reference() -> str:
    """Make a case reference such as "RF-7K3M-92QD": 8 characters, about 37 random bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(2))
    return "RF-" + "-".join(groups)


def new_id(prefix: str) -> str:
    """Make an id such as "msg_3f…", 128 random bits after what it is an id of."""
    return f"{prefix}_{secrets.token_hex(_ID_BYTES)}"
