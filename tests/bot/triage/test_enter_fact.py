"""A person enters what they know, by whose word, and the bot goes on with it."""

from __future__ import annotations

import pytest

from bot.cases.case import Email, HistoryEntry, Message
from bot.cases.ledger import import_ledger
from bot.cases.purchase import Purchase
from bot.cases.steps import load_case, store_case
from bot.errors import BadInput, NotAllowed, StaleAction
from bot.triage.close_case import Closing, close_case
from bot.triage.decide_case import decide_case
from bot.triage.enter_fact import enter_fact
from bot.triage.go_on import go_on
from bot.triage.hand_back import hand_back
from bot.triage.speak import speak
from bot.triage.take_over import take_over
from bot.triage.turn import Turn
from bot.triage.vouch_for import vouch_for
from tests.bot.triage.conftest import NOW
from tests.bot.triage.staff import BEN, MARIA

#: All that decides about unused top-ups, but the number of messages.
TOLD = {
    "ground": "change_of_mind",
    "product": "sms_credits",
    "paid": "1000.00",
    "currency": "PHP",
    "purchased_at": "2026-03-03T07:00:00+08:00",
    "account_email": "ana@example.com",
    "transaction_id": "IPG-1001",
}


def source_of(staff, name):
    return {f.source: f.value for f in staff.loaded().facts if f.name == name}


def test_each_source_keeps_its_own_value_and_the_history_tells_who_entered_it(staff):
    staff.act(enter_fact, "messages_sent", 3, "claimed")
    staff.act(enter_fact, "messages_sent", 0, "record", by=BEN)
    assert source_of(staff, "messages_sent") == {"claimed": 3, "record": 0}
    entry = staff.shown()["history"][-1]
    assert (entry["actor"], entry["action"]) == ("ben.cruz", "entered")
    assert entry["detail"] == {"facts": {"messages_sent": 0}, "source": "record", "was": None}


def test_a_correction_tells_what_was_entered_before_and_none_takes_it_away(staff):
    staff.act(enter_fact, "messages_sent", 3, "claimed")
    staff.act(enter_fact, "messages_sent", None, "claimed")
    assert source_of(staff, "messages_sent") == {}
    assert staff.shown()["history"][-1]["detail"]["was"] == 3


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("shoe_size", 42, "claimed"),
        ("messages_sent", -1, "claimed"),
        ("messages_sent", "many", "record"),
        ("ground_confirmed", True, "claimed"),
        ("messages_sent", 0, "guessed"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(staff, name, value, source):
    before = staff.shown()
    with pytest.raises(BadInput):
        staff.act(enter_fact, name, value, source)
    assert staff.shown() == before


def test_nobody_enters_a_fact_while_a_colleague_has_the_case(staff):
    staff.act(take_over)
    with pytest.raises(NotAllowed, match="'maria' has case"):
        staff.act(enter_fact, "messages_sent", 0, "claimed", by=BEN)


def test_what_rests_on_a_case_that_has_changed_is_refused(staff):
    seen = staff.seen()
    staff.act(enter_fact, "messages_sent", 3, "claimed")
    with pytest.raises(StaleAction, match="maria: entered"):
        staff.act(enter_fact, "messages_sent", 0, "claimed", seen=seen)
    assert source_of(staff, "messages_sent") == {"claimed": 3}


def test_the_bot_goes_on_by_what_the_person_entered(staff):
    staff.act(take_over)
    for name, value in {**TOLD, "messages_sent": 0}.items():
        staff.act(enter_fact, name, value, "claimed")
    case = staff.act(hand_back)
    assert (case.who_speaks, case.held_by) == ("bot", None)
    heard = [text for _, text in staff.said()[2:]]
    assert heard[0].startswith("I'm the automated assistant again")
    assert "IPG-1001" in heard[1]
    assert case.open_question == {"name": "confirm", "fact": None}


def test_the_bot_asks_on_where_something_is_missing_still(staff):
    staff.act(take_over)
    for name, value in TOLD.items():
        staff.act(enter_fact, name, value, "claimed")
    case = staff.act(hand_back)
    assert case.open_question == {"name": "fact", "fact": "messages_sent"}


def test_what_was_worked_out_for_staff_alone_is_told_when_the_bot_goes_on(staff, database):
    staff.act(take_over)
    for name, value in {**TOLD, "messages_sent": 0}.items():
        staff.act(enter_fact, name, value, "claimed")
    with database.writing() as session:
        case = load_case(session, staff.ref)
        case.confirmed = True
        case.decision = decide_case(staff.book, case).to_json()
        case.history.append(HistoryEntry(NOW, "bot", "worked out for staff", {}))
        store_case(session, case, NOW)
    told = staff.act(hand_back).decision
    decided = [e for e in staff.shown()["history"] if e["action"] == "decided"]
    assert [entry["detail"]["decision"] for entry in decided] == [told]
    assert decided[0]["detail"]["words"] in [text for _, text in staff.said()]


def test_a_case_is_handed_back_by_the_one_who_speaks_alone(staff):
    staff.act(take_over)
    with pytest.raises(NotAllowed):
        staff.act(hand_back, by=BEN)
    staff.act(hand_back)
    with pytest.raises(NotAllowed, match="Take over first"):
        staff.act(speak, "One more thing")


def test_a_waiting_case_may_be_handed_back_by_anybody_who_sees_it(staff):
    assert staff.act(hand_back, by=BEN).who_speaks == "bot"


def purchase():
    record = {**TOLD, "messages_sent": 5}
    del record["ground"]
    return Purchase("iprog", "IPG-1001", "ana@example.com", NOW, record)


def test_the_record_counts_once_a_person_vouches_for_the_customer(staff, database):
    for name, value in TOLD.items():
        staff.act(enter_fact, name, value, "claimed")
    staff.act(enter_fact, "messages_sent", 0, "record")
    assert not staff.loaded().proved
    case = staff.act(vouch_for, "Called back on the number on the account.")
    assert case.proved
    entry = staff.shown()["history"][-2]
    assert (entry["actor"], entry["action"]) == (MARIA.name, "vouched for the customer")
    assert source_of(staff, "messages_sent")["record"] == 0


def test_vouching_needs_to_be_told_how_and_a_purchase(staff):
    with pytest.raises(BadInput, match="in a few words"):
        staff.act(vouch_for, " ")
    with pytest.raises(BadInput, match="names no purchase"):
        staff.act(vouch_for, "Called back.")


def test_vouching_brings_in_the_records_but_not_over_what_a_person_looked_up(staff, database):
    with database.writing() as session:
        import_ledger(session, [purchase()])
    staff.act(enter_fact, "transaction_id", "IPG-1001", "claimed")
    staff.act(enter_fact, "messages_sent", 0, "record")
    case = staff.act(vouch_for, "Called back on the number on the account.")
    record = case.record()
    assert (record["messages_sent"], record["paid"]) == (0, "1000.00")
    assert case.purchase_key == "IPG1001"


def test_each_fact_is_decided_by_at_once_and_the_customer_hears_nothing(staff):
    staff.act(take_over)
    before = staff.said()
    for name, value in {**TOLD, "messages_sent": 0}.items():
        case = staff.act(enter_fact, name, value, "claimed")
    assert case.decision["outcome"] == "eligible"
    case = staff.act(enter_fact, "paid", "700.00", "claimed")
    assert case.decision["amount"]["value"] == "700.00"
    assert "₱700.00" in case.summary
    assert staff.said() == before


def test_vouching_decides_by_the_records_at_once(staff, database):
    for name, value in {**TOLD, "messages_sent": 0}.items():
        staff.act(enter_fact, name, value, "claimed")
    with database.writing() as session:
        import_ledger(session, [purchase()])
    assert staff.loaded().decision["outcome"] == "eligible"
    assert staff.act(vouch_for, "By phone.").decision["outcome"] == "not_eligible"


@pytest.mark.parametrize(("state", "is_new"), [("draft", True), ("queued", False), ("sent", False)])
def test_a_draft_is_written_anew_and_what_was_filed_stays(staff, database, state, is_new):
    with database.writing() as session:
        case = load_case(session, staff.ref)
        case.emails.append(Email("request", "admin@example.com", "Old", "Old", NOW, state))
        store_case(session, case, NOW)
    staff.act(take_over)
    for name, value in {**TOLD, "messages_sent": 0}.items():
        case = staff.act(enter_fact, name, value, "claimed")
    assert ("IPG-1001" in case.draft().body) == is_new
    assert len(case.emails) == 1


def test_where_the_bot_speaks_it_tells_what_a_person_changed_with_its_next_words(staff):
    staff.act(hand_back)
    for name, value in {**TOLD, "messages_sent": 0}.items():
        case = staff.act(enter_fact, name, value, "claimed")
    assert case.decision["outcome"] == "eligible"
    case.confirmed = True
    message = Message(case.id, NOW, "customer", "hello?", channel="rest", sender="ana")
    turn = Turn(staff.book, case, message, NOW, intent="greet")
    go_on(turn)
    assert "utter_decision" in [say.response for say in turn.said]
    assert "utter_decision_changed" not in [say.response for say in turn.said]


def test_nothing_is_entered_in_a_case_that_is_closed(staff):
    staff.act(enter_fact, "transaction_id", "IPG-1001", "claimed")
    staff.act(close_case, Closing("answered", "Only a question."))
    before = staff.shown()
    with pytest.raises(NotAllowed, match="is closed"):
        staff.act(enter_fact, "messages_sent", 0, "claimed")
    with pytest.raises(NotAllowed, match="is closed"):
        staff.act(vouch_for, "By phone.")
    assert staff.shown() == before
