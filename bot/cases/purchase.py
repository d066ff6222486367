"""A purchase as the merchant's billing records have it: one row of the ledger."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from bot.values.json_value import JsonValue


@dataclass
class Purchase:
    """One purchase; `record` holds every fact that the row states, fact name to value.

    `account_phone` is the number on the account in E.164 form ("+639171234567"), where the company
    keeps one. The keys are what a search compares, see `transaction_key` and `email_key`. `demo`
    marks rows that are made anew at each start of a demo. `line` is where a row stands in the file
    that it was just read from; it is not stored.
    """

    merchant: str
    transaction_id: str
    account_email: str
    purchased_at: datetime
    record: dict[str, JsonValue]
    demo: bool = False
    account_phone: str | None = None
    transaction_key: str = field(default="", repr=False)
    email_key: str = field(default="", repr=False)
    id: int | None = None
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        self.transaction_key = transaction_key(self.transaction_id)
        self.email_key = email_key(self.account_email)

    def facts(self) -> dict[str, JsonValue]:
        """Return what the record states, fact name to value in JSON form."""
        return dict(self.record)

    def in_words(self) -> str:
        """Name the purchase to staff: "transaction 'IPG-1001' of 'ana@mail.example'"."""
        return f"transaction '{self.transaction_id}' of '{self.account_email}'"

    def is_of(self, other: Purchase) -> bool:
        """Tell whether two records are of one purchase: the same written ID, the same account.

        Two with one `transaction_key` can still be two purchases, IPG-1O and IPG-10.
        """
        return (
            written_id(self.transaction_id) == written_id(other.transaction_id)
            and self.email_key == other.email_key
        )


def written_id(text: str) -> str:
    """Return a transaction ID as the company writes it, but for case, spaces and dashes."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s\-\u2010-\u2015\u2212]", "", plain)


def transaction_key(text: str) -> str:
    """Return what two spellings of one transaction ID share.

    Case, spaces and dashes differ when people type, and nobody tells O from 0.
    """
    return written_id(text).replace("_", "").replace("O", "0")


def phone_key(text: str) -> str | None:
    """Return a phone number in E.164 form, or None where it is not written with its country.

    "+63 917 123-4567" and WhatsApp's own "639171234567" are one number; "0917 123 4567" could be
    anybody's.
    """
    plain = re.sub(r"[\s().\-\u2010-\u2015/]", "", unicodedata.normalize("NFKC", text))
    digits = plain.removeprefix("+")
    is_whole = re.fullmatch(r"[1-9][0-9]{7,14}", digits) is not None
    return f"+{digits}" if is_whole else None


def email_key(text: str) -> str:
    """Return what two spellings of one email address share."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
