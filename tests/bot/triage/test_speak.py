"""A person's words reach the customer under the person's first name."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.cases.case import Delivery, Message
from bot.errors import BadInput, NotAllowed
from bot.triage.canned_replies import CANNED, canned_replies
from bot.triage.speak import speak
from bot.triage.take_over import take_over
from tests.bot.triage.conftest import file_case
from tests.bot.triage.staff import MARIA


def test_the_words_carry_the_first_name_and_are_on_their_way(staff, database):
    staff.act(take_over)
    staff.act(speak, "  I found it.  ")
    with database.reading() as session:
        message = session.execute(select(Message).where(Message.author == "staff")).scalar_one()
        delivery = session.execute(select(Delivery).filter_by(message_id=message.id)).scalar_one()
    assert (message.text, message.author_name) == ("I found it.", "Maria")
    assert (delivery.address, delivery.state) == ("ana", "pending")


def test_nobody_speaks_before_they_have_taken_over(staff):
    with pytest.raises(NotAllowed, match="Take over first"):
        staff.act(speak, "Hello")


@pytest.mark.parametrize("words", ["", " \n", "x" * 4001])
def test_no_words_and_too_many_are_refused(staff, words):
    staff.act(take_over)
    with pytest.raises(BadInput):
        staff.act(speak, words)


def names(staff):
    offered = canned_replies(staff.book, staff.replies, staff.loaded(), MARIA)
    return {reply.name for reply in offered}


def test_a_reply_whose_value_the_case_does_not_have_is_not_offered(staff):
    assert {"utter_reply_hello", "utter_reply_answer_by"} <= names(staff)
    assert not names(staff) & {
        "utter_reply_paid_by",
        "utter_reply_amount",
        "utter_reply_purchase",
        "utter_reply_with_company",
    }


def test_replies_are_filled_with_the_values_of_the_case(staff):
    case = staff.loaded()
    file_case(case)
    offered = canned_replies(staff.book, staff.replies, case, MARIA)
    texts = {reply.name: reply.text for reply in offered}
    assert texts["utter_reply_hello"].startswith("Hello, I'm Maria.")
    assert "₱1,000.00" in texts["utter_reply_amount"]
    assert "IPG-1001" in texts["utter_reply_purchase"]
    assert "IPROG TECH has your request RF-" in texts["utter_reply_with_company"]
    assert not any("{" in text for text in texts.values())
    assert set(texts) == set(CANNED) - {"utter_reply_paid_by"}


def test_the_record_is_in_no_reply_to_one_who_has_not_proved_who_they_are(staff):
    case = staff.loaded()
    file_case(case)
    case.proved = False
    offered = canned_replies(staff.book, staff.replies, case, MARIA)
    assert "IPG-1001" not in " ".join(reply.text for reply in offered)
