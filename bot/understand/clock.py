"""Clock times and parts of the day: "2pm", "half past 3", "alas otso", "5 baje", "evening".

An hour without am or pm has two readings; so has midnight, the beginning or the end of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understand.numbers import WORD, whole
from bot.understand.piece import Clock, Minutes, Part

DAY = 24 * 60
_HALF_DAY = 12 * 60
_HOURS, _NOON_HOUR, _HOUR_LONG = 24, 12, 60
_HALF = r"(?P<half>a\.?m\b\.?|p\.?m\b\.?|nn\b)"
_HOUR = rf"(?P<hour>\d{{1,2}}|{WORD})"
# After a bare hour only these may follow, so that "at 2 places" or "around 3 sms" is no time.
_ENDS = (
    r"(?=\s*(?:$|[,.;!?)\n]|(?:and|but|in|on|or|yesterday|yday|yest|today|last|this|ng|nang|sa|ko"
    r"|so|because|bcoz|kasi|for|via|with|using|through|when|while|na|po|my|the|is|was"
    r"|i|we|it|then|tapos|pero|kahapon|kanina|kal|morning|evening|afternoon|night)\b))(?!\s*[.,]\d)"
)
_ROUGHLY = (
    r"around|about|arnd|arround|abt|aprox|approx(?:imately)?|roughly|circa|mga|bandang|lagbhag"
)
_LEAD = rf"(?:at|@|~|by|after|before|since|{_ROUGHLY})"
_BEFORE_ROUGH = re.compile(rf"(?:\b(?:{_ROUGHLY}|like|maybe|nearly|almost)|~)\s*(?:at\s*)?$")
_AFTER_ROUGH = re.compile(
    r"\s?(?:ke (?:aas ?paas|kareeb|karib|around)|or so|approx\w*|more or less)\b"
)
_BEFORE_BOUND = re.compile(r"\b(?P<bound>after|before)\s*$")
_USE = re.compile(r"\b(?:used?|sent|send|consumed|tested|nagamit|cost|costs|paid)\s*(?:only\s*)?$")

_EXACT = re.compile(
    rf"(?<![\d/.:-])(?P<hour>\d{{1,2}})(?P<sign>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|[:.]\d)"
    rf"(?:\s?{_HALF})?"
)
_HALVES = re.compile(rf"(?<![\d/.:-])(?P<hour>\d{{1,2}})\s?{_HALF}")
_RUN_TOGETHER = re.compile(
    rf"(?<![\d/.:-])(?P<hour>\d{{1,2}})(?P<minute>[0-5]\d)\s?(?:{_HALF}|(?:hrs|hours|h)\b(?! ago))"
)
_PAST = re.compile(
    r"\b(?P<by>half|quarter|five|ten|twenty|twenty[- ]five|[1-5]?\d)\s(?:(?P<past>past|after)"
    r"|(?P<to>to|till|before))\s"
    rf"{_HOUR}\b(?!\s*[:/.]\d)(?:\s?{_HALF})?"
)
_BY = {"half": 30, "quarter": 15, "twenty-five": 25, "twenty five": 25}
# "At 1745", but not "at 1745 pesos".
_FOUR = re.compile(
    r"\b(?:at|around|@)\s(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\W*$|[,;]|\.\s|\s(?:on"
    r"|yesterday|today|and|but)\b)"
)
# Of the same length as the word, so that positions stay.
_TO_NOON = re.compile(r"(?P<before>\d\s?(?:[ap]m)?\s?(?:and|to|-|till|until)\s?)noon\b")
_OCLOCK = re.compile(rf"\b{_HOUR}\s?o\s?'?\s?clock\b(?:\s?{_HALF})?")
_BAJE = re.compile(rf"\b(?P<by>saadhe|sadhe|sava|paune)?\s?(?P<hour>\d{{1,2}}|do|{WORD})\s?baje\b")
_ALAS = re.compile(
    rf"\b(?:alas|ala)[\s-]{{0,2}}{_HOUR}\b(?::(?P<minute>[0-5]\d))?"
    rf"(?P<medya>[\s-]?(?:y|i)[\s-]?medya|[\s-]?imedya)?(?:\s?{_HALF})?"
)
_IN_PART = re.compile(
    rf"\b{_HOUR}\s(?=(?:in the |sa |ng )(?:morning|afternoon|evening|umaga|hapon|gabi)\b)"
)
_LED = re.compile(rf"(?:\b|(?=[@~])){_LEAD}\s*(?:at\s*)?{_HOUR}(?P<ish>\s?-?ish)?{_ENDS}")
_ISH = re.compile(rf"\b{_HOUR}\s?-?ish\b")
_NOON = re.compile(r"\b(?:12\s?)?(?:noon|midday)\b|\btanghaling tapat\b")
_MIDNIGHT = re.compile(r"\b(?:12\s?)?midnight\b|\bhatinggabi\b|\bhating gabi\b|\baadhi raat\b")
_RANGE = re.compile(
    r"\b(?:(?:between|from|btwn|btw)\s)?(?P<from>\d{1,2})(?::(?P<from_minute>[0-5]\d))?"
    r"\s?(?P<from_half>[ap]\.?m\.?)?\s?(?:-|to|and|or|&|until|till)\s?"
    r"(?P<to>\d{1,2})(?::(?P<to_minute>[0-5]\d))?\s?(?P<to_half>[ap]\.?m\b\.?)?"
)

_PARTS: tuple[tuple[str, Minutes, Minutes], ...] = (
    (r"madaling araw|early (?:in the )?morning|dawn", (0, 6 * 60), (0, 7 * 60)),
    (r"morning|mornin|umaga|umagang|subah|subha|savere", (5 * 60, _HALF_DAY), (0, _HALF_DAY)),
    (r"tanghali|dopahar|dophar|lunch ?time", (11 * 60, 14 * 60), (10 * 60, 16 * 60)),
    (r"afternoon|aftrnoon|hapon|hapong", (_HALF_DAY, 18 * 60), (_HALF_DAY, 18 * 60 + 59)),
    (r"evening|eve|evng|shaam|sham|shyam", (17 * 60, 22 * 60), (15 * 60, DAY - 1)),
    (
        r"nights?|nite|tonight|gabi|gabing|kagabi|raat|rat",
        (18 * 60, 29 * 60),
        (18 * 60, 29 * 60 + 59),
    ),
)
_PART = [
    (re.compile(rf"(?<!good )(?<!magandang )(?<!gud )\b(?:{words})\b"), means, allows)
    for words, means, allows in _PARTS
]


def find_parts(low: str) -> Iterator[Part]:
    """Yield the parts of the day named in lower-case text."""
    for pattern, means, allows in _PART:
        for found in pattern.finditer(low):
            yield Part(found.start(), found.end(), means, allows)


def find_clocks(low: str) -> Iterator[Clock]:
    """Yield the clock times in lower-case text; where they overlap, the first found is meant."""
    taken: list[tuple[int, int]] = []
    low = _TO_NOON.sub(r"\g<before>12pm", low)
    for one in _all(low):
        if not any(one.start < end and start < one.end for start, end in taken):
            taken.append((one.start, one.end))
            yield _loosened(one, low)


def _all(low: str) -> Iterator[Clock]:
    for found in _RANGE.finditer(low):
        yield from _range(found, low)
    for found in _PAST.finditer(low):
        yield from _piece(found, _past(found))
    for pattern in (_ALAS, _EXACT, _RUN_TOGETHER, _HALVES, _OCLOCK, _ISH):
        for found in pattern.finditer(low):
            yield from _piece(found, _said(found, low))
    for found in _FOUR.finditer(low):
        yield from _piece(found, _said(found, low), start=found.start("hour"))
    for found in _BAJE.finditer(low):
        yield from _piece(found, _baje(found))
    for pattern, at in ((_NOON, (_HALF_DAY,)), (_MIDNIGHT, (0, DAY))):
        for found in pattern.finditer(low):
            yield from _piece(found, at)
    for found in _IN_PART.finditer(low):
        if not _USE.search(low[max(0, found.start() - 20) : found.start()]):
            yield from _piece(found, _said(found, low))
    for found in _LED.finditer(low):
        if not _USE.search(low[max(0, found.start() - 20) : found.start()]):
            yield from _piece(found, _said(found, low), start=found.start("hour"))


def _piece(
    found: re.Match[str], minutes: tuple[int, ...], start: int | None = None
) -> Iterator[Clock]:
    if minutes:
        begin = found.start() if start is None else start
        yield Clock(begin, found.end(), tuple((one, one) for one in minutes))


def _said(found: re.Match[str], low: str) -> tuple[int, ...]:
    """Read hour, minute and half of the day from a match."""
    groups = found.groupdict()
    half = groups.get("half")
    # "2.30" alone may be an amount; with am or pm, or after "at", it is a time.
    if groups.get("sign") == "." and not half and not low.endswith("at ", 0, found.start()):
        return ()
    hour = whole(found["hour"])
    minute = 30 if groups.get("medya") else int(groups.get("minute") or 0)
    if hour is None:
        return ()
    # A leading zero is the habit of the 24-hour clock.
    if groups.get("minute") and not half and found["hour"].startswith("0"):
        return (hour * 60 + minute,)
    return _candidates(hour, minute, half)


def _candidates(hour: int, minute: int, half: str | None) -> tuple[int, ...]:
    """Return the minutes of the day that an hour can mean: two, unless am, pm or 13 settle it."""
    if not 0 <= hour <= _HOURS or minute >= _HOUR_LONG or (hour == _HOURS and minute):
        return ()
    if hour > _NOON_HOUR or hour == 0:
        return (hour * 60 + minute,)
    morning = hour % 12 * 60 + minute
    if half:
        return (morning if half[0] == "a" else morning + _HALF_DAY,)
    return (morning, morning + _HALF_DAY)


def _past(found: re.Match[str]) -> tuple[int, ...]:
    hour = whole(found["hour"])
    if hour is None or not 1 <= hour <= _NOON_HOUR:
        return ()
    by = _BY.get(found["by"]) or whole(found["by"]) or 0
    shift = -by if found["to"] else by
    return tuple((one + shift) % DAY for one in _candidates(hour, 0, found["half"]))


def _baje(found: re.Match[str]) -> tuple[int, ...]:
    hour = whole(found["hour"])
    shift = {"saadhe": 30, "sadhe": 30, "sava": 15, "paune": -15}.get(found["by"] or "", 0)
    if hour is None or not 0 <= hour < _HOURS:
        return ()
    return tuple((one + shift) % DAY for one in _candidates(hour, 0, None))


def _range(found: re.Match[str], low: str) -> Iterator[Clock]:
    """Read "between 2 and 3", "2-3pm"; without am, pm or "between" it is no time."""
    led = re.match(r"between|from|btw", found.group())
    rest = low[found.end() :]
    if not (found["to_half"] or (led and re.match(_ENDS, rest))):
        return
    before = low[found.start() - 1] if found.start() else " "
    if before in "/-.:" or before.isdigit() or re.match(r"[-/:]?\d", rest):
        return
    ends = _hours(found, "to", found["to_half"])
    starts = _hours(found, "from", found["from_half"])
    readings = tuple(_spans(starts, ends))
    if readings:
        yield Clock(found.start(), found.end(), readings)


def _hours(found: re.Match[str], name: str, half: str | None) -> tuple[int, ...]:
    return _candidates(int(found[name]), int(found[f"{name}_minute"] or 0), half)


def _spans(starts: tuple[int, ...], ends: tuple[int, ...]) -> Iterator[Minutes]:
    """Pair each end with the nearest start before it: "11 to 1pm" begins in the morning."""
    for end in ends:
        before = [start if start < end else start - DAY for start in starts]
        if before:
            start = max(before)
            yield (start, end) if start >= 0 else (start + DAY, end + DAY)


def _loosened(one: Clock, low: str) -> Clock:
    """Widen a rough time by half an hour each way; "after 2" and "before 2" reach the day's end."""
    before = low[max(0, one.start - 20) : one.start]
    if bound := _BEFORE_BOUND.search(before):
        after = bound["bound"] == "after"
        spans = [(first, DAY - 1) if after else (0, last) for first, last in one.readings]
        return Clock(one.start, one.end, tuple(dict.fromkeys(s for s in spans if s[0] <= s[1])))
    rough = _BEFORE_ROUGH.search(before) or _AFTER_ROUGH.match(low, one.end)
    if rough or low.endswith("ish", one.start, one.end):
        widened = tuple((first - 30, last + 30) for first, last in one.readings)
        return Clock(one.start, one.end, widened)
    return one
