"""A clause of a policy in words for staff: where it stands, and what it says by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from bot.desk.words import OUTCOMES, in_words
from bot.emails.reading import sections_in_words
from bot.errors import BadInput
from bot.policy.fact_words import CHOICES
from bot.policy.merchant import Merchant
from bot.policy.policy import Clause, PolicyVersion
from bot.policy.policy_book import PolicyBook

#: A line of a decision's explanation, as `bot/policy/explain.py` writes it.
_LINE = re.compile(r"Clause '([^']+)'(?: \(sections? ([^)]*)\))? (applies|is open|[^:]*): (.*)\.")
_VERBS = {"applies": "Applies", "is open": "Not sure yet"}
#: What stands in a clause's words for what only a case can give.
_IN_GENERAL = {
    "amount": "the amount",
    "refunded": "the amount",
    "answer_by": "the day",
    "ask_again_at": "the day",
    "request_by": "the day",
    "refunded_on": "the day",
    "late_by": "some time",
}
_CODE_WORD = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


@dataclass(frozen=True)
class ClauseView:
    """One clause: its title, its section's title, what it would give, and what it says."""

    title: str
    section: str
    outcome: str
    words: str


@dataclass(frozen=True)
class StepView:
    """One step of how a decision was reached: a clause, whether it applies, and by what."""

    title: str
    result: str
    tests: tuple[str, ...]


def version_of(book: PolicyBook, decision: dict[str, Any]) -> PolicyVersion | None:
    """Return the version that a decision was made by, where the policies still have it."""
    try:
        table = book.policy_of(str(decision.get("merchant"))).table
    except BadInput:
        return None
    versions = (each.version for each in table.versions if each.version is not None)
    return next((v for v in versions if v.name == decision.get("policy_version")), None)


def section_titles(version: PolicyVersion | None, numbers: list[str]) -> list[str]:
    """Return "Section 2: SMS Credit Topups" for each number."""
    return [_section(version, number) for number in numbers]


def clause_view(version: PolicyVersion | None, clause_id: str, merchant: Merchant) -> ClauseView:
    """Return one clause by its id; of one that the policies no longer have, its name alone."""
    clauses: tuple[Clause, ...] = version.clauses if version else ()
    clause = next((each for each in clauses if each.id == clause_id), None)
    if clause is None:
        return ClauseView(_title(clause_id), "", "", "")
    return ClauseView(
        title=_title(clause.id),
        section=", ".join(section_titles(version, list(clause.sections))),
        outcome=in_words(OUTCOMES, clause.outcome),
        words=_fill(clause.words, merchant),
    )


def step_views(explanation: str, merchant: Merchant) -> list[StepView]:
    """Return the steps of a decision's explanation; a line of another form stands as it is."""
    steps = []
    for line in explanation.splitlines():
        found = _LINE.fullmatch(line.strip())
        if found is None:
            steps.append(StepView(_plain(line, merchant), "", ()))
            continue
        sections = sections_in_words(found[2].split(", ") if found[2] else ())
        title = f"{_title(found[1])} ({sections})" if sections else _title(found[1])
        tests = tuple(_plain(test, merchant) for test in found[4].split("; ") if test)
        steps.append(StepView(title, _VERBS.get(found[3], found[3].capitalize()), tests))
    return steps


def _title(clause_id: str) -> str:
    words = clause_id.replace("-", " ")
    return words[:1].upper() + words[1:]


def _section(version: PolicyVersion | None, number: str) -> str:
    section = version.sections.get(number) if version else None
    return f"Section {number}: {section.title}" if section else f"Section {number}"


def _fill(words: str, merchant: Merchant) -> str:
    """Fill in the company's name; what a case gives stands in general words, or is left out."""
    values = defaultdict(str, merchant=merchant.name, **_IN_GENERAL)
    filled = " ".join(words.format_map(values).split())
    return filled[:1].upper() + filled[1:]


def _plain(test: str, merchant: Merchant) -> str:
    """Say the engine's words for a value in those that staff read."""
    plain = _CODE_WORD.sub(lambda found: _value(found[0], merchant), test)
    plain = plain.replace("(record)", "(on record)").replace("(presumed)", "(taken to be so)")
    return plain[:1].upper() + plain[1:]


def _value(code: str, merchant: Merchant) -> str:
    words = {**CHOICES["ground"], **merchant.products}
    return f"“{words[code]}”" if code in words else code.replace("_", " ")
