"""Decide the same cases with zen-engine and with rule-engine; run by bench/decide.py.

    PYTHON_WITH_BOTH bench/other_engines.py < TABLE.json

Runs in an environment of its own that has these two and nothing of ours. The table's rows are
tried in order and the first that holds is the answer, in both. Every case is an object of inputs
that are ready to be tested: neither engine computes hours from times.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from statistics import median
from typing import Any

import rule_engine
import zen

ROUNDS = 5
# A test in JSON: {"in": [...]}, {"not in": [...]}, or limits such as {">": 24, "<=": 48}.
Test = Mapping[str, Any]


def main() -> None:
    """Read the table and the cases, print the answers and the nanoseconds of each."""
    given = json.load(sys.stdin)
    told = {
        f"zen-engine {version('zen-engine')}, decision table": zen_decider(given["rows"]),
        f"rule-engine {version('rule-engine')}, expressions": rule_decider(given["rows"]),
    }
    json.dump({name: timed(decide, given["cases"]) for name, decide in told.items()}, sys.stdout)


def timed(decide: Callable[[dict[str, Any]], str], cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Decide all cases once, then time each in five rounds; a case's time is its median."""
    answers = [decide(case) for case in cases]
    gc.collect()
    gc.freeze()
    rounds = [[nanoseconds(decide, case) for case in cases] for _ in range(ROUNDS)]
    times = [int(median(each)) for each in zip(*rounds, strict=True)]
    return {"answers": answers, "nanoseconds": times}


def nanoseconds(decide: Callable[[dict[str, Any]], str], case: dict[str, Any]) -> int:
    """Time one case."""
    begin = time.perf_counter_ns()
    decide(case)
    return time.perf_counter_ns() - begin


def zen_decider(rows: list[dict[str, Any]]) -> Callable[[dict[str, Any]], str]:
    """Make a decision table with the hit policy "first", loaded once."""
    names = list(dict.fromkeys(name for row in rows for name in row["when"]))
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": "answer", "name": "answer", "field": "answer"}],
        "rules": [
            {
                "_id": str(place),
                "answer": json.dumps(row["answer"]),
                **{name: _zen_cell(row["when"].get(name)) for name in names},
            }
            for place, row in enumerate(rows)
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table"},
        {"id": "2", "sourceId": "table", "targetId": "out"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return lambda case: decision.evaluate(case)["result"]["answer"]


def _zen_cell(test: Test | None) -> str:
    if test is None:
        return ""
    if "in" in test:
        return ", ".join(json.dumps(value) for value in test["in"])
    if "not in" in test:
        return f"not($ in {json.dumps(test['not in'])})"
    return " and ".join(f"$ {sign} {limit}" for sign, limit in test.items())


def rule_decider(rows: list[dict[str, Any]]) -> Callable[[dict[str, Any]], str]:
    """Make one compiled expression a row; the first that matches answers."""
    rules = [(rule_engine.Rule(_expression(row["when"])), row["answer"]) for row in rows]
    return lambda case: next(answer for rule, answer in rules if rule.matches(case))


def _expression(when: Mapping[str, Test]) -> str:
    return " and ".join(_test(name, test) for name, test in when.items()) or "true"


def _test(name: str, test: Test) -> str:
    for sign in ("in", "not in"):
        if sign in test:
            values = ", ".join(json.dumps(value) for value in test[sign])
            # A list of one needs no bracket, and is quicker as a comparison.
            if len(test[sign]) == 1:
                return f"{name} {'==' if sign == 'in' else '!='} {values}"
            return f"{name} in [{values}]" if sign == "in" else f"not ({name} in [{values}])"
    return " and ".join(f"{name} {sign} {limit}" for sign, limit in test.items())


if __name__ == "__main__":
    main()
