"""A person ends a case, with how it ended and why."""

from __future__ import annotations

import pytest

from bot.cases.steps import load_case, store_case
from bot.errors import BadInput, NotAllowed, StaleAction
from bot.triage.close_case import Closing, close_case
from bot.triage.keep_note import keep_note
from bot.triage.take_over import take_over
from tests.bot.triage.conftest import NOW, file_case
from tests.bot.triage.staff import BEN


@pytest.mark.parametrize(
    ("outcome", "phrase"),
    [
        ("answered", "is closed now"),
        ("no_request", "is closed now"),
        ("no_reply", "haven't heard from you"),
    ],
)
def test_a_case_without_a_refund_ends_with_plain_words(staff, outcome, phrase):
    case = staff.act(close_case, Closing(outcome, "Only a question.", "Take care."))
    assert (case.who_speaks, case.status) == ("closed", "closed")
    *_, words, closed = staff.said()
    assert words == ("staff", "Take care.")
    assert phrase in closed[1]
    reasons = [e for e in staff.shown()["history"] if e["action"] == "gave the reason"]
    assert reasons[0]["detail"] == {"reason": "Only a question.", "outcome": outcome}


def test_to_an_abusive_sender_nothing_is_said(staff):
    before = staff.said()
    staff.act(close_case, Closing("abuse", "Threats."))
    assert staff.said() == before


def test_a_settled_case_tells_what_became_of_the_money(staff, database):
    with database.writing() as session:
        case = load_case(session, staff.ref)
        with session.no_autoflush:
            file_case(case)
        store_case(session, case, NOW)
    staff.act(take_over)
    closed = staff.act(close_case, Closing("refunded", "Paid by GCash.", "Done!"))
    assert (closed.status, closed.who_speaks) == ("refunded", "closed")
    assert "has paid back ₱1,000.00" in staff.said()[-2][1]
    assert staff.said()[-1] == ("staff", "Done!")


def test_what_the_company_has_a_request_for_is_settled_and_does_not_just_end(staff, database):
    with database.writing() as session:
        case = load_case(session, staff.ref)
        with session.no_autoflush:
            file_case(case)
        store_case(session, case, NOW)
    with pytest.raises(NotAllowed, match="Settle it instead"):
        staff.act(close_case, Closing("answered", "Done."))


@pytest.mark.parametrize(
    "closing",
    [
        Closing("answered", " "),
        Closing("vanished", "So."),
        Closing("answered", "So.", amount="1.00"),
        Closing("declined", "So.", amount="1.00"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(staff, closing):
    before = staff.shown()
    with pytest.raises(BadInput):
        staff.act(close_case, closing)
    assert staff.shown() == before


def test_a_case_is_not_closed_under_a_colleagues_hands(staff):
    seen = staff.seen()
    staff.act(keep_note, "Please wait.", by=BEN)
    with pytest.raises(StaleAction, match=r"ben\.cruz: noted"):
        staff.act(close_case, Closing("answered", "Done."), seen=seen)
    staff.act(take_over, by=BEN)
    with pytest.raises(NotAllowed, match=r"'ben\.cruz' has case"):
        staff.act(close_case, Closing("answered", "Done."))


def test_words_to_an_abusive_sender_are_refused_since_they_hear_nothing(staff):
    before = staff.shown()
    with pytest.raises(BadInput, match="hears nothing"):
        staff.act(close_case, Closing("abuse", "Threats.", "Goodbye."))
    assert staff.shown() == before


def test_closing_words_are_no_longer_than_a_message(staff):
    with pytest.raises(BadInput, match=r"4,001 characters\. Write at most 4,000"):
        staff.act(close_case, Closing("answered", "Only a question.", "a" * 4001))


@pytest.mark.parametrize(
    ("amount", "says"),
    [(None, "is not known. Say how much, such as 1000.00."), ("9" * 40, "Give at most 1,000,000")],
)
def test_an_amount_that_is_missing_or_cannot_be_is_asked_for_plainly(staff, amount, says):
    with pytest.raises(BadInput, match=says):
        staff.act(close_case, Closing("partially_refunded", "Paid.", amount=amount))
