from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand
from bot.understand.bare import FLAGS

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")


def read(fact: str, text: str, expecting: str | None = None) -> object:
    return understand(text, now=NOW, zone="Asia/Manila", expecting=expecting).facts.get(fact)


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("activated", True, "I already activated the token"),
        ("activated", True, "the token was activated this morning"),
        ("activated", True, "it is active"),
        ("activated", False, "token not activated"),
        ("activated", False, "I haven't activated it"),
        ("activated", False, "still inactive"),
        ("activated", False, "hindi pa activated"),
        ("support_contacted", True, "I contacted support twice"),
        ("support_contacted", True, "already emailed your team"),
        ("support_contacted", True, "raised a ticket last week"),
        ("support_contacted", True, "support told me to wait"),
        ("support_contacted", False, "I have not contacted support yet"),
        ("support_contacted", False, "did not contact anyone"),
        ("support_unable", True, "support could not fix it"),
        ("support_unable", True, "they were unable to help"),
        ("support_unable", False, "support is still working on it"),
        ("chargeback_opened", True, "I filed a chargeback with my bank"),
        ("chargeback_opened", True, "disputed the charge"),
        ("chargeback_opened", False, "I did not open a chargeback"),
        ("chargeback_opened", False, "no chargeback"),
        ("chargeback_before_support", True, "filed a chargeback before contacting you"),
        ("chargeback_before_support", False, "opened a dispute after contacting support"),
        ("wants_to_cancel", True, "I want to cancel"),
        ("wants_to_cancel", True, "please cancel my plan"),
        ("wants_to_cancel", True, "cancel kardo"),
        ("wants_to_cancel", False, "I don't want to cancel"),
        ("wants_to_cancel", False, "I want to keep it"),
        ("account_status", "suspended", "my account is suspended"),
        ("account_status", "terminated", "you terminated my account"),
        ("account_status", "active", "account is active"),
        ("account_status", "active", "my account was never suspended"),
    ],
)
def test_a_sentence_says_yes_or_no(fact: str, value: object, text: str) -> None:
    assert read(fact, text) == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("wants_to_cancel", "please cancel the transaction"),
        ("wants_to_cancel", "can you cancel this payment for me"),
        ("wants_to_cancel", "I want to cancel my last order"),
        ("wants_to_cancel", "wrong order, can I cancel it?"),
        ("wants_to_cancel", "I want to stop talking to a bot"),
        ("account_status", "I want my account deleted"),
        ("account_status", "please, may my account be terminated"),
    ],
)
def test_a_wish_and_an_undone_purchase_are_no_state_of_the_service(fact: str, text: str) -> None:
    assert read(fact, text) is None


@pytest.mark.parametrize("fact", sorted(FLAGS))
@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("yes", True), ("yep", True), ("oo", True), ("haan ji", True), ("Yes, I did", True)),
        *(("no", False), ("nope", False), ("hindi po", False), ("nahi", False), ("not yet", False)),
        *(("no I haven't", False), ("sorry, yes", True), ("y", True), ("n", False)),
    ],
)
def test_a_bare_answer_is_read_for_the_flag_that_is_asked(
    fact: str, text: str, value: object
) -> None:
    assert read(fact, text, fact) is value


@pytest.mark.parametrize("text", ["yes", "no", "not sure", "maybe", "what do you mean?"])
def test_without_a_question_yes_and_no_say_nothing(text: str) -> None:
    assert understand(text, now=NOW, zone="Asia/Manila").facts == {}


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("dispute at my bank before contacting you", True),
        ("chargeback with gcash, after asking support", False),
        ("I disputed it through paypal", None),
        ("there is a dispute with the issuer", None),
    ],
)
def test_a_chargeback_is_told_without_a_verb_too(text: str, before: object) -> None:
    assert read("chargeback_opened", text) is True
    assert read("chargeback_before_support", text) is before


@pytest.mark.parametrize(
    "text",
    [
        "I will open a chargeback with my bank",
        "should I file a dispute with gcash?",
        "I'm planning a dispute with my card",
        "how do I do a chargeback at the bank",
    ],
)
def test_a_chargeback_that_is_threatened_or_asked_about_was_not_opened(text: str) -> None:
    assert read("chargeback_opened", text) is None


@pytest.mark.parametrize("text", ["hindi ko pa po na-activate", "di pa po na activate"])
def test_not_activated_in_taglish(text: str) -> None:
    assert read("activated", text) is False


def test_cancel_it_alone_names_no_service() -> None:
    assert read("wants_to_cancel", "ok cancel it please") is None
    assert read("wants_to_cancel", "cancel it", "wants_to_cancel") is True


@pytest.mark.parametrize("text", ["yes I want an agent", "yes, talk to a human", "ok a person"])
def test_a_person_asked_for_answers_no_flag(text: str) -> None:
    assert read("activated", text, "activated") is None
