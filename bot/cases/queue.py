"""The desk's lists of cases, each only of what a member of staff may see, and whether they changed.

Four lists: `waiting` (also where whoever had a case let it lie), `mine`, `all` that are open, and
`closed`. Each query asks `roles.py` whose cases may be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import and_, false, func, or_, select, true
from sqlalchemy import case as choose

from bot.cases.case import Case, WhoSpeaks
from bot.cases.roles import may, merchants_seen
from bot.cases.staff_member import StaffMember
from bot.cases.tables import CASES, MESSAGES

ListName = Literal["waiting", "mine", "all", "closed"]
LISTS: tuple[ListName, ...] = get_args(ListName)
#: Rows of a page.
PAGE = 50

_C = CASES.c
_OUTCOME = _C.decision["outcome"].as_string()


def _newest(author: str) -> Any:
    """Return the SQL of the id of the newest message by that author in a case."""
    each = MESSAGES.alias().c
    is_said = and_(each.case_id == _C.id, each.author == author, each.state != "unsent")
    return select(func.max(each.id)).where(is_said).correlate(CASES).scalar_subquery()


_NEWEST = _newest("customer")
#: The customer wrote after the last word of whoever speaks with them.
_IS_OUR_TURN = and_(_C.who_speaks == "human", func.coalesce(_newest("staff"), 0) < _NEWEST)


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None lets everything through.

    `outcome` is the decision's, `reason` why the case waits or waited last.
    """

    merchant: str | None = None
    outcome: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class QueueRow:
    """One line of a list; `held_by` is who has it now, and nobody once their time ran out.

    `words` are the customer's last ones, None once erased; `is_our_turn` tells that a person speaks
    with them and has not answered these.
    """

    ref: str
    merchant: str | None
    who_speaks: WhoSpeaks
    status: str
    outcome: str | None
    reason: str | None
    summary: str | None
    waiting_since: datetime | None
    answer_by: datetime | None
    paid_by: datetime | None
    held_by: str | None
    updated_at: datetime
    version: int
    words: str | None
    wrote_at: datetime | None
    is_our_turn: bool
    is_overdue: bool


def queue(
    session: Any,
    member: StaffMember,
    name: ListName,
    at: datetime,
    filters: Filters | None = None,
    *,
    page: int = 1,
) -> list[QueueRow]:
    """Return one page of a list: what is overdue on top, then by when an answer is due.

    Of one's own cases, those in which the customer wrote last come before all others. Where no
    answer was promised by a time, whoever waits longest comes first; closed cases come with the
    newest first.
    """
    columns = (
        _C.ref,
        _C.merchant,
        _C.who_speaks,
        _C.status,
        _OUTCOME.label("outcome"),
        _C.reason,
        _C.summary,
        _C.waiting_since,
        _C.answer_by,
        _C.paid_by,
        _C.held_by,
        _C.held_until,
        _C.updated_at,
        _C.version,
        _C.id,
    )
    query = select(*columns).where(_is_in(name, member, at), *_narrowed(filters))
    query = query.order_by(*_order(name)).limit(PAGE).offset((max(page, 1) - 1) * PAGE)
    rows = list(session.execute(query))
    words = _last_words(session, [row.id for row in rows])
    return [_row(row, words.get(row.id), at) for row in rows]


def counts(
    session: Any, member: StaffMember, at: datetime, filters: Filters | None = None
) -> dict[str, int]:
    """Return how many cases each list has, and under `overdue` how many open ones are late."""
    narrowed = _narrowed(filters)
    wanted: dict[str, Any] = {name: _is_in(name, member, at) for name in LISTS}
    wanted["overdue"] = and_(_is_in("all", member, at), _C.answer_by < at)
    return {
        name: int(session.execute(select(func.count()).where(is_in, *narrowed)).scalar_one())
        for name, is_in in wanted.items()
    }


def choices(session: Any, member: StaffMember) -> dict[str, list[str]]:
    """Return what the filters may be set to: the merchants, outcomes and reasons that there are."""
    columns = {"merchant": _C.merchant, "outcome": _OUTCOME, "reason": _C.reason}
    return {
        name: sorted(
            session.execute(
                select(column).where(is_seen_by(member), column.is_not(None)).distinct()
            ).scalars()
        )
        for name, column in columns.items()
    }


def marker(session: Any, member: StaffMember) -> str:
    """Return a mark that is another one whenever anything changed in what they may see.

    It is for being asked again and again, and reads little beside an index. A time that passes
    changes no mark: who shows due times looks at the clock.
    """
    seen = select(func.count(), func.coalesce(func.sum(_C.version), 0)).where(is_seen_by(member))
    cases, versions = session.execute(seen).one()
    # A customer's words while a person speaks change no case.
    said = select(MESSAGES.c.id).join(CASES, _C.id == MESSAGES.c.case_id)
    newest = said.where(is_seen_by(member)).order_by(MESSAGES.c.id.desc()).limit(1)
    messages = session.execute(newest).scalar_one_or_none()
    return f"{cases}.{versions}.{messages or 0}"


def other_cases(session: Any, member: StaffMember, case: Case) -> Sequence[Case]:
    """Return the other cases of the same customer that somebody may see, the newest first.

    The same customer is the same sender, the same account once proved or vouched for, or a
    conversation that went on in this case; what was only claimed makes nobody the same.
    """
    same = [and_(_C.channel == case.channel, _C.sender == case.sender), _C.joined_to == case.id]
    if case.joined_to is not None:
        same.append(_C.id == case.joined_to)
    if case.vouched_email is not None:
        same.append(_C.vouched_email == case.vouched_email)
    if case.merchant is not None and case.purchase_key is not None:
        same.append(and_(_C.merchant == case.merchant, _C.purchase_key == case.purchase_key))
    query = select(Case).where(or_(*same), _C.id != case.id, is_seen_by(member))
    found: Sequence[Case] = (
        session.execute(query.order_by(_C.id.desc()).limit(PAGE)).scalars().all()
    )
    return found


def is_seen_by(member: StaffMember) -> Any:
    """Return the SQL that holds for the cases which somebody may see; the twin of `may_see`."""
    seen = merchants_seen(member)
    known = _C.merchant.is_not(None) if seen is None else _C.merchant.in_(sorted(seen))
    unknown = _C.merchant.is_(None) if may(member, "see_unknown_company") else false()
    return or_(known, unknown)


def _is_in(name: ListName, member: StaffMember, at: datetime) -> Any:
    """Return the SQL of one list; what went on in another case is in none."""
    is_held = and_(_C.held_by.is_not(None), _C.held_until > at)
    wanted = {
        "waiting": or_(_C.who_speaks == "waiting", and_(_C.who_speaks == "human", ~is_held)),
        "mine": and_(_C.who_speaks == "human", _C.held_by == member.name),
        "all": _C.who_speaks != "closed",
        "closed": _C.who_speaks == "closed",
    }
    return and_(wanted.get(name, true()), _C.joined_to.is_(None), is_seen_by(member))


def _narrowed(filters: Filters | None) -> list[Any]:
    wanted = filters or Filters()
    pairs = (
        (_C.merchant, wanted.merchant),
        (_OUTCOME, wanted.outcome),
        (_C.reason, wanted.reason),
    )
    return [column == value for column, value in pairs if value is not None]


def _order(name: ListName) -> tuple[Any, ...]:
    if name == "closed":
        return (_C.closed_at.desc(), _C.id.desc())
    # What is due first is also what is overdue longest.
    return (
        *((choose((_IS_OUR_TURN, 0), else_=1),) if name == "mine" else ()),
        _C.answer_by.is_(None),
        _C.answer_by,
        _C.waiting_since.is_(None),
        _C.waiting_since,
        _C.id,
    )


def _last_words(session: Any, ids: Sequence[int]) -> dict[int, Any]:
    """Return the customer's last words in each of the cases; asked for one page of a list alone."""
    query = (
        select(_C.id, MESSAGES.c.text, MESSAGES.c.at, _IS_OUR_TURN.label("is_our_turn"))
        .join_from(CASES, MESSAGES, MESSAGES.c.id == _NEWEST)
        .where(_C.id.in_(ids))
    )
    return {row.id: row for row in session.execute(query)}


def _row(row: Any, words: Any, at: datetime) -> QueueRow:
    values = dict(row._mapping)
    until, _ = values.pop("held_until"), values.pop("id")
    if until is None or until <= at:
        values["held_by"] = None
    is_open = row.who_speaks != "closed"
    late = is_open and row.answer_by is not None and row.answer_by < at
    values["words"], values["wrote_at"] = (words.text, words.at) if words else (None, None)
    is_our_turn = words is not None and bool(words.is_our_turn)
    return QueueRow(**values, is_our_turn=is_our_turn, is_overdue=late)
