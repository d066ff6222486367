"""Understanding: the facts in a customer's sentence, by rules alone.

Pure: no database, no network, no model; the same text at the same `now` gives the same facts.

    clean         any text made readable
    times         when something happened, as an interval with its precision
    ids, money, counts, product, ground, flags, ...   one kind of fact a file
    company       which company is meant
    sentence      puts them together: `understand()`
"""

from bot.understand.company import companies_named
from bot.understand.sentence import understand
from bot.understand.understanding import Understanding

__all__ = ["Understanding", "companies_named", "understand"]
