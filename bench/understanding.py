"""How well messages are understood, measured on a file of real ones.

    python -m bench.understanding FILE.tsv [--model MODELS] [--misses] [--baseline starter]

The file has a header and the columns `intent`, `text` and whatever else. It is never part of the
project. A row whose label is a ground (`duplicate_charge`) counts as right when the fact `ground`
has that value, whatever the intent. `ask_how_long` is finer than the labels: it counts as
`ask_refund_policy`. Accuracy and F1 are of the likeliest reading; the two thresholds decide when
the assistant acts on it: that is coverage, and right when answering. With `--baseline starter`
what `rasa init` sets up is trained on the same sentences and measured beside ours, on the rows
whose label is an intent, since it reads no grounds; that takes many minutes. Training ours is
timed then as well.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.nlu.listener import FINER, Listener
from bot.nlu.train import MODELS, ROOT, train

GROUNDS = frozenset({"duplicate_charge", "not_received"})
# What `config.yml` takes for another intent, so that the starter is measured by the same labels.
TAKEN_FOR = {"report_problem": "inform"}
SHARES = (1.0, 0.95, 0.9, 0.8)


@dataclass(frozen=True)
class Row:
    """One message: its label, what was understood, and what that took."""

    label: str
    text: str
    reading: str
    settled: str
    confidence: float
    ground: str | None
    milliseconds: float

    @property
    def understood_as(self) -> str:
        """The label's own kind: a ground where the label is one, else the likeliest reading."""
        return self.ground or "no ground" if self.label in GROUNDS else self.reading

    @property
    def is_right(self) -> bool:
        """Whether the likeliest reading is the label's."""
        return self.understood_as == self.label

    @property
    def settled_right(self) -> bool:
        """Whether what the assistant goes on with is right, also after the lower threshold."""
        return self.settled == self.label

    @property
    def is_answered(self) -> bool:
        """Whether the assistant acts on its reading instead of asking which one is meant."""
        return self.settled != "ask_back"


def main() -> None:
    options = _options()
    rows = measure(read(options.file), options.model)
    _print_scores(rows)
    _print_table(rows)
    _print_confusion(rows)
    _print_thresholds(rows)
    if options.baseline:
        _print_beside(rows, options.file)
    if options.misses:
        _print_misses(rows)


def read(path: Path) -> list[tuple[str, str]]:
    """Return (label, text) for each row of a TSV with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["intent"], row["text"]) for row in rows]


def measure(labelled: Sequence[tuple[str, str]], models: Path) -> list[Row]:
    """Let the trained assistant read every text, as the first message of a conversation."""
    listener = Listener(train(models))
    return [_row(listener, label, text) for label, text in labelled]


def _row(listener: Listener, label: str, text: str) -> Row:
    began = time.perf_counter()
    reading = listener.hear(text, now=datetime.now(timezone.utc), zone="Asia/Manila")
    milliseconds = 1000 * (time.perf_counter() - began)
    ground = reading.understanding.facts.get("ground")
    return Row(
        label=label,
        text=text,
        reading=FINER.get(reading.likeliest, reading.likeliest),
        settled=FINER.get(reading.settled, reading.settled),
        confidence=reading.guesses[0].confidence,
        ground=str(ground) if ground else None,
        milliseconds=milliseconds,
    )


def _print_scores(rows: Sequence[Row]) -> None:
    labels = sorted({row.label for row in rows})
    macro = statistics.mean(_f1(rows, label) for label in labels)
    times = sorted(row.milliseconds for row in rows)
    print(f"rows      {len(rows)}")
    print(f"accuracy  {_share_right(rows):.3f}")
    print(f"macro-F1  {macro:.3f}   ({len(labels)} labels)")
    print(f"ms        p50 {times[len(times) // 2]:.1f}   p95 {times[int(len(times) * 0.95)]:.1f}")


def _print_table(rows: Sequence[Row]) -> None:
    print(f"\n{'label':22}{'rows':>6}{'prec.':>8}{'recall':>8}{'F1':>8}   taken for")
    for label in sorted({row.label for row in rows}):
        own = [row for row in rows if row.label == label]
        taken = Counter(row.understood_as for row in own if not row.is_right).most_common(3)
        print(
            f"{label:22}{len(own):6}{_precision(rows, label):8.3f}{_share_right(own):8.3f}"
            f"{_f1(rows, label):8.3f}   {', '.join(f'{name} {count}' for name, count in taken)}"
        )


def _print_confusion(rows: Sequence[Row]) -> None:
    """Print what was taken for what, a row for each label and a column for each reading."""
    readings = sorted({row.understood_as for row in rows})
    print("\nconfusion (columns in the order of the readings below)")
    print("  " + ", ".join(f"{number} {name}" for number, name in enumerate(readings, start=1)))
    print(" " * 22 + "".join(f"{number:5}" for number in range(1, len(readings) + 1)))
    for label in sorted({row.label for row in rows}):
        taken = Counter(row.understood_as for row in rows if row.label == label)
        print(f"{label:22}" + "".join(f"{taken[name] or '.':>5}" for name in readings))


def _print_beside(ours: Sequence[Row], file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "starter.json"
        began = time.perf_counter()
        train(Path(folder), tell=lambda _: None)
        seconds = time.perf_counter() - began
        # A process of its own: ours has shut out the TensorFlow that the starter needs.
        subprocess.run([sys.executable, "-m", "bench.starter", file, out], cwd=ROOT, check=True)  # noqa: S603 -- Our own module.
        answer = json.loads(out.read_text(encoding="utf-8"))
    starters = [_starter_row(row, read) for row, read in zip(ours, answer["rows"], strict=True)]
    print(f"\n{'':10}{'accuracy':>10}{'macro-F1':>10}{'answers':>10}{'right':>8}", end="")
    print(f"{'surest 80 %':>13}{'p50 ms':>8}{'p95 ms':>8}{'training s':>12}")
    _print_line("ours", ours, seconds)
    _print_line("starter", starters, answer["seconds"])


def _starter_row(row: Row, read: dict[str, Any]) -> Row:
    intent = TAKEN_FOR.get(read["reading"], FINER.get(read["reading"], read["reading"]))
    return replace(
        row,
        reading=intent,
        settled="ask_back" if read["falls_back"] else intent,
        confidence=read["confidence"],
        milliseconds=read["milliseconds"],
    )


def _print_line(name: str, rows: Sequence[Row], seconds: float) -> None:
    rows = [row for row in rows if row.label not in GROUNDS]
    labels = {row.label for row in rows}
    answered = [row for row in rows if row.is_answered]
    surest = sorted(rows, key=lambda row: -row.confidence)[: int(0.8 * len(rows))]
    times = sorted(row.milliseconds for row in rows)
    print(
        f"{name:10}{_share_right(rows):10.3f}"
        f"{statistics.mean(_f1(rows, label) for label in labels):10.3f}"
        f"{len(answered) / len(rows):10.3f}"
        f"{sum(row.settled_right for row in answered) / max(len(answered), 1):8.3f}"
        f"{_share_right(surest):13.3f}"
        f"{times[len(times) // 2]:8.1f}{times[int(len(times) * 0.95)]:8.1f}{seconds:12.0f}"
    )


def _print_thresholds(rows: Sequence[Row]) -> None:
    """Print what the settled thresholds do, and what others would."""
    intents = [row for row in rows if row.label not in GROUNDS]
    answered = [row for row in intents if row.is_answered]
    acted_right = sum(row.settled_right for row in answered) / max(len(answered), 1)
    print(f"\nas configured: answers {len(answered) / len(intents):.3f}, right {acted_right:.3f}")
    surest = sorted(intents, key=lambda row: -row.confidence)
    for share in SHARES:
        kept = surest[: int(share * len(surest))]
        print(
            f"the surest {share:4.0%}: confidence from {kept[-1].confidence:.2f}, "
            f"right {_share_right(kept):.3f}"
        )


def _print_misses(rows: Iterable[Row]) -> None:
    print()
    for row in sorted(rows, key=lambda row: (row.label, row.understood_as)):
        if not row.is_right:
            print(f"{row.label:20} {row.understood_as:20} {row.confidence:.2f}  {row.text[:110]}")


def _share_right(rows: Sequence[Row]) -> float:
    return sum(row.is_right for row in rows) / max(len(rows), 1)


def _precision(rows: Sequence[Row], label: str) -> float:
    taken = [row for row in rows if row.understood_as == label]
    return _share_right(taken)


def _f1(rows: Sequence[Row], label: str) -> float:
    recall = _share_right([row for row in rows if row.label == label])
    precision = _precision(rows, label)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="TSV with a header: intent, text, ...")
    parser.add_argument("--model", type=Path, default=MODELS, help="folder of the trained model")
    parser.add_argument("--misses", action="store_true", help="print every miss")
    parser.add_argument("--baseline", choices=["starter"], help="measure another beside ours")
    return parser.parse_args()


if __name__ == "__main__":
    main()
