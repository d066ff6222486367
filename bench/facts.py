"""How many sentences of `tests/nlu/facts/` are understood exactly: every fact, and no other.

    python -m bench.facts [FOLDER]

A file holds sentences about one subject, in one time zone; it is Wednesday 25 November 2026,
15:00 there. A sentence has its `facts`, and where they apply `unknowable`, `withdrawn`, the
question that it answers (`expecting`), and under `either` the facts that two attentive readers
would settle differently, with what each may be (null: nothing). Times are local and read "24"
the whole day, "24 14:00" an instant, "A > B" a span, "A | B" two readings; without a month
("10-25") they are in November.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from dateutil import tz

from bot.understand import understand

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "nlu" / "facts"
DAY, HOUR = 25, 15


@dataclass(frozen=True)
class Sentence:
    """One sentence, and what it says."""

    text: str
    zone: str
    facts: Mapping[str, Any]
    either: Mapping[str, list[Any]]
    unknowable: frozenset[str]
    withdrawn: frozenset[str]
    expecting: str | None


def read_sentences(folder: Path = FOLDER) -> list[Sentence]:
    """Return the sentences of all files in `folder`."""
    return [one for path in sorted(folder.glob("*.yml")) for one in _read_file(path)]


def difference(sentence: Sentence) -> str | None:
    """Say what is understood otherwise than the sentence says; None when it is exact."""
    now = datetime(2026, 11, DAY, HOUR, tzinfo=tz.gettz(sentence.zone))
    found = understand(sentence.text, now=now, zone=sentence.zone, expecting=sentence.expecting)
    facts: dict[str, Any] = {name: _written(value) for name, value in found.facts.items()}
    facts |= {name: _written_readings(values) for name, values in found.readings.items()}
    wrong = [
        f"{name}: {facts.get(name)!r}, not {sentence.facts.get(name)!r}"
        for name in sorted({*facts, *sentence.facts} - {*sentence.either})
        if facts.get(name) != sentence.facts.get(name)
    ]
    wrong += [
        f"{name}: {facts.get(name)!r}, none of {among}"
        for name, among in sentence.either.items()
        if facts.get(name) not in among
    ]
    for name in ("unknowable", "withdrawn"):
        if getattr(found, name) != getattr(sentence, name):
            wrong.append(f"{name}: {sorted(getattr(found, name))}")
    return "; ".join(wrong) or None


def main(folder: Path = FOLDER) -> None:
    """Print every sentence that is not understood exactly, and the share that is."""
    sentences = read_sentences(folder)
    differences = {one.text: difference(one) for one in sentences}
    for text, what in differences.items():
        if what:
            print(f"{text}\n    {what}")
    exact = sum(what is None for what in differences.values())
    print(f"{exact} of {len(sentences)} exact: {exact / len(sentences):.3f}")


def _read_file(path: Path) -> Iterable[Sentence]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for row in content["sentences"]:
        yield Sentence(
            text=row["text"],
            zone=content["zone"],
            facts={name: _sorted(value) for name, value in row["facts"].items()},
            either={name: [*map(_sorted, among)] for name, among in row.get("either", {}).items()},
            unknowable=frozenset(row.get("unknowable", ())),
            withdrawn=frozenset(row.get("withdrawn", ())),
            expecting=row.get("expecting"),
        )


def _sorted(value: Any) -> Any:
    return " | ".join(sorted(value.split(" | "))) if isinstance(value, str) else value


def _written(value: Any) -> Any:
    """Write a time as the files do, and leave any other value as it is."""
    if isinstance(value, Mapping) and isinstance(value["from"], str):
        return _span(datetime.fromisoformat(value["from"]), datetime.fromisoformat(value["to"]))
    try:
        return _moment(datetime.fromisoformat(value)) if "T" in value else value
    except (TypeError, ValueError):
        return value


def _written_readings(values: Iterable[Any]) -> str:
    """Write readings in one order, whichever the code has found them in."""
    return " | ".join(sorted(str(_written(value)) for value in values))


def _span(first: datetime, last: datetime) -> str:
    if last - first == timedelta(days=1, seconds=-1):
        return _moment(first).removesuffix(" 00:00")
    return f"{_moment(first)} > {_moment(last)}"


def _moment(moment: datetime) -> str:
    return f"{moment:%d %H:%M}" if moment.month == 11 else f"{moment:%m-%d %H:%M}"  # noqa: PLR2004 -- November, the month that the sentences are read in.


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
