"""To whom mail may go: the merchants' addresses in `policies/` and proved customers.

Asked when an email is queued and once more when it is sent, so that a slip in between sends
nothing to a stranger.
"""

from __future__ import annotations

from bot.cases.case import Case, Email
from bot.policy.merchant import Merchant

#: The emails that are for the customer; all others are for the merchant.
TO_CUSTOMER = ("copy", "notice")


def may_be_sent_to(email: Email, case: Case, merchant: Merchant | None) -> bool:
    """Tell whether `email` may go to the address on it.

    A request and a reminder go to the merchant, a copy and a notice to the proved customer, what
    waits is told to the merchant's people at the desk; nothing else.
    """
    if email.kind in TO_CUSTOMER:
        return _is_same(email.to, proved_address(case))
    if merchant is None:
        return False
    if email.kind == "desk_notice":
        return _is_same(email.to, merchant.desk_address)
    return _is_same(email.to, merchant.email_to)


def proved_address(case: Case) -> str | None:
    """Return the customer's address on record, once the customer has proved who they are.

    The address that was only typed is never used: it may be somebody else's.
    """
    address = case.record().get("account_email") if case.proved else None
    return address.strip() if isinstance(address, str) and address.strip() else None


def _is_same(address: str, allowed: str | None) -> bool:
    return allowed is not None and address.strip().lower() == allowed.strip().lower() != ""
