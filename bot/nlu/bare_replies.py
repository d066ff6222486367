"""Replies whose first word says it all: yes, no, thanks and hello in many spellings.

The sentence embedding is weakest on them ("nada", "oo", a thumb; "yes, the 5th is right" looks
like a date to it), and they are what a customer types most in answer to a question.
"""

from __future__ import annotations

import re

# Each line is one intent with its spellings: English, then Hindi and Filipino in roman script.
# Polite words around them (please, po, ji, sir) are taken off before they are looked up.
_SPELLINGS = {
    "affirm": (
        "y ya yah yes yeah yea yep yup yess yesss ys yeh ok okay okey okie k kk sure correct right "
        "true confirm confirmed agreed agree exactly absolutely definitely affirmative positive "
        "proceed indeed fine alright yes_yes sure_thing of_course go_ahead "
        "haan han haa ha_ji haan_ji ji_haan bilkul sahi sahi_hai theek_hai thik_hai "
        "oo opo oo_nga tama sige sige_sige 👍 👌 ✅ 👍🏻 👍🏽 👍🏾"
    ),
    "deny": (
        "n no nope nah nay noo nooo never negative false wrong incorrect no_no not_really "
        "nothing_else nahi nahin nai naa galat galat_hai nahi_nahi "
        "hindi hinde mali wag huwag ayoko 👎 ❌"
    ),
    "thank": (
        "thanks thank_you thankyou thx tnx thnx ty tysm tq thank_u thanku many_thanks cheers "
        "dhanyavaad dhanyawad shukriya salamat maraming_salamat 🙏"
    ),
    "greet": (
        "hi hii hello helo hlo hey heyy hai hiya good_morning good_afternoon good_evening "
        "namaste namaskar kumusta kamusta magandang_umaga magandang_hapon magandang_gabi 👋"
    ),
    "goodbye": "bye goodbye good_bye bye_bye byebye byee cya see_you see_ya alvida paalam babye",
}
_INTENTS = {
    spelling.replace("_", " "): intent
    for intent, spellings in _SPELLINGS.items()
    for spelling in spellings.split()
}
_POLITE = re.compile(r"\b(please|pls|plz|po|ji|sir|maam|ma am|madam|bhai|bot|dear)\b")
_PUNCTUATION = re.compile(r"[\s.,!?;:'\"\u2019\u2026()-]+")
LONGEST_BARE_REPLY = 30

# "No idea" and "no messages" are answers of another kind, and "no one", "no longer" no denials.
_OPENINGS = {
    "affirm": re.compile(r"\s*(yes|yeah|yep|yup|haan|opo|oo)\b", re.IGNORECASE),
    "deny": re.compile(
        r"\s*(nope|nah|nahi|nahin|hindi po|"
        r"no\b(?!\s+(idea|clue|longer|one|body|more|refund|credits?|messages?|sms|texts?|record|"
        r"receipt|reference|token|response|reply|answer|update|news|delivery|service|money)))\b",
        re.IGNORECASE,
    ),
}


def opening_reply(text: str) -> str | None:
    """Return `affirm` or `deny` when the message begins with a yes or a no, else None."""
    found = (intent for intent, opening in _OPENINGS.items() if opening.match(text))
    return next(found, None)


def bare_reply(text: str) -> str | None:
    """Return the intent of a message that is nothing but a short reply, else None."""
    if len(text) > LONGEST_BARE_REPLY:
        return None
    words = _PUNCTUATION.sub(" ", text.casefold()).strip()
    without_politeness = " ".join(_POLITE.sub(" ", words).split())
    return _INTENTS.get(words) or _INTENTS.get(without_politeness)
