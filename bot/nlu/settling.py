"""Settle what a message is for, from all that is known about it.

The first argument that holds decides:

    pressed     the door knows which button was pressed: that is what it means
    plain       a person asked for, or two or three words that are one wish; code is none
    bare        nothing but yes, no, thanks or a greeting; or no letter and no digit at all
    half        nothing but "am" or "morning", which answers a question about a time
    fact        nothing but a fact: an address, an id, an amount, a time
    answer      the message says what the open question asked for, and no clear wish besides
    opening     it begins with yes or no, and no clear wish follows
    sure        the classifier is sure enough
    facts       it is not, but facts were found: they are what the message is for
    ask back    it has two likely readings: the customer chooses
    nothing     it was not understood
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.nlu.bare_facts import is_bare_fact, is_half_of_day
from bot.nlu.bare_replies import bare_reply, opening_reply
from bot.nlu.plain_wishes import is_code, plain_wish
from bot.understand.moments import TIME_FACTS
from bot.understand.understanding import Understanding

# What a customer may say in the middle of answering; it outweighs the facts in the same message.
NEVER_OVERHEARD = frozenset({"request_human"})
# What nothing has to be done about.
NO_WISHES = frozenset({"inform", "affirm", "deny", "greet", "goodbye", "thank", "out_of_scope"})
# In words; what comes after more of them is seldom a mere yes or no.
LONGEST_OPENED_REPLY = 7
# Whether money is asked for or only the trouble told: the case goes on in the same way.
SAME_STEP = frozenset({"request_refund", "inform"})
# To take a message for one of these wrongly costs nothing: nothing is decided or sent.
HARMLESS = frozenset({"inform", "deny", "greet", "goodbye", "thank"})
# What an answer to a question looks like to the classifier.
ANSWERS = frozenset({"inform", "affirm", "deny"})


@dataclass(frozen=True)
class Guess:
    """One reading of a message, with its probability."""

    intent: str
    confidence: float


NOTHING = Guess("out_of_scope", 0.0)


@dataclass(frozen=True)
class Thresholds:
    """From `sure` on the likeliest reading is taken, from `heard` on the customer is asked."""

    sure: float
    heard: float

    @property
    def likely(self) -> float:
        """Half way between: enough where being wrong costs the customer nothing."""
        return (self.sure + self.heard) / 2


@dataclass(frozen=True)
class Heard:
    """A message and what is known about it; `guesses` are ordered, the likeliest first."""

    text: str
    guesses: tuple[Guess, ...] = ()
    understanding: Understanding = field(default_factory=Understanding)
    pressed: str | None = None
    expecting: str | None = None


def settle(heard: Heard, thresholds: Thresholds) -> list[Guess]:
    """Return the settled intent, followed by the readings that it was chosen from."""
    best = heard.guesses[0] if heard.guesses else NOTHING
    chosen = (
        _without_doubt(heard)
        or _from_facts(heard, best, thresholds)
        or _from_opening(heard, best, thresholds)
        or _from_sureness(heard, best, thresholds)
    )
    return [chosen, *(guess for guess in heard.guesses if guess.intent != chosen.intent)]


def _without_doubt(heard: Heard) -> Guess | None:
    """Settle by a pressed button, plain words, or a text in which nothing can be read."""
    certain = heard.pressed or _plain_wish(heard) or bare_reply(heard.text)
    if certain:
        return Guess(certain, 1.0)
    if is_half_of_day(heard.text, asked=heard.expecting in TIME_FACTS):
        return Guess("inform", 1.0)
    if is_code(heard.text) and not _says_something(heard.understanding):
        return NOTHING
    return None if any(map(str.isalnum, heard.text)) else NOTHING


def _plain_wish(heard: Heard) -> str | None:
    """Return what plain words wish; "cancel it" may be the answer to a question, a person never."""
    wish = plain_wish(heard.text)
    answers = heard.expecting is not None and heard.expecting in _spoken_of(heard.understanding)
    return None if answers and wish not in NEVER_OVERHEARD else wish


def _from_facts(heard: Heard, best: Guess, thresholds: Thresholds) -> Guess | None:
    """Settle on `inform` where the message is a fact, or answers and wishes nothing clearly."""
    if _says_something(heard.understanding) and is_bare_fact(heard.text):
        return Guess("inform", 1.0)
    if heard.expecting is None or heard.expecting not in _spoken_of(heard.understanding):
        return None
    if best.confidence < thresholds.sure or best.intent in ANSWERS:
        return Guess("inform", 1.0)
    return None


def _from_opening(heard: Heard, best: Guess, thresholds: Thresholds) -> Guess | None:
    """Settle on the yes or no that the message begins with, unless a wish follows it."""
    opening = opening_reply(heard.text)
    is_long = len(heard.text.split()) > LONGEST_OPENED_REPLY
    if opening is None or (
        best.intent not in NO_WISHES and (is_long or best.confidence >= thresholds.sure)
    ):
        return None
    return Guess(opening, max(best.confidence, thresholds.sure))


def _from_sureness(heard: Heard, best: Guess, thresholds: Thresholds) -> Guess:
    """Settle by how sure the classifier is, and where it is not, by what else was found."""
    needed = thresholds.likely if best.intent in HARMLESS else thresholds.sure
    if _sureness(heard, best) >= needed:
        return best
    found = _says_something(heard.understanding)
    if best.intent == "out_of_scope" or best.confidence < thresholds.heard:
        return Guess("inform" if found else "out_of_scope", best.confidence)
    if best.intent in NEVER_OVERHEARD:
        return best
    if found and best.intent in NO_WISHES:
        return Guess("inform", best.confidence)
    return Guess("ask_back", best.confidence)


def _sureness(heard: Heard, best: Guess) -> float:
    """Return how likely the best reading is, together with those that lead to the same step."""
    kin = SAME_STEP if best.intent in SAME_STEP else {best.intent}
    return sum(guess.confidence for guess in heard.guesses if guess.intent in kin)


def merge(taken_for: Mapping[str, str], guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """Add the probability of each intent in `taken_for` to the one it is taken for."""
    together: dict[str, float] = {}
    for guess in guesses:
        intent = taken_for.get(guess.intent, guess.intent)
        together[intent] = together.get(intent, 0.0) + guess.confidence
    merged = (Guess(intent, confidence) for intent, confidence in together.items())
    return tuple(sorted(merged, key=lambda guess: -guess.confidence))


def _says_something(understanding: Understanding) -> bool:
    return bool(_spoken_of(understanding) or understanding.swaps)


def _spoken_of(understanding: Understanding) -> set[str]:
    """Name the facts that the message states, leaves open, cannot tell or takes back."""
    return {
        *understanding.facts,
        *understanding.readings,
        *understanding.unknowable,
        *understanding.withdrawn,
        *understanding.future,
    }
