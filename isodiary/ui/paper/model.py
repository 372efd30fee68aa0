"""The days that are typed in, for Qt: a row for each day, a column for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from isodiary.domain.day import Clock
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.services.days.type_in import (
    TypedAnswer,
    TypedDay,
    as_recorded,
    say_dose,
    say_note,
    say_symptom,
)
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import long_day, short_day, short_weekday
from isodiary.services.words.names import outcome_name, severity_name, slot_words
from isodiary.services.words.units import mg_text

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
CHANGED = Role.UserRole
"""Whether a cell differs from the diary."""

CLOSED = Qt.ItemDataRole(Role.UserRole + 1)
"""Whether nothing can be answered in a cell."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column: the number of a slot, the id of a symptom, or neither for the note."""

    head: str
    slot: int = 0
    symptom: str = ""

    @property
    def note(self) -> bool:
        """Whether it holds the patient's words."""
        return not self.slot and not self.symptom


class TypeInModel(QAbstractTableModel):
    """Holds what is typed until it is saved; days out of sight are kept too."""

    def __init__(self, clock: Clock, parent: QObject | None = None, habits: Habits = PLAIN) -> None:
        super().__init__(parent)
        self._habits = habits
        self._clock = clock
        self._typed: dict[date, TypedDay] = {}
        self._rows: tuple[date, ...] = ()
        self._before: list[TypedDay] = []
        self.columns: tuple[AnswerColumn, ...] = ()

    @property
    def days(self) -> tuple[TypedDay, ...]:
        """Every day that was shown, by date."""
        return tuple(self._typed[day] for day in sorted(self._typed))

    @property
    def changed(self) -> int:
        """How many cells differ from the diary, those out of sight included."""
        return sum(day.changed for day in self._typed.values())

    def show_days(self, days: Sequence[TypedDay], columns: Sequence[AnswerColumn]) -> None:
        """Show other days; what was typed in them before stands there still."""
        self.beginResetModel()
        for day in days:
            self._typed.setdefault(day.day, day)
        self._rows = tuple(day.day for day in days)
        self.columns = tuple(columns)
        self.endResetModel()

    def at(self, row: int) -> TypedDay:
        """Return the day of a row."""
        return self._typed[self._rows[row]]

    def put(self, index: Index, keys: str) -> None:
        """Answer a cell by what was typed; nothing typed empties it.

        Raises:
            Refused: It cannot be; the sentence says why.
        """
        day, column = self.at(index.row()), self.columns[index.column()]
        now = self._clock()
        if column.slot:
            after = say_dose(day, column.slot, keys, now=now)
        elif column.symptom:
            after = say_symptom(day, column.symptom, keys, now=now)
        else:
            after = say_note(day, keys)
        if after != day:
            self._before.append(day)
            self._set(after)

    def take_back(self) -> QModelIndex:
        """Make the last answer what it was before; return its row, none if there is none."""
        if not self._before:
            return NOWHERE
        before = self._before.pop()
        self._set(before)
        return self.index(self._rows.index(before.day), 0) if before.day in self._rows else NOWHERE

    def _set(self, day: TypedDay) -> None:
        self._typed[day.day] = day
        if day.day in self._rows:
            row = self._rows.index(day.day)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day, column = self.at(index.row()), self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return _shown(day, column, self._habits)
            case Role.AccessibleTextRole | Role.ToolTipRole:
                return _told(day, column, self._habits)
            case _ if role == CHANGED:
                return _shown(day, column) != _shown(as_recorded(day.entries), column)
            case _ if role == CLOSED:
                return bool(column.slot) and not day.takes(column.slot)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            spoken = role in (Role.DisplayRole, Role.AccessibleTextRole)
            return self.columns[section].head if spoken else None
        day = self._rows[section]
        match role:
            case Role.DisplayRole:
                return f"{short_weekday(day)} {short_day(day)}"
            case Role.AccessibleTextRole:
                return long_day(day)
        return None


def _shown(day: TypedDay, column: AnswerColumn, habits: Habits = PLAIN) -> str:
    if column.slot:
        said = day.doses.get(column.slot)
        return "" if said is None else _dose_text(said, habits)
    if column.symptom:
        severity = day.symptoms.get(column.symptom)
        return "" if severity is None else str(severity)
    return " ".join(day.note.split())


def _dose_text(said: TypedAnswer, habits: Habits) -> str:
    if not said.outcome.swallowed:
        return outcome_name(said.outcome)
    return mg_text(said.amount_ug, habits)


def _told(day: TypedDay, column: AnswerColumn, habits: Habits) -> str:
    """Return a cell for a screen reader: "Mon 16 Nov, Breakfast: 20 mg, planned 20 mg"."""
    when = long_day(day.day)
    shown = _shown(day, column, habits)
    if column.symptom and shown:
        shown = f"{shown}, {severity_name(int(shown))}"
    planned = _planned(day, column.slot, habits) if column.slot else ""
    said = ", ".join(part for part in (shown or _("not recorded"), planned) if part)
    return f"{when}, {' '.join(column.head.split())}: {said}"


def _planned(day: TypedDay, number: int, habits: Habits) -> str:
    slot = day.entries.slot(number)
    if slot is None:
        return _("paused") if day.entries.paused else _("no dose planned")
    return _("planned {slot}").format(slot=slot_words(slot, habits))
