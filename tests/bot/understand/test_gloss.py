"""Mixed sentences are put into English, word by word."""

from __future__ import annotations

import pytest

from bot.understand.gloss import GLOSSARY, gloss


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("mera paisa wapas karo", "my money give back"),
        ("refund kab aayega bhai", "refund when will come"),
        ("nasaan na po ang refund ko", "where is na refund"),
        ("Gusto ko po mag refund", "i want mag refund"),
    ],
)
def test_hindi_and_filipino_words_become_english(text: str, english: str) -> None:
    assert gloss(text) == english


@pytest.mark.parametrize(
    "text",
    [
        "I want my money back, it's been 3 days!",
        "where is my refund?",
        "hi, is the main API down  today?",
        "ko po ba",
        "",
    ],
)
def test_a_sentence_without_a_word_of_meaning_from_the_glossary_is_left_as_it_is(text: str) -> None:
    assert gloss(text) == text


def test_the_glossary_names_no_entry_twice() -> None:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    entries = [line.split("=")[0].strip() for line in lines if "=" in line and line[0] != "#"]
    assert len(entries) == len(set(entries))
    assert len(entries) > 200
