"""What a turn may look up beyond its own case; who answers the turn brings it along."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.purchase import Purchase
from bot.triage.button import Button
from bot.understand.understanding import Understanding


# Each says nothing of what it is asked: whoever finds something overrides it.
# ruff: noqa: ARG002
class Lookups:
    """Finds nothing: for a turn in which nobody is proved and nothing is looked up."""

    def prove(self, merchant: str, email: str, transaction_id: str) -> Purchase | None:
        """Return the purchase that the pair proves, or None; a wrong pair counts as a try."""
        return None

    def earlier(self, zone: str) -> list[Understanding]:
        """Return what the sender's earlier messages of the case say, read in a time zone."""
        return []

    def other_case(self, merchant: str, transaction_id: str) -> Case | None:
        """Return another case about the same purchase, or None."""
        return None

    def case_by_ref(self, ref: str) -> Case | None:
        """Return the case of a reference, or None; a wrong one counts as a try to guess."""
        return None

    def purchases(self, merchant: str, email: str) -> list[Purchase]:
        """Return the purchases of an account, the newest first."""
        return []

    def buttons_of(self, response: str) -> tuple[Button, ...]:
        """Return the buttons that a response of domain.yml offers."""
        return ()
