"""Facts that cannot be true together, whatever the merchant.

Each is told in two ways: as rows that no case can fall into, so that a diagram does not ask
about them; and as a test of the facts themselves, so that a contradiction is found and asked
about again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.policy.inputs import messages_sent
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import OneOf, Test, Within


@dataclass(frozen=True)
class Impossibility:
    """One contradiction.

    Attributes:
        facts: what contradicts; asked again where it is claimed.
        sentence: the contradiction in words.
        is_so: tells whether the facts contradict for certain.
        row: the same as a row of tests, where inputs can tell it.
    """

    facts: tuple[str, ...]
    sentence: str
    is_so: Callable[[KnownFacts], bool]
    row: Mapping[str, Test] = field(default_factory=dict)


def _comes_before(earlier: str, later: str) -> Callable[[KnownFacts], bool]:
    """Say whether `earlier` certainly lies before `later`."""

    def is_so(facts: KnownFacts) -> bool:
        end, start = facts.span(earlier).end, facts.span(later).start
        return end is not None and start is not None and bool(end < start)

    return is_so


def _after_asking(name: str) -> Callable[[KnownFacts], bool]:
    def is_so(facts: KnownFacts) -> bool:
        start = facts.span(name).start
        return start is not None and bool(start > facts.asked_at)

    return is_so


def _used_but_never_activated(facts: KnownFacts) -> bool:
    return (
        facts.value("product") == "premium_token"
        and facts.value("activated") is False
        and (messages_sent(facts).start or 0) > 0
    )


def _discount_raises_price(facts: KnownFacts) -> bool:
    standard, discounted = facts.value("standard_rate"), facts.value("discounted_rate")
    return standard is not None and discounted is not None and discounted > standard


def _support_failed_unasked(facts: KnownFacts) -> bool:
    return facts.value("support_unable") is True and facts.value("support_contacted") is False


IMPOSSIBILITIES = (
    Impossibility(
        ("purchased_at",), "the purchase comes after the request", _after_asking("purchased_at")
    ),
    Impossibility(("issue_at",), "the problem comes after the request", _after_asking("issue_at")),
    Impossibility(
        ("issue_at", "purchased_at"),
        "the problem comes before the purchase",
        _comes_before("issue_at", "purchased_at"),
    ),
    Impossibility(
        ("activated", "messages_sent", "value_used"),
        "messages were sent with a token that was never activated",
        _used_but_never_activated,
        {
            "product": OneOf(frozenset({"premium_token"})),
            "activated": OneOf(frozenset({False})),
            "messages_sent": Within(low=1),
        },
    ),
    Impossibility(
        ("discounted_rate", "standard_rate"),
        "the discounted price is above the standard one",
        _discount_raises_price,
    ),
    Impossibility(
        ("support_contacted", "support_unable"),
        "support could not help, though nobody asked it",
        _support_failed_unasked,
    ),
)

# Pairs of inputs, the first of which is never more than the second: what went wrong with a
# purchase went wrong after it.
NEVER_MORE = (("hours_since_issue", "hours_since_purchase"),)


def contradictions(facts: KnownFacts) -> list[Impossibility]:
    """List what contradicts in a request's facts."""
    return [each for each in IMPOSSIBILITIES if each.is_so(facts)]
