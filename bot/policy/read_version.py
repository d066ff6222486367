"""Read one version of a merchant's policy: its day, its source's outline, its clauses."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import BadInput
from bot.policy.facts import FACTS, FactValue, parse_fact
from bot.policy.faults import Faults
from bot.policy.file_schema import VERSION_SCHEMA
from bot.policy.policy import Payment, PolicyVersion, Section
from bot.policy.read_clause import ClauseReader
from bot.policy.yaml_lines import LinedYaml

UNDATED = "undated"


def read_version(path: Path, zone: ZoneInfo, faults: Faults) -> PolicyVersion | None:
    """Read a version's file; None where it is no YAML at all."""
    lined = faults.read(path.read_text(encoding="utf-8"), VERSION_SCHEMA)
    if lined is None:
        return None
    return _VersionReader(faults, lined, path, zone).read()


class _VersionReader:
    """One file on its way to a version."""

    def __init__(self, faults: Faults, lined: LinedYaml, path: Path, zone: ZoneInfo) -> None:
        self.faults, self.lined, self.path, self.zone = faults, lined, path, zone
        self.data: dict[str, Any] = lined.data

    def read(self) -> PolicyVersion:
        self._check_merchant()
        sections = self._sections()
        outline = frozenset(sections) if sections else None
        reader = ClauseReader(self.faults, self.lined, outline)
        return PolicyVersion(
            name=self.data.get("in_force_from", self.path.stem),
            place=f"{self.faults.file}:{self.lined.line(('in_force_from',))}",
            in_force_from=self._first_instant(),
            sections=sections,
            clauses=reader.read(self.data.get("clauses", [])),
            presumed=self._presumed(),
            read_as=self._read_as(),
            after_approval=self._after_approval(reader),
            request_within=reader.window(self.data.get("request_within"), ("request_within",)),
            where_from=self.data.get("where_from"),
        )

    def _add(self, key: str, sentence: str, *inner: str) -> None:
        self.faults.add(self.lined.line((key, *inner)), sentence)

    def _check_merchant(self) -> None:
        named, folder = self.data.get("merchant"), self.path.parent.name
        if named is not None and named != folder:
            self._add(
                "merchant", f"The merchant is '{named}', the folder '{folder}'. Make them one."
            )

    def _first_instant(self) -> datetime | None:
        day = self.data.get("in_force_from")
        if day is not None and day != self.path.stem:
            self._add(
                "in_force_from",
                f"The file is in force from '{day}', but its name says '{self.path.stem}'. "
                "Make them one.",
            )
        if day is None or day == UNDATED:
            return None
        try:
            return datetime.combine(date.fromisoformat(day), time(), tzinfo=self.zone)
        except ValueError:
            self._add(
                "in_force_from",
                f"'{day}' is no day. Write year, month, day, such as 2025-11-30, or {UNDATED}.",
            )
            return None

    def _sections(self) -> dict[str, Section]:
        sections = {}
        for number, raw in self.data.get("sections", {}).items():
            reads_as, reason = raw.get("reads_as", "decides"), raw.get("reason", "")
            if reads_as != "decides" and not reason:
                self._add(
                    "sections",
                    f"Section {number} {reads_as} without a reason. Say why it decides nothing.",
                    number,
                )
            sections[number] = Section(number, raw.get("title", ""), reads_as, reason)
        return sections

    def _presumed(self) -> dict[str, FactValue]:
        presumed = {}
        for name, raw in self.data.get("presumed", {}).items():
            try:
                presumed[name] = parse_fact(name, raw)
            except BadInput as error:
                self._add("presumed", str(error), name)
        return presumed

    def _read_as(self) -> dict[str, str]:
        pairs: dict[str, str] = self.data.get("read_as", {})
        grounds = FACTS["ground"].choices
        for name, other in pairs.items():
            for ground in {name, other} - set(grounds):
                known = ", ".join(grounds)
                self._add("read_as", f"'{ground}' is no ground. Use one of: {known}.", name)
        return pairs

    def _after_approval(self, reader: ClauseReader) -> dict[str, Payment]:
        payments = {}
        for product, raw in self.data.get("after_approval", {}).items():
            words = raw.get("words", "").strip()
            reader.check_words(words, ("after_approval", product, "words"))
            first, last = (days or 0 for days in raw.get("within_business_days", (1, 1)))
            if first > last > 0:
                self._add(
                    "after_approval",
                    f"The days of {product} are in the wrong order, {first} before {last}. "
                    "Write the smaller one first.",
                    product,
                    "within_business_days",
                )
            payments[product] = Payment(raw.get("by", ""), (first, last), words)
        return payments
