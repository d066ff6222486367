"""An answer on WhatsApp is one message within WhatsApp's limits, whatever the policies offer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from bot.channels.whatsapp_render import Bubble, Labels, numbered, pieces, render
from bot.policy.fact_words import CHOICES
from bot.policy.load import load_policies
from bot.settings import ROOT
from bot.triage.replies import Replies
from bot.triage.turn import Say
from tests.bot.channels.fake_graph import choices_of, what_is_wrong, words_of

REPLIES = Replies(ROOT / "domain.yml")
LABELS = Labels(REPLIES.text(Say("utter_choose")), REPLIES.text(Say("utter_answer_by_number")))
RESPONSES = sorted(REPLIES._texts)
MERCHANTS = load_policies(ROOT / "policies").merchants


def buttons(*titles: str) -> list[dict[str, str]]:
    return [{"id": f"b_{n}", "title": title} for n, title in enumerate(titles)]


def sent(*bubbles: Bubble) -> list[dict]:
    """Render, and let the fake of the Graph API look at each message."""
    contents = [part.content for part in render(bubbles, LABELS)]
    for content in contents:
        assert what_is_wrong({"messaging_product": "whatsapp", "to": "1", **content}, {}) == ""
    return contents


def choices() -> Iterator[tuple[str, list[str]]]:
    """Return all that can be offered: by domain.yml, by each merchant, by the facts' choices."""
    for name in RESPONSES:
        if REPLIES.buttons_of(name):
            yield name, [button.title for button in REPLIES.buttons_of(name)]
    for merchant in MERCHANTS.values():
        yield f"{merchant.id}: products", list(merchant.products.values())
        yield f"{merchant.id}: payments", list(merchant.payments.values())
    yield "companies", [*(m.name for m in MERCHANTS.values()), "Another company"]
    for name, words in CHOICES.items():
        yield f"fact {name}", list(words.values())


OFFERED = [(name, titles) for name, titles in choices() if titles]


@pytest.mark.parametrize(("name", "titles"), OFFERED, ids=[name for name, _ in OFFERED])
def test_every_choice_there_is_fits_and_none_is_lost(name: str, titles: list[str]) -> None:
    offered = buttons(*titles)
    contents = sent(Bubble(1, "What is it?", offered))
    ids = set(itertools.chain.from_iterable(choices_of(c).values() for c in contents))
    if ids:
        assert ids == {button["id"] for button in offered}
    else:
        assert all(title in words_of(contents[-1]) for title in titles)


@pytest.mark.parametrize("name", RESPONSES)
def test_no_words_of_the_domain_are_too_long_for_one_message(name: str) -> None:
    long_values = dict.fromkeys(REPLIES.names_in(name), "value " * 20)
    assert len(sent(Bubble(1, REPLIES.text(Say(name, long_values)), ()))) == 1


def test_three_short_choices_are_buttons_four_are_a_list_and_eleven_are_numbered() -> None:
    three = sent(Bubble(1, "Which?", buttons("Yes", "No", "I don't know")))
    four = sent(Bubble(1, "Which?", buttons("A", "B", "C", "D")))
    eleven = sent(Bubble(1, "Which?", buttons(*(f"Choice {n}" for n in range(11)))))
    assert three[0]["interactive"]["type"] == "button"
    assert four[0]["interactive"]["type"] == "list"
    assert eleven[0]["type"] == "text"
    assert "11. Choice 10" in words_of(eleven[0])


def test_a_title_too_long_for_a_button_stands_whole_in_a_list() -> None:
    long = "IPG-1001, SMS credits, ₱1,000.00, 22 November 2026"
    (content,) = sent(Bubble(1, "Which?", buttons(long)))
    (row,) = content["interactive"]["action"]["sections"][0]["rows"]
    assert row["description"] == long
    assert row["title"].endswith("…")


def test_the_bubbles_of_one_answer_are_one_message() -> None:
    (part,) = render(
        [Bubble(1, "Hello."), Bubble(2, "What happened?", buttons("Yes", "No"))], LABELS
    )
    assert words_of(part.content) == "Hello.\n\nWhat happened?"
    assert part.deliveries == (1, 2)


def test_what_is_too_long_for_the_body_of_a_choice_goes_before_it() -> None:
    parts = render([Bubble(1, "word " * 300), Bubble(2, "Right?", buttons("Yes"))], LABELS)
    assert [part.deliveries for part in parts] == [(1,), (2,)]
    assert words_of(parts[1].content) == "Right?"
    sent(Bubble(1, "word " * 300, buttons("Yes")))


def test_a_bubble_longer_than_a_message_is_done_with_its_last_piece() -> None:
    parts = render([Bubble(1, ("word " * 2000).strip())], LABELS)
    assert [part.deliveries for part in parts] == [(), (), (1,)]
    assert " ".join(words_of(part.content) for part in parts) == ("word " * 2000).strip()


def test_a_text_is_cut_between_words_and_one_endless_word_anywhere() -> None:
    assert pieces("one two three", 8) == ["one two", "three"]
    assert pieces("x" * 20, 8) == ["x" * 8, "x" * 8, "x" * 4]


def test_a_typed_number_means_a_choice_only_where_choices_were_numbered() -> None:
    eleven = buttons(*(f"Choice {n}" for n in range(11)))
    assert numbered("3.", eleven) == "Choice 2"
    assert numbered("12", eleven) is None
    assert numbered("0", eleven) is None
    assert numbered("3", buttons("A", "B", "C")) is None
