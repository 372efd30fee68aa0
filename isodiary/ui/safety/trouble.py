"""The one screen for a diary that cannot be opened: what is wrong, and every way on."""

from __future__ import annotations

import platform
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QVBoxLayout, QWidget

from isodiary import __version__
from isodiary.domain.change import Entry
from isodiary.domain.day import Clock
from isodiary.domain.errors import DiaryDamaged, DiaryError, DiaryTooNew, NoCipher, NotADiary
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.services.habits import Habits
from isodiary.services.safety.compare import counted
from isodiary.services.safety.harm import Harm, look_at_harm
from isodiary.services.safety.salvage import salvage
from isodiary.services.words.days import clock_time, near_day
from isodiary.services.words.units import capital
from isodiary.storage.database import Key
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme
from isodiary.ui.safety.harm_bars import HarmBars

TITLES = {
    NotADiary: marked("This file is no diary"),
    DiaryTooNew: marked("This diary is of a newer isodiary"),
    NoCipher: marked("This diary has a passphrase"),
}
TITLE = marked("This diary cannot be opened")
SMALL_PART = marked("A small part of this diary is damaged")
DAMAGED = marked("This diary is damaged")
NOTHING_CHANGED = marked("Nothing was changed, the file is only read.")
NO_BACKUP = marked("There is no good backup of it.")
OFFERED = marked("They are sound, and are offered once the backup is open.")
KEPT = marked("The damaged file is kept, whatever you choose:")
STAYS = marked("The file stays as it is:")
SMALL_SHARE = 0.1
LETTERS = 66


class Way(Enum):
    """What was chosen."""

    NONE = auto()
    BACKUP = auto()
    OTHER = auto()
    SALVAGED = auto()


class TroubleDialog(QDialog):
    """What is wrong, the newest good backup, and other ways on.

    Attributes:
        way: What was chosen.
        out: The file that was salvaged to; None as long as nothing was.
        go_on, salvage, other, copy: The buttons.
        said: What came of the last of them.
    """

    def __init__(
        self,
        theme: Theme,
        path: Path,
        error: DiaryError,
        harm: Harm | None,
        *,
        clock: Clock,
        habits: Habits,
        key: Key | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Args: `harm` is what could be read of the file; None if it is no diary at all."""
        super().__init__(parent)
        self.setWindowTitle("isodiary")
        self.way = Way.NONE
        self.out: Path | None = None
        self._theme, self._path, self._error, self._harm = theme, path, error, harm
        self._clock, self._habits, self._key = clock, habits, key
        hint = "⏎"
        self.go_on = Button(
            theme, _("&Go on with this backup"), Look.PRIMARY, hint=hint, parent=self
        )
        self.salvage = Button(theme, _("&Salvage…"), parent=self)
        self.other = Button(theme, _("&Open another…"))
        self.copy = Button(theme, _("&Copy details"))
        self.folder = Button(theme, _("Show the &folder"), Look.QUIET)
        self.said = Text(theme, tone=Tone.STRONG, wrap=True)
        self.said.hide()
        self.go_on.clicked.connect(partial(self._leave, Way.BACKUP))
        self.other.clicked.connect(partial(self._leave, Way.OTHER))
        self.salvage.clicked.connect(self.save_sound)
        self.copy.clicked.connect(self.copy_details)
        self.folder.clicked.connect(self.show_folder)
        self._put_together()
        self.resize(self.sizeHint())
        (self.go_on if self._has_backup else self.other).setFocus()

    def sizeHint(self) -> QSize:
        letter_px = self.fontMetrics().averageCharWidth()
        width_px = LETTERS * letter_px
        height_px = max(self._sheet.sizeHint().height(), self._sheet.heightForWidth(width_px))
        wanted = QSize(width_px, height_px + 12)
        return wanted.boundedTo(self.screen().availableSize() * 0.92)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self._has_backup:
            self.go_on.click()
        else:
            super().keyPressEvent(event)

    def details(self) -> str:
        """Return what was found, with nothing that the patient wrote."""
        lines = [
            f"isodiary {__version__}, Qt {qVersion()}, Python {platform.python_version()},"
            f" {platform.platform()}",
            f"{self._error.code}: {self._error.sentence}",
        ]
        if self._harm is not None:
            lines.append(f"sound entries: {len(self._harm.sound)}")
            tables = [each.table for each in self._harm.damaged]
            lines += [f"damaged in {name}: {tables.count(name)}" for name in sorted({*tables})]
        return "\n".join(lines)

    @Slot()
    def copy_details(self) -> None:
        """Put what was found on the clipboard."""
        QGuiApplication.clipboard().setText(self.details())
        self._say(_("The details are on the clipboard. They hold nothing that you wrote."))

    @Slot()
    def save_sound(self) -> None:
        """Save everything sound in a new diary, and say what is missing."""
        now = self._clock()
        likely = self._path.with_name(f"{self._path.stem}, salvaged {now:%Y-%m-%d}.sqlite")
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save what is sound"), str(likely), _("Diaries (*.sqlite)")
        )
        if not name:
            return
        try:
            report = salvage(self._path, Path(name), now=now, key=self._key)
        except DiaryError as error:
            self._say(error.sentence)
            return
        self.out = Path(name)
        count = plural(report.entries, "{count} entry", "{count} entries")
        saved = _("Saved: {entries}, in {path}").format(entries=count, path=breakable(name))
        self._say("\n".join((saved, *report.lines)))
        self.salvage.setText(_("Open what was &saved"))
        self.salvage.clicked.disconnect(self.save_sound)
        self.salvage.clicked.connect(partial(self._leave, Way.SALVAGED))

    @Slot()
    def show_folder(self) -> None:
        """Show the folder of the file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.resolve().parent)))

    @property
    def _has_backup(self) -> bool:
        return self._harm is not None and self._harm.backup is not None

    def _leave(self, way: Way) -> None:
        self.way = way
        self.accept()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _put_together(self) -> None:
        theme = self._theme
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(14)
        column.addWidget(Text(theme, _title(self._error, self._harm), Tone.TITLE, wrap=True))
        column.addWidget(Text(theme, _what(self._error, self._harm), wrap=True))
        if self._harm is not None and self._harm.damaged:
            column.addWidget(HarmBars(theme, self._harm))
        column.addWidget(self._backup_card())
        column.addLayout(self._ways())
        column.addWidget(self.said)
        column.addStretch(1)
        kept = _(KEPT) if isinstance(self._error, DiaryDamaged) else _(STAYS)
        column.addWidget(Text(theme, kept, Tone.SMALL, wrap=True))
        column.addWidget(Text(theme, breakable(str(self._path)), Tone.SMALL, wrap=True))
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(self._sheet))

    def _backup_card(self) -> QWidget:
        theme, harm = self._theme, self._harm
        if harm is None or harm.backup is None:
            self.go_on.hide()
            said = _(NO_BACKUP) if isinstance(self._error, DiaryDamaged) else ""
            return Text(theme, said, Tone.STRONG, wrap=True)
        card = Card(theme, Ground.DUE)
        at = harm.backup.file.at
        day = capital(near_day(at.date(), self._clock().date()))
        entries = plural(harm.backup.entries, "{count} entry", "{count} entries")
        card.body.addWidget(Text(theme, _("Newest good backup"), Tone.MUTED))
        card.body.addWidget(Text(theme, f"{day} {clock_time(at, self._habits)}", Tone.TITLE))
        card.body.addWidget(
            Text(theme, _("{entries}, checked just now.").format(entries=entries), wrap=True)
        )
        if harm.newer:
            newer = plural(
                len(harm.newer),
                "{count} entry is newer: {kinds}.",
                "{count} entries are newer: {kinds}.",
            )
            named = ", ".join(counted(harm.newer))
            card.body.addWidget(Text(theme, newer.format(kinds=named), wrap=True))
            card.body.addWidget(Text(theme, _(OFFERED), Tone.MUTED, wrap=True))
        card.body.addWidget(self.go_on)
        return card

    def _ways(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        sound = len(self._harm.sound) if self._harm is not None else 0
        ways = [
            (
                self.salvage,
                plural(
                    sound,
                    "a new diary of the {count} sound entry, and a list of what is missing",
                    "a new diary of the {count} sound entries, and a list of what is missing",
                ),
            ),
            (self.other, _("an older backup, or another diary")),
            (self.copy, _("what was found, without anything you wrote")),
        ]
        if not sound:
            self.salvage.hide()
        for row, (button, words) in enumerate(ways if sound else ways[1:]):
            grid.addWidget(button, row, 0)
            grid.addWidget(Text(self._theme, words, Tone.MUTED, wrap=True), row, 1)
        return grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen, and what with.

    Attributes:
        way: The way on.
        backup: The backup to go on with; None for another way.
        newer: Sound entries that it lacks.
        out: The file that was salvaged to, to be opened; None for another way.
    """

    way: Way
    backup: Path | None = None
    newer: tuple[Entry, ...] = ()
    out: Path | None = None


def ask_way(
    theme: Theme,
    path: Path,
    error: DiaryError,
    clock: Clock,
    habits: Habits,
    key: Key | None,
    parent: QWidget | None,
) -> Chosen:
    """Read what can be read of a diary that cannot be opened, and ask how to go on."""
    harm: Harm | None = None
    if isinstance(error, DiaryDamaged | NotADiary):
        with suppress(DiaryError):
            harm = look_at_harm(path, key)
    dialog = TroubleDialog(
        theme, path, error, harm, clock=clock, habits=habits, key=key, parent=parent
    )
    dialog.exec()
    way, out = dialog.way, dialog.out
    dialog.deleteLater()
    if way is Way.BACKUP and harm is not None and harm.backup is not None:
        return Chosen(way=way, backup=harm.backup.file.path, newer=harm.newer)
    return Chosen(way=way, out=out if way is Way.SALVAGED else None)


def _title(error: DiaryError, harm: Harm | None) -> str:
    if not isinstance(error, DiaryDamaged):
        return _(TITLES.get(type(error), TITLE))
    small = harm is not None and 0 < len(harm.damaged) <= SMALL_SHARE * harm.count
    return _(SMALL_PART) if small else _(DAMAGED)


def _what(error: DiaryError, harm: Harm | None) -> str:
    """Return what is wrong in sentences."""
    if not isinstance(error, DiaryDamaged):
        return error.sentence
    if harm is None or not harm.damaged:
        return f"{error.sentence} {_(NOTHING_CHANGED)}"
    said = plural(
        len(harm.damaged),
        "{count} of its {all} is no longer what was written. All others are sound.",
        "{count} of its {all} are no longer what was written. All others are sound.",
    ).format(all=plural(harm.count, "{count} entry", "{count} entries"))
    return f"{said} {_(NOTHING_CHANGED)}"
