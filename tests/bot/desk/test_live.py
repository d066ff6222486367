"""Open pages hear at once that they are old, and the stream ends with what it belongs to."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import timedelta

import pytest

from bot.cases.case_marker import case_marker
from bot.cases.chat_sessions import new_chat, note_typing
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.staff import find_staff
from bot.cases.steps import Said, commit_step, load_case
from bot.desk import live
from bot.desk.live import Sight, watch


@pytest.fixture(autouse=True)
def _look_often(monkeypatch):
    monkeypatch.setattr(live, "LOOK_EVERY", 0.01)


@pytest.fixture
def room(app):
    return app.state.room


class Page:
    """An open page that listens: what it hears, as (event, data)."""

    def __init__(self, words):
        self.words = words
        self.heard = []

    async def hear(self):
        """Wait for the next event that is no heartbeat."""
        while not self.heard:
            piece = await asyncio.wait_for(self.words.__anext__(), 10)
            for block in piece.strip().split("\n\n"):
                fields = dict(line.split(": ", 1) for line in block.splitlines() if line[0] != ":")
                if "event" in fields:
                    self.heard.append((fields["event"], json.loads(fields["data"])))
        return self.heard.pop(0)


@pytest.fixture
async def listen(room):
    pages = []

    def open_page(look, ref="", name="Maya", known=None):
        pages.append(Page(watch(room, ref, name, look, known)))
        return pages[-1]

    yield open_page
    for page in pages:
        await page.words.aclose()


async def test_a_page_that_is_old_when_it_connects_hears_so_at_once(listen):
    page = listen(lambda: Sight("7"), known="6")
    assert await page.hear() == ("changed", {})


async def test_a_page_that_is_new_hears_only_of_the_next_change(listen):
    marks = iter(["7", "7", "8"])
    page = listen(lambda: Sight(next(marks, "8"), typing=True), known="7")
    assert await page.hear() == ("typing", {"on": True})
    assert await page.hear() == ("changed", {})


async def test_two_at_one_case_see_each_other_until_one_is_gone(listen, room):
    maya = listen(lambda: Sight("1"), "RF-1", "Maya", "1")
    first = asyncio.ensure_future(maya.hear())
    while not room.presence.others("RF-1", "Ben"):
        await asyncio.sleep(0)
    ben = listen(lambda: Sight("1"), "RF-1", "Ben", "1")
    assert await ben.hear() == ("here", {"names": ["Maya"]})
    assert await first == ("here", {"names": ["Ben"]})
    await ben.words.aclose()
    assert await maya.hear() == ("here", {"names": []})


async def test_two_pages_of_one_person_are_one_person(room):
    with room.presence.here("RF-1", "Maya"):
        with room.presence.here("RF-1", "Maya"):
            assert room.presence.others("RF-1", "Ben") == ("Maya",)
            assert room.presence.others("RF-1", "Maya") == ()
        assert room.presence.others("RF-1", "Ben") == ("Maya",)
    assert room.presence.others("RF-1", "Ben") == ()


async def test_who_is_signed_out_hears_so_and_the_stream_ends(listen):
    sights = iter([Sight("1"), None])
    page = listen(lambda: next(sights), known="0")
    assert await page.hear() == ("changed", {})
    assert await page.hear() == ("signed-out", {})
    with pytest.raises(StopAsyncIteration):
        await page.words.__anext__()


async def test_a_desk_that_stops_ends_its_streams(listen, room):
    page = listen(lambda: Sight("1"), known="1")
    assert (await page.words.__anext__()).startswith("retry: ")
    room.is_ending = lambda: True
    with pytest.raises(StopAsyncIteration):
        await page.words.__anext__()


async def test_a_silent_stream_gives_a_sign_of_life(listen, monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT_EVERY", 0.03)
    page = listen(lambda: Sight("1"), known="1")
    await page.words.__anext__()
    assert (await page.words.__anext__()).startswith(":")


async def test_the_loop_goes_on_while_the_database_is_slow(listen):
    ticks = []

    def slow():
        time.sleep(0.3)
        return Sight("2")

    async def tick():
        while True:
            ticks.append(1)
            await asyncio.sleep(0.01)

    ticking = asyncio.ensure_future(tick())
    assert await listen(slow, known="1").hear() == ("changed", {})
    ticking.cancel()
    assert len(ticks) > 10


async def events(visitor, address):
    """Return what a stream says, for streams that end by themselves."""
    answer = await visitor.get(address)
    assert answer.headers["content-type"].startswith("text/event-stream")
    return answer.text


async def test_nobody_signed_in_hears_only_that(visitor, cases):
    ref = cases.add()
    assert "event: signed-out" in await events(visitor, f"/events?case={ref}")
    assert "event: changed" not in await events(visitor, "/events")


async def test_the_case_of_another_company_has_no_stream(sign_in, cases):
    ines = await sign_in("Ines")
    assert (await ines.get(f"/events?case={cases.add()}")).status_code == 404


async def test_a_case_tells_of_words_and_typing_and_ends_where_one_is_disabled(
    maya, database, clock, monkeypatch
):
    seen = []
    look = live._case_sight
    monkeypatch.setattr(live, "_case_sight", lambda *given: seen.append(look(*given)) or seen[-1])
    with database.writing() as session:
        chat = new_chat(session, "example", None, clock.now).id
        record = Inbound("web", chat, "help", clock.now, merchant="example")
        ref = record_inbound(session, record).ref
    with database.reading() as session:
        mark = case_marker(session, ref)
    stream = asyncio.ensure_future(events(maya, f"/events?case={ref}&since={mark}"))
    with database.writing() as session:
        note_typing(session, chat, "customer", clock.now + timedelta(seconds=1))
        commit_step(session, load_case(session, ref), clock.now, [Said("Hello")])
    while not seen or not seen[-1].typing:
        await asyncio.sleep(0.01)
    with database.writing() as session:
        find_staff(session, "Maya").disabled_at = clock.now
    text = await asyncio.wait_for(stream, 10)
    assert text.index("event: changed") < text.index("event: signed-out")
    assert 'event: typing\ndata: {"on": true}' in text
