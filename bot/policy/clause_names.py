"""Resolve the names by which a clause speaks of other clauses: ids, parts, everything below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# What stands below a clause in its file; below a merchant's own clause, every version too.
EVERYTHING_BELOW = "everything-below"


@dataclass(frozen=True)
class ClauseNames:
    """The clauses of one file, as read from YAML."""

    raws: Sequence[Mapping[str, Any]]

    def is_known(self, name: str) -> bool:
        """Tell whether a name means anything in this file."""
        return name == EVERYTHING_BELOW or any(name in _called(raw) for raw in self.raws)

    def meant(self, place: int, names: Iterable[str]) -> frozenset[str]:
        """Return the ids of the other clauses that are meant by names in the clause at `place`."""
        ids: set[str] = set()
        for name in names:
            if name == EVERYTHING_BELOW:
                ids.add(EVERYTHING_BELOW)
                ids.update(_id(raw) for raw in self.raws[place + 1 :])
            ids.update(_id(raw) for raw in self.raws if name in _called(raw))
        return frozenset(ids - {_id(self.raws[place])})

    def overridden(self, place: int) -> frozenset[str]:
        """Return what the clause overrides: all that it names, but for what it conflicts with."""
        return self.meant(place, _texts(self.raws[place], "overrides")) - self._disagreeing(place)

    def _disagreeing(self, place: int) -> frozenset[str]:
        own = self.meant(place, _conflicting(self.raws[place]))
        me = _called(self.raws[place])
        return own | {_id(raw) for raw in self.raws if me & set(_conflicting(raw))}


def _id(raw: Mapping[str, Any]) -> str:
    return str(raw.get("id", ""))


def _called(raw: Mapping[str, Any]) -> set[str]:
    return {str(raw[key]) for key in ("id", "part") if key in raw}


def _conflicting(raw: Mapping[str, Any]) -> list[str]:
    conflicts = [each for each in raw.get("conflicts_with", ()) if each]
    return [name for conflict in conflicts for name in _texts(conflict, "clauses")]


def _texts(raw: Mapping[str, Any], key: str) -> list[str]:
    return [each for each in raw.get(key, ()) if each]
