"""Turns words that wait into messages for WhatsApp: text, choices, templates, emails as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from bot.cases.case import Case, Delivery, Email, Message
from bot.channels.whatsapp_render import Bubble, Labels, Part, Upload, render
from bot.emails.mime_message import mail_name, mime_message


@dataclass(frozen=True)
class Words:
    """One message that waits for a customer, with what it takes to send it.

    `together` tells which words make one answer. `template` is what WhatsApp has approved,
    `file` an email as a file, where it is one of these.
    """

    delivery: int
    attempts: int
    at: datetime
    merchant: str | None
    text: str
    buttons: Sequence[dict[str, Any]]
    together: tuple[str, int | None]
    template: dict[str, Any] | None = None
    file: Upload | None = field(default=None, repr=False)


def words_of(session: Any, delivery: Delivery, message: Message, mail_from: str) -> Words:
    """Return the words of a delivery that was taken.

    Args:
        session: any.
        delivery: the delivery.
        message: what it brings.
        mail_from: the sender of all emails.
    """
    case: Case = session.get(Case, message.case_id)
    sent_as = message.sent_as or {}
    return Words(
        delivery.id or 0,
        delivery.attempts,
        message.at,
        case.merchant,
        message.text or "",
        message.buttons or (),
        (message.author, message.in_reply_to),
        sent_as.get("template"),
        _email_file(session, case, message, mail_from),
    )


def parts_of(words: Sequence[Words], labels: Labels) -> list[Part]:
    """Return the messages that bring these words, in order."""
    parts: list[Part] = []
    for _, group in groupby(words, key=lambda word: (word.together, _is_plain(word))):
        together = list(group)
        if _is_plain(together[0]):
            bubbles = [Bubble(word.delivery, word.text, word.buttons) for word in together]
            parts += render(bubbles, labels)
        else:
            parts += [_special(word) for word in together]
    return parts


def _is_plain(word: Words) -> bool:
    return word.template is None and word.file is None


def _special(word: Words) -> Part:
    if word.file is not None:
        return Part({}, (word.delivery,), word.file)
    return Part(_template(word.template or {}), (word.delivery,))


def _template(template: dict[str, Any]) -> dict[str, Any]:
    values = [{"type": "text", "text": value} for value in template.get("values", ())]
    content: dict[str, Any] = {
        "name": template["name"],
        "language": {"code": template["language"]},
    }
    if values:
        content["components"] = [{"type": "body", "parameters": values}]
    return {"type": "template", "template": content}


def _email_file(session: Any, case: Case, message: Message, mail_from: str) -> Upload | None:
    email_id = (message.sent_as or {}).get("email")
    email = session.get(Email, email_id) if email_id is not None else None
    if email is None:
        return None
    content = mime_message(email, case, mail_from, "8bit").as_bytes()
    return Upload(f"{mail_name(email, case)}.eml", content, message.text or "")
