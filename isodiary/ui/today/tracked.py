"""The list of symptoms asked every day: found, ticked, and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.catalogue.search import rank, words_of
from isodiary.domain.catalogue.symptoms import Area
from isodiary.language import _, marked
from isodiary.services.words.units import apart
from isodiary.storage.reads.days import own_symptoms
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.fields.base import let_clear
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.tools import Tools

ID = Qt.ItemDataRole.UserRole
ASKED, SURVEY, OWN = (
    marked("Asked every day"),
    marked("Isotretinoin Symptom Survey"),
    marked("Your own words"),
)
TICKING = marked("Space ticks a symptom. What was answered before stays in the diary.")


class TrackedDialog(AskDialog):
    """Asks for the list of daily symptoms; its answer is their ids, in their order.

    Attributes:
        search: Shows only what is typed here.
        list: Groups of symptoms under headings: asked, the survey, areas of the body, own words.
    """

    def __init__(self, tools: Tools, tracked: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, _("Symptoms asked every day"), parent)
        self._tools = tools
        self._names = tools.symptom_names()
        self._own = {own.id: apart(own.label) for own in own_symptoms(tools.diary)}
        theme = tools.theme
        self.search = QLineEdit()
        self.search.setMaxLength(MOST_TYPED)
        self.search.setPlaceholderText(_("A symptom or a part of the body"))
        self.search.setAccessibleName(_("Find a symptom"))
        let_clear(self.search)
        self.list = QListWidget()
        self.list.setVerticalScrollBar(SlimBar())
        self.list.setSpacing(1)
        self.list.setAccessibleName(_("Symptoms, ticked if they are asked every day"))
        self.up = Button(theme, _("&Up"), hint="Alt+↑")
        self.down = Button(theme, _("&Down"), hint="Alt+↓")
        self.add_survey = Button(theme, _("Add the symptom &survey"))
        self.add_survey.setToolTip(_("The thirteen questions of the Isotretinoin Symptom Survey"))
        self.nothing = Text(theme, _("No symptom is called so."), Tone.MUTED, wrap=True)
        self._fill(tracked)
        self._lay_out()
        self._connect()
        self.nothing.hide()
        self.list.setFocus()

    def answer(self) -> tuple[str, ...]:
        return tuple(
            str(item.data(ID))
            for item in self._symptoms()
            if item.checkState() is Qt.CheckState.Checked
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search to what it found, not on to Save; and back from the list."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        leads = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self.search and event.key() in leads:
            self._enter_list()
            return True
        if watched is self.list and event.text() == "/":
            self.search.setFocus()
            return True
        return False

    def _symptoms(self) -> Iterator[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return (item for item in items if item.data(ID) is not None)

    def _fill(self, tracked: Sequence[str]) -> None:
        left = [each for each in self._names if each not in tracked]
        self._add_group(_(ASKED), tracked, asked=True)
        catalogue = self._tools.catalogues.symptoms
        survey = [each for each in catalogue.iss if each in left]
        self._add_group(_(SURVEY), survey)
        self._add_group(_(OWN), [each for each in self._own if each in left])
        for area in Area:
            there = [each.id for each in catalogue.in_area(area)]
            shown = [each for each in there if each in left and each not in survey]
            self._add_group(catalogue.areas[area], shown)
        self._choose_first()

    def _add_group(self, heading: str, symptoms: Sequence[str], *, asked: bool = False) -> None:
        if not symptoms:
            return
        head = QListWidgetItem(heading)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setFont(Tone.STRONG.font(self._tools.theme))
        head.setForeground(self._tools.theme.colours.muted)
        self.list.addItem(head)
        for symptom in symptoms:
            item = QListWidgetItem(self._names.get(symptom, symptom))
            item.setData(ID, symptom)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if asked else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _connect(self) -> None:
        for keys, button, act in (
            ("Alt+Up", self.up, self._move_up),
            ("Alt+Down", self.down, self._move_down),
        ):
            button.clicked.connect(act)
            # a button's own shortcut clicks it slowly, and loses keys that come fast
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.add_survey.clicked.connect(self._tick_survey)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._allow_moves)
        self._allow_moves()

    @Slot()
    def _narrow(self) -> None:
        """Show what was searched for, without the headings of groups with nothing in them."""
        typed = self.search.text()
        wanted = words_of(typed)
        found = {each.id for each in self._tools.catalogues.symptoms.search(typed)}
        shown_below = False
        for row in reversed(range(self.list.count())):
            item = self.list.item(row)
            symptom = item.data(ID)
            if symptom is None:
                item.setHidden(not shown_below)
                shown_below = False
                continue
            named = rank(wanted, names=[item.text()], others=[], area="") is not None
            item.setHidden(bool(wanted) and symptom not in found and not named)
            shown_below = shown_below or not item.isHidden()
        self.nothing.setVisible(all(item.isHidden() for item in self._symptoms()))
        self._choose_first()

    def _choose_first(self) -> None:
        first = next((item for item in self._symptoms() if not item.isHidden()), None)
        if first is not None:
            self.list.setCurrentItem(first)

    def _enter_list(self) -> None:
        if self.list.currentItem() is not None and not self.list.currentItem().isHidden():
            self.list.setFocus()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        """Move a symptom within those asked; the others have no order of their own."""
        row = self.list.currentRow()
        if self._can_move(row, by):
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentItem(item)

    def _can_move(self, row: int, by: int) -> bool:
        asked = self._asked_rows()
        return not self.search.text() and row in asked and row + by in asked

    def _asked_rows(self) -> range:
        """Return the rows of the first group, if it is that of those asked."""
        if not self.list.count() or self.list.item(0).text() != _(ASKED):
            return range(0)
        rows = range(1, self.list.count())
        return range(
            1, next((row for row in rows if self.list.item(row).data(ID) is None), rows.stop)
        )

    @Slot()
    def _allow_moves(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(self._can_move(row, -1))
        self.down.setEnabled(self._can_move(row, 1))

    @Slot()
    def _tick_survey(self) -> None:
        for item in self._symptoms():
            if item.data(ID) in self._tools.catalogues.symptoms.iss:
                item.setCheckState(Qt.CheckState.Checked)

    def _lay_out(self) -> None:
        tool_row = QHBoxLayout()
        for button in (self.up, self.down, self.add_survey):
            tool_row.addWidget(button)
        tool_row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(Text(self._tools.theme, _(TICKING), Tone.MUTED, wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        column.addLayout(tool_row)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        letters = self.fontMetrics()
        self.resize(62 * letters.averageCharWidth(), 32 * letters.height())
