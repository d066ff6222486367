"""When something happened: phrases of time in a text, as intervals in a zone.

A phrase is a group of neighbouring pieces: "yesterday" + "around 2", "kal" + "shaam" + "5 baje".
What happened lies in the past: no interval reaches beyond `now`, and a time that cannot be past
is left out. A wrong time costs more than none, so an open reading stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from dateutil import tz

from bot.errors import BadInput
from bot.understand.ago import find_ago
from bot.understand.clock import find_clocks, find_parts
from bot.understand.dates import find_days
from bot.understand.piece import Clock, Day, Days, Interval, Minutes, Moment, Part, Piece
from bot.understand.stamp import find_stamps
from bot.values.json_value import JsonValue

_JOINT = re.compile(
    r"(?:[\s,.;()@~-]|'s\b|\b(?:at|on|in|of|the|around|about|arnd|arround|abt|approx|approximately"
    r"|roughly"
    r"|like|maybe|probably|i think|exactly|ng|nang|nung|noong|ko|ka|ke|ki|mein|me|sa|mga|bandang"
    r"|lagbhag|time was|time is|was at|time|early|late|sometime|somewhere|circa|by|after|before"
    r"|between|from|alas|po|nga|naman)\b){0,12}"
)
_WANTED_BY = ("today", "tdy", "2day", "aaj", "tonight", "this week", "this month")
_RANGE_OPEN = re.compile(r"\b(?:between|from|btw|btwn)\s(?:the\s)?$")
_RANGE_GAP = re.compile(r"\s?(?:and|to|&|-|till|until)\s?(?:the\s)?")
_LAST = re.compile(r"\b(?:last|kagabi)\b")
_ROUGH_DAY = re.compile(r"\b(?:around|about|arnd|abt|approx|roughly|circa|mga|bandang)\s*$")
_LAST_MINUTE = 24 * 60 - 1
_HALF_YEAR = 183

Pick = Callable[[Day], tuple[Days, ...]]


@dataclass(frozen=True)
class Phrase:
    """A phrase of time: where it stands, its words, and the pieces of which it is made."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]
    is_rough_day: bool
    is_range: bool
    told: tuple[Day, ...] = ()
    """The day of the phrase before, which a clock time alone may mean as well."""

    @property
    def days(self) -> tuple[Day, ...]:
        """The pieces that name a day."""
        return tuple(one for one in self.pieces if isinstance(one, Day))

    @property
    def has_only_part(self) -> bool:
        """True for "in the morning", of which nobody can tell the day."""
        return all(isinstance(one, Part) for one in self.pieces)

    @property
    def is_clock_alone(self) -> bool:
        """True for "2pm", whose day is left to be guessed."""
        return all(isinstance(one, (Clock, Part)) for one in self.pieces)

    @property
    def is_only_today(self) -> bool:
        """True for "today" or "this week", which as often say when somebody wants something."""
        return self.text in _WANTED_BY

    @property
    def is_span(self) -> bool:
        """True for "within 24 hours", which says when nothing happened."""
        return all(isinstance(one, Moment) and one.interval is None for one in self.pieces)


def find_phrases(low: str, *, now: datetime, zone: str) -> tuple[Phrase, ...]:
    """Return the phrases of time in lower-case text, in their order."""
    local = now.astimezone(zone_named(zone))
    stamps = [*find_stamps(low, local)]
    ago = [*stamps, *_free(stamps, find_ago(low, local))]
    days = [*_free(ago, find_days(low, local.date()))]
    clocks = [*_free([*ago, *(one for one in days if not one.fits)], find_clocks(low))]
    parts = [*_free([one for one in ago if isinstance(one, Moment)], find_parts(low))]
    groups: list[list[Piece]] = []
    found: list[Piece] = [*ago, *days, *clocks, *parts]
    for piece in sorted(found, key=lambda one: (one.start, one.end)):
        if groups and _joins(groups[-1], piece, low):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(_with_told_days([_phrase(group, low) for group in groups]))


def zone_named(zone: str) -> tzinfo:
    """Return the time zone of that name; raise BadInput when there is none."""
    found = tz.gettz(zone)
    if found is None:
        raise BadInput(f"There is no time zone {zone!r}; use a name such as 'Asia/Manila'.")
    return found


def resolve(phrase: Phrase, *, now: datetime, zone: str) -> tuple[Interval, ...]:
    """Return the readings that lie in the past: none, one, or several to choose from."""
    local = now.astimezone(zone_named(zone))
    past = ((first, min(last, local)) for first, last in _readings(phrase, local, _past))
    return _distinct(one for one in past if one[0] <= one[1])


def resolve_coming(phrase: Phrase, *, now: datetime, zone: str) -> tuple[Interval, ...]:
    """Return the readings of what was promised, which may lie ahead."""
    return _distinct(_readings(phrase, now.astimezone(zone_named(zone)), _past_and_coming))


def as_json(interval: Interval) -> JsonValue:
    """Return the interval in its JSON form; a single instant is plain text."""
    first, last = (one.replace(microsecond=0).isoformat() for one in interval)
    return first if first == last else {"from": first, "to": last}


Found = TypeVar("Found", bound=Piece)


def _free(taken: Iterable[Piece], found: Iterable[Found]) -> Iterator[Found]:
    """Yield the pieces that do not stand on words already taken."""
    spans = [(one.start, one.end) for one in taken]
    for one in found:
        if not any(one.start < end and start < one.end for start, end in spans):
            yield one


def _joins(group: list[Piece], piece: Piece, low: str) -> bool:
    if isinstance(piece, Moment) or any(isinstance(one, Moment) for one in group):
        return False
    gap = low[max(one.end for one in group) : piece.start]
    same = [one for one in group if type(one) is type(piece)]
    if not same:
        return bool(_JOINT.fullmatch(gap))
    if not isinstance(piece, Day):
        return False
    if any(isinstance(one, Day) and one.fits for one in [*same, piece]):
        return bool(_JOINT.fullmatch(gap)) or _opens_range(group, gap, low)
    return _opens_range(group, gap, low)


def _opens_range(group: list[Piece], gap: str, low: str) -> bool:
    return bool(_RANGE_GAP.fullmatch(gap) and _RANGE_OPEN.search(_before(low, group[0].start)))


def _before(low: str, start: int) -> str:
    """Return the few words before a position, which may open a range or make a day rough."""
    return low[max(0, start - 16) : start]


def _phrase(group: list[Piece], low: str) -> Phrase:
    start, end = group[0].start, max(one.end for one in group)
    days = [one for one in group if isinstance(one, Day)]
    ranged = len(days) > 1 and _opens_range(group, low[days[0].end : days[1].start], low)
    rough = bool(_ROUGH_DAY.search(_before(low, start))) and isinstance(group[0], Day)
    return Phrase(start, end, low[start:end], tuple(group), rough, ranged)


def _with_told_days(phrases: list[Phrase]) -> Iterator[Phrase]:
    """Yield the phrases, each clock time alone with the day told before it."""
    told: tuple[Day, ...] = ()
    for phrase in phrases:
        told = phrase.days or told
        is_clock = any(isinstance(one, Clock) for one in phrase.pieces)
        yield replace(phrase, told=told) if is_clock and not phrase.days else phrase


def _readings(phrase: Phrase, local: datetime, pick: Pick) -> Iterator[Interval]:
    for piece in phrase.pieces:
        if isinstance(piece, Moment):
            if piece.interval:
                yield piece.interval
            return
    minutes = [*_minutes(phrase)]
    if phrase.days:
        for first, last in _days(phrase, pick):
            # A time of day says nothing within a run of days: "last week at 2".
            for one in minutes if first == last else ():
                yield from _unless_ahead(_at(first, one, local), local, pick)
            if first != last or not minutes:
                yield _whole(first, last, local, rough=timedelta(days=phrase.is_rough_day))
        return
    for one in minutes:
        today = _at(local.date(), one, local)
        if phrase.has_only_part:
            yield from (today, _day_before(one, local))
            continue
        yield from [*_unless_ahead(today, local, _past)] or [_day_before(one, local)]
    if phrase.told:
        yield from _readings(replace(phrase, pieces=(*phrase.told, *phrase.pieces)), local, pick)


def _unless_ahead(interval: Interval, local: datetime, pick: Pick) -> Iterator[Interval]:
    """Yield a clock time that is past; a rough one may lie ahead by a quarter of an hour.

    "Around half past 3" is not said at 3 of the same afternoon, though half of it is past.
    """
    first, last = interval
    middle = first + (last - first) / 2 if last - first <= timedelta(hours=1) else first
    grace = timedelta(minutes=15) if first < last else timedelta()
    if pick is not _past or (first <= local and middle <= local + grace):
        yield interval


def _day_before(minutes: Minutes, local: datetime) -> Interval:
    return _at(local.date() - timedelta(days=1), minutes, local)


def _minutes(phrase: Phrase) -> Iterator[Minutes]:
    """Yield the times of day that the phrase allows; "2 in the afternoon" has one."""
    clock = next((one for one in phrase.pieces if isinstance(one, Clock)), None)
    part = next((one for one in phrase.pieces if isinstance(one, Part)), None)
    if clock is None:
        if part is not None:
            yield part.means
        return
    fitting = [*_fitting(clock, part, phrase)] if part else []
    # Where part and clock contradict each other, both the halves of the day stay open.
    yield from fitting or clock.readings


def _fitting(clock: Clock, part: Part, phrase: Phrase) -> Iterator[Minutes]:
    first, last = part.allows
    for shift in (0, 24 * 60):
        for start, end in clock.readings:
            # "2 at night" is before dawn, of that day or the next; "last night at 2" the next.
            small = (
                last > _LAST_MINUTE and not shift and end < 5 * 60 and not _LAST.search(phrase.text)
            )
            if small or first <= start + shift <= last:
                yield (start + shift, end + shift)


def _past(day: Day) -> tuple[Days, ...]:
    return day.past


def _past_and_coming(day: Day) -> tuple[Days, ...]:
    """Return the nearest past reading and those ahead, none half a year from the other.

    A promise "by 20 Nov" told on 25 Nov is five days old, not a year early.
    """
    near = (
        one for one in day.coming if not day.past or (one[0] - day.past[-1][1]).days < _HALF_YEAR
    )
    return (*day.past[-1:], *near)


def _days(phrase: Phrase, pick: Pick) -> tuple[Days, ...]:
    first, *rest = phrase.days
    readings = pick(first)
    for other in rest:
        theirs = pick(other)
        if phrase.is_range and readings and theirs:
            readings = tuple(
                (start, end) for start, _ in readings for _, end in theirs if start <= end
            )
            continue
        narrowed = _narrowed(readings, other) or _narrowed(theirs, first)
        readings = narrowed or tuple(dict.fromkeys([*readings, *theirs]))
    return readings


def _narrowed(readings: tuple[Days, ...], by: Day) -> tuple[Days, ...]:
    """Return the days of the readings that fit a weekday or a day of the month."""
    if by.fits is None:
        return ()
    every = (
        first + timedelta(days=number)
        for first, last in readings
        for number in range((last - first).days + 1)
    )
    return tuple((day, day) for day in every if by.fits(day))


def _at(day: date, minutes: Minutes, local: datetime) -> Interval:
    first, last = (_instant(day, one, local) for one in minutes)
    return (first, last)


def _instant(day: date, minute: int, local: datetime) -> datetime:
    start = datetime.combine(day, time(), tzinfo=local.tzinfo)
    return tz.resolve_imaginary(start + timedelta(minutes=minute))


def _whole(first: date, last: date, local: datetime, rough: timedelta) -> Interval:
    end = datetime.combine(last + rough, time(23, 59, 59), tzinfo=local.tzinfo)
    return (_instant(first - rough, 0, local), end)


def _distinct(readings: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(sorted(dict.fromkeys(readings)))
