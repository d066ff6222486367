"""What a member of staff saw of a case before they acted, so that nobody acts on what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.cases.case import Case, HistoryEntry
from bot.cases.history import history_of
from bot.cases.tables import CASES
from bot.errors import BadInput, CaseNotFound, StaleAction

#: Whose steps are no colleague's.
NOT_STAFF = frozenset({"bot", "customer", "worker"})
#: No case is changed more often than a number of so many digits tells.
MOST_DIGITS = 12


@dataclass(frozen=True)
class Seen:
    """What was seen: the case's version, and how many entries its history had."""

    version: int
    entries: int

    @classmethod
    def of(cls, case: Case) -> Seen:
        """Return what whoever looks at the case now has seen."""
        return cls(case.version, case.history_count)

    @classmethod
    def parse(cls, text: str) -> Seen:
        """Read "12.7", as `to_text` wrote it into a form.

        Raises:
            BadInput: it is something else.
        """
        version, dot, entries = text.partition(".")
        if not dot or not all(_is_number(part) for part in (version, entries)):
            raise BadInput(
                f"'{text:.60}' does not say what was seen of a case. Load its page again."
            )
        return cls(int(version), int(entries))

    def to_text(self) -> str:
        """Write it for a form, "12.7"."""
        return f"{self.version}.{self.entries}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def load_unchanged(session: Any, ref: str, seen: Seen) -> Case:
    """Load a case for a step that rests on all that was seen of it.

    That an email left meanwhile changes nothing of it.

    Raises:
        CaseNotFound: there is none.
        StaleAction: anything was done in it since.
    """
    case = _load_locked(session, ref)
    since = _since(session, case, seen)
    if any(entry.actor != "worker" for entry in since):
        raise _stale(case, since)
    return case


def load_unless_staff_acted(session: Any, ref: str, seen: Seen, me: str) -> Case:
    """Load a case for a step that what customer and bot say meanwhile does not change.

    Else nobody could take over from a bot that is answering.

    Raises:
        CaseNotFound: there is none.
        StaleAction: another member of staff did something in it since.
    """
    case = _load_locked(session, ref)
    since = _since(session, case, seen)
    if any(entry.actor not in NOT_STAFF | {me} for entry in since):
        raise _stale(case, since)
    return case


def _load_locked(session: Any, ref: str) -> Case:
    """Load it so that nobody else stores it before this is stored."""
    query = select(Case).where(CASES.c.ref == ref.strip().upper()).with_for_update()
    case: Case | None = session.execute(query).scalar_one_or_none()
    if case is None:
        raise CaseNotFound(f"No case has the reference '{ref}'. Look at the list of cases.")
    return case


def _since(session: Any, case: Case, seen: Seen) -> list[HistoryEntry]:
    if case.version == seen.version:
        return []
    since = [entry for entry in history_of(session, case) if entry.number > seen.entries]
    for entry in since:
        # They are read after the session was rolled back.
        session.expunge(entry)
    return since


def _stale(case: Case, since: list[HistoryEntry]) -> StaleAction:
    done = "; ".join(f"{entry.actor}: {entry.action}" for entry in since)
    return StaleAction(
        f"Case {case.ref} changed since it was looked at ({done}). Read it again, then act.", since
    )
