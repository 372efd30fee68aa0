"""What the Diary menu does with files: copies, other diaries, the folder, erasing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked
from isodiary.services.safety.backups import save_copy
from isodiary.storage.copying import EXISTS
from isodiary.ui.kit.files import documents
from isodiary.ui.kit.forms import ask
from isodiary.ui.safety.backups import BackupsDialog
from isodiary.ui.safety.erase import EraseDialog
from isodiary.ui.safety.recent import RecentDialog
from isodiary.ui.tools import Tools

MADE_UP = marked("This diary is made up and not kept, so there is no file of it.")
KINDS = marked("Diaries (*.sqlite)")
ENDING = ".sqlite"


class FileActs(QObject):
    """Does it over one window.

    Signals:
        path_asked: The diary of a `Path` is to be opened, or begun where there is none.
        erase_asked: The diary is to be erased; the patient was asked.
        passphrase_asked: The new passphrase of the diary; empty to take it away.
        notice: A sentence about something that was asked for.
        saved: A `Path` was written for the patient.
        warned: A sentence about what was refused.
    """

    path_asked = Signal(object)
    erase_asked = Signal()
    passphrase_asked = Signal(str)
    notice = Signal(str)
    saved = Signal(object)
    warned = Signal(str)

    def __init__(self, tools: Tools, over: QWidget) -> None:
        super().__init__(over)
        self._tools = tools
        self._over = over

    def show_backups(self) -> None:
        """Show the backups."""
        path = self._path()
        if path is not None:
            ask(BackupsDialog(self._tools, path, self._over))

    def save_copy(self) -> None:
        """Save the whole diary in another file, which is read back."""
        likely = documents() / f"isodiary {self._tools.today.isoformat()}{ENDING}"
        name, _kind = QFileDialog.getSaveFileName(
            self._over, _("Save a copy"), str(likely), _(KINDS)
        )
        if not name:
            return
        path = _named(name)
        try:
            save_copy(self._tools.diary, path)
        except DiaryError as error:
            self.warned.emit(error.sentence)
        else:
            self.saved.emit(path)

    def ask_recent(self) -> None:
        """Offer the diaries that were open before."""
        here = self._tools.diary.path
        paths = [path for path in self._tools.settings.recent if path != here]
        dialog = RecentDialog(self._tools, paths, self._over)
        dialog.chosen.connect(self._open_recent)
        ask(dialog)

    def ask_new(self) -> None:
        """Ask for the file of a new diary, and begin it."""
        likely = documents() / f"diary{ENDING}"
        name, _kind = QFileDialog.getSaveFileName(self._over, _("New diary"), str(likely), _(KINDS))
        if not name:
            return
        path = _named(name)
        if path.exists():
            self.warned.emit(_(EXISTS))
        else:
            self.path_asked.emit(path)

    def show_folder(self) -> None:
        """Show the folder of the diary."""
        path = self._path()
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.resolve().parent)))

    def ask_erase(self) -> None:
        """Ask whether the diary is to be erased for good."""
        path = self._path()
        if path is not None:
            dialog = EraseDialog(self._tools, path, self._over)
            dialog.confirmed.connect(self.erase_asked)
            ask(dialog)

    def ask_passphrase(self) -> None:
        """Ask for a new passphrase, or whether it is to be taken away."""
        if self._path() is None:
            return
        from isodiary.ui.passphrase.dialog import PassphraseDialog

        dialog = PassphraseDialog(self._tools, self._over)
        dialog.set_asked.connect(self.passphrase_asked)
        dialog.off_asked.connect(partial(self.passphrase_asked.emit, ""))
        ask(dialog)

    def _path(self) -> Path | None:
        """Return the file of the diary; say so where it has none."""
        if self._tools.diary.path is None:
            self.notice.emit(_(MADE_UP))
        return self._tools.diary.path

    @Slot(object)
    def _open_recent(self, path: Path) -> None:
        if path.exists():
            self.path_asked.emit(path)
        else:
            self.warned.emit(
                _("There is no diary at {path} now. It may be on a disk that is away.").format(
                    path=path
                )
            )


def _named(name: str) -> Path:
    path = Path(name)
    return path if path.suffix else path.with_suffix(ENDING)
