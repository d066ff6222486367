"""Read a clause of a policy file, and check all that it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.policy.amounts import AMOUNTS
from bot.policy.facts import FACTS
from bot.policy.faults import Faults
from bot.policy.inputs import INPUTS, Input
from bot.policy.policy import Clause, Conflict, OneOf, PossibleAmount, Test, Window, Within
from bot.policy.words import PLACEHOLDERS, names_in
from bot.policy.yaml_lines import LinedYaml, Path

_LIMITS = ("at_least", "more_than", "at_most", "less_than")
# "Whatever this file lists after me": for a clause that settles everything by itself.
EVERYTHING_BELOW = "everything-below"


@dataclass(frozen=True)
class ClauseReader:
    """Reads the clauses of one file.

    `outline` are the sections that a clause may stand on.
    """

    faults: Faults
    lined: LinedYaml
    outline: frozenset[str]

    def read(self, raws: Sequence[Mapping[str, Any]]) -> tuple[Clause, ...]:
        """Read all clauses; what is wrong with them is added to the faults."""
        self._check_repeated_ids(raws)
        return tuple(self._clause(raws, place) for place in range(len(raws)))

    def _clause(self, raws: Sequence[Mapping[str, Any]], place: int) -> Clause:
        raw, path = raws[place], ("clauses", place)
        self._check_outcome(raw, path)
        self._check_sections(raw, path)
        self.check_words(raw["words"], (*path, "words"))
        return Clause(
            id=raw["id"],
            place=f"{self.faults.file}:{self.lined.line(path)}",
            sections=tuple(raw["sections"]),
            when=self._when(raw["when"], (*path, "when")),
            outcome=raw["outcome"],
            words=raw["words"].strip(),
            strength=raw.get("strength"),
            because=raw.get("because"),
            leaning=raw.get("leaning"),
            amount=self._formula(raw.get("amount"), (*path, "amount")),
            alternatives=self._alternatives(raw, path),
            ask_again=self._window(raw.get("ask_again"), (*path, "ask_again")),
            overrides=self._overrides(raws, place),
            conflicts=self._conflicts(raws, place),
        )

    def _add(self, path: Path, sentence: str) -> None:
        self.faults.add(self.lined.line(path), sentence)

    def _check_repeated_ids(self, raws: Sequence[Mapping[str, Any]]) -> None:
        seen: set[str] = set()
        for place, raw in enumerate(raws):
            if raw["id"] in seen:
                self._add(
                    ("clauses", place, "id"),
                    f"Clause '{raw['id']}' stands here a second time. Give it a name of its own.",
                )
            seen.add(raw["id"])

    def _check_outcome(self, raw: Mapping[str, Any], path: Path) -> None:
        """A *may* is never a promise, a review says why, an amount stands on something."""
        name, outcome, strength = raw["id"], raw["outcome"], raw.get("strength")
        if outcome in ("eligible", "not_eligible") and strength != "will":
            self._add(
                path,
                f"Clause '{name}' is {outcome} on the strength '{strength}'. Only what the source says *will* happen is; use outcome review, because discretion.",
            )
        if outcome == "eligible" and "amount" not in raw:
            self._add(
                path,
                f"Clause '{name}' is eligible without an amount. Name the formula that gives it.",
            )
        if (outcome == "review") != ("because" in raw):
            self._add(
                path,
                f"Clause '{name}' has outcome {outcome} and because '{raw.get('because')}'. A review says why, and nothing else does.",
            )

    def _check_sections(self, raw: Mapping[str, Any], path: Path) -> None:
        for alternative in (raw, *raw.get("alternatives", ())):
            for number in alternative["sections"]:
                if number not in self.outline:
                    self._add(
                        (*path, "sections"),
                        f"Clause '{raw['id']}' stands on section {number}, which the source does not have. Name one of: {', '.join(sorted(self.outline))}.",
                    )
        if not raw["sections"] and "without_section" not in raw:
            self._add(
                (*path, "sections"),
                f"Clause '{raw['id']}' stands on no section. Name one, or say why not under without_section.",
            )

    def check_words(self, text: str, path: Path) -> None:
        """Check that customers' words name values that there are."""
        try:
            names = names_in(text)
        except ValueError as error:
            self._add(
                path, f"The words cannot be filled in: {error}. Write each value as {{name}}."
            )
            return
        for name in names:
            if name not in PLACEHOLDERS:
                self._add(
                    path,
                    f"The words name {{{name}}}, which is no value. Use one of: {', '.join(PLACEHOLDERS)}.",
                )

    def _formula(self, name: str | None, path: Path) -> str | None:
        if name is not None and name not in AMOUNTS:
            self._add(
                path, f"Amount formula '{name}' does not exist. Use one of: {', '.join(AMOUNTS)}."
            )
            return None
        return name

    def _alternatives(self, raw: Mapping[str, Any], path: Path) -> tuple[PossibleAmount, ...]:
        read = []
        for place, each in enumerate(raw.get("alternatives", ())):
            formula = self._formula(each["amount"], (*path, "alternatives", place, "amount"))
            if formula is not None:
                read.append(PossibleAmount(formula, tuple(each["sections"]), each["why"].strip()))
        return tuple(read)

    def _window(self, raw: Mapping[str, Any] | None, path: Path) -> Window | None:
        if raw is None:
            return None
        return read_window(self.faults, self.lined, raw, path)

    def _when(self, raw: Mapping[str, Any], path: Path) -> dict[str, Test]:
        tests = {name: self._test(name, value, (*path, name)) for name, value in raw.items()}
        return {name: test for name, test in tests.items() if test is not None}

    def _test(self, name: str, raw: Any, path: Path) -> Test | None:
        if name not in INPUTS:
            self._add(path, f"Fact '{name}' is unknown. Use one of: {', '.join(INPUTS)}.")
            return None
        input_ = INPUTS[name]
        if input_.kind == "choice":
            return self._choice_test(input_, raw, path)
        return self._number_test(input_, raw, path)

    def _choice_test(self, input_: Input, raw: Any, path: Path) -> Test:
        is_negated = isinstance(raw, dict) and set(raw) == {"not"}
        values = raw["not"] if is_negated else raw
        values = values if isinstance(values, list) else [values]
        for value in values:
            if not any(
                value is choice or (value == choice and isinstance(value, str))
                for choice in input_.choices
            ):
                choices = ", ".join(str(choice).lower() for choice in input_.choices)
                self._add(path, f"'{value}' is no value of '{input_.name}'. Use one of: {choices}.")
                return OneOf(frozenset())
        return OneOf(frozenset(values), is_negated)

    def _number_test(self, input_: Input, raw: Any, path: Path) -> Test | None:
        limits = raw if isinstance(raw, dict) else {"at_least": raw, "at_most": raw}
        numbers = {key: _number(input_, value) for key, value in limits.items()}
        wrong = [key for key, number in numbers.items() if key not in _LIMITS or number is None]
        if wrong or not numbers:
            self._add(
                path,
                f"The test of '{input_.name}' is no number. Write a number, or limits such as {{at_most: 24}} with {', '.join(_LIMITS)}.",
            )
            return None
        low, high = _end(numbers, "at_least", "more_than"), _end(numbers, "at_most", "less_than")
        return Within(low, "more_than" not in numbers, high, "less_than" not in numbers)

    def _overrides(self, raws: Sequence[Mapping[str, Any]], place: int) -> frozenset[str]:
        path = ("clauses", place, "overrides")
        names = raws[place].get("overrides", ())
        ids = self._ids(raws, place, names, path) - self._conflicting_ids(raws, place)
        return frozenset(ids)

    def _conflicting_ids(self, raws: Sequence[Mapping[str, Any]], place: int) -> set[str]:
        """What a clause disagrees with is not what it overrides, though the same part is named."""
        mine = {raws[place]["id"], raws[place].get("part")}
        theirs = {
            raw["id"]
            for raw in raws
            for conflict in raw.get("conflicts_with", ())
            if mine & set(conflict["clauses"])
        }
        conflicts = raws[place].get("conflicts_with", ())
        own = {name for conflict in conflicts for name in conflict["clauses"]}
        return theirs | {raw["id"] for raw in raws if own & {raw["id"], raw.get("part")}}

    def _conflicts(self, raws: Sequence[Mapping[str, Any]], place: int) -> dict[str, Conflict]:
        read: dict[str, Conflict] = {}
        for number, raw in enumerate(raws[place].get("conflicts_with", ())):
            path = ("clauses", place, "conflicts_with", number)
            self.check_words(raw["words"], (*path, "words"))
            conflict = Conflict(raw["words"].strip(), raw.get("leaning"))
            read.update(dict.fromkeys(self._ids(raws, place, raw["clauses"], path), conflict))
        return read

    def _ids(
        self, raws: Sequence[Mapping[str, Any]], place: int, names: Iterable[str], path: Path
    ) -> set[str]:
        """Resolve names of clauses and of parts to ids of other clauses."""
        ids: set[str] = set()
        for name in names:
            if name == EVERYTHING_BELOW:
                ids.update(raw["id"] for raw in raws[place + 1 :])
                ids.add(EVERYTHING_BELOW)
                continue
            found = {raw["id"] for raw in raws if name in (raw["id"], raw.get("part"))}
            if not found:
                self._add(
                    path,
                    f"Clause '{raws[place]['id']}' names '{name}', which is no clause and no part of this file. Use an id, a part, or {EVERYTHING_BELOW}.",
                )
            ids.update(found)
        return ids - {raws[place]["id"]}


def read_window(faults: Faults, lined: LinedYaml, raw: Mapping[str, Any], path: Path) -> Window:
    """Read a window such as `{fact: purchased_at, hours: 24}`."""
    if raw["fact"] not in FACTS or FACTS[raw["fact"]].kind != "time":
        times = ", ".join(name for name, spec in FACTS.items() if spec.kind == "time")
        faults.add(
            lined.line(path), f"'{raw['fact']}' is no fact that is a time. Use one of: {times}."
        )
    return Window(raw["fact"], raw["hours"])


def _number(input_: Input, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    if input_.kind == "hours":
        return timedelta(seconds=int(value * 3600))
    if input_.kind == "count":
        return value if isinstance(value, int) else None
    return Decimal(value)


def _end(numbers: Mapping[str, Any], included: str, excluded: str) -> Any:
    return numbers.get(excluded, numbers.get(included))
