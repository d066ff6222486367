"""What all doors share: record a message, answer it once, and never leave silence.

The message is stored before anything else. Its answer is worked out in memory and stored in
one transaction with everything that it changed, so that a process that dies half way leaves
an unanswered message and nothing more. Who speaks is asked when the turn is loaded and holds
when it is stored: a case that changed meanwhile is loaded again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.app import App
from bot.cases.case import Delivery, Message
from bot.cases.deliveries import mark_sent, settle_interrupted, take_pending
from bot.cases.identity import prove
from bot.cases.inbox import Inbound, Recorded, record_inbound, unprocessed
from bot.cases.purchase import Purchase
from bot.cases.steps import Said
from bot.cases.texts import conversation_of, earlier_messages
from bot.cases.turns import LoadedTurn, commit_turn, load_turn, record_unsent
from bot.channels.rasa_turn import RasaAgent, ask_rasa
from bot.errors import CaseChanged
from bot.triage.apologise import apologise
from bot.triage.turn import Prove, Turn
from bot.understand import understand
from bot.understand.understanding import Understanding

log = logging.getLogger(__name__)
T = TypeVar("T")

#: How often a turn is answered anew because somebody else changed its case meanwhile.
TRIES = 5


class Door:
    """Records and answers messages; each channel's own file gives it what the channel brings."""

    def __init__(self, app: App, agent: RasaAgent) -> None:
        self._app = app
        self._agent = agent
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def receive(self, inbound: Inbound) -> Recorded:
        """Record a message and answer it; a repeated one is answered once.

        Returns:
            Where it was recorded. The answer waits in the deliveries of its sender.
        """
        recorded = await asyncio.to_thread(self._record, inbound)
        await self.answer(recorded.message_id, recorded.case_id)
        return recorded

    async def answer(self, message_id: int, case_id: int) -> None:
        """Answer a recorded message, if nobody did yet; messages of one case wait in turn."""
        lock = self._turns.setdefault(case_id, asyncio.Lock())
        said: list[Said] = []
        async with lock:
            for _ in range(TRIES):
                try:
                    return await self._answer(message_id, said)
                except CaseChanged:
                    log.info("case %s changed during a turn; answering anew", case_id)
            log.error("case %s changed during each of %s tries to answer", case_id, TRIES)
        return None

    async def finish_interrupted(self, channels: Sequence[str]) -> int:
        """Answer what an earlier process recorded and did not answer; return how many.

        What that process had begun to send on these channels is called uncertain.
        """
        waiting = await asyncio.to_thread(self._settle, channels)
        for message_id in waiting:
            turn = await asyncio.to_thread(self._load, message_id)
            await self.answer(message_id, turn.message.case_id)
        return len(waiting)

    async def take_words(self, channel: str, sender: str) -> list[tuple[Delivery, Message]]:
        """Take the words that wait for somebody; `words_sent` is told when they went out."""
        return await asyncio.to_thread(self._take, channel, sender)

    async def conversation(self, channel: str, sender: str) -> list[Message]:
        """Return what was said with somebody on a channel, oldest first."""
        return await asyncio.to_thread(self._conversation, channel, sender)

    async def words_sent(self, taken: Sequence[tuple[Delivery, Message]]) -> None:
        """Note that these words went out to the channel."""
        ids = [delivery.id for delivery, _ in taken if delivery.id is not None]
        if ids:
            await asyncio.to_thread(self._sent, ids)

    async def _answer(self, message_id: int, said: list[Said]) -> None:
        """Answer once; `said` keeps the words of a try that came too late."""
        loaded = await asyncio.to_thread(self._load, message_id)
        if loaded.message.state != "received":
            return
        if loaded.case.who_speaks == "human":
            await asyncio.to_thread(self._leave_to_person, message_id, list(said))
            return
        turn = self._turn(loaded)
        said[:] = await self._words(turn)
        if not said:
            loaded = await asyncio.to_thread(self._load, message_id)
            turn = self._turn(loaded)
            apologise(turn)
            said[:] = [Said(self._app.replies.text(say)) for say in turn.said]
        await asyncio.to_thread(self._commit, turn, said)

    async def _words(self, turn: Turn) -> list[Said]:
        """Return Rasa's words; none where it raised, said nothing or took too long."""
        try:
            said = await asyncio.wait_for(
                ask_rasa(self._agent, turn), self._app.settings.turn_seconds
            )
        except asyncio.TimeoutError:
            log.exception("no answer in time to message %s", turn.message.id)
            return []
        except Exception:
            log.exception("could not answer message %s", turn.message.id)
            return []
        if not said:
            log.error("no words for message %s", turn.message.id)
        return said

    def _turn(self, loaded: LoadedTurn) -> Turn:
        button = pressed(loaded.message.text or "", loaded.buttons)
        if button:
            # Whoever reads the conversation sees the button's words, not its id.
            loaded.message.text = button["title"]
        return Turn(
            book=self._app.book,
            case=loaded.case,
            message=loaded.message,
            now=loaded.message.at,
            prove=self._prover(loaded),
            read_earlier=self._reader(loaded.message),
            first=loaded.is_first,
            pressed=button["means"] if button else None,
        )

    def _prover(self, loaded: LoadedTurn) -> Prove:
        case = loaded.case

        def prove_by(merchant: str, email: str, transaction_id: str) -> Purchase | None:
            who = f"{case.channel}:{case.sender}"
            with self._app.database.writing() as session:
                return prove(session, merchant, email, transaction_id, who, loaded.message.at)

        return prove_by

    def _reader(self, message: Message) -> Callable[[str], list[Understanding]]:
        def read_in(zone: str) -> list[Understanding]:
            with self._app.database.reading() as session:
                earlier = earlier_messages(session, message)
            return [understand(m.text or "", now=m.at, zone=zone) for m in earlier]

        return read_in

    def _record(self, inbound: Inbound) -> Recorded:
        with self._app.database.writing() as session:
            return record_inbound(session, inbound)

    def _load(self, message_id: int) -> LoadedTurn:
        with self._app.database.reading() as session:
            return load_turn(session, message_id)

    def _commit(self, turn: Turn, said: Sequence[Said]) -> None:
        with self._app.database.writing() as session:
            commit_turn(session, turn.case, turn.message, said, _now())

    def _leave_to_person(self, message_id: int, said: Sequence[Said]) -> None:
        with self._app.database.writing() as session:
            record_unsent(session, message_id, said, _now())

    def _settle(self, channels: Sequence[str]) -> list[int]:
        with self._app.database.writing() as session:
            for channel in channels:
                settle_interrupted(session, channel)
            return unprocessed(session)

    def _take(self, channel: str, sender: str) -> list[tuple[Delivery, Message]]:
        with self._app.database.writing() as session:
            return take_pending(session, channel, sender)

    def _conversation(self, channel: str, sender: str) -> list[Message]:
        with self._app.database.reading() as session:
            return conversation_of(session, channel, sender)

    def _sent(self, ids: Sequence[int]) -> None:
        with self._app.database.writing() as session:
            mark_sent(session, ids, _now())


def pressed(text: str, buttons: Sequence[dict[str, str]]) -> dict[str, str] | None:
    """Return the pressed button of these, `{"id", "title", "means"}`, or None.

    A button is pressed by its id, or by typing its title.
    """
    typed = text.strip().casefold()
    for button in buttons:
        if typed in (button["id"].casefold(), button["title"].casefold()):
            return button
    return None


def _now() -> datetime:
    return datetime.now(timezone.utc)
