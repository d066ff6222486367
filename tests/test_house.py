"""The house keeps its own promises: what belongs together is there together."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from bot.policy.fact_words import CHOICES, LABELS
from bot.policy.facts import FACTS
from bot.settings import SETTINGS
from bot.triage.answer_question import EXPLAINED

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
INTENTS = [next(iter(intent)) for intent in DOMAIN["intents"]]
RULES = [
    rule
    for path in sorted((ROOT / "data" / "rules").glob("*.yml"))
    for rule in yaml.safe_load(path.read_text())["rules"]
]
#: Settled by the thresholds, so nobody writes sentences for it.
WITHOUT_SENTENCES = {"ask_back"}
#: Answered by a question about the ground in another form, or never asked of a customer.
NEVER_ASKED = {"refunded_amount", "refunded_at", "ground_confirmed", "abuse_flags"}
CODE = [
    path
    for folder in ("bot", "actions")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def code() -> str:
    return "\n".join(path.read_text() for path in CODE)


@pytest.mark.parametrize("intent", sorted(set(INTENTS) - WITHOUT_SENTENCES))
def test_every_intent_has_sentences_and_held_out_ones(intent: str) -> None:
    assert (ROOT / "data" / "nlu" / f"{intent}.yml").exists()
    assert (ROOT / "tests" / "nlu" / f"{intent}.yml").exists()


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_every_intent_has_one_rule_that_takes_facts_first_and_goes_on_last(intent: str) -> None:
    rules = [rule["steps"] for rule in RULES if rule["steps"][0]["intent"] == intent]
    assert len(rules) == 1
    assert rules[0][1] == {"action": "action_take_facts"}
    assert rules[0][-1] == {"action": "action_go_on"}


def test_every_action_of_the_domain_has_its_file_and_its_rule() -> None:
    used = {step["action"] for rule in RULES for step in rule["steps"][1:] if "action" in step}
    actions = set(DOMAIN["actions"])
    files = {path.stem for path in (ROOT / "actions").glob("action_*.py")}
    assert actions == files
    assert actions == {name for name in used if name.startswith("action_")}


def test_every_response_that_the_code_says_exists_and_none_is_left_over() -> None:
    said = set(re.findall(r"\butter_[a-z_]+[a-z]\b", code()))
    by_rule = {step.get("action") for rule in RULES for step in rule["steps"]}
    questions = {f"utter_ask_{name}" for name in FACTS} | {f"utter_about_{n}" for n in EXPLAINED}
    responses = set(DOMAIN["responses"])
    assert said - {"utter_ask", "utter_about", "utter_message"} - responses == set()
    assert {f"utter_about_{name}" for name in EXPLAINED} <= responses
    assert responses - said - by_rule - questions == set()


@pytest.mark.parametrize("name", sorted(set(FACTS) - NEVER_ASKED))
def test_every_fact_that_may_be_asked_has_a_question(name: str) -> None:
    assert f"utter_ask_{name}" in DOMAIN["responses"]


def test_every_fact_and_every_choice_has_words() -> None:
    assert set(FACTS) == set(LABELS)
    for name, words in CHOICES.items():
        assert set(words) == set(FACTS[name].choices), name


def test_every_setting_is_in_the_docs_with_its_default_and_its_help() -> None:
    table = (ROOT / "docs" / "settings.md").read_text()
    for setting in SETTINGS:
        assert f"| `{setting.name}` |" in table
        assert setting.help in table


def test_every_verb_of_the_makefile_is_told_by_make_alone() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split())  # type: ignore[index]
    assert phony == set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))


def test_no_merchant_is_named_outside_policies() -> None:
    merchants = [path.parent.name for path in (ROOT / "policies").glob("*/merchant.yml")]
    said = [text for path in CODE for text in strings(path)]
    data = [path.read_text() for path in [ROOT / "domain.yml", *(ROOT / "data").rglob("*.yml")]]
    told = "\n".join([*said, *data]).lower()
    assert merchants
    assert [name for name in merchants if re.search(rf"\b{name}\b", told)] == []


def strings(path: Path) -> list[str]:
    """Return the texts in a file of code that are no docstrings."""
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_nothing_that_is_committed_names_a_machine_or_a_package_index() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|--index|--find-links|file:", lock)
    readme = (ROOT / "README.md").read_text().splitlines()
    assert len(readme) <= 100
