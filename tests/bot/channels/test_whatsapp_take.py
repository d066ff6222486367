"""What is taken from WhatsApp into the cases: once, for the right customer, by their number."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from sqlalchemy import select

from bot.cases.case import Case
from bot.cases.whatsapp_events import events_to_do, store_events
from bot.cases.whatsapp_tables import WHATSAPP_INBOUND
from bot.channels.whatsapp_events import read_events
from tests.bot.channels.conftest import WhatsApp
from tests.bot.channels.fake_graph import NUMBER, choices_of, words_of
from tests.bot.channels.webhooks import Customer, payload, webhook

ANA = Customer("639171234567", "PH.1")


async def test_a_number_on_the_account_proves_the_customer(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"), Customer("639179999999").text("hello"))
    with whatsapp.app.database.reading() as session:
        vouched = dict(session.execute(select(Case.sender, Case.vouched_email)).all())
    assert vouched == {"PH.1": "ana@example.com", "639179999999": None}


async def test_a_user_id_alone_proves_nothing(whatsapp: WhatsApp) -> None:
    await whatsapp.take(Customer(user_id="PH.1").text("my number is 639171234567"))
    with whatsapp.app.database.reading() as session:
        assert session.execute(select(Case.vouched_email)).scalar_one() is None


async def test_a_repeat_is_known_though_nothing_personal_is_left(whatsapp: WhatsApp) -> None:
    body = ANA.text("hello", "wamid.once")
    for _ in range(3):
        await whatsapp.take(body)
    assert whatsapp.agent.heard == ["hello"]
    with whatsapp.app.database.reading() as session:
        (row,) = session.execute(select(WHATSAPP_INBOUND)).all()
    assert (row.state, row.payload) == ("done", None)
    assert "wamid" not in row.digest


async def test_what_was_stored_is_worked_on_by_the_next_process(whatsapp: WhatsApp) -> None:
    settings = whatsapp.app.settings.whatsapp
    assert settings is not None
    events = read_events(payload("text__user_id"), settings.numbers, datetime.now(timezone.utc))
    with whatsapp.app.database.writing() as session:
        assert store_events(session, events) == 1
        assert store_events(session, events) == 0
        assert len(events_to_do(session, 10)) == 1
    await whatsapp.take()
    assert whatsapp.agent.heard == ["Does it come in another color?"]


@pytest.mark.parametrize(
    "name",
    [
        "image__user_id",
        "document__file",
        "audio__voice",
        "sticker__animated",
        "location__place",
        "contacts__one",
        "unsupported__poll",
    ],
)
async def test_what_has_no_words_is_answered_without_the_bot(whatsapp: WhatsApp, name: str) -> None:
    await whatsapp.take(payload(name))
    assert whatsapp.agent.heard == []
    (sent,) = whatsapp.fake.sent
    assert "automated refund assistant" in words_of(sent), "The first words say who answers."
    assert whatsapp.cases()[0]["who_speaks"] == "bot"


@pytest.mark.parametrize("name", ["reaction__emoji", "revoke__message", "system__number_changed"])
async def test_what_says_nothing_begins_no_case_and_is_not_answered(
    whatsapp: WhatsApp, name: str
) -> None:
    await whatsapp.take(payload(name))
    assert whatsapp.cases() == []
    assert whatsapp.fake.sent == []


async def test_a_reaction_is_seen_by_staff_where_there_is_a_case(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"), ANA.webhook(ANA.message("reaction", {"emoji": "👍"})))
    (case,) = whatsapp.cases()
    assert [m["text"] for m in case["messages"] if m["from"] == "customer"] == [
        "hello",
        "[reacted with 👍]",
    ]
    assert len(whatsapp.fake.sent) == 1


async def test_after_a_photo_the_question_before_it_can_still_be_pressed(
    whatsapp: WhatsApp,
) -> None:
    await whatsapp.take(ANA.text("hello"))
    await whatsapp.take(ANA.photo("nowhere", ""))
    asked, kept = whatsapp.fake.sent
    assert choices_of(kept) == choices_of(asked)
    await whatsapp.take(ANA.press(choices_of(kept)["Yes"], "Yes"))
    assert whatsapp.agent.heard[-1] == "Yes"


async def test_a_choice_that_is_past_is_told_and_does_nothing(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"))
    stale = choices_of(whatsapp.fake.sent[0])["Yes"]
    await whatsapp.take(ANA.text("go on"))
    await whatsapp.take(ANA.press(stale, "Yes"))
    assert whatsapp.agent.heard == ["hello", "go on"]
    assert "no longer open" in words_of(whatsapp.fake.sent[-1])


async def test_an_event_that_cannot_be_worked_on_does_not_stop_the_others(
    whatsapp: WhatsApp, caplog: pytest.LogCaptureFixture
) -> None:
    broken: dict[str, Any] = {"id": "wamid.x", "from": "63917", "type": "text", "text": {"body": 7}}
    nobody = {"id": "wamid.y", "type": "text", "text": {"body": "hello"}}
    await whatsapp.take(webhook(NUMBER, {"messages": [nobody, broken]}), ANA.text("hello"))
    assert "hello" in whatsapp.agent.heard


async def test_a_message_is_ticked_as_read_and_typing_is_shown(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello", "wamid.read"))
    (ticked,) = whatsapp.fake.ticked
    assert ticked["message_id"] == "wamid.read"
    assert ticked["typing_indicator"] == {"type": "text"}


async def test_where_no_answer_comes_no_typing_is_shown(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"))
    await whatsapp.take(ANA.webhook(ANA.message("reaction", {"emoji": "👍"})))
    assert "typing_indicator" not in whatsapp.fake.ticked[-1]
