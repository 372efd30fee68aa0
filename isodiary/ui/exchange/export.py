"""Writing the diary to another file: which format, kinds and columns, with rows to look at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.domain.record import KeptOff
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.formats import FORMATS, Format
from isodiary.services.exchange.out import write_file
from isodiary.services.exchange.own_csv import chosen_columns, columns_of, rows_in_words
from isodiary.services.exchange.own_rows import chosen_rows
from isodiary.services.kept_off import off_paper
from isodiary.services.words.entries import kind_name
from isodiary.services.words.units import capital
from isodiary.storage.reads.everything import ids_used, keeps_notes_off
from isodiary.storage.rows import TABLES, SqlValue, table_named
from isodiary.ui.exchange.scrolled import scroll_above, scrolling_column
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.chips import CheckChips, Chips, Choice
from isodiary.ui.kit.files import documents
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

SHOWN_ROWS = 200
LONGEST_CELL = 40
ALL = 99

WHO = marked("The file holds what you wrote, for whoever has it: it has no passphrase.")
KEPT_OFF = marked("Also what you &keep off paper")
TABULAR = "isodiary-csv"


class ColumnRows(CellModel):
    """The first rows of a table that goes out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sequence[SqlValue]] = ()

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[SqlValue]]) -> None:
        """Show rows under their heads."""
        self.beginResetModel()
        self.heads = tuple(heads)
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        value = self._rows[row][column]
        words = "" if value is None else " ".join(str(value).split())
        return Cell(words if len(words) <= LONGEST_CELL else f"{words[: LONGEST_CELL - 1]}…")


class ExportDialog(AskDialog):
    """Asks what goes out, and writes it to a file that the patient names.

    Signals:
        saved: The `Path` that was written.

    Attributes:
        format: Which format.
        kinds: Which kinds of entries; a table has one.
        columns: Which columns of the kind that is looked at.
        looked: Of which kind the rows are shown.
        history, bom, kept_off: Whether these go along.
        titles: Whether the titles of a calendar say what they are about.
        rows: The first rows.
    """

    saved = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, _("Export"), parent, save=_("&Save as…"))
        theme = tools.theme
        self.tools = tools
        self._columns: dict[str, tuple[str, ...]] = {}
        self.format: Chips[str] = Chips(theme, _("Format"))
        self.kinds = CheckChips(theme, _("Kinds of entries"), ALL)
        self.looked: Chips[str] = Chips(theme, _("Table"))
        self.columns = CheckChips(theme, _("Columns"), ALL)
        self.rows = ColumnRows(self)
        self.table = PlainTable(theme, _("First rows"), self.rows, most_rows=6)
        self.history = QCheckBox(_("Also the &history of every change"))
        self.bom = QCheckBox(_("Tables for &spreadsheets (with a mark for UTF-8)"))
        self.kept_off = QCheckBox(_(KEPT_OFF))
        self.titles = QCheckBox(_("Say in the &titles what it is about; others may see them"))
        self.cancel.set_hint("Esc")
        self._put_together()
        self._offer()
        self._connect()
        self._show()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize() * 0.94
        letter_px, line_px = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        return QSize(letter_px * 110, line_px * 44).boundedTo(room)

    @property
    def choice(self) -> ExportChoice:
        """What goes out."""
        tools = self.tools
        one = (self.looked.value,) if self.format.value == TABULAR else self.kinds.values
        off: frozenset[str] = frozenset()
        if not self.kept_off.isChecked():
            marks, catalogues = tools.diary.all(KeptOff), tools.catalogues
            off = off_paper(marks, catalogues.symptoms, catalogues.labs)
        return ExportChoice(
            now=tools.now,
            kinds=one,
            columns=self._columns,
            history=self.history.isChecked(),
            bom=self.bom.isChecked(),
            off=off,
            without_marked=not self.kept_off.isChecked(),
            titled=self.titles.isChecked(),
            names={**tools.catalogues.names(), **tools.symptom_names()},
            codes=tools.catalogues,
            habits=tools.habits,
        )

    @Slot()
    def accept(self) -> None:
        """Ask for the file, and write it; what is refused is told, and the dialog stays."""
        if not self.choice.kinds:
            self.tell(_("Choose at least one kind of entries."))
            return
        path = self._asked_path()
        if path is None:
            return
        try:
            write_file(self.tools.diary, path, self._format, self.choice)
        except DiaryError as error:
            self.tell(error.sentence)
        else:
            self.saved.emit(path)
            super().accept()

    def answer(self) -> None:
        """Nothing comes of it but the file."""

    @property
    def _format(self) -> Format:
        return next(each for each in FORMATS if each.id == self.format.value)

    def _asked_path(self) -> Path | None:
        """Ask for the file; None if it is given up."""
        ending = self._format.endings[0]
        name = self.looked.value if self._format.id == TABULAR else "isodiary"
        likely = documents() / f"{name} {self.tools.today.isoformat()}.{ending}"
        kinds = f"{self._format.said} (*.{ending})"
        found, _kind = QFileDialog.getSaveFileName(self, _("Export"), str(likely), kinds)
        if not found:
            return None
        return Path(found if found.endswith(f".{ending}") else f"{found}.{ending}")

    @Slot()
    def _show(self) -> None:
        """Show what belongs to the format, and the first rows of the table that is looked at."""
        tables = self._format.tables
        one = self._format.id == TABULAR
        self._kinds_part.setVisible(self._format.chosen and not one)
        self._tables_part.setVisible(tables)
        self.history.setVisible(self._format.chosen and not one)
        self.bom.setVisible(tables)
        self.titles.setVisible(self._format.titles)
        self.kept_off.setVisible(self._asks_kept_off and self._format.chosen)
        self.tell("")
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        table = table_named(self.looked.value)
        offered = [(each, each) for each in columns_of(table)]
        choice = self.choice
        self.columns.offer(offered, chosen_columns(table, choice))
        diary = self.tools.diary
        with diary.reading():
            found = islice(chosen_rows(diary, table, choice), SHOWN_ROWS)
            rows = list(rows_in_words(found, table, choice))
        heads = chosen_columns(table, choice)
        self.rows.show_rows(heads, rows)
        self.table.fit()

    @Slot()
    def _take_columns(self) -> None:
        self._columns[self.looked.value] = self.columns.values
        self._show_rows()

    def _offer(self) -> None:
        out = [each for each in FORMATS if each.goes_out]
        self.format.offer([Choice(each.id, each.said) for each in out], out[0].id)
        names = [(table.name, capital(kind_name(table.kind))) for table in TABLES]
        self.kinds.offer(names, [name for name, _words in names])
        self.looked.offer([Choice(name, words) for name, words in names], "dose")
        diary, catalogues = self.tools.diary, self.tools.catalogues
        off = off_paper(diary.all(KeptOff), catalogues.symptoms, catalogues.labs)
        self._asks_kept_off = bool(off & ids_used(diary)) or keeps_notes_off(diary)

    def _connect(self) -> None:
        self.format.chosen.connect(self._show)
        self.looked.chosen.connect(self._show_rows)
        self.columns.changed.connect(self._take_columns)
        self.kept_off.toggled.connect(self._show_rows)

    def _put_together(self) -> None:
        theme = self.tools.theme
        sheet, column = scrolling_column()
        column.addWidget(self.format)
        column.addWidget(Text(theme, _(WHO), Tone.SMALL, wrap=True))
        self._kinds_part = Card(theme)
        self._kinds_part.body.addWidget(Text(theme, _("What goes out"), Tone.HEADING))
        self._kinds_part.body.addWidget(self.kinds)
        column.addWidget(self._kinds_part)
        self._tables_part = Card(theme)
        self._tables_part.body.addWidget(Text(theme, _("The tables"), Tone.HEADING))
        for widget in (self.looked, self.columns, self.table):
            self._tables_part.body.addWidget(widget)
        column.addWidget(self._tables_part)
        for box in (self.kept_off, self.history, self.bom, self.titles):
            column.addWidget(box)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        scroll_above(self, sheet, foot)
