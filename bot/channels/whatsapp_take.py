"""Takes one stored event into the cases: in one transaction, so that it is done once or not at all.

A message becomes a message of its sender's case. What has no words for the bot (a photo, a place)
is answered here at once, by words of domain.yml; the rest waits to be answered by the door.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

from bot.app import App
from bot.cases.case import Case, Message
from bot.cases.case_file import CaseFile
from bot.cases.inbox import INTRODUCED, Inbound, Recorded, record_inbound
from bot.cases.ledger import account_of_number
from bot.cases.queries import standing
from bot.cases.steps import Address, Said, reply, send
from bot.cases.texts import earlier_messages, last_buttons
from bot.cases.ticks import tick
from bot.cases.whatsapp_events import Event, take_event
from bot.cases.whatsapp_senders import CHANNEL, Ids, change_ids, sender_of
from bot.channels.whatsapp_events import ids_in
from bot.channels.whatsapp_message import Sent, read_message
from bot.channels.whatsapp_render import numbered
from bot.triage.turn import Say
from bot.triage.undelivered import note_undelivered

log = logging.getLogger(__name__)

#: Only said with a case that is open already: alone they begin none.
BEGINS_NOTHING = ("reaction", "revoke")


@dataclass(frozen=True)
class Taken:
    """A message that was taken; `is_answered`: words of ours are on their way, or being made."""

    recorded: Recorded
    sender: str
    number_id: str
    wamid: str
    is_answered: bool


def take(app: App, event_id: int) -> Taken | None:
    """Do what an event calls for; return the message that it brought, if it was one.

    Raises:
        CaseChanged: somebody else changed its case at the same moment; nothing is kept.
    """
    with app.database.writing() as session:
        event = take_event(session, event_id)
        if event is None:
            return None
        if event.kind == "status":
            _take_status(session, app, event)
            return None
        return _take_message(session, app, event)


def _take_message(session: Any, app: App, event: Event) -> Taken | None:
    message = event.payload["message"]
    sent, ids = read_message(message), ids_in(event)
    if not (ids.user_id or ids.wa_id):
        log.warning("a message on WhatsApp names nobody; it is left")
        return None
    if sent is None:
        _take_change(session, message, ids)
        return None
    sender = sender_of(session, event.number_id, ids, event.at)
    if message.get("type") in BEGINS_NOTHING and standing(session, CHANNEL, sender) is None:
        return None
    return _Taking(session, app, event, sender, ids).take(sent)


class _Taking:
    """One message being taken."""

    def __init__(self, session: Any, app: App, event: Event, sender: str, ids: Ids) -> None:
        self._session = session
        self._app = app
        self._event = event
        self._sender = sender
        self._ids = ids
        settings = app.settings.whatsapp
        self._merchant = settings.numbers.get(event.number_id) if settings else None
        self._offered = last_buttons(session, CHANNEL, sender)

    def take(self, sent: Sent) -> Taken:
        wamid = str(self._event.payload["message"]["id"])
        text = self._chosen(sent)
        recorded = record_inbound(self._session, self._inbound(text or sent.text, wamid))
        taken = Taken(recorded, self._sender, self._event.number_id, wamid, is_answered=False)
        if recorded.repeated:
            return taken
        message = self._session.get(Message, recorded.message_id)
        if sent.media:
            self._session.add(self._file(message, sent.media))
        is_heard = sent.is_words and text is not None
        # A blocked sender gets no answer, and while a person speaks only theirs.
        may_answer = message.state == "received" and recorded.who_speaks != "human"
        if not is_heard:
            message.state = "processed"
        replies = _replies_to(sent, recorded, is_past=text is None) if may_answer else []
        self._answer(message, replies)
        self._session.flush()
        return replace(taken, is_answered=may_answer and (is_heard or bool(replies)))

    def _chosen(self, sent: Sent) -> str | None:
        """Return the words of what was pressed or numbered; None where that choice is past."""
        if sent.button is not None:
            found = (one["title"] for one in self._offered if one["id"] == sent.button)
            return next(found, None)
        if sent.is_words:
            return numbered(sent.text, self._offered) or sent.text
        return sent.text

    def _inbound(self, text: str, wamid: str) -> Inbound:
        return Inbound(
            CHANNEL,
            self._sender,
            text,
            self._event.at,
            wamid,
            self._merchant,
            self._account(),
        )

    def _account(self) -> str | None:
        """Return the account on which the number stands that WhatsApp has proved."""
        if self._merchant is None or self._ids.wa_id is None:
            return None
        return account_of_number(self._session, self._merchant, self._ids.wa_id)

    def _file(self, message: Message, media: dict[str, Any]) -> CaseFile:
        source = {
            "number_id": self._event.number_id,
            "media_id": media["id"],
            "sha256": media["sha256"],
        }
        return CaseFile(message.id or 0, self._event.at, media["kind"], source, media["name"])

    def _answer(self, message: Message, says: list[Say]) -> None:
        """Answer without the bot; what it asked last can still be pressed."""
        if not says:
            return
        case: Case = self._session.get(Case, message.case_id)
        if INTRODUCED not in case.told and not earlier_messages(self._session, message):
            case.told = [*case.told, INTRODUCED]
            says = [Say("utter_intro"), *says]
        said = [Said(self._app.replies.text(say)) for say in says]
        if message.state == "processed" and case.who_speaks in ("bot", "waiting"):
            said[-1] = Said(said[-1].text, self._offered)
        now = datetime.now(timezone.utc)
        words = reply(case, message, said, now)
        send(self._session, words, Address(CHANNEL, self._sender), now)


def _replies_to(sent: Sent, recorded: Recorded, *, is_past: bool) -> list[Say]:
    if is_past:
        return [Say("utter_choice_is_past")]
    says = [Say(sent.reply, {"ref": recorded.ref})] if sent.reply else []
    if says and not sent.is_words and recorded.who_speaks == "closed":
        says.append(Say("utter_closed_case", {"ref": recorded.ref}))
    return says


def _take_change(session: Any, message: dict[str, Any], ids: Ids) -> None:
    """Follow a customer to another number; WhatsApp makes a new user id with it."""
    system = message.get("system")
    if not isinstance(system, dict):
        return
    before = Ids(system.get("previous_user_id") or ids.user_id, message.get("from"))
    after = Ids(system.get("user_id"), system.get("wa_id"))
    change_ids(session, before, after)


def _take_status(session: Any, app: App, event: Event) -> None:
    status = event.payload["status"]
    error = _code_of(status)
    ids = deliveries_named(status.get("biz_opaque_callback_data"))
    failed = tick(session, ids, status["id"], status["status"], event.at, error)
    now = datetime.now(timezone.utc)
    for delivery in failed:
        log.warning("words on WhatsApp were not delivered: %s", error)
        note_undelivered(session, app.book, delivery.message_id, error, now)


def deliveries_named(data: Any) -> list[int]:
    """Return the deliveries that a message was told to name in its statuses ("12.13.14")."""
    parts = data.split(".") if isinstance(data, str) else []
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 16]  # noqa: PLR2004 -- No id is longer.


def _code_of(status: dict[str, Any]) -> str:
    errors = status.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    code = first.get("code") if isinstance(first, dict) else None
    return str(code) if code is not None else "unknown"
