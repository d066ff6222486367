"""The mail server that SMTP_URL names."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from bot.errors import BadSetting

_PORTS = {"smtp": 587, "smtps": 465}
_WHAT_TO_DO = "Use smtp://user:password@host:port, or smtps:// for TLS from the start."


@dataclass(frozen=True)
class SmtpServer:
    """Where mail is handed in. `tls` is TLS from the start; else STARTTLS when offered."""

    host: str
    port: int
    tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def is_this_machine(self) -> bool:
        """Tell whether the way to the server never leaves this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_smtp_url(url: str) -> SmtpServer:
    """Read SMTP_URL. User and password are percent-encoded where they hold special characters.

    Raises:
        BadSetting: it is no such address. The sentence does not repeat the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise BadSetting(f"SMTP_URL is no address of a mail server. {_WHAT_TO_DO}")
    return SmtpServer(
        host=parts.hostname,
        port=_port(parts),
        tls=parts.scheme == "smtps",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise BadSetting(f"SMTP_URL has a port that is no number. {_WHAT_TO_DO}") from None
