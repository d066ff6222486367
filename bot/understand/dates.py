"""Days: "yesterday", "kal", "last Monday", "20/11", "Nov 20", "the 12th", "end of last month".

Every reading that is left open is returned: 03/04 is two days, and a weekday named on that same
weekday is today or a week ago. A day that lies ahead is kept apart in `Day.coming`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.understand.piece import Day, Days

_AGO: tuple[tuple[str, int], ...] = (
    (
        r"day (?:before|b4) (?:yesterday|yest\w{0,7}|yday)|parso|parson|kamakalawa"
        r"|noong isang araw|(?<=night )before last|(?<=not yesterday, )(?:but )?the day before"
        r"|(?<=not yesterday )but the day before",
        2,
    ),
    (r"yesterday|yest|yday|ystrday|yestrday|yesteday|yesterdy|ystdy|kahapon|kal", 1),
    (r"narso|tarso|narson|tarson", 3),
    (r"earlier today|today|tdy|2day|aaj|ngayong araw|kanina(?:ng)?", 0),
)
# The part of the day that follows, or stands in the word itself, is read by `clock.py`.
_LAST_NIGHT = re.compile(r"\b(?:last(?=\s(?:night|nite|evening|eve|morning))|kagabi)\b")
_THIS_MORNING = re.compile(
    r"\b(?:since(?=\s(?:the\s)?(?:morning|afternoon|noon|evening))|this(?=\s(?:morning|mornin|afternoon|evening|night))|tonight)\b"
)
_AHEAD = re.compile(
    r"\b(?:tomorrow|tmrw|tom(?= )|bukas|(?:next|coming|upcoming|agle|susunod na) "
    r"(?:week|month|year|day|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|hafte|linggo))\b"
)
_WEEKDAYS = (
    r"monday|(?<=on )mon|(?<=last )mon|(?<=this )mon"
    r"|mon(?=[,.]|$| (?:at|around|\d|morning|night|afternoon|evening))"
    r"|lunes|som(?:vaa?r|waa?r)",
    r"tue(?:s|sday)?|martes|mangal(?:vaa?r|waa?r)?",
    r"wed(?:s|nesday)?|wednsday|miy?erkules|myerkules|budh(?:vaa?r|waa?r)",
    r"thu(?:r|rs|rsday)?|thursdy|huwebes|guru(?:vaa?r|waa?r)|veervaa?r",
    r"fri(?:day)?|biyernes|byernes|shukra(?:vaa?r|waa?r)",
    r"saturday|sabado|shani(?:vaa?r|waa?r)|(?<=on )sat|(?<=last )sat|(?<=this )sat"
    r"|sat(?=[,.] |$| (?:at|around|\d{1,2}(?::\d\d)? ?[ap]\.?m|morning|night|afternoon|evening))",
    r"sunday|ravi(?:vaa?r|waa?r)|itwaa?r|(?<=noong )linggo|(?<=nung )linggo"
    r"|(?<=on )sun|(?<=last )sun|(?<=this )sun"
    r"|sun(?=[,.] |$| (?:at|around|\d{1,2}(?::\d\d)? ?[ap]\.?m|morning|night|afternoon|evening))",
)
_LAST = r"last|past|previous|prev|nakaraang|nagdaang|pichh?le|pichhli|gaya"
_WEEKDAY = [
    re.compile(rf"\b(?:(?P<which>{_LAST}|this|noong nakaraang|nung nakaraang)\s)?(?:{words})\b")
    for words in _WEEKDAYS
]
_MONTHS = {
    "jan": 1,
    "january": 1,
    "enero": 1,
    "feb": 2,
    "february": 2,
    "pebrero": 2,
    "mar": 3,
    "march": 3,
    "marso": 3,
    "apr": 4,
    "april": 4,
    "abril": 4,
    "may": 5,
    "mayo": 5,
    "jun": 6,
    "june": 6,
    "hunyo": 6,
    "jul": 7,
    "july": 7,
    "hulyo": 7,
    "aug": 8,
    "august": 8,
    "agosto": 8,
    "sep": 9,
    "sept": 9,
    "september": 9,
    "setyembre": 9,
    "oct": 10,
    "october": 10,
    "oktubre": 10,
    "nov": 11,
    "november": 11,
    "nobyembre": 11,
    "dec": 12,
    "december": 12,
    "disyembre": 12,
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:\s?,?\s?'?(?P<year>20\d\d|(?<=')\d\d)(?![\d:]))?"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
_DAY_MONTH = re.compile(
    rf"(?:(?<=ika-)|(?<![\d/.-]))(?P<day>[0-3]?\d){_ORDINAL}[\s-]?(?:of\s"
    rf"|ng\s)?(?P<month>{_MONTH})\b[.,-]?{_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})[\s.,-]{{0,2}}(?:the\s)?(?P<day>[0-3]?\d){_ORDINAL}(?![\d:/]|\.\d)"
    rf"(?!\s?(?:[ap]\.?m|times|x)\b){_YEAR}"
)
_ISO = re.compile(
    r"(?<![\d/.-])(?P<year>20\d\d)[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?![\d/-]|\.\d)"
)
_FIGURES = re.compile(
    r"(?<![\d/.:-])(?P<a>[0-3]?\d)(?P<sign>[-/.])(?P<b>[0-3]?\d)"
    r"(?:(?P=sign)(?P<year>20\d\d|\d\d))?(?![\d/:-]|\.\d)"
)
_RUN_TOGETHER = re.compile(
    r"(?<![\w.,/:#-])(?P<a>[0-3]\d)(?P<b>[0-3]\d)(?P<year>20[12]\d)(?![\w,/:-]|\.\d)"
)
# Six figures are an id or an amount as well, so these need a word before them, or stand alone.
_SIX = re.compile(
    r"(?:^\W*|\b(?:on|dated?|date is|date was|date:|noong|nung|since)\s)"
    r"(?P<date>(?P<a>[0-3]\d)(?P<b>[0-3]\d)(?P<year>2\d))(?:(?=\W*$)|(?=\s[a-z@(])|(?=[,.]\s))"
)
_OF_MONTH = re.compile(
    r"\b(?:the\s(?P<bare>[0-3]?\d)\s?(?:st|nd|rd|th)|(?:on|last)\s(?P<on>[0-3]?\d)\s?(?:st|nd|rd"
    r"|th)"
    r"|(?P<of>[0-3]?\d)\s?(?:st|nd|rd|th)(?=\s(?:of\s)?(?:last|this)\smonth)"
    r"|(?<=and )(?P<and>[0-3]?\d)\s?(?:st|nd|rd|th)|^(?P<alone>[0-3]?\d)\s?(?:st|nd|rd|th)"
    r"|(?P<tarikh>[0-3]?\d)\s(?:tarikh|tareekh))\b"
)
_WEEK = re.compile(
    rf"\b(?:(?P<past>past|this past)\sweek|(?P<last>{_LAST})\s(?:week|hafte|hafta|linggo)"
    rf"|(?P<this>this)\sweek"
    rf"|(?:{_LAST}|over the|this past)\s(?P<end>weekend))\b"
)
_WHOLE_MONTH = re.compile(
    r"\b(?:(?P<edge>(?:end|last week|first week|start|beginning|middle|early|late|mid)\s?"
    r"(?:of\s(?:the\s)?)?)\s?)?"
    rf"(?:(?P<last>{_LAST})\s(?:month|mahine|mahina|buwan)(?:'?s?\s(?P<tail>end|start|beginning))?"
    r"|(?P<this>this)\smonth"
    rf"|(?P<name>(?<=in )(?:{_MONTH})|(?<=last )(?:{_MONTH})|(?<=of )(?:{_MONTH})"
    rf"|(?<=noong )(?:{_MONTH})|(?<=early )(?:{_MONTH})|(?<=late )(?:{_MONTH})"
    rf"|(?<=mid[ -])(?:{_MONTH}))(?!\s?\d))\b"
)


def find_days(low: str, today: date) -> Iterator[Day]:
    """Yield the days named in lower-case text; where they overlap, the first found is meant."""
    taken: list[tuple[int, int]] = []
    for finder in (_written, _figures, _named, _runs, _weekdays, _of_month):
        for one in finder(low, today):
            if not any(one.start < end and start < one.end for start, end in taken):
                taken.append((one.start, one.end))
                yield one


def shifted(today: date, days: int) -> date:
    """Return the day that lies `days` back."""
    return today - timedelta(days=days)


def _named(low: str, today: date) -> Iterator[Day]:
    for words, back in _AGO:
        for found in re.finditer(rf"\b(?:{words})\b", low):
            day = shifted(today, back)
            coming = ((shifted(today, -back),) * 2,) if found.group() in ("kal", "parso") else ()
            yield Day(found.start(), found.end(), ((day, day),), coming)
    for pattern, back in ((_LAST_NIGHT, 1), (_THIS_MORNING, 0)):
        for found in pattern.finditer(low):
            yield Day(found.start(), found.end(), ((shifted(today, back),) * 2,))
    for found in _AHEAD.finditer(low):
        yield Day(found.start(), found.end(), (), _ahead(found.group(), today))


def _ahead(words: str, today: date) -> tuple[Days, ...]:
    """Return what lies ahead: tomorrow, or next week's days; other words keep their day open."""
    if words.startswith(("tom", "tmrw", "bukas")):
        return ((shifted(today, -1),) * 2,)
    monday = today + relativedelta(days=7 - today.weekday())
    if "week" in words or "hafte" in words or "linggo" in words:
        return ((monday, shifted(monday, -6)),)
    for number, pattern in enumerate(_WEEKDAY):
        if pattern.search(words):
            near = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
            far = monday + timedelta(days=number)
            return tuple(dict.fromkeys([(near, near), (far, far)]))
    return ()


def _weekdays(low: str, today: date) -> Iterator[Day]:
    for number, pattern in enumerate(_WEEKDAY):
        for found in pattern.finditer(low):
            # "sat", "sun" and "mon" are words as well; the patterns ask for "on" before them.
            back = (today.weekday() - number) % 7
            on_the_day = back == 0 and found["which"] is None
            backs = (0, 7) if on_the_day else (back or (0 if found["which"] == "this" else 7),)
            past = tuple((shifted(today, one),) * 2 for one in backs)
            ahead = shifted(today, back - 7)
            yield Day(found.start(), found.end(), past, ((ahead, ahead),), _on_weekday(number))


def _on_weekday(number: int) -> Callable[[date], bool]:
    return lambda day: day.weekday() == number


def _on_day(number: int) -> Callable[[date], bool]:
    return lambda day: day.day == number


def _written(low: str, today: date) -> Iterator[Day]:
    """Yield dates with the month in words or in ISO order."""
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(low):
            month = found["month"]
            number = _MONTHS[month] if month in _MONTHS else int(month)
            yield from _dated(found, today, ((int(found["day"]), number),), found["year"])


def _figures(low: str, today: date) -> Iterator[Day]:
    """Yield dates in figures: day first and month first, whichever exist."""
    for found in _FIGURES.finditer(low):
        # Without a year a point or a dash is a decimal or a range, and "24/7" is no date.
        if found["year"] is None and (found["sign"] != "/" or found.group() in ("24/7", "50/50")):
            continue
        a, b = int(found["a"]), int(found["b"])
        yield from _dated(found, today, tuple(dict.fromkeys([(a, b), (b, a)])), found["year"])
    for pattern in (_RUN_TOGETHER, _SIX):
        for found in pattern.finditer(low):
            a, b = int(found["a"]), int(found["b"])
            for day in _dated(found, today, tuple(dict.fromkeys([(a, b), (b, a)])), found["year"]):
                yield replace(day, start=found.start("a"))


def _dated(
    found: re.Match[str], today: date, pairs: tuple[tuple[int, int], ...], year: str | None
) -> Iterator[Day]:
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004 - two figures of a year
    past, coming = [], []
    for day, month in pairs:
        years = [full] if full else [today.year - 1, today.year, today.year + 1]
        dates = [one for one in (_date(year, month, day) for year in years) if one]
        past += [(one, one) for one in dates if one <= today][-1:]
        coming += [(one, one) for one in dates if one > today][:1]
    if past or coming:
        yield Day(found.start(), found.end(), tuple(past), tuple(coming))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_month(low: str, today: date) -> Iterator[Day]:
    """Yield "the 12th": the latest such day."""
    for found in _OF_MONTH.finditer(low):
        number = int(next(filter(None, found.groups())))
        months = [today + relativedelta(day=1, months=-back) for back in range(4)]
        days = [one for one in (_date(m.year, m.month, number) for m in months) if one]
        past = [(one, one) for one in days if one <= today][:1]
        ahead = _date(*(today + relativedelta(months=+1)).timetuple()[:2], number)
        coming = [(one, one) for one in [*days[:1], ahead] if one and one > today][:1]
        if past:
            yield Day(found.start(), found.end(), tuple(past), tuple(coming), _on_day(number))


def _runs(low: str, today: date) -> Iterator[Day]:
    """Yield weeks, week-ends and months."""
    monday = shifted(today, today.weekday())
    for found in _WEEK.finditer(low):
        if found["end"]:
            days = (shifted(monday, 2), shifted(monday, 1))
        elif found["this"]:
            days = (monday, today)
        elif found["past"]:
            days = (shifted(today, 7), today)
        else:
            days = (shifted(monday, 7), shifted(monday, 1))
        yield Day(found.start(), found.end(), (days,))
    for found in _WHOLE_MONTH.finditer(low):
        first = _first_of_month(found, today)
        yield Day(found.start(), found.end(), (_edge(first, found["edge"] or found["tail"] or ""),))


def _first_of_month(found: re.Match[str], today: date) -> date:
    this = today.replace(day=1)
    if found["this"]:
        return this
    if found["last"]:
        return this - relativedelta(months=1)
    named = this.replace(month=_MONTHS[found["name"]])
    return named if named <= today else named - relativedelta(years=1)


def _edge(first: date, edge: str) -> Days:
    """Return the days of a month that "end of", "early" or "mid" mean."""
    last = first + relativedelta(day=31)
    if edge.startswith(("end", "last", "late")):
        return (last - timedelta(days=6 if edge.startswith(("end", "last")) else 10), last)
    if edge.startswith(("start", "begin", "first", "early")):
        return (first, first + timedelta(days=9 if edge.startswith("early") else 6))
    if edge.startswith("mid"):
        return (first + timedelta(days=9), first + timedelta(days=19))
    return (first, last)
