"""Who writes too fast waits a moment, and only they."""

from __future__ import annotations

from bot.channels.allowance import MOST_KEYS, Allowance


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_some_at_once_are_taken_and_the_next_one_is_told_how_long_to_wait() -> None:
    clock = Clock()
    allowance = Allowance(most=3, a_second=0.5, clock=clock)
    assert [allowance.wait("ana") for _ in range(4)] == [0, 0, 0, 2.0]
    clock.now += 1.5
    assert allowance.wait("ana") == 0.5
    clock.now += 0.5
    assert allowance.wait("ana") == 0


def test_one_who_is_too_fast_does_not_hold_up_another() -> None:
    allowance = Allowance(most=1, a_second=1, clock=Clock())
    assert allowance.wait("ana") == 0
    assert allowance.wait("ana") == 1
    assert allowance.wait("ben") == 0


def test_nothing_is_saved_up_beyond_the_most() -> None:
    clock = Clock()
    allowance = Allowance(most=2, a_second=1, clock=clock)
    allowance.wait("ana")
    clock.now += 3_600
    assert [allowance.wait("ana") for _ in range(3)] == [0, 0, 1]


def test_who_has_their_whole_allowance_back_is_forgotten() -> None:
    clock = Clock()
    allowance = Allowance(most=1, a_second=1, clock=clock)
    for number in range(MOST_KEYS):
        allowance.wait(f"old {number}")
    clock.now += 2
    allowance.wait("new")
    assert len(allowance._left) == 1
