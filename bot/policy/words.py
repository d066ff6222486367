"""What the customer reads: the policy files' own words, with the case's values filled in.

The words of a clause name values in braces; `PLACEHOLDERS` is what they can name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from string import Formatter

from bot.policy.amounts import AMOUNTS
from bot.policy.decision import Amount, Deadlines
from bot.policy.facts import FACTS
from bot.policy.known_facts import KnownFacts
from bot.policy.merchant import Merchant
from bot.policy.policy import PolicyVersion
from bot.policy.span import Span
from bot.values.due_words import due_words
from bot.values.money import Money
from bot.values.times import day_words, span_words, time_words

PLACEHOLDERS: Mapping[str, str] = {
    "merchant": "the merchant's name",
    "sections": "the sections that the decision stands on, in brackets",
    "amount": "the amount, or what it will be in words while a figure is missing",
    "if_records": "'If … records show the same, ' where facts are only claimed, else nothing",
    "request_by": "the last instant for a request",
    "late_by": "how long after that instant was asked",
    "purchased_on": "the day of the purchase",
    "refunded": "what was paid back already",
    "refunded_on": "the day on which it was paid back",
    "in_force_from": "the first day of the policy that is known",
    "ask_again_at": "from when the refund can be asked for again",
    "email_to": "the merchant's address for requests",
    "answer_by": "by when the merchant answers",
    "after_approval": "how and when the money comes once approved",
}
# Where several clauses come to the same and none of them is certain to be the one.
EITHER_WAY: Mapping[str, str] = {
    "eligible": "{if_records}you get {amount} back {sections}.",
    "not_eligible": "I am sorry: {merchant}'s policy gives no refund here {sections}.",
    "review": "A person at {merchant} has to decide this {sections}.",
    "wait": "It is too early to decide this {sections}.",
    "elsewhere": "{merchant} does not give this refund itself {sections}.",
}
_SOME_TIME_AGO = "an earlier day"


@dataclass(frozen=True)
class Telling:
    """The values of one decision, for its words."""

    merchant: Merchant
    first_day: datetime | None
    version: PolicyVersion | None
    facts: KnownFacts
    deadlines: Deadlines
    amount: Amount | None
    formula: str | None
    claimed: tuple[str, ...]
    sections: tuple[str, ...]

    def fill(self, template: str) -> str:
        """Fill a template's values in; the first letter becomes a capital one."""
        values = {name: _VALUES[name](self) for name in names_in(template)}
        # A value that is empty leaves no gap behind.
        words = " ".join(template.format_map(values).split()).replace(" .", ".")
        words = possessive(words, self.merchant.name)
        return words[:1].upper() + words[1:]

    def _sections(self) -> str:
        *first, last = self.sections or ("",)
        if first:
            return f"(sections {', '.join(first)} and {last})"
        return f"(section {last})" if last else ""

    def _amount(self) -> str:
        if self.amount is not None:
            return self.amount.money.words()
        return AMOUNTS[self.formula].words if self.formula else "the amount"

    def _if_records(self) -> str:
        return f"if {self.merchant.name}'s records show the same, " if self.claimed else ""

    def _time(self, moment: datetime | None) -> str:
        if moment is None:
            return "the time that the policy allows"
        return time_words(moment, self.merchant.zone, self.merchant.zone_words)

    def _ask_again_at(self) -> str:
        again = self.deadlines.ask_again_at
        if again is None:
            return "a later time"
        return due_words(again, self.merchant.zone, self.merchant.zone_words)

    def _answer_by(self) -> str:
        due = self.deadlines.answer_by
        return due_words(due, self.merchant.zone, self.merchant.zone_words) if due else ""

    def _late_by(self) -> str:
        limit = self.deadlines.request_by
        return span_words(self.facts.asked_at - limit) if limit is not None else "some time"

    def _day(self, fact: str) -> str:
        span: Span[datetime] = self.facts.span(fact)
        return self._instant_day(span.exact)

    def _instant_day(self, moment: datetime | None) -> str:
        return _SOME_TIME_AGO if moment is None else day_words(moment, self.merchant.zone)

    def _refunded(self) -> str:
        currency = self.facts.value("currency") or self.merchant.currency
        return Money(self.facts.value("refunded_amount") or Decimal(0), currency).words()

    def _after_approval(self) -> str:
        payment = self.version.payment_of(self.facts.value("product")) if self.version else None
        return payment.words if payment else ""


_VALUES: Mapping[str, Callable[[Telling], str]] = {
    "merchant": lambda telling: telling.merchant.name,
    "sections": Telling._sections,
    "amount": Telling._amount,
    "if_records": Telling._if_records,
    "request_by": lambda telling: telling._time(telling.deadlines.request_by),
    "late_by": Telling._late_by,
    "purchased_on": lambda telling: telling._day("purchased_at"),
    "refunded": Telling._refunded,
    "refunded_on": lambda telling: telling._day("refunded_at"),
    "in_force_from": lambda telling: telling._instant_day(telling.first_day),
    "ask_again_at": Telling._ask_again_at,
    "email_to": lambda telling: telling.merchant.email_to or "",
    "answer_by": Telling._answer_by,
    "after_approval": Telling._after_approval,
}


def possessive(text: str, name: str) -> str:
    """Write "Interact Technologies' records", where a template says {merchant}'s."""
    return text.replace(f"{name}'s", f"{name}'") if name.endswith("s") else text


@lru_cache(maxsize=1024)
def names_in(template: str) -> tuple[str, ...]:
    """List the values that a template names; raises ValueError for braces that do not pair."""
    names = (name for _, name, _, _ in Formatter().parse(template) if name is not None)
    return tuple(dict.fromkeys(names))


def question_words(names: Sequence[str]) -> str:
    """Say what is still needed to decide."""
    return f"To decide this I still need to know {listed(names)}." if names else ""


def ask_again_words(sentences: Iterable[str], names: Sequence[str]) -> str:
    """Say what does not fit together, and what to tell again."""
    return (
        f"Something does not fit together: {'; '.join(sentences)}. "
        f"Please tell me again {listed(names)}."
    )


def turning_words(merchant: Merchant, names: Sequence[str]) -> str:
    """Say that a person looks up what the customer cannot know."""
    words = (
        f"The answer turns on {listed(names)}. {merchant.name} can look that up in its records, "
        "so a person there has to check it before anybody can say."
    )
    return possessive(words, merchant.name)


def checking_words(merchant: Merchant, sentences: Iterable[str]) -> str:
    """Say that a person checks records that contradict themselves."""
    words = (
        f"{merchant.name}'s records do not fit together here: {'; '.join(sentences)}. "
        "A person there has to check them before anybody can say."
    )
    return possessive(words, merchant.name)


def listed(names: Sequence[str]) -> str:
    """List facts in customers' words: "a, b and c"."""
    *first, last = [FACTS[name].words for name in names] or ["more"]
    return f"{', '.join(first)} and {last}" if first else last
