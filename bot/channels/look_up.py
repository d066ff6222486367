"""What a customer's turn may look up, in the database: the sender is the one who asks."""

from __future__ import annotations

from bot.app import App
from bot.cases.case import Case
from bot.cases.identity import look_up_reference, prove
from bot.cases.ledger import purchases_of
from bot.cases.paid_back import with_paid_back
from bot.cases.purchase import Purchase
from bot.cases.same_purchase import case_of_purchase
from bot.cases.texts import earlier_messages
from bot.cases.turns import LoadedTurn
from bot.triage.button import Button
from bot.triage.lookups import Lookups
from bot.understand import understand
from bot.understand.understanding import Understanding


class CustomersLookups(Lookups):
    """Looks up what the sender of a loaded turn asks for; tries are counted at once."""

    def __init__(self, app: App, loaded: LoadedTurn) -> None:
        self._app = app
        self._case = loaded.case
        self._message = loaded.message
        channel = loaded.message.channel or loaded.case.channel
        self._who = f"{channel}:{loaded.message.sender or loaded.case.sender}"

    def prove(self, merchant: str, email: str, transaction_id: str) -> Purchase | None:
        """Return the purchase that the pair proves, or None; a wrong pair counts as a try."""
        at = self._message.at
        with self._app.database.writing() as session:
            purchase = prove(session, merchant, email, transaction_id, self._who, at)
            return None if purchase is None else with_paid_back(session, purchase)

    def earlier(self, zone: str) -> list[Understanding]:
        """Return what the sender's earlier messages of the case say, read in a time zone."""
        with self._app.database.reading() as session:
            earlier = earlier_messages(session, self._message)
        return [understand(m.text or "", now=m.at, zone=zone) for m in earlier]

    def other_case(self, merchant: str, transaction_id: str) -> Case | None:
        """Return another case about the same purchase, or None."""
        besides, at = self._case.id or 0, self._message.at
        with self._app.database.reading() as session:
            return case_of_purchase(session, merchant, transaction_id, besides=besides, at=at)

    def case_by_ref(self, ref: str) -> Case | None:
        """Return the case of a reference, or None; a wrong one counts as a try to guess."""
        with self._app.database.writing() as session:
            return look_up_reference(session, ref, self._who, self._message.at)

    def purchases(self, merchant: str, email: str) -> list[Purchase]:
        """Return the purchases of an account, the newest first."""
        with self._app.database.reading() as session:
            return purchases_of(session, merchant, email)

    def buttons_of(self, response: str) -> tuple[Button, ...]:
        """Return the buttons that a response of domain.yml offers."""
        return self._app.replies.buttons_of(response)
