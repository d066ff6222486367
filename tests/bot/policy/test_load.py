"""A malformed policy file has every fault named with its line, all at once."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import PolicyFaults
from bot.policy.load import load_policies
from tests.bot.policy.loaded import POLICIES

VERSION = "iprog/2025-11-30.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "iprog").mkdir()
    for name in ("merchant.yml", "2025-11-30.yml"):
        shutil.copy(POLICIES / "iprog" / name, tmp_path / "iprog" / name)
    return tmp_path


def _change(folder: Path, *changes: tuple[str, str], name: str = VERSION) -> str:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return text


def _faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PolicyFaults) as error:
        load_policies(folder)
    return error.value.faults


def _line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("part: account", "parts: account", "parts: account", "Key 'parts' is unknown"),
        (
            "    outcome: review\n    because: no",
            "    because: no",
            "- id: other",
            "'outcome' is missing",
        ),
        ("outcome: review", "outcome: maybe", "outcome: maybe", "'maybe'. Use one of: eligible"),
        ("account_status: [sus", "account_state: [sus", "account_state: [", "Fact 'account_state'"),
        ("[suspended, t", "[suspend, t", "account_status: [", "'suspend' is no value"),
        ("messages_sent: {at_least: 1}", "messages_sent: some", "messages_sent: some", "no test"),
        ("{at_most: 48}", "{up_to: 48}", "{up_to: 48}", "at_least, more_than, at_most"),
        ('sections: ["6", "2"]', 'sections: ["6", "2.7"]', '["6", "2.7"]', "stands on section 2.7"),
        ('sections: ["6", "2"]', "sections: [6]", "sections: [6]", "6 is no string"),
        (
            "amount: paid_in_full",
            "amount: paid_twice",
            "amount: paid_twice",
            "'paid_twice' does not",
        ),
        (
            "overrides: [unused-topup]",
            "overrides: [unused]",
            "overrides: [unused]",
            "no clause and no",
        ),
        (
            "- id: late-token",
            "- id: late-topup",
            '- id: late-topup\n    part: late\n    sections: ["3',
            "second time",
        ),
        ("account_status: active", "account_status: fine", "account_status: fine", "'fine'"),
        (
            "downtime: technical_failure",
            "downtime: trouble",
            "downtime: trouble",
            "'trouble' is no ground",
        ),
        ("fact: purchased_at", "fact: paid", "fact: paid", "no fact that is a time"),
        ("{if_records}you", "{records}you", "words: &failure-words", "which is no value"),
        (
            "in_force_from: 2025-11-30",
            "in_force_from: 30-11-2025",
            "in_force_from: 30",
            "is no day",
        ),
        ("[5, 10]", "[10, 5]", "within_business_days: [10", "in the wrong order"),
        ("merchant: iprog", "merchant: iprogg", "merchant: iprogg", "Make them one"),
        (
            "strength: will",
            "strength: may",
            "outcome: not_eligible\n    strength: may",
            "strength 'may'",
        ),
        ("clauses:\n", "clauses: [\n", "- id: other", "This is no YAML"),
    ],
)
def test_a_fault_is_named_with_its_line(
    folder: Path, old: str, new: str, at: str, says: str
) -> None:
    text = _change(folder, (old, new))
    faults = _faults(folder)
    line = _line_of(text, at)
    assert any(f.startswith(f"{VERSION}:{line}:") and says in f for f in faults), faults


def test_all_faults_of_all_files_are_named_at_once(folder: Path) -> None:
    _change(
        folder,
        ("part: account", "parts: account"),
        ("account_status: [sus", "account_state: [sus"),
        ('sections: ["6", "2"]', 'sections: ["6", "2.7"]'),
        ("amount: paid_in_full", "amount: paid_twice"),
    )
    _change(folder, ("zone: Asia/Manila", "zone: Asia/Manilla"), name="iprog/merchant.yml")
    faults = "\n".join(_faults(folder))
    for says in ("'parts'", "'account_state'", "2.7", "'paid_twice'", "Asia/Manilla"):
        assert says in faults


@pytest.mark.parametrize(
    ("line", "missing"),
    [("urgent_subject: URGENT\n", "urgent_subject"), ("urgent_within_hours: 3\n", "urgent_within")],
)
def test_the_word_urgent_and_its_hours_come_together(folder: Path, line: str, missing: str) -> None:
    _change(folder, (line, ""), name="iprog/merchant.yml")
    (fault,) = _faults(folder)
    assert "iprog/merchant.yml:" in fault
    assert f"Key '{missing}" in fault


def test_two_versions_of_one_day_are_refused(folder: Path) -> None:
    shutil.copy(folder / VERSION, folder / "iprog/2025-12-01.yml")
    line = _line_of((folder / VERSION).read_text(encoding="utf-8"), "in_force_from:")
    faults = "\n".join(_faults(folder))
    assert f"iprog/2025-12-01.yml:{line}: The file is in force from '2025-11-30'" in faults
    assert f"Version 2025-11-30 stands in iprog/2025-11-30.yml:{line} already" in faults


def test_a_merchant_without_a_file_of_its_own_is_refused(folder: Path) -> None:
    (folder / "iprog/merchant.yml").unlink()
    assert "iprog/merchant.yml:1: The file is missing" in "\n".join(_faults(folder))


def test_a_clause_that_overrides_itself_in_a_circle_is_refused(folder: Path) -> None:
    _change(
        folder,
        ("overrides: [unconfirmed-failure, unconfirmed-error]", "overrides: [late-topup]"),
        ("overrides: [used-topup, user-error]", "overrides: [used-topup, unused-topup]"),
    )
    assert "overrides, in a circle, itself" in "\n".join(_faults(folder))


def test_a_later_version_decides_later_purchases(folder: Path) -> None:
    text = _change(folder).replace("2025-11-30", "2026-03-01").replace("at_most: 24", "at_most: 48")
    text = text.replace("more_than: 24", "more_than: 48").replace("hours: 24", "hours: 48")
    (folder / "iprog/2026-03-01.yml").write_text(text, encoding="utf-8")
    names = [
        v.version and v.version.name for v in load_policies(folder).policies["iprog"].table.versions
    ]
    assert names == [None, "2025-11-30", "2026-03-01"]


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    text = (POLICIES / VERSION).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(1, 60))
    put = data.draw(st.sampled_from(["", " ", "- ", "x: ", "[", "null", "3", "\t", "{a}"]))
    _load_text(text[:start] + put + text[start + length :])


def _load_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "iprog"
        home.mkdir()
        shutil.copy(POLICIES / "iprog/merchant.yml", home)
        (home / "2025-11-30.yml").write_text(text, encoding="utf-8")
        # Any other error than this one breaks the test.
        with contextlib.suppress(PolicyFaults):
            load_policies(Path(name))
