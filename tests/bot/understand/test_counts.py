from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
SOME = {"from": 1, "to": None}
ABOUT_20 = {"from": 10, "to": 40}


def read(text: str, expecting: str | None = None) -> object:
    said = understand(text, now=NOW, zone="Asia/Manila", expecting=expecting)
    return said.facts.get("messages_sent")


@pytest.mark.parametrize(
    "text",
    [
        *("not one message sent", "not a single sms was sent", "0msgs", "0 sms sent", "0 used"),
        *("haven't sent any", "havent used even one", "hnd used even one", "hnd sent any"),
        *("never used them", "I have not used it", "didn't send a single message"),
        *("no messages sent", "no sms have been sent", "nothing was sent", "none of them used"),
        *("sent nothing", "all credits unused", "ek bhi message nahi bheja", "use nahi kiya"),
        *(
            "hindi ko pa nagamit",
            "wala pa akong nasend",
            "did not use it yet",
            "zero messages sent",
        ),
        *("credits untouched", "not even one was used", "have not sent anything yet"),
    ],
)
def test_nothing_sent_in_many_words(text: str) -> None:
    assert read(text) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("sent 3 sms", 3),
        ("I only sent 2 messages", 2),
        ("used 15 credits", 15),
        ("3 messages sent", 3),
        ("sent one sms", 1),
        ("only tested it once", 1),
        ("just one test message", 1),
        ("tested twice", 2),
        ("1,200 sms were sent", 1200),
        ("used 300 out of 1000", 300),
        ("around 300 out of 1000", {"from": 270, "to": 330}),
        ("sent about 50 messages", {"from": 45, "to": 55}),
        ("sent maybe 50 messages", {"from": 25, "to": 100}),
        ("sent a couple of messages", {"from": 2, "to": 3}),
        ("sent two hundred fifty messages", 250),
        ("sent lots", SOME),
        ("sent more than 20 sms", {"from": 21, "to": None}),
        ("used at least 5 credits", {"from": 5, "to": None}),
        ("sent less than 10 messages", {"from": 0, "to": 9}),
        ("sent 5-6 sms", {"from": 5, "to": 6}),
        ("used some", SOME),
        ("sent a few messages", SOME),
        ("most of them were used", SOME),
        ("partly used", SOME),
    ],
)
def test_what_was_sent_is_counted_with_what_is_left_open(text: str, count: object) -> None:
    assert read(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        *(("3", 3), ("0", 0), ("none", 0), ("nope", 0), ("no", 0), ("wala", 0), ("zero", 0)),
        *(("not a single one", 0), ("none yet", 0), ("wala pa po", 0), ("nothing", 0)),
        *(("yes", SOME), ("some", SOME), ("a few", SOME), ("oo", SOME)),
        *(("about 300", {"from": 270, "to": 330}), ("5 or 6", {"from": 5, "to": 6})),
        *(("maybe 10", {"from": 5, "to": 20}), ("i think 5", 5), ("not sure, around 20", ABOUT_20)),
        *(
            ("don't remember, maybe 10", {"from": 5, "to": 20}),
            ("7 i guess", {"from": 4, "to": 14}),
        ),
        *(
            ("idk, probably 3", {"from": 2, "to": 6}),
            ("hindi ko alam, siguro 4", {"from": 2, "to": 8}),
        ),
        *(("lots", SOME), ("plenty", SOME), ("half of it", SOME), ("too many", SOME)),
        *(("a couple", {"from": 2, "to": 3}), ("a dozen", 12), ("twenty five", 25)),
        *(("two messages", 2), ("one hundred", 100), ("a hundred and ten", 110)),
        *(("only one", 1), ("thirty-six texts", 36), ("none, thanks", 0), ("no, nothing", 0)),
        *(("only 2", 2), ("just one", 1), ("no, 3", 3), ("sorry, 4", 4), ("3 not 30", 3)),
        *(("around 300 out of 1000", {"from": 270, "to": 330}), ("two sms", 2), ("3 lang po", 3)),
    ],
)
def test_a_bare_answer_is_read_as_a_count_when_asked_for(text: str, count: object) -> None:
    assert read(text, "messages_sent") == count


@pytest.mark.parametrize(
    "text",
    [
        *("3", "none", "no", "yes", "bought 1000 sms", "1000 credits never arrived"),
        *("messages are not being sent", "my sms were not delivered", "i sent you an email"),
        *("refund the unused months", "charged 2 times", "how many sms can I send?"),
    ],
)
def test_other_figures_and_failures_are_no_count(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("not sure", "yesterday", "the token", "2pm", "no longer need it", "no, it was monday"),
        *("no idea", "no problem", "send 500 to my gcash", "i don't use my account"),
    ],
)
def test_another_answer_is_no_count(text: str) -> None:
    assert read(text, "messages_sent") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("actually its 10 messages i think", 10),
        ("it was only 3 msgs", 3),
        ("just 2 texts sir", 2),
        ("its 1000 messages pack", None),
        ("it was 500 msgs bundle that i bought", None),
    ],
)
def test_it_was_so_many_corrects_a_count_and_is_no_purchase(text: str, count: int | None) -> None:
    assert read(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("never used more than 4 credits", {"from": 0, "to": 4}),
        ("we didn't send over 20", {"from": 0, "to": 20}),
        ("nothing sent apart from two texts", 2),
        ("haven't used any other than 1 sms", 1),
        ("gateway plan, paid yesterday, not used", 0),
        ("not sent yet, changed my mind", 0),
        ("wala pa po akong na-send na text", 0),
        ("hindi ko pa po na use", 0),
    ],
)
def test_a_denial_reaches_no_further_than_it_says(text: str, count: object) -> None:
    assert read(text) == count


@pytest.mark.parametrize(
    "text", ["give back 300 out of 900", "I want 200 of the 500", "I still have 40 out of 100"]
)
def test_a_part_that_is_wanted_or_left_was_not_sent(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["yes but it was on friday", "yes transfer me to somebody"])
def test_a_yes_to_something_else_is_no_count(text: str) -> None:
    assert read(text, "messages_sent") is None
