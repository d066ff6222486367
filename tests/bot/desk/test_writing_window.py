"""On WhatsApp the page says how long words can be sent, and after that what can."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases.case import Message
from bot.cases.whatsapp_senders import Ids, sender_of
from bot.policy.message_template import MessageTemplate
from tests.bot.desk.conftest import NOW

UPDATE = MessageTemplate("case_update", "en", "Hello {1}, news about {2}.")
PAST = "The customer last wrote more than 24 hours ago"


@pytest.fixture
def merchant(merchant):
    return replace(merchant, templates=(UPDATE,))


@pytest.fixture
def on_whatsapp(cases, database):
    def add(ago):
        with database.writing() as session:
            sender_of(session, "1", Ids(None, "639170000001"), NOW - ago)
        return cases.add(channel="whatsapp", sender="639170000001")

    return add


@pytest.fixture
def staff_words(database):
    def said():
        with database.reading() as session:
            query = select(Message.text).where(Message.author == "staff").order_by(Message.id)
            return list(session.execute(query).scalars())

    return said


async def test_the_form_says_until_when_words_can_be_sent(maya, on_whatsapp):
    ref = on_whatsapp(timedelta(hours=21, minutes=50))
    await maya.act(ref, "take-over")
    text = (await maya.get(f"/case/{ref}")).text
    assert "You can write until 4:10 PM Philippine time (UTC+8), in 2 h 10 min." in text
    assert f'action="/case/{ref}/say"' in text
    assert f'action="/case/{ref}/template"' not in text


async def test_elsewhere_there_is_no_end(maya, cases):
    ref = cases.add()
    await maya.act(ref, "take-over")
    text = (await maya.get(f"/case/{ref}")).text
    assert f'action="/case/{ref}/say"' in text
    assert "You can write until" not in text


async def test_after_a_day_an_approved_message_is_sent_once(maya, on_whatsapp, staff_words):
    ref = on_whatsapp(timedelta(hours=25))
    await maya.act(ref, "take-over")
    text = (await maya.get(f"/case/{ref}")).text
    assert PAST in text
    assert "Send one of these approved messages" in text
    assert UPDATE.words in text
    assert f'action="/case/{ref}/say"' not in text
    assert f'action="/case/{ref}/ask"' not in text
    form = text[text.index(f'action="/case/{ref}/template"') :]
    key = re.search(r'name="form" value="([^"]+)"', form)[1]
    fields = {"form": key, "template": "case_update", "value-1": "Ana", "value-2": ref}
    for _ in range(2):
        assert (await maya.act(ref, "template", **fields)).status_code == 303
    assert staff_words() == [f"Hello Ana, news about {ref}."]


async def test_a_form_from_elsewhere_sends_no_message(maya, on_whatsapp, staff_words):
    ref = on_whatsapp(timedelta(hours=25))
    await maya.act(ref, "take-over")
    fields = {"template": "case_update", "value-1": "Ana", "value-2": ref}
    answer = await maya.post(f"/case/{ref}/template", csrf="made-up", seen="", **fields)
    assert answer.status_code == 403
    assert staff_words() == []


async def test_a_message_that_is_not_filled_in_keeps_what_was_typed(maya, on_whatsapp, staff_words):
    ref = on_whatsapp(timedelta(hours=25))
    await maya.act(ref, "take-over")
    fields = {"template": "case_update", "value-1": "Ana <b>", "value-2": " "}
    answer = await maya.act(ref, "template", **fields)
    assert answer.status_code == 422
    assert 'value="Ana &lt;b&gt;"' in answer.text
    assert staff_words() == []


async def test_words_that_came_too_late_are_kept_on_the_page(maya, on_whatsapp, staff_words):
    ref = on_whatsapp(timedelta(hours=25))
    await maya.act(ref, "take-over")
    answer = await maya.act(ref, "say", words="Are you there?")
    assert answer.status_code == 409
    kept = answer.text[answer.text.index('id="kept"') :]
    assert "Are you there?" in kept[: kept.index("</textarea>")]
    assert staff_words() == []


class TestWithoutTemplates:
    @pytest.fixture
    def merchant(self, merchant):
        return replace(merchant, templates=())

    async def test_without_an_approved_message_the_page_says_so(self, maya, on_whatsapp):
        ref = on_whatsapp(timedelta(hours=25))
        await maya.act(ref, "take-over")
        assert (
            "Your company has no approved message to send" in (await maya.get(f"/case/{ref}")).text
        )
