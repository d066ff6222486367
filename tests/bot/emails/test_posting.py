from __future__ import annotations

from datetime import timedelta

import pytest

from bot.emails.posting import Next, Posted, after


def test_what_was_sent_is_sent(now):
    assert after(Posted("sent"), 1, now) == Next("sent")


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120)])
def test_a_known_failure_is_tried_again_later_and_later(tries, minutes, now):
    then = after(Posted("try_again", "No."), tries, now)
    assert then == Next("queued", "No.", now + timedelta(minutes=minutes))


def test_the_fifth_known_failure_is_the_last(now):
    assert after(Posted("try_again", "No."), 5, now) == Next("failed", "No.")


def test_a_refusal_for_good_is_not_repeated(now):
    assert after(Posted("refused", "No."), 1, now) == Next("failed", "No.")


def test_doubt_is_never_settled_by_sending_again(now):
    assert after(Posted("in_doubt", "Hm."), 1, now) == Next("uncertain", "Hm.")
