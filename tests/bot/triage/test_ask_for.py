"""One click asks for what is missing, and the answer becomes a claim while the person speaks."""

from __future__ import annotations

import pytest

from bot.cases.inbox import Inbound, asked_by_person, record_inbound
from bot.cases.turns import commit_turn, load_turn
from bot.errors import BadInput, NotAllowed
from bot.triage.ask_for import PROOF, ask_for
from bot.triage.hear_for_person import hear_for_person
from bot.triage.take_over import take_over
from bot.triage.turn import Turn
from tests.bot.triage.conftest import NOW


@pytest.fixture
def hears(staff, database):
    """Return the customer who writes something while the person speaks: is it taken?"""

    def hear(text, pressed=None):
        with database.writing() as session:
            recorded = record_inbound(session, Inbound("rest", "ana", text, NOW))
        with database.reading() as session:
            loaded = load_turn(session, recorded.message_id)
        if loaded.message.state != "received":
            return None
        turn = Turn(staff.book, loaded.case, loaded.message, NOW, pressed=pressed)
        is_taken = hear_for_person(turn)
        assert turn.said == []
        if is_taken:
            with database.writing() as session:
                commit_turn(session, turn.case, turn.message, [], NOW)
        return is_taken

    return hear


def test_the_bots_own_question_is_asked_and_noted(staff):
    staff.act(take_over)
    case = staff.act(ask_for, "messages_sent")
    assert "messages" in staff.said()[-1][1]
    assert asked_by_person(case) == ["messages_sent"]
    entry = staff.shown()["history"][-1]
    assert (entry["actor"], entry["action"]) == ("maria", "asked for")


@pytest.mark.parametrize(
    ("text", "pressed", "value"),
    [("3", None, 3), ("none at all", None, 0), ("whatever", "messages_sent=0", 0)],
)
def test_the_answer_is_a_claim_and_the_question_is_settled(staff, hears, text, pressed, value):
    staff.act(take_over)
    staff.act(ask_for, "messages_sent")
    assert hears(text, pressed)
    case = staff.loaded()
    assert case.claim() == {"messages_sent": value}
    assert (case.open_question, case.who_speaks) == (None, "human")
    entry = staff.shown()["history"][-1]
    assert (entry["actor"], entry["action"]) == ("customer", "told")


def test_who_cannot_say_is_not_asked_again(staff, hears):
    staff.act(take_over)
    staff.act(ask_for, "messages_sent")
    assert hears("I don't know")
    assert staff.loaded().unknowable() == {"messages_sent"}


def test_other_words_leave_the_question_open_and_tell_nothing(staff, hears):
    staff.act(take_over)
    staff.act(ask_for, "messages_sent")
    assert hears("Why do you ask? My ID is IPG-1001") is False
    assert staff.loaded().claim() == {}
    assert staff.loaded().open_question["fact"] == "messages_sent"


def test_without_a_question_of_a_persons_the_bot_hears_nothing(staff, hears):
    staff.act(take_over)
    assert hears("I sent 3 messages") is None


def test_a_proof_is_asked_for_in_words_and_becomes_no_fact(staff, hears):
    staff.act(take_over)
    case = staff.act(ask_for, PROOF)
    assert "proof of the payment" in staff.said()[-1][1]
    assert case.open_question is None
    assert hears("it says 1000 pesos") is None


@pytest.mark.parametrize("name", ["ground_confirmed", "shoe_size", "abuse_flags"])
def test_customers_are_not_asked_for_what_they_cannot_know(staff, name):
    staff.act(take_over)
    with pytest.raises(BadInput):
        staff.act(ask_for, name)


def test_nobody_asks_before_they_have_taken_over(staff):
    with pytest.raises(NotAllowed):
        staff.act(ask_for, "messages_sent")


def test_one_message_answers_two_questions_in_a_row(staff, hears):
    staff.act(take_over)
    staff.act(ask_for, "product")
    staff.act(ask_for, "purchased_at")
    staff.act(ask_for, PROOF)
    assert hears("SMS credits, 3 hours ago")
    case = staff.loaded()
    assert case.claim().keys() == {"product", "purchased_at"}
    assert case.open_question is None


def test_the_first_question_stays_open_when_the_second_is_answered(staff, hears):
    staff.act(take_over)
    staff.act(ask_for, "messages_sent")
    staff.act(ask_for, "product")
    assert hears("SMS credits")
    assert asked_by_person(staff.loaded()) == ["messages_sent"]
    assert hears("3")
    assert staff.loaded().claim() == {"product": "sms_credits", "messages_sent": 3}


def test_a_bare_number_that_could_answer_two_questions_is_left_to_the_person(staff, hears):
    staff.act(take_over)
    staff.act(ask_for, "messages_sent")
    staff.act(ask_for, "paid")
    assert hears("500") is False
    assert asked_by_person(staff.loaded()) == ["paid", "messages_sent"]
    assert hears("I sent 500 messages and paid 1000 pesos")
    assert staff.loaded().claim() == {"messages_sent": 500, "paid": "1000.00"}
