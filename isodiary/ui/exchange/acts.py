"""What the Diary menu does with other files: bringing one in, writing one out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import DiaryError
from isodiary.language import _
from isodiary.services.exchange.bring import back_up_before, held_by, read_file
from isodiary.services.exchange.formats import FORMATS
from isodiary.ui.exchange.bring import BringDialog
from isodiary.ui.exchange.export import ExportDialog
from isodiary.ui.exchange.progress import GivenUp, progress
from isodiary.ui.kit.files import documents
from isodiary.ui.kit.forms import ask
from isodiary.ui.tools import Tools


class ExchangeActs(QObject):
    """Does it over one window.

    Signals:
        saved: A `Path` was written for the patient.
        warned: A sentence about what was refused.
    """

    saved = Signal(object)
    warned = Signal(str)

    def __init__(self, tools: Tools, over: QWidget) -> None:
        super().__init__(over)
        self._tools = tools
        self._over = over

    def ask_import(self) -> None:
        """Ask for a file, and show what it would do."""
        known = (f"*.{end}" for each in FORMATS if each.comes_in for end in each.endings)
        endings = " ".join(dict.fromkeys(known))
        kinds = _("Files that can be brought in ({endings})").format(endings=endings)
        every = _("All files (*)")
        name, _kind = QFileDialog.getOpenFileName(
            self._over, _("Import"), str(documents()), f"{kinds};;{every}"
        )
        if name:
            self.bring_in(Path(name))

    def bring_in(self, path: Path) -> None:
        """Show what a file would do; it is written when the patient says so."""
        tools = self._tools
        try:
            with progress(_("Reading {name}").format(name=path.name), self._over) as step:
                opened = read_file(path, now=tools.now, step=step)
            held = held_by(tools.diary, tools.catalogues)
            dialog = BringDialog(tools, opened, held, self._over)
        except DiaryError as error:
            self.warned.emit(error.sentence)
        except GivenUp:
            return
        else:
            ask(dialog, self._write)

    def ask_export(self) -> None:
        """Ask what goes out, and to which file."""
        dialog = ExportDialog(self._tools, self._over)
        dialog.saved.connect(self.saved)
        ask(dialog)

    def _write(self, change: Change) -> None:
        """Back the diary up, and bring in what was looked at."""
        back_up_before(self._tools.diary, now=self._tools.now)
        self._tools.editor.write(change)
