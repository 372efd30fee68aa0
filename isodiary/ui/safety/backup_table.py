"""The list of backups: each is read whole after the other, while the list can be used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from isodiary.domain.day import ONE_DAY
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.safety.backups import Inside, look_and_compare
from isodiary.services.safety.compare import TwoDiaries
from isodiary.services.words.days import clock_time, near_day, short_weekday
from isodiary.services.words.units import capital, grouped
from isodiary.storage.backup_files import BackupFile, Places, Why
from isodiary.ui.kit.table import LEADING, NOWHERE, TRAILING, Cell, CellModel, Index
from isodiary.ui.tools import Tools

HEADS = (marked("When"), marked("Place"), marked("Entries"), marked("Checked"), marked("Lacks"))
NUMBERS = (2, 4)
REASONS = {
    Why.CHANGE: "",
    Why.MIGRATION: marked("before an update"),
    Why.IMPORT: marked("before an import"),
    Why.RESTORE: marked("before a restore"),
}
UNREAD = "…"
NEXT_MS = 10


@dataclass(frozen=True, slots=True)
class Looked:
    """A backup that was read whole.

    Attributes:
        inside: What it holds.
        compared: Its entries beside those of the open diary, which is "here"; None if unreadable.
    """

    inside: Inside
    compared: TwoDiaries | None


class BackupRows(CellModel):
    """A backup in each row, the newest first.

    Signals: `read` once the backup of a row was read whole.
    """

    read = Signal(int)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads = tuple(map(_, HEADS))
        self._tools = tools
        self._files: tuple[BackupFile, ...] = ()
        self._places = Places(here=Path())
        self._looked: dict[int, Looked] = {}
        self._next = QTimer(self, singleShot=True)
        self._next.setInterval(NEXT_MS)
        self._next.timeout.connect(self.read_next)

    def show_files(self, files: tuple[BackupFile, ...], places: Places) -> None:
        """Show other backups, and begin to read them."""
        self.beginResetModel()
        self._files, self._places = files, places
        self._looked.clear()
        self.endResetModel()
        if files:
            self._next.start()

    def file(self, row: int) -> BackupFile:
        """Return the backup of a row."""
        return self._files[row]

    def looked(self, row: int) -> Looked | None:
        """Return what is in the backup of a row; None as long as it was not read."""
        return self._looked.get(row)

    def look_now(self, row: int) -> Looked:
        """Read the backup of a row now, if it was not read yet."""
        if row not in self._looked:
            self._looked[row] = Looked(*look_and_compare(self._tools.diary, self._files[row]))
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))
            self.read.emit(row)
        return self._looked[row]

    @Slot()
    def read_next(self) -> None:
        """Read the newest backup that was not read yet."""
        left = [row for row in range(len(self._files)) if row not in self._looked]
        if left:
            self.look_now(left[0])
        if len(left) > 1:
            self._next.start()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._files)

    def cell(self, row: int, column: int) -> Cell:
        file, looked = self._files[row], self._looked.get(row)
        if column == 0:
            reason = _(REASONS[file.why])
            return Cell(when_words(self._tools, file) + (f" · {reason}" if reason else ""))
        if column == 1:
            return Cell(place_words(file, self._places))
        if looked is None:
            return Cell(UNREAD)
        sound, compared = looked.inside.sound, looked.compared
        match column:
            case 2:
                return Cell(grouped(looked.inside.entries))
            case 3:
                bad = _("other passphrase") if looked.inside.locked else _("not good")
                return Cell("✓" if sound else bad)
            case _:
                return Cell("–" if compared is None else grouped(len(compared.lacking_there)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return TRAILING if index.column() in NUMBERS else LEADING
        return super().data(index, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return TRAILING if section in NUMBERS else LEADING
        return super().headerData(section, orientation, role)


def when_words(tools: Tools, file: BackupFile) -> str:
    """Return when a backup was made: "Today 08:12", "Mon 14 Dec 19:08"."""
    day, today = file.at.date(), tools.now.date()
    near = near_day(day, today)
    words = capital(near) if today - day <= ONE_DAY else f"{short_weekday(day)} {near}"
    return f"{words} {clock_time(file.at, tools.habits)}"


def place_words(file: BackupFile, places: Places) -> str:
    """Return where a backup lies: "here, stick"."""
    named = {places.here: _("here")}
    if places.second is not None:
        named[places.second] = places.second.name or str(places.second)
    return ", ".join(named.get(place, place.name) for place in file.places)
