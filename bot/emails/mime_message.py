"""An email of a case as an RFC 5322 message.

The same email always gives the same bytes: its Message-ID is made of the case's reference and
the email's number, so a receiver recognises a repeat, and a file overwrites itself.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Literal

from bot.cases.case import Case, Email
from bot.emails.recipients import TO_CUSTOMER, proved_address
from bot.emails.single_line import single_line

#: How text beyond ASCII is written: as it is (files), or for any mail server (RFC 2045).
Encoding = Literal["8bit", "quoted-printable"]


def mime_message(
    email: Email, case: Case, sender: str, encoding: Encoding, desk_url: str = ""
) -> EmailMessage:
    """Build the message of a stored email.

    Args:
        email: what is sent.
        case: the case that it belongs to.
        sender: the sender of all emails.
        encoding: how text beyond ASCII is written.
        desk_url: the desk's address, "https://desk.example/"; mail to a merchant leads to its
            case there. Empty: to none.

    Raises:
        ValueError: an address or a header cannot be written as mail.
    """
    message = EmailMessage(SMTP.clone(cte_type="8bit" if encoding == "8bit" else "7bit"))
    message["From"] = sender
    message["To"] = single_line(email.to)
    message["Subject"] = single_line(email.subject)
    message["Date"] = email.at
    message["Message-ID"] = f"<{mail_name(email, case).lower()}@{_domain(sender)}>"
    message["X-Case-Reference"] = case.ref
    message["Auto-Submitted"] = "auto-generated"
    customer = proved_address(case)
    if email.kind in ("request", "short_request", "follow_up") and customer:
        message["Reply-To"] = single_line(customer)
    message.set_content(email.body + _way_to(case, email, desk_url), cte=encoding)
    return message


def _way_to(case: Case, email: Email, desk_url: str) -> str:
    if not desk_url or email.kind in TO_CUSTOMER:
        return ""
    return f"\nThe case at the desk: {desk_url.rstrip('/')}/case/{case.ref}\n"


def mail_name(email: Email, case: Case) -> str:
    """Return the email's own name, "RF-7K3M-92QD-12": the same at each try."""
    return f"{case.ref}-{email.id}"


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
