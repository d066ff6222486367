"""What a new password must be: long, and nothing else; see NIST SP 800-63B.

A sentence is easier to keep than short noise.
"""

from __future__ import annotations

from bot.errors import BadInput

SHORTEST, LONGEST = 8, 200


def new_password(text: str) -> str:
    """Return a password that may be used.

    Raises:
        BadInput: it is too short or too long.
    """
    if len(text) < SHORTEST:
        raise BadInput(
            f"A password has at least {SHORTEST} characters. A few words are easiest to remember."
        )
    if len(text) > LONGEST:
        raise BadInput(f"A password has at most {LONGEST} characters. Choose a shorter one.")
    return text
