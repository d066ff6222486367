"""How passwords are kept: as argon2id hashes, with the library's present parameters."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the salted hash of a password; this takes a moment by design."""
    return _HASHER.hash(password)


def is_password(password: str, password_hash: str) -> bool:
    """Tell whether the password is the one of that hash."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
