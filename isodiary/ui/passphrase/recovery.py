"""The recovery key, shown once: to be printed, saved as a page, or written down."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isodiary.language import _, marked, plural
from isodiary.report.recovery import RecoveryPage
from isodiary.services.safety.passphrase import NO_WAY_BACK, Switched
from isodiary.services.words.days import full_day
from isodiary.storage.keys import on_paper
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.files import saved_words
from isodiary.ui.kit.layouts import FlowLayout, Scroll
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.report.source import ReportOutput
from isodiary.ui.tools import Tools

TITLE = marked("The recovery key")
DONE = marked("The passphrase is set, and the diary is encrypted.")
DONE_ALL = marked("The passphrase is set, and the diary is encrypted with its {backups}.")
ONCE = marked("It opens the diary like the passphrase, and is shown this once.")
SAVED = marked("Whoever finds this file and the diary can read it: keep it elsewhere.")
HAVE = marked("&I have it on paper, or in a safe place")
NOT_YET = marked(
    "It is not shown again. Print it or write it down, and tick the box; or press Esc once more."
)
LEFT = marked("Not encrypted with it, and readable as before: {names}. Delete what is not needed.")
AWAY = marked("Backups in {place} are encrypted as soon as that place can be reached.")
IN_A_ROW = 4
LETTERS = 70


class RecoveryDialog(QDialog):
    """Shows the key, and closes once the patient has it.

    Attributes:
        key: The groups of letters.
        have: The box that the patient ticks.
        print, save, close_button: The buttons.
        said: What came of the last of them.
    """

    def __init__(
        self, tools: Tools, path: Path, done: Switched, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery key"))
        assert done.key is not None, "a diary without a passphrase has no recovery key"
        self._tools, self._done = tools, done
        self.key = on_paper(done.key)
        self._page = RecoveryPage(key=self.key, diary=path.name, day=full_day(tools.today))
        theme = tools.theme
        self._output = ReportOutput(tools, self, what=_("The recovery key"), file=_("recovery key"))
        self.print = Button(theme, _("&Print…"), Look.PRIMARY)
        self.save = Button(theme, _("&Save as a page…"))
        self.have = QCheckBox(_(HAVE))
        self.close_button = Button(theme, _("&Close"))
        self.close_button.setEnabled(False)
        self.said = Text(theme, tone=Tone.STRONG, wrap=True)
        self.said.hide()
        self._warned = False
        self._put_together()
        self._connect()
        self.resize(self.sizeHint())
        self.print.setFocus()

    def sizeHint(self) -> QSize:
        width_px = LETTERS * self.fontMetrics().averageCharWidth()
        height_px = max(self._sheet.sizeHint().height(), self._sheet.heightForWidth(width_px))
        wanted = QSize(width_px, height_px + 4 * self.fontMetrics().height())
        return wanted.boundedTo(self.screen().availableSize() * 0.92)

    @Slot()
    def print_it(self) -> None:
        """Ask for a printer, and print the page."""
        self._output.print(self._page.leaves(self._tools.habits_in_use.paper))

    @Slot()
    def save_it(self) -> None:
        """Ask for a file, and save the page as PDF."""
        self._output.save_pdf(self._page.leaves(self._tools.habits_in_use.paper))

    @Slot()
    def reject(self) -> None:
        """Close; before the box is ticked, only the second time."""
        if self.have.isChecked() or self._warned:
            super().reject()
        else:
            self._warned = True
            self._say(_(NOT_YET))

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.resize(self.size().expandedTo(self.sizeHint()))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._say(f"{saved_words(path)}. {_(SAVED)}")

    def _connect(self) -> None:
        self.have.toggled.connect(self.close_button.setEnabled)
        self.close_button.clicked.connect(self.accept)
        self.print.clicked.connect(self.print_it)
        self.save.clicked.connect(self.save_it)
        self._output.saved.connect(self._tell_saved)
        self._output.told.connect(self._say)
        self._output.refused.connect(self._say)

    def _put_together(self) -> None:
        theme = self._tools.theme
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        backups = plural(self._done.backups, "{count} backup", "{count} backups")
        done = _(DONE_ALL).format(backups=backups) if self._done.backups else _(DONE)
        column.addWidget(Text(theme, _(TITLE), Tone.TITLE, wrap=True))
        column.addWidget(Text(theme, done, wrap=True))
        column.addWidget(Text(theme, _(ONCE), Tone.STRONG, wrap=True))
        column.addWidget(self._groups())
        column.addWidget(Text(theme, _(NO_WAY_BACK), wrap=True))
        for sentence in self._rest():
            column.addWidget(Text(theme, sentence, Tone.WARNING, wrap=True))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.print)
        flow.addWidget(self.save)
        column.addWidget(buttons)
        column.addWidget(self.said)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.have, 1)
        row.addWidget(self.close_button)
        row.setContentsMargins(24, 8, 24, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(self._sheet))
        layout.addLayout(row)  # in sight, whatever is said above

    def _groups(self) -> QWidget:
        """Return the key as a table of groups that can be read out and copied by hand."""
        card = Card(self._tools.theme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for place, group in enumerate(self.key.split()):
            shown = Text(self._tools.theme, group, Tone.HEADING)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(" ".join(group))
            grid.addWidget(shown, *divmod(place, IN_A_ROW))
        card.body.addLayout(grid)
        return card

    def _rest(self) -> list[str]:
        """Return what is not encrypted, in sentences."""
        said = []
        if self._done.left:
            names = ", ".join(breakable(file.name) for file in self._done.left)
            said.append(_(LEFT).format(names=names))
        if self._done.away is not None:
            said.append(_(AWAY).format(place=breakable(str(self._done.away))))
        return said
