"""The proof finds what is planted: each test changes one thing in a real policy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.errors import BadInput
from bot.policy.check import check_policies
from tests.bot.policy.loaded import POLICIES

VERSION = "iprog/2025-11-30.yml"


def _faults(tmp_path: Path, old: str, new: str, file: str = VERSION) -> str:
    """Check a copy of a merchant's policy in which `old`, which must stand there, is `new`."""
    _plant(tmp_path, file, (old, new))
    return "\n".join(check_policies(tmp_path / "policies").faults)


def _plant(tmp_path: Path, file: str, *changes: tuple[str, str]) -> None:
    path = tmp_path / "policies" / file
    if not path.parent.exists():
        shutil.copytree(POLICIES / path.parent.name, path.parent)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert re.search(old, text), old
        text = re.sub(old, new, text, count=1)
    path.write_text(text, encoding="utf-8")


def _in_clause(name: str, old: str) -> str:
    return rf"(- id: {name}\n(?:.*\n)*?.*?){old}"


def test_the_policies_as_they_are_have_no_fault() -> None:
    report = check_policies(POLICIES, "iprog")
    assert report.faults == ()
    assert report.lines == (
        "iprog 2025-11-30: 26 clauses over 14 inputs, 147,456 distinguishable cases, 46 answers, "
        "24 of them declared conflicts.",
    )


def test_a_gap_at_an_edge_is_found_with_its_smallest_example(tmp_path: Path) -> None:
    faults = _faults(tmp_path, _in_clause("unused-topup", "at_most: 24"), r"\1less_than: 24")
    assert "No clause decides where" in faults
    assert "product is sms_credits" in faults
    assert "hours since purchase is at least 24 and at most 24" in faults


def test_a_gap_behind_a_refusal_is_a_gap_and_nothing_better(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path,
        _in_clause("used-topup", r"messages_sent: \{at_least: 1\}"),
        r"\1messages_sent: {at_least: 1, at_most: 5}",
    )
    gap, *others = faults.splitlines()
    assert gap.startswith(f"{VERSION}:16: No clause decides where product is sms_credits, ")
    assert "messages sent is at least 6, " in gap
    assert gap.endswith(". Add one, or widen another.")
    # Where the failure is confirmed, less stands against the refund from the sixth message on.
    assert all("to 'topup-failure' (eligible)" in fault for fault in others)


def test_an_overlap_that_nobody_declared_is_found(tmp_path: Path) -> None:
    faults = _faults(tmp_path, r"overrides: \[used-topup, user-error\]", "overrides: [user-error]")
    told = faults.splitlines()
    assert told[0] == (
        f"{VERSION}:338: Clauses 'late-topup' and 'used-topup' both apply where product is "
        "sms_credits, ground is accidental_purchase, messages sent is at least 1, account status "
        "is anything else, paid back is anything else, abuse on record is anything else, "
        "chargeback is anything else, hours since purchase is more than 24. "
        "Let one override the other, or declare a conflict."
    )
    assert all("both apply where" in fault for fault in told)


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
        _in_clause("charge-not-agreed", r"You did not"),
        r"\1You get all back. You did not",
    )
    assert "The words of clause 'charge-not-agreed': 'You get' is a promise" in faults


def test_a_section_that_decides_but_stands_nowhere_is_found(tmp_path: Path) -> None:
    old = r'"7":\n    title: Dispute Resolution\n    reads_as: informs'
    new = '"7":\n    title: Dispute Resolution\n    reads_as: decides'
    says = f"{VERSION}:16: Section 7 decides, but no clause stands on it. Add one."
    assert _faults(tmp_path, old, new) == says


def test_a_section_that_only_informs_but_is_stood_on_is_found(tmp_path: Path) -> None:
    old = r'"3": \{title: Premium Tokens, reads_as: decides\}'
    new = '"3": {title: Premium Tokens, reads_as: informs, reason: A guess.}'
    says = f"{VERSION}:16: Section 3 informs, but a clause stands on it. Write that it decides."
    assert _faults(tmp_path, old, new) == says


def test_a_later_request_that_comes_off_better_is_found(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path,
        r"(- id: late-token\n(?:.*\n)*?.*?)outcome: not_eligible\n    strength: will",
        r"\1outcome: eligible\n    strength: will\n    amount: paid_in_full",
    )
    better = [each for each in faults.splitlines() if "A later request comes off better" in each]
    assert [each.split("'")[1] for each in better] == [
        *("user-error", "idle-token", "used-token-by-value"),
    ]


INTERACT = "interact/undated.yml"
INTERAKT = "interakt/undated.yml"
PROMISED = "is a promise that the outcome does not carry. Say what happens instead."


@pytest.mark.parametrize(
    "planted",
    [
        # A gap: without its last clause nothing decides what no exception names.
        (
            INTERACT,
            "final",
            "policy_in_force: true",
            "product: setup_fee",
            f"{INTERACT}:10: No clause decides where product is premium_token, ground is anything "
            "else, messages sent is less than 1, account status is anything else, paid back is "
            "anything else. Add one, or widen another.",
        ),
        (INTERAKT, "any-other-reason", "store: direct", "store: apple", "No clause decides where"),
        # An overlap that nobody declared, and a clause that others override everywhere.
        (
            INTERACT,
            "active",
            r"overrides: \[everything-below\]",
            "overrides: [final]",
            "Clauses 'active' and",
        ),
        (
            INTERACT,
            "mind-changed",
            "ground: change_of_mind",
            "account_status: suspended",
            f"{INTERACT}:474: Clause 'mind-changed' never decides: others override it wherever it "
            "applies. Take it out, or change what overrides it.",
        ),
        # Later, and more use: better, with nobody saying why.
        (
            INTERACT,
            "promised-time-ahead",
            "    better_later: .*\n",
            "",
            f"{INTERACT}:352: A later request comes off better: from 'promised-time-ahead' (wait) "
            "to 'promise-broken' (review), where product is setup_fee, ground is not_activated, "
            "activated is false, account status is anything else, paid back is anything else, "
            "abuse on record is anything else, delayed by meta is anything else, promised "
            "activation is passed, cancels is true. "
            "Mend the limits, or let 'promised-time-ahead' say why under better_later.",
        ),
        (
            VERSION,
            "idle-token",
            "    better_used: .*\n",
            "",
            "More use comes off better: from 'idle-token' (review) to 'used-token' (eligible)",
        ),
        (
            INTERACT,
            "second-charge-used",
            "outcome: review\n    because: conflict",
            "outcome: eligible\n    strength: will\n    amount: paid_in_full",
            f"{INTERACT}:106: The words of clause 'second-charge-used' promise without a "
            "condition, though facts may only be claimed. Begin with {if_records}.",
        ),
        # Words that carry more than their strength.
        (
            INTERACT,
            "own-failure",
            "Then a refund",
            "You will get it. A refund",
            f"{INTERACT}:226: The words of clause 'own-failure': 'You will get' {PROMISED}",
        ),
        (
            INTERACT,
            "on-record",
            "A person at",
            "For abuse a person at",
            f"{INTERACT}:576: The words of clause 'on-record' say 'abuse' to the customer. "
            "Say only that a person looks at it.",
        ),
        (
            INTERAKT,
            "through-apple",
            "Give your",
            "You will be paid. Give your",
            f"{INTERAKT}:73: The next of clause 'through-apple': 'You will be' {PROMISED}",
        ),
        (
            INTERAKT,
            "through-roku",
            "1. Log in",
            "1. Log in " * 40,
            f"{INTERAKT}:102: The next of clause 'through-roku': 604 characters are more than the "
            "350 that anybody reads. Cut it.",
        ),
        (
            INTERACT,
            "promise-broken",
            "Section 2.4 speaks of a refund",
            "You will get it. Section 2.4 speaks of a refund",
            f"{INTERACT}:353: The conflicts_with of clause 'promise-broken': 'You will get' "
            f"{PROMISED}",
        ),
        (
            INTERAKT,
            "forgot-to-cancel",
            "outcome: review\n    because: no_policy\n    leaning: unfavourable",
            "outcome: not_eligible\n    strength: will",
            f"{INTERAKT}:140: Clause 'forgot-to-cancel' is not_eligible on sections [], though the "
            "company's own policy is not known. Make it a review without a section.",
        ),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, planted: tuple[str, str, str, str, str]) -> None:
    file, name, old, new, says = planted
    assert says in _faults(tmp_path, _in_clause(name, old), r"\g<1>" + new, file)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            INTERAKT,
            "where_from: .*\n",
            "",
            f"{INTERAKT}:12: The company's own policy is not known, and nothing says where this "
            "comes from. Add where_from.",
        ),
        (
            INTERACT,
            "Once approved, the money",
            "The money",
            f"{INTERACT}:10: The text 'after_approval.any': does not say that it holds once "
            "approved. Begin with that.",
        ),
        (
            INTERACT,
            "Once approved, the money",
            "Once approved, you will get it and the money",
            f"{INTERACT}:10: The text 'after_approval.any': 'you will get' {PROMISED}",
        ),
        (
            "interact/merchant.yml",
            "in_short: >\n",
            "in_short: >\n  We refund it. ",
            f"interact/merchant.yml: The text 'in_short': 'We refund' {PROMISED}",
        ),
        (
            "interact/merchant.yml",
            "how_long: >\n",
            "how_long: >\n  We refund it. ",
            f"interact/merchant.yml: The text 'how_long': 'We refund' {PROMISED}",
        ),
        (
            "interact/merchant.yml",
            "  review: >\n",
            "  review: >\n    It is guaranteed. ",
            f"interact/merchant.yml: The text 'next.review': 'guarantee' {PROMISED}",
        ),
        (
            "interact/merchant.yml",
            "how_to_cancel: >\n",
            "how_to_cancel: >\n  You get it back. ",
            "The text 'how_to_cancel': 'You get'",
        ),
        (
            "interakt/merchant.yml",
            "    words: Pending means",
            "    words: We pay. Pending means",
            "The text 'terms.pending': 'We pay'",
        ),
        (
            "interakt/merchant.yml",
            "rights: >\n",
            "rights: >\n  You will get it. ",
            f"interakt/merchant.yml: The text 'rights': 'You will get' {PROMISED}",
        ),
    ],
)
def test_a_text_that_says_too_much_is_found(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    assert says in _faults(tmp_path, old, new, file)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    _plant(
        tmp_path,
        INTERACT,
        (_in_clause("final", "policy_in_force: true"), r"\1product: setup_fee"),
        (_in_clause("promised-time-ahead", "    better_later: .*\n"), r"\1"),
        (_in_clause("own-failure", "Then a refund"), r"\1You will get it. A refund"),
    )
    _plant(tmp_path, VERSION, (_in_clause("idle-token", "    better_used: .*\n"), r"\1"))
    faults = "\n".join(check_policies(tmp_path / "policies").faults)
    for says in ("No clause decides", "A later request", "You will get", "More use"):
        assert says in faults


def test_a_merchant_that_is_not_there_is_bad_input() -> None:
    with pytest.raises(BadInput, match="Merchant 'nobody' is unknown"):
        check_policies(POLICIES, "nobody")
