"""The name of who has none yet, asked once beside the pages that it would stand on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Patient
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.course.plan import keep_person
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

QUESTION = marked("Your name or initials, for this page and its file?")
NEEDED = marked("Type a name.")


class AskedName(QWidget):
    """A line with a field. Enter stores the answer; it is asked no more, whatever the answer.

    Attributes:
        field: The name.
        keep, later: The buttons.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        theme = tools.theme
        self._tools = tools
        self.question = Text(theme, _(QUESTION), Tone.MUTED, wrap=True)
        self.field = TypedField(theme, _("Name"), _name)
        self.keep = Button(theme, _("Keep the name"), Look.QUIET, hint="⏎")
        self.later = Button(theme, _("Not now"), Look.QUIET)
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.later.clicked.connect(self._put_away)
        self.hide()

    def show_wanted(self, *, wanted: bool) -> None:
        """Ask where a name is wanted, unless it was asked before."""
        self.setVisible(wanted and not self._tools.settings.report_name_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the page, which prints by it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _keep(self) -> None:
        self.field.look()
        if self.field.wrong:
            self.field.take_focus()
        elif self._tools.editor.attempt(self._change):
            self._put_away()

    def _change(self) -> Change | None:
        held = self._tools.diary.get(Patient, Patient().id)
        return keep_person(held, replace(held or Patient(), name=self.field.value()), (), ())

    @Slot()
    def _put_away(self) -> None:
        self._tools.settings.report_name_asked = True
        self.hide()

    def _lay_out(self) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap_px=8, wide_first=True)
        for widget in (self.field, self.keep, self.later):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)
        column.addWidget(row)


def _name(text: str) -> str:
    return typed.needed_line(text, _(NEEDED))
