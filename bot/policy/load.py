"""Load `policies/`: a folder a merchant, in it `merchant.yml` and a file a version.

Every fault of every file is found before any is reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import PolicyFaults
from bot.policy.answer import MerchantPolicy
from bot.policy.clause_names import EVERYTHING_BELOW
from bot.policy.faults import Faults
from bot.policy.file_schema import MERCHANT_SCHEMA
from bot.policy.policy import Clause, PolicyVersion
from bot.policy.policy_book import PolicyBook
from bot.policy.policy_table import compile_policy
from bot.policy.read_clause import ClauseReader
from bot.policy.read_merchant import read_merchant
from bot.policy.read_version import UNDATED, read_version
from bot.policy.yaml_lines import LinedYaml

MERCHANT_FILE = "merchant.yml"


def load_policies(folder: Path) -> PolicyBook:
    """Load all merchants.

    Raises:
        PolicyFaults: names every fault of every file, each "file:line: what; what to do".
    """
    found: list[str] = []
    homes = sorted(path for path in folder.glob("*") if path.is_dir())
    if not homes:
        found.append(f"{folder.name}:1: No merchant is here. Add <merchant>/{MERCHANT_FILE}.")
    policies = {home.name: _load_merchant(home, found) for home in homes}
    if found:
        raise PolicyFaults(sorted(found, key=_place))
    return PolicyBook({name: policy for name, policy in policies.items() if policy is not None})


def _place(fault: str) -> tuple[str, int]:
    """Give the file and the line with which a fault begins: so it is read, from the top."""
    file, line, _ = fault.split(":", maxsplit=2)
    return file, int(line)


def _load_merchant(home: Path, found: list[str]) -> MerchantPolicy | None:
    faults = Faults(f"{home.name}/{MERCHANT_FILE}", found)
    lined = _read_file(faults, home / MERCHANT_FILE)
    zone = _zone(faults, lined)
    files = sorted(path for path in home.glob("*.yml") if path.name != MERCHANT_FILE)
    if not files:
        faults.add(1, "The merchant has no policy. Add a file <in force from>.yml beside it.")
    read = [read_version(path, zone, Faults(f"{home.name}/{path.name}", found)) for path in files]
    versions = [version for version in read if version is not None]
    _check_days(found, versions)
    if lined is None:
        return None
    merchant = read_merchant(faults, lined, home.name)
    always = _always(faults, lined, versions)
    if found or merchant is None:
        return None
    whole = [_joined(version, always) for version in sorted(versions, key=lambda v: v.name)]
    _check_circles(found, whole)
    return None if found else MerchantPolicy(merchant, compile_policy(whole, always))


def _read_file(faults: Faults, path: Path) -> LinedYaml | None:
    if not path.exists():
        faults.add(1, "The file is missing. Write it beside the merchant's policy.")
        return None
    return faults.read(path.read_text(encoding="utf-8"), MERCHANT_SCHEMA)


def _zone(faults: Faults, lined: LinedYaml | None) -> ZoneInfo:
    """The merchant's zone; UTC stands in for a faulty one, so that reading can go on."""
    name = lined.data.get("zone", "UTC") if lined else "UTC"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        line = lined.line(("zone",)) if lined else 1
        faults.add(line, f"Zone '{name}' is unknown. Write one such as Asia/Manila.")
        return ZoneInfo("UTC")


def _check_days(found: list[str], versions: Sequence[PolicyVersion]) -> None:
    """Refuse two versions of one day, and an undated one beside dated ones."""
    seen: dict[str, str] = {}
    for version in versions:
        if version.name in seen:
            found.append(
                f"{version.place}: Version {version.name} stands in {seen[version.name]} already. "
                "Keep one of them."
            )
        elif UNDATED in (version.name, *seen) and seen:
            found.append(
                f"{version.place}: An {UNDATED} version stands beside a dated one. Give it a day."
            )
        seen[version.name] = version.place


def _always(
    faults: Faults, lined: LinedYaml, versions: Sequence[PolicyVersion]
) -> tuple[Clause, ...]:
    """Read the clauses that hold in every version; they stand on sections that all have."""
    outlines = [frozenset(version.sections) for version in versions if version.sections]
    outline = frozenset.intersection(*outlines) if outlines else None
    return ClauseReader(faults, lined, outline).read(lined.data.get("clauses", []))


def _joined(version: PolicyVersion, always: Sequence[Clause]) -> PolicyVersion:
    own = frozenset(clause.id for clause in version.clauses)
    clauses = (_reaching(each, own) for each in (*always, *version.clauses))
    return replace(version, clauses=tuple(clauses))


def _reaching(clause: Clause, below: frozenset[str]) -> Clause:
    """Let "everything below" of a merchant's own clauses reach the version's clauses."""
    if EVERYTHING_BELOW not in clause.overrides:
        return clause
    named = clause.overrides - {EVERYTHING_BELOW}
    is_merchants = clause.id not in below
    return replace(clause, overrides=named | below if is_merchants else named)


def _check_circles(found: list[str], versions: Sequence[PolicyVersion]) -> None:
    for version in versions:
        overrides = {clause.id: clause.overrides for clause in version.clauses}
        found.extend(
            f"{clause.place}: Clause '{clause.id}' overrides, in a circle, itself. "
            "Take one link out."
            for clause in version.clauses
            if clause.id in _reached(overrides, clause.id)
        )


def _reached(overrides: Mapping[str, frozenset[str]], start: str) -> set[str]:
    reached: set[str] = set()
    ahead = list(overrides[start])
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(overrides.get(name, ()))
    return reached
