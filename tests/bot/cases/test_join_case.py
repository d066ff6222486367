from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from bot.cases.case import Case, CaseFact, Email
from bot.cases.contradictions import list_contradictions
from bot.cases.deliveries import take_pending
from bot.cases.erase import erase
from bot.cases.history import history_of, verify
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.join_case import join_case
from bot.cases.purchase import transaction_key
from bot.cases.queries import list_cases, show_case, waiting_cases
from bot.cases.same_purchase import case_of_purchase
from bot.cases.states import pass_on
from bot.cases.steps import Said, commit_step, load_case, send_to_all, store_case
from bot.cases.texts import conversation_of
from bot.cases.turns import commit_turn, load_turn
from bot.errors import CaseChanged


@pytest.fixture
def begin(database, write, now):
    """Return how somebody begins a case, with an answer and with what they claim."""

    def begin_one(sender, *, proved=False, claims=None, **rest):
        recorded = write(f"I am {sender}", sender=sender, merchant="iprog")
        with database.reading() as session:
            turn = load_turn(session, recorded.message_id)
        case = turn.case
        if proved:
            case.proved, case.purchase_key = True, transaction_key("IPG-1001")
            case.facts.append(CaseFact("transaction_id", "record", "IPG-1001", now))
        for name, value in (claims or {}).items():
            case.facts.append(CaseFact(name, "claimed", value, now, message_id=turn.message.id))
        for name, value in rest.items():
            setattr(case, name, value)
        with database.writing() as session:
            commit_turn(session, case, turn.message, [Said(f"Hello {sender}")], now)
        return recorded.ref

    return begin_one


@pytest.fixture
def join(database, write, now):
    def join_one(sender, ref):
        recorded = write(f"{sender} proves it", sender=sender, merchant="iprog")
        with database.writing() as session:
            join_case(session, recorded.message_id, ref, now)
        return recorded.message_id

    return join_one


def shown(database, ref):
    with database.reading() as session:
        return show_case(session, ref)


def test_messages_and_claims_move_and_the_empty_case_is_closed(database, begin, join):
    ana = begin("ana", proved=True, claims={"ground": "change_of_mind"})
    ben = begin("ben", claims={"ground": "not_received", "paid": "500.00"}, who_speaks="waiting")
    join("ben", ana)
    left, case = shown(database, ben), shown(database, ana)
    assert (left["who_speaks"], left["status"], left["joined_to"]) == ("closed", "closed", ana)
    assert (left["facts"], left["messages"]) == ({}, [])
    assert case["facts"]["ground"] == {"value": "not_received", "source": "claimed"}
    said = [m["text"] for m in case["messages"]]
    assert said == ["I am ana", "Hello ana", "I am ben", "Hello ben", "ben proves it"]
    joined = next(entry for entry in case["history"] if entry["action"] == "joined")
    assert (joined["detail"]["from"], joined["detail"]["sender"]) == (ben, "ben")
    with database.reading() as session:
        assert [case.ref for case in waiting_cases(session)] == [ana]
        assert {one["joined_to"] for one in list_cases(session)} == {None, ana}


def test_both_histories_still_verify(database, begin, join):
    refs = [begin("ana", proved=True), begin("ben", claims={"paid": "500.00"})]
    join("ben", refs[0])
    with database.reading() as session:
        for ref in refs:
            case = load_case(session, ref)
            assert verify(case, history_of(session, case)) is None


def test_what_is_written_later_goes_to_the_joined_case(database, begin, join, write):
    ana = begin("ana", proved=True)
    begin("ben")
    join("ben", ana)
    assert write("and now?", sender="ben", merchant="iprog").ref == ana
    assert write("hello", sender="ana", merchant="iprog").ref == ana


def test_a_filed_request_keeps_its_claims_and_what_is_said_otherwise_is_noted(
    database, begin, join, now
):
    filed = [Email("request", "to", "subject", "body", now, "sent")]
    ana = begin(
        "ana", proved=True, claims={"ground": "change_of_mind"}, status="pending", emails=filed
    )
    begin("ben", claims={"ground": "not_received", "messages_sent": 0})
    join("ben", ana)
    case = shown(database, ana)
    facts = {name: fact["value"] for name, fact in case["facts"].items()}
    assert facts["ground"] == "change_of_mind"
    assert facts["messages_sent"] == 0
    joined = next(entry for entry in case["history"] if entry["action"] == "joined")
    assert joined["detail"]["said_otherwise"] == {"ground": "not_received"}
    assert case["draft"]["body"] == "body"


def test_answers_reach_who_asked_and_staff_reach_who_wrote_last(database, begin, join, write, now):
    ana = begin("ana", proved=True)
    begin("ben")
    join("ben", ana)
    asked = write("Ana asks", sender="ana", merchant="iprog")
    with database.reading() as session:
        turn = load_turn(session, asked.message_id)
    with database.writing() as session:
        commit_turn(session, turn.case, turn.message, [Said("for Ana")], now)
        case = load_case(session, ana)
        commit_step(session, case, now, [Said("staff to Ana")], author="staff")
    write("Ben asks", sender="ben", merchant="iprog")
    with database.writing() as session:
        case = load_case(session, ana)
        commit_step(session, case, now, [Said("staff to Ben")], author="staff")
        send_to_all(session, case, [Said("for both")], now)
    with database.writing() as session:
        for_ana = [m.text for _, m in take_pending(session, "rest", "ana")]
        for_ben = [m.text for _, m in take_pending(session, "rest", "ben")]
    assert for_ana == ["Hello ana", "for Ana", "staff to Ana", "for both"]
    assert for_ben == ["Hello ben", "staff to Ben", "for both"]


def test_nobody_reads_what_was_said_with_the_other(database, begin, join):
    ana = begin("ana", proved=True)
    begin("ben")
    join("ben", ana)
    with database.reading() as session:
        ben = [m.text for m in conversation_of(session, "rest", "ben")]
        other = [m.text for m in conversation_of(session, "rest", "ana")]
    assert ben == ["I am ben", "Hello ben", "ben proves it"]
    assert other == ["I am ana", "Hello ana"]


def test_buttons_of_the_other_one_cannot_be_pressed(database, begin, join, write, now):
    ana = begin("ana", proved=True)
    begin("ben")
    join("ben", ana)
    asked = write("hm", sender="ana", merchant="iprog")
    with database.reading() as session:
        turn = load_turn(session, asked.message_id)
    with database.writing() as session:
        button = {"id": "b_1", "title": "Yes, send it", "means": "affirm"}
        commit_turn(session, turn.case, turn.message, [Said("Send it?", [button])], now)
    for sender, buttons in (("ben", []), ("ana", [button])):
        recorded = write("Yes, send it", sender=sender, merchant="iprog")
        with database.reading() as session:
            assert load_turn(session, recorded.message_id).buttons == buttons


@pytest.mark.parametrize(
    ("status", "after", "ground"),
    [
        # Refused: decided anew, by what the one who joins tells.
        ("closed", "open", None),
        # The company still has the request, with what it says.
        ("pending", "pending", "change_of_mind"),
        ("refunded", "refunded", "change_of_mind"),
    ],
)
def test_a_closed_case_is_reopened_by_the_one_who_joins(  # noqa: PLR0917 -- One row of the table.
    database, begin, join, now, status, after, ground
):
    ana = begin("ana", proved=True, claims={"ground": "change_of_mind"})
    with database.writing() as session:
        case = load_case(session, ana)
        pass_on(case, "close", now, "maria")
        case.status = status
        store_case(session, case, now)
    begin("ben")
    join("ben", ana)
    case = shown(database, ana)
    assert (case["who_speaks"], case["status"]) == ("bot", after)
    assert case["facts"].get("ground", {}).get("value") == ground


def test_a_case_with_a_request_of_its_own_does_not_join(database, begin, join):
    ana = begin("ana", proved=True)
    ben = begin("ben", status="pending")
    with pytest.raises(CaseChanged):
        join("ben", ana)
    assert shown(database, ben)["joined_to"] is None


def test_two_who_prove_at_the_same_moment_end_in_one_case(database, write, now):
    """Each thread does what the door does: prove, store, and on CaseChanged look again."""
    both = Barrier(2)

    def prove(sender):
        recorded = write("it is IPG-1001", sender=sender, merchant="iprog")
        for first in (True, False):
            with database.reading() as session:
                turn = load_turn(session, recorded.message_id)
                earlier = case_of_purchase(
                    session, "iprog", "IPG-1001", besides=turn.case.id, at=now
                )
            if first:
                both.wait()
            try:
                if earlier is not None:
                    with database.writing() as session:
                        return join_case(session, recorded.message_id, earlier.ref, now).ref
                turn.case.proved, turn.case.purchase_key = True, transaction_key("IPG-1001")
                with database.writing() as session:
                    commit_turn(session, turn.case, turn.message, [Said("found")], now)
            except CaseChanged:
                continue
            return turn.case.ref
        raise AssertionError("never stored")

    with ThreadPoolExecutor(2) as pool:
        refs = set(pool.map(prove, ["ana", "ben"]))
    assert len(refs) == 1
    with database.reading() as session:
        still_open = session.execute(select(Case).where(Case.who_speaks != "closed")).scalars()
        assert [case.ref for case in still_open] == [*refs]


def test_what_was_written_for_the_email_goes_along_and_contradictions_are_counted_once(
    database, begin, join
):
    pair = {"policy_version": "2025-11-30", "clauses": ["a", "b"], "sections": [["5"], ["2"]]}
    ana = begin("ana", proved=True, contradictions=[pair], additions=["from Ana"])
    begin("ben", additions=["from Ben"], contradictions=[pair], told=["once"])
    join("ben", ana)
    with database.reading() as session:
        case = load_case(session, ana)
        (counted,) = list_contradictions(session)
    assert (case.additions, case.told) == (["from Ben"], ["once"])
    assert counted.refs == [ana]


def test_an_erased_case_leaves_nothing_of_who_joined_it(database, begin, join, now, tmp_path):
    ana = begin("ana", proved=True)
    ben = begin("benjamin")
    join("benjamin", ana)
    with database.writing() as session:
        case = load_case(session, ana)
        pass_on(case, "close", now, "maria")
        store_case(session, case, now)
        erase(session, case.id, now, "maria")
    with database.reading() as session:
        assert load_case(session, ana).voices == {}
        assert load_case(session, ben).sender == ""
    with sqlite3.connect(tmp_path / "refunds.db") as connection:
        assert "benjamin" not in "\n".join(connection.iterdump())
    connection.close()


@pytest.mark.parametrize(("days", "reopens"), [(29, True), (31, False)])
def test_a_message_after_closing_goes_to_the_closed_case_for_thirty_days(
    database, begin, now, days, reopens
):
    ana = begin("ana")
    with database.writing() as session:
        case = load_case(session, ana)
        pass_on(case, "close", now, "maria")
        store_case(session, case, now)
    later = Inbound("rest", "ana", "again", now + timedelta(days=days), merchant="iprog")
    with database.writing() as session:
        recorded = record_inbound(session, later)
    assert (recorded.ref == ana) == reopens
    opened = shown(database, recorded.ref)["history"][0]
    assert opened["detail"].get("after") == (None if reopens else ana)
