"""What of a diary goes out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import datetime

from isodiary.domain.record import KeptKind
from isodiary.domain.values import dataclass
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.habits import PLAIN, Habits
from isodiary.storage.rows import TABLES, Row, Table

KINDS = tuple(table.name for table in TABLES)
"""Every kind of entry, by the name of its table."""


def own_catalogues() -> Catalogues:
    """Return the catalogues that come with the program; they are read when they are asked."""
    return Catalogues(resources() / "catalogue")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice:
    """What of a diary goes out, and how.

    Attributes:
        now: The present moment.
        kinds: The kinds of entries; by default all.
        columns: Of which kinds only some columns go into tables, and which.
        history: Whether every change goes along.
        bom: Whether tables begin with the mark by which spreadsheets know UTF-8.
        off: Ids of the symptoms and lab tests that stay here; empty where all goes along.
        without_marked: Whether notes that are kept off paper stay here.
        titled: Whether the titles of a calendar say what they are about.
        names: Words for symptom and lab ids.
        codes: Where the codes of symptoms and lab tests are.
        habits: How numbers and days are written where words are.
    """

    now: datetime
    kinds: tuple[str, ...] = KINDS
    columns: Mapping[str, Collection[str]] = field(default_factory=dict)
    history: bool = False
    bom: bool = False
    off: frozenset[str] = frozenset()
    without_marked: bool = False
    titled: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    codes: Catalogues = field(default_factory=own_catalogues)
    habits: Habits = PLAIN

    @property
    def tables(self) -> tuple[Table, ...]:  # type: ignore[type-arg]
        """The tables of the chosen kinds, those first that others lean on."""
        return tuple(table for table in TABLES if table.name in self.kinds)

    def stays(self, table: Table, row: Row) -> bool:  # type: ignore[type-arg]
        """Whether a row is of what is kept off paper and so stays here."""
        if not (self.off or self.without_marked):
            return False
        cells = dict(zip(table.columns, row, strict=True))
        if table.name == "kept_off":
            return cells["kind"] == KeptKind.SYMPTOM and cells["what"] in self.off
        if cells.get("off_paper") and self.without_marked:
            return True
        about = (cells.get("symptom"), cells.get("analyte"), cells["id"])
        return any(each in self.off for each in about)
