"""Whatever part of a policy file is missing or of the wrong kind is named, and nothing breaks."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import PolicyFaults
from bot.policy.load import load_policies
from tests.bot.policy.loaded import POLICIES

VERSION = "iprog/2025-11-30.yml"
MERCHANT = "iprog/merchant.yml"
FILES = {name: yaml.safe_load((POLICIES / name).read_text("utf-8")) for name in (VERSION, MERCHANT)}
# Two clauses with all that a clause can have; what they name is not there, which is named too.
TOPUP, ERROR = 0, 1
FILES[VERSION]["clauses"] = [
    next(each for each in FILES[VERSION]["clauses"] if key in each)
    for key in ("alternatives", "conflicts_with")
]
REQUIRED = [
    *((VERSION, (key,)) for key in ("merchant", "in_force_from", "source", "sections", "clauses")),
    *((VERSION, ("clauses", TOPUP, key)) for key in ("id", "sections", "when", "outcome", "words")),
    *((VERSION, ("clauses", TOPUP, "alternatives", 0, k)) for k in ("amount", "sections", "why")),
    *((VERSION, ("clauses", ERROR, "conflicts_with", 0, key)) for key in ("clauses", "words")),
    *((VERSION, ("sections", "7", key)) for key in ("title", "reads_as")),
    *((VERSION, ("request_within", key)) for key in ("fact", "hours")),
    *(
        (VERSION, ("after_approval", "sms_credits", key))
        for key in ("by", "within_business_days", "words")
    ),
    *(
        (MERCHANT, (key,))
        for key in (
            *("id", "name", "zone", "zone_words", "currency", "country", "standing"),
            *("answer_within", "products", "next"),
        )
    ),
]
OPTIONAL = [
    *((VERSION, (key,)) for key in ("request_within", "presumed", "read_as", "after_approval")),
    *(
        (VERSION, ("clauses", TOPUP, key))
        for key in ("strength", "amount", "alternatives", "overrides", "conflicts_with")
    ),
    (VERSION, ("clauses", TOPUP, "sections", 0)),
    (VERSION, ("clauses", TOPUP, "overrides", 0)),
    (VERSION, ("clauses", TOPUP, "alternatives", 0)),
    (VERSION, ("clauses", TOPUP)),
    (VERSION, ("clauses", ERROR, "conflicts_with", 0)),
    (VERSION, ("clauses", ERROR, "conflicts_with", 0, "clauses", 0)),
    (VERSION, ("sections", "7")),
    (VERSION, ("after_approval", "sms_credits", "within_business_days", 0)),
    *(
        (MERCHANT, (key,))
        for key in ("also_known_as", "email_to", "email_needs", "payments", "in_short", "terms")
    ),
    (MERCHANT, ("also_known_as", 0)),
    (MERCHANT, ("email_needs", "any", 0)),
    (MERCHANT, ("terms", 0)),
    (MERCHANT, ("terms", 0, "names", 0)),
]


def _faults(tmp_path: Path, file: str, data: Any) -> list[str]:
    """Load the policy with one file's data changed; give the faults without their lines."""
    (tmp_path / "iprog").mkdir()
    for name, whole in FILES.items():
        text = yaml.safe_dump(data if name == file else whole, allow_unicode=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(PolicyFaults) as error:
        load_policies(tmp_path)
    found = [fault for fault in error.value.faults if fault.startswith(f"{file}:")]
    return [re.sub(r"^[^:]+:\d+: ", "", fault) for fault in found]


def _changed(file: str, path: tuple[Any, ...], *put: Any) -> Any:
    """Take a part out, or put something else in its place."""
    data = copy.deepcopy(FILES[file])
    *outer, last = path
    part = data
    for step in outer:
        part = part[step]
    if put:
        part[last] = put[0]
    else:
        del part[last]
    return data


def _named(path: tuple[Any, ...]) -> str:
    """Name the key of a path that a fault names: the innermost that is a text."""
    return next(step for step in reversed(path) if isinstance(step, str))


@pytest.mark.parametrize(("file", "path"), REQUIRED, ids=str)
def test_a_part_that_is_missing_is_named(tmp_path: Path, file: str, path: tuple[Any, ...]) -> None:
    around = f" in '{_named(path[:-1])}'" if len(path) > 1 else ""
    says = f"Key '{path[-1]}' is missing{around}. Add it."
    found = _faults(tmp_path, file, _changed(file, path))
    assert says in found
    # Of a merchant nothing else hangs on what is missing.
    assert file == VERSION or found == [says]


@pytest.mark.parametrize(("file", "path"), [*REQUIRED, *OPTIONAL], ids=str)
def test_a_part_of_the_wrong_kind_is_named(
    tmp_path: Path, file: str, path: tuple[Any, ...]
) -> None:
    says = f"The value in '{_named(path)}' is not accepted: "
    found = _faults(tmp_path, file, _changed(file, path, 3.5))
    assert any(fault.startswith(says) for fault in found), found
