"""The email to the company, line by line, each with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.case import Case, Email
from bot.desk.words import EMAIL_STATES, in_words
from bot.emails.fact_lines import RECORDED, fact_line, known_facts
from bot.emails.reading import read_decision, sections_in_words
from bot.emails.single_line import single_line
from bot.policy.merchant import Merchant

#: What a line rests on, in a few words; "" where it is fixed text.
_CLAIMED, _RECORD = "The customer's word", "The record"
_OWN_WORDS = "The customer's own words"


@dataclass(frozen=True)
class LineView:
    """One line; `fact` names the fact that it rests on, "" where it rests on none."""

    text: str
    basis: str
    fact: str = ""


@dataclass(frozen=True)
class EmailView:
    """The newest request to the company."""

    state: str
    to: str
    subject: str
    lines: tuple[LineView, ...]


def email_view(case: Case, merchant: Merchant | None) -> EmailView | None:
    """Return the newest email to the merchant, if there is one."""
    email = case.draft()
    if email is None:
        return None
    return EmailView(
        state=in_words(EMAIL_STATES, email.state),
        to=email.to or "The merchant's address is not known",
        subject=email.subject,
        lines=tuple(_lines(email, case, merchant)),
    )


def _lines(email: Email, case: Case, merchant: Merchant | None) -> list[LineView]:
    bases = _bases(case, merchant) if merchant else {}
    return [_line(text, bases) for text in email.body.rstrip().splitlines()]


def _line(text: str, bases: Mapping[str, tuple[str, str]]) -> LineView:
    plain = text.strip().removeprefix("- ")
    for part, (basis, fact) in bases.items():
        if part and part in plain:
            return LineView(text, basis, fact)
    return LineView(text, "")


def _bases(case: Case, merchant: Merchant) -> dict[str, tuple[str, str]]:
    """Return what a line may hold, each with what that rests on; the longest first."""
    found: dict[str, tuple[str, str]] = {}
    for name in known_facts(case):
        if (line := fact_line(case, name, merchant)) is None:
            continue
        basis = _RECORD if line.mark == RECORDED else _CLAIMED
        found[f"{line.label} ({line.mark}): {line.words}"] = (basis, name)
        if line.differs:
            found[f"the customer says {line.differs}"] = (_CLAIMED, name)
    found |= {f'"{single_line(line, longest=300)}"': (_OWN_WORDS, "") for line in case.additions}
    if case.decision:
        reading = read_decision(case.decision, merchant)
        sections = sections_in_words(case.decision.get("clauses") or ())
        policy = (f"The policy, {sections}" if sections else "The policy", "")
        told = (reading.because, reading.leaning, reading.comparison, reading.sections)
        found |= {text: policy for text in (*told, *reading.alternatives) if text}
        dues = (reading.request_by, reading.answer_by, reading.ask_again_at)
        found |= {text: ("A deadline of the policy", "") for text in dues if text}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
