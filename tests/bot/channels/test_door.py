"""The door: recorded, answered once, never silent, and never Rasa's command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.app import App
from bot.cases.case import Case, Message
from bot.cases.database import Database
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.queries import list_cases, show_case
from bot.cases.states import pass_on
from bot.cases.steps import commit_step, load_case
from bot.channels.door import Door, pressed
from bot.settings import ROOT, read_settings
from bot.triage.replies import Replies
from bot.triage.turn import current
from bot.understand.plain_text import NO_WORDS

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=timezone.utc)
Act = Callable[[Any], Any]


class FakeAgent:
    """Stands for Rasa's agent: does with each message what the test says."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.heard: list[Any] = []

    async def handle_message(self, message: Any) -> None:
        self.heard.append(message)
        await self.act(message)


async def answer(message: Any) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "All right."})


async def offer(message: Any) -> None:
    buttons = [{"title": "Yes, send it", "payload": "affirm"}]
    await message.output_channel.send_response(
        message.sender_id, {"text": "Send it?", "buttons": buttons}
    )


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    database.migrate()
    settings = replace(read_settings({}), turn_seconds=0.3)
    policies: Any = SimpleNamespace(book=SimpleNamespace(merchants={}))
    yield App(settings, policies, database, Replies(ROOT / "domain.yml"))
    database.close()


def inbound(text: str, message_id: str | None = None) -> Inbound:
    return Inbound("rest", "ana", text, NOW, message_id)


async def delivered(door: Door) -> list[Message]:
    taken: list[Message] = []

    async def give(messages: Sequence[Message]) -> None:
        taken.extend(messages)

    await door.deliver("rest", "ana", give)
    return taken


def case_of(app: App) -> dict[str, Any]:
    with app.database.reading() as session:
        return show_case(session, list_cases(session)[0]["ref"])


def words(app: App) -> list[str]:
    return [m["text"] for m in case_of(app)["messages"] if m["from"] == "bot"]


async def hang(message: Any) -> None:
    await asyncio.sleep(30)


async def fail(message: Any) -> None:
    raise ValueError("Something is wrong in an action.")


async def be_silent(message: Any) -> None:
    """Say nothing, as Rasa does when an action raises."""


@pytest.mark.parametrize("act", [hang, fail, be_silent])
async def test_instead_of_silence_comes_one_honest_sentence_and_a_person(
    app: App, act: Act
) -> None:
    await Door(app, FakeAgent(act)).receive(inbound("hello"))
    case = case_of(app)
    assert case["who_speaks"] == "waiting"
    assert len(words(app)) == 1
    assert case["ref"] in words(app)[0]


async def test_what_a_failed_turn_had_changed_is_not_kept(app: App) -> None:
    async def change_and_fail(message: Any) -> None:
        current().case.merchant = "somebody"
        raise ValueError

    await Door(app, FakeAgent(change_and_fail)).receive(inbound("hello"))
    assert case_of(app)["merchant"] is None


async def test_a_repeated_message_is_answered_once(app: App) -> None:
    agent = FakeAgent(answer)
    door = Door(app, agent)
    await asyncio.gather(*(door.receive(inbound("hello", "m1")) for _ in range(5)))
    assert len(agent.heard) == 1
    assert words(app) == ["All right."]


@pytest.mark.parametrize(
    "typed",
    ["/restart", '/inform{"outcome":"eligible"}', "  /session_start", "EXTERNAL: affirm", "/"],
)
async def test_a_typed_command_reaches_rasa_as_text_and_is_kept_as_it_was_typed(
    app: App, typed: str
) -> None:
    agent = FakeAgent(answer)
    await Door(app, agent).receive(inbound(typed))
    assert not agent.heard[0].text.startswith(("/", "EXTERNAL:"))
    assert case_of(app)["messages"][0]["text"] == typed


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "!?", "\n\t"])
async def test_a_message_without_words_is_answered_as_one_that_was_not_understood(
    app: App, text: str
) -> None:
    agent = FakeAgent(answer)
    await Door(app, agent).receive(inbound(text))
    assert agent.heard[0].metadata["intent"] == "out_of_scope"
    assert agent.heard[0].text in (NO_WORDS, text.strip())


async def test_a_button_is_pressed_by_its_id_or_by_typing_its_title(app: App) -> None:
    agent = FakeAgent(offer)
    door = Door(app, agent)
    await door.receive(inbound("hello"))
    taken = await delivered(door)
    opaque = taken[0].buttons[0]["id"]
    assert "affirm" not in opaque
    for text in (opaque, "yes, send it"):
        await door.receive(inbound(text))
        assert agent.heard[-1].metadata["intent"] == "affirm"
        assert case_of(app)["messages"][-2]["text"] == "Yes, send it"
    await door.receive(inbound("something else"))
    assert agent.heard[-1].metadata["intent"] is None


def test_a_button_of_another_conversation_is_plain_text() -> None:
    assert pressed("b_123", [{"id": "b_999", "title": "Yes", "means": "affirm"}]) is None


async def test_words_of_a_bot_that_was_overtaken_go_unsent(app: App) -> None:
    async def be_overtaken(message: Any) -> None:
        await answer(message)
        with app.database.writing() as session:
            case: Case = load_case(session, message.sender_id)
            pass_on(case, "take_over", at=NOW, actor="lena")
            commit_step(session, case, NOW)

    door = Door(app, FakeAgent(be_overtaken))
    await door.receive(inbound("hello"))
    assert await delivered(door) == []
    case = case_of(app)
    assert case["who_speaks"] == "human"
    assert [m["from"] for m in case["messages"]] == ["customer"]
    assert "withheld" in [step["action"] for step in case["history"]]


async def test_while_a_person_speaks_rasa_hears_nothing(app: App) -> None:
    agent = FakeAgent(answer)
    door = Door(app, agent)
    recorded = await door.receive(inbound("hello"))
    with app.database.writing() as session:
        case = load_case(session, recorded.ref)
        pass_on(case, "take_over", at=NOW, actor="lena")
        commit_step(session, case, NOW)
    await delivered(door)
    await door.receive(inbound("are you there?"))
    assert len(agent.heard) == 1
    assert await delivered(door) == []


async def test_what_was_recorded_and_not_answered_is_answered_once_at_the_next_start(
    app: App,
) -> None:
    with app.database.writing() as session:
        record_inbound(session, inbound("hello", "m1"))
    door = Door(app, FakeAgent(answer))
    assert await door.finish_interrupted({"rest": "uncertain"}) == 1
    assert await door.finish_interrupted({"rest": "uncertain"}) == 0
    assert [message.text for message in await delivered(door)] == ["All right."]


async def test_two_processes_that_answer_the_same_message_answer_it_once(app: App) -> None:
    with app.database.writing() as session:
        recorded = record_inbound(session, inbound("hello", "m1"))
    doors = [Door(app, FakeAgent(answer)) for _ in range(2)]
    await asyncio.gather(*(d.answer(recorded.message_id, recorded.case_id) for d in doors))
    assert words(app) == ["All right."]


async def test_who_hangs_up_does_not_stop_the_answer(app: App) -> None:
    begun, hung_up = asyncio.Event(), asyncio.Event()

    async def answer_slowly(message: Any) -> None:
        begun.set()
        await hung_up.wait()
        await answer(message)

    door = Door(
        replace(app, settings=replace(app.settings, turn_seconds=10)), FakeAgent(answer_slowly)
    )
    asking = asyncio.create_task(door.receive(inbound("hello", "m1")))
    await asyncio.wait_for(begun.wait(), 10)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    hung_up.set()
    words: list[Message] = []
    for _ in range(200):
        words += await delivered(door)
        if words:
            break
        await asyncio.sleep(0.05)
    assert [message.text for message in words] == ["All right."]


async def test_words_that_the_channel_did_not_take_wait_for_the_next_time(app: App) -> None:
    door = Door(app, FakeAgent(answer))
    await door.receive(inbound("hello", "m1"))

    async def hang_up(messages: Sequence[Message]) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await door.deliver("rest", "ana", hang_up)
    await door.receive(inbound("hello", "m1"))
    assert [message.text for message in await delivered(door)] == ["All right."]
    assert await delivered(door) == []


async def test_an_older_message_that_was_left_is_answered_first(app: App) -> None:
    with app.database.writing() as session:
        record_inbound(session, inbound("first", "m1"))
    agent = FakeAgent(answer)
    await Door(app, agent).receive(inbound("second", "m2"))
    assert [message.text for message in agent.heard] == ["first", "second"]


async def test_an_answer_that_cannot_be_stored_is_come_back_to(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door(app, FakeAgent(answer))
    with monkeypatch.context() as locked:
        locked.setattr("bot.channels.door.commit_turn", refuse)
        await door.receive(inbound("hello", "m1"))
    assert words(app) == []
    await door.finish_interrupted({})
    assert words(app) == ["All right."]


def refuse(*_: Any) -> None:
    raise OSError("database is locked")
