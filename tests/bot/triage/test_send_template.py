"""After 24 hours on WhatsApp staff send an approved template instead of free words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.cases.case import Message
from bot.cases.tables import CASES, MESSAGES
from bot.cases.whatsapp_senders import Ids, sender_of
from bot.cases.writing_window import writing_window
from bot.errors import BadInput, NotAllowed
from bot.policy.message_template import MessageTemplate
from bot.policy.policy_book import PolicyBook
from bot.triage.ask_for import ask_for
from bot.triage.send_template import send_template, templates_for
from bot.triage.speak import speak
from bot.triage.take_over import take_over
from tests.bot.triage.staff import NOW

UPDATE = MessageTemplate("case_update", "en", "Hello {1}, news about {2}.")


@pytest.fixture
def on_whatsapp(staff, database):
    """Let the customer be on WhatsApp, where they wrote 25 hours ago, and Maria have the case."""
    with database.writing() as session:
        for table in (CASES, MESSAGES):
            session.execute(update(table).where(table.c.sender == "ana").values(channel="whatsapp"))
        session.execute(update(CASES).values(channel="whatsapp"))
        sender_of(session, "1", Ids(None, "ana"), NOW - timedelta(hours=25))
    policy = staff.book.policies["iprog"]
    policy = replace(policy, merchant=replace(policy.merchant, templates=(UPDATE,)))
    staff.book = PolicyBook({**staff.book.policies, "iprog": policy})
    staff.act(take_over)
    return staff


def test_past_24_hours_free_words_are_refused_and_a_template_goes_out(on_whatsapp, database):
    with pytest.raises(NotAllowed, match="24 hours"):
        on_whatsapp.act(speak, "Are you there?")
    with pytest.raises(NotAllowed, match="24 hours"):
        on_whatsapp.act(ask_for, "messages_sent")
    on_whatsapp.act(send_template, "case_update", ["Ana", "RF-1"])
    with database.reading() as session:
        message = session.execute(select(Message).where(Message.author == "staff")).scalar_one()
        window = writing_window(session, on_whatsapp.loaded())
    assert message.text == "Hello Ana, news about RF-1."
    assert message.sent_as == {
        "template": {"name": "case_update", "language": "en", "values": ["Ana", "RF-1"]}
    }
    assert not window.is_open(NOW)
    assert window.left(NOW) == timedelta(0)


@pytest.mark.parametrize(
    ("name", "values"),
    [("other", []), ("case_update", ["Ana"]), ("case_update", ["Ana", " "])],
)
def test_a_template_that_is_not_approved_or_not_filled_is_refused(on_whatsapp, name, values):
    with pytest.raises(BadInput):
        on_whatsapp.act(send_template, name, values)


def test_the_templates_of_the_company_are_offered(on_whatsapp):
    assert templates_for(on_whatsapp.book, on_whatsapp.loaded()) == (UPDATE,)


def test_who_is_not_on_whatsapp_is_simply_written_to(staff):
    staff.act(take_over)
    with pytest.raises(NotAllowed, match="not on WhatsApp"):
        staff.act(send_template, "case_update", ["Ana", "RF-1"])


def test_the_places_of_a_template_count_from_one_without_a_gap():
    assert UPDATE.faults() == []
    assert MessageTemplate("x", "en", "{2} only").faults()
    assert MessageTemplate("x", "en", "{0} and {1}").faults()
