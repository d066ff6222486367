"""Reads a webhook of WhatsApp into events: one body can hold several entries, changes, messages.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterator
from datetime import datetime, timezone
from typing import Any

from bot.cases.whatsapp_events import Event
from bot.cases.whatsapp_senders import Ids

log = logging.getLogger(__name__)

#: What became of a message, as statuses name it; others ("played", "deleted") change nothing.
STATUSES = ("sent", "delivered", "read", "failed")


def read_events(body: Any, numbers: Container[str], now: datetime) -> list[Event]:
    """Return the messages and statuses of a webhook, in order; what cannot be read is logged.

    Args:
        body: the JSON of a body whose signature is right.
        numbers: the phone number ids that are ours; what is for another one is left out.
        now: nothing happened later.
    """
    events: list[Event] = []
    for value in _values(body):
        number = _object(value.get("metadata")).get("phone_number_id")
        if not isinstance(number, str) or number not in numbers:
            log.warning("WhatsApp reported something for the number %r, which is not ours", number)
            continue
        events += _messages(value, number, now)
        events += _statuses(value, number, now)
    return events


def ids_in(event: Event) -> Ids:
    """Return what an event says of who wrote, or of whom it was written to."""
    contact = _object(event.payload.get("contact"))
    message = _object(event.payload.get("message"))
    user_id = message.get("from_user_id") or contact.get("user_id")
    wa_id = contact.get("wa_id") or message.get("from")
    if user_id is None and isinstance(wa_id, str) and not wa_id.isdigit():
        # Where the number is hidden, some fields hold the user id instead.
        user_id, wa_id = wa_id, None
    return Ids(_id(user_id), _id(wa_id))


def _values(body: Any) -> Iterator[dict[str, Any]]:
    entries = _list(_object(body).get("entry"))
    if not entries:
        log.warning("WhatsApp sent a body without entries")
    for entry in entries:
        for change in _list(_object(entry).get("changes")):
            value = _object(change).get("value")
            if _object(change).get("field", "messages") == "messages" and isinstance(value, dict):
                yield value
            else:
                log.info("WhatsApp reported a change of another kind; it is left")


def _messages(value: dict[str, Any], number: str, now: datetime) -> Iterator[Event]:
    contacts = [_object(contact) for contact in _list(value.get("contacts"))]
    for message in (_object(one) for one in _list(value.get("messages"))):
        key = message.get("id")
        if not isinstance(key, str) or not key:
            log.warning("WhatsApp reported a message without an id; it is left")
        elif message.get("group_id"):
            log.info("a message to a group is left")
        else:
            payload = {"message": message, "contact": _contact_of(message, contacts)}
            yield Event(key, number, "message", payload, _time(message, now))


def _statuses(value: dict[str, Any], number: str, now: datetime) -> Iterator[Event]:
    for status in (_object(one) for one in _list(value.get("statuses"))):
        key, what = status.get("id"), status.get("status")
        if isinstance(key, str) and what in STATUSES:
            yield Event(f"{key}:{what}", number, "status", {"status": status}, _time(status, now))
        else:
            log.info("WhatsApp reported the status %r; it is left", what)


def _contact_of(message: dict[str, Any], contacts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the contact of a message; a body can hold the messages of several people."""
    ids = {message.get("from"), message.get("from_user_id")} - {None}
    for contact in contacts:
        if ids & {contact.get("wa_id"), contact.get("user_id")}:
            return contact
    # In some countries the number that somebody writes from is not written as their id is.
    return contacts[0] if len(contacts) == 1 else None


def _time(given: dict[str, Any], now: datetime) -> datetime:
    """Return when it happened there: a webhook can come days later, and a deadline counts."""
    stamp = given.get("timestamp")
    try:
        at = datetime.fromtimestamp(int(str(stamp)), timezone.utc)
    except (ValueError, OverflowError, OSError):
        return now
    return min(at, now)


def _id(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
