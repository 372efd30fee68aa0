"""Finding a blood test by its name among all of them, or naming one of the patient's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from isodiary.domain import text as texts
from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.catalogue.search import rank, words_of
from isodiary.language import _
from isodiary.services.labs.entry import Offered, TypedResult
from isodiary.ui.kit.fields.base import Field
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import MOST_TYPED
from isodiary.ui.look.theme import Theme

LIST_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
MOST_FOUND = 6


class LabSearch(Field):
    """A line with what was found beneath it.

    Signals:
        found: The `Offered` that was chosen.
        passed: Enter was pressed on nothing.
    """

    found = Signal(object)
    passed = Signal()

    def __init__(self, theme: Theme, labs: LabCatalogue, offers: Sequence[Offered]) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(MOST_TYPED)
        super().__init__(theme, _("Another &test"), self.line)
        self._labs = labs
        self._offers = tuple(offers)
        self.line.setPlaceholderText(_("Its name, or a name of your own"))
        self.line.installEventFilter(self)
        self.list = _Found(theme, _("Tests found"))
        self.list.installEventFilter(self)
        self.list.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.list)
        self.line.textEdited.connect(self._look_up)
        self.list.opened.connect(self._choose)

    def value(self) -> None:
        """Return nothing: what stands in the line is no result."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter choose, and the arrows of the line move in the list."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in ENTER:
            self._choose(self.list.current_key)
            return True
        if watched is self.line and event.key() in LIST_KEYS and self.list.rows:
            self.list.keyPressEvent(event)
            return True
        return False

    @Slot()
    def _look_up(self) -> None:
        typed = self.line.text()
        rows = self._rows(typed) if words_of(typed) else []
        self.list.show_rows(rows)
        self.list.choose_first()
        self.list.setVisible(bool(rows))

    @Slot(object)
    def _choose(self, key: object) -> None:
        self.line.clear()
        self._look_up()
        if isinstance(key, Offered):
            self.found.emit(key)
        else:
            self.passed.emit()

    def _rows(self, typed: str) -> list[Row]:
        wanted = words_of(typed)
        ranked = [
            (found, each)
            for each in self._offers
            if (found := rank(wanted, names=self._names(each), others=self._others(each), area=""))
            is not None
        ]
        ranked.sort(key=_by_rank)
        rows = [Row(title=each.name, key=each) for _rank, each in ranked[:MOST_FOUND]]
        label = _label(typed)
        if label and label.casefold() not in {row.title.casefold() for row in rows}:
            own = own_offer(label)
            rows.append(
                Row(
                    title=_("Name it “{label}”").format(label=label),
                    detail=_("a test of your own"),
                    key=own,
                )
            )
        return rows

    def _names(self, offered: Offered) -> tuple[str, ...]:
        analyte = self._labs.get(offered.typed.analyte)
        return (offered.name, analyte.short) if analyte else (offered.name,)

    def _others(self, offered: Offered) -> tuple[str, ...]:
        analyte = self._labs.get(offered.typed.analyte)
        return analyte.aliases if analyte else ()


class _Found(EntryList):
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() * 4)


def own_offer(name: str, unit: str = "") -> Offered:
    """Return a row for a test that the catalogue does not know."""
    return Offered(
        typed=TypedResult(analyte=name, unit=unit),
        name=name,
        units=(unit,) if unit else (),
        words=(),
        in_last_panel=False,
        fasting=False,
    )


def _by_rank(pair: tuple[int, Offered]) -> int:
    return pair[0]


def _label(typed: str) -> str:
    """Return a name as it may be kept; nothing of one that is too long."""
    try:
        return texts.line(typed)
    except ValueError:
        return ""
