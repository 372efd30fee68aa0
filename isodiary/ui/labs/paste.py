"""Pasting a lab report: the text beside what will be taken of it, and what is open.

Nothing is in the diary until it is taken; all of it is then one change.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.change import Change
from isodiary.domain.lab_history import LabHistory
from isodiary.language import _, ngettext
from isodiary.services.labs.reading.report import OpenQuestion, Role, Unread
from isodiary.services.labs.reading.sentences import why_words
from isodiary.services.labs.reading.session import PasteSession, TakenLine
from isodiary.services.words.days import full_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.labs.paste_asked import AskedList
from isodiary.ui.labs.paste_taken import TakenTable
from isodiary.ui.labs.paste_text import LineMark, ReportText
from isodiary.ui.tools import Tools

LONGEST_LINE = 70
LONGEST_HEAD = 16
MOST_UNREAD = 40
"""So many lines that are not read are listed; the rest is counted."""


def role_words() -> dict[Role, str]:
    """Return what stands in a column, in words."""
    return {
        Role.TEST: _("test"),
        Role.VALUE: _("value"),
        Role.PREVIOUS: _("earlier value"),
        Role.RANGE: _("range"),
        Role.LOW: _("lower end"),
        Role.HIGH: _("upper end"),
        Role.UNIT: _("unit"),
        Role.FLAG: _("mark"),
        Role.DATE: _("day"),
        Role.OTHER: _("not read"),
    }


class PasteDialog(AskDialog):
    """Shows a report and what will be taken of it.

    Attributes:
        report: The text.
        asked: What is open.
        columns: What stands in which column of the report.
        taken: The lines that will be taken.
        session: What is read and answered.
    """

    def __init__(
        self, tools: Tools, history: LabHistory, report: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools.theme, _("Paste a lab report"), parent, save=_("&Take it"))
        self.tools = tools
        theme = tools.theme
        self.session = PasteSession(tools.catalogues.labs, history, tools.today)
        self.report = ReportText(theme, report)
        self.asked = AskedList(theme, tools.catalogues.labs)
        self.columns = _ColumnRoles(tools)
        self.taken = TakenTable(theme, tools.habits)
        self.samples = Text(theme, tone=Tone.SMALL, wrap=True)
        self.unread = _UnreadList(tools)
        self.count = Text(theme, tone=Tone.SMALL, wrap=True)
        self.save.set_hint("Ctrl+↵")
        self.cancel.set_hint("Esc")
        self._put_together()
        self._connect()
        self._read()
        (self.asked.take_focus if self.asked.buttons else self.save.setFocus)()
        if not report.strip():
            self.report.setFocus()

    def answer(self) -> Change:
        return self.session.change()

    def sizeHint(self) -> QSize:
        screen = self.screen().availableSize()
        line_px = self.fontMetrics().lineSpacing()
        return QSize(line_px * 54, line_px * 37).boundedTo(screen * 0.95)

    @Slot()
    def _read(self) -> None:
        month_first = self.tools.habits.writing.month_first
        self.session.read(self.report.toPlainText(), month_first=month_first)
        self._show()

    def _show(self) -> None:
        session = self.session
        self.asked.show_questions(session)
        self.columns.show_columns(session)
        self.taken.show_session(session)
        self.unread.show_lines(session)
        self.report.show_marks(_marks(session))
        self.samples.setText(_samples_words(session))
        self._show_count()
        self.tell(session.problem)

    def _show_count(self) -> None:
        change = self.session.taken().change
        edits = change.edits if change else ()
        days = len({getattr(edit.after, "day", None) for edit in edits})
        taken = ngettext("Take {count} result", "Take {count} results", len(edits))
        several = ngettext(
            "Take {count} result of {days} days", "Take {count} results of {days} days", len(edits)
        )
        words = (several if days > 1 else taken).format(count=len(edits), days=days)
        self.save.setText(words.replace("Take", "&Take", 1))
        self.save.setEnabled(bool(edits))
        waiting = len(self.session.questions)
        left = ngettext(
            "{count} line waits for its answer; unanswered, it stays out.",
            "{count} lines wait for their answers; unanswered, they stay out.",
            waiting,
        )
        back = _("Ctrl+Z takes all back.")
        self.count.setText(f"{left.format(count=waiting)} {back}" if waiting else back)

    def _connect(self) -> None:
        self.report.textChanged.connect(self._read)
        self.asked.answered.connect(self._take_answer)
        self.columns.chosen.connect(self._take_role)
        self.taken.taken.wanted.connect(self._take_wanted)
        self.taken.selectionModel().currentChanged.connect(self._go_to_line)
        self.unread.own_asked.connect(self._take_own)
        self.unread.note_asked.connect(self._take_note)
        everywhere = QShortcut(QKeySequence("Ctrl+Return"), self)
        everywhere.activated.connect(self.save.click)

    @Slot(object, str)
    def _take_answer(self, question: OpenQuestion, answer: str) -> None:
        self.session.answer(question, answer)
        self._show()
        (self.asked.take_focus if self.asked.buttons else self.save.setFocus)()

    @Slot(int, str)
    def _take_role(self, column: int, role: str) -> None:
        self.session.say_role(column, Role(role))
        self._show()

    @Slot(object, bool)
    def _take_wanted(self, line: TakenLine, wanted: bool) -> None:
        self.session.want(line, wanted=wanted)
        self._show()

    @Slot(object)
    def _take_own(self, unread: Unread) -> None:
        self.session.keep_own(unread)
        self._show()

    @Slot(object)
    def _take_note(self, unread: Unread) -> None:
        self.session.note(unread)
        self._show()

    @Slot()
    def _go_to_line(self) -> None:
        row = self.taken.currentIndex().row()
        if 0 <= row < len(self.taken.taken.lines):
            self.report.go_to(self.taken.taken.lines[row].line)

    def _put_together(self) -> None:
        theme = self.tools.theme
        left = QVBoxLayout()
        left.addWidget(Text(theme, _("The report"), Tone.HEADING))
        left.addWidget(Text(theme, _("as it was pasted, can be edited"), Tone.SMALL))
        left.addWidget(self.report, 1)
        legend = _("✓ taken   ? asked   – not read   no mark: no result")
        left.addWidget(Text(theme, legend, Tone.SMALL, wrap=True))
        right = QVBoxLayout()
        right.addWidget(Text(theme, _("What will be taken"), Tone.HEADING))
        right.addWidget(self.samples)
        right.addWidget(self.asked)
        right.addWidget(self.columns)
        right.addWidget(self.taken, 1)
        grid = QGridLayout()
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.buttons)
        whole = QVBoxLayout(self)
        whole.addLayout(grid, 1)
        whole.addWidget(self.unread)
        whole.addWidget(self.problem)
        whole.addLayout(foot)


class _ColumnRoles(QWidget):
    """A list for each column of the report, to say what stands in it."""

    chosen = Signal(int, str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._shown: object = None
        self._flow = FlowLayout(self)
        self.boxes: list[ChoiceBox] = []

    def show_columns(self, session: PasteSession) -> None:
        """Show the columns of the first table."""
        columns = session.report.columns
        if columns == self._shown:
            return
        self._shown = columns
        self._flow.clear()
        self.boxes = []
        words = role_words()
        for place, column in enumerate(columns):
            head = column.label or _("first column")
            short = head if len(head) <= LONGEST_HEAD else f"{head[: LONGEST_HEAD - 1]}…"
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 8, 0)
            label = QLabel(short)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(self._theme.font(0.9))
            box = ChoiceBox()
            box.setMinimumContentsLength(6)
            for role, said in words.items():
                box.addItem(said, role.value)
            box.setCurrentIndex(list(words).index(column.role))
            box.setAccessibleName(_("Column “{head}”").format(head=head))
            box.activated.connect(partial(self._choose, place, box))
            row.addWidget(label)
            row.addWidget(box)
            self._flow.addWidget(pair)
            self.boxes.append(box)
        self.setVisible(bool(columns))

    def _choose(self, place: int, box: ChoiceBox, _item: int) -> None:
        self.chosen.emit(place, box.currentData())


class _UnreadList(QScrollArea):
    """The lines that are not read, each with why and what else can be done with it."""

    own_asked = Signal(object)
    note_asked = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._shown: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_lines(self, session: PasteSession) -> None:
        """Show the lines."""
        unread, noted = session.report.unread, session.noted
        if (unread, noted) == self._shown:
            return
        self._shown = (unread, noted)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        said = ngettext("{count} line not read", "{count} lines not read", len(unread))
        head = Text(self._theme, said.format(count=len(unread)), Tone.HEADING)
        grid.addWidget(head, 0, 0, 1, 4)
        for row, line in enumerate(unread[:MOST_UNREAD], start=1):
            self._add(grid, row, line, noted=line.line in noted)
        if (more := len(unread) - MOST_UNREAD) > 0:
            said = ngettext("and {count} more line", "and {count} more lines", more)
            rest = Text(self._theme, said.format(count=more), Tone.SMALL)
            grid.addWidget(rest, MOST_UNREAD + 1, 1)
        self.setWidget(inner)
        self.setVisible(bool(unread))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        inner = self.widget()
        wanted = inner.sizeHint().height() if inner is not None else 0
        return QSize(300, min(self.fontMetrics().lineSpacing() * 6, wanted + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, min(self.sizeHint().height(), self.fontMetrics().lineSpacing() * 3))

    def _add(self, grid: QGridLayout, row: int, line: Unread, *, noted: bool) -> None:
        theme = self._theme
        text = line.text if len(line.text) <= LONGEST_LINE else f"{line.text[:LONGEST_LINE]}…"
        grid.addWidget(Text(theme, f"– {line.line}", Tone.SMALL), row, 0)
        grid.addWidget(Text(theme, breakable(text), wrap=True), row, 1)
        why = _("kept as a note") if noted else why_words(line.why)
        grid.addWidget(Text(theme, why, Tone.SMALL, wrap=True), row, 2)
        if noted:
            return
        own = line.own is not None
        words = _("Take it under its own name") if own else _("Keep as a note of the sample")
        button = Button(theme, words, Look.QUIET)
        button.setAccessibleDescription(text)
        button.clicked.connect(partial((self.own_asked if own else self.note_asked).emit, line))
        grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignRight)


def _marks(session: PasteSession) -> dict[int, LineMark]:
    marks = {each.line: LineMark.UNREAD for each in session.report.unread}
    marks |= dict.fromkeys(session.report.told, LineMark.TAKEN) if session.lines else {}
    marks |= {line.line: LineMark.TAKEN for line in session.lines if line.wanted}
    return marks | {each.line: LineMark.ASKED for each in session.questions if each.line}


def _samples_words(session: PasteSession) -> str:
    """Return "12 Oct 2026, fasting · 14 Sep 2026"."""
    words = []
    for sample in session.samples:
        day = full_day(sample.day) if sample.day else _("which day?")
        said = {True: _("{day}, fasting"), False: _("{day}, not fasting"), None: "{day}"}
        words.append(said[sample.fasting].format(day=day))
    return " · ".join(words)
