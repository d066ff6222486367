"""Phrases of time, read on Wednesday 25 November 2026 at 15:00 in the merchant's zone.

The right column is local time: "24" the whole day, "24 14:00" an instant, "A > B" an interval,
"A | B" two readings, and nothing where nothing sure was said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from dateutil import tz

from bot.errors import BadInput
from bot.understand.times import find_phrases, resolve, resolve_coming

ZONES = ("Asia/Manila", "Asia/Kolkata")

PHRASES = """
just now                              25 14:45 > 25 15:00
a minute ago                          25 14:45 > 25 15:00
10 mins ago                           25 14:48 > 25 14:52
30 mins back                          25 14:25 > 25 14:35
twenty minutes ago                    25 14:36 > 25 14:43
2 or 3 hours ago                      25 11:30 > 25 13:30
half an hour ago                      25 14:25 > 25 14:35
an hour ago                           25 13:30 > 25 14:30
1 hr ago                              25 13:30 > 25 14:30
3 hours ago                           25 11:30 > 25 12:30
abt 3hrs ago                          25 11:30 > 25 12:30
3h                                    25 11:30 > 25 12:30
2.5 hours ago                         25 12:15 > 25 12:45
2 hours 15 minutes ago                25 12:30 > 25 13:00
an hour and a half ago                25 13:15 > 25 13:45
a couple of hours ago                 25 11:30 > 25 13:30
a few hours ago                       25 08:30 > 25 13:30
23 hours ago                          24 15:30 > 24 16:30
24 hours ago                          24 14:30 > 24 15:30
less than an hour ago                 25 14:00 > 25 15:00
more than 3 hours ago                 25 09:00 > 25 12:00
in the last 2 hours                   25 13:00 > 25 15:00
2 ghante pehle                        25 12:30 > 25 13:30
aadha ghanta pehle                    25 14:25 > 25 14:35
3 oras na ang nakalipas               25 11:30 > 25 12:30
abhi abhi kharida                     25 14:45 > 25 15:00
ngayon lang                           25 14:45 > 25 15:00
kakabili ko lang                      25 14:45 > 25 15:00
today                                 25 00:00 > 25 15:00
earlier today                         25 00:00 > 25 15:00
aaj                                   25 00:00 > 25 15:00
kanina                                25 00:00 > 25 15:00
this morning                          25 05:00 > 25 12:00
kaninang umaga                        25 05:00 > 25 12:00
aaj subah                             25 05:00 > 25 12:00
this afternoon                        25 12:00 > 25 15:00
yesterday                             24
yday                                  24
ystrday                               24
kahapon                               24
kal                                   24
the day before yesterday              23
parso                                 23
kamakalawa                            23
two days back                         23
2 days ago                            23
do din pehle                          23
2 araw na ang nakalipas               23
2 or 3 days ago                       22 00:00 > 23 23:59
three days ago                        22
last night                            24 18:00 > 25 05:00
kagabi                                24 18:00 > 25 05:00
kal raat                              24 18:00 > 25 05:00
two nights ago                        23 18:00 > 24 05:00
yesterday morning                     24 05:00 > 24 12:00
kal shaam                             24 17:00 > 24 22:00
parso subah                           23 05:00 > 23 12:00
kahapon ng hapon                      24 12:00 > 24 18:00
yesterday at 2pm                      24 14:00
yesterday 2pm                         24 14:00
2pm yesterday                         24 14:00
at 2:00 pm yesterday                  24 14:00
yesterday at 2:15 p.m.                24 14:15
yesterday, 14:05                      24 14:05
215pm yesterday                       24 14:15
yesterday 1430 hrs                    24 14:30
2.30pm yesterday                      24 14:30
kahapon ng 2pm                        24 14:00
kal shaam 5 baje                      24 17:00
raat 11 baje kal                      24 23:00
kahapon alas otso ng gabi             24 20:00
alas-dos ng hapon kahapon             24 14:00
yesterday at noon                     24 12:00
yesterday at 12 noon                  24 12:00
yesterday at half past 3 in the afternoon   24 15:30
yesterday evening around 6ish         24 17:30 > 24 18:30
yesterday around 2pm                  24 13:30 > 24 14:30
yesterday between 2 and 3 pm          24 14:00 > 24 15:00
9 or 10 am yesterday                  24 09:00 > 24 10:00
2-3pm yesterday                       24 14:00 > 24 15:00
11 to 1pm yesterday                   24 11:00 > 24 13:00
after 2pm yesterday                   24 14:00 > 24 23:59
before noon yesterday                 24 00:00 > 24 12:00
last night at 11                      24 23:00
last night at 2                       25 02:00
last night around 9                   24 20:30 > 24 21:30
this morning at 9                     25 09:00
kanina alas otso ng umaga             25 08:00
yday arnd 2                           24 01:30 > 24 02:30 | 24 13:30 > 24 14:30
yesterday at half past 3              24 03:30 | 24 15:30
quarter to 4 yesterday                24 03:45 | 24 15:45
yesterday at midnight                 24 00:00 | 25 00:00
yesterday at 5:30                     24 05:30 | 24 17:30
at 2                                  25 02:00 | 25 14:00
around half past 3                    24 15:00 > 24 16:00 | 25 03:00 > 25 04:00
alas otso                             24 20:00 | 25 08:00
saadhe teen baje                      24 15:30 | 25 03:30
between 2 and 3                       25 02:00 > 25 03:00 | 25 14:00 > 25 15:00
2pm                                   25 14:00
at 9 am                               25 09:00
11pm                                  24 23:00
14:00                                 25 14:00
09:15                                 25 09:15
noon                                  25 12:00
midnight                              25 00:00
1 o'clock in the afternoon            25 13:00
monday                                23
on tuesday                            24
last monday                           23
last Monday 14:00                     23 14:00
last wednesday                        18
this wednesday                        25 00:00 > 25 15:00
wednesday                             18 | 25 00:00 > 25 15:00
last friday                           20
fri 9am                               20 09:00
noong Lunes                           23
nung martes ng gabi                   24 18:00 > 25 05:00
noong Linggo                          22
pichle somvar                         23
monday last week                      16
last week monday                      16
thursday last week 3pm                19 15:00
last week                             16 00:00 > 22 23:59
noong nakaraang linggo                16 00:00 > 22 23:59
last weekend                          21 00:00 > 22 23:59
a week ago                            17 00:00 > 19 23:59
isang linggo na ang nakalipas         17 00:00 > 19 23:59
a few days ago                        19 00:00 > 23 23:59
between monday and tuesday            23 00:00 > 24 23:59
20/11/2026 9am                        20 09:00
20/11/2026                            20
20-11-2026                            20
20.11.26                              20
11/20                                 20
20/11 around 5pm                      20 16:30 > 20 17:30
Nov 20 2:15pm                         20 14:15
20 Nov                                20
20th of November, 9 am                20 09:00
Nov 20th at 3 in the afternoon        20 15:00
november 20, 2026                     20
ika-20 ng Nobyembre                   20
friday 20 nov                         20
24th                                  24
on the 12th                           12
12 th of last month                   10-12
20 tarikh ko                          20
2026-11-20                            20
2026-11-20T14:00                      20 14:00
2026-11-20 14:05                      20 14:05
2026-11-20 2:15 pm                    20 14:15
from 20 nov to 22 nov                 20 00:00 > 22 23:59
around 20 nov                         19 00:00 > 21 23:59
03/04                                 03-04 | 04-03
05/11/2026                            05-11 | 05
03/03                                 03-03
end of last month                     10-25 00:00 > 10-31 23:59
last month                            10-01 00:00 > 10-31 23:59
in october                            10-01 00:00 > 10-31 23:59
early november                        01 00:00 > 10 23:59
mid october                           10-10 00:00 > 10-20 23:59
start of this month                   01 00:00 > 07 23:59
tomorrow
tomorrow at 2
next monday
bukas ng umaga
within 24 hours
for 3 days
5-10 business days
24/7
13/13
31/02
28/11/2026
good morning
i may 5 times
2 places
v2.0
021126                                02-11 | 02
211126                                21
20-nov                                20
20th nov'26                           20
nov. 20 around 4pm                    20 15:30 > 20 16:30
2:30                                  25 02:30 | 25 14:30
at 2:30                               25 02:30 | 25 14:30
0230 hrs                              25 02:30
midnight yesterday                    24 00:00 | 25 00:00
12 midnight                           25 00:00
12 noon                               25 12:00
12pm yesterday                        24 12:00
12am today                            25 00:00
since morning                         25 05:00 > 25 12:00
since yesterday                       24
noong Huwebes ng umaga                19 05:00 > 19 12:00
alas otso y medya ng gabi             24 20:30
ala una ng hapon                      25 13:00
parso raat ko                         23 18:00 > 24 05:00
last month end                        10-25 00:00 > 10-31 23:59
month end
thursday night                        19 18:00 > 20 05:00
sat afternoon                         21 12:00 > 21 18:00
sun at 5pm                            22 17:00
mon morning                           23 05:00 > 23 12:00
tues 3pm                              24 15:00
last fri evening                      20 17:00 > 20 22:00
somvar ko                             23
budhvar subah 10 baje                 18 10:00 | 25 10:00
shukravar                             20
kahapon ng tanghali                   24 11:00 > 24 14:00
kagabi alas onse                      24 23:00
kaninang alas nuwebe ng umaga         25 09:00
kanina mga 10am                       25 09:30 > 25 10:30
kal sham 7 baje ke aas paas           24 18:30 > 24 19:30
aaj subah 8:30 baje                   25 08:30
teen din pehle                        22
do ghante pehle                       25 12:30 > 25 13:30
dalawang araw na ang nakalipas        23
isang oras na ang nakalipas           25 13:30 > 25 14:30
5 mins back                           25 14:53 > 25 14:57
90 minutes ago                        25 13:15 > 25 13:45
three weeks ago                       01 00:00 > 07 23:59
2 months ago                          09-18 00:00 > 10-04 23:59
quarter past 10 this morning          25 10:15
ten past 9 last night                 24 21:10
five to 12 yesterday                  24 11:55 | 24 23:55
8ish last night                       24 19:30 > 24 20:30
yesterday at 17:45                    24 17:45
yesterday at 1745                     24 17:45
november 5th                          05
5th of november at 7 in the evening   05 19:00
the 5th                               05
on the 30th                           10-30
11/5/26                               05-11 | 05
5.11.2026                             05-11 | 05
2026/11/05                            05
05-Nov-2026 18:20                     05 18:20
saturday, november 21                 21
first week of november                01 00:00 > 07 23:59
yesterday between 10am and noon       24 10:00 > 24 12:00
from 9 to 11 this morning             25 09:00 > 25 11:00
last night around midnight            24 23:30 > 25 00:30
the night before last                 23 18:00 > 24 05:00
day b4 yesterday at 6pm               23 18:00
yesterday's evening                   24 17:00 > 24 22:00
yesterday early morning               24 00:00 > 24 06:00
late last night                       24 18:00 > 25 05:00
this past monday                      23
monday of this week                   23
the other day
recently
25 nov 9am                            25 09:00
today 9 am                            25 09:00
today at 5pm
just a few minutes ago                25 14:52 > 25 15:00
half an hour back                     25 14:25 > 25 14:35
"""


def rows() -> list[tuple[str, str]]:
    """Return the table as pairs: what is said, what is meant."""
    lines = [line for line in PHRASES.splitlines() if line]
    return [
        (said.strip(), meant.strip()) for said, _, meant in (one.partition("  ") for one in lines)
    ]


def written(first: datetime, last: datetime) -> str:
    """Return an interval as the right column writes it."""
    if last - first == timedelta(days=1, seconds=-1):
        return _short(first).partition(" ")[0]
    return _short(first) if first == last else f"{_short(first)} > {_short(last)}"


def _short(moment: datetime) -> str:
    return f"{moment:%d %H:%M}" if moment.month == 11 else f"{moment:%m-%d %H:%M}"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("said", "meant"), rows())
def test_a_phrase_is_read_as_people_mean_it(said: str, meant: str, zone: str) -> None:
    now = datetime(2026, 11, 25, 15, tzinfo=tz.gettz(zone))
    readings = [
        written(*reading)
        for phrase in find_phrases(said.lower(), now=now, zone=zone)
        if not phrase.has_only_part
        for reading in resolve(phrase, now=now, zone=zone)
    ]
    assert " | ".join(readings) == meant


def test_the_table_is_long_enough_to_show_something() -> None:
    assert len(rows()) >= 150


def test_the_zone_of_the_merchant_decides_which_day_yesterday_is() -> None:
    late = datetime.fromisoformat("2026-11-25T23:30:00+05:30")
    (phrase,) = find_phrases("yesterday", now=late, zone="Asia/Manila")
    ((first, _),) = resolve(phrase, now=late, zone="Asia/Manila")
    assert first == datetime.fromisoformat("2026-11-25T00:00:00+08:00")


def test_a_stamp_with_an_offset_is_that_instant_in_any_zone() -> None:
    now = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
    (phrase,) = find_phrases("2026-11-20t06:00:00z", now=now, zone="Asia/Manila")
    ((first, last),) = resolve(phrase, now=now, zone="Asia/Manila")
    assert first == last == datetime.fromisoformat("2026-11-20T14:00:00+08:00")


def test_half_the_hour_about_now_is_not_told_as_today() -> None:
    now = datetime.fromisoformat("2026-11-25T15:05:00+08:00")
    (phrase,) = find_phrases("around 3pm", now=now, zone="Asia/Manila")
    ((first, last),) = resolve(phrase, now=now, zone="Asia/Manila")
    assert (written(first, last)) == "25 14:30 > 25 15:05"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", "26"),
        ("by monday", "23 | 30"),
        ("by 20 nov", "20"),
        ("28 nov", "28"),
        ("next friday", "27 | 12-04"),
    ],
)
def test_a_promise_may_lie_ahead(said: str, meant: str) -> None:
    now = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
    (phrase,) = find_phrases(said, now=now, zone="Asia/Manila")
    readings = resolve_coming(phrase, now=now, zone="Asia/Manila")
    assert " | ".join(written(*one) for one in readings) == meant


def test_an_unknown_zone_is_refused_with_its_name() -> None:
    now = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
    with pytest.raises(BadInput, match="'Asia/Nowhere'"):
        find_phrases("yesterday", now=now, zone="Asia/Nowhere")
