"""Who is at the other end of a connection to the chat, as far as it can be checked; and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from bot.cases.chat_sessions import ChatKey
from bot.channels.allowance import Allowance

#: The ids of PostgreSQL's integers end here.
LARGEST_ID = 2**31


@dataclass(frozen=True)
class Visitor:
    """Who is at the other end of one connection, as far as this was checked."""

    chat: str
    merchant: str
    account: str | None
    zone: str | None


class Limits:
    """How much a page may do; far above what any customer does.

    Addresses count the customers behind one office, so theirs are large. Behind a proxy that is not
    counted (see PROXIES), all customers have one address.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.messages = Allowance(most=10, a_second=0.5, clock=seconds)
        self.events = Allowance(most=60, a_second=10.0, clock=seconds)
        self.new_chats = Allowance(most=60, a_second=1.0, clock=seconds)
        self.connections = Allowance(most=200, a_second=10.0, clock=seconds)


def merchant_in(environ: dict[str, Any]) -> str:
    """Return the company that the page's tag names, "" for none."""
    return parse_qs(environ.get("QUERY_STRING", "")).get("merchant", [""])[0]


def address_of(environ: dict[str, Any]) -> str:
    """Return the customer's address; a proxy's word for it counts where proxies are counted."""
    request = environ["sanic.request"]
    return str(request.remote_addr or request.ip)


def key_in(given: Any) -> ChatKey | None:
    """Read what a page kept of its chat; a broken one is a wrong one, not a new one."""
    if given is None:
        return None
    values = [given.get(name) for name in ("id", "secret")] if isinstance(given, dict) else []
    texts = [v if isinstance(v, str) and v.isascii() else "" for v in values] or ["", ""]
    return ChatKey(*texts)


def is_text(value: Any, longest: int) -> bool:
    """Tell whether it is a text that is not empty and not longer than so many characters."""
    return isinstance(value, str) and 0 < len(value) <= longest


def has_words(text: str) -> bool:
    """Tell whether anything can be seen in a text: not blanks, not characters without width."""
    return any(character.isprintable() and not character.isspace() for character in text)


def message_id_in(given: Any, name: str) -> int | None:
    """Return a message's id that a page names; None where it can be none."""
    value = given.get(name) if isinstance(given, dict) else None
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 < value < LARGEST_ID else None
