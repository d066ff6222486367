"""What a turn costs: turn 300 of a conversation against turn 10, and Rasa's share of it.

python -m bench.turns [--turns 300]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from bot import serve
from bot.app import build
from bot.cases.inbox import Inbound
from bot.channels import door as doors
from bot.settings import read_settings

#: What a customer says again and again; none of it ends the conversation.
SENTENCES = (
    "I want a refund please",
    "how long does it take?",
    "I bought it 3 hours ago",
    "what does the policy say?",
    "sorry, 4 hours ago",
    "why do you ask that?",
    "not one message sent",
)
#: How many turns around the named one are measured; the median of them is told.
AROUND = 10


class Clock:
    """Adds up the milliseconds that a coroutine function takes."""

    def __init__(self) -> None:
        self.ms = 0.0

    def around(self, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """Return the function with its time added up."""

        async def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return await function(*args, **kwargs)
            finally:
                self.ms += (time.perf_counter() - began) * 1000

        return timed


async def converse(turns: int, folder: str) -> list[tuple[float, float, float]]:
    """Hold one conversation; return for each turn its ms in all, in Rasa, and in the actions."""
    settings = replace(read_settings({}), database_url=f"sqlite:///{folder}/bench.db")
    app = build(settings)
    agent = serve.load_agent(settings.model)
    in_rasa, in_actions = Clock(), Clock()
    endpoint = agent.action_endpoint
    endpoint.request = in_actions.around(endpoint.request)
    doors.ask_rasa = in_rasa.around(doors.ask_rasa)  # type: ignore[assignment]
    door = doors.Door(app, agent)
    merchant = next(iter(app.book.merchants))
    spent = []
    for number in range(turns):
        before = in_rasa.ms, in_actions.ms
        text = SENTENCES[number % len(SENTENCES)]
        began = time.perf_counter()
        at = datetime.now(timezone.utc)
        await door.receive(Inbound("bench", "bench", text, at, str(number), merchant))
        await door.deliver("bench", "bench", _read)
        total = (time.perf_counter() - began) * 1000
        spent.append((total, in_rasa.ms - before[0], in_actions.ms - before[1]))
    app.database.close()
    return spent


async def _read(_: object) -> None:
    """Take the words as a client would."""


def median_around(spent: list[tuple[float, float, float]], turn: int) -> tuple[float, float, float]:
    """Return the medians over the turns around one (counted from 1)."""
    low = max(0, min(turn - AROUND // 2, len(spent) - AROUND))
    window = spent[low : low + AROUND]
    return tuple(statistics.median(column) for column in zip(*window, strict=True))  # type: ignore[return-value]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=300)
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        spent = asyncio.run(converse(turns, folder))
    early, late = median_around(spent, 10), median_around(spent, turns)
    print(f"{'':>10} {'turn ms':>9} {'Rasa ms':>9} {'actions ms':>11} {'Rasa share':>11}")
    for name, (total, rasa, actions) in (("turn 10", early), (f"turn {turns}", late)):
        share = (rasa - actions) / total
        print(f"{name:>10} {total:9.1f} {rasa - actions:9.1f} {actions:11.1f} {share:11.0%}")
    print(f"turn {turns} against turn 10: {late[0] / early[0]:.2f}")


if __name__ == "__main__":
    main()
