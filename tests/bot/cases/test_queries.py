from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.case import CaseFact, Email
from bot.cases.deliveries import mark_deliveries, settle_interrupted, take_pending
from bot.cases.queries import OpenEnds, Unsettled, list_cases, show_case, unsettled, waiting_cases
from bot.cases.staff_member import StaffMember
from bot.cases.states import pass_on
from bot.cases.steps import Said, commit_step, load_case
from bot.cases.turns import commit_turn, load_turn, record_unsent
from bot.errors import CaseNotFound
from tests.bot.cases.conftest import NOW

OTTO = StaffMember("otto", "", "owner", NOW)
NINA = StaffMember("nina", "", "agent", NOW)


@pytest.fixture
def change(database, now):
    def change_case(ref, how, said=()):
        with database.writing() as session:
            case = load_case(session, ref)
            how(case)
            commit_step(session, case, now, said, author="staff")

    return change_case


def test_a_case_is_shown_in_the_form_that_others_rely_on(database, write, now):
    recorded = write("I want a refund", merchant="iprog")
    with database.reading() as session:
        turn = load_turn(session, recorded.message_id)
    case = turn.case
    case.facts.append(CaseFact("product", "claimed", "sms_credits", now))
    case.emails.append(Email("request", "a@b.example", "Refund", "Please.", now))
    case.emails.append(Email("copy", "ana@mail.example", "Copy", "As sent.", now))
    case.decision = {"outcome": "eligible"}
    with database.writing() as session:
        commit_turn(session, case, turn.message, [Said("Got it.")], now)

    with database.reading() as session:
        shown = show_case(session, recorded.ref.lower())
        (listed,) = list_cases(session)
    at = "2026-03-02T06:00:00+00:00"
    assert listed == {
        "ref": recorded.ref,
        "merchant": "iprog",
        "channel": "rest",
        "sender": "ana",
        "who_speaks": "bot",
        "status": "open",
        "facts": {"product": {"value": "sms_credits", "source": "claimed"}},
        "decision": {"outcome": "eligible"},
        "draft": {"to": "a@b.example", "subject": "Refund", "body": "Please."},
        "closed_at": None,
        "settlement": None,
        "paid_by": None,
        "contradictions": [],
        "joined_to": None,
    }
    opened = {"number": 1, "at": at, "actor": "customer", "action": "opened"}
    assert shown == {
        **listed,
        "messages": [
            {"at": at, "from": "customer", "text": "I want a refund", "sender": "ana"},
            {"at": at, "from": "bot", "text": "Got it.", "sender": None},
        ],
        "history": [{**opened, "detail": {"channel": "rest"}}],
    }


def test_a_case_with_nothing_yet_has_neither_decision_nor_draft(database, write):
    write()
    with database.reading() as session:
        (listed,) = list_cases(session)
    assert (listed["facts"], listed["decision"], listed["draft"]) == ({}, None, None)


def test_the_newest_case_is_listed_first(database, write):
    refs = [write(sender=sender).ref for sender in ("ana", "ben")]
    with database.reading() as session:
        assert [case["ref"] for case in list_cases(session)] == refs[::-1]


@pytest.mark.parametrize("source", ["record", "claimed"])
def test_the_record_outweighs_the_claim_once_the_customer_is_proved(
    database, write, change, now, source
):
    def tell(case):
        case.proved = source == "record"
        case.facts.append(CaseFact("messages_sent", "record", 1, now))
        case.facts.append(CaseFact("messages_sent", "claimed", 0, now))

    ref = write().ref
    change(ref, tell)
    with database.reading() as session:
        assert show_case(session, ref)["facts"]["messages_sent"]["source"] == source


def test_words_that_were_not_sent_are_in_the_history_and_not_among_the_messages(
    database, write, now
):
    recorded = write("hello")
    with database.writing() as session:
        record_unsent(session, recorded.message_id, [Said("I am the bot.")], now)
    with database.reading() as session:
        shown = show_case(session, recorded.ref)
    assert [message["text"] for message in shown["messages"]] == ["hello"]
    assert shown["history"][-1]["detail"] == {"said": ["I am the bot."]}


def test_what_staff_said_is_told_as_theirs(database, write, change):
    ref = write("hello").ref
    change(ref, lambda case: pass_on(case, "take_over", case.updated_at, "maria"), [Said("Hi.")])
    with database.reading() as session:
        assert show_case(session, ref)["messages"][-1]["from"] == "staff"


def test_an_unknown_reference_is_told(database):
    with database.reading() as session, pytest.raises(CaseNotFound, match="RF-NONE"):
        show_case(session, "RF-NONE")


def test_waiting_cases_come_by_the_time_they_must_be_answered(database, write, change, now):
    def waits(answer_in, since=0):
        def wait(case):
            pass_on(case, "ask_person", now + timedelta(minutes=since), "bot")
            case.reason, case.summary = "conflict", "Two clauses disagree."
            if answer_in is not None:
                case.answer_by = now + timedelta(days=answer_in)

        return wait

    refs = {sender: write(sender=sender, merchant="iprog").ref for sender in "abcde"}
    change(refs["a"], waits(None, since=5))
    change(refs["b"], waits(3))
    change(refs["c"], waits(1))
    change(refs["d"], waits(None, since=1))
    with database.reading() as session:
        waiting = waiting_cases(session)
    assert [one.ref for one in waiting] == [refs[sender] for sender in "cbda"]
    first = waiting[0]
    assert (first.merchant, first.reason, first.since) == ("iprog", "conflict", now)
    assert (first.answer_by, first.summary) == (now + timedelta(days=1), "Two clauses disagree.")


def test_messages_without_an_answer_and_uncertain_words_are_counted(database, write, now):
    def count():
        with database.reading() as session:
            found = unsettled(session, OTTO)
            nothing = unsettled(session, NINA)
            assert nothing == Unsettled(OpenEnds(0, ()), OpenEnds(0, ()))
            return found.unanswered.count, found.uncertain.count

    def answer(recorded):
        with database.writing() as session:
            turn = load_turn(session, recorded.message_id)
            commit_turn(session, turn.case, turn.message, [Said("One."), Said("Two.")], now)

    assert count() == (0, 0)
    first = write()
    write()
    assert count() == (2, 0)
    answer(first)
    assert count() == (1, 0)
    with database.writing() as session:
        (sent, _), _ = take_pending(session, "rest", "ana")
        mark_deliveries(session, [sent.id], "sent", now)
    assert count() == (1, 0)
    with database.writing() as session:
        settle_interrupted(session, "rest")
    assert count() == (1, 1)
