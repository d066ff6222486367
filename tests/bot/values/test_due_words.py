from __future__ import annotations

from datetime import datetime

import pytest

from bot.values.due_words import due_words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-12-01T23:59:59+08:00", "the end of Tue 1 Dec 2026, Philippine time (UTC+8)"),
        ("2026-12-01T23:59:59.999999+08:00", "the end of Tue 1 Dec 2026, Philippine time (UTC+8)"),
        ("2026-12-01T14:00:00+08:00", "Tue 1 Dec 2026, 2:00 PM Philippine time (UTC+8)"),
        ("2026-12-01T15:59:59+00:00", "the end of Tue 1 Dec 2026, Philippine time (UTC+8)"),
    ],
)
def test_the_last_instant_of_a_day_is_called_its_end(due, words):
    assert due_words(datetime.fromisoformat(due), "Asia/Manila", "Philippine time") == words
