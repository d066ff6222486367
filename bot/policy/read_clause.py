"""Read the clauses of a policy file, and check all that they refer to.

Reading goes on past a fault, with a stand-in for what is missing, so that all are found at once;
what is read is used only where none was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.policy.amounts import AMOUNTS
from bot.policy.clause_names import ClauseNames
from bot.policy.facts import FACTS
from bot.policy.faults import Faults
from bot.policy.policy import Clause, Conflict, PossibleAmount, Window
from bot.policy.read_when import read_when
from bot.policy.words import PLACEHOLDERS, names_in
from bot.policy.yaml_lines import LinedYaml, Path

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class ClauseReader:
    """Reads the clauses of one file; `outline` are the sections that they may stand on.

    Without an outline, because that is faulty itself, sections are not checked.
    """

    faults: Faults
    lined: LinedYaml
    outline: frozenset[str] | None

    def read(self, raws: Sequence[Raw | None]) -> tuple[Clause, ...]:
        """Read all clauses; what is wrong with them is added to the faults."""
        whole = [raw or {} for raw in raws]
        names = ClauseNames(whole)
        seen: set[str] = set()
        for place, raw in enumerate(whole):
            for key, sentence in (*self._faults_of(raw, names), *_repeated(raw, seen)):
                self._add(("clauses", place, key), sentence)
            seen.add(raw.get("id", ""))
        return tuple(self._clause(names, place) for place in range(len(whole)))

    def check_words(self, text: str, path: Path) -> None:
        """Check that words for customers name values that there are."""
        for sentence in _word_faults(text):
            self._add(path, sentence)

    def window(self, raw: Raw | None, path: Path) -> Window | None:
        """Read a window such as `{fact: purchased_at, hours: 24}`."""
        if not raw or "fact" not in raw:
            return None
        if raw["fact"] not in FACTS or FACTS[raw["fact"]].kind != "time":
            times = ", ".join(name for name, spec in FACTS.items() if spec.kind == "time")
            self._add(path, f"'{raw['fact']}' is no fact that is a time. Use one of: {times}.")
        return Window(raw["fact"], raw.get("hours", 0))

    def _add(self, path: Path, sentence: str) -> None:
        self.faults.add(self.lined.line(path), sentence)

    def _faults_of(self, raw: Raw, names: ClauseNames) -> Iterator[tuple[str, str]]:
        yield from _outcome_faults(raw)
        yield from self._section_faults(raw)
        yield from _formula_faults(raw)
        yield from _name_faults(raw, names)
        for key in ("words", "next"):
            yield from ((key, sentence) for sentence in _word_faults(raw.get(key, "")))
        for conflict in _items(raw, "conflicts_with"):
            found = _word_faults(conflict.get("words", ""))
            yield from (("conflicts_with", sentence) for sentence in found)

    def _section_faults(self, raw: Raw) -> Iterator[tuple[str, str]]:
        name = raw.get("id", "")
        for each in (raw, *_items(raw, "alternatives")):
            for number in _items(each, "sections"):
                if self.outline is not None and number not in self.outline:
                    yield (
                        "sections",
                        f"Clause '{name}' stands on section {number}, which the source does not "
                        f"have. Name one of: {', '.join(sorted(self.outline))}.",
                    )
        if raw.get("sections") == [] and "without_section" not in raw:
            yield (
                "sections",
                f"Clause '{name}' stands on no section. "
                "Name one, or say why there is none under without_section.",
            )

    def _clause(self, names: ClauseNames, place: int) -> Clause:
        raw, path = names.raws[place], ("clauses", place)
        return Clause(
            id=raw.get("id", ""),
            place=f"{self.faults.file}:{self.lined.line(path)}",
            sections=tuple(_items(raw, "sections")),
            when=read_when(self.faults, self.lined, raw.get("when", {}), (*path, "when")),
            outcome=raw.get("outcome", "review"),
            words=raw.get("words", "").strip(),
            strength=raw.get("strength"),
            because=raw.get("because"),
            leaning=raw.get("leaning"),
            amount=raw.get("amount"),
            alternatives=tuple(_possible_amount(each) for each in _items(raw, "alternatives")),
            ask_again=self.window(raw.get("ask_again"), (*path, "ask_again")),
            overrides=names.overridden(place),
            conflicts=_conflicts(names, place),
            turns=frozenset(_items(raw, "turns")),
            told_apart=raw.get("told_apart"),
            better_later=raw.get("better_later"),
            better_used=raw.get("better_used"),
            next_words=raw["next"].strip() if "next" in raw else None,
        )


def _repeated(raw: Raw, seen: set[str]) -> Iterator[tuple[str, str]]:
    name = raw.get("id")
    if name in seen:
        yield "id", f"Clause '{name}' stands here a second time. Give it a name of its own."


def _outcome_faults(raw: Raw) -> Iterator[tuple[str, str]]:
    """A *may* is never a promise, a refund has an amount, and a review says why."""
    name, outcome, because = raw.get("id", ""), raw.get("outcome"), raw.get("because")
    if outcome in ("eligible", "not_eligible") and raw.get("strength") != "will":
        yield (
            "outcome",
            f"Clause '{name}' is {outcome} on the strength '{raw.get('strength')}'. Only what the "
            "source says *will* be is; a *may* has the outcome review, because discretion.",
        )
    if outcome == "eligible" and "amount" not in raw:
        yield "outcome", f"Clause '{name}' is eligible without an amount. Name its formula."
    if outcome is not None and (outcome == "review") != ("because" in raw):
        yield (
            "outcome",
            f"Clause '{name}' has the outcome {outcome} and because '{because}'. "
            "A review says why, and nothing else does.",
        )


def _formula_faults(raw: Raw) -> Iterator[tuple[str, str]]:
    named = [("amount", raw)] + [("alternatives", each) for each in _items(raw, "alternatives")]
    for key, each in named:
        formula = each.get("amount")
        if formula is not None and formula not in AMOUNTS:
            yield (
                key,
                f"Amount formula '{formula}' does not exist. Use one of: {', '.join(AMOUNTS)}.",
            )


def _name_faults(raw: Raw, names: ClauseNames) -> Iterator[tuple[str, str]]:
    conflicts = _items(raw, "conflicts_with")
    named = [("overrides", name) for name in _items(raw, "overrides")]
    named += [("conflicts_with", name) for each in conflicts for name in _items(each, "clauses")]
    for key, name in named:
        if not names.is_known(name):
            yield (
                key,
                f"Clause '{raw.get('id', '')}' names '{name}', which is no clause and no part of "
                "this file. Use an id, a part, or everything-below.",
            )


def _word_faults(text: str) -> Iterator[str]:
    try:
        names = names_in(text)
    except ValueError as error:
        yield f"The words cannot be filled in: {error}. Write each value as {{name}}."
        return
    for name in names:
        if name not in PLACEHOLDERS:
            known = ", ".join(PLACEHOLDERS)
            yield f"The words name {{{name}}}, which is no value. Use one of: {known}."


def _conflicts(names: ClauseNames, place: int) -> dict[str, Conflict]:
    read: dict[str, Conflict] = {}
    for raw in _items(names.raws[place], "conflicts_with"):
        conflict = Conflict(raw.get("words", "").strip(), raw.get("leaning"))
        read.update(dict.fromkeys(names.meant(place, _items(raw, "clauses")), conflict))
    return read


def _possible_amount(raw: Raw) -> PossibleAmount:
    sections = tuple(_items(raw, "sections"))
    return PossibleAmount(raw.get("amount", ""), sections, raw.get("why", "").strip())


def _items(raw: Raw, key: str) -> list[Any]:
    """List what stands under a key, without what the schema refused."""
    return [each for each in raw.get(key, ()) if each is not None]
