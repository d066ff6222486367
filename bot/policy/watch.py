"""The policies in use: read again when their files change, and kept when the change is faulty."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.errors import PolicyFaults
from bot.policy.load import load_policies
from bot.policy.policy_book import PolicyBook

log = logging.getLogger(__name__)

#: What a file's content is told by, without reading it: name, time of change, size.
Stamp = tuple[tuple[str, int, int], ...]


class PolicyWatch:
    """Holds the policies of a folder and takes up changes of its files.

    `book` is never half of a change: it is replaced whole, or stays as it was.
    """

    def __init__(self, folder: Path) -> None:
        """Load the policies; raises PolicyFaults when they are faulty from the start."""
        self._folder = folder
        self._stamp = _stamp(folder)
        self.book: PolicyBook = load_policies(folder)

    def look(self) -> bool:
        """Take up what changed since the last look; return whether the policies are new ones.

        A faulty change is logged, every fault with its file and line, and looked at again when
        the files change again.
        """
        stamp = _stamp(self._folder)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.book = load_policies(self._folder)
        except PolicyFaults as error:
            faults = error.faults
        else:
            log.info("the policies were changed and are in use")
            return True
        for fault in faults:
            log.error("a policy was changed and is not used: %s", fault)
        return False


def _stamp(folder: Path) -> Stamp:
    found = []
    for path in sorted(folder.glob("*/*.yml")):
        try:
            state = path.stat()
        except FileNotFoundError:
            # It went between the listing and the look; the next look sees it gone.
            continue
        found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(found)
