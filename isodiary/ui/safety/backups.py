"""The backups: how they stand, what each of them lacks, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked, plural
from isodiary.services.safety.backups import Light, back_up, standing
from isodiary.services.safety.compare import counted, entries_of
from isodiary.services.safety.restore import restore_change
from isodiary.storage.backup_files import BackupFile, backup_files
from isodiary.storage.copying import write_new
from isodiary.storage.diary import Diary
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of
from isodiary.storage.troubles import spoken
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.files import documents, saved_words
from isodiary.ui.kit.forms import ask, close_button
from isodiary.ui.kit.layouts import FlowLayout, Scroll
from isodiary.ui.kit.table import PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.safety.backup_table import BackupRows, when_words
from isodiary.ui.safety.inside import InsideDialog
from isodiary.ui.safety.light import FIRST, MEANS, LightSign
from isodiary.ui.safety.places import PlacesBox
from isodiary.ui.tools import Tools

KEEPS = marked("A restore keeps the diary of now as a backup first. Ctrl+Z takes it back.")
SAME = marked("The diary holds just what this backup does.")
NO_MORE = marked("{when} lacks nothing, and holds entries that the diary has no more.")
LOCKED = marked("This backup has another passphrase. isodiary restore FILE asks for it.")
BAD = marked("This backup cannot be read, or not everything in it is sound.")
READING = marked("This backup is being read …")


class BackupsDialog(QDialog):
    """The list, what the chosen one lacks, and the places.

    Attributes:
        table: The backups.
        back_up: Makes one now.
        restore, copy, inside: Go back to the chosen one, save it elsewhere, look inside.
        said: What the chosen backup lacks.
        problem: What was refused last.
        places: Where the backups go.
    """

    def __init__(self, tools: Tools, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Backups"))
        self.tools = tools
        self._path = path
        theme = tools.theme
        self._sign = LightSign(theme, Light.NONE, factor=1.3)
        self._newest = Text(theme, tone=Tone.HEADING)
        self._means = Text(theme, tone=Tone.MUTED, wrap=True)
        self.back_up = Button(theme, _("Back up &now"))
        self.rows = BackupRows(tools, self)
        self.table = PlainTable(theme, _("Backups"), self.rows, most_rows=9, keeps_chosen=True)
        stretch = QHeaderView.ResizeMode.Stretch
        self.table.horizontalHeader().setSectionResizeMode(0, stretch)
        self.said = Text(theme, wrap=True)
        self.restore = Button(theme, _("&Restore it"))
        self.copy = Button(theme, _("Save a &copy…"))
        self.inside = Button(theme, _("Look &inside"))
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self.places = PlacesBox(tools, path)
        self._put_together()
        self._connect()
        self.show_all()
        self.resize(self.sizeHint())
        self.table.setFocus()

    def sizeHint(self) -> QSize:
        letter_px = self.fontMetrics().averageCharWidth()
        room = self.screen().availableSize() * 0.92
        width_px = min(92 * letter_px, room.width())
        high_px = max(self._sheet.heightForWidth(width_px), self._sheet.sizeHint().height())
        return QSize(width_px, high_px + 12).boundedTo(room)

    @property
    def chosen(self) -> BackupFile | None:
        """The backup that is chosen; None if there is none."""
        row = self.table.currentIndex().row()
        return self.rows.file(row) if 0 <= row < self.rows.rowCount() else None

    @Slot()
    def show_all(self) -> None:
        """Read again which backups there are, and where they go."""
        state = standing(self._path, now=self.tools.now)
        self._sign.show_light(state.light)
        self.rows.show_files(backup_files(self._path, state.places), state.places)
        self.table.fit()
        newest = state.newest
        self._newest.setText(
            _("No backup yet") if newest is None else when_words(self.tools, newest)
        )
        self._means.setText(_(FIRST) if newest is None else _(MEANS[state.light]))
        self.places.show_state(state)
        self.table.selectRow(0)
        self._tell_chosen()

    @Slot()
    def back_up_now(self) -> None:
        """Make a backup now."""
        self._tell("")
        try:
            back_up(self.tools.diary, now=self.tools.now)
        except DiaryError as error:
            self._tell(error.sentence)
        self.show_all()

    @Slot()
    def restore_it(self) -> None:
        """Make the diary hold what the chosen backup does, as one change."""
        if self.chosen is None:
            return
        try:
            change = restore_change(self.tools.diary, self.chosen.path, now=self.tools.now)
            self.tools.editor.write(change)
        except DiaryError as error:
            self._tell(error.sentence)
        else:
            self.accept()

    @Slot()
    def save_copy(self) -> None:
        """Save the chosen backup in a file that the patient names."""
        if self.chosen is None:
            return
        likely = documents() / self.chosen.path.name
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save a copy of the backup"), str(likely), _("Diaries (*.sqlite)")
        )
        if not name:
            return
        try:
            with spoken(), closing(self._held(self.chosen)) as held:
                write_new(held, Path(name))
        except DiaryError as error:
            self._tell(error.sentence)
        else:
            self._tell(saved_words(Path(name)), Tone.OK)

    @Slot()
    def look_inside(self) -> None:
        """Show what the chosen backup holds."""
        if self.chosen is None:
            return
        try:
            with spoken(), closing(self._held(self.chosen)) as held:
                entries = tuple(entries_of(held).values())
        except DiaryError as error:
            self._tell(error.sentence)
        else:
            ask(InsideDialog(self.tools, when_words(self.tools, self.chosen), entries, self))

    def _held(self, chosen: BackupFile) -> Diary:
        return look_inside(bytes_of(chosen.path), self.tools.diary.key)

    @Slot()
    def _tell_chosen(self) -> None:
        """Say what the chosen backup lacks."""
        chosen = self.chosen
        looked = None if chosen is None else self.rows.looked(self.table.currentIndex().row())
        good = looked is not None and looked.inside.sound
        for button in (self.restore, self.copy, self.inside):
            button.setEnabled(good)
        if chosen is None:
            self.said.setText("")
        elif looked is None:
            self.said.setText(_(READING))
        elif looked.inside.locked:
            self.said.setText(_(LOCKED))
        elif not good or looked.compared is None:
            self.said.setText(_(BAD))
        elif looked.compared.same:
            self.said.setText(_(SAME))
        else:
            self.said.setText(self._lacks(chosen, looked.compared.lacking_there))

    def _lacks(self, chosen: BackupFile, lacking: Sequence[Entry]) -> str:
        when = when_words(self.tools, chosen)
        if not lacking:
            return _(NO_MORE).format(when=when)
        said = plural(
            len(lacking),
            "{when} lacks {count} entry that the diary has now: {kinds}.",
            "{when} lacks {count} entries that the diary has now: {kinds}.",
        )
        return said.format(when=when, kinds=", ".join(counted(lacking)))

    @Slot(str)
    def _tell(self, sentence: str, tone: Tone = Tone.WARNING) -> None:
        self.problem.set_tone(tone)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    @Slot(int)
    def _hear_read(self, row: int) -> None:
        if row == self.table.currentIndex().row():
            self._tell_chosen()
        if row in {0, self.rows.rowCount() - 1}:
            self.table.fit()

    def _connect(self) -> None:
        self.back_up.clicked.connect(self.back_up_now)
        self.restore.clicked.connect(self.restore_it)
        self.copy.clicked.connect(self.save_copy)
        self.inside.clicked.connect(self.look_inside)
        self.rows.read.connect(self._hear_read)
        self.table.selectionModel().currentChanged.connect(self._tell_chosen)
        self.places.changed.connect(self.show_all)
        self.places.failed.connect(self._tell)

    def _put_together(self) -> None:
        theme = self.tools.theme
        self._sheet = QWidget()
        self._sheet.setMinimumHeight(1)  # else as high as its texts are where they are narrow
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self._newest)
        head.addWidget(self._means, 1)
        head.addWidget(self.back_up)
        column.addLayout(head)
        card = Card(theme)
        card.body.addWidget(self.table)
        card.body.addWidget(self.said)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.restore, self.copy, self.inside):
            flow.addWidget(button)
        card.body.addWidget(buttons)
        card.body.addWidget(self.problem)
        column.addWidget(card)
        column.addWidget(Text(theme, _(KEEPS), Tone.SMALL, wrap=True))
        column.addWidget(self.places)
        column.addStretch(1)
        column.addWidget(close_button(self, theme), 0, Qt.AlignmentFlag.AlignTrailing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(self._sheet))
