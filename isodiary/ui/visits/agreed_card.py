"""What was agreed, filled in on the page of the consultation and written as one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import DiaryError, Refused
from isodiary.domain.record import Visit
from isodiary.language import _, marked
from isodiary.services.visits.words import visit_heading
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.drafting import Drafting
from isodiary.ui.kit.fields.base import all_hold, form
from isodiary.ui.kit.layouts import Beside, FlowLayout
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools
from isodiary.ui.visits.agreed import AgreedFields

TITLE = marked("What was agreed")
EMPTY_WRITES_NOTHING = marked("An empty field writes nothing.")
ALL_BACK = marked("Ctrl+Z takes all of it back.")
NO_VISIT = marked("No visit is noted yet.")
WRITE, WRITE_ANYWAY = marked("W&rite it"), marked("W&rite it anyway")
BESIDE_LETTERS = 34


class AgreedCard(Card):
    """The fields at the left, what will be written at the right.

    What is typed stays until it is written: while another page is looked at, where it turns out to
    belong to another visit, and in a draft once the window is closed.

    Signals:
        written: What was filled in is in the diary.

    Attributes:
        fields: Those of the visit that is shown; None without one.
        preview: What will be written, or why nothing can.
        write: Writes it.
        visit_today: Notes that the visit is today.
    """

    written = Signal()

    def __init__(self, tools: Tools, theme: Theme) -> None:
        super().__init__(theme, Ground.DUE)
        self._tools = replace(tools, theme=theme)
        self._asked: Sequence[str] = ()
        self.fields: AgreedFields | None = None
        self.which = Text(theme, tone=Tone.MUTED, wrap=True)
        self.preview = Text(theme, wrap=True)
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self.write = Button(theme, _(WRITE), Look.PRIMARY, hint="Ctrl+⏎")
        self.visit_today = Button(theme, _("The visit is toda&y"), hint="T")
        self._rows: QFormLayout | None = None
        self._drafting: Drafting | None = None
        self._form = QWidget()
        self._left = QWidget()
        self._right = QWidget()
        self._beside = Beside(BESIDE_LETTERS)
        self._lay_out()
        self.write.clicked.connect(self._write)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._write)

    def show_visit(self, visit: Visit | None) -> None:
        """Show the fields for a visit, empty where it is another one; None where there is none."""
        tools = self._tools
        self.visit_today.setVisible(visit is None or visit.day != tools.today)
        self._beside.setVisible(visit is not None)
        if visit is None:
            self.fields = None
            self.which.setText(_(NO_VISIT))
            return
        self.which.setText(breakable(visit_heading(visit, tools.today, tools.habits)))
        if self.fields is None or self.fields.visit != visit:
            self._fill(visit)
        self._follow()

    def focus_first(self) -> None:
        """Give the focus to the first field, or to the button that notes a visit."""
        if self.fields is None:
            self.visit_today.setFocus()
        else:
            first = self.fields.parts[0]
            first.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed, as with the page the window may go."""
        if self._drafting is not None:
            self._drafting.keep()
        super().hideEvent(event)

    def _fill(self, visit: Visit) -> None:
        """Make the fields anew; what is typed and not written stays, or comes back."""
        self.fields = fields = AgreedFields(self._tools, visit, self)
        old, self._form = self._form, QWidget()
        self._rows = rows = form()
        self._form.setLayout(rows)
        for field in (*fields.parts, fields.words):
            rows.addRow(field.label, field)
            field.changed.connect(self._hear)
        layout = self._left.layout()
        assert layout is not None
        layout.replaceWidget(old, self._form)
        old.hide()
        self._watch(visit)
        old.deleteLater()
        self._forget_doubts()

    def _watch(self, visit: Visit) -> None:
        """Keep what is typed as a draft; take over that of the form before, else a draft."""
        tools, before = self._tools, self._drafting
        typed = before.changed if before is not None else {}
        if before is not None:
            before.drop()
        self._form.setWindowTitle(_(TITLE))
        now = tools.now.isoformat(timespec="minutes")
        self._drafting = Drafting(self._form, tools.drafts, f"agreed at {visit.id}", now)
        if typed:
            self._drafting.take_over(typed)
        else:
            self._drafting.resume()

    @Slot()
    def _hear(self) -> None:
        self._forget_doubts()
        self._follow()

    def _forget_doubts(self) -> None:
        self._asked = ()
        self.write.setText(_(WRITE))
        self._tell("")

    def _follow(self) -> None:
        """Show the fields that are asked for, and what they will write."""
        fields = self.fields
        if fields is None or self._rows is None:
            return
        for part in fields.parts:
            self._rows.setRowVisible(part, fields.shown(part))
        fields.follow_start()
        try:
            self.preview.setText(breakable(fields.foretell()))
        except (Refused, DiaryError) as error:
            self.preview.setText(error.sentence)

    @Slot()
    def _write(self) -> None:
        fields = self.fields
        if fields is None:
            return
        asked = [part for part in fields.parts if fields.shown(part)]
        if not all_hold([*asked, fields.words]):
            return
        try:
            doubts = fields.doubts()
            if doubts and tuple(doubts) != tuple(self._asked):
                self._ask(doubts)
                return
            change = fields.change()
            if change is not None:
                self._hand_over(change)
        except DiaryError as error:
            self._tell(error.sentence)
        else:
            self.written.emit()

    def _hand_over(self, change: Change) -> None:
        """Write it; the fields are filled anew once the diary has it.

        Raises:
            DiaryError: It is refused; what is typed stays.
        """
        fields, drafting = self.fields, self._drafting
        assert drafting is not None
        self.fields = self._drafting = None
        drafting.drop()
        try:
            self._tools.editor.write(change)
        except DiaryError:
            self.fields, self._drafting = fields, drafting
            drafting.keep()
            raise

    def _ask(self, doubts: Sequence[str]) -> None:
        self._asked = doubts
        self._tell(_("{doubts} Is it so?").format(doubts=" ".join(doubts)))
        self.write.setText(_(WRITE_ANYWAY))

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.write.setAccessibleDescription(sentence)

    def _lay_out(self) -> None:
        theme = self._theme
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._form)
        left.addStretch(1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        foot = QWidget()
        flow = FlowLayout(foot)
        flow.addWidget(self.write)
        right.addWidget(Text(theme, _("Will be written"), Tone.MUTED, wrap=True))
        for widget in (self.preview, self.problem, foot):
            right.addWidget(widget)
        right.addWidget(Text(theme, _(ALL_BACK), Tone.SMALL, wrap=True))
        right.addStretch(1)
        self._beside.setFont(theme.font())
        self._beside.add(self._left, 4)
        self._beside.add(self._right, 3)
        self.problem.hide()
        today = QWidget()
        FlowLayout(today).addWidget(self.visit_today)
        self.body.addWidget(Text(theme, _(TITLE), Tone.HEADING, wrap=True))
        self.body.addWidget(self.which)
        self.body.addWidget(Text(theme, _(EMPTY_WRITES_NOTHING), Tone.SMALL, wrap=True))
        self.body.addWidget(self._beside)
        self.body.addWidget(today)
