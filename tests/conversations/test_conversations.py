"""Whole conversations in YAML, held with the real thing: Rasa, the door, the policies, SQL.

Each file is one conversation; its name is its sentence. A turn is what the customer says, the
phrases that the answer must hold (`bot`), and those that it must not (`never`). `case` is how
the case must stand at the end, by dotted names; `mails` the kinds of email that are queued.
`<button>` presses the button of that title, and `after: 26h` lets time pass first. `ledger`
adds billing records of its own to those of ledger.csv. `before` is what somebody else said
earlier, in a conversation of their own. `as: channel:sender` lets somebody else say a turn;
`closed: true` and `settled: {outcome, amount, words}` are what staff did before it, and {ref} in
it is the case's reference. `door_vouches_for` is the account that the door vouches for.
`cooperative: true` says that the customer answers what they are asked, so that the messages up to
the decision count. The words of every answer are held to plain_words.py, whatever the file says.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot.app import App, build
from bot.cases.database import Database
from bot.settings import read_settings
from tests.conversations.conversation import HERE, Played, paths, play
from tests.conversations.plain_words import faults_of

FILES = list(paths())
#: The customer's messages up to the decision, for the middle one of all who answer what they
#: are asked.
MESSAGES_TO_DECISION = 5
#: What was played already; the test of the median needs it again.
PLAYED: dict[Path, Played] = {}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("conversations")
    app = build(replace(read_settings({}), database_url=f"sqlite:///{folder}/empty.db"))
    app.database.close()
    return app


@pytest.fixture
def app(built: App, tmp_path: Path) -> Iterator[App]:
    """The assistant on a database of its own: a copy is made in no time."""
    shutil.copy(built.settings.database_url.removeprefix("sqlite:///"), tmp_path / "cases.db")
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    yield replace(built, database=database)
    database.close()


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: str(path.relative_to(HERE).with_suffix(""))
)
async def test_conversation(
    path: Path, app: App, agent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = PLAYED[path] = await play(path, app, agent, monkeypatch)
    faults = [*_misses(played), *faults_of(played)]
    assert not faults, "\n".join([*faults, "", str(played)])


def test_the_middle_customer_needs_at_most_five_messages_to_a_decision() -> None:
    counts = {
        path.stem: played.messages_to_decision
        for path, played in PLAYED.items()
        if played.told.get("cooperative")
    }
    if not counts:
        pytest.skip("No cooperative conversation was played.")
    undecided = [name for name, count in counts.items() if count is None]
    assert not undecided
    assert median(counts.values()) <= MESSAGES_TO_DECISION, counts


def _misses(played: Played) -> Iterator[str]:
    """Say what of the file's own expectations does not hold."""
    for turn, exchange in zip(played.told["turns"], played.exchanges, strict=True):
        answer = "\n".join(exchange.replies).casefold()
        said = f"After '{exchange.customer}'"
        for phrase in turn.get("bot", []):
            if phrase.casefold() not in answer:
                yield f"{said} the answer does not say '{phrase}'."
        for phrase in turn.get("never", []):
            if phrase.casefold() in answer:
                yield f"{said} the answer says '{phrase}'."
    for name, expected in played.told.get("case", {}).items():
        if (found := _dig(played.case, name)) != expected:
            yield f"In the case {name} is {found!r}, not {expected!r}."
    for name in ("cases", "mails"):
        if name in played.told and (found := getattr(played, name)) != played.told[name]:
            yield f"There are {name} {found!r}, not {played.told[name]!r}."


def _dig(case: dict[str, Any], dotted: str) -> Any:
    value: Any = case
    for name in dotted.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
