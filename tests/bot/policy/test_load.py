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
from bot.policy.amounts import AMOUNTS
from bot.policy.facts import FACTS, GROUNDS, PRODUCTS
from bot.policy.inputs import INPUTS
from bot.policy.load import load_policies
from bot.policy.policy import Section
from bot.policy.words import PLACEHOLDERS
from tests.bot.policy.loaded import POLICIES

VERSION = "iprog/2025-11-30.yml"
MERCHANT = "iprog/merchant.yml"


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


# What a file can name; told with each fault, so that nobody has to look it up.
INPUT_NAMES = ", ".join(INPUTS)
GROUND_NAMES = ", ".join(GROUNDS)
VALUE_NAMES = ", ".join(PLACEHOLDERS)
CLAUSE_KEYS = (
    "id, sections, when, outcome, words, part, strength, because, leaning, amount, alternatives, "
    "ask_again, overrides, conflicts_with, without_section, turns, told_apart, better_later, "
    "better_used, next"
)
MERCHANT_KEYS = (
    "id, name, zone, zone_words, currency, country, standing, answer_within, products, next, "
    "also_known_as, email_to, desk_to, email_needs, urgent_subject, urgent_within_hours, hours, "
    "open, payments, in_short, how_long, rights, how_to_cancel, terms, chat, whatsapp, clauses"
)
TIMES = "purchased_at, issue_at, promised_activation_at, cancelled_at, renewed_at, refunded_at"
LIMITS = (
    "Write a number, or limits such as {at_most: 24} with at_least, more_than, at_most, less_than."
)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (
            "part: account",
            "parts: account",
            "parts: account",
            f"Key 'parts' is unknown in 'clauses'. Use one of: {CLAUSE_KEYS}.",
        ),
        (
            "    outcome: review\n    because: no",
            "    because: no",
            "- id: other",
            "Key 'outcome' is missing in 'clauses'. Add it.",
        ),
        (
            "outcome: review",
            "outcome: maybe",
            "outcome: maybe",
            "The value in 'outcome' is not accepted: 'maybe'. "
            "Use one of: eligible, review, not_eligible, wait, elsewhere.",
        ),
        (
            "account_status: [sus",
            "account_state: [sus",
            "account_state: [",
            f"Fact 'account_state' is unknown. Use one of: {INPUT_NAMES}.",
        ),
        (
            "[suspended, t",
            "[suspend, t",
            "account_status: [",
            "'suspend' is no value of 'account_status'. Use one of: active, suspended, terminated.",
        ),
        (
            "activated: true",
            "activated: 1",
            "activated: 1",
            "'1' is no value of 'activated'. Use one of: true, false.",
        ),
        (
            "messages_sent: {at_least: 1}",
            "messages_sent: some",
            "messages_sent: some",
            f"'some' is no test of the number 'messages_sent'. {LIMITS}",
        ),
        (
            "messages_sent: {at_least: 1}",
            "messages_sent: {at_least: 0.5}",
            "messages_sent: {at_least: 0.5}",
            f"'{{'at_least': Decimal('0.5')}}' is no test of the number 'messages_sent'. {LIMITS}",
        ),
        (
            "{at_most: 48}",
            "{at_most: true}",
            "{at_most: true}",
            f"'{{'at_most': True}}' is no test of the number 'hours_since_issue'. {LIMITS}",
        ),
        (
            "{at_most: 48}",
            "{up_to: 48}",
            "{up_to: 48}",
            f"'{{'up_to': 48}}' is no test of the number 'hours_since_issue'. {LIMITS}",
        ),
        (
            'sections: ["6", "2"]',
            'sections: ["6", "2.7"]',
            '["6", "2.7"]',
            "Clause 'topup-failure' stands on section 2.7, which the source does not have. "
            "Name one of: 1, 2, 3, 4, 5, 6, 7, 8, 9, SMS Fallback Route.",
        ),
        (
            'sections: ["6", "2"]',
            "sections: [6]",
            "sections: [6]",
            "The value in 'sections' is not accepted: 6 is no string. Quote a text, indent a list.",
        ),
        (
            'sections: ["6", "2"]',
            "sections: []",
            "sections: []",
            "Clause 'topup-failure' stands on no section. "
            "Name one, or say why there is none under without_section.",
        ),
        (
            '- amount: value_remaining\n        sections: ["2"]',
            '- amount: value_remaining\n        sections: ["2.7"]',
            'sections: ["6", "2"]',
            "Clause 'topup-failure' stands on section 2.7, which the source does not have. "
            "Name one of: 1, 2, 3, 4, 5, 6, 7, 8, 9, SMS Fallback Route.",
        ),
        (
            "      - clauses: [confirmed]",
            "      - clauses: [confirmd]",
            "    conflicts_with:\n",
            "Clause 'account-closed' names 'confirmd', which is no clause and no part of this "
            "file. Use an id, a part, or everything-below.",
        ),
        (
            "          {merchant}'s records confirm its error.",
            "          {company}'s records confirm its error.",
            "    conflicts_with:\n",
            f"The words name {{company}}, which is no value. Use one of: {VALUE_NAMES}.",
        ),
        (
            "amount: paid_in_full",
            "amount: paid_twice",
            "amount: paid_twice",
            f"Amount formula 'paid_twice' does not exist. Use one of: {', '.join(AMOUNTS)}.",
        ),
        (
            "amount: value_remaining",
            "amount: value_left",
            "alternatives:",
            f"Amount formula 'value_left' does not exist. Use one of: {', '.join(AMOUNTS)}.",
        ),
        (
            "overrides: [unused-topup]",
            "overrides: [unused]",
            "overrides: [unused]",
            "Clause 'topup-failure' names 'unused', which is no clause and no part of this file. "
            "Use an id, a part, or everything-below.",
        ),
        (
            "- id: late-token",
            "- id: late-topup",
            '- id: late-topup\n    part: late\n    sections: ["3',
            "Clause 'late-topup' stands here a second time. Give it a name of its own.",
        ),
        (
            "account_status: active",
            "account_status: fine",
            "account_status: fine",
            "Fact 'account_status' has the value 'fine'. "
            "Use one of: active, suspended, terminated.",
        ),
        (
            "downtime: technical_failure",
            "downtime: trouble",
            "downtime: trouble",
            f"'trouble' is no ground. Use one of: {GROUND_NAMES}.",
        ),
        (
            "fact: purchased_at",
            "fact: paid",
            "fact: paid",
            f"'paid' is no fact that is a time. Use one of: {TIMES}.",
        ),
        (
            "{if_records}you",
            "{records}you",
            "words: &failure-words",
            f"The words name {{records}}, which is no value. Use one of: {VALUE_NAMES}.",
        ),
        (
            "{if_records}you",
            "{if_records you",
            "words: &failure-words",
            "The words cannot be filled in: unexpected '{' in field name. "
            "Write each value as {name}.",
        ),
        (
            "in_force_from: 2025-11-30",
            "in_force_from: 30-11-2025",
            "in_force_from: 30",
            "'30-11-2025' is no day. Write year, month, day, such as 2025-11-30, or undated.",
        ),
        (
            "in_force_from: 2025-11-30",
            "in_force_from: 2025-12-01",
            "in_force_from: 2025-12",
            "The file is in force from '2025-12-01', but its name says '2025-11-30'. "
            "Make them one.",
        ),
        (
            "[5, 10]",
            "[10, 5]",
            "within_business_days: [10",
            "The days of sms_credits are in the wrong order, 10 before 5. "
            "Write the smaller one first.",
        ),
        (
            "      Once approved, the money",
            "      Once approved, {money}",
            "words: >\n      Once approved, {money}",
            f"The words name {{money}}, which is no value. Use one of: {VALUE_NAMES}.",
        ),
        (
            "merchant: iprog",
            "merchant: iprogg",
            "merchant: iprogg",
            "The merchant is 'iprogg', the folder 'iprog'. Make them one.",
        ),
        (
            "strength: will",
            "strength: may",
            "outcome: not_eligible\n    strength: may",
            "Clause 'account-closed' is not_eligible on the strength 'may'. Only what the source "
            "says *will* be is; a *may* has the outcome review, because discretion.",
        ),
        (
            "    because: no_policy\n",
            "",
            "outcome: review",
            "Clause 'other-product' has the outcome review and because 'None'. "
            "A review says why, and nothing else does.",
        ),
        (
            "    amount: paid_in_full\n",
            "",
            "    outcome: eligible",
            "Clause 'topup-failure' is eligible without an amount. Name its formula.",
        ),
        (
            "    reason: The way on after a refusal; said after each one, and decides none.\n",
            "",
            '"7":',
            "Section 7 informs without a reason. Say why it decides nothing.",
        ),
        (
            "    part: account\n",
            "    part: account\n    part: account\n",
            "    part: account\n    sections",
            "Key 'part' stands here a second time. Keep one of them.",
        ),
        (
            "clauses:\n",
            "clauses: [\n",
            "- id: other",
            "This is no YAML: expected the node content, but found '-'. "
            "Mend the line or the one above it.",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(
    folder: Path, old: str, new: str, at: str, says: str
) -> None:
    text = _change(folder, (old, new))
    assert f"{VERSION}:{_line_of(text, at)}: {says}" in _faults(folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: iprog", "id: ipro", "The id is 'ipro', the folder 'iprog'. Make them one."),
        (
            "zone: Asia/Manila",
            "zone: Asia/Manilla",
            "Zone 'Asia/Manilla' is unknown. Write one such as Asia/Manila.",
        ),
        (
            "currency: PHP",
            "currency: php",
            "The value in 'currency' is not accepted: 'php' does not match '^[A-Z]{3}$'.",
        ),
        (
            "standing: official",
            "standing: offical",
            "The value in 'standing' is not accepted: 'offical'. "
            "Use one of: official, third_party.",
        ),
        (
            "answer_within: 5",
            "answer_within: 0",
            "The value in 'answer_within' is not accepted: 0 is less than the minimum of 1.",
        ),
        (
            "\nname: IPROG TECH",
            "\nnam: IPROG TECH",
            f"Key 'nam' is unknown. Use one of: {MERCHANT_KEYS}.",
        ),
        (
            "any: [account_email,",
            "any: [account_mail,",
            f"Fact 'account_mail' is unknown. Use one of: {', '.join(FACTS)}.",
        ),
        (
            "{answer_by}",
            "{answered_by}",
            f"The words name {{answered_by}}, which is no value. Use one of: {VALUE_NAMES}.",
        ),
    ],
)
def test_a_fault_of_the_merchant_is_named_with_its_line(
    folder: Path, old: str, new: str, says: str
) -> None:
    before = (folder / MERCHANT).read_text(encoding="utf-8")
    _change(folder, (old, new), name=MERCHANT)
    line = before[: before.index(old.lstrip())].count("\n") + 1
    (told,) = [fault for fault in _faults(folder) if fault.endswith(says)]
    file, number, _ = told.split(":", maxsplit=2)
    assert (file, abs(int(number) - line) <= 1) == (MERCHANT, True)


def test_a_key_that_a_merchant_lacks_is_named(folder: Path) -> None:
    _change(folder, ("\nname: IPROG TECH", ""), name=MERCHANT)
    assert _faults(folder) == (f"{MERCHANT}:1: Key 'name' is missing. Add it.",)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ("[{names: [DLT]}]", "Key 'words' is missing in 'terms'. Add it."),
        ("[{words: A rule.}]", "Key 'names' is missing in 'terms'. Add it."),
        (
            "[A rule.]",
            "The value in 'terms' is not accepted: 'A rule.' is no object. "
            "Quote a text, indent a list.",
        ),
        (
            "[{names: [3], words: A rule.}]",
            "The value in 'names' is not accepted: 3 is no string. Quote a text, indent a list.",
        ),
    ],
)
def test_a_term_that_is_not_whole_is_named(folder: Path, terms: str, says: str) -> None:
    text = _change(folder, ("\nterms:\n", f"\nterms: {terms}\nx-terms:\n"), name=MERCHANT)
    assert f"{MERCHANT}:{_line_of(text, 'terms: [')}: {says}" in _faults(folder)


@pytest.mark.parametrize(
    "chat",
    [
        "{allowed_origins: ['https://shop.example/']}",
        "{allowed_origins: ['*']}",
        "{colour: green}",
        "{avatar: ../merchant.yml}",
    ],
)
def test_a_look_that_no_browser_could_use_is_named(folder: Path, chat: str) -> None:
    text = _change(folder, ("\nchat:\n", f"\nchat: {chat}\nx-chat:\n"), name=MERCHANT)
    line = _line_of(text, "chat: {")
    assert any(fault.startswith(f"{MERCHANT}:{line}: The value") for fault in _faults(folder))


def test_all_faults_of_all_files_are_named_at_once(folder: Path) -> None:
    _change(
        folder,
        ("part: account", "parts: account"),
        ("account_status: [sus", "account_state: [sus"),
        ('sections: ["6", "2"]', 'sections: ["6", "2.7"]'),
        ("amount: paid_in_full", "amount: paid_twice"),
    )
    _change(folder, ("zone: Asia/Manila", "zone: Asia/Manilla"), name=MERCHANT)
    found = _faults(folder)
    # From the top of each file, since that is how they are mended.
    for fault, says in zip(
        found, ("'parts'", "'account_state'", "2.7", "'paid_twice'", "Asia/Manilla"), strict=True
    ):
        assert says in fault


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("urgent_subject: URGENT\n", "urgent_subject"),
        ("urgent_within_hours: 3\n", "urgent_within_hours"),
    ],
)
def test_the_word_urgent_and_its_hours_come_together(folder: Path, line: str, missing: str) -> None:
    _change(folder, (line, ""), name=MERCHANT)
    (fault,) = _faults(folder)
    beside = {"urgent_subject": "urgent_within_hours"}.get(missing, "urgent_subject")
    told = f"Key '{missing}' is missing beside '{beside}'. Add it."
    line = _line_of((folder / MERCHANT).read_text(encoding="utf-8"), f"{beside}:")
    assert fault == f"{MERCHANT}:{line}: {told}"


def test_the_outline_of_the_source_is_read_with_its_reasons(folder: Path) -> None:
    version = load_policies(folder).policies["iprog"].table.versions[-1].version
    assert version is not None
    assert version.sections["7"] == Section(
        "7",
        "Dispute Resolution",
        "informs",
        "The way on after a refusal; said after each one, and decides none.",
    )
    assert version.sections["2"].reason == ""


def test_two_versions_of_one_day_are_refused(folder: Path) -> None:
    shutil.copy(folder / VERSION, folder / "iprog/2025-12-01.yml")
    line = _line_of((folder / VERSION).read_text(encoding="utf-8"), "in_force_from:")
    faults = "\n".join(_faults(folder))
    assert f"iprog/2025-12-01.yml:{line}: The file is in force from '2025-11-30'" in faults
    assert (
        f"iprog/2025-12-01.yml:{line}: Version 2025-11-30 stands in iprog/2025-11-30.yml:{line} "
        "already. Keep one of them."
    ) in faults


def test_an_undated_version_beside_a_dated_one_is_refused(folder: Path) -> None:
    text = (folder / VERSION).read_text(encoding="utf-8")
    undated = text.replace("in_force_from: 2025-11-30", "in_force_from: undated")
    (folder / "iprog/undated.yml").write_text(undated, encoding="utf-8")
    line = _line_of(text, "in_force_from:")
    says = "An undated version stands beside a dated one. Give it a day."
    assert _faults(folder) == (f"iprog/undated.yml:{line}: {says}",)


def test_a_folder_without_merchants_is_refused(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    says = "policies:1: No merchant is here. Add <merchant>/merchant.yml."
    assert _faults(tmp_path / "policies") == (says,)


def test_a_merchant_without_a_policy_is_refused(folder: Path) -> None:
    (folder / VERSION).unlink()
    says = "The merchant has no policy. Add a file <in force from>.yml beside it."
    assert _faults(folder) == (f"{MERCHANT}:1: {says}",)


def test_a_character_that_yaml_does_not_allow_is_named(folder: Path) -> None:
    (folder / VERSION).write_text("merchant: \x07", encoding="utf-8")
    says = "This is no YAML: unacceptable character #x0007: special characters are not allowed. "
    assert _faults(folder) == (f"{VERSION}:1: {says}Mend the line or the one above it.",)


@pytest.mark.parametrize(
    ("file", "key", "name", "choices"),
    [
        (MERCHANT, "products", "sms_credits", ", ".join(PRODUCTS)),
        (MERCHANT, "email_needs", "sms_credits", f"any, {', '.join(PRODUCTS)}"),
        (MERCHANT, "next", "review", "eligible, review, not_eligible, wait, elsewhere"),
        (VERSION, "after_approval", "sms_credits", f"any, {', '.join(PRODUCTS)}"),
    ],
)
def test_a_row_of_a_table_that_has_no_such_name_is_named(
    folder: Path, file: str, key: str, name: str, choices: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    head, table = text.split(f"\n{key}:\n", maxsplit=1)
    changed = f"{head}\n{key}:\n{table.replace(f'  {name}:', '  nothing:', 1)}"
    (folder / file).write_text(changed, encoding="utf-8")
    says = f"The value in '{key}' is not accepted: 'nothing'. Use one of: {choices}."
    assert f"{file}:{_line_of(changed, f'{key}:')}: {says}" in _faults(folder)


@pytest.mark.parametrize("text", ["", "just a sentence", "- a\n- list\n"])
def test_a_file_that_holds_no_keys_is_refused(folder: Path, text: str) -> None:
    (folder / VERSION).write_text(text, encoding="utf-8")
    assert any("is no object" in fault for fault in _faults(folder))


def test_a_merchant_without_a_file_of_its_own_is_refused(folder: Path) -> None:
    (folder / "iprog/merchant.yml").unlink()
    says = "The file is missing. Write it beside the merchant's policy."
    assert _faults(folder) == (f"{MERCHANT}:1: {says}",)


def test_a_clause_that_overrides_itself_in_a_circle_is_refused(folder: Path) -> None:
    _change(
        folder,
        ("overrides: [unconfirmed-failure, unconfirmed-error]", "overrides: [late-topup]"),
        ("overrides: [used-topup, user-error]", "overrides: [used-topup, unused-topup]"),
    )
    text = (folder / VERSION).read_text(encoding="utf-8")
    assert _faults(folder) == tuple(
        f"{VERSION}:{_line_of(text, f'- id: {name}')}: Clause '{name}' overrides, in a circle, "
        "itself. Take one link out."
        for name in ("late-topup", "unused-topup")
    )


def test_a_later_version_decides_later_purchases(folder: Path) -> None:
    text = _change(folder).replace("2025-11-30", "2026-03-01").replace("at_most: 24", "at_most: 48")
    text = text.replace("more_than: 24", "more_than: 48").replace("hours: 24", "hours: 48")
    (folder / "iprog/2026-03-01.yml").write_text(text, encoding="utf-8")
    names = [
        v.version and v.version.name for v in load_policies(folder).policies["iprog"].table.versions
    ]
    assert names == [None, "2025-11-30", "2026-03-01"]


@settings(deadline=None, max_examples=12)
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


HOURS = 'open: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"}'


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('from: "09:00"', 'from: "08:00"', "'hours' does not name 08:00 and 18:00"),
        ("thu, fri]", "thu, fri, sat]", "whose ends are Monday and Saturday"),
        ("[mon, tue, wed, thu, fri]", "[tue, wed, thu, fri]", "whose ends are Tuesday and Friday"),
        ('"09:00", to: "18:00"', '"18:00", to: "09:00"', "It opens at 18:00 and closes at 09:00"),
        ("hours: Monday to Friday, 9:00 AM to 6:00 PM Philippine time (UTC+8)\n", "", "is missing"),
        ('from: "09:00"', 'from: "9 AM"', "'9 AM' does not match"),
        ("mon, tue", "monday, tue", "'monday'"),
    ],
)
def test_the_hours_of_a_program_and_those_in_words_are_one(
    folder: Path, old: str, new: str, fault: str
) -> None:
    text = _change(folder, (old, new), name=MERCHANT).replace(old, new, 1)
    found = [each for each in _faults(folder) if fault in each]
    assert found, _faults(folder)
    key = HOURS.split(":", maxsplit=1)[0]
    assert found[0].startswith(f"{MERCHANT}:{_line_of(text, key + ':')}")
