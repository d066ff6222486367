"""How many messages were sent from the purchase: "0msgs", "not a single one", "about 300"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understand.bare import LONGEST_ANSWER, NOT_THAT
from bot.understand.numbers import WORD, whole
from bot.understand.unsure import DO_NOT_KNOW
from bot.values.json_value import JsonValue

_UNIT = (
    r"(?:sms|smses|msgs?|messages?|texts?|txts?|credits?|mensahe|sms credits?"
    r"|test messages?|test sms)"
)
_SENT = (
    r"(?:sent|used|send|consumed|tested|nasend|na-send|nagamit|na-use|naisend|naipadala|pinadala"
    r"|napadala"
    r"|nagsend"
    r"|blasted|broadcast(?:ed)?|texted|nag-send|ginamit|bheja|bheje|bheji|use kiya|use kiye"
    r"|gone out|went out|delivered)"
)
_N = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{WORD}|an?)"
_ROUGH = (
    r"(?P<rough>around|about|arnd|abt|approx(?:imately)?|roughly|nearly|almost|mga|lagbhag|~"
    r"|maybe|probably|perhaps|possibly|siguro|shayad)"
)
_MORE = r"(?P<more>more than|over|above|mahigit)"
_LESS = r"(?P<less>less than|under|below|fewer than|not more than|at most|up to|upto)"
_LEAST = r"(?P<least>at least|minimum)"
_HEDGE = rf"(?:(?:{_ROUGH}|{_MORE}|{_LESS}|{_LEAST}|only|just|already|like)\s?){{0,3}}"
_RANGE = r"(?P<low>\d{1,6})\s?(?:-|to|or)\s?(?P<high>\d{1,6})"

_NONE = re.compile(
    rf"\b0\s?(?:{_UNIT}|sent|used)\b"
    rf"|\b(?:zero|no|not an?y?|not one|not even one|not even an?|not even a single"
    rf"|not a single|never an?y?|walang"
    rf"|wala pang|ni isang|ni isa|ek bhi"
    rf"|koi)\s(?:single\s)?(?:{_UNIT}\s)(?:\w+\s){{0,3}}?(?:nahi\s|nhi\s)?{_SENT}\b"
    rf"|\b(?:not|n't|nt|never|hindi|hnd|hasnt|havent|hvnt|didnt|dont|haven't|didn't|don't"
    rf"|hasn't|has not|have not)"
    rf"\s(?:\w+\s){{0,3}}?(?:{_SENT}|use)\s(?:up\s|out\s)?(?:even\s)?"
    rf"(?:it|any|anything|one|a single|a message|an sms|them|even|the|these|this|yet|single"
    rf"|my|pa|{_UNIT})\b(?!(?:\s\w+){{0,2}}\s(?:account|app|website|number|phone|card)\b)"
    rf"|\b(?:havent|haven't|have not|hvnt|hasnt|hasn't|has not|had not|hadnt|hnd|never"
    rf"|not been|not yet been)\s"
    rf"(?:yet\s|been\s|even\s|ever\s)?(?:used|touched|consumed|nagamit)\b"
    rf"|\b(?:not|never)\s(?:even\s)?(?:a\s)?(?:single\s)?(?:one"
    rf"|single)\s(?:of them\s)?(?:\w+\s)?{_SENT}\b"
    r"|\b(?:none|not one|not a single one)\sof\s(?:(?:the|my|our|those|these|it"
    r"|them)\s?){0,2}(?:\w+\s){0,2}"
    r"(?:spent|used|sent|touched|consumed|gone)\b"
    rf"|\b(?:none|nothing)\s(?:of (?:them|it|the \w+|my \w+)\s)?(?:\w+\s){{0,2}}?{_SENT}\b"
    rf"|\b{_SENT}\s(?:none|nothing|zero|0)\b"
    rf"|\b(?:unused|untouched|unutili[sz]ed)\b(?! (?:part|portion|months?|days?|period|time))"
    rf"|\b(?:hindi|di|wala(?:ng)?)\s(?:ko\s|pa\s|pang\s|akong\s|po\s|naman\s|rin\s|din\s|kong\s"
    rf"|ni\sisa\s)"
    rf"{{0,5}}"
    rf"(?:nagamit|nagagamit|ginamit|nasend|naisend|napadala|nagalaw|na[ -](?:send|use|consume))"
    r"|\b(?:walang?|hindi)\s(?:[\w-]+\s){1,4}kahit isa\b"
    rf"|\b(?:ek bhi|kuch bhi|koi bhi)\s(?:\w+\s){{0,3}}?(?:nahi|nhi) (?:bhej|use|kiya|gaya|sent)"
    rf"|\b(?:use|istemal) (?:hi )?(?:nahi|nhi) (?:kiya|ki|kiye|hua)"
)
# "Not used" as an item of a list says of the messages what it would say of nothing else.
_NONE_ITEM = re.compile(
    r"(?:^|[,;.\n]|\band\b)\s*(?:not|never|hindi pa|di pa)\s(?:yet\s|been\s|even\s)?"
    r"(?:used|sent|touched|nagamit)\b(?=\s*(?:yet|at all|po|naman)?\s*(?:$|[,.;!\n]))"
)
_AT_MOST = re.compile(
    rf"(?:\bnot|n't|\bnever|\bdidnt|\bhavent|\bdont|\bhindi)\s(?:\w+\s){{0,2}}?(?:{_SENT}|use)\s"
    rf"(?:any\s)?(?:more than|over|above)\s(?P<most>\d{{1,6}}|{WORD})\b"
    r"(?!\s?(?:days?|hours?|pesos?))"
)
_EXCEPT = re.compile(
    r"\b(?:except|apart from|aside from|other than|besides|but|maliban sa)"
    r"\s(?:for\s|only\s|just\s)?"
    rf"{_N}\s(?:{_UNIT}|tests?)\b"
)
_ONCE = re.compile(
    r"\b(?:only |just )?(?P<verb>tested|tried|used|sent)\s(?:it |them |one )?(?:only "
    r"|just )?(?P<often>once|twice|thrice)\b"
)
_TEST = re.compile(
    r"\b(?:only |just |sirf |bas )?(?:one|1|a single|isang|ek(?= (?:sms|message|msg"
    r"|hi)? ?test))(?: sms| message| msg| hi)? test(?: sms| message| msg| text)?\b"
)
_OUT_OF = re.compile(
    rf"{_HEDGE}\b{_N}\s(?:{_UNIT}\s)?(?:out of|of the|/)\s?(?:the\s|my\s)?(?P<total>\d[\d,]{{0,8}})"
    r"(?![\d,]|\s(?:months?|weeks?|days?|years?)\b)"
)
_OF_TIME = r"\s(?:the\s|my\s)?\d{0,3}\s?(?:months?|weeks?|days?|years?)\b"
_COUNTED = (
    re.compile(
        rf"\b{_SENT}\s(?:up\s|out\s|na\s|ko\s|ng\s|ako\s)?{_HEDGE}(?:{_RANGE}"
        rf"|\b{_N})\s?(?:{_UNIT}|only|of them|out of|of(?!{_OF_TIME})|so far|lang|$|[,.!;]"
        r"|(?:to (?:test|check|try|see|my)|for (?:a )?test\w*|as (?:a )?tests?|already)\b)"
    ),
    re.compile(rf"{_HEDGE}(?:{_RANGE}|\b{_N})\s?(?:na\s)?{_UNIT}\s(?:\w+\s){{0,3}}?{_SENT}\b"),
    re.compile(rf"{_HEDGE}(?:{_RANGE}|\b{_N})\s(?:were\s|was\s|have been\s|got\s)?{_SENT}\b"),
    # "It was 10 messages" corrects a count; "10 messages" alone may be what was bought.
    re.compile(
        rf"\b(?:it'?s|it was|only|just)\s{_HEDGE}(?:{_RANGE}|\b{_N})\s?(?:messages?|msgs?|texts?)\b"
        r"(?! (?:credits?|pack|package|load|bundle|plan|per))"
    ),
)
_SOME = re.compile(
    rf"\b{_SENT}\s(?:up\s)?(?:just\s|only\s)?(?:some|a few|few|several|most|part|half|many"
    rf"|a lot|lots|plenty|tons|ilan|ilang|kuch|a little|a bit|all)\b"
    rf"|(?<!how )\b(?:some|a few|few|several|most|half|many|all|kuch)\s(?:of (?:it|them"
    rf"|the \w+|my \w+)\s|{_UNIT}\s)(?:\w+\s){{0,3}}?{_SENT}\b"
    r"|\bpartly used|\bpartially used"
    r"|\b(?:nagamit|ginamit|na-?send|naisend)\s(?:ko\s|na\s|po\s|namin\s){0,4}(?:yung\s|ang\s)?"
    r"(?:iba|ilan|kalahati|karamihan|lahat)\b"
)
_NOT_ABOUT_COUNT = re.compile(
    r"\b(?:bought|purchased|ordered|received|got|paid for|worth of|top(?:ped)? up)\s(?:\w+\s){0,2}$"
)
_BEST_MARK = 10
_OF_MESSAGES = re.compile(rf"\b(?:{_UNIT}|{_SENT})\b")
_SENDS = re.compile(r"\b(?:i|we|did|ako|ko|only|able to|managed to)\s(?:\w+\s)?$")
_DENIED = re.compile(r"\b(?:not|n't|never|didnt|havent)\s(?:\w+\s)?$")
# "Refund 500 out of 1000" says how much is wanted, not how much was sent.
_WANTED = re.compile(
    r"\b(?:refund\w*|return|give|back|want|need|get|ibalik|balik|wapas|keep|have|left|remaining"
    r"|unused)"
    r"\s(?:\w+\s){0,3}$"
)
_ALONE = re.compile(
    rf"^\W*{_HEDGE}(?:the\s)?(?:{_RANGE}|{_N})\s?(?:{_UNIT}|lang|only|po|sir|maam"
    rf"|of them)?\W*(?:po|sir"
    rf"|maam)?\W*$"
)
_BARE_NONE = re.compile(
    r"^\W*(?:not even a single one|none|no|nope|nah|nothing|zero|nil|wala|wala po|hindi|nahi"
    r"|not one"
    r"|not a single one|not even one|not any|never"
    r"|no one|nothing yet|not yet|wala pa|hindi pa|none yet|none at all|ek bhi nahi|kuch nahi"
    r"|none of them)\b"
    # "No it was monday" and "no longer need it" answer something else.
    r"(?=\W*(?:$|(?:i|we|sir|maam|po|pa|yet|naman|at all|so far|really|not|none|nothing|sent|thanks"
    r"|messages?|sms|msgs?|have|did|just|all|were|was sent)\b))"
)
_BARE_SOME = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|yup|oo|opo|haan|han)(?=\W*(?:$|(?:i|we|sent|used|some|an?|few|po"
    r"|sir|maam"
    r"|ji|sir|have|did|already|just|only|maybe|about|many|lots|nga|na)\b))"
    r"|(?:just |only |about )?(?:some|a few|few|several"
    r"|i did|most|many|kuch|all|(?:a )?half|lots|a lot|plenty|tons|a bunch|too many|marami"
    r"|bahut))\b"
)


_LONG_BLANK = re.compile(r" {3,}")
_EXACTLY = re.compile(r"\b(?:exactly|precisely|eksakto)\s(?=\d)")
_WORDS_RANGE = re.compile(rf"\b(?P<one>{WORD})\sor\s(?P<other>{WORD})\b")
_COUPLE = re.compile(r"\ba couple(?: of)?\b")
_ALL_OF = re.compile(r"\ball (?:the |my )?(?=\d)")
_HALF_DOZEN = re.compile(r"\bhalf a dozen\b")
_BETWEEN = re.compile(r"\b(?:between|from)\s(\d{1,6})\s(?:and|to)\s(\d{1,6})\b")
# "Do" is two before Hindi verbs alone.
_HINDI_DO = re.compile(r"\bdo(?=\s(?:sms|messages?|msgs?|texts?|test)\s(?:\w+\s)?(?:bhej|gay|kiy))")
# "Don't remember, maybe 10": what stands before and behind the figure says that it is a guess.
_GUESSES = "maybe|probably|perhaps|possibly|siguro|shayad"
_DOUBT_BEFORE = re.compile(
    rf"^\W*(?:(?:{DO_NOT_KNOW})(?:\s(?:exactly|really|how many|the exact \w+|it|na|po|anymore|now"
    r"|for sure|sure|certain))*\W+(?:but\s|i'?d say\s|i think\s|i guess\s)*)+(?=.*\w)"
)
_DOUBT_BEHIND = re.compile(
    rf"\W+(?:(?:but\s)?(?:{DO_NOT_KNOW})|i think|i guess|{_GUESSES}|or so|yata)"
    r"(?: (?:exactly|though|sure))?\W*$"
)
_ABOUT = re.compile(r"^\W*(?:around|about|abt|like|mga)\s")
_I_THINK = re.compile(r"^\W*(?:i (?:think|guess|sent)|i'?d say|it'?s|it was|well|um+)\s")


def find_messages_sent(low: str, expecting: str | None) -> Iterator[JsonValue]:
    """Yield the counts of messages sent that lower-case text gives, the surest wording first.

    A figure that is called a guess ("don't remember, maybe 10") is taken as somebody who listens
    takes it: half as many to twice as many, so not none, and not hundreds.
    """
    # What was read already is blank; a long blank costs each pattern that looks for an end.
    low = _COUPLE.sub("2-3", _LONG_BLANK.sub("  ", low).strip())
    low = _EXACTLY.sub("", _HINDI_DO.sub("2", _BETWEEN.sub(r"\1-\2", low)))
    low = _ALL_OF.sub("", low)
    low = _HALF_DOZEN.sub("6", _WORDS_RANGE.sub(_in_figures, low))
    if expecting == "messages_sent" and len(low) <= LONGEST_ANSWER:
        told = _DOUBT_BEHIND.sub("", _DOUBT_BEFORE.sub("", NOT_THAT.sub("", low)))
        sure = _I_THINK.sub("", told)
        doubted = _DOUBT_BEFORE.search(low) or _DOUBT_BEHIND.search(low)
        if found := _ALONE.search(_ABOUT.sub("", sure) if doubted else sure):
            yield from map(_guessed, _count(found)) if doubted else _count(found)
            return
    yield from _told(low, expecting)


def _in_figures(found: re.Match[str]) -> str:
    return f"{whole(found['one'])}-{whole(found['other'])}"


def _guessed(count: JsonValue) -> JsonValue:
    """Return half to twice a count that is a guess; of a guess at none nothing is sure."""
    if not isinstance(count, int) or isinstance(count, bool):
        return count
    return {"from": -(-count // 2), "to": 2 * count if count else None}


def _told(low: str, expecting: str | None) -> Iterator[JsonValue]:
    if found := _AT_MOST.search(low):
        most = whole(found["most"])
        yield from () if most is None else ({"from": 0, "to": most},)
        return
    if _NONE.search(low) or _NONE_ITEM.search(low):
        yield from _count(found) if (found := _EXCEPT.search(low)) else (0,)
        return
    if found := _ONCE.search(low):
        yield {"once": 1, "twice": 2, "thrice": 3}[found["often"]]
        return
    if _TEST.search(low):
        yield 1
        return
    for pattern in (_OUT_OF, *_COUNTED):
        for found in pattern.finditer(low):
            before = low[max(0, found.start() - 40) : found.start()]
            if found.group().startswith("send ") and not _SENDS.search(before):
                continue  # "Send 500 to my number" asks for it.
            if pattern is _OUT_OF and (_WANTED.search(before) or _is_mark(found, low)):
                continue
            if not (_NOT_ABOUT_COUNT.search(before) or _DENIED.search(before)):
                yield from _count(found)
                return
    if _SOME.search(low):
        yield {"from": 1, "to": None}
    elif expecting == "messages_sent":
        yield from _bare(low)


def _is_mark(found: re.Match[str], low: str) -> bool:
    """Tell "10 out of 10 for your service" from messages."""
    return int(found["total"].replace(",", "")) <= _BEST_MARK and not _OF_MESSAGES.search(low)


def _bare(low: str) -> Iterator[JsonValue]:
    """Yield what an answer to "how many messages did you send?" says."""
    if found := _ALONE.search(low):
        yield from _count(found)
    elif _BARE_NONE.search(low):
        yield 0
    elif _BARE_SOME.search(low):
        yield {"from": 1, "to": None}


def _count(found: re.Match[str]) -> Iterator[JsonValue]:
    groups = found.groupdict()
    if groups.get("low"):
        first, last = sorted((int(found["low"]), int(found["high"])))
        yield {"from": first, "to": last}
        return
    number = whole(groups.get("n") or "")
    if number is not None:
        yield _hedged(number, groups)


def _hedged(number: int, groups: dict[str, str | None]) -> JsonValue:
    """Return the count with what the customer leaves open: a tenth each way for "around"."""
    if groups.get("more"):
        return {"from": number + 1, "to": None}
    if groups.get("least"):
        return {"from": number, "to": None}
    if less := groups.get("less"):
        within = less.startswith(("not more", "at most", "up"))
        return {"from": 0, "to": number if within else max(0, number - 1)}
    if groups.get("rough") and re.fullmatch(_GUESSES, groups["rough"] or ""):
        return _guessed(number)
    if groups.get("rough"):
        slack = -(-number // 10)
        return {"from": max(0, number - slack), "to": number + slack}
    return number
