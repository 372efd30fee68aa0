"""The first start: a new diary asks for the course, or opens another diary, or the sample."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked
from isodiary.ui.course.begin import BeginFields
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.fields.base import all_hold, form
from isodiary.ui.kit.layouts import Cards, FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

WELCOME = marked("Eight fields, and the diary begins. Everything can be changed later.")
NOT_A_DOCTOR = marked(
    "isodiary is a diary, not a doctor: it records and shows, and gives no "
    "advice. With any question, contact your prescriber."
)
SCRATCH = marked("This diary is kept in memory only, until the window closes.")

WIDEST_LINES = 44
"""A field wider than this, in heights of a line, is far from its label."""


class FirstStart(QWidget):
    """Shown while a diary has no course.

    Signals:
        began: The course was written.
        open_asked: The patient has a diary already.
        sample_asked: The patient wants to look at a made-up course.
    """

    began = Signal()
    open_asked = Signal()
    sample_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._asked: tuple[str, ...] = ()
        self.fields = BeginFields(tools, self)
        self.problem = Text(tools.theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self.begin_button = Button(tools.theme, _("&Begin"), Look.PRIMARY, hint="⏎")
        self.open_button = Button(tools.theme, _("Open &a diary…"))
        self.sample_button = Button(tools.theme, _("Look at a sa&mple"))
        self.begin_button.clicked.connect(self.begin)
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        self._put_together()

    def focus_first(self) -> None:
        """Give the focus to the first field, to be typed over."""
        self.fields.start.take_focus()

    @Slot()
    def begin(self) -> None:
        """Write the course, unless a field is wrong or doubtful for the first time."""
        self._say("")
        if not all_hold(self.fields.asked()):
            return
        try:
            self._begin()
        except DiaryError as error:
            self._say(error.sentence)

    def _begin(self) -> None:
        doubts = self.fields.beginning().doubts(self._tools.today, self._tools.habits)
        if doubts and doubts != self._asked:
            self._asked = doubts
            self._say(
                _("{doubts} If that is right, press Begin again.").format(doubts=" ".join(doubts))
            )
        elif self._tools.editor.do(self.fields.change()):
            self.fields.keep_unit()
            self.began.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.begin()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.begin_button.setAccessibleDescription(sentence)
        if sentence:
            self.column.show_widget(self.problem)

    def _put_together(self) -> None:
        theme = self._tools.theme
        card = Card(theme)
        self._rows = rows = form()
        for field in self.fields.all():
            assert isinstance(field, QWidget)
            rows.addRow(field.label, field)
            if field == self.fields.last_dose:
                rows.addRow("", self._quiet())
        self.fields.asked_others.connect(self._show_asked)
        card.body.addLayout(rows)
        card.body.addWidget(self.problem)
        card.body.addWidget(self._buttons())
        self.column = Cards(
            [
                Text(theme, _("Welcome to isodiary"), Tone.TITLE, wrap=True),
                Text(theme, _(WELCOME), Tone.MUTED, wrap=True),
                card,
                Text(theme, _(NOT_A_DOCTOR), wrap=True),
                Text(theme, self._place(), Tone.SMALL, wrap=True),
            ]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        theme.changed.connect(self._dress)
        self._dress()
        self._show_asked()

    def _quiet(self) -> QWidget:
        row = QWidget()
        FlowLayout(row).addWidget(self.fields.not_daily)
        return row

    @Slot()
    def _show_asked(self) -> None:
        for field in self.fields.all():
            assert isinstance(field, QWidget)
            self._rows.setRowVisible(field, self.fields.shown(field))

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for button in (self.begin_button, self.open_button, self.sample_button):
            flow.addWidget(button)
        return row

    @Slot()
    def _dress(self) -> None:
        line_px = QFontMetrics(self._tools.theme.font()).lineSpacing()
        self.column.setMaximumWidth(WIDEST_LINES * line_px)

    def _place(self) -> str:
        path = self._tools.diary.path
        return (
            _(SCRATCH)
            if path is None
            else _("The diary is one file on this computer: {path}").format(path=path)
        )
