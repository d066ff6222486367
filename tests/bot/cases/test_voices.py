from __future__ import annotations

import pytest

from bot.cases.case import Case, CaseFact, Email
from bot.cases.reopen import reopen
from bot.cases.states import pass_on
from bot.cases.voices import addresses, is_guest, is_shared, speak_as

ANA, BEN = ("rest", "ana"), ("widget", "ben:2")


@pytest.fixture
def case(now):
    """Return a case in which Ana told why, and saw a draft and a decision."""
    case = Case("RF-1", *ANA, "iprog", now, now, now, id=1)
    case.facts = [CaseFact("paid", "record", "500.00", now)]
    case.facts.append(CaseFact("ground", "claimed", "change_of_mind", now, message_id=7))
    case.facts.append(CaseFact("issue_at", "claimed", None, now, unknowable=True))
    case.emails = [Email("request", "to", "subject", "body", now)]
    case.open_question = {"name": "file"}
    case.decision, case.confirmed, case.additions = {"outcome": "eligible"}, True, ["I called"]
    return case


def test_while_the_case_is_free_the_other_one_finds_the_record_alone(case):
    speak_as(case, *BEN)
    assert (case.claim(), case.record(), case.unknowable()) == ({}, {"paid": "500.00"}, frozenset())
    assert (case.open_question, case.decision, case.confirmed) == (None, None, False)
    assert (case.additions, case.emails) == ([], [])
    assert not is_guest(case)


def test_who_comes_back_finds_what_was_theirs(case, now):
    speak_as(case, *BEN)
    case.facts.append(CaseFact("ground", "claimed", "not_received", now))
    case.open_question = {"name": "confirm"}
    speak_as(case, *ANA)
    assert case.claim() == {"ground": "change_of_mind"}
    assert case.unknowable() == {"issue_at"}
    assert case.facts[1].message_id == 7
    assert (case.open_question, case.confirmed) == ({"name": "file"}, True)
    speak_as(case, *BEN)
    assert case.claim() == {"ground": "not_received"}
    assert case.open_question == {"name": "confirm"}


def test_once_it_is_filed_the_claims_stay_and_the_other_one_is_a_guest(case):
    case.emails[0].state, case.status = "queued", "pending"
    speak_as(case, *BEN)
    assert case.claim() == {"ground": "change_of_mind"}
    assert case.open_question is None
    assert len(case.emails) == 1
    assert is_guest(case)
    speak_as(case, *ANA)
    assert not is_guest(case)
    assert case.open_question == {"name": "file"}


def test_who_filed_is_no_guest_and_who_only_began_is(case):
    speak_as(case, *BEN)
    case.status = "pending"
    assert not is_guest(case)
    speak_as(case, *ANA)
    assert is_guest(case)


def test_a_guest_who_reopens_the_case_finds_the_record_alone(case, now):
    case.status = "pending"
    speak_as(case, *BEN)
    pass_on(case, "close", now, "maria")
    case.status = "closed"
    reopen(case, now, "customer")
    assert case.claim() == {}
    assert not is_guest(case)


def test_a_guest_who_goes_on_when_staff_hand_back_finds_the_record_alone(case, now):
    pass_on(case, "ask_person", now, "bot")
    speak_as(case, *BEN)
    pass_on(case, "hand_back", now, "maria")
    speak_as(case, *BEN)
    assert case.claim() == {}


def test_the_same_sender_again_changes_nothing(case):
    speak_as(case, *ANA)
    assert case.voices == {}
    assert not is_shared(case)
    assert addresses(case) == [ANA]


def test_everybody_in_the_case_can_be_written_to(case):
    speak_as(case, *BEN)
    assert is_shared(case)
    assert addresses(case) == [ANA, BEN]
