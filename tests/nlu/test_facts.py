"""Sentences give exactly the facts that an attentive reader finds in them, and no other.

The sentences are in `tests/nlu/facts/`, one file a subject; `bench/facts.py` says how they are
written and prints what fails. `known_failures.yml` names those that are not understood yet, each
with what stands in the way; whoever teaches one takes it off the list.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bench.facts import Sentence, difference, read_sentences
from bot.policy.facts import FACTS, GROUNDS, parse_fact

HERE = Path(__file__).parent
SENTENCES = read_sentences()
KNOWN: dict[str, str] = yaml.safe_load((HERE / "known_failures.yml").read_text(encoding="utf-8"))
LEAST = 200
EXACT = 0.95


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.text)
def test_a_sentence_gives_its_facts_and_no_other(sentence: Sentence) -> None:
    wrong = difference(sentence)
    if sentence.text in KNOWN:
        assert wrong, "This is understood now: take it off known_failures.yml."
    else:
        assert wrong is None, wrong


def test_nearly_all_sentences_are_understood_exactly() -> None:
    exact = sum(difference(one) is None for one in SENTENCES)
    assert len(SENTENCES) >= LEAST
    assert exact / len(SENTENCES) >= EXACT


def test_every_known_failure_is_a_sentence_and_has_a_reason() -> None:
    assert set(KNOWN) <= {one.text for one in SENTENCES}
    assert all(KNOWN.values())


def test_no_sentence_stands_there_twice() -> None:
    texts = [(one.text.casefold(), one.expecting) for one in SENTENCES]
    assert len(set(texts)) == len(texts)


def test_the_sentences_speak_of_every_ground_and_of_every_fact_that_customers_tell() -> None:
    told = {fact for one in SENTENCES for fact in (*one.facts, *one.either)}
    assert set(GROUNDS) <= {one.facts.get("ground") for one in SENTENCES}
    assert {name for name, spec in FACTS.items() if not spec.record_only} <= told


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.text)
def test_what_a_sentence_says_is_what_facts_accept(sentence: Sentence) -> None:
    for name, value in sentence.facts.items():
        if FACTS[name].kind != "time":
            parse_fact(name, value)
