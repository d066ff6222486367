"""The REST door, in Rasa's own form: one POST a message, its answers in the response.

It trusts the `sender` that it is told, so it is for demos, tests and the terminal on the same
machine; production settings leave it closed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.cases.case import Message
from bot.cases.inbox import Inbound
from bot.channels.door import Door
from bot.errors import BadInput
from bot.values.times import known_zone

log = logging.getLogger(__name__)

CHANNEL = "rest"
#: The longest sender and message id, in characters, as the tables keep them.
LONGEST_ID = 255


def rest_door(door: Door, merchants: Sequence[str]) -> Blueprint:
    """Build the blueprint for `POST /webhooks/rest/webhook`.

    Args:
        door: answers the messages.
        merchants: the companies that `metadata.merchant` may name.
    """
    blueprint = Blueprint("rest", url_prefix="/webhooks/rest")

    @blueprint.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse | None:
        try:
            inbound = read_inbound(_json(request), merchants, datetime.now(timezone.utc))
        except BadInput as error:
            return response.json({"error": str(error)}, status=400)

        async def give(messages: Sequence[Message]) -> None:
            if request.transport is None or request.transport.is_closing():
                raise ConnectionError("Whoever asked has hung up.")
            sending = await request.respond(content_type="application/json")
            await sending.send(as_json(messages, inbound.sender), end_stream=True)

        try:
            await door.receive(inbound)
        except Exception:
            log.exception("a message could not be recorded")
            sorry = {"recipient_id": inbound.sender, "text": door.not_recorded()}
            return response.json([sorry], status=503)
        await door.deliver(CHANNEL, inbound.sender, give)
        return None

    return blueprint


def _json(request: Request) -> Any:
    try:
        return request.json
    except InvalidUsage as error:
        raise BadInput("The body is no JSON. Send one JSON object.") from error


def read_inbound(body: Any, merchants: Sequence[str], at: datetime) -> Inbound:
    """Read `{"sender", "message", "metadata": {"merchant", "message_id", "timezone"}}`.

    A time zone that nobody knows is left out: a customer's device may say anything.

    Raises:
        BadInput: the body has another form, or names a company that there is not.
    """
    if not isinstance(body, dict):
        raise BadInput('The body is no JSON object. Send {"sender": "...", "message": "..."}.')
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadInput("`metadata` is no object. Send {} or leave it out.")
    merchant = _text(metadata, "merchant")
    if merchant is not None and merchant not in merchants:
        raise BadInput(f"`metadata.merchant` is '{merchant}'. Use one of {', '.join(merchants)}.")
    sender = _text(body, "sender")
    if not sender:
        raise BadInput("`sender` is missing. Send the id of who writes.")
    message_id = _text(metadata, "message_id") or None
    text = _text(body, "message", longest=None) or ""
    zone = known_zone(metadata.get("timezone"))
    return Inbound(CHANNEL, sender, text, at, message_id, merchant, zone=zone)


def _text(given: dict[str, Any], name: str, longest: int | None = LONGEST_ID) -> str | None:
    value = given.get(name)
    if value is None or (isinstance(value, str) and (longest is None or len(value) <= longest)):
        return value
    size = "" if longest is None else f" of at most {longest} characters"
    raise BadInput(f"`{name}` is no text{size}. Send it as text.")


def as_json(messages: Sequence[Message], sender: str) -> str:
    """Write words as Rasa's list of messages; a button's payload is its opaque id."""
    return response.json([_one(message, sender) for message in messages]).body.decode()


def _one(message: Message, sender: str) -> dict[str, Any]:
    said: dict[str, Any] = {"recipient_id": sender, "text": message.text}
    if message.buttons:
        said["buttons"] = [{"title": b["title"], "payload": b["id"]} for b in message.buttons]
    return said
