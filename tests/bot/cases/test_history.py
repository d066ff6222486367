from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from bot.cases.case import Case, HistoryEntry
from bot.cases.history import history_of, verify
from bot.cases.steps import commit_step, load_case


@pytest.fixture
def chained(database, write, now):
    """Return a case and its five stored entries."""
    ref = write().ref
    for number in range(4):
        with database.writing() as session:
            case = load_case(session, ref)
            case.history.append(HistoryEntry(now, "bot", "asked", {"words": f"Zoë {number}?"}))
            commit_step(session, case, now)
    with database.reading() as session:
        case = load_case(session, ref)
        entries = history_of(session, case)
        session.expunge_all()
        return case, entries


def test_an_untouched_history_verifies(chained):
    case, entries = chained
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert verify(case, entries) is None


@pytest.mark.parametrize(
    "change",
    [
        {"detail": {"words": "something else"}},
        {"detail": None},
        {"salt": None},
        {"salt": "00"},
        {"actor": "maria"},
        {"action": "told"},
        {"number": 7},
        {"detail_digest": "00"},
        {"previous": ""},
        {"digest": "00"},
    ],
)
def test_an_entry_that_was_changed_is_named(chained, change):
    case, entries = chained
    entries[2] = replace(entries[2], **change)
    assert verify(case, entries) == 3


def test_an_entry_that_was_moved_to_another_time_is_named(chained):
    case, entries = chained
    entries[3] = replace(entries[3], at=entries[3].at.replace(year=2020))
    assert verify(case, entries) == 4


def test_two_entries_that_changed_places_are_found(chained):
    case, entries = chained
    entries[1], entries[2] = entries[2], entries[1]
    assert verify(case, entries) == 2


@pytest.mark.parametrize(("gone", "found"), [(0, 1), (2, 3), (4, 5)])
def test_a_removed_entry_is_found_also_the_first_and_the_last(chained, gone, found):
    case, entries = chained
    del entries[gone]
    assert verify(case, entries) == found


def test_a_history_without_entries_is_found(chained):
    case, _ = chained
    assert verify(case, []) == 1


def test_the_history_of_another_case_is_found(chained, database, write):
    _, entries = chained
    with database.reading() as session:
        other = load_case(session, write(sender="ben").ref)
    assert verify(other, entries) == 1


def test_an_entry_whose_detail_and_salt_were_erased_still_verifies(chained):
    case, entries = chained
    entries[2] = replace(entries[2], detail=None, salt=None)
    assert verify(case, entries) is None


def test_the_same_detail_has_another_digest_each_time(chained):
    _, entries = chained
    assert len({entry.salt for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM history",
        "DELETE FROM history WHERE number = 5",
        "UPDATE history SET action = 'told'",
        "UPDATE history SET detail = '{}'",
        "UPDATE history SET detail = NULL",
        "UPDATE history SET detail = NULL, salt = NULL, actor = 'maria' WHERE number = 2",
        "UPDATE history SET detail = NULL, salt = NULL, number = 9 WHERE number = 2",
        "UPDATE history SET detail = NULL, salt = NULL, digest = '00' WHERE number = 2",
        "INSERT OR REPLACE INTO history SELECT * FROM history WHERE number = 2",
        "INSERT OR REPLACE INTO history SELECT 99, case_id, number, at, actor, action, detail,"
        " salt, detail_digest, previous, digest FROM history WHERE number = 2",
    ],
)
def test_the_database_refuses_to_rewrite_history(chained, database, statement):
    case, entries = chained
    with database.writing() as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))
    with database.reading() as session:
        assert history_of(session, case) == entries


def test_the_database_lets_a_detail_be_erased(chained, database):
    case, _ = chained
    with database.writing() as session:
        session.execute(text("UPDATE history SET detail = NULL, salt = NULL WHERE number = 2"))
    with database.reading() as session:
        entries = history_of(session, case)
    assert entries[1].detail is None
    assert verify(case, entries) is None


def test_a_case_knows_the_last_entry_of_its_history(chained, database):
    _, entries = chained
    with database.reading() as session:
        case = session.execute(select(Case)).scalar_one()
    assert (case.history_count, case.history_head) == (5, entries[-1].digest)
