from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import JSON, Text, select

from bot.cases.case import Case, CaseFact, Delivery, Email, HistoryEntry
from bot.cases.erase import erase
from bot.cases.history import history_of, verify
from bot.cases.inbox import unprocessed
from bot.cases.queries import show_case
from bot.cases.states import pass_on
from bot.cases.steps import Said, commit_step, load_case
from bot.cases.tables import CASE_FILES, CASES, DELIVERIES, EMAILS, HISTORY, MESSAGES
from bot.cases.turns import commit_turn, load_turn
from bot.errors import CaseNotFound, NotAllowed

SECRET = "zanzibar"
#: Text columns of a case in which nobody's words or addresses stand.
PLAIN = {
    "cases": {
        "ref",
        "channel",
        "merchant",
        "who_speaks",
        "status",
        "history_head",
        "contradictions",
    },
    "messages": {"author", "state", "channel"},
    "deliveries": {"channel", "state"},
    "history": {"actor", "action", "detail_digest", "previous", "digest"},
    "emails": {"kind", "state"},
    "case_files": {"kind", "media_type", "state"},
}


@pytest.fixture
def closed(database, write, now):
    """Return the id of a closed case that is full of a secret."""
    recorded = write(f"my name is {SECRET}", sender=SECRET, message_id=f"wamid.{SECRET}")
    with database.reading() as session:
        turn = load_turn(session, recorded.message_id)
    case = turn.case
    case.facts.append(CaseFact("account_email", "claimed", SECRET, now, message_id=1))
    case.emails.append(Email("request", SECRET, SECRET, SECRET, now, "sent", error=SECRET))
    case.emails.append(Email("copy", SECRET, SECRET, SECRET, now, "queued"))
    case.history.append(HistoryEntry(now, "customer", "facts_given", {"name": SECRET}))
    case.decision = case.open_question = {"explanation": SECRET}
    case.summary = case.customer_zone = case.purchase_key = case.vouched_email = SECRET
    case.told, case.additions, case.aside = [SECRET], [SECRET], [{"ground": SECRET}]
    case.voices = {SECRET: {"open_question": SECRET}}
    case.settlement = {"words": SECRET}
    pass_on(case, "ask_person", now, "bot")
    case.reason = SECRET
    button = {"id": "b", "title": SECRET}
    with database.writing() as session:
        commit_turn(session, case, turn.message, [Said(SECRET, [button])], now)
    write(f"still {SECRET}?", sender=SECRET)
    with database.writing() as session:
        case = load_case(session, recorded.ref)
        case.who_speaks = "closed"
        commit_step(session, case, now, [Said(f"goodbye {SECRET}")], author="staff")
    return recorded.case_id


def test_every_text_column_of_a_case_is_personal_or_known_to_be_plain():
    for table in (CASES, MESSAGES, DELIVERIES, HISTORY, EMAILS, CASE_FILES):
        texts = {column.name for column in table.c if isinstance(column.type, (Text, JSON))}
        personal = {column.name for column in table.c if "erased" in column.info}
        assert texts - personal == PLAIN[table.name], table.name


def test_nothing_personal_is_left_anywhere_in_the_file(database, closed, tmp_path, now):
    def dump():
        with sqlite3.connect(tmp_path / "refunds.db") as connection:
            found = "\n".join(connection.iterdump())
        connection.close()
        return found

    assert dump().count(SECRET) > 10
    with database.writing() as session:
        erase(session, closed, now, "maria")
    assert SECRET not in dump()


def test_an_erased_case_still_verifies_and_tells_that_it_was_erased(database, closed, now):
    with database.writing() as session:
        erase(session, closed, now, "maria")
    with database.reading() as session:
        case = session.execute(select(Case)).scalar_one()
        entries = history_of(session, case)
        shown = show_case(session, case.ref)
    assert verify(case, entries) is None
    assert [entry.detail for entry in entries] == [None] * len(entries)
    assert (entries[-1].actor, entries[-1].action) == ("maria", "erased")
    assert shown["facts"] == {}
    assert {message["text"] for message in shown["messages"]} == {None}


def test_nothing_goes_out_any_more_for_an_erased_case(database, closed, now):
    with database.writing() as session:
        erase(session, closed, now, "maria")
    with database.reading() as session:
        emails = session.execute(select(Email).order_by(Email.id)).scalars()
        assert [email.state for email in emails] == ["sent", "dropped"]
        assert set(session.execute(select(Delivery.state)).scalars()) == {"withheld"}
        assert unprocessed(session) == []


def test_an_open_case_is_not_erased(database, write, now):
    recorded = write()
    with database.writing() as session, pytest.raises(NotAllowed, match="Close it before"):
        erase(session, recorded.case_id, now, "maria")


def test_a_case_that_is_not_there_is_told(database, now):
    with database.writing() as session, pytest.raises(CaseNotFound):
        erase(session, 7, now, "maria")
