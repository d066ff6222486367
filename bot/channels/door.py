"""What all doors share: record a message, answer it once, and never leave silence.

The message is stored before anything else. Its answer is worked out in memory and stored in
one transaction with everything that it changed, so that a process that dies half way leaves
an unanswered message and nothing more. Who speaks is asked when the turn is loaded and holds
when it is stored: a case that changed meanwhile is loaded again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from bot.app import App
from bot.cases.case import Case, Delivery, DeliveryState, Message
from bot.cases.deliveries import mark_deliveries, settle_interrupted, take_pending
from bot.cases.inbox import Inbound, Recorded, move_to_new_case, record_inbound, unprocessed
from bot.cases.join_case import join_case
from bot.cases.steps import Said, say_to_last
from bot.cases.texts import (
    conversation_of,
    older_unanswered,
    said_before,
)
from bot.cases.turns import LoadedTurn, commit_turn, load_turn, record_unsent
from bot.channels.look_up import CustomersLookups
from bot.channels.not_twice import not_twice
from bot.channels.rasa_turn import RasaAgent, ask_rasa
from bot.errors import CaseChanged
from bot.triage.apologise import apologise
from bot.triage.hear_for_person import hear_for_person
from bot.triage.turn import Say, Turn

log = logging.getLogger(__name__)
T = TypeVar("T")
#: Hands messages over to a channel; raises where the channel did not take them.
Give = Callable[[Sequence[Message]], Awaitable[None]]

#: Stores what a channel says besides the bot's answer, with it or not at all.
Besides = Callable[[Any, Case, Message, datetime], None]

#: How often a turn is answered anew because somebody else changed its case meanwhile.
TRIES = 5


class Door:
    """Records and answers messages; each channel's own file gives it what the channel brings."""

    def __init__(
        self, app: App, agent: RasaAgent, besides: Mapping[str, Besides] | None = None
    ) -> None:
        self._app = app
        self._agent = agent
        self._besides = besides or {}
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._begun: set[asyncio.Task[Any]] = set()

    async def receive(self, inbound: Inbound) -> Recorded:
        """Record a message and answer it; a repeated one is answered once.

        What has begun is brought to its end, also when whoever asked for it hangs up.

        Returns:
            Where it was recorded. The answer waits in the deliveries of its sender.
        """
        return await self._to_the_end(self._receive(inbound))

    async def record(self, inbound: Inbound) -> Recorded:
        """Record a message and leave its answer to `answer`, or to whoever comes back to it."""
        return await self._to_the_end(asyncio.to_thread(self._record, inbound))

    async def deliver(self, channel: str, sender: str, give: Give) -> None:
        """Give somebody the words that wait for them; what `give` raises makes them wait again.

        Args:
            channel: the channel that the words wait for.
            sender: whom that channel knows.
            give: hands the messages over to the channel.
        """
        await self._to_the_end(self._deliver(channel, sender, give))

    async def answer(self, message_id: int, case_id: int) -> None:
        """Answer a recorded message, if nobody did yet; messages of one case wait in turn."""
        lock = self._turns.setdefault(case_id, asyncio.Lock())
        async with lock:
            for earlier in await asyncio.to_thread(self._older, message_id):
                await self._answer_at_last(earlier)
            await self._answer_at_last(message_id)

    async def finish_interrupted(self, channels: Mapping[str, DeliveryState]) -> int:
        """Answer what an earlier process recorded and did not answer; return how many.

        Args:
            channels: what becomes, on each of these, of words that it had begun to send.
        """
        waiting = await asyncio.to_thread(self._settle, channels)
        for message_id in waiting:
            turn = await asyncio.to_thread(self._load, message_id)
            await self.answer(message_id, turn.message.case_id)
        return len(waiting)

    def not_recorded(self) -> str:
        """Return what is said when a message could not even be stored."""
        return self._app.replies.text(Say("utter_not_recorded"))

    async def conversation(self, channel: str, sender: str) -> list[Message]:
        """Return what was said with somebody on a channel, oldest first."""
        return await asyncio.to_thread(self._conversation, channel, sender)

    async def _to_the_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it in a task of its own, which nobody cancels who only waited for it."""
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return await asyncio.shield(task)

    async def _receive(self, inbound: Inbound) -> Recorded:
        recorded = await asyncio.to_thread(self._record, inbound)
        await self.answer(recorded.message_id, recorded.case_id)
        return recorded

    async def _deliver(self, channel: str, sender: str, give: Give) -> None:
        taken = await asyncio.to_thread(self._take, channel, sender)
        ids = [delivery.id for delivery, _ in taken if delivery.id is not None]
        try:
            await give([message for _, message in taken])
        except Exception:
            await asyncio.to_thread(self._mark, ids, "pending")
            raise
        await asyncio.to_thread(self._mark, ids, "sent")

    async def _answer_at_last(self, message_id: int) -> None:
        """Answer, also when somebody else changes the case meanwhile; log what cannot be helped."""
        said: list[Said] = []
        for _ in range(TRIES):
            try:
                return await self._answer(message_id, said)
            except CaseChanged:
                log.info("the case of message %s changed during a turn", message_id)
            except Exception:
                # It stays recorded as unanswered, and `finish_interrupted` comes back to it.
                log.exception("message %s cannot be answered now", message_id)
                return None
        log.error("the case of message %s changed during each of %s tries", message_id, TRIES)
        return None

    async def _answer(self, message_id: int, said: list[Said]) -> None:
        """Answer once; `said` keeps the words of a try that came too late."""
        loaded = await asyncio.to_thread(self._load, message_id)
        if loaded.message.state != "received":
            return
        if loaded.case.who_speaks == "human":
            await asyncio.to_thread(self._leave_to_person, self._turn(loaded), list(said))
            return
        turn = self._turn(loaded)
        said[:] = await asyncio.to_thread(self._not_twice, turn, await self._words(turn))
        if turn.goes_elsewhere:
            await asyncio.to_thread(self._into_other_case, turn)
            raise CaseChanged("The message belongs into another case.")
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
        if not said and not turn.goes_elsewhere:
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
            lookups=CustomersLookups(self._app, loaded),
            first=loaded.is_first,
            pressed=button["means"] if button else None,
        )

    def _record(self, inbound: Inbound) -> Recorded:
        with self._app.database.writing() as session:
            return record_inbound(session, inbound)

    def _load(self, message_id: int) -> LoadedTurn:
        with self._app.database.reading() as session:
            return load_turn(session, message_id)

    def _commit(self, turn: Turn, said: Sequence[Said]) -> None:
        with self._app.database.writing() as session:
            commit_turn(session, turn.case, turn.message, said, _now())
            besides = self._besides.get(turn.message.channel or "")
            if besides is not None:
                besides(session, turn.case, turn.message, _now())

    def _leave_to_person(self, turn: Turn, said: Sequence[Said]) -> None:
        if hear_for_person(turn):
            self._commit(turn, [])
            return
        with self._app.database.writing() as session:
            record_unsent(session, turn.message.id or 0, said, _now())

    def _settle(self, channels: Mapping[str, DeliveryState]) -> list[int]:
        with self._app.database.writing() as session:
            for channel, state in channels.items():
                settle_interrupted(session, channel, state)
            return unprocessed(session)

    def _take(self, channel: str, sender: str) -> list[tuple[Delivery, Message]]:
        with self._app.database.writing() as session:
            return take_pending(session, channel, sender)

    def _conversation(self, channel: str, sender: str) -> list[Message]:
        with self._app.database.reading() as session:
            return conversation_of(session, channel, sender)

    def _mark(self, ids: Sequence[int], state: DeliveryState) -> None:
        if ids:
            with self._app.database.writing() as session:
                mark_deliveries(session, ids, state, _now())

    def _older(self, message_id: int) -> list[int]:
        with self._app.database.reading() as session:
            return older_unanswered(session, session.get(Message, message_id))

    def _not_twice(self, turn: Turn, said: Sequence[Said]) -> list[Said]:
        with self._app.database.reading() as session:
            before = said_before(session, turn.message)
        return not_twice(said, before, self._app.replies)

    def _into_other_case(self, turn: Turn) -> None:
        message_id = turn.message.id or 0
        with self._app.database.writing() as session:
            if turn.joins is not None:
                case = join_case(session, message_id, turn.joins, turn.now)
                if case.who_speaks == "human":
                    # No answer will come but the person's, so this is said now.
                    words = self._app.replies.text(Say("utter_joined_person", {"ref": case.ref}))
                    say_to_last(session, case, [Said(words)], _now())
            else:
                move_to_new_case(session, message_id)


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
