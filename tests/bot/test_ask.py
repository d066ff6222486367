"""One line in, one answer out, in the zone that was named or that the text tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from bot.ask import Asking, as_table, ask, lines_in
from bot.nlu.listener import Reading
from bot.nlu.settling import Guess
from bot.policy.load import load_policies
from bot.settings import read_settings
from bot.understand import understand

MERCHANTS = load_policies(read_settings().policies).merchants
ZULU = datetime.fromisoformat("2026-11-25T07:00:00+00:00")
MANILA = datetime.fromisoformat("2026-11-25T15:00:00+08:00")


@dataclass
class Ear:
    """Hears facts alone, as the trained model does, without its seconds of loading."""

    zones: list[str] = field(default_factory=list)

    def hear(self, text: str, *, now: datetime, zone: str) -> Reading:
        self.zones.append(zone)
        return Reading(text, (Guess("inform", 1.0),), understand(text, now=now, zone=zone))


def asked(text: str, asking: Asking) -> dict[str, Any]:
    (told,) = ask([text], Ear(), asking)  # type: ignore[arg-type]
    return told


@pytest.mark.parametrize(
    ("text", "now", "zone"),
    [
        ("bought it yesterday", ZULU, "UTC"),
        ("bought it yesterday", MANILA, "Asia/Manila"),
        ("paid ₱500 yesterday", ZULU, "Asia/Manila"),
        ("paid rs 500 yesterday", MANILA, "Asia/Kolkata"),
        ("iprog, bought it yesterday", ZULU, "Asia/Manila"),
    ],
)
def test_the_zone_is_the_texts_or_that_of_now_and_never_the_first_merchants(
    text: str, now: datetime, zone: str
) -> None:
    assert asked(text, Asking(MERCHANTS, now))["zone"] == zone


def test_a_zone_that_was_named_holds_before_a_merchants_and_that_before_the_texts() -> None:
    text = "paid ₱500 yesterday"
    assert asked(text, Asking(MERCHANTS, ZULU, merchant="interact"))["zone"] == "Asia/Kolkata"
    both = Asking(MERCHANTS, ZULU, zone="Asia/Tokyo", merchant="interact")
    assert asked(text, both)["zone"] == "Asia/Tokyo"


def test_a_time_is_said_in_the_zone_that_is_told() -> None:
    told = asked("paid ₱500 yesterday at 2pm", Asking(MERCHANTS, ZULU))
    assert told["facts"]["purchased_at"] == "2026-11-24T14:00:00+08:00"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00\x1b[31m\u2028\u202e", "🎉", "\ud83d half a sign", "/restart", "a" * 100_000],
)
def test_any_line_is_answered_with_its_own_text(text: str) -> None:
    assert asked(text, Asking(MERCHANTS, ZULU))["text"] == text


def test_only_a_line_feed_ends_a_line() -> None:
    assert lines_in("one\r\ntwo\u2028still two\x85\x0b\n\nfour\n") == [
        *("one", "two\u2028still two\x85\x0b", "", "four")
    ]
    assert lines_in("") == []


def test_the_table_names_each_thing_once_with_what_is_open() -> None:
    told = asked("bought 03/04, sent some, no idea of the txn id", Asking(MERCHANTS, ZULU))
    table = dict(line.split(maxsplit=1) for line in as_table(told).strip().splitlines())
    assert table["intent"] == "inform"
    assert " or " in table["purchased_at"]
    assert table["messages_sent"] == "1 to ?"
    assert table["transaction_id"] == "cannot be told"
