"""The arguments that settle what a message is for, in their order."""

from __future__ import annotations

import pytest

from bot.nlu.settling import Guess, Heard, Thresholds, merge, settle
from bot.understand.understanding import Understanding

THRESHOLDS = Thresholds(sure=0.6, heard=0.3)
SENT = Understanding(facts={"messages_sent": 3})


def guesses(**confidences: float) -> tuple[Guess, ...]:
    return tuple(Guess(intent, confidence) for intent, confidence in confidences.items())


def settled(text: str = "some words", **heard: object) -> str:
    return settle(Heard(text=text, **heard), THRESHOLDS)[0].intent  # type: ignore[arg-type]


def test_a_pressed_button_means_what_the_door_says() -> None:
    assert settled("No", pressed="request_human", guesses=guesses(deny=0.99)) == "request_human"


def test_a_bare_yes_is_a_yes_however_the_classifier_reads_it() -> None:
    assert settled("haan", guesses=guesses(out_of_scope=0.9)) == "affirm"


def test_a_text_without_letters_and_digits_is_not_understood() -> None:
    assert settled("😀😀", guesses=guesses(greet=0.9)) == "out_of_scope"
    assert settled("", guesses=()) == "out_of_scope"


def test_nothing_but_a_fact_is_told() -> None:
    assert settled("3", understanding=SENT, guesses=guesses(request_human=0.4)) == "inform"


def test_a_figure_that_nothing_was_understood_of_is_not_told() -> None:
    assert settled("3", guesses=guesses(request_human=0.1)) == "out_of_scope"


def test_an_answer_to_the_open_question_is_told_even_where_it_looks_like_a_no() -> None:
    heard = {"expecting": "messages_sent", "understanding": SENT, "guesses": guesses(deny=0.95)}
    assert settled("not more than three", **heard) == "inform"


def test_a_message_that_does_not_say_what_was_asked_is_no_answer() -> None:
    heard = {"expecting": "purchased_at", "understanding": SENT, "guesses": guesses(deny=0.95)}
    assert settled("not more than three", **heard) == "deny"


def test_a_clear_wish_outweighs_the_answer_that_comes_with_it() -> None:
    heard = {"expecting": "messages_sent", "understanding": SENT}
    wish = guesses(request_human=0.9)
    assert settled("three, now get me a person", **heard, guesses=wish) == "request_human"


def test_a_person_is_asked_for_as_soon_as_it_is_likely() -> None:
    likely = guesses(request_human=0.35, cancel_service=0.3)
    assert settled(guesses=likely, understanding=SENT) == "request_human"


def test_a_no_with_a_correction_is_a_no() -> None:
    heard = {"understanding": SENT, "guesses": guesses(inform=0.9)}
    assert settled("no it was three", **heard) == "deny"


def test_a_wish_after_a_yes_is_the_wish() -> None:
    assert settled("yes I want a refund", guesses=guesses(request_refund=0.9)) == "request_refund"


def test_a_long_story_that_begins_with_yes_is_no_mere_yes() -> None:
    story = "yes I paid on Tuesday and would like to know where the money is"
    assert settled(story, guesses=guesses(check_refund_status=0.4, affirm=0.3)) == "ask_back"


@pytest.mark.parametrize(("confidence", "intent"), [(0.6, "cancel_service"), (0.59, "ask_back")])
def test_from_the_upper_threshold_on_the_likeliest_reading_is_taken(
    confidence: float, intent: str
) -> None:
    assert settled(guesses=guesses(cancel_service=confidence)) == intent


@pytest.mark.parametrize(("confidence", "intent"), [(0.3, "ask_back"), (0.29, "out_of_scope")])
def test_below_the_lower_threshold_nothing_was_understood(confidence: float, intent: str) -> None:
    assert settled(guesses=guesses(cancel_service=confidence)) == intent


@pytest.mark.parametrize(("intent", "confidence"), [("goodbye", 0.46), ("deny", 0.46)])
def test_where_an_error_costs_nothing_half_way_is_enough(intent: str, confidence: float) -> None:
    assert settled(guesses=guesses(**{intent: confidence})) == intent


def test_a_yes_must_be_certain() -> None:
    assert settled(guesses=guesses(affirm=0.59)) == "ask_back"


def test_a_refund_asked_for_or_only_its_reason_told_need_not_be_told_apart() -> None:
    assert settled(guesses=guesses(request_refund=0.35, inform=0.3)) == "request_refund"


def test_facts_in_a_message_that_is_clearly_about_something_else_do_not_count() -> None:
    heard = {"understanding": SENT, "guesses": guesses(out_of_scope=0.8)}
    assert settled(**heard) == "out_of_scope"


def test_facts_count_where_nothing_else_was_understood() -> None:
    heard = {"understanding": SENT, "guesses": guesses(out_of_scope=0.4)}
    assert settled(**heard) == "inform"


def test_asking_back_is_followed_by_what_was_likely_the_likeliest_first() -> None:
    unsure = guesses(cancel_service=0.4, out_of_scope=0.3, check_refund_status=0.2)
    ranking = settle(Heard(text="some words", guesses=unsure), THRESHOLDS)
    assert ranking == [Guess("ask_back", 0.4), *unsure]


def test_an_intent_taken_for_another_adds_its_probability() -> None:
    merged = merge(
        {"report_problem": "inform"}, guesses(deny=0.4, report_problem=0.35, inform=0.25)
    )
    assert [guess.intent for guess in merged] == ["inform", "deny"]
    assert merged[0].confidence == pytest.approx(0.6)


def test_a_person_beats_an_opening_yes_and_the_facts() -> None:
    heard = {"expecting": "messages_sent", "understanding": SENT, "guesses": guesses(affirm=0.95)}
    assert settled("yes three, and I want an agent", **heard) == "request_human"


def test_plain_words_that_answer_the_open_question_are_its_answer() -> None:
    cancels = Understanding(facts={"wants_to_cancel": True})
    heard = {"expecting": "wants_to_cancel", "understanding": cancels}
    assert settled("cancel it", **heard, guesses=guesses(inform=0.5)) == "inform"
    assert settled("cancel it", guesses=guesses(cancel_service=0.9)) == "withdraw_request"


def test_half_of_a_day_answers_a_question_about_a_time() -> None:
    hello = guesses(greet=0.99)
    assert settled("AM", guesses=hello) == "inform"
    assert settled("in the morning po", expecting="purchased_at", guesses=hello) == "inform"
    assert settled("good morning", expecting="purchased_at", guesses=hello) == "greet"
    assert settled("morning", guesses=hello) == "greet"


def test_code_is_not_understood_unless_facts_stand_in_it() -> None:
    code = '{"sent": 3}'
    assert settled(code, guesses=guesses(request_refund=0.9)) == "out_of_scope"
    assert settled(code, guesses=guesses(inform=0.9), understanding=SENT) == "inform"


def test_a_time_that_lies_ahead_is_an_answer_to_when() -> None:
    ahead = Understanding(future=frozenset({"purchased_at"}))
    heard = {"expecting": "purchased_at", "understanding": ahead, "guesses": guesses(greet=0.5)}
    assert settled("the day after this one", **heard) == "inform"
