"""Load `policies/`: a folder a merchant, in it `merchant.yml` and a file a version.

Every fault of every file is found before any is reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import BadInput, PolicyFaults
from bot.policy.decide import MerchantPolicy
from bot.policy.facts import FACTS, FactValue, parse_fact
from bot.policy.faults import Faults
from bot.policy.file_schema import MERCHANT_SCHEMA, VERSION_SCHEMA
from bot.policy.merchant import Merchant
from bot.policy.policy import Clause, Payment, PolicyVersion, Section
from bot.policy.policy_book import PolicyBook
from bot.policy.policy_table import compile_policy
from bot.policy.read_clause import EVERYTHING_BELOW, ClauseReader, read_window
from bot.policy.yaml_lines import LinedYaml

MERCHANT_FILE = "merchant.yml"
UNDATED = "undated"


def load_policies(folder: Path) -> PolicyBook:
    """Load all merchants.

    Raises:
        PolicyFaults: names every fault of every file, each "file:line: what; what to do".
    """
    found: list[str] = []
    homes = sorted(path.parent for path in folder.glob(f"*/{MERCHANT_FILE}"))
    if not homes:
        found.append(f"{folder}:1: No merchant is here. Add <merchant>/{MERCHANT_FILE}.")
    policies = {home.name: _load_merchant(folder, home, found) for home in homes}
    if found:
        raise PolicyFaults(found)
    return PolicyBook({name: policy for name, policy in policies.items() if policy is not None})


def _load_merchant(folder: Path, home: Path, found: list[str]) -> MerchantPolicy | None:
    faults = Faults(str((home / MERCHANT_FILE).relative_to(folder)), found)
    lined = faults.read((home / MERCHANT_FILE).read_text(encoding="utf-8"), MERCHANT_SCHEMA)
    zone = _zone(faults, lined)
    files = sorted(path for path in home.glob("*.yml") if path.name != MERCHANT_FILE)
    versions = [_load_version(folder, path, zone, found) for path in files]
    read = [version for version in versions if version is not None]
    if not files:
        faults.add(1, "The merchant has no policy. Add a file <in force from>.yml beside it.")
    if lined is None or len(read) < len(files):
        return None
    _check_days(faults, read)
    always = _always(faults, lined, home, read)
    merchant = _merchant(faults, lined)
    if found:
        return None
    whole = [_joined(version, always) for version in sorted(read, key=_day)]
    _check_circles(faults, whole)
    return None if found else MerchantPolicy(merchant, compile_policy(whole, always))


def _zone(faults: Faults, lined: LinedYaml | None) -> ZoneInfo:
    """The merchant's zone; UTC stands in for a faulty one, so that reading can go on."""
    name = lined.data["zone"] if lined else "UTC"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        line = lined.line(("zone",)) if lined else 1
        faults.add(line, f"Zone '{name}' is unknown. Write one such as Asia/Manila.")
        return ZoneInfo("UTC")


def _load_version(
    folder: Path, path: Path, zone: ZoneInfo, found: list[str]
) -> PolicyVersion | None:
    faults = Faults(str(path.relative_to(folder)), found)
    lined = faults.read(path.read_text(encoding="utf-8"), VERSION_SCHEMA)
    if lined is None:
        return None
    data = lined.data
    if data["merchant"] != path.parent.name:
        faults.add(
            lined.line(("merchant",)),
            f"The merchant is '{data['merchant']}', the folder '{path.parent.name}'. "
            "Give both one name.",
        )
    sections = _sections(faults, lined)
    reader = ClauseReader(faults, lined, frozenset(sections))
    window = data.get("request_within")
    return PolicyVersion(
        name=data["in_force_from"],
        place=f"{faults.file}:{lined.line(('in_force_from',))}",
        in_force_from=_first_instant(faults, lined, path, zone),
        sections=sections,
        clauses=reader.read(data["clauses"]),
        presumed=_presumed(faults, lined),
        read_as=_read_as(faults, lined),
        after_approval=_after_approval(lined, reader),
        request_within=read_window(faults, lined, window, ("request_within",)) if window else None,
    )


def _first_instant(faults: Faults, lined: LinedYaml, path: Path, zone: ZoneInfo) -> datetime | None:
    day = lined.data["in_force_from"]
    line = lined.line(("in_force_from",))
    if path.stem != day:
        faults.add(
            line, f"The file is in force from '{day}', its name says '{path.stem}'. Make them one."
        )
    if day == UNDATED:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time(), tzinfo=zone)
    except ValueError:
        faults.add(line, f"'{day}' is no day. Write one such as 2025-11-30, or {UNDATED}.")
        return None


def _sections(faults: Faults, lined: LinedYaml) -> dict[str, Section]:
    sections = {}
    for number, raw in (lined.data["sections"] or {}).items():
        reason = raw.get("reason", "")
        if raw["reads_as"] != "decides" and not reason:
            faults.add(
                lined.line(("sections", number)),
                f"Section {number} {raw['reads_as']} without a reason. Say why it decides nothing.",
            )
        sections[number] = Section(number, raw["title"], raw["reads_as"], reason)
    return sections


def _presumed(faults: Faults, lined: LinedYaml) -> dict[str, FactValue]:
    presumed = {}
    for name, raw in lined.data.get("presumed", {}).items():
        try:
            presumed[name] = parse_fact(name, raw)
        except BadInput as error:
            faults.add(lined.line(("presumed", name)), str(error))
    return presumed


def _read_as(faults: Faults, lined: LinedYaml) -> dict[str, str]:
    pairs: dict[str, str] = lined.data.get("read_as", {})
    grounds = FACTS["ground"].choices
    for name, other in pairs.items():
        for ground in (name, other):
            if ground not in grounds:
                faults.add(
                    lined.line(("read_as", name)),
                    f"'{ground}' is no ground. Use one of: {', '.join(grounds)}.",
                )
    return pairs


def _after_approval(lined: LinedYaml, reader: ClauseReader) -> dict[str, Payment]:
    payments = {}
    for product, raw in lined.data.get("after_approval", {}).items():
        reader.check_words(raw["words"], ("after_approval", product, "words"))
        first, last = raw["within_business_days"]
        payments[product] = Payment(raw["by"], (first, last), raw["words"].strip())
    return payments


def _check_days(faults: Faults, versions: Sequence[PolicyVersion]) -> None:
    """Refuse two versions of one day, and an undated one beside dated ones."""
    days = [version.name for version in versions]
    for day in sorted({day for day in days if days.count(day) > 1}):
        faults.add(1, f"Two versions are in force from {day}. Keep one of them.")
    if UNDATED in days and len(set(days)) > 1:
        faults.add(1, f"An {UNDATED} version stands beside dated ones. Give it a day.")


def _day(version: PolicyVersion) -> str:
    return version.name


def _always(
    faults: Faults, lined: LinedYaml, home: Path, versions: Sequence[PolicyVersion]
) -> tuple[Clause, ...]:
    """Read the clauses that hold in every version; they may stand on sections that all have."""
    outlines = [frozenset(version.sections) for version in versions]
    outline = frozenset.intersection(*outlines) if outlines else frozenset()
    return ClauseReader(faults, lined, outline).read(lined.data.get("clauses", []))


def _joined(version: PolicyVersion, always: Sequence[Clause]) -> PolicyVersion:
    own = frozenset(clause.id for clause in version.clauses)
    return replace(
        version, clauses=tuple(_reaching(each, own) for each in (*always, *version.clauses))
    )


def _reaching(clause: Clause, below: frozenset[str]) -> Clause:
    """Let "everything below" of a merchant's own clauses reach the version's clauses."""
    if EVERYTHING_BELOW not in clause.overrides:
        return clause
    named = clause.overrides - {EVERYTHING_BELOW}
    is_merchants = clause.id not in below
    return replace(clause, overrides=named | below if is_merchants else named)


def _check_circles(faults: Faults, versions: Sequence[PolicyVersion]) -> None:
    for version in versions:
        overrides = {clause.id: clause.overrides for clause in version.clauses}
        for clause in version.clauses:
            if clause.id in _reached(overrides, clause.id):
                file, _, line = clause.place.rpartition(":")
                Faults(file, faults.found).add(
                    int(line),
                    f"Clause '{clause.id}' overrides, in a circle, itself. Take one link out.",
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


def _merchant(faults: Faults, lined: LinedYaml) -> Merchant:
    data: dict[str, Any] = lined.data
    reader = ClauseReader(faults, lined, frozenset())
    for outcome, words in data["next"].items():
        reader.check_words(words, ("next", outcome))
    for product, names in data.get("email_needs", {}).items():
        for name in names:
            if name not in FACTS:
                faults.add(
                    lined.line(("email_needs", product)),
                    f"Fact '{name}' is unknown. Use one of: {', '.join(FACTS)}.",
                )
    texts = {
        key: str(data.get(key, "")).strip() for key in ("hours", "in_short", "how_long", "rights")
    }
    return Merchant(
        **{key: data[key] for key in ("id", "name", "zone", "zone_words", "currency", "country")},
        standing=data["standing"],
        answer_within=data["answer_within"],
        products=data["products"],
        payments=data.get("payments", {}),
        also_known_as=tuple(data.get("also_known_as", ())),
        email_to=data.get("email_to"),
        email_needs={key: tuple(names) for key, names in data.get("email_needs", {}).items()},
        urgent_subject=data.get("urgent_subject"),
        next_words={outcome: words.strip() for outcome, words in data["next"].items()},
        **texts,
    )
