"""The rows of a file in a table: what becomes of each, and the filter by result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _, pgettext, pmarked, whole
from isodiary.services.exchange.results import RANK, CheckedRow, DryRun, Result
from isodiary.services.habits import Habits
from isodiary.services.words.entries import entry_words
from isodiary.ui.kit.table import LEADING, NOWHERE, TRAILING, Cell, CellModel, Index, Role

LONGEST_RAW = 38
ROW = 1
"""The column of the numbers."""

SIGNS = {
    Result.NEW: pmarked("a row of a file", "+ New"),
    Result.SAME: pmarked("a row of a file", "= Same"),
    Result.CONFLICT: pmarked("a row of a file", "≠ Conflict"),
    Result.UNREADABLE: pmarked("a row of a file", "? Unreadable"),
    Result.LEFT_OUT: pmarked("a row of a file", "– Left out"),
}


class FileRows(CellModel):
    """The rows of a file, those first that want a look; of all results, or of one."""

    def __init__(
        self, names: Mapping[str, str], habits: Habits, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._habits = habits
        self._own: dict[str, str] = {}
        self._rows: list[CheckedRow] = []
        self.heads = (_("Result"), _("Row"), _("In the file"), _("In the diary then"))

    def show_run(self, run: DryRun, only: Result | None) -> None:
        """Show the rows of a file, or those of one result."""
        self.beginResetModel()
        edits = () if run.change is None else run.change.edits
        made = [each.after for each in edits if isinstance(each.after, OwnSymptom)]
        self._own = {each.id: each.label for each in made}
        wanted = [each for each in run.rows if only in (None, each.result)]
        self._rows = sorted(wanted, key=lambda each: RANK.index(each.result))
        self.endResetModel()

    def row(self, number: int) -> CheckedRow | None:
        """Return what stands in a row of the table; None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place_of(self, row: int) -> int:
        """Return where a row of the file stands in the table; 0 where it does not."""
        return next((place for place, each in enumerate(self._rows) if each.row == row), 0)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        checked = self._rows[row]
        match column:
            case 0:
                return Cell(pgettext("a row of a file", SIGNS[checked.result]))
            case 1:
                return Cell(whole(checked.row))
            case 2:
                return Cell(short_raw(checked.raw))
            case _:
                return Cell(self.then(checked))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.TextAlignmentRole and index.isValid():
            return TRAILING if index.column() == ROW else LEADING
        return super().data(index, role)

    def headerData(self, section: int, orientation: Any, role: int = Role.DisplayRole) -> Any:
        if role == Role.TextAlignmentRole:
            return TRAILING if section == ROW else LEADING
        return super().headerData(section, orientation, role)

    def then(self, checked: CheckedRow) -> str:
        """Return what the diary holds then, in words."""
        found = "" if checked.found is None else self.words(checked, of_file=True)
        held = "" if checked.held is None else self.words(checked, of_file=False)
        match checked.result:
            case Result.NEW:
                return found or checked.why
            case Result.SAME:
                return _("as it is: {entry}").format(entry=held) if held else checked.why
            case Result.CONFLICT if checked.takes_file:
                return _("{entry}, as in the file").format(entry=found)
            case Result.CONFLICT:
                return _("stays as it is: {entry}").format(entry=held) if held else checked.why
            case _:
                return _("left out: {why}").format(why=checked.why)

    def words(self, checked: CheckedRow, *, of_file: bool) -> str:
        """Return the entry of the file, or that of the diary, in words."""
        entry = checked.found if of_file else checked.held
        return (
            "" if entry is None else entry_words(entry, {**self._names, **self._own}, self._habits)
        )


def short_raw(raw: str) -> str:
    """Return a row of a file in one short line."""
    line = " ".join(raw.split())
    return line if len(line) <= LONGEST_RAW else f"{line[: LONGEST_RAW - 1]}…"
