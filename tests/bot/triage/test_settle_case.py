"""Staff settle a case: what it becomes, what every customer in it hears, what is emailed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases.case import Delivery, Email, Message
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.join_case import join_case
from bot.cases.ledger import find_purchase, import_ledger
from bot.cases.paid_back import with_paid_back
from bot.cases.purchase import Purchase
from bot.cases.queries import show_case
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.errors import BadInput, NotAllowed
from bot.triage.settle_case import Settlement, settle_case
from tests.bot.triage.conftest import NOW


@pytest.fixture
def settle(database, book, replies, filed_ref):
    def settle_it(outcome, amount=None, words="", at=NOW, ref=filed_ref):
        with database.writing() as session:
            settle_case(
                session, book, replies, ref, Settlement(outcome, "maria", amount, words), at
            )
        with database.reading() as session:
            return show_case(session, ref)

    return settle_it


def said(case):
    return [message["text"] for message in case["messages"] if message["from"] != "customer"]


def notices(database):
    with database.reading() as session:
        return session.execute(select(Email).where(Email.kind == "notice")).scalars().all()


@pytest.mark.parametrize(
    ("outcome", "amount", "status", "who_speaks", "phrase"),
    [
        ("processing", None, "processing", "bot", "has approved the refund"),
        ("refunded", "1000.00", "refunded", "closed", "has paid back ₱1,000.00"),
        ("refunded", None, "refunded", "closed", "has paid back ₱1,000.00"),
        ("partially_refunded", "300.00", "partially_refunded", "closed", "a part, ₱300.00"),
        ("completed", "1000.00", "completed", "closed", "is finished"),
        ("declined", None, "closed", "closed", "declined it"),
        ("canceled", None, "canceled", "closed", "was stopped"),
    ],
)
def test_each_outcome_gives_a_status_and_plain_words(  # noqa: PLR0917 -- One row of the table.
    database, settle, outcome, amount, status, who_speaks, phrase
):
    case = settle(outcome, amount, "We looked at it.")
    assert (case["status"], case["who_speaks"]) == (status, who_speaks)
    first, *_, last = said(case)
    assert phrase in first
    assert last == "We looked at it."
    (notice,) = notices(database)
    assert (notice.to, notice.state) == ("ana@example.com", "queued")
    assert phrase in notice.body
    assert "We looked at it." in notice.body
    settled = case["history"][-2 if who_speaks == "closed" else -1]
    assert (settled["actor"], settled["action"]) == ("maria", "settled")


def test_approved_money_is_due_when_the_policy_says(settle):
    case = settle("processing")
    # The tenth business day in Manila.
    assert case["paid_by"] == "2026-03-17T15:59:59+00:00"
    assert "17 Mar 2026" in said(case)[1]


def test_settling_it_the_same_way_again_changes_nothing(database, settle):
    once = settle("refunded", "1000.00")
    again = settle("refunded", "1000.00", at=NOW + timedelta(hours=1))
    assert again == once
    assert len(notices(database)) == 1


@pytest.mark.parametrize(
    ("steps", "paid_back"),
    [
        ([("refunded", "900.00"), ("refunded", "1000.00")], "1000.00"),
        ([("refunded", "900.00"), ("completed", None)], "900.00"),
        ([("partially_refunded", "300.00"), ("partially_refunded", "200.00")], "500.00"),
        ([("partially_refunded", "300.00"), ("refunded", "700.00")], "1000.00"),
    ],
)
def test_a_correction_is_no_second_payment_and_the_rest_is_one(settle, steps, paid_back):
    for hours, (outcome, amount) in enumerate(steps):
        case = settle(outcome, amount, at=NOW + timedelta(hours=hours))
    assert case["facts"]["refunded_amount"] == {"value": paid_back, "source": "record"}


def test_other_words_for_the_same_payment_are_no_second_payment(settle):
    settle("partially_refunded", "300.00")
    case = settle("partially_refunded", "300.00", "By GCash.")
    assert case["facts"]["refunded_amount"]["value"] == "300.00"


def test_the_words_wait_in_the_chat_and_reach_every_conversation(database, settle, filed_ref):
    with database.writing() as session:
        inbound = Inbound("widget", "ben", "it is mine", NOW, merchant="iprog")
        recorded = record_inbound(session, inbound)
        join_case(session, recorded.message_id, filed_ref, NOW)
    settle("refunded", words="Only for who wrote last.")
    with database.reading() as session:
        rows = session.execute(
            select(Delivery.address, Delivery.state, Message.text).join(
                Message, Message.id == Delivery.message_id
            )
        ).all()
    assert {row.state for row in rows} == {"pending"}
    heard = {who: [r.text for r in rows if r.address == who] for who in ("ana", "ben")}
    assert len(heard["ana"]) == 1
    assert heard["ben"][0] == heard["ana"][0]
    assert heard["ben"][1:] == ["Only for who wrote last."]


def test_nobody_is_emailed_who_was_not_proved(database, settle, filed_ref):
    with database.writing() as session:
        case = load_case(session, filed_ref)
        case.proved = False
        store_case(session, case, NOW)
    settle("refunded", "1000.00")
    assert notices(database) == []


def test_a_request_that_has_not_left_is_not_sent_once_it_is_canceled(database, settle, filed_ref):
    with database.writing() as session:
        case = load_case(session, filed_ref)
        case.emails[0].state = "queued"
        store_case(session, case, NOW)
    settle("canceled")
    with database.reading() as session:
        assert load_case(session, filed_ref).emails[0].state == "dropped"


def test_what_a_case_knows_of_a_payment_reaches_the_record_of_its_purchase(database, settle):
    purchase = Purchase(
        "iprog", "IPG-1001", "ana@example.com", NOW, {"paid": "1000.00", "refunded_amount": "100"}
    )
    with database.writing() as session:
        import_ledger(session, [purchase])
    settle("refunded", "1000.00")
    with database.reading() as session:
        known = with_paid_back(session, find_purchase(session, "iprog", "ipg 1001"))
    assert known.record["refunded_amount"] == "1000.00"
    assert known.record["refunded_at"] == "2026-03-03T02:00:00+00:00"
    with database.reading() as session:
        stored = find_purchase(session, "iprog", "IPG-1001")
    assert stored.record["refunded_amount"] == "100"


@pytest.mark.parametrize(
    ("outcome", "amount", "fault"),
    [
        ("paid", None, "no outcome"),
        ("declined", "1.00", "does not belong"),
        ("partially_refunded", None, "Say how much"),
        ("refunded", "-1.00", "no amount that was paid"),
        ("refunded", "a lot", "no amount"),
    ],
)
def test_what_cannot_be_is_refused(settle, outcome, amount, fault):
    with pytest.raises(BadInput, match=fault):
        settle(outcome, amount)


def test_a_case_without_a_company_is_not_settled(database, settle):
    with database.writing() as session:
        ref = record_inbound(session, Inbound("rest", "eve", "hello", NOW)).ref
    with pytest.raises(NotAllowed, match="no company"):
        settle("refunded", "1.00", ref=ref)


def test_approving_a_closed_request_opens_it_until_it_is_paid(database, settle, filed_ref):
    with database.writing() as session:
        case = load_case(session, filed_ref)
        pass_on(case, "close", NOW, "maria")
        store_case(session, case, NOW)
    assert settle("processing")["who_speaks"] == "bot"
