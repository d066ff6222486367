"""What each member of staff may do, and whose cases they may see: one table.

Every step of staff and every query of the desk asks here, and nobody else decides it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from bot.cases.case import Case
from bot.cases.staff_member import StaffMember
from bot.errors import BadInput, CaseNotFound, NotAllowed

Role = Literal["agent", "lead", "owner"]
#: `answer`: take over, speak, note, ask, enter facts, hand back. `close`: settle and close.
#: `block`: block a sender, and lift it. `take_from_another`: also while that one has the case.
#: `see_unknown_company`: cases of which the company is not known yet.
Right = Literal[
    "answer",
    "close",
    "block",
    "take_from_another",
    "see_unknown_company",
    "manage_staff",
    "read_staff_log",
]
ROLES: tuple[str, ...] = get_args(Role)

_AGENT = frozenset({"answer", "close", "block"})
_LEAD = _AGENT | {"take_from_another", "see_unknown_company"}
RIGHTS: Mapping[str, frozenset[str]] = {
    "agent": _AGENT,
    "lead": _LEAD,
    "owner": _LEAD | {"manage_staff", "read_staff_log"},
}


def may(member: StaffMember, right: Right) -> bool:
    """Tell whether somebody may do that; who is disabled may do nothing."""
    return member.disabled_at is None and right in RIGHTS.get(member.role, frozenset())


def require(member: StaffMember, right: Right) -> None:
    """Go on where somebody may do that.

    Raises:
        NotAllowed: they may not.
    """
    if not may(member, right):
        doing = right.replace("_", " ")
        raise NotAllowed(
            f"'{member.name}' is '{member.role}' and may not do this ({doing}). Ask an owner."
        )


def merchants_seen(member: StaffMember) -> frozenset[str] | None:
    """Return the ids of the merchants that somebody may see, or None for all.

    An empty list means all of them for an owner, and none for anybody else.
    """
    if member.disabled_at is not None:
        return frozenset()
    return None if member.role == "owner" and not member.merchants else frozenset(member.merchants)


def may_see(member: StaffMember, case: Case) -> bool:
    """Tell whether somebody may see the case."""
    if case.merchant is None:
        return may(member, "see_unknown_company")
    seen = merchants_seen(member)
    return seen is None or case.merchant in seen


def require_seen(member: StaffMember, case: Case) -> None:
    """Go on where somebody may see the case.

    Raises:
        CaseNotFound: they may not; that there is such a case is not told either.
    """
    if not may_see(member, case):
        raise CaseNotFound(f"No case has the reference '{case.ref}'. Look at the list of cases.")


def known_role(name: str) -> str:
    """Return the role of that name.

    Raises:
        BadInput: there is none.
    """
    if name not in ROLES:
        raise BadInput(f"'{name}' is no role. Use one of: {', '.join(ROLES)}.")
    return name
