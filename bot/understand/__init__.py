"""Understanding: the facts in a customer's sentence, by rules alone.

Pure: no database, no network, no model; the same text at the same `now` gives the same facts. The
first `understand()` imports spaCy and takes seconds; `prepare()` does that before.

    clean         any text made readable
    times         when something happened, as an interval with its precision
    ids, money, counts, ground, flags, ...   one kind of fact a file
    names         products, ways of paying, stores and causes, found by spaCy's EntityRuler
    company       which company is meant
    sentence      puts them together: `understand()`
"""

from bot.understand.company import companies_named
from bot.understand.sentence import prepare, understand
from bot.understand.understanding import Understanding

__all__ = ["Understanding", "companies_named", "prepare", "understand"]
