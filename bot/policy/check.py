"""Check policy files as a proof: over all facts that some clause can tell apart.

The compiled diagram holds every combination, so nothing is sampled. A fault is told in words,
with the fewest facts that show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path

from bot.errors import BadInput, PolicyFaults
from bot.policy.answer import MerchantPolicy
from bot.policy.check_order import order_faults
from bot.policy.check_words import clause_text_faults, text_faults, version_text_faults
from bot.policy.diagram import leaves_of
from bot.policy.examples import example_words, smallest_paths
from bot.policy.load import MERCHANT_FILE, load_policies
from bot.policy.policy import Clause, PolicyVersion
from bot.policy.policy_table import PolicyTable, VersionTable


@dataclass(frozen=True)
class CheckReport:
    """What the check found: a line a version, and the faults, none if all is well."""

    lines: tuple[str, ...]
    faults: tuple[str, ...]


def check_policies(folder: Path, merchant: str | None = None) -> CheckReport:
    """Check all merchants in a folder, or one of them; raises BadInput for one that is not."""
    try:
        book = load_policies(folder)
    except PolicyFaults as error:
        return CheckReport((), error.faults)
    if merchant is not None and merchant not in book.policies:
        known = ", ".join(sorted(book.policies))
        raise BadInput(f"Merchant '{merchant}' is unknown. Use one of: {known}.")
    chosen = [merchant] if merchant else sorted(book.policies)
    reports = [check_policy(book.policies[name]) for name in chosen]
    return CheckReport(
        tuple(line for report in reports for line in report.lines),
        tuple(fault for report in reports for fault in report.faults),
    )


def check_policy(policy: MerchantPolicy) -> CheckReport:
    """Check all versions of one merchant."""
    table = policy.table
    faults = [*text_faults(policy.merchant, f"{policy.merchant.id}/{MERCHANT_FILE}")]
    for version in table.versions:
        faults.extend(_version_faults(policy, version))
    faults.extend(_unreachable(table))
    versions = [each for each in table.versions if each.version is not None]
    lines = tuple(_summary(policy, each) for each in versions)
    return CheckReport(lines, tuple(dict.fromkeys(faults)))


def _version_faults(policy: MerchantPolicy, version: VersionTable) -> Iterator[str]:
    table = policy.table
    yield from _gaps_and_overlaps(table, version)
    yield from order_faults(table, version)
    for clause in version.clauses:
        yield from _strength_faults(clause)
    if version.version is not None:
        yield from _section_faults(version.version)
        yield from version_text_faults(policy.merchant, version.version)


def _gaps_and_overlaps(table: PolicyTable, version: VersionTable) -> Iterator[str]:
    paths = smallest_paths(version.diagram)
    for leaf in leaves_of(version.diagram):
        path = paths[id(leaf)]
        for verdict in leaf.answers:
            example = example_words(table, path)
            if not verdict.clauses:
                place = version.version.place if version.version else "before the first version"
                yield f"{place}: No clause decides where {example}. Add one, or widen another."
            for one, other in verdict.undeclared:
                yield (
                    f"{verdict.clauses[0].place}: Clauses '{one}' and '{other}' both apply where "
                    f"{example}. Let one override the other, or declare a conflict."
                )


def _strength_faults(clause: Clause) -> Iterator[str]:
    if clause.outcome == "eligible" and clause.strength != "will":
        yield f"{clause.place}: Clause '{clause.id}' makes a promise of a *may*. Make it a review."
    yield from clause_text_faults(clause)


def _section_faults(version: PolicyVersion) -> Iterator[str]:
    cited = {
        number
        for clause in version.clauses
        for numbers in (clause.sections, *(each.sections for each in clause.alternatives))
        for number in numbers
    }
    for number, section in version.sections.items():
        if section.reads_as == "decides" and number not in cited:
            yield f"{version.place}: Section {number} decides, but no clause stands on it. Add one."
        if section.reads_as != "decides" and number in cited:
            yield (
                f"{version.place}: Section {number} {section.reads_as}, but a clause stands on "
                "it. Write that it decides."
            )


def _unreachable(table: PolicyTable) -> Iterator[str]:
    reached = {
        clause.id
        for version in table.versions
        for leaf in leaves_of(version.diagram)
        for verdict in leaf.answers
        for clause in verdict.clauses
    }
    clauses = {clause.id: clause for version in table.versions for clause in version.clauses}
    for clause in clauses.values():
        if clause.id not in reached:
            yield (
                f"{clause.place}: Clause '{clause.id}' never decides: others override it "
                "wherever it applies. Take it out, or change what overrides it."
            )


def _summary(policy: MerchantPolicy, version: VersionTable) -> str:
    cases = prod(cells.count for cells in policy.table.levels)
    verdicts = [v for leaf in leaves_of(version.diagram) for v in leaf.answers]
    conflicts = sum(len(verdict.clauses) > 1 for verdict in verdicts)
    name = version.version.name if version.version else ""
    return (
        f"{policy.merchant.id} {name}: {len(version.clauses)} clauses over "
        f"{len(policy.table.levels)} inputs, {cases:,} distinguishable cases, "
        f"{len(verdicts)} answers, {conflicts} of them declared conflicts."
    )
