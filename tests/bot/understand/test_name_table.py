"""Names are found by spaCy's EntityRuler, in the words as typed and then as mended."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from bot.understand import names
from bot.understand.name_table import NameTable, _english
from bot.understand.spelling import Speller
from bot.understand.words import cut

FRUIT = NameTable(
    {
        "pear": "?ripe pear|pears",
        "pear_tree": "pear tree",
        "orange": "orange ?juice",
        "juice": "juice",
        "paypear": "pay pear",
    }
)
TABLES = {name: table for name, table in vars(names).items() if isinstance(table, NameTable)}


def found(text: str) -> list[tuple[str, str]]:
    """Return each label with the words that it covers."""
    words = cut(text, Speller(FRUIT.words))
    return [
        (one.label, " ".join(word.typed for word in words[one.first : one.last]))
        for one in FRUIT.find(words)
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("two ripe pears please", [("pear", "ripe pears")]),
        ("the pear tree", [("pear_tree", "pear tree")]),
        ("orange juice and a pear", [("orange", "orange juice"), ("pear", "pear")]),
        ("pay-pear", [("paypear", "pay pear")]),
        ("pay pear's", [("paypear", "pay pear")]),
        ("an orange. juice", [("orange", "orange"), ("juice", "juice")]),
        ("pear500 and 500pear", []),
        ("nothing of it", []),
        ("", []),
    ],
)
def test_of_names_that_overlap_the_longest_is_meant(
    text: str, labels: list[tuple[str, str]]
) -> None:
    assert found(text) == labels


def test_a_slip_is_mended_only_where_nothing_was_found_as_typed() -> None:
    assert found("ornage") == [("orange", "ornage")]
    assert found("ornage and a pear") == [("pear", "pear")]


def test_words_of_customers_are_not_kept() -> None:
    strings = _english().vocab.strings
    found("a pear for Maria-Theodora, account 99887766")
    assert "theodora" not in strings
    assert "99887766" not in strings


@pytest.mark.parametrize("name", TABLES)
def test_no_name_stands_under_two_labels_of_one_table(name: str) -> None:
    counts = Counter(phrase for phrases in TABLES[name].phrases.values() for phrase in set(phrases))
    assert [phrase for phrase, times in counts.items() if times > 1] == []


def test_importing_the_package_does_not_wait_for_spacy() -> None:
    code = "import sys, bot.understand; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
