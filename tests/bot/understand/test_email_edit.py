"""What a customer wants added to the email, or taken out, in the words that customers use."""

from __future__ import annotations

import pytest

from bot.understand.email_edit import EmailEdit, read_email_edit, says_send


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("add that I already called them", "I already called them"),
        ("pls add that i called 2x", "i called 2x"),
        ("please also write that I need it for rent.", "I need it for rent."),
        ("mention in the email that I waited two weeks", "I waited two weeks"),
        ("tell them I have a screenshot", "I have a screenshot"),
        ("add this: order was for my office", "order was for my office"),
        ("can you include that the app was down", "the app was down"),
        ("say in it that i have proof", "i have proof"),
        ("put in that my internet was fine", "my internet was fine"),
        ("pakidagdag na tumawag na ako", "tumawag na ako"),
        ("ye bhi likho ki maine call kiya tha", "maine call kiya tha"),
        ("add my number is 0917 123 4567", "my number is 0917 123 4567"),
    ],
)
def test_words_to_add_are_read(text: str, words: str) -> None:
    assert read_email_edit(text) == EmailEdit(add=words)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("take my phone number out", "phone number"),
        ("take out the part about the screenshot", "screenshot"),
        ("remove my phone number from the email", "phone number"),
        ("pls delete the line about my job", "job"),
        ("don't mention the screenshot", "screenshot"),
        ("leave out my payment reference", "payment reference"),
        ("mera number hata do", "mera number"),
        ("tanggalin mo yung number ko", "number ko"),
        ("remove that", ""),
        ("take it out", ""),
    ],
)
def test_what_to_take_out_is_read(text: str, what: str) -> None:
    edit = read_email_edit(text)
    assert edit is not None
    assert edit.add is None
    assert (edit.remove or "").removeprefix("my ") == what


@pytest.mark.parametrize(
    "text",
    [
        "change the email",
        "add something",
        "include my phone number",
        "put my name in it",
        "yes send it",
        "i sent 20 messages",
        "what does the email say",
        "add",
        "",
        "x" * 5000,
    ],
)
def test_what_names_no_words_is_asked_back(text: str) -> None:
    assert read_email_edit(text) is None


@pytest.mark.parametrize(
    "text", ["ok send it", "yes pls submit", "SEND", "bhej do", "just file it", "wait no. send it"]
)
def test_a_short_word_sends(text: str) -> None:
    assert says_send(text)


@pytest.mark.parametrize(
    "text",
    [
        "don't send it",
        "wait before you send",
        "let me read it before you send it",
        "send it later",
        "send it, no",
        "send it. no wait",
        "i will send it myself",
        "ok i'll send you the number",
        "let me send a photo",
        "can you send it?",
        "ok",
        "i did send twenty messages to my customers yesterday",
    ],
)
def test_nothing_is_sent_by_a_word_that_says_otherwise(text: str) -> None:
    assert not says_send(text)
