"""A person takes over, once, and keeps the case as long as they do something in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.hold import HOLD_FOR
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.errors import CaseNotFound, NotAllowed, StaleAction
from bot.triage.keep_note import keep_note
from bot.triage.speak import speak
from bot.triage.take_over import take_over
from tests.bot.triage.conftest import NOW
from tests.bot.triage.staff import BEN, LEA, MARIA, OTTO, STRANGER

LATER = NOW + timedelta(minutes=1)


def test_the_customer_is_told_by_first_name_that_a_person_is_here(staff):
    case = staff.act(take_over, by=BEN)
    assert (case.who_speaks, case.held_by, case.held_until) == ("human", "ben.cruz", NOW + HOLD_FOR)
    assert staff.said()[-1][1].startswith("Ben is here now")
    assert staff.shown()["history"][-1]["actor"] == "ben.cruz"


def test_who_takes_over_twice_says_it_once(staff):
    staff.act(take_over)
    case = staff.act(take_over, at=LATER)
    assert case.held_until == LATER + HOLD_FOR
    assert [text for _, text in staff.said()].count(staff.said()[-1][1]) == 1


def test_the_second_of_two_is_told_what_the_first_one_did(staff):
    seen = staff.seen()
    staff.act(take_over, seen=seen)
    with pytest.raises(StaleAction, match="maria: take_over") as refused:
        staff.act(take_over, by=LEA, seen=seen)
    assert [(entry.actor, entry.action) for entry in refused.value.since] == [
        ("maria", "take_over")
    ]
    assert staff.loaded().held_by == "maria"


def test_what_the_bot_did_meanwhile_keeps_nobody_from_taking_over(staff, database):
    seen = staff.seen()
    with database.writing() as session:
        case = load_case(session, staff.ref)
        pass_on(case, "hand_back", NOW, "bot")
        store_case(session, case, NOW)
    assert staff.act(take_over, seen=seen).who_speaks == "human"


def test_an_agent_takes_no_case_from_a_colleague_who_has_it(staff):
    staff.act(take_over)
    with pytest.raises(NotAllowed, match="take from another"):
        staff.act(take_over, by=BEN, at=LATER)


def test_a_lead_takes_a_case_from_a_colleague_and_the_customer_hears_it(staff):
    staff.act(take_over)
    case = staff.act(take_over, by=LEA, at=LATER)
    assert case.held_by == "lea"
    assert staff.said()[-1][1].startswith("Lea is here now")
    assert staff.shown()["history"][-1]["detail"]["had"] == "maria"
    with pytest.raises(NotAllowed, match="not the one who speaks"):
        staff.act(speak, "Still me", at=LATER)


@pytest.mark.parametrize(("after", "is_taken"), [(HOLD_FOR, True), (HOLD_FOR / 2, False)])
def test_a_hold_ends_after_half_an_hour_without_an_action_and_not_before(staff, after, is_taken):
    staff.act(take_over)
    if is_taken:
        assert staff.act(take_over, by=BEN, at=NOW + after).held_by == "ben.cruz"
    else:
        with pytest.raises(NotAllowed):
            staff.act(take_over, by=BEN, at=NOW + after)


def test_each_word_keeps_the_case_on(staff):
    staff.act(take_over)
    staff.act(speak, "One moment", at=NOW + HOLD_FOR - timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        staff.act(take_over, by=BEN, at=NOW + HOLD_FOR)


def test_who_may_not_see_the_merchant_is_told_that_there_is_no_such_case(staff):
    for verb, words in ((take_over, ()), (keep_note, ("mine",))):
        with pytest.raises(CaseNotFound, match="No case has the reference"):
            staff.act(verb, *words, by=STRANGER)
    assert staff.act(take_over, by=OTTO).held_by == "otto"


def test_a_closed_case_is_not_taken_over(staff, database):
    with database.writing() as session:
        case = load_case(session, staff.ref)
        pass_on(case, "close", NOW, "maria")
        store_case(session, case, NOW)
    with pytest.raises(NotAllowed, match="'closed'"):
        staff.act(take_over)


def test_a_note_is_read_by_staff_alone(staff):
    staff.act(take_over)
    before = staff.said()
    staff.act(keep_note, "Called twice already.", by=BEN)
    assert staff.said() == before
    entry = staff.shown()["history"][-1]
    assert (entry["actor"], entry["action"]) == ("ben.cruz", "noted")
    assert entry["detail"] == {"text": "Called twice already."}
    assert staff.loaded().held_by == MARIA.name
