"""The inputs of the decision tables: what a clause's `when` can test.

Most inputs are a fact itself. The others are derived here, by name, from facts: hours since the
purchase, whether a chargeback came before support was asked, what a token's refund comes to.
Each says what is possible: a set of words, or a span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.policy.facts import FACTS, FactSpec
from bot.policy.known_facts import KnownFacts
from bot.policy.span import Span
from bot.values.money import round_half_up

Possible = frozenset[Any] | Span[Any]

# What a fact of the record alone is while no record speaks of it.
UNSTATED = "unstated"
# What a ground becomes that was looked at and found not to be so.
FALLEN = "fallen"
_ORDERED = ("count", "decimal")


@dataclass(frozen=True)
class Input:
    """One input.

    Attributes:
        name: as a clause's `when` writes it.
        kind: choice, count, decimal or hours.
        facts: what it is read from; what to ask for when it is open.
        read: gives what is possible, by what is known.
        choices: all words of a choice (true and false of a flag).
        unknown: the choices that are possible while a plain fact is not known; None of an input
            that is derived, which only `read` can tell.
    """

    name: str
    kind: str
    facts: tuple[str, ...]
    read: Callable[[KnownFacts], Possible]
    choices: tuple[Any, ...] = ()
    unknown: frozenset[Any] | None = None

    @property
    def words(self) -> str:
        """Name the input in an explanation."""
        return self.name.replace("_", " ")


def _plain(spec: FactSpec) -> Input:
    if spec.kind in _ORDERED:
        return Input(spec.name, spec.kind, (spec.name,), lambda facts: facts.span(spec.name))
    choices: tuple[Any, ...] = (True, False) if spec.kind == "flag" else spec.choices
    if spec.record_only:
        choices = (*choices, UNSTATED)
    unknown = frozenset({UNSTATED} if spec.record_only else choices)
    read = _read_choice(spec, unknown)
    return Input(spec.name, "choice", (spec.name,), read, choices, unknown)


def _read_choice(spec: FactSpec, unknown: frozenset[Any]) -> Callable[[KnownFacts], Possible]:
    def read(facts: KnownFacts) -> Possible:
        value = facts.value(spec.name)
        return unknown if value is None else frozenset({value})

    return read


def _one(value: Any) -> Possible:
    return frozenset({value})


def _policy_in_force(facts: KnownFacts) -> Possible:
    return _one(facts.in_force)


_GROUND_CHOICES = (*FACTS["ground"].choices, FALLEN)


def _ground(facts: KnownFacts) -> Possible:
    """The ground as the policy reads it; one that the record refutes has fallen."""
    if facts.value("ground_confirmed") is False:
        return _one(FALLEN)
    ground = facts.value("ground")
    if ground is None:
        return frozenset(FACTS["ground"].choices)
    return _one(facts.read_as.get(ground, ground))


def _abuse_on_record(facts: KnownFacts) -> Possible:
    return _one(bool(facts.value("abuse_flags")))


def _hours_since_purchase(facts: KnownFacts) -> Possible:
    exact = facts.value("purchased_at")
    if exact is not None:
        since = facts.asked_at - exact
        return Span(since, since)
    purchased = facts.span("purchased_at").within(None, facts.asked_at)
    purchased = purchased.within(None, facts.span("issue_at").end)
    within = facts.purchase_within
    return _since(facts, purchased.within(within.start, within.end))


def _hours_since_issue(facts: KnownFacts) -> Possible:
    issue = facts.span("issue_at").within(facts.span("purchased_at").start, facts.asked_at)
    return _since(facts, issue)


def _since(facts: KnownFacts, moments: Span[Any]) -> Span[timedelta]:
    start = None if moments.end is None else facts.asked_at - moments.end
    return Span(start, None if moments.start is None else facts.asked_at - moments.start)


def _chargeback(facts: KnownFacts) -> Possible:
    """Whether a chargeback was opened, and whether before support was asked."""
    before = facts.value("chargeback_before_support")
    if before is True:
        return _one("before_support")
    opened = facts.value("chargeback_opened")
    if opened is False or (before is False and opened is None):
        return _one("none")
    if before is False:
        return _one("after_support")
    times = frozenset({"before_support", "after_support"})
    return times if opened else times | {"none"}


def _support(facts: KnownFacts) -> Possible:
    """Whether support was asked, and whether it could not help; "at_work" is also a success."""
    asked, unable = facts.value("support_contacted"), facts.value("support_unable")
    if unable is True:
        return _one("unable")
    if asked is False:
        return _one("not_asked")
    possible = frozenset({"at_work"} if unable is False else {"at_work", "unable"})
    return possible if asked else possible | {"not_asked"}


def _promised_activation(facts: KnownFacts) -> Possible:
    """Whether the promised time lies ahead, its last instant included, or has passed."""
    if facts.value("promised_activation_at") == "none":
        return _one("none")
    promised = facts.span("promised_activation_at")
    if promised.start is None and promised.end is None:
        return frozenset({"none", "ahead", "passed"})
    possible = set()
    if promised.end is None or promised.end >= facts.asked_at:
        possible.add("ahead")
    if promised.start is None or promised.start < facts.asked_at:
        possible.add("passed")
    return frozenset(possible)


def _cancels(facts: KnownFacts) -> Possible:
    """Whether the customer cancels: has done so, or wants to."""
    if facts.source("cancelled_at") is not None:
        return frozenset({True})
    wants = facts.value("wants_to_cancel")
    return frozenset({True, False}) if wants is None else _one(wants)


def _delayed_by_meta(facts: KnownFacts) -> Possible:
    """Whether somebody says that Meta or WhatsApp delays it; nobody is asked about that."""
    return _one(facts.value("failure_cause") == "meta")


def _paid_back(facts: KnownFacts) -> Possible:
    """Whether the record says that the purchase was paid back already."""
    refunded, paid = facts.value("refunded_amount"), facts.value("paid")
    if not refunded:
        return _one("nothing")
    if paid is None:
        return frozenset({"in_part", "in_full"})
    return _one("in_full" if refunded >= paid else "in_part")


def messages_sent(facts: KnownFacts) -> Span[int]:
    """How many messages were sent; where value was used and nobody has counted, one at least."""
    sent = facts.span("messages_sent")
    if sent.exact is None and facts.value("value_used"):
        return sent.within(1, None)
    return sent


def _usage_stated_as(facts: KnownFacts) -> Possible:
    """Tell whether usage is known as a value alone: nobody can count the messages."""
    uncounted = "messages_sent" in facts.unknowable and facts.value("messages_sent") is None
    return _one("value" if uncounted and facts.value("value_used") else "count")


def _left_after_discount(facts: KnownFacts) -> Possible:
    """Whether anything is left of the price once the discount received is taken off."""
    refund = _refund_after_discount(facts)
    possible = set()
    if refund.end is None or refund.end > 0:
        possible.add("something")
    if refund.start is None or refund.start <= 0:
        possible.add("nothing")
    return frozenset(possible)


def _refund_after_discount(facts: KnownFacts) -> Span[Decimal]:
    paid = facts.value("paid")
    standard, discounted = facts.value("standard_rate"), facts.value("discounted_rate")
    sent = messages_sent(facts)
    if paid is None or standard is None or discounted is None:
        # One unknown price can make the benefit nothing or more than was paid.
        return Span(None, paid)
    benefit = max(standard - discounted, Decimal(0))
    most = paid - benefit * (sent.start or 0)
    least = None if sent.end is None and benefit else paid - benefit * (sent.end or 0)
    currency = facts.value("currency") or ""
    return Span(
        None if least is None else round_half_up(least, currency),
        round_half_up(most, currency),
    )


_DERIVED = (
    Input("policy_in_force", "choice", ("purchased_at",), _policy_in_force, (True, False)),
    Input("paid_back", "choice", ("paid",), _paid_back, ("nothing", "in_part", "in_full")),
    Input("ground", "choice", ("ground",), _ground, _GROUND_CHOICES),
    Input("abuse_on_record", "choice", (), _abuse_on_record, (True, False)),
    Input(
        "chargeback",
        "choice",
        ("chargeback_opened", "chargeback_before_support"),
        _chargeback,
        ("none", "after_support", "before_support"),
    ),
    Input("delayed_by_meta", "choice", (), _delayed_by_meta, (True, False)),
    Input(
        "promised_activation",
        "choice",
        ("promised_activation_at",),
        _promised_activation,
        ("none", "ahead", "passed"),
    ),
    Input("cancels", "choice", ("wants_to_cancel",), _cancels, (True, False)),
    Input("hours_since_purchase", "hours", ("purchased_at",), _hours_since_purchase),
    Input("hours_since_issue", "hours", ("issue_at",), _hours_since_issue),
    Input(
        "support",
        "choice",
        ("support_contacted", "support_unable"),
        _support,
        ("not_asked", "at_work", "unable"),
    ),
    Input("messages_sent", "count", ("messages_sent",), messages_sent),
    Input("usage_stated_as", "choice", (), _usage_stated_as, ("count", "value")),
    Input(
        "left_after_discount",
        "choice",
        ("messages_sent", "standard_rate", "discounted_rate", "paid"),
        _left_after_discount,
        ("something", "nothing"),
    ),
)
_TESTABLE = ("choice", "flag", "count", "decimal")
_PLAIN = tuple(_plain(spec) for spec in FACTS.values() if spec.kind in _TESTABLE)

# In the order in which the decision diagrams look at them: what settles most comes first.
INPUTS: Mapping[str, Input] = {
    **{each.name: each for each in _DERIVED[:1]},
    **{each.name: each for each in _PLAIN},
    **{each.name: each for each in _DERIVED},
}
