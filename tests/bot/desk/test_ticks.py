"""What became of words on their way to a customer on WhatsApp."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.cases.case import Delivery
from bot.desk.delivery_words import undelivered_words
from bot.desk.history_words import action_words, entry_words
from bot.triage.undelivered import note_undelivered
from tests.bot.desk.conftest import NOW


@pytest.fixture
def ref(cases):
    return cases.add(channel="whatsapp", said=["I'll pass you on."])


@pytest.mark.parametrize(
    ("became", "told"),
    [
        ({"state": "sent"}, ("Sent", False)),
        ({"state": "sent", "delivered_at": NOW}, ("Delivered", True)),
        ({"state": "sent", "delivered_at": NOW, "read_at": NOW}, ("Read by the customer", True)),
        (
            {"state": "failed", "error": "131026"},
            ("Not delivered: this number cannot get messages on WhatsApp now", True),
        ),
        (
            {"state": "failed", "error": "139999"},
            ("Not delivered: WhatsApp refused it (139999)", True),
        ),
        ({"state": "failed"}, ("Not sent: the channel refused it", True)),
        ({"state": "pending", "error": "131056"}, ("On its way", False)),
    ],
)
async def test_each_tick_is_told(maya, database, ref, became, told):
    words, is_told = told
    with database.writing() as session:
        session.execute(update(Delivery).values(**became))
    text = (await maya.get(f"/case/{ref}")).text
    assert f'title="{words}"' in text
    assert (f"<span>{words}</span>" in text) is is_told


async def test_words_that_did_not_arrive_are_told_in_head_and_history(maya, database, book, cases):
    ref = cases.add(channel="whatsapp", said=["Hello"], who_speaks="bot", waiting_since=None)
    with database.writing() as session:
        delivery = session.query(Delivery).one()
        note_undelivered(session, book, delivery.message_id, "131047", NOW)
    text = (await maya.get(f"/case/{ref}")).text
    assert "The assistant&#39;s words did not reach the customer." in text
    assert "writes by WhatsApp" in text
    assert "could not reach the customer" in text
    assert "the customer last wrote more than 24 hours ago" in text
    assert "131047" not in text


def test_the_history_says_why_without_a_code():
    detail = {"message": 7, "error": "131049"}
    assert action_words("not delivered") == "could not reach the customer"
    assert entry_words("not delivered", detail, None) == undelivered_words("131049")
    assert undelivered_words(None) == "the channel refused it"
