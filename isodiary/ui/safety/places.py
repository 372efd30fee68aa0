"""Where the backups go, how many are kept, and what the light means."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked, plural
from isodiary.services.safety.backups import BackupState, Light, move_backups, standing
from isodiary.services.words.days import clock_time, near_day
from isodiary.services.words.units import number_text
from isodiary.storage.backup_files import Places, backup_folder
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.files import documents
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.safety.light import MEANS, LightSign
from isodiary.ui.tools import Tools

KEPT = marked("all of two days, then 12 daily, 9 weekly, 12 monthly.")
NO_SECOND = marked("none; a stick or another disk outlives this computer")
MEGABYTE = 1_000_000


class PlacesBox(QWidget):
    """The places in words, each with a button that asks for another.

    Signals:
        changed: The backups go elsewhere now.
        failed: A sentence why they do not.

    Attributes:
        move_here: Asks for another folder than the one beside the diary.
        change: Asks for a second place.
        leave: Goes without a second place.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, tools: Tools, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._path = path
        theme = tools.theme
        self._here = Text(theme, wrap=True)
        self._second = Text(theme, wrap=True)
        self._count = Text(theme, tone=Tone.MUTED, wrap=True)
        self.move_here = Button(theme, _("Mo&ve…"), Look.QUIET)
        self.change = Button(theme, _("C&hange…"), Look.QUIET)
        self.leave = Button(theme, _("No s&econd place"), Look.QUIET)
        self.move_here.clicked.connect(self.ask_here)
        self.change.clicked.connect(self.ask_second)
        self.leave.clicked.connect(self.leave_second)
        self._put_together()

    def show_state(self, state: BackupState) -> None:
        """Say where the backups go."""
        places = state.places
        beside = places.here == backup_folder(self._path)
        named = _("{folder}, beside the diary").format(folder=places.here.name)
        shown = named if beside else str(places.here)
        self._here.setText(breakable(shown))
        self._here.setToolTip(str(places.here))
        self._second.setText(breakable(self._second_words(places)))
        self._second.setToolTip(str(places.second or ""))
        self.leave.setVisible(places.second is not None)
        size = _("less than 1 MB")
        if state.size > MEGABYTE:
            size = f"{number_text(Fraction(state.size, MEGABYTE))} MB"
        said = plural(
            state.count,
            "{count} backup now, {size}. The last good one always stays.",
            "{count} backups now, {size}. The last good one always stays.",
        )
        self._count.setText(said.format(size=size))

    @Slot()
    def ask_here(self) -> None:
        """Ask for the folder that backups go to; those that are there move along."""
        name = QFileDialog.getExistingDirectory(self, _("Where the backups go"), str(documents()))
        if name:
            self._move(Path(name), self._places.second)

    @Slot()
    def ask_second(self) -> None:
        """Ask for a second place."""
        name = QFileDialog.getExistingDirectory(
            self, _("A second place for the backups"), str(documents())
        )
        if name:
            self._move(self._places.here, Path(name))

    @Slot()
    def leave_second(self) -> None:
        """Go without a second place; the backups that are there stay there."""
        self._move(self._places.here, None)

    @property
    def _places(self) -> Places:
        return standing(self._path, now=self._tools.now).places

    def _move(self, here: Path, second: Path | None) -> None:
        try:
            move_backups(self._path, here, second=second)
        except DiaryError as error:
            self.failed.emit(error.sentence)
        else:
            self.changed.emit()

    def _second_words(self, places: Places) -> str:
        if places.second is None:
            return _(NO_SECOND)
        name = places.second.name or str(places.second)
        if places.second_is_away:
            return _("{folder}, which cannot be reached now").format(folder=name)
        if places.reached is None:
            return _("{folder}, from the next backup on").format(folder=name)
        day = near_day(places.reached.date(), self._tools.now.date())
        return _("{folder}, reached {day} {time}").format(
            folder=name, day=day, time=clock_time(places.reached, self._tools.habits)
        )

    def _put_together(self) -> None:
        theme = self._tools.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        rows = (
            (_("Here"), self._here, (self.move_here,)),
            (_("Second place"), self._second, (self.leave, self.change)),
        )
        for row, (name, words, buttons) in enumerate(rows):
            grid.addWidget(Text(theme, name, Tone.STRONG), row, 0)
            grid.addWidget(words, row, 1)
            beside = QHBoxLayout()
            for button in buttons:
                beside.addWidget(button)
            grid.addLayout(beside, row, 2, right)
        grid.addWidget(Text(theme, _("Kept"), Tone.STRONG), 2, 0, top)
        grid.addWidget(Text(theme, _(KEPT), wrap=True), 2, 1, 1, 2)
        grid.addWidget(self._count, 3, 1, 1, 2)
        grid.addWidget(Text(theme, _("The light"), Tone.STRONG), 4, 0, top)
        for row, light in enumerate(Light, start=4):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(LightSign(theme, light))
            line.addWidget(Text(theme, _(MEANS[light]), wrap=True), 1)
            grid.addLayout(line, row, 1, 1, 2)
