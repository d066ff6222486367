"""The proof finds what is planted: each test changes one thing in a real policy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.errors import BadInput
from bot.policy.check import check_policies

POLICIES = Path(__file__).parents[3] / "policies"
VERSION = Path("iprog/2025-11-30.yml")


def _faults(tmp_path: Path, old: str, new: str) -> str:
    """Check a copy of the policies in which `old`, which must stand there, is `new`."""
    shutil.copytree(POLICIES, tmp_path / "policies")
    path = tmp_path / "policies" / VERSION
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")
    return "\n".join(check_policies(tmp_path / "policies", "iprog").faults)


def _in_clause(name: str, old: str) -> str:
    return rf"(- id: {name}\n(?:.*\n)*?.*?){old}"


def test_the_policies_as_they_are_have_no_fault() -> None:
    report = check_policies(POLICIES, "iprog")
    assert report.faults == ()
    assert "clauses over" in report.lines[0]


def test_a_gap_at_an_edge_is_found_with_its_smallest_example(tmp_path: Path) -> None:
    faults = _faults(tmp_path, _in_clause("unused-topup", "at_most: 24"), r"\1less_than: 24")
    assert "No clause decides where" in faults
    assert "product is sms_credits" in faults
    assert "hours since purchase is at least 24 and at most 24" in faults


def test_an_overlap_that_nobody_declared_is_found(tmp_path: Path) -> None:
    faults = _faults(tmp_path, r"overrides: \[used-topup, user-error\]", "overrides: [user-error]")
    assert "Clauses 'late-topup' and 'used-topup' both apply where" in faults
    assert "messages sent is at least 1" in faults
    assert "declare a conflict" in faults


def test_a_clause_that_never_decides_is_found(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path,
        r"overrides: \[used-topup, user-error\]",
        "overrides: [used-topup, user-error, late-token]",
    )
    assert faults == ""
    shutil.rmtree(tmp_path / "policies")
    faults = _faults(
        tmp_path,
        _in_clause("used-topup", r"messages_sent: \{at_least: 1\}"),
        r"\1paid_back: in_full",
    )
    assert "Clause 'used-topup' never decides" in faults


def test_a_may_that_became_eligible_is_found(tmp_path: Path) -> None:
    faults = _faults(tmp_path, _in_clause("unused-topup", "strength: will"), r"\1strength: may")
    assert "Clause 'unused-topup' is eligible on the strength 'may'" in faults


def test_a_promise_in_the_words_of_a_review_is_found(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path,
        _in_clause("charge-not-agreed", r"A charge that"),
        r"\1You get all back. A charge that",
    )
    assert "The words of clause 'charge-not-agreed' say 'you get'" in faults


def test_a_section_that_decides_but_stands_nowhere_is_found(tmp_path: Path) -> None:
    old = r'"7":\n    title: Dispute Resolution\n    reads_as: informs'
    new = '"7":\n    title: Dispute Resolution\n    reads_as: decides'
    assert "Section 7 decides, but no clause stands on it" in _faults(tmp_path, old, new)


def test_a_section_that_only_informs_but_is_stood_on_is_found(tmp_path: Path) -> None:
    old = r'"3": \{title: Premium Tokens, reads_as: decides\}'
    new = '"3": {title: Premium Tokens, reads_as: informs, reason: A guess.}'
    assert "Section 3 informs, but a clause stands on it" in _faults(tmp_path, old, new)


def test_a_later_request_that_comes_off_better_is_found(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path,
        r"(- id: late-token\n(?:.*\n)*?.*?)outcome: not_eligible\n    strength: will",
        r"\1outcome: eligible\n    strength: will\n    amount: paid_in_full",
    )
    assert "A later request comes off better: from" in faults


def test_a_merchant_that_is_not_there_is_bad_input() -> None:
    with pytest.raises(BadInput, match="Merchant 'nobody' is unknown"):
        check_policies(POLICIES, "nobody")
