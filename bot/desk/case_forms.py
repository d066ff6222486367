"""What somebody may do with a case now, so that its page offers that and nothing else.

The verbs of `bot/triage` decide; what is offered here and refused there is told kindly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.cases.blocked import is_blocked
from bot.cases.case import Case
from bot.cases.hold import holder
from bot.cases.roles import may
from bot.cases.steps import last_to_write
from bot.desk.words import ENDINGS
from bot.emails.fact_lines import known_facts, label_in_email
from bot.policy.fact_words import label_of
from bot.policy.merchant import Merchant
from bot.triage.ask_for import PROOF, can_be_asked
from bot.triage.canned_replies import CannedReply, canned_replies
from bot.triage.close_case import ENDINGS as WITHOUT_SETTLING
from bot.triage.decide_case import decide_case
from bot.triage.settle_case import OUTCOMES, PAID
from bot.triage.staff_step import StaffStep

#: Beyond these, a page of buttons is no help.
MOST_MISSING = 12


@dataclass(frozen=True)
class Offer:
    """What the page of a case offers.

    `colleague` is who has the case instead, `missing` the facts that can be asked for, with their
    labels, `endings` how it may be closed, with words.
    """

    has_it: bool
    take_over: bool
    hand_back: bool
    enter: bool
    vouch: bool
    close: bool
    block: bool
    is_blocked: bool
    colleague: str | None
    missing: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    paid: tuple[str, ...]
    replies: tuple[CannedReply, ...]


def offer(step: StaffStep, case: Case) -> Offer:
    """Work out what `step.by` may do with the case as it stands."""
    me, other = step.by, holder(case, step.at)
    colleague = other if other != me.name else None
    goes_on_here = case.joined_to is None
    is_open = goes_on_here and case.who_speaks != "closed"
    has_it = goes_on_here and case.who_speaks == "human" and case.held_by == me.name
    whom = last_to_write(step.session, case)
    may_take = colleague is None or may(me, "take_from_another")
    merchant = step.book.merchants.get(case.merchant or "")
    return Offer(
        has_it=has_it,
        take_over=is_open and not has_it and may(me, "answer") and may_take,
        hand_back=has_it or (goes_on_here and case.who_speaks == "waiting" and may(me, "answer")),
        enter=is_open and colleague is None and may(me, "answer"),
        vouch=is_open and colleague is None and not case.proved and _names_purchase(case),
        close=goes_on_here and colleague is None and may(me, "close"),
        block=goes_on_here and may(me, "block") and may_take,
        is_blocked=is_blocked(step.session, whom.channel, whom.sender),
        colleague=colleague,
        missing=_missing(step, case, merchant) if has_it else (),
        endings=_endings(case),
        paid=PAID,
        replies=tuple(canned_replies(step.book, step.replies, case, me)) if has_it else (),
    )


def _names_purchase(case: Case) -> bool:
    return {**case.claim(), **case.record()}.get("transaction_id") is not None


def _missing(step: StaffStep, case: Case, merchant: Merchant | None) -> tuple[tuple[str, str], ...]:
    """Return what a decision by all that is known now still needs, or the email, and proof."""
    if merchant is None:
        return ()
    known = known_facts(case)
    product: Any = known.get("product")
    needs = merchant.needs_in_email(product if isinstance(product, str) else None)
    in_email = [name for need in needs for name in need.split(" or ")]
    wanted = dict.fromkeys((*decide_case(step.book, case).missing, *in_email))
    names = [n for n in wanted if known.get(n) is None and can_be_asked(step, n)]
    named = [(name, label_in_email(name, merchant) or label_of(name)) for name in names]
    return (*named[:MOST_MISSING], (PROOF, "A proof"))


def _endings(case: Case) -> tuple[tuple[str, str], ...]:
    """Return how the case may end: without a company it cannot be settled."""
    names: list[str] = list(OUTCOMES) if case.merchant is not None else []
    if case.status in ("open", "closed") and case.who_speaks != "closed":
        names += WITHOUT_SETTLING
    return tuple((name, ENDINGS[name]) for name in names)
