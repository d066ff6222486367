"""What holds of every answer in every conversation, whatever it is about.

No answer is empty, said twice or long; none shows a placeholder, a time without its zone or a
word of ours; and no question is asked twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

import yaml

from bot.policy.facts import FACTS
from bot.settings import ROOT
from tests.conversations.conversation import Played

LONGEST = 600
_RESPONSES = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
_PLACEHOLDER = re.compile(r"[{}]|\butter_|\bNone\b|\bnull\b|\bnan\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\b")
_ZONE = re.compile(r"\(UTC[+-]\d{1,2}(?::\d\d)?\)")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?")
_SNAKE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
#: The first of the messages in which somebody reads the email whole.
_LETTER = re.compile(r"To: \S+\nSubject: ")
#: What we call a decision and its parts among ourselves; a customer reads what they mean.
_OURS = (
    *("eligible", "review", "unverified", "unclear", "discretion", "unknowable", "claimed"),
    *("favourable", "unfavourable", "outcome", "clause", "intent", "slot", "ledger", "abuse"),
    *("fraud", "payload", "metadata"),
)


def faults_of(played: Played) -> Iterator[str]:
    """Say everything that is wrong with the answers of a conversation."""
    typed = " ".join(exchange.customer for exchange in played.exchanges)
    for exchange in played.exchanges:
        if not exchange.replies and played.case["who_speaks"] != "human":
            yield f"'{exchange.customer}' is met with silence."
        # The email is written to the company's staff, whose words those are.
        ours = () if any(map(_LETTER.match, exchange.replies)) else _OURS
        for reply in exchange.replies:
            yield from faults_in(reply, typed, ours, clause_ids())
    for replies in played.replies_by_customer:
        yield from repeated(replies)
        yield from asked_twice(replies)


def faults_in(
    reply: str, typed: str, ours: Collection[str], clauses: Collection[str]
) -> Iterator[str]:
    """Say what is wrong with one answer.

    Args:
        reply: one message of the bot.
        typed: what the customer typed; who types `sms_credits` may read it again.
        ours: the words that none of its readers knows.
        clauses: the ids of the policies' clauses.
    """
    if not reply.strip():
        yield "An answer is empty."
    if len(reply) > LONGEST:
        yield f"An answer has {len(reply)} characters, more than {LONGEST}: '{reply[:60]}…'."
    for found in _PLACEHOLDER.findall(reply):
        yield f"An answer shows '{found}': '{reply}'."
    for found in _without_zone(reply):
        yield f"An answer says {found} without a zone: '{reply}'."
    for found in _internal(reply, typed, ours, clauses):
        yield f"An answer uses our own word '{found}': '{reply}'."


def repeated(replies: Sequence[str]) -> Iterator[str]:
    """Say which answers were given twice, word for word."""
    for reply, times in Counter(replies).items():
        if times > 1:
            yield f"Said {times} times: '{reply}'."


def asked_twice(replies: Sequence[str]) -> Iterator[str]:
    """Say which questions were asked again in their full words.

    After a question in the middle a short reminder is allowed, in other words. Who starts
    again, or speaks of another purchase, is asked again.
    """
    asked: Counter[str] = Counter()
    for reply in replies:
        if any(pattern.search(reply) for pattern in _BEGINNINGS):
            asked.clear()
        for name, pattern in _QUESTIONS.items():
            if pattern.search(reply):
                asked[name] += 1
                if asked[name] > 1:
                    yield f"Asked again: '{reply}'."


@cache
def clause_ids() -> tuple[str, ...]:
    """Return the ids of all clauses that no ordinary word is spelt like; read once."""
    files = sorted((ROOT / "policies").glob("*/*.yml"))
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)
    ids = {clause["id"] for policy in read for clause in policy.get("clauses", [])}
    return tuple(sorted(name for name in ids if "-" in name))


def _pattern(template: str) -> re.Pattern[str]:
    """Return what a response looks like with any values in it."""
    parts = re.split(r"\{\w+\}", template.strip())
    return re.compile(".*".join(map(re.escape, parts)), re.DOTALL)


_QUESTIONS = {
    name: _pattern(_RESPONSES[response][0]["text"])
    for name in ("company", "email_and_transaction", *FACTS)
    if (response := f"utter_ask_{name}") in _RESPONSES
}
_BEGINNINGS = [
    _pattern(_RESPONSES[name][0]["text"])
    for name in ("utter_started_over", "utter_another_purchase")
]


def _without_zone(reply: str) -> Iterator[str]:
    """Find each time of day after which its line names no zone; "UTC+5:30" is none."""
    for line in reply.splitlines():
        for found in _CLOCK.finditer(line):
            if not _ZONE.search(line, found.end()) and not line[: found.start()].endswith("UTC+"):
                yield found[0]
    yield from _ISO_TIME.findall(reply)


def _internal(
    reply: str, typed: str, ours: Collection[str], clauses: Collection[str]
) -> Iterator[str]:
    theirs = {word.casefold() for word in re.findall(r"\w+", typed)}
    words = {word.casefold() for word in re.findall(r"\w+", reply)}
    yield from sorted({*_SNAKE.findall(reply), *words.intersection(ours)} - theirs)
    yield from (clause for clause in clauses if re.search(rf"(?<!\w){clause}(?!\w)", reply))
