"""How long a decision takes, beside the same policy in two other engines.

    python -m bench.decide [--cases 2000]

The policy is IPROG TECH's, the cases are drawn at random (seeded) from all facts that it can tell
apart. The others get the same table as rows of which the first that holds is the answer: a row a
clause or declared conflict, in an order that is found, and checked, on the cases. They are
installed into an environment of their own under .tools/; where that fails, ours is measured alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from bot.policy.answer import MerchantPolicy
from bot.policy.impossible import contradictions
from bot.policy.known_facts import KnownFacts
from bot.policy.load import load_policies
from bot.policy.policy import OneOf, Test
from bot.policy.policy_book import PolicyBook
from bot.policy.request import Request
from bot.policy.settle import settle
from bot.policy.verdict import Verdict
from bot.values.times import iso, parse_time

ROOT = Path(__file__).parents[1]
ENGINES = ROOT / ".tools" / "engines"
PINNED = ("zen-engine==2.1.3", "rule-engine==5.1.0")
ROUNDS = 5
ASKED = parse_time("2026-03-03T14:00:00+08:00")
CHOICES: dict[str, Sequence[Any]] = {
    "product": ["sms_credits", "sms_credits", "premium_token", "premium_token", "subscription"],
    "ground": [
        *("technical_failure", "duplicate_charge", "not_received", "not_activated"),
        *("accidental_purchase", "wrong_amount", "unauthorised_charge", "change_of_mind", "unused"),
    ],
    "messages_sent": [0, 0, 1, 50, 200],
    "activated": [True, False],
    "account_status": ["active"] * 8 + ["suspended", "terminated"],
    "chargeback_before_support": [False] * 9 + [True],
}
RECORDS: dict[str, Sequence[Any]] = {
    "ground_confirmed": [None, None, True],
    "abuse_flags": [[]] * 9 + [["note"]],
    "refunded_amount": ["0.00"] * 9 + ["10.00"],
}
PRICES = {"paid": "10.00", "standard_rate": "1.00", "discounted_rate": "0.90"}
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One case: as JSON, as facts that were read, and as inputs that are ready to be tested."""

    raw: dict[str, Any]
    facts: KnownFacts
    inputs: dict[str, Any]
    answer: str


def main() -> None:
    """Measure, and print a line for each way to decide."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    book = load_policies(ROOT / "policies")
    cases = draw_cases(book.policies["iprog"], parser.parse_args().cases)
    table = first_hit_rows(book.policies["iprog"], cases)
    print(f"{len(cases):,} cases of iprog, Python {platform.python_version()}, {machine()}")
    print("ours, bare:   facts as read -> inputs, answer, amount, what is missing (`settle`)")
    print(
        "ours, whole:  JSON -> JSON with words, deadlines, explanation, counterfactual (`decide`)"
    )
    print(f"the others:   inputs already derived -> name of the answer, {len(table)} rows")
    print(f"A case's time is the median of {ROUNDS} rounds, for all; so noise is out of p99.")
    ours = [
        timed("ours, bare", cases, lambda case: settle(book.policies["iprog"].table, case.facts)),
        timed("ours, whole", cases, lambda case: whole(book, case)),
    ]
    for name, times in (*ours, *other_engines(table, cases)):
        print_line(name, times)


def machine() -> str:
    """Name the processor, where the system does."""
    return platform.processor() or platform.machine()


def whole(book: PolicyBook, case: Case) -> dict[str, Any]:
    """Decide as `refunds decide` does, once the policies are loaded."""
    return book.decide(Request.from_json(case.raw)).to_json()


def timed(name: str, cases: Sequence[Case], run: Callable[[Case], Any]) -> tuple[str, list[int]]:
    """Run all cases once, then time each in five rounds; a case's time is its median."""
    for case in cases:
        run(case)
    # What was made before is left out of garbage collection, here and for the others alike.
    gc.collect()
    gc.freeze()
    rounds = [[nanoseconds(run, case) for case in cases] for _ in range(ROUNDS)]
    return name, [int(statistics.median(each)) for each in zip(*rounds, strict=True)]


def nanoseconds(run: Callable[[Case], Any], case: Case) -> int:
    begin = time.perf_counter_ns()
    run(case)
    return time.perf_counter_ns() - begin


def print_line(name: str, nanoseconds: Sequence[int]) -> None:
    micros = sorted(each / 1000 for each in nanoseconds)
    p50, p99 = statistics.median(micros), micros[int(len(micros) * 0.99)]
    rate = 1e6 * len(micros) / sum(micros)
    print(f"{name:40} p50 {p50:8.1f} us   p99 {p99:8.1f} us   {rate:9,.0f} decisions/s")


def draw_cases(policy: MerchantPolicy, count: int) -> list[Case]:
    """Draw cases that can be, and that nothing has to be asked about."""
    chance = random.Random(7)  # noqa: S311 -- Draws cases, no secrets.
    cases: list[Case] = []
    while len(cases) < count:
        case = draw_case(policy, chance)
        if case is not None:
            cases.append(case)
    return cases


def draw_case(policy: MerchantPolicy, chance: random.Random) -> Case | None:
    claim = {name: chance.choice(values) for name, values in CHOICES.items()} | PRICES
    bought = ASKED - timedelta(hours=chance.choice([1, 24, 24.5, 60, 300, 5000]))
    failed = bought + (ASKED - bought) * chance.random()
    claim |= {"purchased_at": iso(bought, "Asia/Manila"), "issue_at": iso(failed, "Asia/Manila")}
    record = {name: chance.choice(values) for name, values in RECORDS.items()}
    asked = iso(ASKED, "Asia/Manila")
    raw = {"merchant": "iprog", "asked_at": asked, "claim": claim, "record": record}
    facts = KnownFacts.of(Request.from_json(raw))
    settled = settle(policy.table, facts)
    if contradictions(facts) or len(settled.verdicts) > 1 or settled.version is None:
        return None
    inputs = {}
    for cells in policy.table.levels:
        possible = cells.input.read(settled.facts)
        # A case has one value of each input.
        value = next(iter(possible)) if isinstance(possible, frozenset) else possible.start
        hours = isinstance(value, timedelta)
        inputs[cells.input.name] = value.total_seconds() / 3600 if hours else value
    return Case(raw, facts, inputs, name_of(settled.verdicts[0]))


def name_of(verdict: Verdict) -> str:
    return " against ".join(clause.id for clause in verdict.clauses)


def first_hit_rows(policy: MerchantPolicy, cases: Iterable[Case]) -> list[Row]:
    """Write a row for each answer, in an order in which the first that holds is right."""
    version = next(each for each in policy.table.versions if each.version is not None)
    answers = {case.answer for case in cases}
    rows = {}
    clauses = {clause.id: clause for clause in version.clauses}
    for answer in sorted(answers):
        tests = [clauses[name].when for name in answer.split(" against ")]
        rows[answer] = {"answer": answer, "when": joined(tests)}
    before: dict[str, set[str]] = {answer: set() for answer in rows}
    for case in cases:
        for answer, row in rows.items():
            if answer != case.answer and all(
                passes(case.inputs[name], test) for name, test in row["when"].items()
            ):
                before[answer].add(case.answer)
    return [rows[answer] for answer in TopologicalSorter(before).static_order()]


def joined(whens: Iterable[Any]) -> dict[str, Any]:
    """Join the tests of clauses that both apply; no two of them look at one input unlike."""
    found: dict[str, Any] = {}
    for when in whens:
        for name, test in when.items():
            told = in_json(test)
            if name in found and "in" in told:
                told = {"in": [v for v in told["in"] if passes(v, found[name])]}
            found[name] = told if "in" in told else {**found.get(name, {}), **told}
    return found


def in_json(test: Test) -> dict[str, Any]:
    if isinstance(test, OneOf):
        return {"not in" if test.is_negated else "in": sorted(test.values, key=str)}
    limits: dict[str, Any] = {}
    if test.low is not None:
        limits[">=" if test.low_included else ">"] = number(test.low)
    if test.high is not None:
        limits["<=" if test.high_included else "<"] = number(test.high)
    return limits


def number(value: Any) -> Any:
    return value.total_seconds() / 3600 if isinstance(value, timedelta) else value


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, limit: value in limit,
    "not in": lambda value, limit: value not in limit,
    ">=": lambda value, limit: bool(value >= limit),
    ">": lambda value, limit: bool(value > limit),
    "<=": lambda value, limit: bool(value <= limit),
    "<": lambda value, limit: bool(value < limit),
}


def passes(value: Any, test: dict[str, Any]) -> bool:
    return all(_SIGNS[sign](value, limit) for sign, limit in test.items())


def other_engines(table: list[Row], cases: Sequence[Case]) -> list[tuple[str, list[int]]]:
    """Run the other two in their own environment; check that they answer as we do."""
    python = environment()
    if python is None:
        print("zen-engine and rule-engine could not be installed; ours is measured alone.")
        return []
    given = json.dumps({"rows": table, "cases": [case.inputs for case in cases]})
    told = json.loads(
        subprocess.run(  # noqa: S603 -- Our own script.
            [python, str(ROOT / "bench" / "other_engines.py")],
            input=given,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    expected = [case.answer for case in cases]
    for name, each in told.items():
        wrong = sum(a != b for a, b in zip(each["answers"], expected, strict=True))
        print(f"{name} answers {len(expected) - wrong:,} of {len(expected):,} cases as we do")
    return [(name, each["nanoseconds"]) for name, each in told.items()]


def environment() -> str | None:
    """Make the environment of the other engines, once; None where it cannot be made."""
    python = ENGINES / "bin" / "python"
    own = ROOT / ".tools" / "uv" / "bin" / "uv"
    uv = str(own) if own.exists() else shutil.which("uv")
    if uv is None:
        return str(python) if python.exists() else None
    try:
        if not python.exists():
            subprocess.run([uv, "venv", "-q", "--python", "3.10", str(ENGINES)], check=True)  # noqa: S603
        install = [uv, "pip", "install", "-q", "--python", str(python), *PINNED]
        subprocess.run(install, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


if __name__ == "__main__":
    main()
