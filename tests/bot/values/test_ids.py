from __future__ import annotations

import re

import pytest

from bot.values.ids import new_id, new_reference, references_in, without_references


def test_a_reference_has_no_characters_that_look_alike() -> None:
    for _ in range(200):
        assert re.fullmatch(r"RF-[2-9A-Z]{4}-[2-9A-Z]{4}", new_reference())
        assert not set("01OILSBUV58") & set(new_reference()[3:])


def test_ids_say_what_they_are_of_and_never_repeat() -> None:
    ids = {new_id("msg") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(each.startswith("msg_") for each in ids)


@pytest.mark.parametrize(
    "typed",
    [
        "RF-7K3M-92QD",
        "any news about rf 7k3m 92qd?",
        "RF7K3M92QD",
        "rf\u20137k3m\u201392qd.",
        "RF-7K3M-92QD, I mean RF 7K3M 92QD",
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert references_in(typed) == ("RF-7K3M-92QD",)
    assert not references_in(without_references(typed))


def test_with_a_dash_a_mistaken_reference_is_still_one() -> None:
    assert references_in("RF-1OS5-92QD") == ("RF-1OS5-92QD",)


@pytest.mark.parametrize("typed", ["refund offers", "rf this that", "IPG-1001", "RF-7K3M"])
def test_other_words_are_no_reference(typed: str) -> None:
    assert references_in(typed) == ()
