"""Which website asks, and whether the merchant lets it show the chat."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.policy.merchant import Merchant


def may_show(merchant: Merchant | None, origin: str | None, host: str) -> bool:
    """Tell whether a page of `origin` may show a merchant's chat.

    Browsers name the origin whenever a page asks another host; a page of the chat's own host may
    ask without, and so may whatever is no browser, which could name any.

    Args:
        merchant: None where nobody knows the company.
        origin: the request's Origin header.
        host: the request's Host header.
    """
    if merchant is None:
        return False
    if origin is None or origin.lower() in merchant.look.allowed_origins:
        return True
    return is_own(origin, host)


def is_own(origin: str, host: str) -> bool:
    """Tell whether an origin is the chat's own host, on whatever scheme a proxy gives it."""
    try:
        named = urlsplit(origin).netloc.lower()
    except ValueError:
        return False
    return bool(host) and named == host.lower()
