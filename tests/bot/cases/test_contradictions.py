from __future__ import annotations

from datetime import timedelta

from bot.cases.contradictions import list_contradictions
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.steps import load_case, store_case

PAIR = {"policy_version": "2025-11-30", "clauses": ["a", "b"], "sections": [["5"], ["2"]]}
OTHER = {**PAIR, "clauses": ["a", "c"]}


def test_pairs_are_counted_over_cases_the_most_frequent_first(database, now):
    refs = []
    for number, pairs in enumerate([[OTHER, PAIR], [PAIR], []]):
        at = now + timedelta(days=number)
        with database.writing() as session:
            inbound = Inbound("rest", f"customer {number}", "refund", at, merchant="iprog")
            case = load_case(session, record_inbound(session, inbound).ref)
            case.contradictions = pairs
            store_case(session, case, at)
        refs.append(case.ref)
    with database.reading() as session:
        first, second = [each.to_json() for each in list_contradictions(session)]
    assert first == {
        "merchant": "iprog",
        "policy_version": "2025-11-30",
        "clauses": ["a", "b"],
        "sections": [["5"], ["2"]],
        "cases": 2,
        "refs": [refs[1], refs[0]],
        "latest": "2026-03-03T06:00:00+00:00",
    }
    assert (second["clauses"], second["cases"]) == (["a", "c"], 1)
