"""Demo data: purchases with times relative to now, and a login for the desk."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.app import App
from bot.cases.demo_ledger import replace_demo
from bot.cases.ledger_file import read_ledger
from bot.cases.purchase import Purchase
from bot.desk.demo_login import ensure_demo_staff
from bot.values.times import iso

#: In each merchant's folder; billing records as interfaces say, but for the times.
FILE = "demo.csv"
#: A time in it: hours before the start.
HOURS_AGO = re.compile(r"\bnow-(\d+)h\b")


def set_up_demo(app: App, now: datetime) -> str:
    """Put the demo purchases and the demo login into the database; return what to tell.

    The purchases are made anew at each start, relative to `now`; one that a case was already
    proved for stays as it is.
    """
    purchases = demo_purchases(app, now)
    with app.database.writing() as session:
        name, password = ensure_demo_staff(session)
        replace_demo(session, purchases)
    return (
        f"demo: {len(purchases)} purchases to try (policies/*/{FILE}); staff desk: "
        f"name {name}, password {password}. REFUNDS_MODE=production leaves both out."
    )


def demo_purchases(app: App, now: datetime) -> list[Purchase]:
    """Read every merchant's demo purchases as if they were made before `now`."""
    purchases: list[Purchase] = []
    for merchant in app.book.merchants.values():
        path = app.settings.policies / merchant.id / FILE
        if path.exists():
            text = with_times(path.read_text(encoding="utf-8"), now, merchant.zone)
            purchases += read_ledger(text, [merchant.id], now)
    return purchases


def with_times(text: str, now: datetime, zone: str) -> str:
    """Write `now-3h` as the time it stands for, with the zone's offset."""
    return HOURS_AGO.sub(lambda found: iso(now - timedelta(hours=int(found[1])), zone), text)
