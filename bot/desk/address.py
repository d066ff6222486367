"""From which address somebody asks; behind proxies, what they say of it."""

from __future__ import annotations

from starlette.requests import Request

from bot.desk.room import room_of

FORWARDED = "x-forwarded-for"


def address_of(request: Request) -> str:
    """Return the address of whoever asks, "" where there is none.

    Each proxy of one's own adds to X-Forwarded-For the address that it was asked from. So as many
    entries from the right are true as PROXIES counts; what stands before them anybody can write.
    """
    proxies, peer = room_of(request).proxies, request.client.host if request.client else ""
    said = ",".join(request.headers.getlist(FORWARDED)).split(",")
    if not 0 < proxies <= len(said):
        return peer
    return said[-proxies].strip() or peer
