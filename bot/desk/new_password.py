"""What a new password must be: long, and nothing else; see NIST SP 800-63B."""

from __future__ import annotations

from bot.errors import BadInput

SHORTEST, LONGEST = 8, 200


def new_password(text: str) -> str:
    """Return a password that may be used.

    Raises:
        BadInput: it is too short or too long.
    """
    if not SHORTEST <= len(text) <= LONGEST:
        raise BadInput(
            f"The password has {len(text)} characters. Give it {SHORTEST} to {LONGEST}: a few "
            "words that you remember are best."
        )
    return text
