"""One step of a member of staff in a case: who acts, on what they saw, and the guard before it.

Each verb of staff loads its case here and stores it here. So each is refused to whom the case is
not shown, to whom it is not allowed, while somebody else has the case, and where it rests on what
is no longer so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cases.case import Author, Case, HistoryEntry
from bot.cases.done_before import FORM
from bot.cases.hold import hold, holder
from bot.cases.roles import Right, require, require_seen
from bot.cases.seen import Seen, load_unchanged, load_unless_staff_acted
from bot.cases.staff_member import StaffMember
from bot.cases.steps import Said, commit_step
from bot.errors import NotAllowed
from bot.policy.policy_book import PolicyBook
from bot.triage.replies import Replies


@dataclass(frozen=True)
class StaffStep:
    """What each verb of staff works with.

    `session` is one that writes, `seen` what `by` saw of the case before they acted, `at` now.
    `mark` is kept with what is said or noted, so that a form that is sent twice is acted on once.
    """

    session: Any
    book: PolicyBook
    replies: Replies
    by: StaffMember
    ref: str
    seen: Seen
    at: datetime
    mark: str = ""


def load_to_speak(step: StaffStep, right: Right = "answer") -> Case:
    """Load the case for what does not depend on what bot and customer said meanwhile.

    Raises:
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: their role does not allow it, or the case went on in another one.
        StaleAction: another member of staff did something since.
    """
    require(step.by, right)
    case = load_unless_staff_acted(step.session, step.ref, step.seen, step.by.name)
    return _guarded(step, case)


def load_to_decide(step: StaffStep, right: Right = "answer") -> Case:
    """Load the case for what rests on all that was seen of it; nobody else may have it.

    Raises:
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: their role does not allow it, somebody else has the case, or it went on in
            another one.
        StaleAction: anything was done in it since.
    """
    require(step.by, right)
    case = _guarded(step, load_unchanged(step.session, step.ref, step.seen))
    require_free(step, case)
    return case


def require_free(step: StaffStep, case: Case) -> None:
    """Go on where nobody else has the case.

    Raises:
        NotAllowed: somebody has; the sentence says who.
    """
    other = holder(case, step.at)
    if other not in (None, step.by.name):
        raise NotAllowed(f"'{other}' has case {case.ref} now. Ask them, or take over first.")


def require_open(case: Case) -> None:
    """Go on where the case has not ended.

    Raises:
        NotAllowed: it is closed.
    """
    if case.who_speaks == "closed":
        raise NotAllowed(f"Case {case.ref} is closed, so nothing can be entered in it any more.")


def require_held(step: StaffStep, case: Case) -> None:
    """Go on where it is they who speak with the customer.

    Raises:
        NotAllowed: they have not taken over, or somebody else has since.
    """
    if case.who_speaks != "human" or case.held_by != step.by.name:
        raise NotAllowed(f"You are not the one who speaks in case {case.ref}. Take over first.")


def store(step: StaffStep, case: Case, said: Sequence[Said] = (), author: Author = "bot") -> Case:
    """Store the case, with words for whoever wrote last; who speaks in it keeps it on."""
    if case.who_speaks == "human" and case.held_by == step.by.name:
        hold(case, step.by.name, step.at)
    commit_step(step.session, case, step.at, said, author)
    return case


def marked(step: StaffStep) -> dict[str, str]:
    """Return the mark of the form for the history's detail, nothing where there is none."""
    return {FORM: step.mark} if step.mark else {}


def note(step: StaffStep, case: Case, action: str, **detail: Any) -> None:
    """Add what they do to the case's history."""
    case.history.append(HistoryEntry(step.at, step.by.name, action, detail))


def _guarded(step: StaffStep, case: Case) -> Case:
    require_seen(step.by, case)
    if case.joined_to is not None:
        raise NotAllowed(f"Case {case.ref} went on in another case. Act in that one.")
    return case
