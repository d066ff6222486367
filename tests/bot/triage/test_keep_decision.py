"""The words that were promised stay with the case, also when the decision changes."""

from __future__ import annotations

from bot.triage.decide_case import decide_case
from bot.triage.keep_decision import keep_for_staff, keep_told


def decided(turn):
    return [entry for entry in turn.case.history if entry.action == "decided"]


def test_words_deadlines_and_version_stand_in_the_history(begin_turn, book):
    told = begin_turn(is_filed=True)
    decision = decide_case(book, told.case)
    keep_told(told, decision)
    (entry,) = decided(told)
    assert entry.detail["words"] == decision.words
    assert entry.detail["next_words"] == decision.next_words
    assert entry.detail["deadlines"]["answer_by"] == "2026-03-10T23:59:59+08:00"
    assert entry.detail["policy_version"] == "2025-11-30"


def test_a_changed_decision_keeps_the_earlier_one_and_its_contradiction(begin_turn, book):
    told = begin_turn(is_filed=True)
    ground = next(fact for fact in told.case.facts if fact.name == "ground")
    ground.value = "accidental_purchase"
    keep_told(told, decide_case(book, told.case))
    ground.value = "change_of_mind"
    keep_told(told, decide_case(book, told.case))
    assert [entry.detail["decision"]["outcome"] for entry in decided(told)] == [
        "review",
        "eligible",
    ]
    assert told.case.decision["outcome"] == "eligible"
    assert told.case.contradictions == [
        {
            "policy_version": "2025-11-30",
            "clauses": ["user-error", "unused-topup"],
            "sections": [["5"], ["2"]],
        }
    ]


def test_staff_s_own_decision_is_noted_where_the_answer_changed(begin_turn, book):
    told = begin_turn(is_filed=True, decision=None)
    decision = decide_case(book, told.case)
    keep_for_staff(told, decision)
    keep_for_staff(told, decision)
    assert [entry.action for entry in told.case.history] == ["worked out for staff"]
