"""Check policy files as a proof: over all facts that some clause can tell apart.

The compiled diagram holds every combination, so nothing is sampled. A fault is told in words,
with the fewest facts that show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

from bot.errors import BadInput, PolicyFaults
from bot.policy.answer import MerchantPolicy
from bot.policy.diagram import Diagram, Leaf, Node, differ, leaves_of, nodes_of
from bot.policy.load import load_policies
from bot.policy.policy import Clause, PolicyVersion
from bot.policy.policy_table import PolicyTable, VersionTable
from bot.policy.verdict import Verdict

# Words that promise money, which only an eligible outcome carries.
_PROMISES = ("you get ", "you will get", "will be refunded", "we refund", "will refund")
_RANKS = {"not_eligible": 0, "wait": 1, "elsewhere": 1, "review": 2, "eligible": 3}


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
    faults = [fault for version in table.versions for fault in _version_faults(table, version)]
    faults.extend(_unreachable(table))
    versions = [each for each in table.versions if each.version is not None]
    lines = tuple(_summary(policy, each) for each in versions)
    return CheckReport(lines, tuple(dict.fromkeys(faults)))


def _version_faults(table: PolicyTable, version: VersionTable) -> Iterator[str]:
    yield from _gaps_and_overlaps(table, version)
    yield from _later_is_better(table, version)
    for clause in version.clauses:
        yield from _strength_faults(clause)
    if version.version is not None:
        yield from _section_faults(version.version)


def _gaps_and_overlaps(table: PolicyTable, version: VersionTable) -> Iterator[str]:
    for leaf, path in smallest_paths(version.diagram).items():
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


def _later_is_better(table: PolicyTable, version: VersionTable) -> Iterator[str]:
    """A later request must never come off better than an earlier one."""
    level = next(
        (n for n, c in enumerate(table.levels) if c.input.name == "hours_since_purchase"), None
    )
    for node in nodes_of(version.diagram):
        if node.level == level:
            for sooner, later in zip(node.children, node.children[1:], strict=False):
                if differ(sooner, later, lambda a, b: _rank(b) > _rank(a)):
                    place = version.version.place if version.version else ""
                    yield f"{place}: A later request can come off better. Look at the limits."
                    return


def _rank(leaf: Leaf[Verdict]) -> int:
    return max(_RANKS[verdict.outcome] for verdict in leaf.answers)


def _strength_faults(clause: Clause) -> Iterator[str]:
    if clause.outcome == "eligible" and clause.strength != "will":
        yield f"{clause.place}: Clause '{clause.id}' makes a promise of a *may*. Make it a review."
    texts = [conflict.words for conflict in clause.conflicts.values()]
    texts += [] if clause.outcome == "eligible" else [clause.words]
    for text in texts:
        promise = next((each for each in _PROMISES if each in text.lower()), None)
        if promise:
            yield (
                f"{clause.place}: The words of clause '{clause.id}' say '{promise.strip()}', "
                "which its outcome does not promise. Say what happens instead."
            )


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


def smallest_paths(
    diagram: Diagram[Verdict],
) -> Mapping[Leaf[Verdict], tuple[tuple[int, int], ...]]:
    """Find for each leaf the path with the fewest inputs, as pairs of level and cell."""
    paths: dict[int, tuple[tuple[int, int], ...]] = {id(diagram): ()}
    found: dict[Leaf[Verdict], tuple[tuple[int, int], ...]] = {}
    layer: list[Diagram[Verdict]] = [diagram]
    while layer:
        below: list[Diagram[Verdict]] = []
        for each in layer:
            if isinstance(each, Leaf):
                found[each] = paths[id(each)]
            else:
                below.extend(_discover(each, paths))
        layer = below
    return found


def _discover(
    node: Node[Verdict], paths: dict[int, tuple[tuple[int, int], ...]]
) -> Iterator[Diagram[Verdict]]:
    for cell, child in enumerate(node.children):
        if id(child) not in paths:
            paths[id(child)] = (*paths[id(node)], (node.level, cell))
            yield child


def example_words(table: PolicyTable, path: Iterable[tuple[int, int]]) -> str:
    """Describe a path: "product is sms_credits, messages sent is at least 1"."""
    parts = []
    for level, cell in path:
        cells = table.levels[level]
        parts.append(f"{cells.input.words} is {cells.example(cell)}")
    return ", ".join(parts) or "nothing is known"


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
