"""What one message on WhatsApp is to us: words to answer, a pressed button, a file, or neither.

Every kind that WhatsApp has, and every kind that it will have, comes out of here as something
that is answered sensibly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sent:
    """What somebody sent.

    `text` is what is kept as their message. `button` is the opaque id of what they pressed. With
    `is_words` the bot answers it; otherwise `reply`, a response of domain.yml, does, or nothing
    where it is None. `media` is a file, `{"id", "kind", "name", "sha256"}`.
    """

    text: str
    is_words: bool = False
    button: str | None = None
    reply: str | None = None
    media: dict[str, Any] | None = None


#: What stands for a message without words, for staff and in the conversation.
SHOWN = {
    "image": "[photo]",
    "document": "[document]",
    "audio": "[voice message]",
    "video": "[video]",
    "sticker": "[sticker]",
}
#: Files that are kept, and what is said to them.
KEPT = {
    "image": "utter_photo_kept",
    "document": "utter_document_kept",
    "audio": "utter_voice_kept",
    "video": "utter_video_kept",
}


def read_message(message: Mapping[str, Any]) -> Sent | None:
    """Read one message; None where nothing is to be kept of it (a number that changed)."""
    kind = str(message.get("type") or "")
    read = _READERS.get(kind, _read_unknown)
    return read(_object(message.get(kind)), message)


def _read_text(text: dict[str, Any], _: Mapping[str, Any]) -> Sent:
    return Sent(_text(text.get("body")), is_words=True)


def _read_interactive(given: dict[str, Any], message: Mapping[str, Any]) -> Sent:
    reply = _object(given.get("button_reply")) or _object(given.get("list_reply"))
    if not reply:
        return _read_unknown(given, message)
    return Sent(_text(reply.get("title")), is_words=True, button=_text(reply.get("id")))


def _read_template_button(given: dict[str, Any], _: Mapping[str, Any]) -> Sent:
    """Its payload is of the template that it stood in, and means nothing here; its words do."""
    return Sent(_text(given.get("text")) or _text(given.get("payload")), is_words=True)


def _read_file(given: dict[str, Any], message: Mapping[str, Any]) -> Sent:
    kind = "audio" if message["type"] == "voice" else str(message["type"])
    name, caption = _text(given.get("filename")), _text(given.get("caption")).strip()
    media = {"id": _text(given.get("id")), "kind": kind, "name": name or None}
    media["sha256"] = _text(given.get("sha256")) or None
    if not media["id"]:
        return _read_unknown(given, message)
    shown = f"[document {name}]" if name else SHOWN[kind]
    reply = "utter_file_kept" if caption else KEPT[kind]
    return Sent(caption or shown, is_words=bool(caption), reply=reply, media=media)


def _read_sticker(_given: dict[str, Any], _: Mapping[str, Any]) -> Sent:
    return Sent(SHOWN["sticker"], reply="utter_sticker")


def _read_location(given: dict[str, Any], _: Mapping[str, Any]) -> Sent:
    named = [_text(given.get(name)) for name in ("name", "address")]
    point = f"{given.get('latitude', '?')}, {given.get('longitude', '?')}"
    return Sent(f"[place: {'; '.join(filter(None, [*named, point]))}]", reply="utter_place_kept")


def _read_contacts(_given: dict[str, Any], message: Mapping[str, Any]) -> Sent:
    cards = message.get("contacts")
    names = [_card(_object(card)) for card in (cards if isinstance(cards, list) else [])]
    listed = "; ".join(filter(None, names)) or "without a name"
    return Sent(f"[contact card: {listed}]", reply="utter_contact_kept")


def _read_reaction(given: dict[str, Any], _: Mapping[str, Any]) -> Sent | None:
    """Whether a thumb means yes, nobody can tell; staff see it, and nothing is answered."""
    emoji = _text(given.get("emoji"))
    return Sent(f"[reacted with {emoji}]") if emoji else None


def _read_edit(given: dict[str, Any], message: Mapping[str, Any]) -> Sent | None:
    """What was changed comes as it reads now, and is answered as a correction in words is."""
    changed = _object(given.get("message"))
    if not changed or changed.get("type") in (None, "edit"):
        return _read_unknown(given, message)
    return read_message(changed)


def _read_revoke(_given: dict[str, Any], _: Mapping[str, Any]) -> Sent:
    return Sent("[took a message back]")


def _read_system(_given: dict[str, Any], _: Mapping[str, Any]) -> None:
    return None


def _read_unknown(_given: dict[str, Any], _: Mapping[str, Any]) -> Sent:
    return Sent("[a message of a kind that WhatsApp does not pass on]", reply="utter_unreadable")


Reader = Callable[[dict[str, Any], Mapping[str, Any]], "Sent | None"]
_READERS: Mapping[str, Reader] = {
    "text": _read_text,
    "interactive": _read_interactive,
    "button": _read_template_button,
    "image": _read_file,
    "document": _read_file,
    "audio": _read_file,
    "video": _read_file,
    "voice": _read_file,
    "sticker": _read_sticker,
    "location": _read_location,
    "contacts": _read_contacts,
    "reaction": _read_reaction,
    "edit": _read_edit,
    "revoke": _read_revoke,
    "system": _read_system,
}


def _card(card: dict[str, Any]) -> str:
    name = _text(_object(card.get("name")).get("formatted_name"))
    phones = card.get("phones")
    numbers = [_text(_object(p).get("phone")) for p in (phones if isinstance(phones, list) else [])]
    return ", ".join(filter(None, [name, *numbers]))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
