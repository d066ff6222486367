from __future__ import annotations

import json
import signal
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.cases.case import Case, CaseFact, Delivery, Email, HistoryEntry, Message
from bot.cases.history import history_of, verify
from bot.cases.inbox import unprocessed
from bot.cases.steps import Said
from bot.cases.turns import commit_turn, load_turn, record_unsent
from bot.errors import CaseChanged

HELLO = [Said("Hello.")]


def take_turn(database, recorded, now, change=None, said=HELLO):
    with database.reading() as session:
        turn = load_turn(session, recorded.message_id)
    if change is not None:
        change(turn.case)
    with database.writing() as session:
        commit_turn(session, turn.case, turn.message, said, now)
    return turn


def stored(database) -> Case:
    with database.reading() as session:
        return session.execute(select(Case)).scalar_one()


def everything(database) -> dict[str, int]:
    with database.reading() as session:
        return {
            kind.__name__: session.execute(select(func.count()).select_from(kind)).scalar_one()
            for kind in (CaseFact, Message, Delivery, HistoryEntry, Email)
        }


def test_a_turn_stores_the_case_with_its_answer_on_the_way(database, write, now):
    def change(case):
        case.facts.append(CaseFact("ground", "claimed", "change_of_mind", now))
        case.emails.append(Email("request", "a@b.example", "Refund", "Please.", now))
        case.history.append(HistoryEntry(now, "customer", "facts_given", {"ground": "x"}))
        case.open_question = {"name": "ask_product", "fact": "product"}

    recorded = write()
    said = [Said("Got it."), Said("Which product?", [{"id": "b1", "title": "SMS credits"}])]
    take_turn(database, recorded, now, change, said)

    case = stored(database)
    assert case.claim() == {"ground": "change_of_mind"}
    assert case.open_question == {"name": "ask_product", "fact": "product"}
    assert case.draft().subject == "Refund"
    assert case.version == 2
    with database.reading() as session:
        answers = session.execute(select(Message).where(Message.author == "bot")).scalars().all()
        deliveries = session.execute(select(Delivery)).scalars().all()
        assert [entry.action for entry in history_of(session, case)] == ["opened", "facts_given"]
        assert unprocessed(session) == []
    assert [answer.text for answer in answers] == ["Got it.", "Which product?"]
    assert {answer.in_reply_to for answer in answers} == {recorded.message_id}
    assert [(d.state, d.channel, d.address) for d in deliveries] == [("pending", "rest", "ana")] * 2


def test_a_turn_knows_whether_it_is_the_first_and_what_was_offered(database, write, now):
    button = {"id": "b1", "title": "Yes", "intent": "affirm", "facts": {}}
    first = take_turn(database, write(), now, said=[Said("Sure?", [button])])
    second = take_turn(database, write("yes"), now)
    third = take_turn(database, write("thanks"), now)
    assert (first.is_first, first.buttons) == (True, [])
    assert (second.is_first, second.buttons) == (False, [button])
    assert third.buttons == []


def test_a_button_above_the_last_words_can_be_pressed_too(database, write, now):
    now_or_later = {"id": "b1", "title": "Send it now", "means": "file_now"}
    which = {"id": "b2", "title": "SMS credits", "means": "product=sms_credits"}
    said = [Said("Time is short.", [now_or_later]), Said("What did you buy?", [which]), Said("Hm.")]
    take_turn(database, write(), now, said=said)
    assert take_turn(database, write("b1"), now).buttons == [now_or_later, which]


def test_what_was_loaded_does_not_contain_the_old_history(database, write, now):
    take_turn(database, write(), now)
    assert stored(database).history == []


def test_a_fact_is_kept_once_for_a_name_and_source(database, write, now):
    def first(case):
        case.facts.append(CaseFact("product", "claimed", "rcs", now))
        case.facts.append(CaseFact("product", "record", "subscription", now))
        case.facts.append(CaseFact("ground", "claimed", "unused", now))

    def second(case):
        # One is replaced by a new object, one changed in place, one taken back.
        case.facts = [fact for fact in case.facts if fact.source == "record"]
        case.facts.append(CaseFact("product", "claimed", "setup_fee", now))
        case.facts[0].value = "sms_credits"

    take_turn(database, write(), now, first)
    take_turn(database, write(), now, second)
    case = stored(database)
    assert case.claim() == {"product": "setup_fee"}
    assert case.record() == {"product": "sms_credits"}
    assert everything(database)["CaseFact"] == 2


def test_a_question_that_was_changed_in_place_is_stored(database, write, now):
    def ask(case):
        case.open_question = {"name": "ask_product", "fact": "product"}

    def ask_again(case):
        case.open_question["fact"] = "ground"

    take_turn(database, write(), now, ask)
    take_turn(database, write(), now, ask_again)
    assert stored(database).open_question == {"name": "ask_product", "fact": "ground"}


def test_an_unknowable_fact_comes_back_without_a_value(database, write, now):
    def change(case):
        case.facts.append(CaseFact("messages_sent", "claimed", None, now, unknowable=True))

    take_turn(database, write(), now, change)
    assert stored(database).unknowable() == {"messages_sent"}
    assert stored(database).claim() == {}


def test_a_stale_turn_is_refused_and_leaves_nothing_behind(database, write, now):
    first, second = write("one"), write("two")
    with database.reading() as session:
        stale = load_turn(session, first.message_id)
    take_turn(database, second, now)
    before, version = everything(database), stored(database).version

    stale.case.facts.append(CaseFact("product", "claimed", "rcs", now))
    stale.case.history.append(HistoryEntry(now, "bot", "asked", None))
    with pytest.raises(CaseChanged), database.writing() as session:
        commit_turn(session, stale.case, stale.message, HELLO, now)

    assert everything(database) == before
    assert stored(database).version == version
    with database.reading() as session:
        assert unprocessed(session) == [first.message_id]


def test_a_turn_that_changes_nothing_is_stale_all_the_same(database, write, now):
    first, second = write("one"), write("two")
    with database.reading() as session:
        stale = load_turn(session, first.message_id)
    take_turn(database, second, now)
    with pytest.raises(CaseChanged), database.writing() as session:
        commit_turn(session, stale.case, stale.message, [], stale.case.updated_at)


def test_a_message_is_answered_once(database, write, now):
    recorded = write()
    take_turn(database, recorded, now)
    with database.reading() as session:
        again = load_turn(session, recorded.message_id)
    assert again.message.state == "processed"
    with pytest.raises(CaseChanged, match="answered already"), database.writing() as session:
        commit_turn(session, again.case, again.message, [Said("Hello again.")], now)
    assert everything(database)["Message"] == 2


def test_an_error_after_the_commit_of_a_turn_began_leaves_nothing(database, write, now):
    recorded = write()
    before = everything(database)
    with database.reading() as session:
        turn = load_turn(session, recorded.message_id)
    with suppress(ZeroDivisionError), database.writing() as session:
        commit_turn(session, turn.case, turn.message, HELLO, now)
        _ = 1 / 0
    assert everything(database) == before
    with database.reading() as session:
        assert unprocessed(session) == [recorded.message_id]


def test_words_that_came_too_late_are_kept_but_not_sent(database, write, now):
    recorded = write()
    for _ in range(2):
        with database.writing() as session:
            record_unsent(session, recorded.message_id, [Said("I am the bot.")], now)
    with database.reading() as session:
        words = session.execute(select(Message).where(Message.author == "bot")).scalar_one()
        delivery = session.execute(select(Delivery)).scalar_one()
        entries = history_of(session, stored(database))
        assert unprocessed(session) == []
    assert (words.state, delivery.state) == ("unsent", "withheld")
    assert entries[-1].action == "withheld"
    assert entries[-1].detail == {"said": ["I am the bot."]}


def test_a_process_killed_before_it_answered_leaves_the_message_received(
    database, url, write, now, start
):
    recorded = write()
    script = """
        import os, signal, sys
        from datetime import datetime, timezone
        from bot.cases.database import Database
        from bot.cases.steps import Said
        from bot.cases.turns import commit_turn, load_turn
        database = Database(sys.argv[1])
        with database.reading() as session:
            turn = load_turn(session, int(sys.argv[2]))
        with database.writing() as session:
            now = datetime.now(timezone.utc)
            commit_turn(session, turn.case, turn.message, [Said("Hello.")], now)
            os.kill(os.getpid(), signal.SIGKILL)
    """
    assert start(script, url, str(recorded.message_id)).wait(timeout=60) == -signal.SIGKILL
    with database.reading() as session:
        assert unprocessed(session) == [recorded.message_id]
    assert everything(database)["Message"] == 1
    take_turn(database, recorded, now + timedelta(seconds=5))
    assert everything(database)["Message"] == 2


TAKE_TURNS = """
    import json, sys
    from datetime import datetime, timezone
    from bot.cases.case import CaseFact, HistoryEntry
    from bot.cases.database import Database
    from bot.cases.inbox import Inbound, record_inbound
    from bot.cases.steps import Said
    from bot.cases.turns import commit_turn, load_turn
    from bot.errors import CaseChanged

    url, name, turns = sys.argv[1], sys.argv[2], int(sys.argv[3])
    database = Database(url)
    repeated = 0
    for number in range(turns):
        now = datetime.now(timezone.utc)
        with database.writing() as session:
            inbound = Inbound("rest", "ana", f"{name} {number}", now, message_id=f"{name} {number}")
            recorded = record_inbound(session, inbound)
        while True:
            with database.reading() as session:
                turn = load_turn(session, recorded.message_id)
            case = turn.case
            case.misunderstood += 1
            case.history.append(HistoryEntry(now, name, "counted", {"number": number}))
            fact = next((fact for fact in case.facts), None)
            if fact is None:
                case.facts.append(CaseFact("messages_sent", "claimed", 1, now))
            else:
                fact.value += 1
            try:
                with database.writing() as session:
                    commit_turn(session, case, turn.message, [Said("counted")], now)
                break
            except CaseChanged:
                repeated += 1
    print(json.dumps({"repeated": repeated}))
"""


def test_two_processes_that_read_and_write_one_case_lose_nothing(database, url, write, now, start):
    turns = 200
    take_turn(database, write(), now)
    started = [start(TAKE_TURNS, url, name, str(turns)) for name in ("first", "second")]
    told = [json.loads(process.communicate(timeout=120)[0]) for process in started]
    assert sum(one["repeated"] for one in told) > 0, "They never met, so nothing was tested."

    case = stored(database)
    assert case.misunderstood == 2 * turns
    assert case.claim() == {"messages_sent": 2 * turns}
    with database.reading() as session:
        entries = history_of(session, case)
        assert unprocessed(session) == []
    assert len(entries) == 2 * turns + 1
    assert verify(case, entries) is None
    assert everything(database)["Delivery"] == 2 * turns + 1
