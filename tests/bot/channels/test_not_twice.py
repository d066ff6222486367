"""Nothing is said twice in the same words."""

from __future__ import annotations

from bot.cases.steps import Said
from bot.channels.not_twice import not_twice
from bot.settings import ROOT
from bot.triage.replies import Replies

REPLIES = Replies(ROOT / "domain.yml")


def texts(*said: str, before: tuple[str, ...] = ()) -> list[str]:
    return [one.text for one in not_twice([Said(text) for text in said], before, REPLIES)]


def test_what_is_new_is_said_as_it_is() -> None:
    assert texts("Hello.", "How much?", before=("Goodbye.",)) == ["Hello.", "How much?"]


def test_what_was_said_before_is_led_in_and_each_time_otherwise() -> None:
    before: tuple[str, ...] = ("How much?",)
    leads = []
    for _ in range(3):
        (again,) = texts("How much?", before=before)
        assert again.endswith("How much?")
        assert again not in before
        before = (*before, again)
        leads.append(again)
    assert len(set(leads)) == 3


def test_two_of_one_turn_are_not_alike_either() -> None:
    first, second = texts("Sorry.", "Sorry.")
    assert first != second


def test_the_buttons_stay() -> None:
    button = {"id": "b_1", "title": "Yes", "means": "affirm"}
    (again,) = not_twice([Said("Well?", [button])], {"Well?"}, REPLIES)
    assert list(again.buttons) == [button]
