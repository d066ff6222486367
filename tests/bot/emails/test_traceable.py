"""Every line of a request rests on fixed text, on a fact, or on the decision and its clauses.

The templates' own lines become patterns; whatever stands where a template has a value must be a
fact's words with its mark, a part of the decision's reading, or the customer's own line.
"""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from bot.emails.draft import OUTCOMES, draft_request
from bot.emails.fact_lines import fact_line, known_facts, label_in_email
from bot.emails.fill import TEMPLATES
from bot.emails.reading import read_decision
from bot.policy.facts import FACTS
from bot.values.times import time_words
from tests.bot.emails.test_draft import CASES

VALUE = re.compile(r"\{\{-?.*?-?\}\}")
LOGIC = re.compile(r"\{%-?.*?-?%\}")
#: What the frame itself says of a fact.
FRAME = ("(the customer was asked and cannot say)", "from your records", "claimed by the customer")


def patterns() -> list[re.Pattern[str]]:
    """Return each line of the templates as a pattern that catches what stands for its values."""
    found = []
    for path in sorted(TEMPLATES.glob("*/body.txt")) + sorted(TEMPLATES.glob("_base/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = VALUE.split(LOGIC.sub("{{}}", line).strip())
            if parts != [""]:
                found.append(re.compile("(.*?)".join(map(re.escape, parts))))
    return found


def sources(case, decision, merchant, now) -> list[str]:
    """Return all that a line may take from facts, from the decision, and from the case itself."""
    reading = read_decision(decision, merchant)
    values = [getattr(reading, each.name) for each in fields(reading)]
    texts = [text for value in values for text in ([value] if isinstance(value, str) else value)]
    lines = [fact_line(case, name, merchant) for name in known_facts(case)]
    facts = [text for line in lines if line for text in (line.label, line.mark, line.words)]
    labels = [label_in_email(name, merchant) for name in FACTS]
    own = [*labels, case.ref, merchant.name, time_words(now, merchant.zone, merchant.zone_words)]
    return [*texts, *facts, *own, *case.additions]


@pytest.fixture
def told_case(case, claim, record):
    claim("account_email", "ana@customer.example")
    claim("messages_sent", 3)
    record("messages_sent", 7)
    record("transaction_id", "IPG-1001")
    case.additions = ["I called twice"]
    return case


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_line_rests_on_a_fact_a_clause_or_fixed_text(outcome, told_case, merchant, now):
    decision = CASES[outcome]
    body = draft_request(told_case, decision, merchant, now).body
    known, fixed = sources(told_case, decision, merchant, now), patterns()
    for line in filter(None, map(str.strip, body.splitlines())):
        assert any(rests_on(line, pattern, known) for pattern in fixed), line


def rests_on(line: str, pattern: re.Pattern[str], known: list[str]) -> bool:
    """Tell whether the line is that of a template, with nothing in it that nobody said."""
    match = pattern.fullmatch(line)
    return match is not None and all(_is_known(each, known) for each in match.groups() if each)


def _is_known(text: str, known: list[str]) -> bool:
    """Tell whether a text is made of what is known, and of the words that the frame puts round."""
    rest = text
    for part in sorted(filter(None, known), key=len, reverse=True):
        rest = rest.replace(part, "")
    for part in FRAME:
        rest = rest.replace(part, "")
    return not re.search(r"[A-Za-z]{3,}", rest)


def test_a_line_of_nobody_is_found():
    assert not any(rests_on("You promised me 500 pesos.", each, []) for each in patterns())
