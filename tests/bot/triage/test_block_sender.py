"""A blocked sender hears one kind sentence; their words are kept, and the bot is silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.cases.case import Message
from bot.cases.inbox import Inbound, record_inbound, unprocessed
from bot.errors import BadInput, NotAllowed
from bot.triage.block_sender import block_sender, lift_block
from bot.triage.take_over import take_over
from tests.bot.triage.conftest import NOW
from tests.bot.triage.staff import BEN, LEA


def write(database, sender="ana", channel="rest"):
    with database.writing() as session:
        at = NOW + timedelta(minutes=1)
        return record_inbound(session, Inbound(channel, sender, "you again", at, merchant="iprog"))


@pytest.fixture(autouse=True)
def answered(database):
    def answer_all():
        with database.writing() as session:
            session.execute(update(Message).values(state="processed"))

    return answer_all


def test_their_words_are_kept_and_nobody_is_to_answer_them(staff, database, answered):
    answered()
    staff.act(block_sender, "Threats.")
    assert "can't go on with this conversation" in staff.said()[-1][1]
    write(database)
    with database.reading() as session:
        assert unprocessed(session) == []
    assert staff.said()[-1] == ("customer", "you again")
    entry = staff.shown()["history"][-1]
    assert (entry["actor"], entry["action"]) == ("maria", "blocked the sender")


def test_others_are_heard_and_so_is_the_sender_once_it_is_lifted(staff, database, answered):
    answered()
    staff.act(block_sender, "Threats.")
    for sender, channel in (("ben", "rest"), ("ana", "page")):
        recorded = write(database, sender, channel)
        with database.reading() as session:
            assert recorded.message_id in unprocessed(session)
    staff.act(lift_block, "They apologised.")
    recorded = write(database)
    with database.reading() as session:
        assert recorded.message_id in unprocessed(session)
    assert staff.shown()["history"][-1]["action"] == "lifted the block"


def test_it_is_done_once_and_with_a_reason(staff):
    with pytest.raises(BadInput, match="is not blocked"):
        staff.act(lift_block, "So.")
    with pytest.raises(BadInput, match="is missing"):
        staff.act(block_sender, " ")
    staff.act(block_sender, "Threats.")
    with pytest.raises(BadInput, match="blocked already"):
        staff.act(block_sender, "Threats.")


def test_a_colleague_blocks_nobody_while_somebody_has_the_case_but_a_lead_may(staff):
    staff.act(take_over)
    with pytest.raises(NotAllowed, match="'maria' has case"):
        staff.act(block_sender, "Threats.", by=BEN)
    staff.act(block_sender, "Threats.", by=LEA)
    with pytest.raises(NotAllowed, match="'maria' has case"):
        staff.act(lift_block, "A mistake.", by=BEN)
    staff.act(lift_block, "A mistake.")
