"""Looking up a symptom among all of them, or naming one, and correcting an answer.

Type, choose with the arrows, Enter; then 0 to 3, and Enter once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from isodiary.domain import text as texts
from isodiary.domain.catalogue.search import rank, words_of
from isodiary.domain.catalogue.symptoms import Area, Symptom
from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.symptoms.log import Picked, answer, log_picked
from isodiary.services.words.days import long_day
from isodiary.storage.reads.days import own_symptoms, read_day
from isodiary.ui.kit.fields.base import Field, let_clear
from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.forms import EntryDialog, FormDialog
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.severity import SeverityField, anchors_of, level_names
from isodiary.ui.kit.text import MOST_TYPED
from isodiary.ui.tools import Tools


class SymptomDialog(EntryDialog):
    """Severity and note of one answer."""

    def __init__(self, tools: Tools, entry: SymptomEntry, parent: QWidget | None = None) -> None:
        name = tools.symptom_names().get(entry.symptom, entry.symptom)
        super().__init__(tools, name, parent)
        self._entry = entry
        self.severity = SeverityField(tools.theme, _("Se&verity"), level_names(tools))
        self.severity.explain(anchors_of(tools, entry.symptom))
        self.severity.choose(entry.severity)
        self.note = NoteField(tools.theme, _("&Note"), entry.note)
        self.add_text(f"{name}, {long_day(entry.day)}")
        self.add_field(self.severity)
        self.add_field(self.note)
        self.severity.take_focus()

    def change(self) -> Change | None:
        symptom = self._entry.symptom
        return answer(
            read_day(self.tools.diary, self._entry.day),
            {symptom: self.severity.value()},
            notes={symptom: self.note.value()},
        )


OWN = marked("Your own")
LIST_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


@dataclass(frozen=True, slots=True)
class NewName:
    """The key of the row that names a symptom of the patient's own."""

    label: str


class SymptomPicker(FormDialog):
    """Asks for a symptom, its severity and a note."""

    def __init__(self, tools: Tools, parent: QWidget | None = None, *, typed: str = "") -> None:
        super().__init__(tools, _("Add a symptom"), parent)
        self._own = own_symptoms(tools.diary)
        self.search = QLineEdit()
        self.search.setMaxLength(MOST_TYPED)
        self.search.setPlaceholderText(_("A symptom, a part of the body, or your own word"))
        let_clear(self.search)
        self.search.installEventFilter(self)
        self.list = _List(tools.theme, _("Symptoms"))
        self.list.installEventFilter(self)
        self.choice = _SymptomField(tools, self.search, self.list)
        self.severity = SeverityField(tools.theme, _("Se&verity"), level_names(tools))
        self.note = NoteField(tools.theme, _("&Note"), lines=1)
        for field in (self.choice, self.severity, self.note):
            self.add_field(field)
        self.search.textChanged.connect(self._look_up)
        self.list.row_chosen.connect(self._explain)
        self.list.opened.connect(self._go_on)
        self.search.setText(typed)
        self._look_up()
        self.search.setFocus()

    def picked(self) -> Picked:
        """Return what was picked.

        Raises:
            Refused: A field has no value yet.
        """
        key = self.choice.value()
        return Picked(
            symptom=key if isinstance(key, str) else "",
            label=key.label if isinstance(key, NewName) else "",
            severity=self.severity.value(),
            note=self.note.value(),
        )

    def answer(self) -> object:
        return self.picked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the severity, and the arrows of the field move in the list."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on()
            return True
        if watched is self.search and event.key() in LIST_KEYS:
            self.list.keyPressEvent(event)
            return True
        if watched is self.list and event.text() in {"0", "1", "2", "3"}:
            self.severity.choose(int(event.text()))
            self.severity.take_focus()
            return True
        if watched is self.list and event.text().isalpha():
            self.search.setFocus()  # which puts the cursor behind what is typed already
            self.search.end(False)
            self.search.insert(event.text())
            return True
        return False

    @Slot()
    def _look_up(self) -> None:
        self.list.show_rows(self._rows(self.search.text()))
        self.list.choose_first()
        self._explain()

    @Slot()
    def _explain(self) -> None:
        key = self.list.current_key
        self.severity.explain(anchors_of(self.tools, key) if isinstance(key, str) else ())
        if isinstance(key, NewName):
            self.severity.explain(level_names(self.tools))
        self.choice.say("")

    @Slot()
    def _go_on(self) -> None:
        if self.list.current_key is not None:
            self.severity.take_focus()

    def _rows(self, typed: str) -> list[Row]:
        if not words_of(typed):
            return [*_headed(_(OWN), self._own_rows("")), *self._by_area()]
        found = self.tools.catalogues.symptoms.search(typed)
        rows = [*self._own_rows(typed), *map(self._row, found)]
        label = _label(typed)
        taken = {row.title.casefold() for row in rows}
        if label and label.casefold() not in taken:
            named = Row(
                title=_("Name it “{label}”").format(label=label),
                detail=_("as your own"),
                key=NewName(label),
            )
            rows.append(named)
        return rows

    def _by_area(self) -> Iterable[Row]:
        catalogue = self.tools.catalogues.symptoms
        for area in Area:
            offered = [each for each in catalogue.in_area(area) if each.module is None]
            yield from _headed(catalogue.areas[area], list(map(self._row, offered)))

    def _own_rows(self, typed: str) -> list[Row]:
        wanted = words_of(typed)
        return [
            Row(title=own.label, detail=_(OWN) if wanted else "", key=own.id)
            for own in self._own
            if rank(wanted, names=[own.label], others=[], area="") is not None
        ]

    def _row(self, symptom: Symptom) -> Row:
        searching = bool(words_of(self.search.text()))
        area = self.tools.catalogues.symptoms.areas[symptom.area] if searching else ""
        return Row(title=symptom.label, detail=area, key=symptom.id)


class _SymptomField(Field):
    """The line to type in with the list beneath it; its value is the chosen row."""

    def __init__(self, tools: Tools, search: QLineEdit, rows: EntryList) -> None:
        super().__init__(tools.theme, _("S&ymptom"), search)
        self._rows = rows
        layout = self.layout()
        assert layout is not None
        layout.addWidget(rows)
        search.textChanged.connect(self._hear)

    def value(self) -> object:
        """Return the id of the chosen symptom, or the new name.

        Raises:
            Refused: None is chosen.
        """
        if self._rows.current_key is None:
            raise Refused(_("Choose a symptom, or type a name for it."))
        return self._rows.current_key


class _List(EntryList):
    """A list that is content with half a dozen rows in view."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() * 6)


def _headed(heading: str, rows: list[Row]) -> list[Row]:
    return [Row(title=heading), *rows] if rows else []


def _label(typed: str) -> str:
    """Return a name as it may be kept; nothing of one that is too long."""
    try:
        return texts.line(typed)
    except ValueError:
        return ""


class AddSymptomDialog(SymptomPicker):
    """The picker for a day of any age; its answer is the change of the diary."""

    def __init__(self, tools: Tools, day: date, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._day = day
        self.add_text(long_day(day))

    def answer(self) -> Change | None:
        return log_picked(read_day(self.tools.diary, self._day), self.picked())
