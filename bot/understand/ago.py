"""Time counted back from now: "3 hours ago", "30 mins back", "2 ghante pehle", "just now".

Hours and minutes give a moment; days and more give a day, which a clock time may narrow.
A span that says when nothing happened ("within 24 hours", "for 2 days") is marked, so that its
words are not read as anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from fractions import Fraction

from bot.understand.dates import shifted
from bot.understand.numbers import HINDI_TWO, WORD, whole
from bot.understand.piece import Day, Interval, Moment

_MINUTES = {
    "minute": (1, r"minutes?|mins?|minuto|minutong|minit|m"),
    "hour": (60, r"hours?|hrs?|hr|h|ghant[ae]|ghnte|ghante|oras"),
    "day": (24 * 60, r"days?|dys|nights?|din|araw|d"),
    "week": (7 * 24 * 60, r"weeks?|wks?|hafte|hafta|linggo|linggong"),
    "month": (30 * 24 * 60, r"months?|mos|mahine|mahina|buwan|buwang"),
    "year": (365 * 24 * 60, r"years?|yrs?|saal|taon|taong"),
}
_UNIT = "|".join(words for _, words in _MINUTES.values())
_HINDI_UNITS = ("minute", "ghante", "ghanta", "din", "hafte", "mahine", "saal")
_VAGUE = {"couple of": (2, 3), "couple": (2, 3), "few": (2, 6), "several": (3, 8), "ilang": (2, 6)}
_NUMBER = (
    r"(?P<number>\d{1,4}(?:\.\d)?|half an?|half|aadha|adha|kalahating"
    rf"|an?\s(?:couple(?:\sof)?|few)|couple(?:\sof)?|few|several|some|ilang|kuch|an?|do|{WORD})"
)
# A figure may touch its unit ("3h"); a word may not, or "and" would be a day.
_GAP = r"(?:(?<=\d)\s?|(?<!\d)\s)"
_AMOUNT = (
    rf"{_NUMBER}{_GAP}(?P<plus>and a half\s)?-?(?P<unit>{_UNIT})(?P<half>\sand a half|\s1/2)?\b"
)
_MORE = rf"(?:\s?(?:and\s)?(?P<more>\d{{1,2}})\s?(?P<more_unit>{_UNIT})\b)?"
_BEFORE_NOW = (
    r"(?:agoo?|back|earlier|prior|pehle|pahle|phle|pehele|(?:na )?(?:ang )?(?:nakalipas|nakakaraan)"
    r"|(?:na )?(?:ang )?nakaraan|before(?=\s*(?:$|[,.;!?\n]))|ho ga[yi]?[ey]|ho chuke"
    r"|have passed|has passed|passed|na(?=\s*(?:$|[,.;!?\n])))\b"
    r"|since (?:i |we |my |the |buying|purchas|pay)"
)
_LIMIT = r"(?P<less>less than|under|not even|within the last|in the last|in the past|inside)"
_OVER = r"(?P<over>more than|over|at least|mahigit|higit sa|older than)"
_AGO = re.compile(
    rf"(?:\b(?:{_LIMIT}|{_OVER})\s)?(?<![\d.,:/$\u20b1\u20b9])\b(?:the\s)?"
    rf"(?:(?P<fewer>\d{{1,2}}|{WORD})\s?(?:or|to|-)\s?)?{_AMOUNT}{_MORE}\s?"
    rf"(?P<ago>{_BEFORE_NOW})"
)
_LAST_SPAN = re.compile(rf"\b(?:in|within|over|during) the (?P<less>last|past) (?:{_AMOUNT})")
_LAST_ONE = re.compile(r"\b(?:in|within|over|during) the (?:last|past) (?P<unit>hour|minute|day)\b")
_JUST_NOW = re.compile(
    r"\b(?:just now|(?:just |have )?(?:paid|bought|purchased|loaded|topped up|recharged|ordered)"
    r"(?: (?:it|this|that))? (?:right |just )?now(?! (?:it|the|my|i|that|nothing|but|and|they"
    r"|you))|(?<!\d )(?:a )?(?:moment|minute|second|min|sec)s? ago|abhi abhi"
    r"|abhi(?= (?:liya|kharid|kiya|recharge|pay))|ngayon[- ]ngayon|ngayon lang|ngyn lang"
    r"|kani-?kanina(?: lang)?|kaka(?:bili|load|bayad|topup|top[- ]up) (?:ko )?lang)\b"
)
_SPAN = re.compile(
    r"\b(?:(?:for|in|within|after|every|per|upto|up to|under|takes?|taking|next|last|past|another"
    rf"|only)\s)?(?:the\s)?(?:\d{{1,3}}(?:\s?(?:-|to)\s?\d{{1,3}})?\s?|(?:an?|{WORD})\s)"
    rf"(?:business\s|working\s|full\s|more\s)?(?:{_UNIT})\b"
)
_TERSE = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,3})(?P<unit>h|hr|hrs|min|mins|d)\b"
    r"(?!\s?(?:policy|window|refund|limit|rule|guarantee|support|service|trial|plan|validity|pack))"
)
_SPAN_BEFORE = re.compile(
    r"\b(?:for|in|within|after|every|per|up to|upto|takes?|took|until|next|than|the|a|your)\s$"
)
# These name the window of a policy far more often than a time that passed.
_WINDOWS = (24, 48, 72)
_MOST_YEARS = 5


def find_ago(low: str, now: datetime) -> Iterator[Moment | Day]:
    """Yield what lower-case text counts back from `now`, which is aware and in the right zone."""
    taken: list[tuple[int, int]] = []
    for one in _all(low, now):
        if not any(one.start < end and start < one.end for start, end in taken):
            taken.append((one.start, one.end))
            yield one


def _all(low: str, now: datetime) -> Iterator[Moment | Day]:
    for pattern in (_AGO, _LAST_SPAN):
        for found in pattern.finditer(low):
            yield from _counted(found, now)
    for found in _JUST_NOW.finditer(low):
        yield Moment(found.start(), found.end(), (now - timedelta(minutes=15), now))
    for found in _LAST_ONE.finditer(low):
        length = timedelta(minutes=_minutes(found["unit"]))
        yield Moment(found.start(), found.end(), (now - length, now))
    for found in _TERSE.finditer(low):
        if (
            not _SPAN_BEFORE.search(low[max(0, found.start() - 10) : found.start()])
            and int(found["number"]) not in _WINDOWS
        ):
            yield from _counted(found, now)
    for found in _SPAN.finditer(low):
        yield Moment(found.start(), found.end(), None)


def _counted(found: re.Match[str], now: datetime) -> Iterator[Moment | Day]:
    groups = found.groupdict()
    size = _minutes(found["unit"])
    if size == 1 and found["number"].strip() in ("a", "an"):
        return  # "A minute ago" is no figure but "just now".
    low, high = _count(found["number"].strip(), found["unit"])
    extra = Fraction(1, 2) if groups.get("half") or groups.get("plus") else Fraction(0)
    if fewer := whole(groups.get("fewer") or ""):
        low = min(low, Fraction(fewer))
    if groups.get("more"):
        extra += Fraction(int(groups["more"]) * _minutes(groups["more_unit"]), size)
    least, most = (low + extra) * size, (high + extra) * size
    if not least or most > _MOST_YEARS * 365 * 24 * 60:
        return
    if size >= _minutes("day") and not groups.get("less") and not groups.get("over"):
        yield _day(found, now, least, most, size)
        return
    yield Moment(found.start(), found.end(), _around(now, least, most, groups, size))


def _count(number: str, unit: str) -> tuple[Fraction, Fraction]:
    """Return the least and the most that a number word means."""
    word = number.removeprefix("a ").removeprefix("an ")
    if word in _VAGUE or word in ("some", "kuch"):
        least, most = _VAGUE.get(word, _VAGUE["few"])
        return Fraction(least), Fraction(most)
    if word.startswith("half") or word in ("aadha", "adha", "kalahating"):
        return Fraction(1, 2), Fraction(1, 2)
    if word == HINDI_TWO and unit not in _HINDI_UNITS:
        return Fraction(0), Fraction(0)
    is_figure = re.fullmatch(r"\d{1,4}(?:\.\d)?", word)
    figure = Fraction(word) if is_figure else Fraction(whole(word) or 0)
    return figure, figure


def _minutes(unit: str) -> int:
    for size, words in _MINUTES.values():
        if re.fullmatch(words, unit):
            return size
    return 0


def _around(
    now: datetime, least: Fraction, most: Fraction, groups: dict[str, str | None], size: int
) -> Interval:
    """Return the instants meant: half a unit each way for hours, a sixth for minutes.

    "More than 3 hours ago" reaches back as far again, because nobody says it of days.
    """
    if groups.get("less"):
        return (_back(now, most), now)
    if groups.get("over"):
        return (_back(now, most * 2), _back(now, least))
    precise = groups.get("more") or groups.get("half") or groups.get("plus") or least % size
    hours = Fraction(15) if precise else Fraction(30)
    slack = hours if size >= _minutes("hour") and least >= 60 else max(Fraction(2), least / 6)  # noqa: PLR2004 - minutes of an hour
    return (_back(now, most + slack), min(now, _back(now, least - slack)))


def _back(now: datetime, minutes: Fraction) -> datetime:
    """Return the instant that lies so many minutes back, in elapsed time."""
    return (now.astimezone(timezone.utc) - timedelta(seconds=int(minutes * 60))).astimezone(
        now.tzinfo
    )


def _day(found: re.Match[str], now: datetime, least: Fraction, most: Fraction, size: int) -> Day:
    """Return the calendar days meant: that day, or some days about it for weeks and more."""
    day = _minutes("day")
    slack = {_minutes("week"): 1, _minutes("month"): 4, _minutes("year"): 30}.get(size, 0)
    spread = slack * max(1, round(most / size)) if slack else 0
    first, last = round(most / day) + spread, max(0, round(least / day) - spread)
    days = (shifted(now.date(), first), shifted(now.date(), last))
    return Day(found.start(), found.end(), (days,))
