"""Every kind of message on WhatsApp comes to something sensible, as Meta documents it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from bot.cases.whatsapp_senders import Ids
from bot.channels.whatsapp_events import ids_in, read_events
from bot.channels.whatsapp_message import Sent, read_message
from tests.bot.channels.fake_graph import NUMBER
from tests.bot.channels.webhooks import PAYLOADS, payload

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=timezone.utc)
USER = "US.13491208655302741918"


def event(name: str) -> Any:
    (found,) = read_events(payload(name), {NUMBER}, NOW)
    return found


def sent(name: str) -> Sent | None:
    return read_message(event(name).payload["message"])


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("text__wa_id", Ids(None, "16505551234")),
        ("text__user_id", Ids(USER, None)),
        ("text__both_ids", Ids(USER, "16505551234")),
    ],
)
def test_who_wrote_is_known_by_either_id(name: str, ids: Ids) -> None:
    assert ids_in(event(name)) == ids


@pytest.mark.parametrize(
    ("name", "text", "reply"),
    [
        ("text__wa_id", "Does it come in another color?", None),
        ("button__quick_reply", "Unsubscribe", None),
        ("image__caption", "Taj Mahal", "utter_file_kept"),
        ("edit__text", "bought 5 hours ago", None),
    ],
)
def test_words_are_answered_by_the_bot(name: str, text: str, reply: str | None) -> None:
    found = sent(name)
    assert found is not None
    assert (found.text, found.is_words, found.reply) == (text, True, reply)


@pytest.mark.parametrize(
    ("name", "text", "reply", "kind"),
    [
        ("image__user_id", "[photo]", "utter_photo_kept", "image"),
        ("document__file", "[document receipt.pdf]", "utter_document_kept", "document"),
        ("audio__voice", "[voice message]", "utter_voice_kept", "audio"),
        ("sticker__animated", "[sticker]", "utter_sticker", None),
        (
            "contacts__one",
            "[contact card: Barbara J. Johnson, +1 (650) 555-1234]",
            "utter_contact_kept",
            None,
        ),
        ("reaction__emoji", "[reacted with 👍]", None, None),
        ("revoke__message", "[took a message back]", None, None),
    ],
)
def test_what_has_no_words_is_kept_for_staff_and_answered_kindly(
    name: str, text: str, reply: str | None, kind: str | None
) -> None:
    found = sent(name)
    assert found is not None
    assert (found.text, found.is_words, found.reply) == (text, False, reply)
    assert (found.media or {}).get("kind") == kind


def test_a_place_is_noted_with_its_name() -> None:
    found = sent("location__place")
    assert found is not None
    assert "Guggenheim" in found.text
    assert found.reply == "utter_place_kept"


def test_a_pressed_button_is_known_by_its_id_alone() -> None:
    found = sent("interactive__list_reply")
    assert found is not None
    assert (found.button, found.text) == ("priority_express", "Priority Mail Express")


@pytest.mark.parametrize("name", ["reaction__removed", "system__number_changed"])
def test_what_says_nothing_leaves_nothing(name: str) -> None:
    assert sent(name) is None


@pytest.mark.parametrize("kind", ["poll", "order", "", "a_kind_of_tomorrow"])
def test_an_unknown_kind_is_told_that_it_cannot_be_read(kind: str) -> None:
    found = read_message({"id": "wamid.x", "type": kind})
    assert found is not None
    assert (found.is_words, found.reply) == (False, "utter_unreadable")
    unsupported = sent("unsupported__poll")
    assert unsupported is not None
    assert unsupported.reply == "utter_unreadable"


@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("*.json")), ids=lambda path: path.stem)
def test_every_documented_webhook_is_one_event_that_happened_in_the_past(path: Any) -> None:
    found = event(path.stem)
    assert found.kind == ("status" if path.stem.startswith("status") else "message")
    assert found.at < NOW


def test_a_number_that_is_not_ours_is_left_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert read_events(payload("text__wa_id"), {"1"}, NOW) == []
    assert NUMBER in caplog.text
