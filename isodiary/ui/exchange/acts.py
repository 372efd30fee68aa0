"""What the Diary menu does with other files: bringing one in, writing one out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import DiaryError
from isodiary.language import _
from isodiary.services.exchange.bring import back_up_before, held_by, read_file
from isodiary.services.exchange.formats import FORMATS, UnknownFile
from isodiary.services.exchange.guessing import first_line, is_table
from isodiary.services.exchange.mapping import TableMapping
from isodiary.services.exchange.source import Source
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
        self._mappings: dict[str, TableMapping] = {}

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
        """Show what a file would do; it is written when the patient says so.

        Of a table of no known program it is asked first how it is to be read.
        """
        try:
            dialog = self._read(path)
        except UnknownFile as unknown:
            if not self._ask_mapping(path):
                self.warned.emit(unknown.sentence)
        except DiaryError as error:
            self.warned.emit(error.sentence)
        except GivenUp:
            return
        else:
            ask(dialog, self._write)

    def _read(self, path: Path, mapping: TableMapping | None = None) -> BringDialog:
        """Read a file; return the dialog that shows what it would do."""
        tools = self._tools
        with progress(_("Reading {name}").format(name=path.name), self._over) as step:
            opened = read_file(path, now=tools.now, mapping=mapping, step=step)
        held = held_by(tools.diary, tools.catalogues)
        return BringDialog(tools, opened, held, self._over)

    def _ask_mapping(self, path: Path) -> bool:
        """Ask how a table is to be read; return whether the file is one."""
        tools = self._tools
        source = Source(path, now=tools.now)
        if not is_table(source):
            return False
        from isodiary.ui.exchange.mapping import MappingDialog  # most files are of a known program

        held = held_by(tools.diary, tools.catalogues)
        mapping = self._mappings.get(first_line(source))

        def read(chosen: TableMapping) -> None:
            self._mappings[first_line(source)] = chosen
            with suppress(GivenUp):
                ask(self._read(path, chosen), self._write)

        ask(MappingDialog(tools, source, held, mapping, self._over), read)
        return True

    def ask_export(self) -> None:
        """Ask what goes out, and to which file."""
        dialog = ExportDialog(self._tools, self._over)
        dialog.saved.connect(self.saved)
        ask(dialog)

    def _write(self, change: Change) -> None:
        """Back the diary up, and bring in what was looked at."""
        back_up_before(self._tools.diary, now=self._tools.now)
        self._tools.editor.write(change)
