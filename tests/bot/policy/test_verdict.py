"""What clauses that apply side by side come to."""

from __future__ import annotations

from typing import Any

from bot.policy.policy import Clause, Conflict, PossibleAmount
from bot.policy.verdict import not_overridden, verdict_of


def _clause(name: str, outcome: str = "not_eligible", **columns: Any) -> Clause:
    row = {"sections": (name,), "when": {}, "words": f"Words of {name}.", **columns}
    return Clause(id=name, place=f"file:{name}", outcome=outcome, **row)


def test_a_gap_is_left_to_a_person_until_it_is_mended() -> None:
    verdict = verdict_of([])
    assert (verdict.outcome, verdict.because) == ("review", "unclear")
    assert (verdict.clauses, verdict.undeclared, verdict.sections) == ((), (), frozenset())


def test_an_overlap_that_nobody_declared_is_left_to_a_person_too() -> None:
    one, other, third = _clause("1"), _clause("2"), _clause("3", overrides=frozenset({"1"}))
    verdict = verdict_of([one, other])
    assert (verdict.outcome, verdict.because) == ("review", "unclear")
    assert verdict.undeclared == (("1", "2"),)
    assert verdict.sections == {"1", "2"}
    assert verdict_of([one, other, third]).undeclared == (("2", "3"),)


def test_one_clause_speaks_with_all_that_it_says() -> None:
    amounts = (PossibleAmount("paid_in_full", ("2",), "why"),)
    row = {"because": "discretion", "leaning": "favourable", "alternatives": amounts}
    clause = _clause("1", "review", **row, next_words="Next.", told_apart="It differs.")
    verdict = verdict_of([clause])
    assert (verdict.because, verdict.leaning) == ("discretion", "favourable")
    assert (verdict.alternatives, verdict.words) == (amounts, "Words of 1.")
    assert (verdict.next_words, verdict.told_apart) == ("Next.", "1")
    assert verdict_of([_clause("1", "eligible", alternatives=amounts)]).alternatives == ()


def test_a_conflict_has_its_words_its_sections_and_each_side_s_amount() -> None:
    conflict = Conflict("They disagree.", "favourable")
    gives = _clause("1", "eligible", amount="paid_in_full", conflicts={"2": conflict})
    verdict = verdict_of([gives, _clause("2")])
    assert (verdict.outcome, verdict.because, verdict.leaning) == (
        *("review", "conflict"),
        "favourable",
    )
    assert verdict.words == "They disagree."
    assert verdict.sections == {"1", "2"}
    assert verdict.alternatives == (
        PossibleAmount("paid_in_full", ("1",), "The full amount you paid"),
    )
    # Whichever of the two says so.
    assert verdict_of([_clause("2"), gives]).because == "conflict"


def test_conflicts_that_lean_both_ways_lean_no_way() -> None:
    for_, against = Conflict("For.", "favourable"), Conflict("Against.", "unfavourable")
    one = _clause("1", conflicts={"2": for_, "3": against})
    two = _clause("2", conflicts={"3": for_})
    assert verdict_of([one, two, _clause("3")]).leaning is None


def test_what_is_overridden_overrides_nothing_itself() -> None:
    first = _clause("1", overrides=frozenset({"2"}))
    second = _clause("2", overrides=frozenset({"3"}))
    assert not_overridden([first, second, _clause("3")]) == [first, _clause("3")]
    assert not_overridden([second, _clause("3")]) == [second]


def test_a_clause_that_turns_an_outcome_takes_its_place() -> None:
    turning = _clause("9", "review", because="abuse", turns=frozenset({"eligible", "wait"}))
    assert verdict_of([_clause("1", "eligible"), turning]).clauses == (turning,)
    assert verdict_of([_clause("1", "wait"), turning]).because == "abuse"
    assert verdict_of([_clause("1"), turning]).clauses == (_clause("1"),)
    assert verdict_of([turning]).clauses == ()
