from __future__ import annotations

import re

from bot.values.ids import new_id, new_reference


def test_a_reference_has_no_characters_that_look_alike() -> None:
    for _ in range(200):
        assert re.fullmatch(r"RF-[2-9A-Z]{4}-[2-9A-Z]{4}", new_reference())
        assert not set("01OILSBUV58") & set(new_reference()[3:])


def test_ids_say_what_they_are_of_and_never_repeat() -> None:
    ids = {new_id("msg") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(each.startswith("msg_") for each in ids)
