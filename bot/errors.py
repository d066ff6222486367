"""The errors that the assistant raises, and what each one means.

RefundsError
├── BadSetting      a setting has a value that cannot be used
├── BadInput        a file or an argument that somebody gave is wrong
├── PolicyFaults    policy files with faults; names every one of them
├── CaseNotFound    no case has that reference
├── CaseChanged     somebody else wrote the case in the meantime
│   └── StaleAction staff act on what they saw, and it is not so any more; names what came since
└── NotAllowed      the case's state does not allow that step

A message reads: what, with its value, why not; what to do. Customers never read one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class RefundsError(Exception):
    """Base of all errors that the assistant raises on purpose."""


class BadSetting(RefundsError):
    """A setting has a value that cannot be used."""


class BadInput(RefundsError):
    """A file or an argument that somebody gave is wrong."""


class PolicyFaults(RefundsError):
    """Policy files have faults.

    `faults` holds one sentence a fault, each beginning with the file and its line.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class CaseNotFound(RefundsError):
    """No case has that reference."""


class CaseChanged(RefundsError):
    """Somebody else wrote the case in the meantime; load it again and repeat the step."""


class StaleAction(CaseChanged):
    """Staff act on what they saw of a case, and it is not so any more.

    `since` holds the history entries that came after what they saw, oldest first.
    """

    def __init__(self, message: str, since: Sequence[Any]) -> None:
        self.since = tuple(since)
        super().__init__(message)


class NotAllowed(RefundsError):
    """The case's state does not allow that step."""
